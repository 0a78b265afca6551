"""Small workloads for timing. Each waits for its device."""

import mlx.core as mx

from harness.accelerator import evaluate

ADDITIONS = 200


def additions():
    """A function that evaluates 200 additions of 1024 numbers, one by one."""
    x = mx.ones((1024,))
    evaluate(x)

    def run():
        for _ in range(ADDITIONS):
            mx.eval(x + 1.0)
        mx.synchronize()

    return run


def product(n, dtype):
    """A function that multiplies two n x n matrices of this type."""
    x = (mx.random.normal((n, n), key=mx.random.key(n)) / n**0.5).astype(getattr(mx, dtype))
    evaluate(x)
    return lambda: evaluate(x @ x)
