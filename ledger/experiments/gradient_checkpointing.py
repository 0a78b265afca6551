# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-006"
# title = "Gradient checkpointing"
# timeout = "300s"
# headline = "saving_percent"
# outcome = "a checkpoint around each of 16 layers saves {saving_percent} % of a step's memory for {time_ratio[depth=4]} times its time; gradients differ by {gradient_difference}; but dropout inside a checkpoint drops other places in the gradient than in the loss ({masks_apart[arm=inside]} of them at rate 0.5), silently, and mlx_lm's LoRA with a dropout of 0.05 gets gradients that are off by {lora_gradient_off[dropout=0.05]} of their size"
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
#
# [[tool.ledger.claims]]
# id = "dropout-inside-is-wrong"
# text = "With nn.Dropout inside a checkpoint the gradient drops other places than the loss: at rate 0.5 at least a quarter differ"
# metric = "masks_apart"
# at-least = 0.25
# exact = true
# arm = "inside"
#
# [[tool.ledger.claims]]
# id = "dropout-outside-is-right"
# text = "With the dropout outside of the checkpoint none differs"
# metric = "masks_apart"
# equals = 0
# exact = true
# arm = "outside"
#
# [[tool.ledger.claims]]
# id = "a-mask-as-input-is-right"
# text = "Nor with a mask that is drawn outside and handed over"
# metric = "masks_apart"
# equals = 0
# exact = true
# arm = "mask"
#
# [[tool.ledger.claims]]
# id = "lora-dropout-is-wrong"
# text = "In mlx_lm a LoRA dropout of 0.05 together with its gradient checkpointing puts the gradient of lora_a off by 5 % or more"
# metric = "lora_gradient_off"
# at-least = 0.05
# where = { dropout = 0.05 }
# ///
"""MLX-006: a checkpoint keeps a layer's input and output, and computes the rest again in the backward pass.

Peaks come from fresh processes that may not run ahead (harness/peak.py), times from this one. `naive`, which hands a
module to `mx.checkpoint` and thereby loses its parameters' gradients, is a wrong arm in every run; so are `cheap`, a
checkpoint around a function that keeps nothing, and dropout inside one (probes/dropout.py).
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import util

from harness import Experiment, Verdict, call, interleaved, together
from harness.example import run_example
from harness.peak import THROTTLED, device_memory
from probes.checkpointing_gates import (
    computed_again, deep_stack_saves, depth_costs_less, lora_stays, right_slopes, same_gradients, same_losses, same_masks,
    whole_class_changes,
)
from probes.fits import largest_within, line
from probes.memory_model import MIB

DEPTHS = (2, 4, 8, 16)
DROPOUT = (0.0, 0.05, 0.5)
SEEDS = range(1, 10)


def main() -> None:
    with Experiment(__file__, steps=6) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        sizes, depths = chosen(run)
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(of_mlx_lm, run)
            if not run.quick:  # which does beside each other what is not timed
                asked.result()
            run.progress("gradients, training, and the graph")
            gradients(run, "checkpoint")
            structure(run, "checkpoint")
            run.progress("peak memory by depth")
            plain = peaks(run, "plain", sizes, depths)
            kept = peaks(run, "checkpoint", sizes, tuple(plain))
            memory(run, plain, kept)
            run.progress("what is checkpointed, and in which order gradients are evaluated")
            choices(run, sizes, kept, plain)
        run.progress("time")
        times(run, "checkpoint", sizes, plain, kept)
        run.progress("dropout inside a checkpoint, and mlx_lm's grad_checkpoint")
        random_numbers(run)
        with_mlx_lm(run, asked.result())
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
    run.metric("gradient_difference", "Largest difference of gradients by checkpoints", "1", "lower", exact=True)
    run.sample("gradient_difference", max(abs(plain[name] - other[name]).max().item() for name in plain))
    run.gate("G1", "Gradients are those of the plain step", same_gradients, other, plain, same)
    run.control("G1-control", "mx.checkpoint of a module loses its parameters' gradients", same_gradients, naive, plain, same)
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
    outcome = call("probes.checkpointing:throttled_peak", arm, sizes, depth, every, order, timeout=90, variables=THROTTLED)
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


def random_numbers(run) -> None:
    from probes import dropout as probe

    run.metric("masks_apart", "Places that are dropped in the loss or in the gradient alone", "1", "lower", exact=True)
    seen = {arm: [probe.masks_apart(arm, seed) for seed in SEEDS] for arm in probe.ARMS}
    for arm, shares in seen.items():
        for share in shares:
            run.sample("masks_apart", share, arm=arm)
    right = seen["plain"] + seen["outside"] + seen["mask"] + seen["key"]
    run.gate("G9", "Dropout outside of a checkpoint, or with a mask as input, keeps its mask", same_masks, right)
    run.control("G9-control", "Dropout inside does not", same_masks, seen["inside"])


def of_mlx_lm(run) -> list:
    """Its own checkpoint, and the dropout of its LoRA under it: in one process, as they change different classes."""
    lora = ("probes.dropout:lora", DROPOUT[:2] if run.quick else DROPOUT, list(SEEDS))
    return together([("probes.checkpointing:patched", 4), lora], 150) if util.find_spec("mlx_lm") else []


def with_mlx_lm(run, outcomes) -> None:
    run.metric("lora_gradient_off", "Gradient of lora_a off that without a checkpoint", "1", "lower")
    if not outcomes:
        for what in ("G8", "G10", "lora_gradient_off"):
            run.not_applicable(what, "mlx_lm is not installed", "importlib finds no module mlx_lm")
        return
    patched, lora = outcomes
    run.gate("G8", "mlx_lm's grad_checkpoint changes the whole class", whole_class_changes, patched, 4)
    run.control("G8-control", "It does not make one checkpoint more or less", whole_class_changes, patched, 5)
    for rate, _, off, _ in lora.value or ():
        run.sample("lora_gradient_off", off, dropout=rate)
    if run.quick:
        run.not_applicable("lora_gradient_off dropout=0.5", "Left out of a quick run", "LEDGER_QUICK is set")
    near = 1e-5 if run.backend == "cpu" else 2e-2
    run.gate("G10", "LoRA without dropout has the same gradients under mlx_lm's checkpoint", lora_stays, lora, 0.0, near)
    run.control("G10-control", "With dropout it has others", lora_stays, lora, 0.05, near)


if __name__ == "__main__":
    main()
