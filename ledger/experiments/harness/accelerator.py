"""What MLX says of its devices. Every function imports MLX itself; call `describe` by `fresh.call`."""

import io
import platform
from typing import List

from . import blas


def backend() -> str:
    """`metal`, `cuda` or `cpu`: where operations run by default."""
    import mlx.core as mx

    if mx.default_device().type != mx.gpu:
        return "cpu"
    return "metal" if platform.system() == "Darwin" else "cuda"


def usable_devices() -> list:
    """The devices on which an operation really runs.

    Evaluated, not asked: `mx.metal.is_available()` and `mx.cuda.is_available()` are compile-time constants.
    """
    import mlx.core as mx

    usable = []
    for device in (mx.cpu, mx.gpu):
        try:
            mx.eval(mx.add(mx.array(1.0), mx.array(1.0), stream=device))
            usable.append(device)
        except (RuntimeError, ValueError):
            pass
    return usable


def device_texts() -> List[str]:
    """One line a device: its kind, name and architecture. No serial numbers."""
    import mlx.core as mx

    texts = []
    for device in usable_devices():
        kind = "gpu" if device == mx.gpu else "cpu"
        facts = {}
        if hasattr(mx, "device_info"):  # 0.30.4 and newer
            facts = mx.device_info(device)
        elif kind == "gpu" and backend() == "metal":
            facts = mx.metal.device_info()
        known = [str(facts[key]) for key in ("device_name", "architecture") if facts.get(key)]
        texts.append(f"{kind}: {', '.join(known) or platform.machine()}")
    return texts


def evaluate(*arrays) -> None:
    """Evaluates and waits: on CUDA `mx.eval` may return before the device is done (measured on an H100)."""
    import mlx.core as mx

    mx.eval(*arrays)
    mx.synchronize()


def settle() -> None:
    """Waits for the device and empties the cache: only then do the memory counters mean anything (mflux#730)."""
    import mlx.core as mx

    mx.synchronize()
    mx.clear_cache()
    mx.reset_peak_memory()


def pending(*arrays) -> int:
    """How many primitives wait to be evaluated behind these arrays: the boxes of MLX's own drawing of the graph."""
    return graph(*arrays).count("shape=rectangle")


def graph(*arrays) -> str:
    """The graph behind these arrays, in DOT. Evaluated arrays are detached, so that nothing is drawn behind them."""
    import mlx.core as mx

    text = io.StringIO()
    mx.export_to_dot(text, *arrays)
    return text.getvalue()


def describe() -> dict:
    """Backend, devices and BLAS, after a matmul on the CPU and one on the default device."""
    import mlx.core as mx

    square = mx.random.normal((64, 64))
    evaluate(square @ square)
    evaluate(mx.matmul(square, square, stream=mx.cpu))
    return {"backend": backend(), "devices": device_texts(), "blas": blas.in_use()}
