# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-004"
# title = "Quantized models"
# timeout = "600s"
# headline = "kl_2_over_8"
# outcome = "on the tiny model 4 bits in groups of 64 cost a KL of {kl[mode=affine, bits=4, group=64]} against the unquantized model, 3 bits {kl[mode=affine, bits=3, group=64]}, 2 bits {kl[mode=affine, bits=2, group=64]}; dynamic quantization (2 or 6 bits, by layer) loses {dynamic_over_uniform} of what one width of its size does; mixed_2_6 loses {mixed_over_uniform} times as much as 3 bits, which are as large; DWQ at a rate of 2e-4 leaves {dwq_kl_ratio[bits=2]} of the KL at 2 bits, {dwq_kl_ratio[bits=3]} at 3 and {dwq_kl_ratio[bits=4]} at 4; at ten times that rate it makes it {dwq_sweep_ratio[bits=4, rate=0.002]} times as large at 4 bits; GPTQ leaves {gptq_kl_ratio[bits=2]} of it at 2 bits; a KV cache of 8 bits costs a KL of {kv_kl[bits=8]}, one of 4 bits {kv_kl[bits=4]}"
#
# [[tool.ledger.claims]]
# id = "eight-bits-lose-little"
# text = "On the tiny language model 2 bits lose over 100 times as much (KL) as 8 bits do"
# metric = "kl_2_over_8"
# at-least = 100
# exact = true
#
# [[tool.ledger.claims]]
# id = "dwq-recovers-2-bits"
# text = "At a rate of 2e-4 DWQ takes the KL of a 2-bit model to at most 0.9 of what it was, in several trainings"
# metric = "dwq_kl_ratio"
# at-most = 0.9
# where = { bits = 2 }
#
# [[tool.ledger.claims]]
# id = "dwq-recovers-3-bits"
# text = "At a rate of 2e-4 DWQ takes the KL of a 3-bit model to at most 0.9 of what it was, in several trainings"
# metric = "dwq_kl_ratio"
# at-most = 0.9
# where = { bits = 3 }
#
# [[tool.ledger.claims]]
# id = "dwq-recovers-4-bits"
# text = "At a rate of 2e-4 DWQ takes the KL of a 4-bit model to at most 0.9 of what it was, in several trainings"
# metric = "dwq_kl_ratio"
# at-most = 0.9
# where = { bits = 4 }
#
# [[tool.ledger.claims]]
# id = "a-large-rate-ruins-4-bits"
# text = "At ten times that rate it takes the KL of a 4-bit model to at least 1.2 times what it was"
# metric = "dwq_sweep_ratio"
# at-least = 1.2
# where = { bits = 4, rate = 0.002 }
#
# [[tool.ledger.claims]]
# id = "gptq-beats-rounding"
# text = "GPTQ leaves a 2-bit model at most 0.7 of the KL that rounding does"
# metric = "gptq_kl_ratio"
# at-most = 0.7
# exact = true
# where = { bits = 2 }
#
# [[tool.ledger.claims]]
# id = "dynamic-beats-one-width"
# text = "Dynamic quantization, 2 bits or 6 by what the loss minds, loses at most half as much as one width of its size"
# metric = "dynamic_over_uniform"
# at-most = 0.5
# exact = true
#
# [[tool.ledger.claims]]
# id = "a-cache-of-8-bits-loses-little"
# text = "Keys and values of 8 bits in a KV cache cost a KL of at most 0.0001"
# metric = "kv_kl"
# at-most = 0.0001
# exact = true
# where = { bits = 8 }
#
# [[tool.ledger.claims]]
# id = "mixed-2-6-loses-to-3-bits"
# text = "mixed_2_6 is about as large as 3 bits everywhere, and loses at least 1.2 times as much"
# metric = "mixed_over_uniform"
# at-least = 1.2
# exact = true
#
# ///
"""MLX-004: what a trained model loses by quantization, and what mlx_lm's learned quantization brings back.

The gates are in probes/quantization_gates.py, what mlx_lm's recipes do in probes/recipes.py, the model in
probes/tiny_lm.py. It is trained on the CPU on every host, so
that equal runs have equal models; a training that MLX repeats only roughly (DWQ on a GPU) is done several times instead.
Quantized layers and everything of mlx_lm run in processes of their own.
"""

