"""Where the table stands on a sheet and what its columns hold."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from openpyxl.utils import get_column_letter

from loaders.folding import fold
from loaders.intake import across as across_of
from loaders.intake import headings as words_of
from loaders.intake import titles
from loaders.intake.across import Across, Reader
from loaders.intake.cells import Book, Cell, Sheet
from loaders.intake.headings import ESTIMATE, PLAN, REALIZED, SHEET, TABLES, Year
from loaders.intake.known import Known, known
from loaders.intake.merging import filled_down, heading_words

__all__ = ["ESTIMATE", "PLAN", "REALIZED", "Layout", "Year", "layouts"]

# How far down a sheet its headings are looked for; how many rows of headings there may be.
DEEPEST, MOST_HEADER_ROWS = 60, 4
# How many cells of a column tell what it holds, where its heading does not.
LOOKED_AT = 200
# What a table must have to be told by its columns, and how much each of these tells.
_TELLING = {
    "observation": {"value": 2, "date": 2, "low": 1, "source": 1, "indicator": 2},
    "target": {"value": 2, "horizon": 2, "indicator": 2, "place": 1, "parent": 1, "document": 1},
    "commitment": {"theme": 3, "summary": 3},
    "unit": {"name": 2, "level": 2, "parent": 2},
    "document": {"title": 2, "number": 2, "issued_on": 2, "horizons": 1},
}
# Without these a sheet is no such table.
_NEEDED = {
    "observation": ({"indicator", "value"}, {"indicator", "low"}, {"unit", "value"}, {"indicator", "date"}),
    "target": ({"indicator", "value"}, {"indicator", "low"}, {"indicator", "horizon"}),
    "commitment": ({"summary"},),
    "unit": ({"name", "level"}, {"name", "parent"}),
    "document": ({"title", "number"}, {"title", "issued_on"}, {"number", "issued_on"}),
}
_NUMBERING = re.compile(r"\(?(?:[0-9]{1,2}|[a-z])\)?(?: ?=.*)?")
_CLOSING = re.compile(
    r"(?:ghi chu|chu thich|luu y|nguon|note|notes|source)s? ?[:.*]|\*|nguoi lap|thu truong|giam doc|chu tich|ky ten|ky, ghi|xac nhan|noi nhan|prepared by|"
    r"(?:[^,]*, )?ngay [0-9.…]* ?thang [0-9.…]* ?nam"
)


Score = tuple[int, int, int]


@dataclass(frozen=True)
class Layout:
    """One table of a sheet, rows and columns counted from 0 as in `sheet.rows`; `columns` says which column holds which field.

    `table`: observation, target, commitment, unit or document, as its headings say. `header_rows` are the rows of its headings (a row that
    numbers the columns among them), `first_row` the first row after them, `last_row` the last one before closing notes and signatures.
    `headings`: column -> its words as printed, those of a double heading joined. `years`: columns of values headed by a year or date.
    `across`: columns of values headed by an indicator, in a table that has no column of indicators or values.
    A column of ids beside one of words for the same field is under its own name (`unit_id` beside `unit`). `context`: field -> words of the
    lines above the table, not interpreted; `title` has the lines that name no field. `unread`: headings that are no field, and the letter of a column
    without a heading that holds anything.
    `sheet` is the sheet with words of cells merged downwards repeated; numbers are never repeated.
    """

    sheet: Sheet
    table: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    years: Mapping[int, Year]
    first_row: int
    last_row: int
    context: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    across: Mapping[int, Across] = field(default_factory=dict)


def layouts(book: Book, said: Known | None = None) -> list[Layout]:
    """Return the tables of a book, one of each sheet that holds one, in the order of the sheets; other sheets are left out.

    `said`: the names of indicators, which may head columns too; without it, those of the package."""
    said = said or known()
    read = across_of.reader(said)
    return [_with_near(found, said) for sheet in book.sheets if (found := _layout(sheet, read)) is not None]


def _layout(sheet: Sheet, read: Reader) -> Layout | None:
    candidates = [found for start, rows in _header_rows(sheet, read) if (found := _read(sheet, start, rows, read)) is not None]
    best = max(candidates, key=lambda pair: pair[0]) if candidates else None
    return best[1]() if best else _without_fields(sheet)


def _header_rows(sheet: Sheet, read: Reader) -> Iterator[tuple[int, int]]:
    """Every stretch of rows that may be the headings, as (first row, how many)."""
    for start in range(min(DEEPEST, len(sheet.rows))):
        if sum(bool(cell.printed) for cell in sheet.rows[start]) > 1:
            for count in range(1, MOST_HEADER_ROWS):
                if count == 1 or _goes_on(sheet, start, start + count - 1, read):
                    yield start, count
                else:
                    break


def _goes_on(sheet: Sheet, start: int, row: int, read: Reader) -> bool:
    """Whether a row continues the headings above it: it stands under merged or empty cells, and holds years or words, not values."""
    if row >= len(sheet.rows) or not any(cell.printed for cell in sheet.rows[row]):
        return False
    if any(top <= row - 1 and row <= bottom and top >= start for top, _, bottom, _ in sheet.merged):
        return True
    cells = [(place, cell) for place, cell in enumerate(sheet.rows[row]) if cell.printed]
    above = sheet.rows[row - 1]
    if (
        cells[0][0]
        and above[:1]
        and above[0].printed
        and (across_of.is_headed(sheet, row) or _pairs(above, [cell for _, cell in cells], read))
    ):
        return True
    heads = all(cell.number is None or words_of.year(cell) for _, cell in cells)
    under = [place for place, _ in cells if place >= len(above) or not above[place].printed]
    return heads and len(under) * 2 >= len(cells) - 1 and any(words_of.year(cell) for _, cell in cells)


def _pairs(above: tuple[Cell, ...], cells: list[Cell], read: Reader) -> bool:
    """Whether years stand below indicators, or indicators below years, beside a heading that goes down over both rows."""
    upper = [cell for cell in above[1:] if cell.printed]
    years = [bool(row) and all(words_of.year(cell) for cell in row) for row in (upper, cells)]
    named = [any(read(cell.printed) for cell in row if cell.number is None) for row in (upper, cells)]
    return (years[0] and named[1]) or (named[0] and years[1])


def _read(sheet: Sheet, start: int, count: int, read: Reader) -> tuple[Score, Callable[[], Layout]] | None:
    """How well these headings fit a table, the one that they fit best, and what makes its layout; None where they fit none."""
    headings = heading_words(sheet, start, count)
    years = {place: year for place, cell in headings.items() if (year := words_of.year(cell)) is not None}
    across = across_of.columns(headings, read) if not years else {}
    found: list[tuple[int, Score, Callable[[], Layout]]] = []
    for rank, table in enumerate(TABLES if not years else ("observation", "target")):
        spread, body = across_of.figures(sheet, across if table in across_of.TABLES else {}, start + count)
        body += _numbers_the_columns(sheet, body)
        columns, unread = _columns(sheet, headings, {*years, *spread}, table, body)
        if spread and not across_of.tell(columns, spread):
            spread, body = {}, start + count + _numbers_the_columns(sheet, start + count)
            columns, unread = _columns(sheet, headings, {*years}, table, body)
        have = {*columns, *(("value", "date") if years else ()), *(("value", "indicator") if spread else ())}
        if len(have) < 2 or not any(needed <= have for needed in _NEEDED[table]):
            continue
        telling = sum(_TELLING[table].get(name, 0) for name in have) + (4 if words_of.table_of_sheet(sheet.name) == table else 0) - rank
        # Headings that explain more columns go before others; among equals fewer rows, higher up.
        explained = len(columns) + len(years) + len(spread) + sum(each.year is not None for each in spread.values())
        score = explained * 10 - 3 * len(unread), telling, -start - count
        made = partial(_made, sheet, table, range(start, body), columns, headings, years, unread, spread)
        found.append((telling, score, made))
    best = max(found, key=lambda one: one[:2], default=None)
    return best[1:] if best else None


def _with_near(layout: Layout, said: Known) -> Layout:
    """A table with indicators across its columns, the headings that only come close to one among them."""
    near: dict[int, Across] = {}
    for place, heading in layout.headings.items() if layout.across else ():
        if heading in layout.unread and (found := across_of.near(heading, across_of.below(layout.sheet, place, layout.first_row), said)):
            near[place] = found
    unread = tuple(words for words in layout.unread if words not in {layout.headings[place] for place in near})
    return replace(layout, across=dict(sorted({**layout.across, **near}.items())), unread=unread)


def _columns(
    sheet: Sheet, headings: Mapping[int, Cell], spread: Collection[int], table: str, body: int
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Field -> column, and the headings that are no field; `spread` are columns of values. Headings that mean one thing go first, then those that may mean several."""
    maybe = {place: names for place, cell in headings.items() if place not in spread and (names := _names(cell, table))}
    taken: dict[str, int] = {}
    ids = [place for place in maybe if words_of.schema_name(headings[place].printed)]
    for place in sorted(maybe, key=lambda place: (place in ids, len(maybe[place]), place)):
        names = maybe[place]
        if set(names) >= {"measure", "unit"} and not {"measure", "unit"} & set(taken):
            cells = [row[place] for row in sheet.rows[body : body + LOOKED_AT] if place < len(row)]
            names = ("measure",) if words_of.look_like_measures(cells) else ("unit",)
        free = [name for name in names if name not in taken]
        if free:
            taken[free[0]] = place
        elif place in ids:
            taken.setdefault(words_of.schema_name(headings[place].printed), place)
    read = {*taken.values(), *spread}
    doubled = {fold(headings[place].printed) for place in read}
    unread = [cell.printed for place, cell in headings.items() if place not in read and fold(cell.printed) not in doubled]
    filled = {place for row in sheet.rows[body : body + LOOKED_AT] for place, cell in enumerate(row) if cell.printed}
    unread += [get_column_letter(place + 1) for place in sorted(filled - set(headings))]
    return taken, tuple(unread)


