# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-002"
# title = "Lazy evaluation"
# timeout = "120s"
# headline = "eval_over_build"
#
# [[tool.ledger.claims]]
# id = "graph-is-cheap"
# text = "Evaluating a graph of large matrices costs at least 20 times as much as building it"
# metric = "eval_over_build"
# at-least = 20
#
# [[tool.ledger.claims]]
# id = "building-ignores-size"
# text = "Building a graph of large matrices costs at most twice as much as one of 64 x 64 matrices"
# metric = "build_growth"
# at-most = 2
#
# [[tool.ledger.claims]]
# id = "nothing-is-allocated"
# text = "An array that was not evaluated occupies at most 64 KiB, whatever its size"
# metric = "lazy_active_bytes"
# at-most = 65536
# exact = true
#
# [[tool.ledger.claims]]
# id = "whole-nodes"
# text = "Reading one element evaluates the whole array behind it: the peak is at least its 64 MiB"
# metric = "slice_peak_bytes"
# at-least = 67108864
# exact = true
#
# [[tool.ledger.claims]]
# id = "unused-branch-waits"
# text = "Evaluating a cheap branch takes at most half the time of the costly branch that nobody asked for"
# metric = "unused_branch_ratio"
# at-most = 0.5
#
# [[tool.ledger.claims]]
# id = "second-evaluation-is-free"
# text = "Evaluating an evaluated array again takes at most 5 % of the first time"
# metric = "second_eval_ratio"
# at-most = 0.05
#
# [[tool.ledger.claims]]
# id = "batching-gains"
# text = "An eval after each small operation costs at least 1.5 times as much as one after 1000 of them"
# metric = "batching_gain"
# at-least = 1.5
#
# [[tool.ledger.claims]]
# id = "async-does-not-cost"
# text = "Evaluating asynchronously beside other work on the host takes at most 15 % longer than one after the other"
# metric = "async_over_sync"
# at-most = 1.15
# ///
"""MLX-002: operations build a graph, and nothing is allocated or run until somebody needs a value.

The gates take the thing under test as an argument. `lazily` leaves an array as it is; `eagerly` evaluates after each
operation, and stands for a library without laziness: the gates must reject it, in this very run.
"""

import sys
import tempfile
from statistics import median

from harness import Experiment, Verdict, call, interleaved, run_example
from harness.accelerator import evaluate, graph, pending
from probes import laziness as probe

SLACK = 65536  # bytes that a counter may be off: allocators round to pages, 16 KiB on Metal and CUDA


def nothing_ran(touch, depth=8) -> Verdict:
    """L1: a chain of matmul and tanh leaves two primitives a step pending, and none once it is evaluated."""
    y = probe.chain(probe.square(64), depth, touch)
    before = pending(y)
    evaluate(y)
    after = pending(y)
    return Verdict(before == 2 * depth and after == 0, f"{before} primitives pending before eval, {after} after it")


def nothing_allocated(touch, mebibytes=64) -> Verdict:
    """L2: an array costs nothing before its evaluation, and its own size after it."""
    before, after = probe.bytes_before_and_after(touch, mebibytes)
    size = mebibytes * 2**20
    ok = before <= SLACK and abs(after - size) <= SLACK
    return Verdict(ok, f"{before} B active before eval, {after} B after it, of {size} B")


def evaluation_dominates(builds, evaluations) -> Verdict:
    """L3: building a graph takes a small part of the time that its evaluation takes."""
    ratio = median(evaluations) / median(builds)
    seen = f"build {median(builds) * 1e6:.0f} us, eval {median(evaluations) * 1e3:.2f} ms, ratio {ratio:.0f}"
    return Verdict(ratio > 20, seen)


def branch_waits(branches) -> Verdict:
    """L4: evaluating one branch leaves the other one pending, unallocated, and its time unspent."""
    waiting = min(branch.pending for branch in branches)
    extra = max(branch.extra_bytes for branch in branches)
    ratio = median(branch.used / branch.unused for branch in branches)
    seen = f"{waiting} primitives of the other branch pending, {extra} B beyond the used one, time ratio {ratio:.3f}"
    return Verdict(waiting > 0 and extra <= SLACK and ratio < 0.5, seen)


def evaluation_points(expected) -> Verdict:
    """L5: which everyday uses of an array evaluate it. `expected` maps each use to True or False."""
    seen = {name: probe.use_evaluates(name) for name in expected}
    wrong = [f"{name} {'evaluates' if seen[name] else 'does not evaluate'}" for name in expected
             if seen[name] != expected[name]]
    evaluating = ", ".join(name for name in expected if seen[name])
    others = ", ".join(name for name in expected if not seen[name])
    return Verdict(not wrong, f"evaluate: {evaluating}; do not: {others}" + (f"; WRONG: {wrong}" if wrong else ""))


