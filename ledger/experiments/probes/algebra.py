"""C4, C6 and C7 of MLX-001. Each takes its subject as an argument, so that a test can pass a broken one."""

from pathlib import Path

import mlx.core as mx

from harness import Verdict
from harness.accelerator import evaluate, pending


def derivatives_hold(grad=mx.grad, vmap=mx.vmap, jvp=mx.jvp, vjp=mx.vjp) -> Verdict:
    """C4: the gradient of x^3 at 2 is 12; vmap equals a loop; <u, J v> equals <J' u, v>."""
    slope = grad(lambda x: x**3)(mx.array(2.0)).item()

    def function(x):
        return mx.sin(x) * mx.cumsum(x)

    rows = mx.random.normal((5, 7), key=mx.random.key(1))
    looped = mx.stack([function(row) for row in rows])
    apart = mx.max(mx.abs(vmap(function)(rows) - looped)).item()
    x, u, v = (mx.random.normal((7,), key=mx.random.key(seed)) for seed in (2, 3, 4))
    forward = mx.sum(u * jvp(function, [x], [v])[1][0]).item()
    backward = mx.sum(vjp(function, [x], [u])[1][0] * v).item()
    identity = abs(forward - backward) / max(1.0, abs(forward))
    ok = abs(slope - 12) <= 1e-4 and apart <= 1e-5 and identity <= 1e-5
    return Verdict(ok, f"gradient of x^3 at 2 is {slope:g}, vmap off by {apart:.2g} from a loop, "
                       f"jvp and vjp apart by {identity:.2g}")


def files_keep_bits(folder, load=mx.load) -> Verdict:
    """C6: npz and safetensors give back the same bits, shapes and types."""
    arrays = {
        "float32": mx.random.normal((33, 7), key=mx.random.key(5)),
        "float16": mx.random.normal((9,), key=mx.random.key(6)).astype(mx.float16),
        "int32": mx.array([-(2**31), -1, 0, 2**31 - 1], dtype=mx.int32),
        "uint8": mx.arange(256).astype(mx.uint8),
        "special": mx.array([float("inf"), float("-inf"), float("nan"), -0.0]),
    }
    evaluate(*arrays.values())
    both = {**arrays, "bfloat16": arrays["float32"].astype(mx.bfloat16)}  # NumPy's format has no bfloat16
    npz, tensors = str(Path(folder, "a.npz")), str(Path(folder, "a.safetensors"))
    mx.savez(npz, **arrays)
    mx.save_safetensors(tensors, both)
    lost = [f"npz {name}" for name, value in arrays.items() if not _same_bits(load(npz)[name], value)]
    lost += [f"safetensors {name}" for name, value in both.items() if not _same_bits(load(tensors)[name], value)]
    return Verdict(not lost, f"{len(arrays) + len(both) - len(lost)} of {len(arrays) + len(both)} arrays came back "
                             f"bit by bit" + (f", not: {lost}" if lost else ""))


def evaluation_is_idempotent(evaluated=lambda x: (evaluate(x), x)[1]) -> Verdict:
    """C7: evaluating an array of random numbers again leaves its bits, and nothing pending."""
    x = mx.random.normal((256,)) * 2
    once = evaluated(x)
    waiting = pending(once)  # before anything reads the values
    bits = once.view(mx.uint32).tolist()
    changed = sum(a != b for a, b in zip(evaluated(x).view(mx.uint32).tolist(), bits))
    return Verdict(changed == 0 and waiting == 0, f"{changed} of {len(bits)} values changed, {waiting} pending")


def _same_bits(one, other) -> bool:
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    return mx.array_equal(one.view(mx.uint8), other.view(mx.uint8)).item()
