"""Indicators across the columns of a table: `Huyện | Số HTX | Số THT 2024`, and the row of units of measure that may stand below them."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from loaders.folding import fold, tidy
from loaders.intake import headings, measures, names
from loaders.intake.cells import Cell, Sheet
from loaders.intake.headings import Year
from loaders.intake.known import Known
from loaders.intake.number_words import spelled
from loaders.intake.phrases import in_brackets
from loaders.intake.unread import says_absent

# A figure of a table with these is told by its row and column alone; with one of VALUES the table has its figures in a column of their own.
TABLES, OF_A_ROW, VALUES = ("observation", "target"), {"unit", "date", "horizon"}, {"indicator", "value", "low", "high"}
# How many cells of a column tell what it holds.
LOOKED_AT = 200
# Longer words head no column.
LONGEST = 200
_UNIT_SAID = re.compile(r"(?i)^(?:đvt|đơn vị(?: tính)?|unit)\s*:\s*")
# Beside a year: what is told of more than that year.
_COMPARED = re.compile(r"\b(?:so voi|so sanh|giai doan|tu|tu nam|ke tu|compared|than|since|from)\b")
_SOME_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True)
class Across:
    """A column of values of one indicator: the words of its heading that name it, the unit of measure and the year that stand with them,
    the year as printed too."""

    words: str
    measure: str = ""
    year: Year | None = None
    dated: str = ""


# A heading's words -> the column that it heads, None where they name no indicator.
Reader = Callable[[str], Across | None]


def reader(said: Known) -> Reader:
    """Return what reads headings that name an indicator, one or several to be asked about; each heading is looked up once."""

    @cache
    def read(heading: str) -> Across | None:
        found = parts(heading)
        return found if found and names.indicators(said, found.words, found.measure) else None

    return read


def parts(heading: str) -> Across | None:
    """Return a heading taken apart into words, unit of measure in brackets, and year; None for one that cannot head one day's figures:
    a year alone, several years or a comparison with one."""
    if not heading or len(heading) > LONGEST:
        return None
    bracketed = in_brackets(heading)
    measure = _UNIT_SAID.sub("", bracketed)
    if not measures.is_unit(measure):
        measure = ""
    words, year, dated = _dated(heading.replace(f"({bracketed})", " ") if measure else heading)
    is_of_two = _SOME_YEAR.search(words) or (year and _COMPARED.search(fold(words)))
    return Across(words, measure, year, dated) if words and not is_of_two else None


def _dated(heading: str) -> tuple[str, Year | None, str]:
    """The words of a heading, and the year before or behind them with as many words of its own as it has: `Ước TH 2024`."""
    said = tidy(heading).split()
    for cut in range(1, len(said)) if _SOME_YEAR.search(heading) else ():
        for words, rest in ((said[:cut], said[cut:]), (said[-cut:], said[:-cut])):
            dated = " ".join(rest).strip("()[],;:-– ")
            if year := headings.year(Cell(dated)):
                return " ".join(words).strip("([,;:-– "), year, dated
    return " ".join(said), None, ""


def columns(found: Mapping[int, Cell], read: Reader) -> dict[int, Across]:
    """Return column -> the indicator that its heading names, of those that are no field by their very words."""
    return {
        place: across
        for place, cell in found.items()
        if cell.number is None and not cell.fault and not headings.is_known(cell.printed) and (across := read(cell.printed))
    }


def figures(sheet: Sheet, across: Mapping[int, Across], row: int) -> tuple[dict[int, Across], int]:
    """Return those columns that hold figures from `row` on, with the units of measure of a row of nothing else, and the row after it."""
    units = _units(sheet, row, across)
    body = row + bool(units)
    if is_headed(sheet, body):
        return {}, row
    found = {
        place: replace(each, measure=each.measure or units.get(place, ""))
        for place, each in across.items()
        if _hold_figures(below(sheet, place, body))
    }
    return found, body if found else row


def is_headed(sheet: Sheet, row: int) -> bool:
    """Return whether a row goes on with the headings above it: words without a figure, and nothing below the first of those."""
    cells = [(place, cell.printed) for place, cell in enumerate(sheet.rows[row]) if cell.printed] if row < len(sheet.rows) else []
    first = next((place for place, cell in enumerate(sheet.rows[row - 1]) if cell.printed), 0) if row else 0
    worded = not any(_is_figure(fold(words)) or says_absent(fold(words)) or _is_unit(words) for _, words in cells)
    return len(cells) > 1 and cells[0][0] > first and worded


def tell(columns: Collection[str], across: Mapping[int, Across]) -> bool:
    """Return whether the other fields of a table tell of whom or when a figure is, and none is a column of figures or of indicators.

    A date of the row and another of the column would leave open of which day the figure is."""
    is_dated = any(each.year for each in across.values())
    return bool(OF_A_ROW & set(columns)) and not VALUES & set(columns) and not (is_dated and {"date", "horizon"} & set(columns))


def near(heading: str, cells: Iterable[Cell], said: Known) -> Across | None:
    """Return the column of a heading that names no indicator, but comes close to some and stands above figures: that is asked about."""
    found = parts(heading)
    return found if found and _hold_figures(cells) and names.nearest(said, found.words, found.measure) else None


def below(sheet: Sheet, place: int, row: int) -> list[Cell]:
    """Return the cells of a column from a row on, as many as tell what it holds."""
    return [cells[place] for cells in sheet.rows[row : row + LOOKED_AT] if place < len(cells)]


def _hold_figures(cells: Iterable[Cell]) -> bool:
    """Whether most of the cells that say anything say a number, in digits or in words."""
    said = [cell for cell in cells if cell.fault or not says_absent(fold(cell.printed))]
    return sum(_is_figure(fold(cell.printed)) for cell in said) * 2 >= len(said)


def _is_figure(folded: str) -> bool:
    return any(sign.isdigit() for sign in folded) or spelled(folded) or folded.startswith("khong co")


def _units(sheet: Sheet, row: int, across: Mapping[int, Across]) -> dict[int, str]:
    """Column -> unit of measure where a row holds nothing but these; empty where it is no such row."""
    cells = {place: cell.printed for place, cell in enumerate(sheet.rows[row]) if cell.printed} if row < len(sheet.rows) else {}
    units = {place: words.strip("() ") for place, words in cells.items() if place in across}
    rest = [words for place, words in cells.items() if place not in across]
    is_row = all(map(_is_unit, units.values())) and all(_is_unit(words) or "measure" in headings.fields(words, TABLES[0]) for words in rest)
    return units if is_row else {}


def _is_unit(words: str) -> bool:
    return measures.is_unit(words) and not any(sign.isdigit() for sign in words)
