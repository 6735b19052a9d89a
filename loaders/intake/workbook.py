"""A workbook to sheets of cells: what each cell shows, which of them are numbers and days, and which say nothing that can be used."""

import math
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook

from loaders.intake import formats, plain
from loaders.intake.cells import Book, Cell, RefusedError, Sheet
from loaders.intake.limits import MOST_SHEETS, Tally, check_length
from loaders.intake.outlines import Outline, outline, strings

# A spreadsheet's days begin in 1900 or 1904: a day of those years is an empty or mistyped cell, not a date.
FIRST_YEAR = 1905


def read(name: str, packed: zipfile.ZipFile) -> Book:
    """Return the workbook in a checked archive as a book: every sheet, hidden ones too, with notes on what is hidden or calculated.

    Values of formulas are those stored when the file was last calculated. Raises RefusedError for a workbook that cannot be read.
    """
    try:
        return _book(name, packed)
    except RefusedError:
        raise
    except Exception as error:  # A broken file can fail anywhere within the library, in any way.
        raise RefusedError("intake.file.broken") from error


def _book(name: str, packed: zipfile.ZipFile) -> Book:
    strings(packed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # On features that are not kept, such as conditional formats.
        book = load_workbook(packed.fp, read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise RefusedError("intake.file.sheets", limit=MOST_SHEETS)
        tally = Tally()
        sheets, notes = [], set()
        for worksheet in book.worksheets:
            found = outline(packed, worksheet._worksheet_path, worksheet.title, tally)
            rows = tuple(_rows(worksheet, found))
            sheets.append(Sheet(plain.plain(worksheet.title), rows, _merged(found)))
            notes |= set(_notes(worksheet, found))
    return Book(name, tuple(sheets), tuple(sorted(notes)))


def _notes(worksheet: Any, found: Outline) -> Iterator[str]:
    if found.last_row and worksheet.sheet_state != "visible":
        yield "intake.note.hidden_sheets"
    if found.last_row and found.hidden:
        yield "intake.note.hidden_cells"
    if found.formulas:
        yield "intake.note.formulas"


def _merged(found: Outline) -> tuple[tuple[int, int, int, int], ...]:
    """Merged ranges within what is filled, as (top, left, bottom, right) from 0."""
    ranges = ((top - 1, left - 1, min(bottom, found.last_row) - 1, min(right, found.last_column) - 1)
              for left, top, right, bottom in found.merged)  # fmt: skip
    return tuple(sorted(r for r in ranges if r[0] <= r[2] and r[1] <= r[3]))


def _rows(worksheet: Any, found: Outline) -> Iterator[tuple[Cell, ...]]:
    if not found.last_row:
        return
    # What a file says of its own size may be false.
    worksheet.reset_dimensions()
    for number, row in enumerate(worksheet.iter_rows(max_row=found.last_row, max_col=found.last_column), start=1):
        if number not in found.rows:
            yield ()
            continue
        cells = [_cell(cell, (number, column) in found.uncalculated, number, worksheet.title) for column, cell in enumerate(row, start=1)]
        while cells and cells[-1] == plain.EMPTY:
            cells.pop()
        yield tuple(cells)


def _cell(found: Any, uncalculated: bool, row: int, sheet: str) -> Cell:
    value = found.value
    if uncalculated:
        return Cell("", fault="intake.cell.formula")
    if value is None:
        return plain.EMPTY
    if isinstance(value, bool):
        return Cell(str(value).upper(), fault="intake.cell.boolean")
    if found.data_type == "e":
        return Cell(plain.plain(str(value)), fault="intake.cell.error")
    if isinstance(value, int | float):
        return _number(value, found.number_format)
    if isinstance(value, datetime | date):
        return _day(value, found.number_format)
    if isinstance(value, time | timedelta):
        return Cell(str(value), fault="intake.cell.clock")
    check_length(str(value), row, sheet)
    return plain.cell(str(value))


def _number(value: float, number_format: str) -> Cell:
    if not math.isfinite(value):
        return Cell(str(value), fault="intake.cell.not_finite")
    number, printed = formats.number(value, number_format)
    return Cell(printed, number=number)


def _day(value: date, number_format: str) -> Cell:
    day = value.date() if isinstance(value, datetime) else value
    printed = formats.day(value, number_format)
    return Cell(printed, fault="intake.cell.first_days") if day.year < FIRST_YEAR else Cell(printed, day=day)
