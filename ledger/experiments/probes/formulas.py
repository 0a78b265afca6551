"""mx.fast's kernels against formulas of our own in double precision."""

from typing import Dict

import mlx.core as mx
import numpy as np

EPSILON = 1e-5


def rms_norm(x, weight):
    """Over the last axis."""
    return weight * x / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + EPSILON)


def layer_norm(x, weight, bias):
    """Over the last axis."""
    centred = x - x.mean(axis=-1, keepdims=True)
    return weight * centred / np.sqrt(np.mean(centred * centred, axis=-1, keepdims=True) + EPSILON) + bias


def rope(x, traditional: bool, base: float, scale: float, offset: int):
    """Rotary embedding of (…, positions, features): pairs of neighbours turn (traditional), or both halves together."""
    positions, features = x.shape[-2:]
    frequencies = base ** (-np.arange(0, features, 2) / features)
    angles = np.outer((np.arange(positions) + offset) * scale, frequencies)
    one, other = (x[..., 0::2], x[..., 1::2]) if traditional else (x[..., :features // 2], x[..., features // 2:])
    turned = one * np.cos(angles) - other * np.sin(angles), one * np.sin(angles) + other * np.cos(angles)
    return np.stack(turned, axis=-1).reshape(x.shape) if traditional else np.concatenate(turned, axis=-1)


def attention(q, k, v, scale: float, causal: bool):
    """Softmax of scaled products; a causal one looks at no later position."""
    scores = scale * q @ np.swapaxes(k, -1, -2)
    if causal:
        scores = np.where(np.tril(np.ones(scores.shape[-2:], dtype=bool)), scores, -np.inf)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True) @ v


def differences() -> Dict[str, float]:
    """By kernel: the largest difference over the largest expected magnitude."""
    source = np.random.default_rng(2)

    def numbers(*shape):
        return source.standard_normal(shape).astype(np.float32)

    x, weight, bias = numbers(64, 512), numbers(512), numbers(512)
    q, k, v = (numbers(1, 4, 64, 64) for _ in range(3))
    m, d = (lambda each: mx.array(each)), (lambda each: each.astype(np.float64))
    pairs = {
        "rms_norm": (mx.fast.rms_norm(m(x), m(weight), EPSILON), rms_norm(d(x), d(weight))),
        "layer_norm": (mx.fast.layer_norm(m(x), m(weight), m(bias), EPSILON), layer_norm(d(x), d(weight), d(bias))),
    }
    for name, traditional in (("rope", False), ("traditional rope", True)):
        got = mx.fast.rope(m(q), 64, traditional=traditional, base=10000.0, scale=1.0, offset=3)
        pairs[name] = (got, rope(d(q), traditional, 10000.0, 1.0, 3))
    for name, causal in (("attention", False), ("causal attention", True)):
        mask = {"mask": "causal"} if causal else {}
        got = mx.fast.scaled_dot_product_attention(m(q), m(k), m(v), scale=1 / 8, **mask)
        pairs[name] = (got, attention(d(q), d(k), d(v), 1 / 8, causal))
    return {name: _off(np.array(got).astype(np.float64), expected) for name, (got, expected) in pairs.items()}


def _off(got, expected) -> float:
    if got.shape != expected.shape:
        return 1e9
    off = float(np.max(np.abs(got - expected)) / np.max(np.abs(expected)))
    return off if np.isfinite(off) else 1e9
