"""Tables that a text only has as lines: cells parted by tabs, bars or semicolons, or one cell a line below a header of such lines.

A table of one cell a line is taken for one only where its header names an indicator, a unit and columns of years or plans, and its rows fit
it; all else stays lines.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.folding import fold, tidy
from loaders.reader.passages import Paragraph, of_lines

_ORDER = re.compile(r"(?:s?tt|so tt|so thu tu)\.?")
_LABEL = re.compile(r"(?:ten |noi dung )?(?:chi tieu|noi dung|muc tieu|dien giai|danh muc)(?: [a-z]+){0,4}")
_UNIT = re.compile(r"(?:don vi(?: tinh)?|dvt|dv tinh|d\.v\.t)")
# What heads a column: a year, a plan, a result, remarks.
_COLUMN = re.compile(
    r"(?:(?:ke hoach|muc tieu|phan dau|thuc hien|uoc(?: thuc hien)?|kh|th|uth|den|giai doan|cuoi|chi tieu|hien trang|ket qua)\s?)*(?:nam )?"
    r"(?:(?:19|20)[0-9]{2}(?: ?[-–] ?(?:19|20)[0-9]{2})?)?|ghi chu|so sanh.{0,20}"
)
_NTH = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})*\.?|[IVX]{1,5}\.?|[a-zđ][.)]?|[-+*–]")
_FIGURE = re.compile(r"[^0-9]{0,12}[0-9][0-9., %–-]*(?: ?trở lên)?|[-–]")
# A cell is no paragraph.
_LONGEST, _MOST_COLUMNS = 160, 12


def read(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text of lines, tables among them row by row. Raises nothing."""
    lines = text.splitlines()
    # What stands in the lines, empty ones left out, and where.
    said = [(nth, bare) for nth, line in enumerate(lines) if (bare := tidy(line).strip("| ").strip())]
    filled = {nth: place for place, (nth, _) in enumerate(said)}
    waiting: list[str] = []
    table = place = 0
    while place < len(lines):
        rows, end = _parted(lines, place)
        if not rows and place in filled:
            rows, end = _stacked(said, filled[place])
        if not rows:
            waiting.append(lines[place])
            place += 1
            continue
        yield from of_lines(waiting)
        waiting = []
        table += 1
        yield from (Paragraph("", cells=cells, table=table) for cells in rows)
        place = end if end >= 0 else len(lines)
    yield from of_lines(waiting)


def _parted(lines: Sequence[str], place: int) -> tuple[list[tuple[str, ...]], int]:
    """Rows whose cells tabs, bars or semicolons part, from a header on, and the line behind them; none where no header stands here."""
    rows: list[tuple[str, ...]] = []
    sign = next((sign for sign in "\t|" if lines[place].count(sign) > 1), ";")
    for end in range(place, len(lines)):
        cells = _cells(lines[end], sign)
        # Prose has semicolons too, but neither a header with a unit nor rows as long as that.
        other = sign == ";" and (len(cells) != len(rows[0]) if rows else not any(_UNIT.fullmatch(fold(cell)) for cell in cells))
        if len(cells) < 3 or other or not (rows or any(map(_is_label, cells))):
            return (rows, end) if len(rows) > 1 else ([], place)
        # A line of dashes only rules off the header.
        if any(re.search(r"\w", cell) for cell in cells):
            rows.append(cells)
    return (rows, len(lines)) if len(rows) > 1 else ([], place)


def _cells(line: str, sign: str) -> tuple[str, ...]:
    return tuple(tidy(cell) for cell in (line.strip().strip("|") if sign == "|" else line).split(sign)) if line.count(sign) > 1 else ()


def _stacked(said: Sequence[tuple[int, str]], first: int) -> tuple[list[tuple[str, ...]], int]:
    """Rows of one cell a line below a header of such lines, and the line behind them (-1: none is); no rows where no header stands here."""
    header = _header([bare for _, bare in said[first : first + _MOST_COLUMNS + 1]])
    if not header:
        return [], 0
    ordered = bool(_ORDER.fullmatch(fold(header[0])))
    rows, at = [tuple(header)], first + len(header)
    while row := _row([bare for _, bare in said[at : at + len(header)]], ordered=ordered):
        rows.append((*row, *[""] * (len(header) - len(row))))
        at += len(row)
    return (rows, said[at][0] if at < len(said) else -1) if len(rows) > 1 else ([], 0)


def _header(said: Sequence[str]) -> list[str]:
    """The cells of a header that stands at the beginning; empty for none."""
    start = 1 if len(said[0]) < 20 and _ORDER.fullmatch(fold(said[0])) else 0
    if len(said) < start + 3 or not _is_label(said[start]) or len(said[start + 1]) > 20 or not _UNIT.fullmatch(fold(said[start + 1])):
        return []
    end = start + 2
    while end < len(said) and len(said[end]) < 50 and _COLUMN.fullmatch(fold(said[end])):
        end += 1
    return list(said[:end]) if end > start + 2 else []


def _row(said: Sequence[str], *, ordered: bool) -> list[str]:
    """The cells of a row that stands at the beginning: a number of order where the header has one, words, a unit, figures; empty for none.

    `said` has as many lines as the header has cells, fewer at the end of the text.
    """
    start = 1 if ordered else 0
    if len(said) <= start or (ordered and not _NTH.fullmatch(said[0][:12])) or _is_figure(said[start]) or len(said[start]) > _LONGEST:
        return []
    if len(said) > start + 2 and _is_figure(said[start + 2]):
        end = next((place for place in range(start + 3, len(said)) if not _is_figure(said[place])), len(said))
        return list(said[:end])
    # A heading within the table has neither unit nor figures.
    return list(said[: start + 1]) if ordered and len(said) > start + 1 and _NTH.fullmatch(said[start + 1][:12]) else []


def _is_figure(cell: str) -> bool:
    return len(cell) < 30 and bool(_FIGURE.fullmatch(cell))


def _is_label(cell: str) -> bool:
    return len(cell) < 50 and bool(_LABEL.fullmatch(fold(cell)))
