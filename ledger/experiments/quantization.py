# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-004"
# title = "Quantization"
# timeout = "600s"
# headline = "kl_2_over_8"
#
# [[tool.ledger.claims]]
# id = "four-bits-take-4.5"
# text = "4-bit weights in groups of 64, scales and biases in float16, take exactly 4.5 bits a weight"
# metric = "bits_per_weight"
# equals = 4.5
# exact = true
# where = { mode = "affine", bits = 4, group = 64, type = "float16" }
#
# [[tool.ledger.claims]]
# id = "affine-products-are-right"
# text = "In every affine setting quantized_matmul equals dequantize and matmul, to 2 % of the largest value"
# metric = "product_error"
# at-most = 0.02
# exact = true
# where = { mode = "affine" }
#
# [[tool.ledger.claims]]
# id = "mxfp4-products-are-right"
# text = "The same in mode mxfp4"
# metric = "product_error"
# at-most = 0.02
# exact = true
# where = { mode = "mxfp4" }
#
# [[tool.ledger.claims]]
# id = "mxfp8-products-are-right"
# text = "The same in mode mxfp8"
# metric = "product_error"
# at-most = 0.02
# exact = true
# where = { mode = "mxfp8" }
#
# [[tool.ledger.claims]]
# id = "nvfp4-products-are-right"
# text = "The same in mode nvfp4"
# metric = "product_error"
# at-most = 0.02
# exact = true
# where = { mode = "nvfp4" }
#
# [[tool.ledger.claims]]
# id = "every-setting-runs"
# text = "No setting that quantize accepts makes quantized_matmul fail"
# metric = "failed_settings"
# equals = 0
# exact = true
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
# [[tool.ledger.claims]]
# id = "many-rows-lose"
# text = "With an optimised BLAS a product of 64 rows with 4-bit weights is at most half as fast as in float32"
# metric = "speedup_over_float32"
# at-most = 0.5
# where = { setting = "affine-4-64", type = "float32", rows = 64 }
# when = { backend = ["cpu"], blas = ["openblas", "mkl"] }
#
# [[tool.ledger.claims]]
# id = "mxfp4-wins-on-the-reference-blas"
# text = "With the reference BLAS a product of one row with mxfp4 weights is at least 1.2 times as fast as in float32"
# metric = "speedup_over_float32"
# at-least = 1.2
# where = { setting = "mxfp4", rows = 1 }
# when = { backend = ["cpu"], blas = ["reference"] }
#
# [[tool.ledger.claims]]
# id = "float16-activations-crawl"
# text = "On the CPU a product of 4-bit weights with float16 activations is at most a fifth as fast as dense float16"
# metric = "speedup_over_half"
# at-most = 0.2
# where = { setting = "affine-4-64", type = "float16", rows = 1 }
# when = { backend = ["cpu"] }
#
# [[tool.ledger.findings]]
# claim = "mxfp8-products-are-right"
# when = { backend = ["cpu"], mlx = ">=0.29.4,<0.30.3" }
# reason = "The CPU's quantized_matmul has no code for this mode and computes unrelated numbers, without an error; 0.32.4 is right"
# link = "https://github.com/ml-explore/mlx/pull/2688"
#
# [[tool.ledger.findings]]
# claim = "nvfp4-products-are-right"
# when = { backend = ["cpu"], mlx = ">=0.29.4,<0.30.3" }
# reason = "The CPU's quantized_matmul has no code for this mode and returns nearly zero, without an error; 0.32.4 is right"
# link = "https://github.com/ml-explore/mlx/pull/2688"
#
# [[tool.ledger.findings]]
# claim = "every-setting-runs"
# when = { backend = ["cuda"], mlx = ">=0.32,<0.33" }
# reason = "float32 in groups of 128 with many rows fails: cuGraphAddKernelNode(...) invalid argument; bfloat16 works; found here, no report known"
# ///
"""MLX-004: what a quantized weight costs, how far it is off, how fast its products are, and what a model loses.

The gates (probes/quantization_gates.py) judge a quantizer (probes/quantizing.py): MLX itself, and in every run wrong
ones that each must reject.
Products and everything of mlx_lm run in processes of their own: on CUDA a first product may compile for half a minute,
and one that fails can hang the next.
"""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib import util
from pathlib import Path