def _names(cell: Cell, table: str) -> tuple[str, ...]:
    return tuple(name for name in words_of.fields(cell.printed, table) if name != SHEET) if cell.number is None else ()


def _made(
    sheet: Sheet,
    table: str,
    header: range,
    columns: dict[str, int],
    headings: Mapping[int, Cell],
    years: Mapping[int, Year],
    unread: tuple[str, ...],
    across: Mapping[int, Across],
) -> Layout:
    last = _last_row(sheet, header.stop)
    printed = {place: cell.printed for place, cell in headings.items()}
    context = titles.context(sheet, header.start, header.stop, last, table)
    return Layout(
        filled_down(sheet, header.stop), table, tuple(header), columns, printed, years, header.stop, last, context, unread, across
    )


def _numbers_the_columns(sheet: Sheet, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    cells = [fold(cell.printed) for cell in sheet.rows[row] if cell.printed] if row < len(sheet.rows) else []
    if len(cells) < 3 or not all(_NUMBERING.fullmatch(cell) for cell in cells):
        return False
    numbers = [int(found[1]) for cell in cells if (found := re.match(r"\(?([0-9]{1,2})", cell))]
    return all(later == earlier + 1 for earlier, later in pairwise(numbers)) and numbers[:1] in ([1], [2], [3])


def _last_row(sheet: Sheet, first: int) -> int:
    """The last row before closing notes, signatures and blank lines."""
    last = len(sheet.rows) - 1
    while last >= first and _closes([cell for cell in sheet.rows[last] if cell.printed or cell.fault]):
        last -= 1
    return last


def _closes(cells: list[Cell]) -> bool:
    return (
        len(cells) < 3
        and not any(cell.fault or cell.number is not None for cell in cells)
        and all(_CLOSING.match(fold(c.printed)) for c in cells)
    )


def _without_fields(sheet: Sheet) -> Layout | None:
    """A table whose headings are years alone, above one column of words: `Sơn Hà | 2023 | 2024`. Its corner is a title."""
    for start, row in enumerate(sheet.rows[:DEEPEST]):
        years = {place: year for place, cell in enumerate(row) if (year := words_of.year(cell)) is not None}
        rest = [place for place, cell in enumerate(row) if cell.printed and place not in years]
        below = [cells for cells in sheet.rows[start + 1 : start + LOOKED_AT] if cells]
        if years and len(rest) <= 1 and below and 0 not in years and all(cells[0].printed for cells in below):
            layout = _made(sheet, "observation", range(start, start + 1), {"indicator": 0}, dict(enumerate(row)), years, (), {})
            title = "\n".join(filter(None, (layout.context.get("title", ""), row[0].printed if rest else "")))
            context = {**layout.context, "title": title} if title else layout.context
            return replace(layout, context=context)
    return None
