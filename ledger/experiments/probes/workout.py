"""What the health check lets MLX do, each in a fresh process by `fresh.call`. Facts only; `probes.working` judges."""

import tempfile

import mlx.core as mx

from harness import interleaved
from harness.accelerator import evaluate, settle
from probes import algebra, speed

MODES = {"affine": (64, 4), "mxfp4": (32, 4), "mxfp8": (32, 8), "nvfp4": (16, 4)}  # mode: (group size, bits)


def smoke(kind):
    """A small product on one device: how far it is off its exact value."""
    device = getattr(mx, kind)
    x = mx.ones((16, 16))
    y = mx.matmul(x, x * 2, stream=device)
    evaluate(y)
    return mx.max(mx.abs(y - 32)).item()


def matmul_gflops(n, rounds):
    """GFLOP/s of one float32 product on the CPU, one value a round, after a warm-up."""
    with mx.stream(mx.cpu):
        turns = interleaved({"product": speed.product(n, "float32")}, rounds)
        return [2 * n**3 / turn.seconds["product"] / 1e9 for turn in turns if not turn.warmup]


def compiled():
    """A compiled function against the plain one: the largest difference, relative."""
    def function(x):
        return mx.exp(-x * x) * mx.sin(x) + x

    x = mx.random.normal((64, 64), key=mx.random.key(1))
    plain, fused = function(x), mx.compile(function)(x)
    evaluate(plain, fused)
    return (mx.max(mx.abs(plain - fused)) / mx.max(mx.abs(plain))).item()


def counters():
    """Active memory before an array of 4 MiB, after it, and after it is gone; and the peak."""
    settle()
    base = mx.get_active_memory()
    x = mx.ones((1024, 1024))
    lazy = mx.get_active_memory() - base
    evaluate(x)
    held, peak = mx.get_active_memory() - base, mx.get_peak_memory() - base
    del x
    settle()
    return {"size": 4 * 2**20, "lazy": lazy, "held": held, "peak": peak, "left": mx.get_active_memory() - base}


def quantized(mode):
    """quantized_matmul against the product with the dequantized weights: the largest difference, relative.

    Both sides have the same rounded weights, so nothing but the order of summation may differ.
    """
    group, bits = MODES[mode]
    weights = mx.random.normal((128, 256), key=mx.random.key(1))
    x = mx.random.normal((4, 256), key=mx.random.key(2))
    named = {"group_size": group, "bits": bits, "mode": mode}
    parts = mx.quantize(weights, **named)
    expected = x @ mx.dequantize(*parts, **named).T
    got = mx.quantized_matmul(x, *parts, transpose=True, **named)
    evaluate(expected, got)
    return (mx.max(mx.abs(got - expected)) / mx.max(mx.abs(expected))).item()


def operations():
    """Forty operations against NumPy: the share of what is allowed, by name."""
    from probes.operations import differences

    return differences()


def derivatives():
    """The verdict of MLX-001's gate C4."""
    return list(algebra.derivatives_hold())


def files():
    """The verdict of MLX-001's gate C6."""
    with tempfile.TemporaryDirectory() as folder:
        return list(algebra.files_keep_bits(folder))


def numpy_exchange():
    """Whether arrays go to NumPy and back bit by bit, and whether NumPy can look at MLX's memory without a copy."""
    import numpy

    x = mx.random.normal((33, 7), key=mx.random.key(3))
    there = numpy.array(x)
    back = mx.array(there)
    view = numpy.array(x, copy=False)
    same = mx.array_equal(x, back).item() and numpy.array_equal(there, view)
    return {"same": bool(same), "view": not view.flags.owndata, "version": numpy.__version__}
