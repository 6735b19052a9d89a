"""The workbook inside a chart, which "Edit data" opens: a table for people, and on a second sheet what is drawn, as formulas over it."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from exports.slide_series import Drawing, Series, Spot
from exports.slide_text import clean


def reference(sheet: str, row: int, column: int) -> str:
    """Return the address of a cell of a sheet, counted from nought, for formulas."""
    return "'" + sheet.replace("'", "''") + "'!" + xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)


def workbook(drawing: Drawing) -> bytes:
    """Return the workbook of a chart: the table, then every series' name and points; text is never taken for a formula."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    bold = book.add_format({"bold": True})
    first, second = (book.add_worksheet(name) for name in drawing.sheets)
    for column, title in enumerate(drawing.table.titles):
        first.write_string(0, column, clean(title), bold)
    for row, cells in enumerate(drawing.table.rows, 1):
        for column, cell in enumerate(cells):
            _write(first, row, column, cell)
    first.freeze_panes(1, 1)
    first.set_column(0, len(drawing.table.titles) - 1, 22)
    for column, title in enumerate(drawing.heads):
        second.write_string(0, column, title, bold)
    for row, series in zip(first_rows(drawing.series), drawing.series, strict=True):
        if series.words.formula:
            second.write_formula(row, 0, series.words.formula, None, series.words.text)
        else:
            second.write_string(row, 0, series.words.text)
        for step, spots in enumerate(zip(series.xs, series.ys, strict=True)):
            for column, spot in enumerate(spots, 1):
                _spot(second, row + step, column, spot)
    second.set_column(0, 0, 44)
    first.activate()
    book.close()
    return content.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, clean(cell))
    elif cell is not None and cell == cell:
        sheet.write_number(row, column, cell)


def _spot(sheet: Any, row: int, column: int, spot: Spot) -> None:
    if spot.cell:
        sheet.write_formula(row, column, f"={spot.cell}{spot.shift:+.8g}" if spot.shift else f"={spot.cell}", None, spot.value)
    else:
        sheet.write_number(row, column, spot.value)


def first_rows(series: Sequence[Series]) -> list[int]:
    """Return the first row of each series on the second sheet, counted from nought."""
    rows, row = [], 1
    for one in series:
        rows.append(row)
        row += len(one.xs)
    return rows
