"""Rows of a frame one by one, where something must be said of each."""

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd


def records(frame: pd.DataFrame, names: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Return each row as a dict, as pandas' `to_dict("records")` does, in a fraction of its time; of `names` only, where these are given.

    Order kept; names that the frame lacks are left out. Missing cells are NaN or NaT, of whole numbers None; dates of DuckDB are Timestamps.
    """
    # To go through all columns costs less than to ask for each by name.
    columns = dict(frame.items()) if names is None else {name: frame[name] for name in frame.columns if name in names}
    return _rows(list(columns), [_cells(column) for column in columns.values()])


def filled(frame: pd.DataFrame, missing: Any) -> list[dict[str, Any]]:
    """Return each row as a dict with `missing` for every cell that holds nothing."""
    return _rows(list(frame.columns), [np.where(column.isna(), missing, _objects(column)).tolist() for _, column in frame.items()])


def _rows(names: list[str], columns: list[list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _cells(column: pd.Series) -> list[Any]:
    cells = _objects(column).tolist()
    return [None if cell is pd.NA else cell for cell in cells] if getattr(column.dtype, "na_value", None) is pd.NA else cells


def _objects(column: pd.Series) -> np.ndarray:
    """A column's cells as Python's own values; through the array, since pandas takes longer to make a column of objects than to fill it."""
    return column.array.to_numpy(object)
