"""Axes end at round numbers and leave room for arrows."""

import math

import pytest

from charts.scale import scale


def test_shares_run_from_0_to_100_with_a_sign():
    axis = scale([50, 70, math.nan], "%", "vi")
    assert axis.labels == ("0%", "20%", "40%", "60%", "80%", "100%")
    assert axis.start < 0
    assert axis.end > 100


@pytest.mark.parametrize(
    ("values", "symbol", "labels"),
    [
        ([23, 400], "HTX", ("0", "100", "200", "300", "400")),
        ([5, 6], "%/năm", ("0%", "2%", "4%", "6%")),
        ([900], "triệu đồng", ("0", "200", "400", "600", "800", "1.000")),
        ([45_000], "HTX", ("0", "10.000", "20.000", "30.000", "40.000", "50.000")),
        ([3], "LHHTX", ("0", "1", "2", "3")),
        ([0], "HTX", ("0", "1")),
        ([0.4], "%/năm", ("0%", "0,1%", "0,2%", "0,3%", "0,4%")),
        ([], "HTX", ("0", "1")),
    ],
)
def test_the_rest_runs_from_0_to_a_round_number(values, symbol, labels):
    assert scale(values, symbol, "vi").labels == labels


def test_separators_follow_the_language():
    assert scale([900], "", "en").labels[-1] == "1,000"


@pytest.mark.parametrize("top", [1, 7, 23, 400, 999, 8_000_000])
def test_an_arrow_after_the_largest_value_fits(top):
    axis = scale([top], "HTX", "vi")
    assert top + axis.fade < axis.end


def test_an_arrow_never_ends_on_a_grid_line():
    """An arrow that ends on a line would look as if it meant that number."""
    axis = scale([50], "%", "vi")
    assert all((low + axis.fade) % 10 for low in range(0, 100, 5))


def test_negative_values_have_room():
    axis = scale([-3, 5], "%/năm", "vi")
    assert axis.ticks[0] <= -3
