"""The gates of MLX-004. Each takes what it judges, so that a wrong arm can take part. MLX is imported when one runs."""

from harness import Verdict


def sizes_as_theory(quantizer, settings, dtypes) -> Verdict:
    """Q1: codes, and for each group scale and bias, or a scale of 8 bits: to the bit."""
    from probes import quantizing as probe

    wrong = [f"{setting.name} {seen:g} instead of {due:g}" for dtype in dtypes for setting in settings
             if (seen := probe.bits_per_weight(quantizer, setting, dtype)) != (due := probe.expected_bits(setting, dtype))]
    return Verdict(not wrong, f"{len(settings) * len(dtypes)} sizes, {len(wrong)} off" + (f": {wrong[:3]}" if wrong else ""))


def off_by_a_step(quantizer, settings, w) -> Verdict:
    """Q2: no affine weight is off by more than 1.15 steps. Not half a step: scales are moved so that 0 has a code."""
    from probes import quantizing as probe

    worst, name = max((probe.error_in_steps(quantizer, setting, w), setting.name) for setting in settings)
    return Verdict(worst <= 1.15, f"at most {worst:.3f} steps, in {name}")


def noise_as_theory(levels, predicted) -> Verdict:
    """Q3: signal over noise is within 1.8 dB of ideal rounding, and a further bit gains 5 to 7.2 dB."""
    off = {setting: levels[setting] - predicted[setting] for setting in levels}
    worst = max(off, key=lambda setting: abs(off[setting]))
    groups = {setting.group for setting in levels}
    slopes = []
    for group in groups:
        ends = sorted((setting.bits, levels[setting]) for setting in levels if setting.group == group)
        slopes.append((ends[-1][1] - ends[0][1]) / (ends[-1][0] - ends[0][0]))
    seen = f"at most {abs(off[worst]):.2f} dB from ideal rounding ({worst.name}), {min(slopes):.2f} to {max(slopes):.2f} dB a bit"
    return Verdict(abs(off[worst]) <= 1.8 and 5 <= min(slopes) and max(slopes) <= 7.2, seen)


def ordered(values, better) -> Verdict:
    """Q4: more bits, and smaller groups, are better. `values` by setting; `better` is `higher` or `lower`."""
    sign = 1 if better == "higher" else -1
    pairs = [(one, two) for one in values for two in values
             if (one.group == two.group and one.bits > two.bits) or (one.bits == two.bits and one.group < two.group)]
    wrong = [f"{one.name} {values[one]:.4g} not better than {two.name} {values[two]:.4g}" for one, two in pairs
             if sign * (values[one] - values[two]) <= 0]
    return Verdict(bool(pairs) and not wrong, f"{len(pairs)} pairs, {len(wrong)} out of order" + (f": {wrong[:2]}" if wrong else ""))


def zeros_stay(quantizer, settings, w) -> Verdict:
    """Q5: a zero is restored as zero, to 1e-5 of the largest weight."""
    from probes import quantizing as probe

    worst, name = max((probe.largest_zero(quantizer, setting, w), setting.name) for setting in settings)
    return Verdict(worst <= 1e-5, f"at most {worst:.2g} of the largest weight, in {name}")


def restores_bits(quantizer, settings) -> Verdict:
    """Q12: `dequantize` gives what the bits of codes, scales and biases stand for, to rounding in float32."""
    import mlx.core as mx

    from probes import restoring

    worst, name = max((restoring.restored_error(quantizer, setting, mx.float32), setting.name) for setting in settings)
    return Verdict(worst <= 1e-6, f"{len(settings)} settings, off by at most {worst:.2g} of the largest value, in {name}")


def products_right(errors, tolerance) -> Verdict:
    """Q6: quantized_matmul equals the product in float64. `errors` has [setting, rows, error]."""
    if not errors:
        return Verdict(False, "0 products were made")
    name, rows, error = max(errors, key=lambda each: each[2])
    seen = f"{len(errors)} products, off by at most {error:.2g} of the largest value ({name}, {rows} rows)"
    return Verdict(error <= tolerance, f"{seen}, allowed {tolerance:g}")


def refused(cases) -> Verdict:
    """Q7: what cannot be quantized raises a ValueError. `cases` maps names to functions."""
    import mlx.core as mx

    wrong = []
    for name, function in cases.items():
        try:
            mx.eval(function())
            wrong.append(f"{name} was accepted")
        except ValueError:
            pass
    return Verdict(not wrong, f"{len(cases)} tries, {'; '.join(wrong) or 'all refused with a ValueError'}")


