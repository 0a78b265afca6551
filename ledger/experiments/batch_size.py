# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-005"
# title = "Batch size"
# timeout = "300s"
# headline = "batch_gain"
# outcome = "the largest batch decodes {batch_gain} times as many sequences a second as single ones, and {knee_batch[arm=decoding]} at a time already reach 90 % of the best; a further sequence costs {mib_per_sequence[arm=inference]} MiB in inference and {mib_per_sequence[arm=training]} MiB in training; accumulating over single sequences needs {accumulation_ratio} of the batch's memory for the same gradients; a KV cache of 8 bits takes {kv_bytes[bits=8]} bytes a token and layer instead of {kv_bytes[bits=16]}; after as many tokens batches of 64 have a loss {loss_penalty} nats above batches of 4"
#
# [[tool.ledger.claims]]
# id = "a-batch-pays"
# text = "The largest batch decodes at least 4 times as many sequences a second as single ones"
# metric = "batch_gain"
# at-least = 4
#
# [[tool.ledger.claims]]
# id = "memory-is-affine"
# text = "Peak memory is a fixed part and so much a sequence: a straight line explains at least 99 % of its variance"
# metric = "memory_r2"
# at-least = 0.99
# exact = true
#
# [[tool.ledger.claims]]
# id = "training-needs-more"
# text = "A sequence takes at least twice as much memory in training as in inference"
# metric = "training_over_inference"
# at-least = 2
# exact = true
#
# [[tool.ledger.claims]]
# id = "accumulation-saves"
# text = "Gradients accumulated over single sequences need at most half the peak memory of the batch"
# metric = "accumulation_ratio"
# at-most = 0.5
# exact = true
#
# [[tool.ledger.claims]]
# id = "length-costs-too"
# text = "On the CPU, which keeps attention scores, as many tokens in sequences 16 times as long take at least 1.2 times the memory in training"
# metric = "length_cost"
# at-least = 1.2
# exact = true
# when = { backend = ["cpu"] }
#
# [[tool.ledger.claims]]
# id = "kv-cache-of-8-bits"
# text = "A KV cache of 8 bits in groups of 64 takes 2,176 bytes a token and layer where float16 takes 4,096 (8 heads of 128)"
# metric = "kv_bytes"
# equals = 2176
# exact = true
# where = { bits = 8 }
#
# [[tool.ledger.claims]]
# id = "fewer-steps-learn-less"
# text = "After the same tokens at the same rate, batches of 64 have a loss at least 0.1 above batches of 4, in several trainings"
# metric = "loss_penalty"
# at-least = 0.1
#
# [[tool.ledger.known-failures]]
# claim = "a-batch-pays"
# when = { backend = ["cpu"], blas = ["reference"] }
# reason = "the reference BLAS computes a product about as slowly as memory delivers a weight, so sharing it gains little"
# link = "https://www.netlib.org/blas/"
# ///
"""MLX-005: what a batch costs in memory, and what it brings in time and in learning.

Peaks come from fresh processes that may not run ahead (harness/peak.py), times from processes that may. Wrong arms in
every run: a model that leaks between sequences, a sum of gradients in the place of their mean, parts of unequal length
weighted alike, a pass that forgets its batch.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import util
from statistics import median

from harness import Experiment, Verdict, call, interleaved
from harness.example import run_example
from harness.peak import THROTTLED
from probes.batching_gates import accumulates_like, accumulation_saves, cache_as_formula, sequences_do_not_mix, time_grows
from probes.fits import efficiency, knee, line
from probes.memory_model import MIB, memory_is_affine


def main() -> None:
    with Experiment(__file__, steps=6) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        from probes.plans import plan_for

        plan = plan_for(run.backend, run.quick)
        run.progress("right numbers: accumulation, and no leak between sequences")
        numbers(run)
        run.progress("memory by batch size and by sequence length, and the KV cache")
        seen = untimed(run, plan)
        peaks = memory(run, plan, seen)
        context(run, seen)
        run.progress("time of inference and training by batch size")
        times(run, plan, peaks)
        run.progress("decoding by batch size")
        decoding(run, plan)
        run.progress("what is learnt from the same tokens")
        learning(run, plan)
        run.progress("the page's example")
        run_example(run)


def numbers(run) -> None:
    from probes import batching as probe
    from probes import equivalence

    task = probe.task(probe.TINY, 8)
    whole, parts = probe.flat(probe.whole(task)), probe.flat(probe.accumulated(task))
    near = 1e-5 if run.backend == "cpu" else 5e-2  # GPUs multiply float32 matrices with fewer digits
    run.gate("B3", "Accumulated gradients are those of the batch", accumulates_like, parts, whole, near)
    run.control("B3-control", "A sum in the place of the mean is not", accumulates_like,
                {name: value * 8 for name, value in parts.items()}, whole, near)
    whole, by_token, by_part = equivalence.unequal(task)
    run.gate("B3-lengths", "Parts of unequal length, weighted by their tokens, give the batch's gradients",
             accumulates_like, by_token, whole, near)
    run.control("B3-lengths-control", "Weighted alike they do not", accumulates_like, by_part, whole, near)
    model, tokens = task.model, task.tokens[:, :-1]
    run.gate("B4", "Sequences of a batch do not mix", sequences_do_not_mix, model, tokens, near)
    run.control("B4-control", "A model that looks across the batch is caught", sequences_do_not_mix,
                equivalence.leaking(model), tokens, near)


def untimed(run, plan) -> dict:
    """Outcomes of fresh processes, by name; two at a time in a quick run, though then more waits in a queue at times."""
    jobs = {work: ("probes.batching:throttled_peaks", work, plan.sizes, plan.batches[work])
            for work in ("inference", "training", "accumulated")}
    for work in ("inference", "training"):
        jobs[f"{work} by length"] = ("probes.context:peaks_by_length", work, plan.sizes, plan.tokens, plan.lengths)
    if util.find_spec("mlx_lm"):
        jobs["cache"] = ("probes.context:cache_bytes", 8, 128, 1024)
    with ThreadPoolExecutor(2 if run.quick else 1) as pool:
        outcomes = pool.map(lambda job: call(*job, timeout=120, variables=THROTTLED), jobs.values())
        return dict(zip(jobs, outcomes))


def memory(run, plan, outcomes) -> dict:
    """Throttled peaks in bytes, by work and batch size."""
    run.metric("peak_mib", "Peak memory of one pass, throttled", "MiBy", "lower")
    run.metric("mib_per_sequence", "Peak memory of a further sequence", "MiBy", "lower")
    run.metric("fixed_mib", "Peak memory that the batch size does not change", "MiBy", "lower")
    run.metric("memory_r2", "Share of the variance that a line explains", "1", "higher", exact=True)
    run.metric("training_over_inference", "A sequence's memory in training over inference", "1", "lower", exact=True)
    run.metric("accumulation_ratio", "Peak when accumulating over peak of the batch", "1", "lower", exact=True)
    seen = {}
    for work in ("inference", "training", "accumulated"):
        seen[work] = fitted(run, work, outcomes[work], plan.batches[work])
    floor = plan.sizes.logits_bytes
    for work, id in (("inference", "B1"), ("training", "B1-training")):
        run.gate(id, f"Memory of {work} is a line in the batch size", memory_is_affine, list(seen[work].items()), floor)
    run.control("B1-control", "Accumulation over single sequences has no such line", memory_is_affine,
                list(seen["accumulated"].items()), floor)
    run.gate("B6", "Accumulation saves memory", accumulation_saves, seen["accumulated"], seen["training"])
    run.control("B6-control", "The batch itself does not", accumulation_saves, seen["training"], seen["training"])
    common = max(seen["accumulated"].keys() & seen["training"].keys(), default=0)
    if common:
        run.sample("accumulation_ratio", seen["accumulated"][common] / seen["training"][common], batch=common)
    if len(seen["inference"]) > 1 and len(seen["training"]) > 1:
        slopes = [line(list(seen[work].items())).slope for work in ("training", "inference")]
        run.sample("training_over_inference", slopes[0] / slopes[1])
    return seen


def fitted(run, work, outcome, wanted) -> dict:
    """Reports the peaks of one kind of work and its line; a process that fails is a red check with its message."""
    if not outcome.ok:
        run.check(f"peak-{work}", f"Peaks of {work} can be measured", Verdict(False, str(outcome)))
        return {}
    points = dict(outcome.value)
    for batch, peak in points.items():
        run.sample("peak_mib", peak / MIB, arm=work, batch=batch)
    for batch in wanted:
        if batch not in points:
            run.not_applicable(f"peak-{work}-{batch}", "More than half of the memory would be needed",
                               f"a line through the {len(points)} smaller batch sizes")
    if len(points) > 1 and work != "accumulated":
        fit = line(list(points.items()))
        run.sample("mib_per_sequence", fit.slope / MIB, arm=work)
        run.sample("fixed_mib", fit.intercept / MIB, arm=work)
        run.sample("memory_r2", fit.r2, arm=work)
    return points


def context(run, outcomes) -> None:
    """The same number of tokens in fewer and longer sequences; and what decoding keeps of each token."""
    run.metric("peak_by_length_mib", "Peak memory of so many tokens, by their sequences' length, throttled", "MiBy", "lower")
    run.metric("length_cost", "Peak memory of training on the longest sequences over the shortest, as many tokens", "1",
               "lower", exact=True)
    run.metric("kv_bytes", "KV cache of a token and a layer, 8 heads of 128", "By", "lower", exact=True)
    for work in ("inference", "training"):
        outcome = outcomes[f"{work} by length"]
        if not outcome.ok:
            run.check(f"length-{work}", f"Peaks of {work} by length can be measured", Verdict(False, str(outcome)))
            continue
        for length, peak in outcome.value:
            run.sample("peak_by_length_mib", peak / MIB, arm=work, length=length)
        if work == "training":
            run.sample("length_cost", outcome.value[-1][1] / outcome.value[0][1])
    if "cache" not in outcomes:
        for what in ("B7", "kv_bytes", "kv-cache-of-8-bits"):
            run.not_applicable(what, "mlx_lm is not installed", "importlib finds no module mlx_lm")
        return
    seen = outcomes["cache"].value or []
    for bits, size in seen:
        run.sample("kv_bytes", size, bits=bits)
    run.gate("B7", "A KV cache is as large as its formula", cache_as_formula, seen, 8, 128)
    run.control("B7-control", "Half as many heads do not explain it", cache_as_formula, seen, 4, 128)


def times(run, plan, peaks) -> None:
    from probes import batching as probe

    run.metric("step_ms", "One pass", "ms", "lower")
    run.metric("tokens_per_s", "Tokens a second", "tok/s", "higher")
    run.metric("peak_ahead_mib", "Peak memory of one pass, MLX running ahead as it likes", "MiBy", "lower")
    run.metric("knee_batch", "Smallest batch size with 90 % of the best throughput", "1", "none")
    for work in ("inference", "training"):
        batches = list(peaks[work])
        if not batches:
            run.not_applicable(f"knee-{work}", "There was no batch size to time", "no peak could be measured")
            continue
        arms = {batch: probe.timed_pass(work, plan.sizes, batch) for batch in batches}
        seconds = sweep(run, arms, 5, {
            "step_ms": lambda batch, took: took * 1e3,
            "tokens_per_s": lambda batch, took: batch * plan.sizes.length / took}, work)
        throughput = {batch: batch / median(took) for batch, took in seconds.items()}
        run.sample("knee_batch", knee(throughput), arm=work)
        for batch in batches:
            run.sample("peak_ahead_mib", probe.peak(work, plan.sizes, batch) / MIB, arm=work, batch=batch)
    if peaks["training"]:
        run.gate("B5", "A larger batch takes longer", time_grows,
                 {batch: median(took) for batch, took in seconds.items()})
        wrong = {batch: probe.first_row_only(plan.sizes, batch) for batch in (min(seconds), max(seconds))}
        took = {batch: [] for batch in wrong}
        for turn in interleaved(wrong, rounds=9):
            for batch in wrong:
                took[batch] += [] if turn.warmup else [turn.seconds[batch]]
        run.control("B5-control", "A pass that forgets its batch does not", time_grows,
                    {batch: median(each) for batch, each in took.items()})


def sweep(run, arms, rounds, metrics, arm) -> dict:
    """Times every batch size in turn; reports samples, and gives the seconds by batch size without warm-ups."""
    seconds = {batch: [] for batch in arms}
    for turn in interleaved(arms, rounds=rounds):
        for batch, took in turn.seconds.items():
            for metric, value in metrics.items():
                run.sample(metric, value(batch, took), arm=arm, warmup=turn.warmup, batch=batch)
            if not turn.warmup:
                seconds[batch].append(took)
    return seconds


def decoding(run, plan) -> None:
    from probes import batching as probe

    run.metric("decode_per_s", "Sequences that get their next token, a second", "seq/s", "higher")
    run.metric("batch_gain", "Decoding throughput of the largest batch over single sequences", "1", "higher")
    run.metric("decode_efficiency", "Decoding throughput over perfect scaling", "1", "higher")
    of = probe.decoding(*plan.decoder)
    arms = {batch: of(batch) for batch in plan.batches["decoding"]}
    largest = max(arms)
    speeds = {batch: [] for batch in arms}
    for turn in interleaved(arms, rounds=plan.rounds, warmups=2):
        speed = {batch: batch * probe.steps(batch) / took for batch, took in turn.seconds.items()}
        for batch, value in speed.items():
            run.sample("decode_per_s", value, warmup=turn.warmup, batch=batch)
            speeds[batch] += [] if turn.warmup else [value]
        for batch, share in efficiency(speed).items():
            run.sample("decode_efficiency", share, warmup=turn.warmup, batch=batch)
        run.sample("batch_gain", speed[largest] / speed[1], warmup=turn.warmup, batch=largest)
    run.sample("knee_batch", knee({batch: median(each) for batch, each in speeds.items()}), arm="decoding")


def learning(run, plan) -> None:
    from probes import batching as probe

    run.metric("loss_after_equal_tokens", "Loss on text kept apart, after the same tokens", "nat", "lower")
    run.metric("loss_penalty", "Loss with the largest batch minus loss with the smallest", "nat", "lower")
    batches = (4, 64) if run.quick else (4, 16, 64)
    if run.quick:
        run.not_applicable("loss_after_equal_tokens batch=16", "Left out of a quick run", "LEDGER_QUICK is set")
    for seed in plan.seeds:
        losses = {batch: probe.after_equal_tokens(plan.learner, batch, plan.sequences, seed) for batch in batches}
        for batch, loss in losses.items():
            run.sample("loss_after_equal_tokens", loss, batch=batch)
        run.sample("loss_penalty", losses[64] - losses[4])


if __name__ == "__main__":
    main()
