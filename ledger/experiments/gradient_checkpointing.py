# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-006"
# title = "Gradient checkpointing"
# timeout = "300s"
# headline = "saving_percent"
#
# [[tool.ledger.claims]]
# id = "memory-is-saved"
# text = "At 16 layers a checkpoint around each saves at least 40 % of the peak memory of a training step"
# metric = "saving_percent"
# at-least = 40
# exact = true
#
# [[tool.ledger.claims]]
# id = "depth-costs-less"
# text = "With checkpoints a further layer costs at most half the peak memory that it costs without"
# metric = "slope_ratio"
# at-most = 0.5
# exact = true
#
# [[tool.ledger.claims]]
# id = "forward-pass-runs-again"
# text = "The graph of a checkpointed step has 1.2 to 1.4 times the matrix products of a plain one"
# metric = "product_ratio"
# between = [1.2, 1.4]
# exact = true
#
# [[tool.ledger.claims]]
# id = "time-is-paid"
# text = "A checkpointed step takes 1 to 2 times as long as a plain one"
# metric = "time_ratio"
# between = [1.0, 2.0]
#
# [[tool.ledger.claims]]
# id = "gradients-stay-the-same"
# text = "On the CPU the gradients with and without checkpoints are the same, bit by bit"
# metric = "gradient_difference"
# equals = 0
# exact = true
# when = { backend = ["cpu"] }
# ///
"""MLX-006: a checkpoint keeps a layer's input and output, and computes the rest again in the backward pass.

Peaks come from fresh processes that may not run ahead (harness/peak.py), times from this one. `naive`, which hands a
module to `mx.checkpoint` and thereby loses its parameters' gradients, is a wrong arm in every run; so is `cheap`, a
checkpoint around a function that keeps nothing.
"""

import sys
from importlib import util

from harness import Experiment, Verdict, call, interleaved
from harness.example import run_example
from harness.peak import THROTTLED, device_memory
from probes.fits import largest_within, line

DEPTHS = (2, 4, 8, 16)
MIB = 2**20


def same_gradients(gradients, reference, tolerance) -> Verdict:
    """G1: no gradient differs from the plain one by more than this share of its tensor's largest value."""
    import mlx.core as mx

    worst, place = max((mx.max(mx.abs(gradients[name] - value)).item() / (mx.max(mx.abs(value)).item() or 1), name)
                       for name, value in reference.items())
    seen = f"largest difference {worst:.3g} of the tensor's largest value, in {place}, {len(reference)} tensors"
    return Verdict(gradients.keys() == reference.keys() and worst <= tolerance, seen)


def right_slopes(outcome, tolerance=0.05) -> Verdict:
    """G1: gradients agree with finite differences of the loss, which know nothing of derivatives."""
    if not outcome.ok:
        return Verdict(False, f"the process {outcome}")
    off = [abs(gradient - slope) / abs(slope) for _, gradient, slope in outcome.value]
    seen = ", ".join(f"{name} {gradient:.5f} against {slope:.5f}" for name, gradient, slope in outcome.value)
    return Verdict(max(off) <= tolerance, f"{seen}; off by at most {max(off) * 100:.1f} %")


def computed_again(counted, reference, depth) -> Verdict:
    """G2: one Depends and one CustomTransforms a checkpoint, and the products of the forward pass once more."""
    from probes.checkpointing import products

    depends, transforms = counted.get("Depends", 0), counted.get("CustomTransforms", 0)
    ratio = products(counted) / products(reference)
    seen = (f"{depth} checkpoints: {depends} Depends, {transforms} CustomTransforms, "
            f"{products(reference)} -> {products(counted)} matrix products, {ratio:.3f} times")
    return Verdict(depends == transforms == depth and 1.2 <= ratio <= 1.4, seen)


def depth_costs_less(peaks, reference) -> Verdict:
    """G3: the peak grows with depth at most half as fast as without checkpoints. Both map depths to bytes."""
    less, more = (line(list(each.items())).slope / MIB for each in (peaks, reference))
    ratio = less / more if more > 0 else float("inf")
    return Verdict(ratio <= 0.5, f"{less:.3f} against {more:.3f} MiB a layer, {ratio:.3f} times")


def deep_stack_saves(peaks, reference) -> Verdict:
    """G4: at the greatest depth the peak is at most 0.6 of that without checkpoints."""
    deepest = max(peaks.keys() & reference.keys(), default=0)
    if not deepest:
        return Verdict(False, "no depth was measured with and without checkpoints")
    ratio = peaks[deepest] / reference[deepest]
    seen = f"{reference[deepest] / MIB:.2f} -> {peaks[deepest] / MIB:.2f} MiB at {deepest} layers, {ratio:.3f} times"
    return Verdict(ratio <= 0.6, seen)


def same_losses(losses, reference, tolerance) -> Verdict:
    """G5: training goes the same way, and it goes somewhere."""
    apart = max(abs(one - other) / abs(other) for one, other in zip(losses, reference))
    seen = f"{len(losses)} steps, loss {reference[0]:.4f} -> {losses[-1]:.4f}, apart by at most {apart:.3g}"
    return Verdict(apart <= tolerance and losses[-1] < 0.95 * losses[0], seen)


