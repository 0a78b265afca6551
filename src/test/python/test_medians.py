"""The arithmetic behind every published interval."""

from math import comb

import pytest
from harness.medians import median_interval, order_rank


def coverage(n, rank):
    return 1 - 2 * sum(comb(n, k) for k in range(rank)) / 2**n


@pytest.mark.parametrize("n", range(1, 60))
def test_the_rank_is_the_largest_that_covers(n):
    rank = order_rank(n)
    assert rank == 0 or coverage(n, rank) >= 0.95
    assert coverage(n, rank + 1) < 0.95


def test_fewer_than_six_samples_give_no_interval():
    assert median_interval([1, 2, 3, 4, 5])[1:3] == (None, None)
    assert median_interval([1, 2, 3, 4, 5, 6])[1:3] == (1, 6)


def test_known_intervals():
    assert median_interval(range(9, 0, -1)) == (5, 2, 8, 9)
    assert median_interval(range(1, 16)) == (8, 4, 12, 15)


def test_no_samples_have_no_median():
    with pytest.raises(ValueError):
        median_interval([])
