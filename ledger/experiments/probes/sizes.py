"""How large MLX-002 multiplies: as much as this host does in a tenth of a second, so that every Mac ends in time.

The side of a matrix doubles as long as the next chain, which takes eight times as long, is predicted to stay within
that. On an M1 this ends at 2048, on an M4 Max at 4096.
"""

from typing import Callable, Tuple

SIDES = (128, 256, 512, 1024, 2048, 4096)
CHAIN_SECONDS = 0.1


def fitted(seconds_of: Callable[[int], float], seconds: float = CHAIN_SECONDS, largest: int = SIDES[-1]) -> int:
    """The largest side whose chain takes at most so many seconds; `seconds_of` measures the chain of a side."""
    for side in SIDES:
        if 2 * side > largest or 8 * min(seconds_of(side) for _ in range(2)) > seconds:
            return side
    raise AssertionError("the largest side is smaller than the smallest")


def half_product_seconds(side: int) -> float:
    """Seconds of a product in half precision, at the second time."""
    from harness import timed
    from probes import speed

    run = speed.product(side, "float16")
    run()
    return timed(run)


def sides(backend: str, quick: bool) -> Tuple[int, int]:
    """Sides of the matrices of a long and of a short chain: fixed where records are compared, fitted on a Mac."""
    if backend == "cpu":
        return (256, 160) if quick else (384, 256)
    if backend == "cuda":
        return 4096, 4096  # enough work to dwarf a launch
    from probes.laziness import chain_seconds

    side = fitted(chain_seconds)
    return side, side
