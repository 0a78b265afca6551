"""The arithmetic on series: against numbers worked out by hand."""

import math

import pytest
from probes import fits


def test_a_straight_line_is_found_exactly():
    fit = fits.line([(1, 5.0), (2, 7.0), (4, 11.0)])
    assert fit == pytest.approx((2, 3, 1)) and fit.at(10) == pytest.approx(23)


def test_a_line_through_scattered_points():
    # By hand: means 2 and 7/3, slope 3/2, intercept -2/3, left over 1/6 of 14/3.
    assert fits.line([(1, 1), (2, 2), (3, 4)]) == pytest.approx((1.5, -2 / 3, 1 - (1 / 6) / (14 / 3)))


def test_a_parabola_is_no_line():
    assert fits.line([(x, x * x) for x in (1, 2, 4, 8, 16, 32)]).r2 < 0.97


def test_what_does_not_vary_is_explained_by_nothing():
    assert fits.line([(1, 5), (2, 5), (3, 5)]) == (0, 5, 0)


def test_one_x_makes_no_line():
    with pytest.raises(ValueError, match="two different x"):
        fits.line([(1, 5), (1, 6)])


@pytest.mark.parametrize("throughput, expected", [
    ({1: 10, 2: 20, 4: 40}, 4),
    ({1: 10, 2: 19, 4: 20, 8: 20.5}, 2),
    ({1: 10, 2: 9, 4: 8}, 1),
    ({1: 10, 2: 18, 4: 11, 8: 20}, 2),
])
def test_the_knee_is_the_smallest_size_near_the_best(throughput, expected):
    assert fits.knee(throughput) == expected


def test_efficiency_is_one_where_throughput_follows_the_size():
    assert fits.efficiency({1: 10, 2: 20, 4: 20}) == {1: 1, 2: 1, 4: 0.5}
    assert fits.efficiency({2: 10, 8: 20}) == {2: 1, 8: 0.5}


def test_the_largest_size_that_is_predicted_to_fit():
    fit = fits.Line(10, 5, 1)
    assert fits.largest_within(fit, 45, [1, 2, 4, 8]) == 4
    assert fits.largest_within(fit, 14, [1, 2, 4, 8]) == 0


def test_a_central_difference_is_exact_for_a_parabola_and_near_for_a_sine():
    assert fits.central_difference(lambda x: 3 * x * x + 2 * x + 1, 0.5) == pytest.approx(2)
    assert fits.central_difference(math.sin, 0.01) == pytest.approx(1, abs=2e-5)