from harness import Experiment, Verdict, call
from harness.example import run_example
from probes.quantization_gates import (
    improves, lies_between, noise_as_theory, off_by_a_step, ordered, product_right, refused, same_logits,
    sizes_as_theory, zeros_stay,
)

MODEL = "probes.quantized_lm:"


def main() -> None:
    with Experiment(__file__, steps=8) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        settings = accepted(run)
        run.progress("sizes and errors")
        sizes_and_errors(run, settings)
        run.progress("products against dequantize and matmul")
        products(run, settings)
        run.progress("speed of products")
        speed(run, settings)
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
        run.progress("the page's example")
        run_example(run)


def accepted(run) -> list:
    """The settings that this version and backend quantize; the others are not applicable, in MLX's own words."""
    from probes import quantizing as probe

    known = []
    for setting in probe.AFFINE + probe.BLOCK:
        why = probe.refusal(setting)
        if why is None:
            known.append(setting)
        else:
            run.not_applicable(setting.name, "This MLX does not quantize so", why)
            if setting in probe.BLOCK:
                run.not_applicable(f"{setting.mode}-products-are-right", "This MLX has no such mode", why)
    return known


def sizes_and_errors(run, settings) -> None:
    import mlx.core as mx

    from probes import quantizing as probe

    run.metric("bits_per_weight", "Size of a weight, scales and biases included", "bit", "lower", exact=True)
    run.metric("snr_db", "Signal over noise of restored Gaussian weights", "dB", "higher")
    run.metric("error_in_steps", "Largest error of a weight, in steps of its group", "1", "lower", exact=True)
    affine = [setting for setting in settings if setting.mode == "affine"]
    dtypes = {"float16": mx.float16, "float32": mx.float32}
    for setting in settings:
        for name, dtype in dtypes.items():
            bits = probe.bits_per_weight(probe.Mlx(), setting, dtype)
            run.sample("bits_per_weight", bits, mode=setting.mode, bits=setting.bits, group=setting.group, type=name)
    w = probe.gaussian(512, 1024)
    levels = {setting: probe.snr_db(probe.Mlx(), setting, w) for setting in settings}
    for setting, level in levels.items():
        run.sample("snr_db", level, mode=setting.mode, bits=setting.bits, group=setting.group)
    for setting in affine:
        run.sample("error_in_steps", probe.error_in_steps(probe.Mlx(), setting, w), bits=setting.bits, group=setting.group)
    predicted = {setting: probe.predicted_db(setting, w) for setting in affine}
    short = {setting: probe.snr_db(probe.OneBitShort(), setting, w) for setting in affine}
    none = {setting: probe.snr_db(probe.Identity(), setting, w) for setting in affine}
    ours = {setting: levels[setting] for setting in affine}
    run.gate("Q1", "Sizes are as theory says", sizes_as_theory, probe.Mlx(), settings, dtypes.values())
    run.control("Q1-control", "What is not quantized is not small", sizes_as_theory, probe.Identity(), affine, [mx.float16])
    run.gate("Q2", "An error is at most about a step", off_by_a_step, probe.Mlx(), affine, w)
    run.control("Q2-control", "One bit short is off by more", off_by_a_step, probe.OneBitShort(), affine, w)
    run.gate("Q3", "Noise is that of ideal rounding", noise_as_theory, ours, predicted)
    run.control("Q3-control", "One bit short is noisier", noise_as_theory, short, predicted)
    run.gate("Q4", "Bits and small groups pay", ordered, ours, "higher")
    run.control("Q4-control", "Without quantization there is no order", ordered, none, "higher")
    run.gate("Q5", "Zeros stay zero", zeros_stay, probe.Mlx(), affine, w)
    run.control("Q5-control", "A shifted zero is seen", zeros_stay, probe.Shifted(), affine, w)
    impossible = {"7 bits": lambda: mx.quantize(w, 64, 7), "groups of 16": lambda: mx.quantize(w, 16, 4),
                  "a row of 100": lambda: mx.quantize(mx.ones((4, 100)), 64, 4)}
    run.gate("Q7", "What cannot be quantized is refused", refused, impossible)
    run.control("Q7-control", "What can is not", refused, {"4 bits": lambda: mx.quantize(w, 64, 4)[0]})