import sys
import tempfile
from importlib import util
from pathlib import Path
from statistics import median

from harness import Experiment, Verdict
from probes.quantization_gates import not_there, ordered, same_logits, scales_learn
from probes.recipes import left_out, recipes, side_by_side, together_by_name

RATE, RATES = 2e-4, (2e-5, 2e-3)  # DWQ's, of the claims and beside them
SEEDS = tuple(range(1, 8))


def main() -> None:
    with Experiment(__file__, steps=4) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        from probes import quantizing

        settings = [each for each in quantizing.AFFINE + quantizing.BLOCK if quantizing.refusal(each) is None]
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder, "model.safetensors"))
            run.progress("training a tiny language model")
            sizes = train(run, path)
            run.progress("what the model loses")
            losses(run, settings, sizes, path)
            run.progress("mlx_lm: learned quantization")
            points = learned(run, sizes, path)
            run.progress("mlx_lm: mixed recipes, dynamic quantization, GPTQ, a quantized KV cache")
            recipes(run, sizes, path, points)


def train(run, path):
    from probes import quantized_lm as model
    from probes import tiny_lm

    if run.quick:
        sizes = model.Sizes(64, 2, 20, 4, 64, 8)
    elif run.backend == "cpu":
        sizes = model.Sizes(64, 2, 120, 8, 128, 16)
    else:  # CUDA's products want widths in multiples of 128
        sizes = model.Sizes(128, 2, 120, 8, 128, 16)
    run.metric("training_loss", "Cross-entropy while the model is trained", "nat", "lower")
    losses = model.trained(sizes, path)
    for step in range(0, len(losses), max(1, len(losses) // 20)):
        run.sample("training_loss", losses[step], step=step)
    size = tiny_lm.parameters(model.loaded(sizes, path))
    run.check("M1", "The model learns", Verdict(losses[-1] < 0.75 * losses[0],
              f"{size} parameters, loss {losses[0]:.3f} -> {losses[-1]:.3f}, text of {len(tiny_lm.text())} bytes, "
              f"SHA-256 {tiny_lm.text_digest()}..."))
    return sizes


def losses(run, settings, sizes, path) -> None:
    from probes import quantized_lm as model
    from probes import quantizing as probe

    run.metric("kl", "KL divergence from the unquantized model", "nat", "lower", exact=True)
    run.metric("perplexity", "Perplexity of held-out text", "1", "lower", exact=True)
    run.metric("kl_2_over_8", "KL at 2 bits over KL at 8 bits, groups of 64", "1", "higher", exact=True)
    reference = model.logits(model.loaded(sizes, path), sizes)
    run.sample("perplexity", model.perplexity(reference, sizes), arm="unquantized")
    fits = [each for each in settings if each.group <= min(64, sizes.dims)]
    if run.quick:
        fits = [each for each in fits if each.group == 64 or each in probe.BLOCK]
    seen, none = {}, {}
    for setting in fits:
        out = model.logits(model.rounded(model.loaded(sizes, path), setting), sizes)
        seen[setting] = model.divergence(reference, out)
        named = {"mode": setting.mode, "bits": setting.bits, "group": setting.group}
        run.sample("kl", seen[setting], **named)
        run.sample("perplexity", model.perplexity(out, sizes), **named)
    affine = {setting: kl for setting, kl in seen.items()
              if setting.mode == "affine" and setting.group == 64 and setting.bits % 2 == 0}
    run.sample("kl_2_over_8", seen[probe.Setting("affine", 2, 64)] / seen[probe.Setting("affine", 8, 64)])
    run.gate("Q8", "The model loses less with more bits", ordered, affine, "lower")
    for setting in list(affine)[:2]:
        out = model.logits(model.rounded(model.loaded(sizes, path), setting, probe.Identity()), sizes)
        none[setting] = model.divergence(reference, out)
    run.control("Q8-control", "Without quantization nothing is lost", ordered, none, "lower")
    real_layers(run, [each for each in settings if each in probe.BLOCK], sizes, path)


def real_layers(run, block, sizes, path) -> None:
    """Models of quantized layers, each in a process of its own: of 4 bits, and of each block mode."""
    from probes import quantizing as probe

    run.metric("real_perplexity", "Perplexity of a model of quantized layers", "1", "lower", exact=True)
    four = probe.Setting("affine", 4, 64)
    outcomes = side_by_side(run, {each: ("real_beside_rounded", each, sizes, path) for each in (four, *block)})
    tolerance = 1e-4 if run.backend == "cpu" else 0.03  # TF32 rounds each product to 10 bits
    run.gate("Q11", "Quantized layers predict as rounded weights do", same_logits, outcomes[four], "apart", tolerance)
    run.control("Q11-control", "Other bits predict otherwise", same_logits, outcomes[four], "control", tolerance)
    for setting, outcome in outcomes.items():
        if outcome.ok:
            run.sample("real_perplexity", outcome.value["ppl"], mode=setting.mode)
        elif not_there(outcome):
            run.not_applicable(f"real_perplexity mode={setting.mode}", "This backend has no such product", str(outcome))
        else:
            run.check(f"real-{setting.mode}", f"A model of {setting.name} layers runs", Verdict(False, str(outcome)))


def learned(run, sizes, path) -> list:
    """DWQ by bits, rate and seed. Gives [bits a weight, KL, kind] of what the claims' rate makes."""
    run.metric("dwq_kl_ratio", "KL after DWQ over KL before, at a rate of 2e-4", "1", "lower")
    run.metric("dwq_sweep_ratio", "KL after DWQ over KL before, by learning rate", "1", "lower")
    claims = [f"dwq-recovers-{bits}-bits" for bits in (2, 3, 4)] + ["a-large-rate-ruins-4-bits"]
    if not util.find_spec("mlx_lm"):
        for what in ("Q9", *claims):
            run.not_applicable(what, "mlx_lm is not installed", "importlib finds no module mlx_lm")
        return []
    left_out(run, *claims, *(f"dwq_kl_ratio bits={bits}" for bits in (2, 3, 4)),
             *(f"dwq_sweep_ratio bits={bits}, rate={rate:g}" for bits in (2, 3, 4) for rate in (*RATES, RATE)))
    if run.quick:
        trainings = [(2, RATE, 1)]
    else:
        trainings = [(bits, RATE, seed) for seed in SEEDS for bits in (2, 3, 4)]
        trainings += [(4, 2e-3, seed) for seed in SEEDS] + [(bits, 2e-3, seed) for bits in (2, 3) for seed in (1, 2)]
        trainings += [(bits, 2e-5, seed) for bits in (2, 3, 4) for seed in (1, 2)]
    steps, parts = 8 if run.quick else 40, 1 if run.quick else 4
    outcomes = together_by_name(run, {
        **{part: ("learned", trainings[part::parts], steps, sizes, path) for part in range(parts)},
        "still": ("learned", [(2, 0.0, 1)], 2, sizes, path)})
    still = outcomes.pop("still")
    run.gate("Q9", "DWQ moves scales and biases, and leaves the codes", scales_learn, list(outcomes.values()), len(trainings))
    run.control("Q9-control", "At rate 0 nothing moves", scales_learn, [still], 1)
    after = {}
    for part, outcome in outcomes.items():
        for (bits, rate, seed), seen in zip(trainings[part::parts], outcome.value or ()):
            ratio = seen["after"]["kl"] / seen["before"]["kl"]
            run.sample("dwq_sweep_ratio", ratio, bits=bits, rate=rate)
            if rate == RATE and not run.quick:
                run.sample("dwq_kl_ratio", ratio, bits=bits)
                after.setdefault(bits, []).append((seen["after"]["bits"], seen["after"]["kl"]))
    return [[each[0][0], median(kl for _, kl in each), "DWQ"] for each in after.values()]


if __name__ == "__main__":
    main()
