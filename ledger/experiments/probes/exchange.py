"""Arrays on their way between NumPy and MLX: what is refused, and what is copied."""

from typing import Callable

import mlx.core as mx
import numpy as np

from harness import Verdict


def needs_widening(dtype) -> Verdict:
    """U8: NumPy has no such type and raises; widened to float32 every value arrives."""
    x = mx.array([1.0, -2.5, 1024.0]).astype(dtype)
    try:
        return Verdict(False, f"{dtype} arrives as {np.array(x).dtype}")
    except Exception as error:  # noqa: BLE001 - its kind differs by version
        refused = f"{type(error).__name__}: {error}"
    widened = np.array(x.astype(mx.float32)).tolist()
    return Verdict(widened == [1.0, -2.5, 1024.0], f"{dtype}: {refused}; widened {widened}")


def shares(make: Callable) -> bool:
    """Whether an array of MLX's, made by this function, has what is written later into the NumPy array behind it."""
    source = np.zeros(1 << 16, dtype=np.float32)
    made = make(source)
    mx.eval(made)
    source[5] = 77
    return made[5].item() == 77


def unshared(sharing: bool) -> Verdict:
    """U9: what `mx.array` makes does not change with the array that it was made of."""
    return Verdict(not sharing, f"a later write is {'seen' if sharing else 'not seen'}")


def viewed(source) -> mx.array:
    """A wrong arm: an array of MLX's whose memory the caller goes on writing to, as a view."""
    made = mx.array(source)
    np.asarray(made)[5] = 77
    return made