def products(run, settings) -> None:
    """Q6 by setting, in processes of their own; each mode is a claim, since one of them may be a known defect."""
    from probes import quantizing as probe

    run.metric("product_error", "quantized_matmul off dequantize and matmul, of the largest value", "1", "lower", exact=True)
    run.metric("failed_settings", "Settings whose quantized_matmul failed", "1", "lower", exact=True)
    if run.quick:
        settings = [setting for setting in settings if setting.group == 64 or setting in probe.BLOCK]
    dtypes, rows = (("float32", "float16"), (1, 8, 32)) if run.backend == "cpu" else (("float32", "bfloat16"), (1, 64))
    groups = [[setting] for setting in settings]
    if run.backend != "cuda":
        groups = [[each for each in settings if each.mode == mode] for mode in {setting.mode: 1 for setting in settings}]
    jobs = [(dtype, group) for dtype in dtypes for group in groups]
    with ThreadPoolExecutor(2 if run.backend == "cpu" else 8) as pool:
        outcomes = list(pool.map(lambda job: call("probes.quantizing:product_errors", job[1], rows, job[0], timeout=150), jobs))
    failures = []
    for (dtype, group), outcome in zip(jobs, outcomes):
        if outcome.ok:
            for mode, bits, size, count, error in outcome.value:
                run.sample("product_error", error, mode=mode, bits=bits, group=size, rows=count, type=dtype)
        elif not_there(outcome):
            run.not_applicable(f"{group[0].name} {dtype}", "This backend has no such product", outcome.detail)
        else:
            failures.append(f"{', '.join(each.name for each in group)} in {dtype}: {outcome}")
    run.sample("failed_settings", len(failures))
    if failures:
        run.artifact("failed-settings.txt", "text/plain", "\n".join(failures))
    setting, tolerance = probe.Setting("affine", 4, 64), 1e-5 if run.backend == "cpu" else 2e-3
    run.gate("Q6", "A product is that of the restored weights", product_right, probe.Mlx(), setting, 4, tolerance)
    run.control("Q6-control", "A product without a column is not", product_right, probe.Forgetful(), setting, 4, tolerance)


def not_there(outcome) -> bool:
    """Whether a backend says itself that it has no such operation, instead of failing at it."""
    return any(text in outcome.detail for text in ("no CUDA implementation", "NYI"))


def speed(run, settings) -> None:
    from probes import quantizing as probe

    run.metric("product_ms", "One product with a square matrix", "ms", "lower")
    run.metric("speedup_over_float32", "Float32 over quantized", "1", "higher")
    run.metric("speedup_over_half", "The 16-bit type over quantized", "1", "higher")
    four, eight, block = probe.Setting("affine", 4, 64), probe.Setting("affine", 8, 64), probe.BLOCK[0]
    if run.backend == "cpu":  # computes in float32 fast, in 16 bits one number at a time
        half, size, copies, counts = "float16", 1024, 3, (1, 8, 64)
        quantized = [probe.Arm("float32", each) for each in (four, eight, block)]
    else:
        half, size, copies, counts = "bfloat16", 4096, 4, (1, 8, 32, 256)
        quantized = [probe.Arm(half, each) for each in (four, eight, block)]
    quantized = [arm for arm in quantized if arm.setting in settings]
    rounds = 7 if run.quick else 11
    for rows in counts:
        arms = [probe.Arm("float32"), probe.Arm(half), *quantized]
        if run.backend == "cpu" and rows == 1:
            arms.append(probe.Arm(half, four))
        outcome = call("probes.quantizing:product_times", size, rows, arms, copies, rounds, timeout=200)
        if not outcome.ok:
            run.check(f"speed-{rows}", f"Products of {rows} rows run", Verdict(False, str(outcome)))
            continue
        for turn in outcome.value:
            for arm in arms:
                named = {"setting": arm.setting.name if arm.setting else "dense", "type": arm.dtype, "rows": rows}
                run.sample("product_ms", turn[arm.name], **named, n=size)
                if arm.setting:
                    run.sample("speedup_over_float32", turn["float32"] / turn[arm.name], **named)
                    run.sample("speedup_over_half", turn[half] / turn[arm.name], **named)


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
