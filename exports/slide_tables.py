"""The matrices on slides: native tables whose cells say in signs, words and years what the figures draw.

| coverage | cell | checks | cell |
| --- | --- | --- | --- |
| number | the years on the locality's colour | tension | `!` and how many, on brown |
| words only | quotation marks, the years | information | `i` and how many |
| not mentioned | a dash | consistent | `✓` and how many |
| text not available | a question mark, hatched | none | a dash |
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches

from charts.key import QUOTES
from charts.look import LIGHT, in_order, styles
from exports.slide_panels import longest
from exports.slide_text import SMALL, Box, Run, clean, height, lines, node, solid, text_box, write
from exports.view import View
from loaders.records import records

LABELS, ROW, PAD, KEY = 4.2, 0.34, 0.06, 0.32  # LABELS: the greatest width of the first column
STRETCH = 1.35  # rows grow so far where a slide has room
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's style without lines and fills
SIGNS = {"number": "■", "words_only": QUOTES, "not_mentioned": "–", "text_not_available": "?"}
OUTCOMES = {"tension": "!", "information": "i", "consistent": "✓", "none": "–"}


@dataclass(frozen=True)
class Cell:
    """What a cell says. fill: its ground, empty for none; hatched: a pattern for what is unknown."""

    text: str
    colour: str = LIGHT.text
    fill: str = ""
    bold: bool = False
    hatched: bool = False


@dataclass(frozen=True)
class Matrix:
    """A table for one slide or more. places: the rows of the view's frame behind each of its rows."""

    name: str
    spoken: str
    heads: Sequence[Cell]
    labels: Sequence[str]
    cells: Sequence[Sequence[Cell]]
    places: Sequence[tuple[int, ...]]
    key: str

    def paged(self, room: Box) -> list["Matrix"]:
        """The parts that fit a slide each, of about equal length."""
        tall = [row_height(label) for label in self.labels]
        free = room.height - KEY - 1.2 * ROW
        count = max(1, -(-int(sum(tall) * 1000) // int(free * 1000)))
        size = -(-len(tall) // count)
        return [self._part(first, first + size) for first in range(0, len(tall), size)]

    def _part(self, first: int, last: int) -> "Matrix":
        own = slice(first, last)
        return Matrix(self.name, self.spoken, self.heads, self.labels[own], self.cells[own], self.places[own], self.key)


def row_height(label: str) -> float:
    """Return how high a row is, in inches."""
    return max(ROW, height(lines(label, SMALL + 1, LABELS - 0.15), SMALL + 1) + PAD)


def coverage(view: View) -> Matrix:
    """Return which question each locality answers: a row a question, a column a locality, in the figure's order."""
    rows = records(view.rows)
    key = {row["state"]: f"{SIGNS[row['state']]} {clean(row['state_label'])}" for row in rows}
    return _matrix(view, rows, ("family_id", "family_label"), _covered, " · ".join(key[state] for state in SIGNS if state in key))


def checks(view: View) -> Matrix:
    """Return which rule finds what in whose numbers: a row a rule, a column a unit, in the figure's order."""
    rows = records(view.rows)
    key = {row["outcome"]: f"{OUTCOMES[row['outcome']]} {clean(row['outcome_label'])}" for row in rows}
    return _matrix(view, rows, ("rule", "rule_label"), _found, " · ".join(key[outcome] for outcome in OUTCOMES if outcome in key))


def _matrix(view: View, rows: Sequence[Mapping[str, Any]], by: tuple[str, str], said: Any, key: str) -> Matrix:
    units = in_order(row["unit_id"] for row in rows)
    worn, names = styles(units), {row["unit_id"]: clean(row["unit_label"]) for row in rows}
    places: dict[str, dict[str, list[int]]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row[by[0]], {}).setdefault(row["unit_id"], []).append(place)
    heads = [Cell(f"{worn[unit].glyph} {names[unit]}", worn[unit].light, bold=True) for unit in units]
    cells = [[said([rows[place] for place in own.get(unit, [])], worn[unit].light) for unit in units] for own in places.values()]
    behind = [tuple(place for own in line.values() for place in own) for line in places.values()]
    labels = [clean(rows[own[0]][by[1]]) for own in behind]
    return Matrix(view.title, view.spoken, heads, labels, cells, behind, key)


def _covered(rows: Sequence[Mapping[str, Any]], colour: str) -> Cell:
    if not rows:
        return Cell("")
    state, years = rows[0]["state"], clean(rows[0]["horizons"])
    if state == "number":
        return Cell(years or SIGNS[state], LIGHT.page, colour, bold=True)
    if state == "words_only":
        return Cell(f"{QUOTES} {years}".strip(), colour, bold=True)
    return Cell(
        SIGNS[state],
        LIGHT.text if state == "text_not_available" else LIGHT.muted,
        bold=state == "text_not_available",
        hatched=state == "text_not_available",
    )


def _found(rows: Sequence[Mapping[str, Any]], colour: str) -> Cell:
    if not rows:
        return Cell("")
    outcomes = {row["outcome"]: row for row in rows}
    text = "  ".join(
        OUTCOMES[name] + (f" {int(outcomes[name]['count'])}" if name != "none" else "") for name in OUTCOMES if name in outcomes
    )
    if not all(row.get("chosen", True) for row in rows) or "none" in outcomes:
        return Cell(text, LIGHT.muted)
    tension = "tension" in outcomes
    return Cell(text, LIGHT.page if tension else LIGHT.text, LIGHT.reason if tension else "", bold=True)


def put(slide: Any, matrix: Matrix, room: Box, lang: str) -> float:
    """Draw what the signs mean and the matrix as a table; return where it ends."""
    text_box(slide, Box(room.left, room.top, room.width, KEY), [[Run(matrix.key, SMALL, LIGHT.muted)]], lang, matrix.key)
    tall = [1.2 * ROW, *(row_height(label) for label in matrix.labels)]
    stretch = min(STRETCH, max(1.0, (room.height - KEY) / sum(tall)))
    tall = [high * stretch for high in tall]
    first = min(LABELS, longest(matrix.labels, SMALL + 1) + 0.2)
    frame = slide.shapes.add_table(len(tall), len(matrix.heads) + 1, *map(Inches, (room.left, room.top + KEY, room.width, sum(tall))))
    frame.name = clean(matrix.name)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(matrix.spoken))
    table = frame.table
    frame._element.find(".//" + qn("a:tableStyleId")).text = PLAIN
    table.horz_banding = False
    for column, wide in enumerate([first, *[(room.width - first) / len(matrix.heads)] * len(matrix.heads)]):
        table.columns[column].width = Inches(wide)
    for row, high in enumerate(tall):
        table.rows[row].height = Inches(high)
    for column, head in enumerate([Cell(""), *matrix.heads]):
        _fill(table.cell(0, column), head, lang, bool(column))
    for row, (label, cells) in enumerate(zip(matrix.labels, matrix.cells, strict=True), 1):
        for column, cell in enumerate([Cell(label), *cells]):
            _fill(table.cell(row, column), cell, lang, bool(column))
    return room.top + KEY + sum(tall)


def _fill(cell: Any, given: Cell, lang: str, centred: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.05)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    run = Run(given.text, SMALL + 1, given.colour, given.bold)
    write(cell.text_frame, [[run]] if given.text else [], lang, PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT)
    properties = cell._tc.get_or_add_tcPr()
    for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
        shown = solid(LIGHT.page if side in ("a:lnL", "a:lnR") else LIGHT.line)
        properties.append(node(side, shown, w=38100 if side in ("a:lnL", "a:lnR") else 6350))
    if given.hatched:
        ground = [
            node(f"a:{name}", node("a:srgbClr", val=colour.lstrip("#"))) for name, colour in (("fgClr", LIGHT.line), ("bgClr", LIGHT.page))
        ]
        properties.append(node("a:pattFill", *ground, prst="ltUpDiag"))
    else:
        properties.append(solid(given.fill) if given.fill else node("a:noFill"))
