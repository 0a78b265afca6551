"""Operations of MLX against an oracle in plain Python floats, which shares no code with MLX (nor with NumPy)."""

import math
import random
import struct
from typing import Callable, List, NamedTuple, Optional

import mlx.core as mx

TF32 = 2e-3  # CUDA and the newest Apple GPUs multiply float32 matrices with 10 bits of mantissa by default
N = 64


class Case(NamedTuple):
    """One operation: what MLX does, what the oracle says, and how far they may be apart.

    The error is the largest difference over the largest expected magnitude; tolerance 0 demands equality.
    """

    name: str
    run: Callable[[], object]
    expected: Callable[[], list]
    tolerance: float


class Result(NamedTuple):
    """How far one operation was off. `share` is the error in units of the tolerance (inf for a wrong inf or nan)."""

    name: str
    error: float
    tolerance: float
    share: float


def single(value: float) -> float:
    """The nearest float32."""
    return struct.unpack("f", struct.pack("f", value))[0]


def half(value: float) -> float:
    """The nearest float16, ties to even."""
    return struct.unpack("e", struct.pack("e", value))[0]


def brain(value: float) -> float:
    """The nearest bfloat16 of a float32, ties to even: the upper 16 bits after rounding."""
    bits = struct.unpack("I", struct.pack("f", value))[0]
    bits = (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000
    return struct.unpack("f", struct.pack("I", bits))[0]


def numbers(count: int, seed: int, low: float = -2.0, high: float = 2.0) -> List[float]:
    """Float32 numbers from Python's own generator."""
    source = random.Random(seed)
    return [single(source.uniform(low, high)) for _ in range(count)]


A, B = numbers(N * N, 1), numbers(N * N, 2)
V = numbers(1000, 3)
W = numbers(1000, 4, 0.5, 2.0)
PICKS = [5, 999, 0, 5, 123]
SPECIAL = [math.inf, -math.inf, math.nan, 1.0, 0.0]


def _product() -> list:
    columns = [B[column::N] for column in range(N)]
    rows = [A[row * N:(row + 1) * N] for row in range(N)]
    return [math.fsum(a * b for a, b in zip(row, column)) for row in rows for column in columns]


def _softmax() -> list:
    powers = [math.exp(v - max(V)) for v in V]
    return [power / math.fsum(powers) for power in powers]


def _variance() -> float:
    mean = math.fsum(V) / len(V)
    return math.fsum((v - mean) ** 2 for v in V) / len(V)


def _convolved() -> list:
    return [math.fsum(V[start + each] * W[each] for each in range(5)) for start in range(len(V) - 4)]


def _scattered() -> list:
    sums = list(V)
    for pick in PICKS:
        sums[pick] += 1.5
    return sums


def _running() -> list:
    total, sums = 0.0, []
    for v in V:
        total += v
        sums.append(total)
    return sums


def cases(backend: str) -> List[Case]:
    """All operations, with the tolerance that this backend is allowed."""
    v, w = mx.array(V), mx.array(W)
    a, b = mx.array(A).reshape(N, N), mx.array(B).reshape(N, N)
    special, picks = mx.array(SPECIAL), mx.array(PICKS)
    matmul = 1e-5 if backend == "cpu" else TF32
    return [
        Case("add", lambda: v + w, lambda: [x + y for x, y in zip(V, W)], 1e-6),
        Case("multiply", lambda: v * w, lambda: [x * y for x, y in zip(V, W)], 1e-6),
        Case("divide", lambda: v / w, lambda: [x / y for x, y in zip(V, W)], 1e-6),
        Case("exp", lambda: mx.exp(v), lambda: [math.exp(x) for x in V], 2e-6),
        Case("log", lambda: mx.log(w), lambda: [math.log(x) for x in W], 2e-6),
        Case("sqrt", lambda: mx.sqrt(w), lambda: [math.sqrt(x) for x in W], 1e-6),
        Case("sin", lambda: mx.sin(v), lambda: [math.sin(x) for x in V], 2e-6),
        Case("cos", lambda: mx.cos(v), lambda: [math.cos(x) for x in V], 2e-6),
        Case("erf", lambda: mx.erf(v), lambda: [math.erf(x) for x in V], 2e-6),
        Case("sigmoid", lambda: mx.sigmoid(v), lambda: [1 / (1 + math.exp(-x)) for x in V], 2e-6),
        Case("power", lambda: mx.power(w, v), lambda: [x**y for x, y in zip(W, V)], 5e-6),
        Case("tanh", lambda: mx.tanh(v), lambda: [math.tanh(x) for x in V], 2e-6),
        Case("matmul", lambda: a @ b, _product, matmul),
        Case("sum", lambda: mx.sum(w), lambda: [math.fsum(W)], 1e-5),
        Case("mean", lambda: mx.mean(w), lambda: [math.fsum(W) / len(W)], 1e-5),
        Case("var", lambda: mx.var(v), lambda: [_variance()], 1e-5),
        Case("std", lambda: mx.std(v), lambda: [math.sqrt(_variance())], 1e-5),
        Case("logsumexp", lambda: mx.logsumexp(v), lambda: [math.log(math.fsum(math.exp(x) for x in V))], 2e-6),
        Case("conv1d", lambda: mx.conv1d(v.reshape(1, -1, 1), w[:5].reshape(1, 5, 1)), _convolved, matmul),
        Case("softmax", lambda: mx.softmax(v), _softmax, 1e-5),
        Case("cumsum", lambda: mx.cumsum(v), _running, 1e-5),
        Case("sort", lambda: mx.sort(v), lambda: sorted(V), 0),
        Case("argmax", lambda: mx.argmax(v), lambda: [V.index(max(V))], 0),
        Case("gather", lambda: v[picks], lambda: [V[pick] for pick in PICKS], 0),
        Case("scatter-add", lambda: v.at[picks].add(1.5), _scattered, 1e-6),
        Case("int32 wraps", lambda: mx.array([2**31 - 1], dtype=mx.int32) + 1, lambda: [-(2**31)], 0),
        Case("uint8 wraps", lambda: mx.array([255], dtype=mx.uint8) + mx.array([1], dtype=mx.uint8), lambda: [0], 0),
        Case("inf and nan", lambda: special * 2 - special, lambda: [x * 2 - x for x in SPECIAL], 0),
        Case("to float16", lambda: v.astype(mx.float16).astype(mx.float32), lambda: [half(x) for x in V], 0),
        Case("to bfloat16", lambda: v.astype(mx.bfloat16).astype(mx.float32), lambda: [brain(x) for x in V], 0),
    ]


def error(got: list, expected: list) -> float:
    """The largest difference over the largest finite magnitude that is expected; inf for a wrong inf, nan or length."""
    if len(got) != len(expected):
        return math.inf
    scale = max((abs(value) for value in expected if math.isfinite(value)), default=0) or 1.0
    worst = 0.0
    for one, other in zip(got, expected):
        if math.isfinite(one) and math.isfinite(other):
            worst = max(worst, abs(one - other) / scale)
        elif one != other and not (math.isnan(one) and math.isnan(other)):
            return math.inf
    return worst


def compare(case: Case, spoil: Optional[Callable[[list], list]] = None) -> Result:
    """Runs one operation and its oracle."""
    value = mx.array(case.run())
    got = value.flatten().tolist()
    expected = case.expected()
    off = error(got, spoil(expected) if spoil else expected)
    exact = 0.0 if off == 0 else math.inf
    return Result(case.name, off, case.tolerance, off / case.tolerance if case.tolerance else exact)


def compare_all(backend: str, spoil: Optional[Callable[[list], list]] = None) -> List[Result]:
    """Compares every operation with the oracle, or with a spoiled one."""
    return [compare(case, spoil) for case in cases(backend)]


def spoiled(expected: list) -> list:
    """The oracle's answer with its largest finite value wrong by 1 %, or by 1 where that is more."""
    place = max(range(len(expected)), key=lambda index: abs(expected[index]) if math.isfinite(expected[index]) else -1)
    wrong = list(expected)
    wrong[place] += max(1, abs(wrong[place]) // 100) if isinstance(wrong[place], int) else 0.01 * abs(wrong[place])
    if wrong[place] == expected[place]:
        wrong[place] += 1
    return wrong
