# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-001"
# title = "Core installation"
# timeout = "120s"
# headline = "checks_passed"
# outcome = "importing MLX takes {import_ms} ms, and the first evaluation {first_over_steady} times as long as a later one; a float16 product takes {fp16_over_fp32} times as long as a float32 one"
#
# [[tool.ledger.claims]]
# id = "numbers-are-right"
# text = "No operation is off by more than its tolerance from an oracle in plain Python"
# metric = "oracle_error"
# at-most = 1
# exact = true
#
# [[tool.ledger.claims]]
# id = "first-eval-is-dear"
# text = "The first evaluation in a process costs at least twice as much as a later one"
# metric = "first_over_steady"
# at-least = 2
#
# [[tool.ledger.claims]]
# id = "half-is-not-faster-on-a-cpu"
# text = "On the CPU a float16 matmul takes at least 80 % of the time of a float32 one, for half the bytes"
# metric = "fp16_over_fp32"
# at-least = 0.8
# when = { backend = ["cpu"] }
#
# [[tool.ledger.claims]]
# id = "half-is-far-slower-beside-a-fast-blas"
# text = "Beside an optimised BLAS a float16 matmul takes at least 3 times as long, because it has a loop of its own"
# metric = "fp16_over_fp32"
# at-least = 3
# when = { backend = ["cpu"], blas = ["openblas", "mkl"] }
# ///
"""MLX-001: is MLX installed as a whole, and does it compute what it should?

The import is tried in a fresh process, because a broken MLX can end it. Values are compared with an oracle in plain
Python floats (`probes/oracle.py`) that shares no code with MLX. Every gate takes what it judges as an argument.
"""

import os
import tempfile
from importlib import metadata
from pathlib import Path

from harness import Experiment, Verdict, call, interleaved, run_example
from probes import versions

RUNS, QUICK_RUNS = 9, 7  # fresh processes, besides one that warms the file cache


def imports(outcome) -> Verdict:
    """C1: a fresh process imports MLX and evaluates; if not, says how it ended."""
    if not outcome.ok:
        return Verdict(False, f"the process {outcome}")
    return Verdict(True, f"imported in {outcome.value['import_ms']:.0f} ms, first evaluation "
                         f"{outcome.value['first_eval_ms']:.1f} ms, exit status 0")


def same_version(reported, installed, requested) -> Verdict:
    """C2: MLX reports the version of its distribution, its backend has the same one, and it is the one asked for.

    `installed` maps distributions (mlx and its backends) to versions; `requested` is None when nobody says.
    """
    different = {name: version for name, version in installed.items() if version != reported}
    seen = f"mlx.core says {reported}, installed {versions.text(installed)}, requested {requested or 'not said'}"
    return Verdict("mlx" in installed and not different and requested in (None, reported), seen)


def agrees_with_oracle(results) -> Verdict:
    """C3: no operation is further from the oracle than its tolerance."""
    off = [result for result in results if not result.share <= 1]
    worst = max(results, key=lambda result: result.share)
    listed = "; ".join(f"{result.name} off by {result.error:.3g}, allowed {result.tolerance:g}" for result in off)
    ok = f"worst is {worst.name} with {worst.error:.3g} of {worst.tolerance:g} allowed"
    return Verdict(not off, f"{len(results) - len(off)} of {len(results)} operations agree, {listed or ok}")


def rejects_all(results) -> Verdict:
    """Whether a spoiled oracle is caught in every single operation; used the wrong way round, as a control."""
    accepted = [result.name for result in results if result.share <= 1]
    return Verdict(bool(accepted), f"{len(results) - len(accepted)} of {len(results)} spoiled oracles rejected"
                   + (f", accepted: {accepted}" if accepted else ""))


def reproducible(draws, other) -> Verdict:
    """C5: every process and stream draws the same bits from one seed, and another seed draws others."""
    first = next(iter(draws.values()))
    different = [place for place, bits in draws.items() if bits != first]
    ok = not different and other != first and len(set(first)) > len(first) // 2
    return Verdict(ok, f"{len(first)} words equal in {len(draws) - len(different)} of {len(draws)} places "
                       f"({', '.join(draws)}), another seed {'differs' if other != first else 'GIVES THE SAME'}")


def raises(function, error, text) -> Verdict:
    """C8: this misuse raises this error, instead of giving a number."""
    try:
        value = function()
    except error as caught:
        return Verdict(text in str(caught), f"{type(caught).__name__}: {caught}")
    return Verdict(False, f"no error, but {value}")


def main() -> None:
    with Experiment(__file__, steps=7) as run:
        run.metric("import_ms", "Importing mlx.core in a fresh process", "ms", "lower")
        run.metric("first_eval_ms", "First evaluation in a fresh process", "ms", "lower")
        run.metric("first_over_steady", "First evaluation over a later one", "1", "higher")
        run.metric("checks_passed", "Checks that passed, negative controls included", "1", "higher", exact=True)
        run.progress("importing in fresh processes")
        children = fresh_imports(run)
        usable = run.gate("C1", "MLX can be imported", imports, children[-1])
        for step, ids in STEPS.items():
            run.progress(step.__doc__)
            if usable:
                step(run, children)
            for id in () if usable else ids:
                run.check(id, step.__doc__, Verdict(False, "not tried, because MLX cannot be imported (C1)"))
        run.sample("checks_passed", run.checks_passed)


def fresh_imports(run) -> list:
    """Imports MLX in fresh processes and reports their times. Stops at the first that fails."""
    children = []
    for index in range((QUICK_RUNS if run.quick else RUNS) + 1):
        child = call("probes.first_use:first_use", timeout=120)
        children.append(child)
        if not child.ok:
            break
        seen = child.value
        for metric in ("import_ms", "first_eval_ms"):
            run.sample(metric, seen[metric], warmup=index == 0)
        run.sample("first_over_steady", seen["first_eval_ms"] / seen["steady_ms"], warmup=index == 0)
    return children


