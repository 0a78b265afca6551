# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-002"
# title = "Lazy evaluation"
# timeout = "180s"
# headline = "eval_over_build"
# outcome = "evaluating a chain of products takes {eval_over_build} times as long as building its graph; an array of 1 GiB takes {lazy_active_bytes[mebibytes=1024]} bytes until somebody needs it; one evaluation for 1000 small operations is {batching_gain} times as fast as one after each; gelu compiled takes {compiled_over_plain} of the time of the plain one"
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
#
# [[tool.ledger.claims]]
# id = "async-returns-early"
# text = "Starting an evaluation asynchronously gives the program back in at most half the time that it takes"
# metric = "async_return_share"
# at-most = 0.5
# ///
"""MLX-002: operations build a graph, and nothing is allocated or run until somebody needs a value.

The gates take the thing under test as an argument. `lazily` leaves an array as it is; `eagerly` evaluates after each
operation, and stands for a library without laziness: the gates must reject it, in this very run.
"""

import os
import sys
import tempfile

from harness import Experiment, call, interleaved, run_example
from harness.accelerator import graph
from harness.compiling import OFF
from probes import laziness as probe
from probes import sizes
from probes.laziness_gates import (
    branch_waits, compiled_is_equal, compiled_is_smaller, evaluation_dominates, evaluation_points,
    gradient_through_eval, keeps_what_it_captured, nothing_allocated, nothing_ran, returns_early, same_values,
    second_is_free, shapeless_keeps_a_length,
)


def main() -> None:
    with Experiment(__file__, steps=9) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        size, small = sizes.sides(run.backend, run.quick)
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
    early(run, size)
    run.metric("async_over_sync", "Asynchronous over synchronous, with work on the host beside it", "1", "lower")
    run.metric("async_overlap", "Share of the host's work that was hidden", "1", "higher")
    arms, host = probe.overlap_arms(size)
    for turn in interleaved(arms, rounds=9 if run.quick else 31):
        one_by_one, beside = turn.seconds["sync"], turn.seconds["async"]
        run.sample("async_over_sync", beside / one_by_one, warmup=turn.warmup, n=size)
        run.sample("async_overlap", (one_by_one - beside) / host, warmup=turn.warmup, n=size)


def early(run, size) -> None:
    run.metric("async_return_share", "Until async_eval is back, over the evaluation's time", "1", "lower")
    shares = [probe.return_share(size, probe.asynchronously) for _ in range(9)]
    for share in shares:
        run.sample("async_return_share", share, n=size)
    run.gate("L10", "An asynchronous evaluation returns before its end", returns_early, shares)
    run.control("L10-control", "A synchronous one does not", returns_early,
                [probe.return_share(size, probe.synchronously) for _ in range(3)])


def compilation(run) -> None:
    import mlx.core as mx

    lacks = run.uncompiled or probe.lacks_compiler(run.backend) or (f"{OFF} is set" if OFF in os.environ else "")
    if lacks:
        for what in ("L9", "L11", "L12", "L13", "compile_first_ms", "compiled_over_plain"):
            run.not_applicable(what, "Nothing is compiled here: on a CPU MLX compiles with g++ at run time", lacks)
        return
    run.gate("L9", "A compiled function gives the same values", compiled_is_equal, mx.compile)
    run.control("L9-control", "Another function is not equal", compiled_is_equal, probe.wrong_compiler)
    for id, title, judge in (("L11", "Compiling makes the graph smaller", compiled_is_smaller),
                             ("L12", "A compiled function keeps what it captured", keeps_what_it_captured),
                             ("L13", "Without shapes it keeps a length that Python asked for", shapeless_keeps_a_length)):
        run.gate(id, title, judge, mx.compile)
        run.control(f"{id}-control", "Of a compiler that does nothing this is not true", judge, probe.no_compiler)
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
