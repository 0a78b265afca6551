"""Peak memory that means something, and how much of it a device has.

MLX dispatches ahead of the device, on every backend, and what waits in its queues counts towards the peak: a chain that
needs 12 MiB peaks at 112 MiB. With `THROTTLED` in the environment of a fresh process, and `throttle` called in it, MLX
waits after each operation, and the peak is what the algorithm needs. Such a process is slow: take times elsewhere.
"""

from typing import Callable

from .accelerator import backend, evaluate, settle
from .host import memory_bytes

THROTTLED = {"MLX_MAX_OPS_PER_BUFFER": "1", "MLX_MAX_MB_PER_BUFFER": "1"}


def throttle() -> None:
    """Keeps MLX from running ahead in this process. No allocation is refused: the limit only makes it wait."""
    import mlx.core as mx

    mx.set_memory_limit(1)


def peak_of(function: Callable[[], object]) -> int:
    """Bytes at the peak, above what was active before; evaluates what the function returns."""
    import mlx.core as mx

    settle()
    before = mx.get_active_memory()
    evaluate(function())
    return max(0, mx.get_peak_memory() - before)


def device_memory() -> int:
    """Bytes that arrays may take on the default device; the host's own memory where MLX computes on the CPU."""
    import mlx.core as mx

    if backend() == "cpu":
        return memory_bytes()
    told = mx.device_info(mx.gpu) if hasattr(mx, "device_info") else mx.metal.device_info()
    sizes = [int(told[key]) for key in ("total_memory", "max_recommended_working_set_size") if told.get(key)]
    return min(sizes) if sizes else memory_bytes()