def whole_class_changes(outcome, depth) -> Verdict:
    """G8: mlx_lm's `grad_checkpoint` of one layer checkpoints every layer of its class, also of a later model."""
    if not outcome.ok:
        return Verdict(False, f"the process {outcome}")
    seen = outcome.value
    text = (f"{seen['checkpoints']} checkpoints in the model, {seen['another']} in one made later, "
            f"gradients apart by {seen['apart']:.3g}")
    return Verdict(seen["checkpoints"] == seen["another"] == depth and seen["apart"] <= 1e-2, text)


def main() -> None:
    with Experiment(__file__, steps=7) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        sizes, depths = chosen(run)
        run.progress("gradients and training")
        gradients(run, "checkpoint")
        run.progress("the graph")
        structure(run, "checkpoint")
        run.progress("peak memory by depth")
        plain = peaks(run, "plain", sizes, depths)
        kept = peaks(run, "checkpoint", sizes, tuple(plain))
        memory(run, plain, kept)
        run.progress("what is checkpointed, and in which order gradients are evaluated")
        choices(run, sizes, kept, plain)
        run.progress("time")
        times(run, "checkpoint", sizes, plain, kept)
        run.progress("mlx_lm's grad_checkpoint")
        with_mlx_lm(run)
        run.progress("the page's example")
        run_example(run)


def chosen(run):
    """Sizes at which activations outweigh the rest, and depths."""
    from probes.stack import Sizes

    if run.quick:
        return Sizes(32, 2, 64, 2), DEPTHS
    if run.backend == "cpu":
        return Sizes(64, 4, 128, 4), DEPTHS
    if run.backend == "metal":  # from a laptop upwards
        return Sizes(1024, 16, 512, 4, "bfloat16"), DEPTHS
    return Sizes(1024, 16, 1024, 8, "bfloat16"), DEPTHS


def gradients(run, arm) -> None:
    from probes import checkpointing as probe

    same, near = (1e-6, 1e-5) if run.backend == "cpu" else (1e-2, 1e-2)  # GPUs may sum in another order
    plain, other, naive = (probe.gradients(each) for each in ("plain", arm, "naive"))
    run.metric("gradient_difference", "Largest difference between gradients with and without checkpoints", "1", "lower",
               exact=True)
    run.sample("gradient_difference", max(abs(plain[name] - other[name]).max().item() for name in plain))
    run.gate("G1", "Gradients are those of the plain step", same_gradients, other, plain, same)
    run.control("G1-control", "mx.checkpoint of a module loses its parameters' gradients", same_gradients, naive, plain,
                same)
    for id, title, each, judged in (("G1-slopes", "Gradients agree with finite differences", arm, run.gate),
                                    ("G1-slopes-control", "Lost gradients do not", "naive", run.control)):
        judged(id, title, right_slopes, call("probes.checkpointing:slopes", each, timeout=120))
    curves = {each: probe.losses(each) for each in ("plain", arm, "naive")}
    run.gate("G5", "Training goes the same way", same_losses, curves[arm], curves["plain"], near)
    run.control("G5-control", "Without gradients it does not", same_losses, curves["naive"], curves["plain"], near)


def structure(run, arm) -> None:
    from probes import checkpointing as probe

    run.metric("product_ratio", "Matrix products with checkpoints over those without", "1", "lower", exact=True)
    for depth in (2, 4, 8):
        plain, other = probe.counts("plain", depth), probe.counts(arm, depth)
        run.sample("product_ratio", probe.products(other) / probe.products(plain), depth=depth)
    run.gate("G2", "The forward pass stands in the graph twice", computed_again, other, plain, depth)
    run.control("G2-control", "A plain graph has no checkpoint", computed_again, plain, plain, depth)


def peaks(run, arm, sizes, depths) -> dict:
    """Throttled peaks in bytes by depth, each from a process of its own; what would fill the device is left out."""
    seen = {}
    for depth in depths:
        half = device_memory() / 2
        if len(seen) > 1 and not largest_within(line(list(seen.items())), half, [depth]):
            run.not_applicable(f"peak-{arm}-{depth}", "More than half of the memory would be needed",
                               f"a line through {len(seen)} smaller depths, and {half / MIB:.0f} MiB as the half")
            break
        peak = throttled(run, arm, sizes, depth)
        if peak is None:
            break
        seen[depth] = peak
    return seen


def throttled(run, arm, sizes, depth, every=1, order="at-once"):
    """One peak in bytes; a process that fails is a red check with its message, and None."""
    where = f"{arm}, {depth} layers, every {every}, {order}"
    outcome = call("probes.checkpointing:throttled_peak", arm, sizes, depth, every, order, timeout=90,
                   variables=THROTTLED)
    if outcome.ok:
        return outcome.value
    run.check(f"peak-{arm}-{depth}-{every}-{order}", f"A step runs ({where})", Verdict(False, str(outcome)))
    return None


