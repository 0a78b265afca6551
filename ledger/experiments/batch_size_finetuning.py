# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-005"
# title = "Fine-tuning by batch size"
# timeout = "300s"
# headline = "finetune_gain"
# outcome = "in batches of 8 mlx_lm trains {finetune_gain[arm=lora]} times as many sequences a second as one by one with LoRA, {finetune_gain[arm=full]} times in full fine-tuning; LoRA trains {trained_percent[arm=lora]} % of the parameters; a further sequence costs {finetune_mib_per_sequence[arm=lora]} MiB with LoRA and {finetune_mib_per_sequence[arm=full]} MiB without"
#
# [[tool.ledger.claims]]
# id = "finetune-memory-is-affine"
# text = "The trainer's peak memory is a fixed part and so much a sequence: a line explains at least 99 % of its variance"
# metric = "finetune_r2"
# at-least = 0.99
# exact = true
#
# [[tool.ledger.claims]]
# id = "a-batch-trains-more"
# text = "In batches of 8 the trainer gets through at least as many sequences a second as one by one"
# metric = "finetune_gain"
# at-least = 1
#
# [[tool.ledger.claims]]
# id = "adapters-need-less"
# text = "At every batch size LoRA peaks lower than full fine-tuning"
# metric = "lora_over_full"
# at-most = 1
# exact = true
# ///
"""MLX-005: fine-tuning by mlx_lm's own trainer, LoRA and full, at several batch sizes.

Each case runs in a process of its own. Wrong arms in every run: full fine-tuning, where only adapters may change, and
accumulation over sequences of unequal length, which mlx_lm weights alike.
"""

from concurrent.futures import ThreadPoolExecutor
from importlib import util

from harness import Experiment, Verdict, call, together
from harness.peak import THROTTLED
from probes.fits import line
from probes.memory_model import MIB, memory_is_affine


def trainer_accumulates(apart, tolerance) -> Verdict:
    """B3: the weights after accumulation over single sequences are those after one step on all of them."""
    return Verdict(apart <= tolerance, f"weights differ by {apart:.3g} of the step")


def only_adapters_change(changes) -> Verdict:
    """F1: LoRA leaves every tensor of the base model as it was, bit by bit, and the loss falls."""
    text = (f"{changes['base']} tensors of the base changed and {changes['adapters']} of LoRA, "
            f"loss {changes['first']:.3f} -> {changes['last']:.3f}")
    falls = changes["last"] < changes["first"] - 0.05
    return Verdict(changes["base"] == 0 and changes["adapters"] > 0 and falls, text)


def main() -> None:
    with Experiment(__file__, steps=2) as run:
        if run.backend == "unknown" or not util.find_spec("mlx_lm"):
            lacking(run)
            return
        from probes.plans import plan_for

        plan = plan_for(run.backend, run.quick)
        run.progress("right numbers: adapters, and accumulation; memory by batch size")
        with ThreadPoolExecutor(2 if run.quick else 1) as pool:  # nothing here is timed
            peaks = pool.submit(tuner, run, "finetune-peaks", "throttled_peaks", plan.tuned, plan.batches["tuning"],
                                **THROTTLED)
            numbers(run)
            memory(run, plan, peaks.result() or {})
        run.progress("time by batch size")
        times(run, plan)


def lacking(run) -> None:
    """Without mlx_lm there is nothing to measure, and each thing says so."""
    detected = str(run.environment.get("mlx_failure") or "importlib finds no module mlx_lm")
    for what in ("F1", "B3-mlx_lm", "B1-lora", "B1-full", "finetune_gain", "finetune_r2", "lora_over_full"):
        run.not_applicable(what, "It is about mlx_lm's trainer, which cannot be used here", detected)


def tuner(run, what, function, *arguments, **variables):
    """What a function of probes/finetuning.py returns in a process of its own; or None, and a red check says why."""
    outcome = call(f"probes.finetuning:{function}", *arguments, variables={**uncompiled(run), **variables}, timeout=150)
    return checked(run, what, outcome)


