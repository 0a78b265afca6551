# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-004"
# title = "Quantized arrays"
# timeout = "600s"
# headline = "bits_per_weight"
# outcome = "4-bit weights in groups of 64 cost {bits_per_weight[mode=affine, bits=4, group=64, type=float16]} bits each, scales included, 8-bit ones {bits_per_weight[mode=affine, bits=8, group=64, type=float16]}; restored, 4 bits have {snr_db[mode=affine, bits=4, group=64]} dB of signal over noise, 8 bits {snr_db[mode=affine, bits=8, group=64]}; a product of one row with 4-bit weights runs {speedup_over_float32[setting=affine-4-64, type=float32, rows=1]} times as fast as in float32, one with mxfp4 weights {speedup_over_float32[setting=mxfp4, type=float32, rows=1]} times"
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
# text = "In every affine setting quantized_matmul of float32 equals a product in float64 that knows only the bits, to a thousandth of the largest value"
# metric = "product_error"
# at-most = 0.001
# exact = true
# where = { mode = "affine", type = "float32" }
#
# [[tool.ledger.claims]]
# id = "mxfp4-products-are-right"
# text = "The same in mode mxfp4"
# metric = "product_error"
# at-most = 0.001
# exact = true
# where = { mode = "mxfp4", type = "float32" }
#
# [[tool.ledger.claims]]
# id = "mxfp8-products-are-right"
# text = "The same in mode mxfp8"
# metric = "product_error"
# at-most = 0.001
# exact = true
# where = { mode = "mxfp8", type = "float32" }
#
# [[tool.ledger.claims]]
# id = "nvfp4-products-are-right"
# text = "The same in mode nvfp4"
# metric = "product_error"
# at-most = 0.001
# exact = true
# where = { mode = "nvfp4", type = "float32" }
#
# [[tool.ledger.claims]]
# id = "affine-runs"
# text = "No affine setting makes quantized_matmul fail, float32 in groups of 128 aside"
# metric = "failed_settings"
# equals = 0
# exact = true
# where = { family = "affine" }
#
# [[tool.ledger.claims]]
# id = "groups-of-128-run"
# text = "Nor does float32 in groups of 128"
# metric = "failed_settings"
# equals = 0
# exact = true
# where = { family = "affine-128-float32" }
#
# [[tool.ledger.claims]]
# id = "block-modes-run"
# text = "No block mode that quantize accepts makes quantized_matmul fail"
# metric = "failed_settings"
# equals = 0
# exact = true
# where = { family = "block" }
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
# [[tool.ledger.known-failures]]
# claim = "mxfp8-products-are-right"
# when = { backend = ["cpu"], mlx = ">=0.29.4,<0.30.3" }
# reason = "The CPU's quantized_matmul has no code for this mode and computes unrelated numbers, without an error; 0.32.4 is right"
# link = "https://github.com/ml-explore/mlx/pull/2688"
#
# [[tool.ledger.known-failures]]
# claim = "nvfp4-products-are-right"
# when = { backend = ["cpu"], mlx = ">=0.29.4,<0.30.3" }
# reason = "The CPU's quantized_matmul has no code for this mode and returns nearly zero, without an error; 0.32.4 is right"
# link = "https://github.com/ml-explore/mlx/pull/2688"
#
# [[tool.ledger.known-failures]]
# claim = "groups-of-128-run"
# when = { backend = ["cuda"], mlx = ">=0.32,<0.33" }
# reason = "float32 in groups of 128 with many rows fails: cuGraphAddKernelNode(...) invalid argument; bfloat16 works; found here, no report known"
#
# [[tool.ledger.known-failures]]
# claim = "block-modes-run"
# when = { backend = ["metal"], mlx = ">=0.29.4,<0.30.3" }
# reason = "Metal's library in the wheel has kernels to quantize nvfp4 and mxfp8 and none to multiply them (inspected in the wheel); affine and mxfp4 are there; 0.32.4 has all"
# link = "https://github.com/ml-explore/mlx/pull/2688"
# ///
"""MLX-004: what a quantized weight costs, how far it is off, and how right and fast its products are.

The gates (probes/quantization_gates.py) judge a quantizer (probes/quantizing.py): MLX itself, and in every run wrong
ones that each must reject. What arrays stand for is computed from their bits alone (probes/restoring.py). Products run
in processes of their own: on CUDA a first one may compile for half a minute, and one that fails can hang the next. What
a model loses is measured by quantization_models.py.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

from harness import Experiment, Verdict, call
from harness.example import run_example
from probes.quantization_gates import (
    missing_kernel, noise_as_theory, not_there, off_by_a_step, ordered, products_right, refused, restores_bits,
    sizes_as_theory, zeros_stay,
)


def main() -> None:
    with Experiment(__file__, steps=4) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        settings = accepted(run)
        run.progress("sizes and errors")
        sizes_and_errors(run, settings)
        run.progress("products against dequantize and matmul")
        products(run, settings)
        run.progress("speed of products")
        speed(run, settings)
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
    w = probe.gaussian(256, 512) if run.quick else probe.gaussian(512, 1024)
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
    """Q6 in every setting, in processes of their own; each block mode is a claim, since some are known defects."""
    import mlx.core as mx

    from probes import quantizing as probe
    from probes import restoring

    run.metric("product_error", "quantized_matmul off a product in float64, of the largest value", "1", "lower", exact=True)
    run.metric("failed_settings", "Settings whose quantized_matmul failed", "1", "lower", exact=True)
    run.gate("Q12", "What is restored is what the bits say", restores_bits, probe.Mlx(), settings)
    run.control("Q12-control", "1.5 % more is seen", restores_bits, probe.Inflated(), settings)
    if run.quick:
        settings = [setting for setting in settings if setting.group == 64 or setting in probe.BLOCK]
    dtypes, rows = (("float32", "float16"), (1, 8, 32)) if run.backend == "cpu" else (("float32", "bfloat16"), (1, 64))
    rows = rows[:2] if run.quick else rows
    groups = [[setting] for setting in settings]
    if run.backend != "cuda":
        groups = [[each for each in settings if each.mode == mode] for mode in {setting.mode: 1 for setting in settings}]
        groups = [group[start::3] for group in groups for start in range(min(3, len(group)))]
    jobs = [(dtype, group) for dtype in (dtypes[:1] if run.quick else dtypes) for group in groups]
    with ThreadPoolExecutor(2 if run.backend == "cpu" else 8) as pool:
        outcomes = list(pool.map(lambda job: call("probes.restoring:product_errors", job[1], rows, job[0], timeout=150), jobs))
    errors, failures = {dtype: [] for dtype in dtypes}, {"affine": [], "affine-128-float32": [], "block": []}
    for (dtype, group), outcome in zip(jobs, outcomes):
        if outcome.ok:
            for mode, bits, size, count, error in outcome.value:
                run.sample("product_error", error, mode=mode, bits=bits, group=size, rows=count, type=dtype)
                if mode in ("affine", "mxfp4"):
                    errors[dtype].append([probe.Setting(mode, bits, size).name, count, error])
            continue
        block = group[0] in probe.BLOCK
        if not_there(outcome) and (block or not missing_kernel(outcome)):
            run.not_applicable(f"{group[0].name} {dtype}", "This backend has no such product", outcome.detail)
        if block and dtype == "float32" and not_there(outcome):
            run.not_applicable(f"{group[0].mode}-products-are-right", "This backend has no such product", outcome.detail)
        if missing_kernel(outcome) or not not_there(outcome):
            risky = not block and dtype == "float32" and group[0].group == 128
            failures["block" if block else "affine-128-float32" if risky else "affine"].append(
                f"{', '.join(each.name for each in group)} in {dtype}: {outcome}")
    for family, texts in failures.items():
        run.sample("failed_settings", len(texts), family=family)
    if any(failures.values()):
        run.artifact("failed-settings.txt", "text/plain", "\n".join(text for texts in failures.values() for text in texts))
    tolerances = {"float32": 1e-5 if run.backend == "cpu" else 2e-3, "float16": 0.01, "bfloat16": 0.012}
    for dtype, seen in errors.items():
        if seen:
            run.gate(f"Q6-{dtype}", f"Products in {dtype} are those of float64", products_right, seen, tolerances[dtype])
    wrong = restoring.product_error(probe.Inflated(), probe.Setting("affine", 4, 64), 4, mx.float32)
    run.control("Q6-control", "A product that is 1.5 % too large is not", products_right, [["inflated", 4, wrong]],
                tolerances["bfloat16"])


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
    rounds = 11
    if run.quick:
        size, rounds = size // 2, 7
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


if __name__ == "__main__":
    main()