def memory(run, plain, kept) -> None:
    run.metric("peak_mib", "Peak memory of a step, throttled", "MiBy", "lower")
    run.metric("saving_percent", "Peak memory saved at the greatest depth", "%", "higher", exact=True)
    run.metric("mib_per_layer", "Peak memory of a further layer", "MiBy", "lower")
    run.metric("slope_ratio", "A further layer's memory with checkpoints over without", "1", "lower", exact=True)
    for arm, seen in (("plain", plain), ("checkpoint", kept)):
        for depth, peak in seen.items():
            run.sample("peak_mib", peak / MIB, arm=arm, depth=depth)
    run.gate("G3", "Depth costs less memory", depth_costs_less, kept, plain)
    run.control("G3-control", "A checkpoint that does nothing saves nothing", depth_costs_less, plain, plain)
    run.gate("G4", "A deep stack saves memory", deep_stack_saves, kept, plain)
    both = sorted(plain.keys() & kept.keys())
    if len(both) > 1:
        slopes = {arm: line([(depth, seen[depth]) for depth in both]).slope / MIB
                  for arm, seen in (("plain", plain), ("checkpoint", kept))}
        for arm, slope in slopes.items():
            run.sample("mib_per_layer", slope, arm=arm)
        run.sample("slope_ratio", slopes["checkpoint"] / slopes["plain"])
        run.sample("saving_percent", 100 * (1 - kept[both[-1]] / plain[both[-1]]))


def choices(run, sizes, kept, plain) -> None:
    deepest = max(kept, default=0)
    cheap = throttled(run, "cheap", sizes, deepest)
    run.control("G4-control", "A checkpoint around a cheap function saves nothing", deep_stack_saves,
                {deepest: cheap} if cheap is not None else {}, plain)
    run.metric("peak_by_group_mib", "Peak memory by layers in a checkpoint", "MiBy", "lower")
    run.metric("peak_by_order_mib", "Peak memory by order of evaluation, checkpointed", "MiBy", "lower")
    for every in (1, 2, 4, 8):
        peak = kept.get(8) if every == 1 else throttled(run, "checkpoint", sizes, 8, every) if 8 in kept else None
        if peak is not None:
            run.sample("peak_by_group_mib", peak / MIB, depth=8, every=every)
    last = throttled(run, "checkpoint", sizes, deepest, 1, "last-to-first")
    for order, peak in (("at-once", kept.get(deepest)), ("last-to-first", last)):
        if peak is not None:
            run.sample("peak_by_order_mib", peak / MIB, depth=deepest, order=order)


def times(run, arm, sizes, plain, kept) -> None:
    from probes import checkpointing as probe

    run.metric("step_ms", "One forward and backward pass", "ms", "lower")
    run.metric("time_ratio", "Time with checkpoints over time without", "1", "lower")
    run.metric("saved_mib_per_ms", "Memory saved per further millisecond", "MiBy/ms", "higher")
    run.metric("peak_ahead_mib", "Peak memory of a step, MLX running ahead as it likes", "MiBy", "lower")
    depth = max((each for each in plain.keys() & kept.keys() if each <= 4), default=0)
    if not depth:
        run.not_applicable("time_ratio", "There was no depth to time", "no peak could be measured")
        return
    run.metric("forward_share", "Forward pass over a whole plain step", "1", "lower")
    arms = {**{each: probe.step(each, sizes, depth) for each in ("plain", arm)},
            "forward": probe.forward(sizes, depth)}
    for turn in interleaved(arms, rounds=9 if run.quick else 21):
        before, after = turn.seconds["plain"] * 1e3, turn.seconds[arm] * 1e3
        for each, seconds in turn.seconds.items():
            run.sample("step_ms", seconds * 1e3, arm=each, warmup=turn.warmup, depth=depth)
        run.sample("time_ratio", after / before, warmup=turn.warmup, depth=depth)
        run.sample("forward_share", turn.seconds["forward"] * 1e3 / before, warmup=turn.warmup, depth=depth)
        if after > before:
            run.sample("saved_mib_per_ms", (plain[depth] - kept[depth]) / MIB / (after - before), warmup=turn.warmup,
                       depth=depth)
    for each in ("plain", "checkpoint"):
        for deep in plain:
            run.sample("peak_ahead_mib", probe.peak(each, sizes, deep) / MIB, arm=each, depth=deep)


def with_mlx_lm(run) -> None:
    if not util.find_spec("mlx_lm"):
        run.not_applicable("G8", "mlx_lm is not installed", "importlib finds no module mlx_lm")
        return
    patched = call("probes.checkpointing:patched", 4, timeout=120)
    run.gate("G8", "mlx_lm's grad_checkpoint changes the whole class", whole_class_changes, patched, 4)
    run.control("G8-control", "It does not make one checkpoint more or less", whole_class_changes, patched, 5)


if __name__ == "__main__":
    main()