def uncompiled(run) -> dict:
    """mlx_lm compiles its step, which on a CPU starts g++ for each new shape."""
    return {"MLX_DISABLE_COMPILE": "1"} if run.backend == "cpu" else {}


def checked(run, what, outcome):
    """Its value; or None, and a red check says why."""
    if outcome.ok:
        return outcome.value
    run.check(what, "mlx_lm's trainer runs", Verdict(False, str(outcome)))
    return None


def numbers(run) -> None:
    from probes.batching import TINY

    outcomes = together([("probes.finetuning:changed", TINY, 10 if run.quick else 20),
                         ("probes.finetuning:accumulation", TINY, [32, 32], [32, 4])], 150, uncompiled(run))
    changes, apart = (checked(run, what, outcome) for what, outcome in zip(("F1", "B3-mlx_lm"), outcomes))
    if changes:
        run.gate("F1", "LoRA changes its adapters only", only_adapters_change, changes["lora"])
        run.control("F1-control", "Full fine-tuning changes the base", only_adapters_change, changes["full"])
    if apart:
        near = 1e-4 if run.backend == "cpu" else 5e-2  # GPUs multiply float32 matrices with fewer digits
        run.gate("B3-mlx_lm", "Accumulation equals the batch where lengths are equal", trainer_accumulates, apart[0],
                 near)
        run.control("B3-mlx_lm-control", "Where they are not, parts are weighted alike and it does not",
                    trainer_accumulates, apart[1], near)


def times(run, plan) -> None:
    run.metric("finetune_step_ms", "One step of mlx_lm's trainer", "ms", "lower")
    run.metric("finetune_gain", "Sequences a second at the largest batch over one by one", "1", "higher")
    run.metric("trained_percent", "Parameters that are trained", "%", "none", exact=True)
    seen = tuner(run, "finetune-times", "sweep", plan.tuned, plan.batches["tuning"], 2 * plan.rounds + 1)
    for arm, cases in (seen or {}).items():
        for each in cases:
            for index, took in enumerate(each["step_ms"]):
                run.sample("finetune_step_ms", took, arm=arm, warmup=index == 0, batch=each["batch"])
        small, large = cases[0], cases[-1]
        for index, (alone, together) in enumerate(zip(small["step_ms"], large["step_ms"])):
            gain = large["batch"] / together * alone / small["batch"]
            run.sample("finetune_gain", gain, arm=arm, warmup=index == 0, batch=large["batch"])
        run.sample("trained_percent", 100 * large["trained"], arm=arm)


def memory(run, plan, peaks) -> None:
    run.metric("finetune_peak_mib", "Peak memory of mlx_lm's trainer above the weights, throttled", "MiBy", "lower")
    run.metric("finetune_mib_per_sequence", "Peak memory of a further sequence in mlx_lm's trainer", "MiBy", "lower")
    run.metric("finetune_r2", "Share of the variance that a line explains", "1", "higher", exact=True)
    run.metric("lora_over_full", "Peak memory of LoRA over full fine-tuning", "1", "lower", exact=True)
    for arm, points in peaks.items():
        run.gate(f"B1-{arm}", f"Memory of fine-tuning ({arm}) is a line in the batch size", memory_is_affine, points,
                 plan.tuned.logits_bytes)
        for batch, peak in points:
            run.sample("finetune_peak_mib", peak / MIB, arm=arm, batch=batch)
        fit = line(points)
        run.sample("finetune_mib_per_sequence", fit.slope / MIB, arm=arm)
        run.sample("finetune_r2", fit.r2, arm=arm)
    for (batch, lora), (_, full) in zip(peaks.get("lora", []), peaks.get("full", [])):
        run.sample("lora_over_full", lora / full, batch=batch)


if __name__ == "__main__":
    main()