def second_is_free(twice) -> Verdict:
    """L6: evaluating again allocates nothing and takes next to no time."""
    ratio = median(each.second / each.first for each in twice)
    grown = max(each.grown_bytes for each in twice)
    return Verdict(ratio < 0.05 and grown <= 0, f"second eval {ratio:.5f} of the first, {grown} B more")


def same_values(touch) -> Verdict:
    """L7: one evaluation at the end gives the same bits as one after each operation."""
    import mlx.core as mx

    x = probe.square(128)
    at_end, step_by_step = probe.chain(x, 6, probe.lazily), probe.chain(x, 6, touch)
    different = int(mx.sum(at_end.view(mx.uint32) != step_by_step.view(mx.uint32)).item())
    return Verdict(different == 0, f"{different} of {at_end.size} values differ in their bits")


def gradient_through_eval(function) -> Verdict:
    """L8: an eval in the middle of a function leaves its gradient right: of sum(2 x^3) it is 6 x^2."""
    import mlx.core as mx

    points = [-1.5, -0.25, 0.5, 2.0]
    got = mx.grad(function)(mx.array(points)).tolist()
    worst = max(abs(value - 6 * point * point) for value, point in zip(got, points))
    return Verdict(worst <= 1e-5, f"gradient {got}, off by at most {worst:.2g} from 6 x^2 at {points}")


def compiled_is_equal(compiler) -> Verdict:
    """L9: the compiled function gives what the plain one gives, within 1e-6 of the largest value."""
    import mlx.core as mx

    x = probe.square(512) * 100
    plain, compiled = probe.gelu(x), compiler(probe.gelu)(x)
    scale = mx.max(mx.abs(plain)).item()
    off = mx.max(mx.abs(plain - compiled)).item() / scale
    return Verdict(off <= 1e-6, f"largest difference {off:.3g} of the largest value {scale:.3g}")


def main() -> None:
    with Experiment(__file__, steps=9) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        size, small = (384, 256) if run.backend == "cpu" else (4096, 4096)  # enough work to dwarf a launch
        if run.quick and run.backend == "cpu":
            size, small = 256, 160
        run.progress("structure: what is pending, what is allocated")
        structure(run)
        run.progress("building against evaluating")
        build_and_evaluate(run, size)
        run.progress("a branch that nobody asked for")
        branches(run, small)
        run.progress("evaluating twice")
        repeated(run, small)
        run.progress("which uses evaluate")
        uses(run)
        run.progress("how often to evaluate")
        batching(run)
        run.progress("asynchronous evaluation")
        overlap(run, probe.overlapped_size(run.backend, run.environment["blas"]["name"]))
        run.progress("compilation")
        compilation(run)
        run.progress("the page's minimal example")
        run_example(run)


def structure(run) -> None:
    run.gate("L1", "A graph is built and not run", nothing_ran, probe.lazily)
    run.control("L1-control", "Eager evaluation leaves nothing pending", nothing_ran, probe.eagerly)
    run.gate("L2", "Memory is taken at evaluation", nothing_allocated, probe.lazily)
    run.control("L2-control", "Eager evaluation takes memory at once", nothing_allocated, probe.eagerly)
    run.gate("L7", "Lazy and stepwise evaluation agree bit by bit", same_values, probe.eagerly)
    run.gate("L8", "A gradient survives an eval inside the function", gradient_through_eval, probe.cube_with_eval)
    run.artifact("graph.dot", "text/vnd.graphviz", graph(probe.chain(probe.square(64), 2, probe.lazily)))
    run.metric("lazy_active_bytes", "Memory of an array before its evaluation", "By", "lower", exact=True)
    run.metric("lazy_memory_saved_bytes", "Memory that waiting saves, array of 64 MiB", "By", "higher", exact=True)
    run.metric("slice_peak_bytes", "Peak when one element of a 64 MiB array is read", "By", "lower", exact=True)
    for mebibytes in (1, 64, 1024):
        run.sample("lazy_active_bytes", probe.bytes_before(probe.lazily, mebibytes), mebibytes=mebibytes)
    before, after = probe.bytes_before_and_after(probe.lazily, 64)
    run.sample("lazy_memory_saved_bytes", after - before)
    run.sample("slice_peak_bytes", probe.peak_of_one_element(64))


def build_and_evaluate(run, size) -> None:
    run.metric("eval_over_build", "Evaluation over building, chain of 8 matmul and tanh", "1", "higher")
    run.metric("build_us_per_op", "Building one operation", "us", "lower")
    run.metric("build_growth", "Building large over building 64 x 64", "1", "lower")
    builds, evaluations = [], []
    for index in range(10):
        build, evaluation = probe.build_then_evaluate(probe.lazily, size)
        run.sample("eval_over_build", evaluation / build, warmup=index == 0, n=size)
        if index:
            builds.append(build)
            evaluations.append(evaluation)
    run.gate("L3", "Building is cheap, evaluation is not", evaluation_dominates, builds, evaluations)
    eager = [probe.build_then_evaluate(probe.eagerly, 128) for _ in range(3)]
    run.control("L3-control", "An eager chain spends its time while it is built", evaluation_dominates, *zip(*eager))
    for turn in interleaved({n: probe.many_builds(n) for n in (64, size)}, rounds=15, warmups=2):
        for n, seconds in turn.seconds.items():
            run.sample("build_us_per_op", seconds * 1e6 / probe.BUILT_OPERATIONS, warmup=turn.warmup, n=n)
        run.sample("build_growth", turn.seconds[size] / turn.seconds[64], warmup=turn.warmup)


