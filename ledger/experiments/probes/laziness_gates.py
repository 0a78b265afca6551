"""Gates of MLX-002: each takes the thing under test as an argument, so that a wrong one can take its place."""

from statistics import median

from harness import Verdict
from harness.accelerator import evaluate, pending
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


def returns_early(shares) -> Verdict:
    """L10: starting an evaluation gives the program back long before its end; one early return proves that it can."""
    best = min(shares)
    return Verdict(best <= 0.5, f"async_eval was back after {best:.2f} of the evaluation's time at best, "
                                f"{median(shares):.2f} at the median of {len(shares)}")


def compiled_is_smaller(compiler) -> Verdict:
    """L11: the compiled function is less than half as many operations of the graph as the plain one."""
    x = probe.square(64)
    plain, compiled = pending(probe.gelu(x)), pending(compiler(probe.gelu)(x))
    return Verdict(0 < compiled < plain / 2, f"gelu is {plain} operations of the graph, compiled {compiled}")


def keeps_what_it_captured(compiler) -> Verdict:
    """L12: what a function captured without naming it in `inputs` stays as it was at the first call."""
    import mlx.core as mx

    state = {"offset": mx.array(1.0)}
    function = compiler(lambda x: x + state["offset"])
    first = function(mx.array(0.0)).item()
    state["offset"] = mx.array(5.0)
    again, honest = function(mx.array(0.0)).item(), probe.named_state(compiler)
    seen = f"captured 1, then 5: {first:g}, then {again:g}; named in inputs: {honest[0]:g}, then {honest[1]:g}"
    return Verdict((first, again) == (1, 1) and honest == [1, 5], seen)


def shapeless_keeps_a_length(compiler) -> Verdict:
    """L13: compiled without shapes, a mean that asks Python for a length goes on dividing by the first one."""
    import mlx.core as mx

    function = compiler(lambda x: mx.sum(x) / x.shape[0], shapeless=True)
    short, long = function(mx.ones((4,))).item(), function(mx.ones((8,))).item()
    return Verdict((short, long) == (1, 2), f"the mean of 4 ones is {short:g}, then that of 8 ones {long:g}")
