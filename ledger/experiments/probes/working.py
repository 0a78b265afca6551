"""Health items of what MLX does: devices, BLAS, compilation, counters, quantization, derivatives, files, NumPy."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib import util
from typing import Dict, List

from harness import Outcome, call, median_interval
from harness.compiling import gxx
from probes.items import Item, absent, failed, passed, warned
from probes.optimisations import NO_NUMPY, Variables, operations

PRELOAD = ("apt install libopenblas0-pthread, then start Python with LD_PRELOAD=libopenblas.so.0 "
           "(measured: tens of times faster for float32, same results to rounding)")
MODES = ("affine", "mxfp4", "mxfp8", "nvfp4")
REFUSED = ("ValueError", "NYI", "no CUDA implementation", "not implemented")
NO_KERNEL = "Unable to load kernel"  # what Metal says where its library lacks one
COMPILE_REMEDY = ("install g++ 12 and put it first on the PATH as g++, or set MLX_DISABLE_COMPILE=1, or take mlx 0.32 or "
                  "newer; without any g++: apt install g++ (mlx#2281, mlx#3430)")


def device(kind: str, usable: List[str], outcome: Outcome) -> Item:
    """An operation that was evaluated, because is_available() is a constant of the build."""
    name = f"device {kind}"
    if kind == "gpu" and not any(text.startswith("gpu") for text in usable):
        return absent(name, f"no operation runs on a GPU; devices: {'; '.join(usable)}")
    if outcome.ok and outcome.value == 0:
        return passed(name, f"{'; '.join(text for text in usable if text.startswith(kind))}, 16 x 16 product exact")
    seen = f"product off by {outcome.value}" if outcome.ok else str(outcome)
    return failed(name, seen, "reinstall MLX; on a GPU check the driver")


def blas(facts: Dict[str, object], outcome: Outcome) -> Item:
    """The library behind float32 matmul on the CPU, by name, and how fast it is."""
    library = facts["blas"]
    if not outcome.ok:
        return failed("blas", f"{library['name']}: the product {outcome}", "reinstall MLX")
    seen = (f"{library['name']} ({library['library']}), {library['threads'] or 'unknown'} threads, "
            f"{median_interval(outcome.value).median:.1f} GFLOP/s float32")
    if library["name"] == "reference":
        return warned("blas", f"{seen}: the slow netlib reference BLAS", PRELOAD)
    if library["name"] == "unknown":
        return warned("blas", seen, "no known BLAS is mapped: compare the GFLOP/s with another host")
    return passed("blas", seen)


def compilation(outcome: Outcome) -> Item:
    """mx.compile from a cold cache gives what the plain function gives."""
    if not outcome.ok:
        version = gxx()
        return failed("compile", f"{'g++ ' + version if version else 'no g++'}: {str(outcome)[:200]}", COMPILE_REMEDY)
    seen = f"compiled and plain apart by {outcome.value:.2g}, first call within {outcome.seconds:.1f} s"
    return passed("compile", seen) if outcome.value <= 1e-5 else failed("compile", seen, "set MLX_DISABLE_COMPILE=1")


def counters(outcome: Outcome) -> Item:
    """Memory counters rise by what is evaluated and fall when it is gone."""
    if not outcome.ok:
        return failed("counters", str(outcome), "memory measurements cannot be trusted")
    seen, slack = outcome.value, 65536
    right = (seen["lazy"] <= slack and abs(seen["held"] - seen["size"]) <= slack and abs(seen["left"]) <= slack
             and seen["peak"] >= seen["held"])
    text = (f"an array of {seen['size']} B: {seen['lazy']} B before eval, {seen['held']} B after it, peak "
            f"{seen['peak']} B, {seen['left']} B when it is gone")
    return passed("counters", text) if right else failed("counters", text, "do not trust memory numbers (mlx#2717)")


def quantized(mode: str, outcome: Outcome, backend: str) -> Item:
    """quantized_matmul against dequantize and matmul; measured, because 0.29.4 is wrong on the CPU without a word."""
    name = f"quantized {mode}"
    if outcome.kind == "raised" and NO_KERNEL in outcome.detail and mode != "affine":
        return warned(name, f"this version's library has no kernel for it, and says so: {outcome.detail[:160]}",
                      "use affine or mxfp4 here, or take mlx 0.30.3 or newer")
    if outcome.kind == "raised" and any(text in outcome.detail for text in REFUSED):
        return absent(name, f"this version or backend refuses it: {outcome.detail[:160]}")
    if not outcome.ok:
        return failed(name, str(outcome)[:300], "do not use quantized weights here")
    seen = f"relative error {outcome.value:.2g} against dequantize and matmul, allowed {tolerance(backend):g}"
    if outcome.value <= tolerance(backend):
        return passed(name, seen)
    if mode == "affine":
        return failed(name, f"{seen}: WRONG RESULTS", "do not use quantized weights here")
    return failed(name, f"{seen}: WRONG RESULTS without an error", f"do not use {mode} here; 0.30.3 and newer are right")


def tolerance(backend: str) -> float:
    """Relative: rounding on the CPU; TF32 (10 bits) on GPUs that have it."""
    return 1e-5 if backend == "cpu" else 2e-3


def verdict(name: str, outcome: Outcome, remedy: str) -> Item:
    """A gate of MLX-001, run here too."""
    if not outcome.ok:
        return failed(name, str(outcome)[:300], remedy)
    ok, detail = outcome.value
    return passed(name, detail) if ok else failed(name, detail, remedy)


def randomness(first: Outcome, second: Outcome) -> Item:
    """A seed gives the same numbers in two processes, and another seed does not."""
    if not (first.ok and second.ok):
        return failed("random", f"{first.kind}, {second.kind}", "see the item `import`")
    same = first.value["drawn"] == second.value["drawn"]
    other = first.value["drawn"] != first.value["other_seed"]
    seen = f"same seed equal in two processes: {same}; another seed differs: {other}"
    return passed("random", seen) if same and other else failed("random", seen, "seeded runs cannot be repeated here")


def numpy(outcome: Outcome) -> Item:
    """Exchange with NumPy, where it is installed."""
    if not outcome.ok:
        return failed("numpy", str(outcome)[:300], "install a NumPy that fits this Python")
    seen = outcome.value
    text = f"NumPy {seen['version']}, there and back equal: {seen['same']}, view without a copy: {seen['view']}"
    return passed("numpy", text) if seen["same"] else failed("numpy", text, "reinstall NumPy")


def items(
    facts: Dict[str, object], first: Outcome, gflops: Outcome, products: Dict[str, Outcome], compiling: Variables
) -> List[Item]:
    """All of them, each from a fresh process, so that a crash or a hang is one red item."""
    usable, backend = facts["devices"], facts["backend"]
    gpu = any(text.startswith("gpu") for text in usable)
    there = util.find_spec("numpy")
    calls = [["smoke", "cpu"], ["counters"], ["derivatives"], ["files"]]
    calls += [["smoke", "gpu"]] * gpu + [["numpy_exchange"], ["operations"]] * bool(there)
    seen = {" ".join(each): outcome for each, outcome in zip(calls, _all(calls))}
    with tempfile.TemporaryDirectory() as cold:
        compiled = call("probes.workout:compiled", timeout=120, variables={"TMPDIR": cold, **(compiling or {})})
    return [
        device("cpu", usable, seen["smoke cpu"]),
        device("gpu", usable, seen.get("smoke gpu", Outcome("exited"))),
        blas(facts, gflops),
        compilation(compiled),
        counters(seen["counters"]),
        *(quantized(mode, outcome, backend) for mode, outcome in products.items()),
        verdict("derivatives", seen["derivatives"], "training cannot be trusted here"),
        randomness(first, call("probes.first_use:first_use", timeout=120)),
        verdict("files", seen["files"], "saved weights cannot be trusted here"),
        numpy(seen["numpy_exchange"]) if there else absent("numpy", NO_NUMPY),
        operations(seen["operations"]) if there else absent("operations", NO_NUMPY),
    ]


def quantized_outcomes() -> Dict[str, Outcome]:
    """Each mode in a process of its own: on CUDA a kernel that fails may make a later one hang."""
    return dict(zip(MODES, _all([["quantized", mode] for mode in MODES])))


def _all(calls: List[List[str]]) -> List[Outcome]:
    """Each in a process of its own, two at a time: none of them is timed."""
    def one(named: List[str]) -> Outcome:
        return call(f"probes.workout:{named[0]}", *named[1:], timeout=120)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, calls))
