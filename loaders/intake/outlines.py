"""What a sheet's XML says besides its values: merged and hidden cells, formulas that were never calculated, and how much there is."""

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from loaders.intake.cells import RefusedError
from loaders.intake.limits import LAST_ROW, MEGABYTE, MOST_CELLS, Tally

MOST_MERGED = 20_000


@dataclass
class Outline:
    """Of one sheet, rows and columns from 1: its filled rows, its last filled row and column, merged ranges (left, top, right, bottom), whether rows or
    columns are hidden, whether there are formulas, and the cells whose formula has no stored result."""

    rows: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    formulas: bool = False
    uncalculated: set[tuple[int, int]] = field(default_factory=set)


def outline(packed: zipfile.ZipFile, part: str, name: str, tally: Tally) -> Outline:
    """Return the outline of the sheet in `part` of a checked archive. Raises RefusedError beyond the limits, counted in `tally`."""
    reader = _Reader(name, tally)
    with packed.open(part) as file:
        while piece := file.read(MEGABYTE):
            reader.parser.Parse(piece, False)
    reader.parser.Parse(b"", True)
    return reader.found


def strings(packed: zipfile.ZipFile) -> None:
    """Raise RefusedError where the workbook's list of words holds more than cells are read."""
    for entry in packed.infolist():
        if entry.filename.lower().endswith("sharedstrings.xml"):
            with packed.open(entry) as file:
                count, rest = 0, b""
                while piece := file.read(MEGABYTE):
                    count += (rest + piece).count(b"<si") + (rest + piece).count(b":si>")
                    rest = piece[-2:]
            if count > 2 * MOST_CELLS:
                raise RefusedError("intake.file.cells", limit=MOST_CELLS)


class _Reader:
    """Follows the events of one sheet's XML, with room for one row at a time."""

    def __init__(self, sheet: str, tally: Tally) -> None:
        self.sheet, self.tally, self.found = sheet, tally, Outline()
        self.row = self.column = self.filled = self.last = 0
        self.in_value = self.has_formula = self.has_value = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(" ")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.column = self.filled = self.last = 0
                self.found.hidden |= _true(attributes.get("hidden"))
                if not 0 < self.row <= LAST_ROW:
                    raise RefusedError("intake.file.broken")
            case "c":
                self.column = coordinate_to_tuple(attributes["r"])[1] if "r" in attributes else self.column + 1
                self.has_formula = self.has_value = False
            case "f":
                self.has_formula = self.found.formulas = True
            case "v" | "t":
                self.in_value = True
            case "col":
                self.found.hidden |= _true(attributes.get("hidden"))
            case "mergeCell":
                self.merge(attributes.get("ref", ""))

    def text(self, words: str) -> None:
        self.has_value |= self.in_value and bool(words)

    def end(self, tag: str) -> None:
        match tag.rpartition(" ")[2]:
            case "v" | "t":
                self.in_value = False
            case "c":
                if self.has_value or self.has_formula:
                    self.filled, self.last = self.filled + 1, max(self.last, self.column)
                if self.has_formula and not self.has_value:
                    self.found.uncalculated.add((self.row, self.column))
            case "row" if self.filled:
                self.tally.row(self.filled, self.last, self.row, self.sheet)
                self.found.rows.add(self.row)
                self.found.last_row = max(self.found.last_row, self.row)
                self.found.last_column = max(self.found.last_column, self.last)

    def merge(self, reference: str) -> None:
        left, top, right, bottom = range_boundaries(reference)
        if left and top and right and bottom:
            self.found.merged.append((left, top, right, bottom))
        if len(self.found.merged) > MOST_MERGED:
            raise RefusedError("intake.file.merged", sheet=self.sheet)


def _true(value: str | None) -> bool:
    return value in ("1", "true")