def version(run, children) -> None:
    """The version is one and the same"""
    lock = os.environ.get("LEDGER_REQUIREMENTS")
    requested = versions.pinned("mlx", Path(lock).read_text("utf-8")) if lock else None
    installed = versions.mlx_distributions(metadata.distributions())
    run.gate("C2", "The version is one and the same", same_version, children[-1].value["version"], installed, requested)
    if requested is None:
        run.not_applicable("C2-requested", "Nobody says which version was asked for", "LEDGER_REQUIREMENTS is not set")


def numbers(run, children) -> None:
    """Operations agree with an oracle"""
    from probes import oracle

    run.metric("oracle_error", "Error against the oracle, in units of the tolerance", "1", "lower", exact=True)
    results = oracle.compare_all(run.backend)
    for result in results:
        if result.share < float("inf"):
            run.sample("oracle_error", result.share, operation=result.name)
    run.gate("C3", "Operations agree with an oracle in plain Python", agrees_with_oracle, results)
    spoiled = oracle.compare_all(run.backend, spoil=oracle.spoiled)
    run.control("C3-control", "A wrong oracle is rejected in every operation", rejects_all, spoiled)


def algebra(run, children) -> None:
    """Derivatives, random numbers, files and repeated evaluation are right"""
    from probes import algebra as probe

    run.gate("C4", "Derivatives and vmap are right", probe.derivatives_hold)
    last = children[-1].value
    draws = {f"process {index}": child.value["drawn"] for index, child in enumerate(children[-2:], 1)}
    run.gate("C5", "A seed gives the same bits in every process", reproducible, draws, last["other_seed"])
    run.control("C5-control", "Another seed does not", reproducible,
                {**draws, "another seed": last["other_seed"]}, last["other_seed"])
    if len(last["streams"]) > 1:
        run.gate("C5-streams", "A key gives the same bits on every device", reproducible, last["streams"], [])
    else:
        run.not_applicable("C5-streams", "There is one device, so no second stream to compare with",
                           f"operations ran on the {', '.join(last['streams'])} only")
    with tempfile.TemporaryDirectory() as folder:
        run.gate("C6", "Arrays survive a file bit by bit", probe.files_keep_bits, folder)
    run.gate("C7", "Evaluating again changes nothing", probe.evaluation_is_idempotent)


def misuse(run, children) -> None:
    """Misuse raises, instead of giving a number"""
    import mlx.core as mx

    def mismatch():
        return mx.ones((2, 3)) @ mx.ones((2, 3))

    run.gate("C8-shape", "Matrices that do not fit raise", raises, mismatch, ValueError, "matmul")
    run.control("C8-control", "Matrices that fit do not", raises, lambda: (mx.ones((2, 3)) @ mx.ones((3, 2))).tolist(),
                ValueError, "matmul")
    if run.backend == "cpu":
        run.gate("C8-device", "A GPU that is not there cannot be chosen", raises,
                 lambda: mx.set_default_device(mx.gpu), ValueError, "gpu")
        run.not_applicable("C8-float64", "float64 is refused by a GPU, and there is none", "the default device is cpu")
    else:
        def double():
            return (mx.array([1.0], dtype=mx.float64) + 1).tolist()

        run.gate("C8-float64", "float64 on the GPU raises", raises, double, (ValueError, RuntimeError), "float64")
        run.not_applicable("C8-device", "This host has a GPU", f"the default device is {run.backend}")


def speed(run, children) -> None:
    """Simple things have a speed"""
    from probes import speed as probe

    run.metric("steady_add_us", "One addition of 1024 numbers, evaluated", "us", "lower")
    run.metric("matmul_gflops", "Matrix product", "GFLOP/s", "higher")
    run.metric("fp16_over_fp32", "float16 over float32 time of one matrix product", "1", "lower")
    for turn in interleaved({"add": probe.additions()}, rounds=15, warmups=2):
        run.sample("steady_add_us", turn.seconds["add"] * 1e6 / probe.ADDITIONS, warmup=turn.warmup)
    chosen = sizes(run)
    for n in chosen:
        for turn in interleaved({"float32": probe.product(n, "float32")}, rounds=9):
            speed_of_one = 2 * n**3 / turn.seconds["float32"] / 1e9
            run.sample("matmul_gflops", speed_of_one, arm="float32", warmup=turn.warmup, n=n)
    n = (256 if run.quick else 512) if run.backend == "cpu" else chosen[-1]
    for turn in interleaved({name: probe.product(n, name) for name in ("float16", "float32")}, rounds=7 if run.quick else 25):
        run.sample("fp16_over_fp32", turn.seconds["float16"] / turn.seconds["float32"], warmup=turn.warmup, n=n)


def sizes(run) -> tuple:
    """Sides of the matrices to multiply: a GPU needs larger ones, as large as it does in a tenth of a second."""
    from probes import sizes as fitting

    if run.backend == "cpu":
        return (256, 512) if run.quick else (256, 512, 1024)
    largest = fitting.fitted(fitting.half_product_seconds) if run.backend == "metal" else 4096
    return tuple(sorted({side for side in (256, 512, 1024) if side < largest} | {largest}))


def example(run, children) -> None:
    """The page's minimal example runs"""
    run_example(run)


STEPS = {version: ["C2"], numbers: ["C3"], algebra: ["C4", "C5", "C6", "C7"], misuse: ["C8"], speed: [],
         example: ["example"]}

if __name__ == "__main__":
    main()