def branches(run, size) -> None:
    run.metric("unused_branch_ratio", "Time of the used branch over the unused one", "1", "lower")
    probe.two_branches(probe.lazily, size)  # kernels and caches warm
    seen = [probe.two_branches(probe.lazily, size) for _ in range(9)]
    for branch in seen:
        run.sample("unused_branch_ratio", branch.used / branch.unused, n=size)
    run.gate("L4", "A branch that nobody asked for waits", branch_waits, seen)
    eager = [probe.two_branches(probe.eagerly, 256) for _ in range(3)]
    run.control("L4-control", "Eager evaluation runs both branches", branch_waits, eager)


def repeated(run, size) -> None:
    run.metric("second_eval_ratio", "Second evaluation over the first", "1", "lower")
    seen = [probe.evaluate_twice(probe.lazily, size) for _ in range(9)]
    for each in seen:
        run.sample("second_eval_ratio", each.second / each.first, n=size)
    run.gate("L6", "The second evaluation is free", second_is_free, seen)
    eager = [probe.evaluate_twice(probe.eagerly, 128) for _ in range(3)]
    run.control("L6-control", "After eager evaluation the first eval is as free as the second", second_is_free, eager)


def uses(run) -> None:
    expected, missing = probe.expected_uses()
    run.gate("L5", "Which uses of an array evaluate it", evaluation_points, expected)
    flipped = {name: not evaluates for name, evaluates in expected.items()}
    run.control("L5-control", "The opposite table is wrong", evaluation_points, flipped)
    if missing:
        run.not_applicable("L5-numpy", "NumPy is not installed, its conversions were not tried", missing)


def batching(run) -> None:
    run.metric("eval_us_per_op", "One small operation, by operations between two evals", "us", "lower")
    run.metric("batching_gain", "Eval after each operation over eval after 1000", "1", "higher")
    arms = {group: probe.small_operations(group) for group in (1, 10, 100, 1000, 2000)}
    for turn in interleaved(arms, rounds=9):
        for group, seconds in turn.seconds.items():
            run.sample("eval_us_per_op", seconds * 1e6 / probe.SMALL_OPERATIONS, warmup=turn.warmup, group=group)
        run.sample("batching_gain", turn.seconds[1] / turn.seconds[1000], warmup=turn.warmup)


def overlap(run, size) -> None:
    run.metric("async_over_sync", "Asynchronous over synchronous, with work on the host beside it", "1", "lower")
    run.metric("async_overlap", "Share of the host's work that was hidden", "1", "higher")
    arms, host = probe.overlap_arms(size)
    for turn in interleaved(arms, rounds=9 if run.quick else 31):
        one_by_one, beside = turn.seconds["sync"], turn.seconds["async"]
        run.sample("async_over_sync", beside / one_by_one, warmup=turn.warmup, n=size)
        run.sample("async_overlap", (one_by_one - beside) / host, warmup=turn.warmup, n=size)


def compilation(run) -> None:
    import mlx.core as mx

    lacks = probe.lacks_compiler(run.backend)
    if lacks:
        for what in ("L9", "compile_first_ms", "compiled_over_plain"):
            run.not_applicable(what, "MLX compiles for the CPU with g++ at run time", lacks)
        return
    run.gate("L9", "A compiled function gives the same values", compiled_is_equal, mx.compile)
    run.control("L9-control", "Another function is not equal", compiled_is_equal, probe.wrong_compiler)
    run.metric("compile_first_ms", "First call of a compiled function in a process", "ms", "lower")
    run.metric("compiled_over_plain", "Compiled over plain gelu", "1", "lower")
    for _ in range(1 if run.quick else 3):
        with tempfile.TemporaryDirectory() as folder:  # MLX keeps what it compiled under TMPDIR
            for arm in ("cold", "cached"):
                first = call("probes.laziness:first_compiled_call", variables={"TMPDIR": folder}, timeout=120)
                if not first.ok:
                    sys.exit(f"the compiled function did not run in a fresh process: {first}")
                run.sample("compile_first_ms", first.value, arm=arm)
    for turn in interleaved(probe.gelu_arms(1024), rounds=9):
        ratio = turn.seconds["compiled"] / turn.seconds["plain"]
        run.sample("compiled_over_plain", ratio, warmup=turn.warmup, n=1024)


if __name__ == "__main__":
    main()
