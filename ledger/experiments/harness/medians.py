"""The median and its interval, with no assumption about the distribution."""

from math import comb
from statistics import median
from typing import NamedTuple, Optional, Sequence


class Interval(NamedTuple):
    """A median and the ends of its confidence interval; the ends are None with too few samples."""

    median: float
    low: Optional[float]
    high: Optional[float]
    n: int


def order_rank(n: int, confidence: float = 0.95) -> int:
    """The largest k for which [k-th smallest, k-th largest] covers the median at this confidence; 0 if none does.

    The number of samples below the median is Binomial(n, 1/2), so the interval misses with probability
    2 * P(X < k). Below n = 6 no pair of order statistics reaches 95 %.
    """
    missed, rank = 0.0, 0
    while rank < n // 2:
        missed += 2 * comb(n, rank) / 2**n
        if missed > 1 - confidence:
            break
        rank += 1
    return rank


def median_interval(values: Sequence[float], confidence: float = 0.95) -> Interval:
    """The median of these values with its order-statistic interval."""
    if not values:
        raise ValueError("a median needs at least one value")
    ordered = sorted(values)
    rank = order_rank(len(ordered), confidence)
    low, high = (ordered[rank - 1], ordered[-rank]) if rank else (None, None)
    return Interval(median(ordered), low, high, len(ordered))
