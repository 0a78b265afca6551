"""The example of MLX's documentation of unified memory: one matrix product, and many small operations, in two places.

The documentation repeats `b = exp(b)`, which overflows to infinity after a few steps, so that any result would do. Here
it is `b = exp(-b)`, whose fixed point is the Omega constant: every value must come near, wherever it was made.
"""

from typing import Callable, Dict, List, Tuple

import mlx.core as mx
import numpy as np

from probes.places import Places

OMEGA = 0.5671432904097838  # W(1), the solution of x = exp(-x)
ROWS, INNER, COLUMNS = 4096, 512, 4


def decay(b, stream):
    """b = exp(-b)."""
    return mx.exp(mx.negative(b, stream=stream), stream=stream)


def growth(b, stream):
    """b = exp(b), as it stands in the documentation."""
    return mx.exp(b, stream=stream)


def arms(places: Places) -> Dict[str, Tuple[object, object]]:
    """By name `product/small`: where the product and where the small operations run."""
    near, far = zip((places.near, places.far), places.names)
    if places.devices == 1:
        pairs = [(near, near), (near, far)]
    else:
        pairs = [(far, far), (far, near), (near, far), (near, near)]
    return {f"{one[1]}/{other[1]}": (one[0], other[0]) for one, other in pairs}


class Example:
    """Its inputs, on the near place."""

    def __init__(self, places: Places) -> None:
        self.places = places
        with mx.stream(places.near):
            self.a = mx.random.uniform(shape=(ROWS, INNER), key=mx.random.key(1))
            self.b = mx.random.uniform(shape=(INNER, COLUMNS), key=mx.random.key(2))
        places.finish(self.a, self.b)

    def run(self, arm: Tuple[object, object], operations: int, step: Callable = decay) -> Tuple[object, object]:
        """The product, and what `operations` small steps make of b."""
        x, b = mx.matmul(self.a, self.b, stream=arm[0]), self.b
        for _ in range(operations):
            b = step(b, arm[1])
        self.places.finish(x, b)
        return x, b

    def errors(self, arm: Tuple[object, object], step: Callable = decay) -> List[float]:
        """How far the product is from NumPy's in double precision, relative, and the small part from Omega."""
        x, b = self.run(arm, 500, step)
        exact = np.asarray(self.a).astype(np.float64) @ np.asarray(self.b).astype(np.float64)
        off = float(np.max(np.abs(np.asarray(x) - exact)) / np.max(np.abs(exact)))
        return [off, float(np.max(np.abs(np.asarray(b).astype(np.float64) - OMEGA)))]
