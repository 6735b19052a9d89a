"""Sheets of a workbook: text stays text, numbers and dates are real, headers stay in sight, columns fit what they hold."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports.columns import stem
from exports.sources import ADDRESS

# The most that a cell holds, in UTF-16 units, and the longest address that opens.
LONGEST, LONGEST_ADDRESS = 32767, 2000
# What XML cannot hold; a carriage return would come back as another sign.
BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NARROW, WIDE = 9, 60
# Letters that fit across a page; points of a line of text; points of the tallest row.
LEGIBLE, LINE, TALLEST = 230, 13, 400
# A year is a name, not a quantity. Words with a number in them stand at the right, as numbers do.
YEARS, AT_RIGHT = ("horizon", "period_start", "year"), ("stated",)
DATES = {"vi": "dd/mm/yyyy", "en": "d mmm yyyy"}
# Excel counts days from here on.
FIRST_DAY = date(1900, 3, 1)


class Styles:
    """The formats of one workbook, and the words that stand where a text had to be cut."""

    def __init__(self, book: Workbook, lang: str, words: Mapping[str, str]):
        def style(**how: Any) -> Format:
            return book.add_format({"valign": "top", "font_name": "Arial", "font_size": 10, **how})

        yes, no = words["value.yes"], words["value.no"]
        self.cut = words["cell.cut"]
        self.head = style(bold=True, text_wrap=True, bottom=1, bg_color="#EEF1F4")
        self.head_right = style(bold=True, text_wrap=True, bottom=1, bg_color="#EEF1F4", align="right", indent=1)
        self.name = style(bold=True)
        self.text, self.long, self.right = style(), style(text_wrap=True), style(align="right", indent=1)
        self.whole, self.number = (style(num_format=form, align="right", indent=1) for form in ("#,##0", "#,##0.0###"))
        self.year = style(num_format="0", align="left")
        # Excel says TRUE and FALSE in its own language whatever the format; other programs would show 1 and 0.
        self.truth = style(num_format=f'"{yes}";"{yes}";"{no}"', align="left")
        self.day = style(num_format=DATES[lang], align="left")
        self.link = style(font_color="#0B57A4", underline=1, text_wrap=True)


def table(book: Workbook, name: str, frame: pd.DataFrame, titles: Mapping[str, str], styles: Styles) -> Worksheet:
    """Add a sheet that holds the frame: titles in row 1, which stays in sight and filters; rows in order; nulls empty. Returns the sheet."""
    sheet, heads = book.add_worksheet(name), [text(titles.get(field, field), styles) for field in frame.columns]
    deep, total = [1] * (len(frame) + 1), 0
    for place, (field, head) in enumerate(zip(frame.columns, heads, strict=True)):
        sheet.write_string(0, place, head, styles.head_right if _is_at_right(frame[field]) else styles.head)
        lengths = [put(sheet, row, place, value, styles, field) for row, value in enumerate(frame[field].tolist(), start=1)]
        width = _width(head, lengths)
        sheet.set_column(place, place, width)
        deep = [max(lines, _lines(length, width)) for lines, length in zip(deep, [len(head) + 4, *lengths], strict=True)]
        total += width
    for row, lines in enumerate(deep):
        if lines > 1:
            sheet.set_row(row, min(lines * LINE + 2, TALLEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(frame), max(len(heads) - 1, 0))
    sheet.repeat_rows(0)
    on_paper(sheet, total)
    return sheet


def _is_at_right(column: pd.Series) -> bool:
    numeric = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return stem(str(column.name)) in AT_RIGHT or (numeric and stem(str(column.name)) not in YEARS)


def _width(head: str, lengths: Sequence[int]) -> int:
    """Letters for a column: its longest cell, at most WIDE; a long title runs over two lines, beside the button of the filter."""
    longest_word = max(map(len, head.split()), default=0)
    return min(max([NARROW, longest_word + 4, len(head) // 2 + 6, *(length + 2 for length in lengths)]), WIDE)


def _lines(length: int, width: int) -> int:
    # Words do not fill a line to its end.
    return 1 if length <= width else -(-length * 11 // (width * 10))


def on_paper(sheet: Worksheet, width: int) -> None:
    """Print the sheet across A4, one page wide where it stays legible."""
    sheet.set_landscape()
    sheet.set_paper(9)
    if width <= LEGIBLE:
        sheet.fit_to_pages(1, 0)


def put(sheet: Worksheet, row: int, place: int, value: object, styles: Styles, field: str = "") -> int:
    """Write one value of the column `field` by its own type, never as a formula; return how many letters wide it is."""
    if _is_empty(value):
        return 0
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        sheet.write_boolean(row, place, bool(value), styles.truth)
        return 6
    if isinstance(value, date) and _day(value) >= FIRST_DAY:
        sheet.write_datetime(row, place, datetime.combine(_day(value), datetime.min.time()), styles.day)
        return 11
    if isinstance(value, Real | Decimal) and abs(float(value)) < float("inf"):
        return _put_number(sheet, row, place, float(value), styles, field)
    return _put_text(sheet, row, place, text(value, styles), styles, field)


def _put_number(sheet: Worksheet, row: int, place: int, value: float, styles: Styles, field: str) -> int:
    year = stem(field) in YEARS
    sheet.write_number(row, place, value, styles.year if year else styles.whole if value.is_integer() else styles.number)
    return len(f"{value:,.4f}".rstrip("0").rstrip("."))


def _put_text(sheet: Worksheet, row: int, place: int, words: str, styles: Styles, field: str) -> int:
    if stem(field) == "url" and ADDRESS.fullmatch(words) and len(words) <= LONGEST_ADDRESS:
        sheet.write_url(row, place, words, styles.link, words)
        return WIDE
    style = styles.right if stem(field) in AT_RIGHT else styles.long if len(words) > WIDE - 2 or "\n" in words else styles.text
    sheet.write_string(row, place, words, style)
    return len(words)


def text(value: object, styles: Styles) -> str:
    """Return a value as a cell can hold it: signs that XML cannot hold replaced by �, and cut, saying so, where it is too long."""
    words = BROKEN.sub("�", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    if len(units := words.encode("utf-16-le")) <= 2 * LONGEST:
        return words
    room = 2 * LONGEST - len(styles.cut.encode("utf-16-le"))
    return units[:room].decode("utf-16-le", "ignore") + styles.cut


def _is_empty(value: object) -> bool:
    return (isinstance(value, str) and not value) or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def lines(sheet: Worksheet, first: int, rows: Sequence[tuple[str, str]], styles: Styles, width: int) -> int:
    """Write pairs of name and words from row `first` on, an address as a link; return the row after the last. width: of the words' column."""
    for row, (name, words) in enumerate(rows, start=first):
        sheet.write_string(row, 0, text(name, styles), styles.name)
        words = text(words, styles)
        if ADDRESS.fullmatch(words) and len(words) <= LONGEST_ADDRESS:
            sheet.write_url(row, 1, words, styles.link, words)
        else:
            sheet.write_string(row, 1, words, styles.long)
        deep = sum(_lines(len(line), width) for line in words.split("\n"))
        if deep > 1:
            sheet.set_row(row, min(deep * LINE + 2, TALLEST))
    return first + len(rows)
