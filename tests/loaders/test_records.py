"""Rows of a frame as dicts."""

import pandas as pd
import pytest

from loaders.records import filled, records


def same(one, other) -> bool:
    return one == other or (pd.isna(one) and pd.isna(other))


@pytest.mark.parametrize("view", ["target_row", "observation_row", "commitment_row"])
def test_rows_are_those_of_pandas_cell_by_cell(cursor, view):
    frame = cursor.execute(f"select * from {view}").df()
    found, expected = records(frame), frame.to_dict("records")
    assert len(found) == len(expected) > 50
    for row, wanted in zip(found, expected, strict=True):
        assert list(row) == list(wanted)
        assert all(same(row[name], wanted[name]) and type(row[name]) is type(wanted[name]) for name in wanted)


@pytest.mark.parametrize("missing", [None, ""])
@pytest.mark.parametrize("view", ["target_row", "observation_row"])
def test_what_is_missing_is_what_is_asked_for(cursor, view, missing):
    frame = cursor.execute(f"select * from {view}").df()
    kept = frame.copy()
    found, expected = filled(frame, missing), frame.astype(object).where(frame.notna(), missing).to_dict("records")
    assert found == expected
    assert any(cell is missing or cell == missing for row in found for cell in row.values())
    assert [list(map(type, row.values())) for row in found] == [list(map(type, row.values())) for row in expected]
    pd.testing.assert_frame_equal(frame, kept)


def test_whole_numbers_that_are_missing_are_filled_too():
    frame = pd.DataFrame({"year": pd.array([2025, None], dtype="Int32"), "on": pd.to_datetime(["2025-01-01", None])})
    assert filled(frame, None) == [{"year": 2025, "on": pd.Timestamp("2025-01-01")}, {"year": None, "on": None}]


def test_only_the_columns_asked_for_that_are_there():
    frame = pd.DataFrame({"low": [1, 2], "high": [3.5, None], "more": ["a", "b"]})
    assert [list(row) for row in records(frame, ("high", "low", "is_own"))] == [["low", "high"], ["low", "high"]]
    assert records(frame, ("low",)) == [{"low": 1}, {"low": 2}]


def test_no_rows():
    assert records(pd.DataFrame({"low": []})) == []
    assert records(pd.DataFrame({"low": [1]}), ()) == []
