"""Health items of what makes MLX fast, each measured: fusion, fast kernels, precision of products, limits, wiring."""

import platform
from typing import Dict, List

from harness import Outcome, call
from probes.items import Item, absent, failed, passed, warned

EQUAL = 1e-3  # relative; fused kernels sum in another order, and GPUs may multiply in TF32
FULL, SINGLE = 1e-5, 24  # relative error of a float32 product that is really float32, and its bits


def fusion(outcome: Outcome) -> Item:
    """mx.compile fuses elementwise operations: a gain on GPUs, about nothing on a CPU."""
    if not outcome.ok:
        return failed("fusion", str(outcome)[:300], "see the item `compile`")
    seen = outcome.value
    text = (f"compiled gelu is {seen['fused_operations']} operation(s) instead of {seen['plain_operations']}, "
            f"and takes {seen['ratio']:.2f} of the plain one's time on the {seen['device']}")
    if seen["off"] > EQUAL:
        return failed("fusion", f"{text}, and differs by {seen['off']:.2g}", "set MLX_DISABLE_COMPILE=1")
    if seen["fused_operations"] >= seen["plain_operations"]:
        return failed("fusion", f"compilation is off: {text}", "unset MLX_DISABLE_COMPILE; on a CPU install g++")
    if seen["ratio"] > 2:
        return warned("fusion", text, "measure again on an idle host")
    return passed("fusion", text)


def fast_kernels(outcome: Outcome) -> Item:
    """mx.fast's attention and norm against their formulas: equal, and how long they take."""
    if not outcome.ok:
        return failed("fast kernels", str(outcome)[:300], "use the plain formulas instead of mx.fast")
    seen = outcome.value
    off = max(each["off"] for each in seen.values())
    text = ", ".join(f"{name} takes {each['ratio']:.2f} of the formula's time" for name, each in seen.items())
    if not off <= EQUAL:
        return failed("fast kernels", f"{text}; off by {off:.2g}", "use the plain formulas instead of mx.fast")
    return passed("fast kernels", f"{text}; off by at most {off:.2g}")


def precision(outcome: Outcome) -> Item:
    """Whether float32 products are float32, or TF32 with about three digits; and what half precision costs."""
    if not outcome.ok:
        return failed("precision", str(outcome)[:300], "reinstall MLX")
    seen = outcome.value
    kind = "full float32" if seen["off"] <= FULL else "TF32 or less: MLX_ENABLE_TF32=0 before the import gives float32"
    text = (f"a float32 product on the {seen['device']} is off by {seen['off']:.2g} ({kind}); float16 takes "
            f"{seen['half_over_single']:.2g} of its time")
    if seen["off"] > 1e-2:
        return failed("precision", text, "do not trust products here")
    if seen["half_over_single"] > 2:
        return warned("precision", text, "compute in float32 on this device, and keep half precision for storage")
    return passed("precision", text)


def limits(outcome: Outcome) -> Item:
    """The limits that MLX sets itself, read by setting them and putting them back."""
    if not outcome.ok:
        return failed("limits", str(outcome)[:300], "memory limits cannot be used")
    seen = {name: f"{value / 2**30:.2f} GiB" for name, value in outcome.value.items()}
    return passed("limits", f"memory limit {seen['memory']} (a guide, not a bound), cache limit {seen['cache']}")


def wiring(backend: str) -> Item:
    """Whether set_wired_limit does anything here."""
    seen = f"the backend is {backend}, the system {platform.system()} {platform.mac_ver()[0]}".strip()
    if backend != "metal":
        return absent("wiring", f"set_wired_limit has no effect without Metal: {seen}")
    if int(platform.mac_ver()[0].split(".")[0]) < 15:
        return warned("wiring", f"set_wired_limit has no effect before macOS 15: {seen}", "large models need macOS 15")
    return passed("wiring", f"set_wired_limit works; {seen}")


def items(facts: Dict[str, object]) -> List[Item]:
    """All of them, each from a process of its own."""
    return [
        fusion(_do("fused")), fast_kernels(_do("fast_kernels")), precision(_do("precision")), limits(_do("limits")),
        wiring(str(facts["backend"])),
    ]


def _do(function: str) -> Outcome:
    return call(f"probes.tuned:{function}", timeout=90)
