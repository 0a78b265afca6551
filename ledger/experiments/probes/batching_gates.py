"""The gates of MLX-005. Each takes what it judges, so that a wrong arm can take part. MLX is imported when one runs."""

from harness import Verdict
from probes.memory_model import MIB


def accumulates_like(parts, whole, tolerance) -> Verdict:
    """B3: gradients from parts are those of the batch, within a share of each tensor's largest value."""
    import mlx.core as mx

    worst = max(mx.max(mx.abs(parts[name] - value)).item() / (mx.max(mx.abs(value)).item() or 1)
                for name, value in whole.items())
    return Verdict(parts.keys() == whole.keys() and worst <= tolerance,
                   f"{len(whole)} tensors, largest difference {worst:.3g} of the tensor's largest value")


def sequences_do_not_mix(model, tokens, tolerance) -> Verdict:
    """B4: in a batch each sequence gets the logits that it gets alone, and changing one leaves the others."""
    import mlx.core as mx

    from probes import tiny_lm

    together = model(tokens)
    alone = mx.concatenate([model(row[None]) for row in tokens])
    scale = mx.max(mx.abs(together)).item() or 1
    apart = mx.max(mx.abs(together - alone)).item() / scale
    row = len(tokens) // 2
    other = mx.array(tokens)
    other[row] = (other[row] + 1) % tiny_lm.VOCABULARY
    moved = mx.max(mx.abs(model(other) - together), axis=(1, 2))
    mx.eval(moved)
    rest = max(value for index, value in enumerate(moved.tolist()) if index != row) / scale
    changed = moved[row].item() / scale
    seen = f"alone against together {apart:.3g}, other rows moved {rest:.3g}, the changed row {changed:.3g}"
    return Verdict(apart <= tolerance and rest <= min(tolerance, 1e-6) and changed > tolerance, seen)


def time_grows(seconds) -> Verdict:
    """B5: a training step on the largest batch takes at least twice as long as on the smallest."""
    small, large = min(seconds), max(seconds)
    ratio = seconds[large] / seconds[small]
    seen = f"{seconds[small] * 1e3:.2f} ms at batch {small}, {seconds[large] * 1e3:.2f} ms at {large}, {ratio:.2f} times"
    return Verdict(large > small and ratio >= 2, seen)


def accumulation_saves(parts, whole) -> Verdict:
    """B6: at the largest common batch, accumulation over single sequences peaks clearly below the batch."""
    largest = max(parts.keys() & whole.keys(), default=0)
    if not largest:
        return Verdict(False, "no batch size was measured both ways")
    ratio = parts[largest] / whole[largest]
    seen = f"batch {largest}: {whole[largest] / MIB:.2f} -> {parts[largest] / MIB:.2f} MiB, {ratio:.3f} times"
    return Verdict(ratio <= 0.8, seen)


def cache_as_formula(sizes, heads, head) -> Verdict:
    """B7: keys and values of a token take 2 x heads x head size numbers; quantized ones a scale and a bias a group more."""
    due = {bits: 2 * heads * head * (bits + (32 / 64 if bits < 16 else 0)) / 8 for bits, _ in sizes}
    seen = ", ".join(f"{bits} bits {size:g} bytes (formula {due[bits]:g})" for bits, size in sizes)
    return Verdict(len(sizes) > 0 and all(abs(size - due[bits]) <= 0.01 * due[bits] for bits, size in sizes), f"a token and layer: {seen}")
