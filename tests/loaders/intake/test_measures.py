"""Units of measure as people write them."""

import pytest

from loaders.intake import measures
from loaders.intake.known import known

ROWS = known().tables["measure"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["measure_id"])
@pytest.mark.parametrize("column", ["symbol_vi", "symbol_en", "label_vi", "label_en"])
def test_a_measure_is_fitted_by_its_own_names(row, column):
    assert measures.fits(row["measure_id"], row[column].split(" (")[0])


@pytest.mark.parametrize("words", ["cooperative unions", "cooperative union", "cooperative groups", "liên hiệp HTX", "tổ hợp tác"])
def test_unions_and_groups_are_no_cooperatives(words):
    assert measures.fits("htx", words) is False
