"""Forty operations of MLX against NumPy in double precision, each within a few roundings of float32.

The formulas are NumPy's or written out here, never MLX's: what is compared with itself is always right.
"""

import math
from typing import Callable, Dict, NamedTuple

import mlx.core as mx
import numpy as np

SIZE = 512
ALLOWED = 2e-5  # relative to the largest expected magnitude
PRODUCT = 2e-3  # of products and convolutions on a GPU, which may use TF32


class Operation(NamedTuple):
    """What MLX does, what NumPy says, and whether it multiplies matrices."""

    ours: Callable
    theirs: Callable
    product: bool = False


_erf = np.vectorize(math.erf)


def _convolved(x, w):
    """A convolution of one channel, written out: no padding, stride 1."""
    kernel = w[:5]
    return np.array([np.dot(x[index:index + 5], kernel) for index in range(len(x) - 4)])


def _conv1d(x, w):
    return mx.conv1d(x.reshape(1, -1, 1), w[:5].reshape(1, 5, 1)).flatten()


def _softmax(x):
    powers = np.exp(x - x.max())
    return powers / powers.sum()


def _square(x):
    return x.reshape(16, -1)


OPERATIONS: Dict[str, Operation] = {
    "add": Operation(lambda x, w: x + w, lambda x, w: x + w),
    "subtract": Operation(lambda x, w: x - w, lambda x, w: x - w),
    "multiply": Operation(lambda x, w: x * w, lambda x, w: x * w),
    "divide": Operation(lambda x, w: x / w, lambda x, w: x / w),
    "power": Operation(lambda x, w: mx.power(w, x), lambda x, w: np.power(w, x)),
    "maximum": Operation(mx.maximum, np.maximum),
    "minimum": Operation(mx.minimum, np.minimum),
    "abs": Operation(lambda x, w: mx.abs(x), lambda x, w: np.abs(x)),
    "negative": Operation(lambda x, w: -x, lambda x, w: -x),
    "sin": Operation(lambda x, w: mx.sin(x), lambda x, w: np.sin(x)),
    "cos": Operation(lambda x, w: mx.cos(x), lambda x, w: np.cos(x)),
    "tan": Operation(lambda x, w: mx.tan(x / 2), lambda x, w: np.tan(x / 2)),
    "arcsin": Operation(lambda x, w: mx.arcsin(x / 3), lambda x, w: np.arcsin(x / 3)),
    "arccos": Operation(lambda x, w: mx.arccos(x / 3), lambda x, w: np.arccos(x / 3)),
    "arctan": Operation(lambda x, w: mx.arctan(x), lambda x, w: np.arctan(x)),
    "sinh": Operation(lambda x, w: mx.sinh(x), lambda x, w: np.sinh(x)),
    "cosh": Operation(lambda x, w: mx.cosh(x), lambda x, w: np.cosh(x)),
    "tanh": Operation(lambda x, w: mx.tanh(x), lambda x, w: np.tanh(x)),
    "exp": Operation(lambda x, w: mx.exp(x), lambda x, w: np.exp(x)),
    "expm1": Operation(lambda x, w: mx.expm1(x), lambda x, w: np.expm1(x)),
    "log": Operation(lambda x, w: mx.log(w), lambda x, w: np.log(w)),
    "log1p": Operation(lambda x, w: mx.log1p(w), lambda x, w: np.log1p(w)),
    "log2": Operation(lambda x, w: mx.log2(w), lambda x, w: np.log2(w)),
    "sqrt": Operation(lambda x, w: mx.sqrt(w), lambda x, w: np.sqrt(w)),
    "rsqrt": Operation(lambda x, w: mx.rsqrt(w), lambda x, w: 1 / np.sqrt(w)),
    "reciprocal": Operation(lambda x, w: mx.reciprocal(w), lambda x, w: 1 / w),
    "square": Operation(lambda x, w: mx.square(x), lambda x, w: np.square(x)),
    "erf": Operation(lambda x, w: mx.erf(x), lambda x, w: _erf(x)),
    "sigmoid": Operation(lambda x, w: mx.sigmoid(x), lambda x, w: 1 / (1 + np.exp(-x))),
    "floor": Operation(lambda x, w: mx.floor(x), lambda x, w: np.floor(x)),
    "sum": Operation(lambda x, w: mx.sum(w), lambda x, w: w.sum()),
    "mean": Operation(lambda x, w: mx.mean(w), lambda x, w: w.mean()),
    "var": Operation(lambda x, w: mx.var(x), lambda x, w: x.var()),
    "std": Operation(lambda x, w: mx.std(x), lambda x, w: x.std()),
    "prod": Operation(lambda x, w: mx.prod(w[:32]), lambda x, w: w[:32].prod()),
    "logsumexp": Operation(lambda x, w: mx.logsumexp(x), lambda x, w: np.log(np.exp(x).sum())),
    "softmax": Operation(lambda x, w: mx.softmax(x), lambda x, w: _softmax(x)),
    "cumsum": Operation(lambda x, w: mx.cumsum(x), lambda x, w: np.cumsum(x)),
    "sort": Operation(lambda x, w: mx.sort(x), lambda x, w: np.sort(x)),
    "argsort": Operation(lambda x, w: mx.argsort(x), lambda x, w: np.argsort(x)),
    "where": Operation(lambda x, w: mx.where(x > 0, x, w), lambda x, w: np.where(x > 0, x, w)),
    "matmul": Operation(lambda x, w: _square(x) @ _square(w).T, lambda x, w: _square(x) @ _square(w).T, True),
    "conv1d": Operation(_conv1d, _convolved, True),
}


def differences() -> Dict[str, float]:
    """By operation: the largest difference over what is allowed; in a fresh process by `fresh.call`."""
    from harness.accelerator import backend

    source = np.random.default_rng(1)
    x, w = (source.uniform(low, high, SIZE).astype(np.float32) for low, high in ((-2.5, 2.5), (0.5, 2.0)))
    ours, exact = (mx.array(x), mx.array(w)), (x.astype(np.float64), w.astype(np.float64))
    seen = {}
    for name, operation in OPERATIONS.items():
        got = np.array(operation.ours(*ours).astype(mx.float32)).astype(np.float64)
        expected = np.asarray(operation.theirs(*exact), dtype=np.float64)
        allowed = PRODUCT if operation.product and backend() != "cpu" else ALLOWED
        off = np.max(np.abs(got - expected)) / np.max(np.abs(expected)) / allowed if got.shape == expected.shape else 1e9
        seen[name] = float(off) if np.isfinite(off) else 1e9
    return seen
