"""Text to rows: which character separates the columns is found from the rows themselves, quotes respected."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from loaders.intake.cells import Cell, RefusedError, Sheet
from loaders.intake.limits import LAST_ROW, LONGEST_CELL, MOST_COLUMNS, Tally, check_length
from loaders.intake.plain import cell, hides

_DELIMITERS = (",", ";", "\t", "|")
# How much of a text tells which it is: characters, and rows of them.
_SAMPLE, _ROWS = 200_000, 200
# The first line in which Excel is told the separator; it shows it to nobody.
_TOLD = re.compile(r'\A"?sep=(?P<delimiter>[,;|\t])"?(?:\r\n|\n|\r)', re.IGNORECASE)


def sheet(text: str, tally: Tally) -> tuple[Sheet, tuple[str, ...]]:
    """Return text of delimited columns as one sheet without a name, and text_ids of notes; blank rows kept, so that row numbers hold.

    A first line `sep=;` is obeyed and not counted, as Excel does. Raises RefusedError for quotes that do not close and beyond the limits.
    """
    told = _TOLD.match(text)
    text = text[told.end() :] if told else text
    delimiter = told["delimiter"] if told else _delimiter(text)
    rows = []
    for number, fields in enumerate(_records(text, delimiter), start=1):
        rows.append(_row(fields, number, tally))
    if len(rows) > LAST_ROW:
        tally.row(0, 0, len(rows))
    while rows and not rows[-1]:
        rows.pop()
    return Sheet("", tuple(rows)), (("intake.note.unseen",) if hides(text.removeprefix("\ufeff")) else ())


def _row(fields: list[str], number: int, tally: Tally) -> tuple[Cell, ...]:
    if not any(fields):
        return ()
    if any(fields[MOST_COLUMNS:]):
        tally.row(1, len(fields), number)
    for field in fields[:MOST_COLUMNS]:
        check_length(field, number)
    last = max((place for place, field in enumerate(fields[:MOST_COLUMNS], start=1) if field and not field.isspace()), default=0)
    tally.row(sum(map(bool, fields)), last, number)
    return tuple(cell(field) for field in fields[:last])


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
    number = 0
    try:
        for number, fields in enumerate(reader, start=1):
            yield fields
            if number > LAST_ROW:
                return
    except csv.Error as error:
        if "field limit" in str(error):
            raise RefusedError("intake.file.long_cell", limit=LONGEST_CELL, row=number + 1, sheet="") from error
        raise RefusedError("intake.file.quotes", row=number + 1) from error


def _delimiter(text: str) -> str:
    """The character that cuts most rows into the same number of columns, the more the better."""
    return max(_DELIMITERS, key=lambda delimiter: _regularity(text, delimiter))


def _regularity(text: str, delimiter: str) -> int:
    widths: Counter[int] = Counter()
    # Quotes that do not close under this delimiter: judged by the rows before them.
    with suppress(RefusedError):
        widths.update(len(fields) for fields in islice(_records(text[:_SAMPLE], delimiter), _ROWS) if any(fields))
    return max(((width - 1) * rows for width, rows in widths.items()), default=0)