def scales_learn(outcomes, trainings) -> Verdict:
    """Q9: every one of so many trainings moved scales and biases, and left the codes as they were, bit by bit."""
    failed = [str(each) for each in outcomes if not each.ok]
    seen = [each for outcome in outcomes if outcome.ok for each in outcome.value]
    moved, codes = [each["moved"] for each in seen], sum(each["codes_changed"] for each in seen)
    text = f"{len(seen)} of {trainings} trainings, scales and biases moved by {min(moved, default=0) * 100:.2g} % or more, codes of {codes} changed"
    return Verdict(not failed and len(seen) == trainings and min(moved) > 1e-6 and codes == 0, "; ".join([text, *failed]))


def loses_less(outcomes) -> Verdict:
    """Q13: GPTQ's model is nearer to the unquantized one than rounding with as many bits."""
    if not all(each.ok for each in outcomes):
        return Verdict(False, f"the processes: {', '.join(map(str, outcomes))}")
    pairs = [(each.value.get("before", each.value), each.value.get("after", each.value)) for each in outcomes]
    text = "; ".join(f"{after['bits']:.2f} bits: KL {before['kl']:.4g} by rounding, {after['kl']:.4g} by GPTQ"
                     for before, after in pairs)
    return Verdict(all(after["kl"] < 0.95 * before["kl"] and after["bits"] <= before["bits"] for before, after in pairs), text)


def on_front(points) -> Verdict:
    """The Pareto front of [bits a weight, KL, kind], from small to large; at least two, or nothing was compared."""
    front = sorted(each for each in points
                   if not any(other[0] <= each[0] + 0.005 and other[1] < each[1] for other in points))
    seen = ", ".join(f"{kind} with {bits:.2f} bits (KL {kl:.3g})" for bits, kl, kind in front)
    return Verdict(len(front) >= 2, f"{len(front)} of {len(points)}: {seen}")


def lies_between(middle, low, high) -> Verdict:
    """Q10: a mixed recipe costs more than 2 bits and less than 6, and loses less than the one, more than the other."""
    if not (middle.ok and low.ok and high.ok):
        return Verdict(False, f"the processes: {middle}, {low}, {high}")
    kl, bits = ([each.value[key] for each in (high, middle, low)] for key in ("kl", "bits"))
    seen = f"bits {bits[2]:.2f} < {bits[1]:.2f} < {bits[0]:.2f}, KL {kl[0]:.3g} < {kl[1]:.3g} < {kl[2]:.3g}"
    return Verdict(kl[0] < kl[1] < kl[2] and bits[2] < bits[1] < bits[0], seen)


def below_one_width(outcome, widths) -> Verdict:
    """Q14: dynamic quantization loses less than one width everywhere would at its size. `widths` has [bits, KL]."""
    if not outcome.ok or len(widths) < 2:
        return Verdict(False, f"{len(widths)} widths to compare with, and the process: {outcome}")
    kl, size = outcome.value["kl"], outcome.value["bits"]
    beside = at_size(widths, size)
    return Verdict(kl < 0.9 * beside, f"{size:.2f} bits: KL {kl:.3g}, one width {beside:.3g}")


def at_size(widths, size) -> float:
    """The KL of one width everywhere at this size: on a straight line in its logarithm between the widths beside it."""
    known = sorted(widths)
    (low, more), (high, less) = next((pair for pair in zip(known, known[1:]) if size <= pair[1][0]), known[-2:])
    return more * (less / more) ** ((size - low) / (high - low))


def same_logits(outcome, against, tolerance) -> Verdict:
    """Q11: a model with quantized layers predicts as one whose weights were only rounded (`against` is `apart`)."""
    if not outcome.ok:
        return Verdict(False, f"the process {outcome}")
    off = outcome.value[against]
    return Verdict(off <= tolerance, f"logits apart by {off:.2g} of their size, allowed {tolerance:g}")


def not_there(outcome) -> bool:
    """Whether a backend says itself that it has no such operation, instead of failing at it."""
    return missing_kernel(outcome) or any(text in outcome.detail for text in ("no CUDA implementation", "NYI"))


def missing_kernel(outcome) -> bool:
    """Whether Metal's library lacks the kernel, as that of 0.29.4 does for products in nvfp4 and mxfp8."""
    return "Unable to load kernel" in outcome.detail
