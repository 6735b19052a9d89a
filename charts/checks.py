"""The matrix of internal checks: which rule finds what in which locality's numbers, in marks that differ in shape.

| outcome | mark |
| --- | --- |
| tension | filled box with the number of findings |
| information | outlined box with the number of findings |
| consistent | a tick and the number of findings, no box |
| none | a short thin dash: the rule has no numbers to work on |
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import plotly.graph_objects as go

from charts import grid, key
from charts.grid import RADIUS, Cell
from charts.lettering import LIMIT, bold, plain, safe, wrapped
from charts.look import CLEAR, Ink, in_order, styles
from charts.sheet import PAD, Sheet, empty, mappings

OUTCOMES = ("tension", "information", "consistent", "none")
TICK = "✓"
# Width of the labels on a phone and on a wide sheet, and how far a line of text may run there.
LABELS, WIDE_LABELS, WIDE = 104, 208, 660.0
LABEL_SIZE, ROW, SECOND_LINE, BOX = 12.5, 27.0, 14.0, 19
GAP, FADED = 0.06, 0.3


def figure(frame: Any, *, texts: Mapping[str, str], lang: str, dark: bool = False, wide: bool = False) -> go.Figure:
    """Rules by localities.

    frame: one row a rule, unit and outcome, in the order of drawing; localities take their fixed order. Columns: rule, rule_label,
    unit_id, unit_label, outcome, count, chosen (false: drawn faintly), hover. A rule without numbers to work on has the outcome none
    and no count. texts: a label for each of the four outcomes, empty, and when given title, subtitle, axis_note, source. An empty frame
    gives a figure that says `texts["empty"]`. A click on a cell selects a point whose customdata is [rule, unit_id]. Raises ValueError
    for an unknown outcome.
    """
    if frame.empty:
        return empty(texts, lang, dark)
    records = mappings(frame)
    unknown = {plain(row["outcome"]) for row in records} - set(OUTCOMES)
    if unknown:
        raise ValueError(f"unknown outcome: {', '.join(sorted(unknown))}")
    sheet = Sheet(dark, (WIDE_LABELS if wide else LABELS) + PAD, WIDE if wide else LIMIT)
    sheet.title(texts.get("title", ""))
    sheet.write([safe(line) for line in wrapped(texts.get("subtitle", ""), 13, sheet.limit)], 13, sheet.ink.muted, after=4)
    key.lines(sheet, [(texts[outcome], partial(_mark, sheet, outcome)) for outcome in OUTCOMES])
    _matrix(sheet, records)
    sheet.close(texts)
    return sheet.figure(lang)


def _mark(sheet: Sheet, outcome: str, x: float) -> None:
    ink = sheet.ink
    if outcome == "consistent":
        sheet.put(bold(TICK), 13, ink.text, sheet.y - 1, shift=x + 4)
    elif outcome == "none":
        left = x + PAD - sheet.left
        dash: dict[str, Any] = {"type": "line", "line": {"color": ink.muted, "width": 1.4}}
        sheet.draw({**dash, "x0": left + 5, "x1": left + 13, "y0": 0, "y1": 0}, sheet.y + 8)
    else:
        tension = outcome == "tension"
        key.box(sheet, x, ink.reason if tension else CLEAR, ink.reason if tension else ink.muted, "1", ink.page if tension else ink.text)


def _matrix(sheet: Sheet, records: list[dict]) -> None:
    columns = in_order(row["unit_id"] for row in records)
    worn = styles(columns)
    names = {row["unit_id"]: row["unit_label"] for row in records}
    heads = grid.heads(columns, names, worn, sheet, room=40)
    sheet.y += 8 + 14.5 * max(head.count("<br>") + 1 for head in heads)
    cells, labels, height = _cells(records, columns, sheet.left - PAD)
    start = sheet.y
    sheet.panel(height, grid.axis(heads, sheet.ink.text), {}, below=10)
    sheet.data += _traces(cells, sheet.ink)
    for y, lines in labels:
        sheet.put("<br>".join(map(safe, lines)), LABEL_SIZE, sheet.ink.text, start + y)


def _cells(records: list[dict], columns: list[str], room: float) -> tuple[list[list[Cell]], list[tuple[float, tuple[str, ...]]], float]:
    """The parts of each cell, the labels with their place, and the height of all."""
    rules: dict[str, dict[str, list[dict]]] = {}
    for row in records:
        rules.setdefault(row["rule"], {}).setdefault(row["unit_id"], []).append(row)
    cells, labels, y = [], [], 0.0
    for units in rules.values():
        lines = wrapped(next(iter(units.values()))[0]["rule_label"], LABEL_SIZE, room - 4)
        height = ROW + SECOND_LINE * (len(lines) - 1)
        labels.append((y + (height - len(lines) * LABEL_SIZE * 1.3) / 2 - 1.5, lines))
        cells += [_parts(rows, columns.index(unit), y + height / 2, height) for unit, rows in units.items()]
        y += height
    return cells, labels, y


def _parts(rows: list[dict], column: int, y: float, height: float) -> list[Cell]:
    """The outcomes of one cell side by side, in equal parts of its width."""
    part = grid.CELL_WIDTH / len(rows)
    first = column - grid.CELL_WIDTH / 2 + part / 2
    width = part - (GAP if len(rows) > 1 else 0)
    return [Cell(first + n * part, y, height, "", row, width) for n, row in enumerate(rows)]


def _traces(cells: list[list[Cell]], ink: Ink) -> list[dict]:
    whole = [parts[0]._replace(x=round(parts[0].x)) for parts in cells]
    traces = [grid.hits(whole, ("rule", "unit_id"))]
    for outcome in OUTCOMES:
        for chosen in (False, True):
            found = [cell for parts in cells for cell in parts if cell.row["outcome"] == outcome and bool(cell.row["chosen"]) == chosen]
            traces += [_faint(trace, chosen) for trace in _DRAW[outcome](found, ink)] if found else []
    return traces


def _faint(trace: dict, chosen: bool) -> dict:
    return trace if chosen else {**trace, "opacity": FADED}


def _tension(cells: list[Cell], ink: Ink) -> list[dict]:
    return _boxes("tension", cells, ink.reason, ink.reason, ink.page)


def _information(cells: list[Cell], ink: Ink) -> list[dict]:
    return _boxes("information", cells, CLEAR, ink.muted, ink.text)


def _boxes(name: str, cells: list[Cell], fill: str, line: str, colour: str) -> list[dict]:
    marker = {"color": fill, "cornerradius": RADIUS, "line": {"width": 1.2, "color": line}}
    counts = [bold(str(int(cell.row["count"]))) for cell in cells]
    return [
        grid.bars(name, cells, BOX, {"hoverinfo": "skip", "marker": marker}),
        grid.letters(f"{name}-count", cells, counts, {"size": 12, "color": colour}),
    ]


def _consistent(cells: list[Cell], ink: Ink) -> list[dict]:
    counts = [bold(f"{TICK} {int(cell.row['count'])}") for cell in cells]
    return [grid.letters("consistent", cells, counts, {"size": 12, "color": ink.text})]


def _none(cells: list[Cell], ink: Ink) -> list[dict]:
    return [grid.dashes("none", cells, ink.muted)]


_DRAW = {"tension": _tension, "information": _information, "consistent": _consistent, "none": _none}
