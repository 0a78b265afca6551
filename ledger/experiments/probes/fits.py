"""Arithmetic on series of measurements: a straight line, a knee, an efficiency, a slope. Pure Python, no MLX."""

import math
from statistics import fmean
from typing import Callable, Dict, NamedTuple, Sequence, Tuple


class Line(NamedTuple):
    """The least-squares line y = intercept + slope * x, and the share of y's variance that it explains."""

    slope: float
    intercept: float
    r2: float

    def at(self, x: float) -> float:
        """What the line predicts."""
        return self.intercept + self.slope * x


def line(points: Sequence[Tuple[float, float]]) -> Line:
    """Fits a line. Points that do not vary in y are explained by nothing: R² is 0 then."""
    if len({x for x, _ in points}) < 2:
        raise ValueError(f"a line needs two different x, not {points}")
    middle_x, middle_y = fmean(x for x, _ in points), fmean(y for _, y in points)
    slope = (math.fsum((x - middle_x) * (y - middle_y) for x, y in points)
             / math.fsum((x - middle_x) ** 2 for x, _ in points))
    intercept = middle_y - slope * middle_x
    whole = math.fsum((y - middle_y) ** 2 for _, y in points)
    left = math.fsum((y - intercept - slope * x) ** 2 for x, y in points)
    return Line(slope, intercept, 1 - left / whole if whole else 0.0)


def knee(throughput: Dict[int, float], share: float = 0.9) -> int:
    """The smallest batch size with this share of the best throughput."""
    best = max(throughput.values())
    return min(size for size, value in throughput.items() if value >= share * best)


def efficiency(throughput: Dict[int, float]) -> Dict[int, float]:
    """Throughput over what the smallest batch size would give if it scaled perfectly."""
    smallest = min(throughput)
    return {size: value * smallest / (size * throughput[smallest]) for size, value in throughput.items()}


def largest_within(fit: Line, limit: float, sizes: Sequence[int]) -> int:
    """The largest of these sizes whose predicted value stays below the limit; 0 if none does."""
    return max((size for size in sizes if fit.at(size) <= limit), default=0)


def central_difference(function: Callable[[float], float], step: float) -> float:
    """The slope of a function at 0 from two values: (f(h) - f(-h)) / 2h, with an error of order h²."""
    return (function(step) - function(-step)) / (2 * step)
