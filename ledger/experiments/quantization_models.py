# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-004"
# title = "Quantized models"
# timeout = "600s"
# headline = "kl_2_over_8"
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
# text = "DWQ takes the KL of a 2-bit model to at most 0.9 of what it was"
# metric = "dwq_kl_ratio"
# at-most = 0.9
# exact = true
# where = { bits = 2 }
#
# [[tool.ledger.claims]]
# id = "dwq-recovers-3-bits"
# text = "DWQ takes the KL of a 3-bit model to at most 0.9 of what it was"
# metric = "dwq_kl_ratio"
# at-most = 0.9
# exact = true
# where = { bits = 3 }
#
# ///
"""MLX-004: what a trained model loses by quantization, and what mlx_lm's learned quantization brings back.

The gates are in probes/quantization_gates.py, the model in probes/tiny_lm.py. Quantized layers and everything of mlx_lm
run in processes of their own.
"""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib import util
from pathlib import Path

from harness import Experiment, Verdict, call
from probes.quantization_gates import improves, lies_between, not_there, ordered, same_logits

MODEL = "probes.quantized_lm:"


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
            learned(run, sizes, path)
            run.progress("mlx_lm: mixed recipes, GPTQ, AWQ")
            recipes(run, sizes, path)


def train(run, path):
    from probes import quantized_lm as model
    from probes import tiny_lm

    if run.quick:
        sizes = model.Sizes(64, 2, 25, 8, 64, 8)
    elif run.backend == "cpu":
        sizes = model.Sizes(64, 2, 120, 8, 128, 16)
    else:
        sizes = model.Sizes(256, 4, 600, 16, 128, 64)
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
    tried = (four, *block)
    with ThreadPoolExecutor(1 if run.backend == "cpu" else 4) as pool:
        seen = pool.map(lambda each: call(f"{MODEL}real_beside_rounded", each, sizes, path, timeout=150), tried)
        outcomes = dict(zip(tried, seen))
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


def learned(run, sizes, path) -> None:
    run.metric("dwq_kl_ratio", "KL after DWQ over KL before", "1", "lower", exact=True)
    run.metric("dwq_kl", "KL divergence from the unquantized model", "nat", "lower", exact=True)
    if not util.find_spec("mlx_lm"):
        for what in ("Q9", "Q10", "dwq-recovers-2-bits", "dwq-recovers-3-bits", "gptq-2", "gptq-4"):
            run.not_applicable(what, "mlx_lm is not installed", "importlib finds no module mlx_lm")
        return
    if run.backend == "cpu":
        steps, rate = 12 if run.quick else 40, 2e-3
    else:  # the larger model there needs smaller steps
        steps, rate = 100, 3e-4
    left_out(run, "Q9-3", "dwq_kl_ratio bits=3", "dwq-recovers-3-bits")
    for bits in (2,) if run.quick else (2, 3):
        outcome = call(f"{MODEL}learned", bits, steps, rate, sizes, path, timeout=240)
        run.gate(f"Q9-{bits}", f"DWQ brings back a part of what {bits} bits lost", improves, outcome)
        if outcome.ok:
            before, after = outcome.value["before"], outcome.value["after"]
            run.sample("dwq_kl_ratio", after["kl"] / before["kl"], bits=bits)
            for arm, seen in (("before", before), ("after", after)):
                run.sample("dwq_kl", seen["kl"], arm=arm, bits=bits)
    still = call(f"{MODEL}learned", 2, 2, 0.0, sizes, path, timeout=240)
    run.control("Q9-control", "Learning at rate 0 brings back nothing", improves, still)


def left_out(run, *whats) -> None:
    """Says what a quick run does not do."""
    for what in whats if run.quick else ():
        run.not_applicable(what, "Left out of a quick run", "LEDGER_QUICK is set")


def recipes(run, sizes, path) -> None:
    run.metric("recipe_kl", "KL divergence from the unquantized model", "nat", "lower", exact=True)
    run.metric("recipe_bits", "Size of a weight of the whole model", "bit", "lower", exact=True)
    run.not_applicable("awq", "AWQ changes layers that must be named for each model type; a model of our own is not among them",
                       _awq())
    if not util.find_spec("mlx_lm"):
        return
    gone = ("mixed_3_4", "mixed_3_6", "mixed_4_6", "uniform_3", "uniform_4", "gptq_2", "gptq_4")
    left_out(run, "gptq-2", "gptq-4", *(f"{metric} recipe={recipe}" for recipe in gone
                                        for metric in ("recipe_kl", "recipe_bits")))
    named = ["mixed_2_6"] if run.quick else ["mixed_2_6", "mixed_3_4", "mixed_3_6", "mixed_4_6"]
    outcomes = {name: call(f"{MODEL}mixed", name, sizes, path, timeout=120) for name in named}
    for bits in (2, 6) if run.quick else (2, 3, 4, 6):
        outcomes[f"uniform_{bits}"] = call(f"{MODEL}uniform", bits, sizes, path, timeout=120)
    low, high = outcomes["uniform_2"], outcomes["uniform_6"]
    run.gate("Q10", "A mixed recipe lies between its parts", lies_between, outcomes["mixed_2_6"], low, high)
    run.control("Q10-control", "2 bits do not lie between themselves and 6", lies_between, low, low, high)
    for bits in () if run.quick else (2, 4):
        outcome = call(f"{MODEL}gptq", bits, sizes, path, timeout=200)
        if outcome.ok:
            outcomes[f"gptq_{bits}"] = outcome
        run.check(f"gptq-{bits}", f"GPTQ with {bits} bits runs", Verdict(outcome.ok, _gptq(outcome)))
    for name, outcome in outcomes.items():
        if outcome.ok:
            value = outcome.value.get("after", outcome.value)
            run.sample("recipe_kl", value["kl"], recipe=name)
            run.sample("recipe_bits", value["bits"], recipe=name)


def _gptq(outcome) -> str:
    if not outcome.ok:
        return str(outcome)
    before, after = outcome.value["before"], outcome.value["after"]
    return f"KL {before['kl']:.4g} by rounding, {after['kl']:.4g} by GPTQ, {after['kl'] / before['kl']:.3f} times"


def _awq() -> str:
    if not util.find_spec("mlx_lm"):
        return "importlib finds no module mlx_lm"
    known = call(f"{MODEL}awq_models", timeout=120)
    return f"mlx_lm.quant.awq knows {', '.join(known.value)}" if known.ok else str(known)


if __name__ == "__main__":
    main()
