"""What `probes.optimisations` lets MLX do, each in a fresh process by `fresh.call`. Facts only."""

from statistics import median
from typing import Callable, Dict

import mlx.core as mx

from harness import interleaved, timed
from harness.accelerator import backend, evaluate, pending
from probes import laziness, sizes, speed


def _device() -> str:
    return "cpu" if backend() == "cpu" else "gpu"


def _ratio(arms: Dict[str, Callable], rounds: int = 7) -> float:
    """Median time of the first arm over that of the second."""
    turns = [turn.seconds for turn in interleaved(arms, rounds, warmups=2) if not turn.warmup]
    one, other = arms
    return median(turn[one] / turn[other] for turn in turns)


def _off(one, other) -> float:
    return (mx.max(mx.abs(one - other)) / mx.max(mx.abs(other))).item()


def _gelu_seconds(n: int) -> float:
    run = laziness.gelu_arms(n)["plain"]
    run()
    return timed(run)


def fused():
    """Compiled against plain gelu: their times, the largest difference (relative), and the operations of each graph."""
    n = 512 if _device() == "cpu" else sizes.fitted(_gelu_seconds, 0.05)
    x = laziness.square(n)
    arms = laziness.gelu_arms(n)
    fused, plain = mx.compile(laziness.gelu)(x), laziness.gelu(x)
    counts = {"fused_operations": pending(fused), "plain_operations": pending(plain)}
    ratio = _ratio({"compiled": arms["compiled"], "plain": arms["plain"]})
    return {"ratio": ratio, "off": _off(fused, plain), "device": _device(), **counts}


def fast_kernels():
    """mx.fast's kernels: their time over that of their formulas in MLX, and how far off they are from NumPy's.

    The error is against formulas of our own in double precision (`probes.formulas`): on a CPU mx.fast runs the formula
    itself, so that a comparison with MLX's would compare it with itself.
    """
    from probes import formulas

    length = 128 if _device() == "cpu" else sizes.fitted(sizes.half_product_seconds, 0.05, 1024)
    q, k, v = (mx.random.normal((1, 4, length, 64), key=mx.random.key(seed)) for seed in (1, 2, 3))
    x, weight = mx.random.normal((length, 512), key=mx.random.key(4)), mx.ones((512,))
    evaluate(q, k, v, x, weight)

    def attention():
        return mx.softmax(q @ k.transpose(0, 1, 3, 2) / 8, axis=-1) @ v

    def norm():
        return weight * x * mx.rsqrt(mx.mean(x * x, axis=-1, keepdims=True) + 1e-5)

    pairs = {
        "attention": (lambda: mx.fast.scaled_dot_product_attention(q, k, v, scale=1 / 8), attention),
        "norm": (lambda: mx.fast.rms_norm(x, weight, 1e-5), norm),
    }
    ratios = {name: _ratio({"fast": lambda: evaluate(fast()), "plain": lambda: evaluate(plain())})
              for name, (fast, plain) in pairs.items()}
    return {"ratios": ratios, "off": formulas.differences()}


def precision():
    """A float32 product of whole numbers that float32 holds exactly and TF32 does not; and half over single time."""
    n = 256
    x = mx.random.randint(0, 2**12, (n, n), key=mx.random.key(1)).astype(mx.float32)
    ones = mx.eye(n)
    evaluate(x, ones)
    size = 256 if _device() == "cpu" else sizes.fitted(sizes.half_product_seconds, 0.05, 2048)
    arms = {name: speed.product(size, name) for name in ("float16", "float32")}
    return {"off": _off(x @ ones, x), "half_over_single": _ratio(arms), "device": _device()}


def limits():
    """The memory and the cache limit, in bytes."""
    seen = {}
    for name, change in (("memory", mx.set_memory_limit), ("cache", mx.set_cache_limit)):
        seen[name] = change(2**30)
        change(seen[name])
    return seen
