"""The gates of MLX-006. Each takes what it judges, so that a wrong arm can take part. MLX is imported when one runs."""

from harness import Verdict
from probes.fits import line
from probes.memory_model import MIB


def same_gradients(gradients, reference, tolerance) -> Verdict:
    """G1: no gradient differs from the plain one by more than this share of its tensor's largest value."""
    import mlx.core as mx

    worst, place = max((mx.max(mx.abs(gradients[name] - value)).item() / (mx.max(mx.abs(value)).item() or 1), name)
                       for name, value in reference.items())
    seen = f"largest difference {worst:.3g} of the tensor's largest value, in {place}, {len(reference)} tensors"
    return Verdict(gradients.keys() == reference.keys() and worst <= tolerance, seen)


def right_slopes(outcome, tolerance=1e-3) -> Verdict:
    """G1: every tensor's gradient agrees with differences of the loss, which know nothing of derivatives."""
    if not outcome.ok:
        return Verdict(False, f"the process {outcome}")
    off, name, gradient, slope = max((abs(gradient - slope) / abs(slope), name, gradient, slope)
                                     for name, gradient, slope in outcome.value)
    seen = f"{len(outcome.value)} tensors, worst {name} with {gradient:.6f} against {slope:.6f}, off by {off:.2g}"
    return Verdict(off <= tolerance, f"{seen}, allowed {tolerance:g}")


def computed_again(counted, reference, depth) -> Verdict:
    """G2: one Depends and one CustomTransforms a checkpoint, and as many further products in each layer."""
    from probes.checkpointing import products

    depends, transforms = counted.get("Depends", 0), counted.get("CustomTransforms", 0)
    more = products(counted) - products(reference)
    seen = (f"{depth} checkpoints: {depends} Depends, {transforms} CustomTransforms, "
            f"{products(reference)} -> {products(counted)} matrix products, {more / depth:g} more a layer")
    return Verdict(depends == transforms == depth and more >= depth and more % depth == 0, seen)


def depth_costs_less(peaks, reference) -> Verdict:
    """G3: the peak rises in a line with depth, and clearly less than without checkpoints. Both map depths to bytes."""
    less, more = (line(list(each.items())) for each in (peaks, reference))
    ratio = less.slope / more.slope if more.slope > 0 else float("inf")
    seen = f"{less.slope / MIB:.3f} against {more.slope / MIB:.3f} MiB a layer, {ratio:.3f} times, R² {more.r2:.4f} without"
    return Verdict(ratio <= 0.8 and more.r2 >= 0.95, seen)


def deep_stack_saves(peaks, reference) -> Verdict:
    """G4: at the greatest depth the peak is clearly below that without checkpoints."""
    deepest = max(peaks.keys() & reference.keys(), default=0)
    if not deepest:
        return Verdict(False, "no depth was measured with and without checkpoints")
    ratio = peaks[deepest] / reference[deepest]
    seen = f"{reference[deepest] / MIB:.2f} -> {peaks[deepest] / MIB:.2f} MiB at {deepest} layers, {ratio:.3f} times"
    return Verdict(ratio <= 0.8, seen)


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


def same_masks(shares) -> Verdict:
    """G9: what is dropped in the loss is dropped in the gradient. `shares` of places that differ, one a seed."""
    worst = max(shares)
    return Verdict(worst == 0, f"{len(shares)} seeds, at most {worst * 100:.1f} % of the places differ")


def lora_stays(outcome, rate, tolerance) -> Verdict:
    """G10: with this dropout, mlx_lm's checkpoint leaves loss and gradients of LoRA as they were."""
    if not outcome.ok:
        return Verdict(False, f"the process {outcome}")
    cases = [(off, loss) for dropout, _, off, loss in outcome.value if dropout == rate]
    off, loss = (max(each) for each in zip(*cases))
    seen = f"dropout {rate:g}, {len(cases)} seeds: gradient of lora_a off by at most {off * 100:.3g} %, loss by {loss:.2g}"
    return Verdict(max(off, loss) <= tolerance, seen)
