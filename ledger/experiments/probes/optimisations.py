"""Health items of what makes MLX fast, each measured: fusion, fast kernels, precision of products, limits, wiring."""

import platform
from importlib import util
from typing import Dict, List, Mapping, Optional

from harness import Outcome, call
from probes.items import Item, absent, failed, passed, warned

KERNEL = 2e-3  # relative, of kernels that multiply matrices, maybe in TF32
EQUAL = 1e-3  # relative; fused kernels sum in another order, and GPUs may multiply in TF32
FULL = 1e-5  # relative error of a float32 product that is really float32
NO_NUMPY = "importlib finds no module numpy to compare with"
Variables = Optional[Mapping[str, Optional[str]]]


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
    """mx.fast's attention, norms and rope against formulas of our own in double precision; and how long some take."""
    if not outcome.ok:
        return failed("fast kernels", str(outcome)[:300], "use the plain formulas instead of mx.fast")
    off, ratios = outcome.value["off"], outcome.value["ratios"]
    wrong = {name: each for name, each in off.items() if not each <= KERNEL}
    text = ", ".join(f"{name} takes {each:.2f} of the formula's time" for name, each in ratios.items())
    if wrong or not off:
        listed = ", ".join(f"{name} by {each:.2g}" for name, each in wrong.items()) or "nothing was compared"
        return failed("fast kernels", f"{text}; WRONG RESULTS: off {listed}", "use the plain formulas instead of mx.fast")
    return passed("fast kernels", f"{len(off)} kernels ({', '.join(off)}) off by at most {max(off.values()):.2g}; {text}")


def operations(outcome: Outcome) -> Item:
    """Forty operations against NumPy in double precision."""
    if not outcome.ok:
        return failed("operations", str(outcome)[:300], "reinstall MLX")
    wrong = [name for name, share in outcome.value.items() if not share <= 1]
    if wrong or not outcome.value:
        return failed("operations", f"WRONG RESULTS: {', '.join(wrong) or 'nothing was compared'}",
                      "do not trust results here; reinstall MLX, and report it if that does not help")
    worst = max(outcome.value, key=outcome.value.get)
    return passed("operations", f"{len(outcome.value)} operations agree with NumPy in double precision, the worst is {worst} "
                                f"with {outcome.value[worst]:.2f} of what is allowed")


def memory(outcome: Outcome) -> Item:
    """How much memory there is, how much of it the GPU should use, and how much of it may be wired."""
    if not outcome.ok:
        return failed("memory", str(outcome)[:300], "MLX does not tell how much memory its device has")
    seen = outcome.value
    text = f"{seen['chip']}, {seen['memory'] / 2**30:.1f} GiB of memory"
    if seen["recommended"] is None:
        return passed("memory", f"{text}; the backend is {seen['backend']}, so there is no working set and nothing is wired")
    chosen = f"{seen['wired_mib']} MiB, set by an administrator" if seen["wired_mib"] else "the system's default"
    text += f", {seen['recommended'] / 2**30:.1f} GiB of it recommended for the GPU, wired ceiling: {chosen}"
    if not 0 < seen["recommended"] <= seen["memory"]:
        return failed("memory", text, "the working set cannot be larger than the memory: set iogpu.wired_limit_mb to 0")
    if seen["memory"] - seen["recommended"] < 2**31:
        return warned("memory", text, "less than 2 GiB are left to the system, which may freeze: lower iogpu.wired_limit_mb")
    return passed("memory", text)


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


def items(facts: Dict[str, object], compiling: Variables) -> List[Item]:
    """All of them, each from a process of its own. `compiling` are the variables of those that compile."""
    numpy = util.find_spec("numpy")
    kernels = fast_kernels(_do("fast_kernels")) if numpy else absent("fast kernels", NO_NUMPY)
    return [
        fusion(_do("fused", compiling)), kernels, precision(_do("precision")), limits(_do("limits")),
        memory(call("probes.machine:memory_facts", timeout=90)), wiring(str(facts["backend"])),
    ]


def _do(function: str, variables: Variables = None) -> Outcome:
    return call(f"probes.tuned:{function}", timeout=90, variables=variables)
