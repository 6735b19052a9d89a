"""The coverage matrix: which question each locality answers, in four marks that differ in shape.

| state | mark |
| --- | --- |
| number | filled rounded cell in the locality's colour, the years written in it |
| words_only | quotation marks |
| not_mentioned | a short thin dash |
| text_not_available | hatched cell with a question mark |
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import plotly.graph_objects as go

from charts import grid, key
from charts.grid import RADIUS, Cell
from charts.key import QUOTES, STATES
from charts.lettering import LIMIT, bold, plain, safe, tinted, width, wrapped
from charts.look import Ink, Style, in_order, styles
from charts.sheet import PAD, Sheet, empty, mappings

LABELS, LABEL_SIZE = 140, 11.5
ROW, SECOND_LINE, THEME_GAP, CELL = 19.0, 14.0, 4.0, 15.5
# A wide sheet has its column heads and its key on one line.
WIDE = 700.0


class Matrix(NamedTuple):
    """What stands where, in pixels from the top: cells, labels with their lines, the lines between themes."""

    cells: list[Cell]
    labels: list[tuple[float, tuple[str, ...]]]
    breaks: list[float]
    height: float


def figure(frame: Any, *, texts: Mapping[str, str], lang: str, dark: bool = False, wide: bool = False) -> go.Figure:
    """Questions by localities.

    frame: one row a family and unit, families in the order of drawing; localities take their fixed order. Columns:
    family_id, family_label, theme_label, unit_id, unit_label, state, horizons ("2025 · 2030", "2030*" or empty), hover.
    A missing pair leaves its cell empty. texts: a label for each of the four states, empty, and when given title,
    subtitle, axis_note, source. An empty frame gives a figure that says `texts["empty"]`.
    A click on a cell selects a point whose customdata is [family_id, unit_id]. Raises ValueError for an unknown state.
    """
    if frame.empty:
        return empty(texts, lang, dark)
    records = [{name: plain(value) for name, value in row.items()} for row in mappings(frame)]
    unknown = {row["state"] for row in records} - set(STATES)
    if unknown:
        raise ValueError(f"unknown state: {', '.join(sorted(unknown))}")
    sheet = Sheet(dark, LABELS + PAD, WIDE if wide else LIMIT)
    sheet.title(texts.get("title", ""))
    sheet.write([safe(line) for line in wrapped(texts.get("subtitle", ""), 13, sheet.limit)], 13, sheet.ink.muted, after=4)
    key.draw(sheet, texts)
    _matrix(sheet, records)
    sheet.close(texts)
    return sheet.figure(lang)


def _matrix(sheet: Sheet, records: list[dict]) -> None:
    worn = styles(row["unit_id"] for row in records)
    columns = in_order(row["unit_id"] for row in records)
    names = {row["unit_id"]: row["unit_label"] for row in records}
    heads = grid.heads(columns, names, worn, sheet)
    sheet.y += 8 + 14.5 * max(head.count("<br>") + 1 for head in heads)
    matrix = _cells(records, columns, worn, sheet.dark)
    start = sheet.y
    sheet.panel(matrix.height, grid.axis(heads, sheet.ink.text), {}, below=10)
    sheet.data += _traces(matrix.cells, sheet.ink)
    for y, lines in matrix.labels:
        sheet.put("<br>".join(map(safe, lines)), LABEL_SIZE, sheet.ink.text, start + y)
    for y in matrix.breaks:
        grid.rule(sheet, start + y, LABELS)


def _cells(records: list[dict], columns: list[str], worn: dict[str, Style], dark: bool) -> Matrix:
    families: dict[str, list[dict]] = {}
    for row in records:
        families.setdefault(row["family_id"], []).append(row)
    cells: list[Cell] = []
    labels: list[tuple[float, tuple[str, ...]]] = []
    breaks: list[float] = []
    y, theme = 0.0, None
    for rows in families.values():
        if theme is not None and rows[0]["theme_label"] != theme:
            breaks.append(y + THEME_GAP / 2)
            y += THEME_GAP
        theme = rows[0]["theme_label"]
        lines = wrapped(rows[0]["family_label"], LABEL_SIZE, LABELS - 2)
        height = ROW + SECOND_LINE * (len(lines) - 1)
        labels.append((y + (height - len(lines) * LABEL_SIZE * 1.3) / 2 - 1.5, lines))
        for row in rows:
            style = worn[row["unit_id"]]
            colour = style.dark if dark else style.light
            cells.append(Cell(columns.index(row["unit_id"]), y + height / 2, height, colour, row))
        y += height
    return Matrix(cells, labels, breaks, y)


def _traces(cells: list[Cell], ink: Ink) -> list[dict]:
    by_state = {state: [cell for cell in cells if cell.row["state"] == state] for state in STATES}
    drawn = [_DRAW[state](found, ink) for state, found in by_state.items() if found]
    return [grid.hits(cells, ("family_id", "unit_id")), *(trace for traces in drawn for trace in traces)]


def _numbers(cells: list[Cell], ink: Ink) -> list[dict]:
    colours = [cell.colour for cell in cells]
    marker = {"color": colours, "cornerradius": RADIUS, "line": {"width": 0, "color": colours}}
    years = [_years(cell.row["horizons"]) for cell in cells]
    sizes = [11 if width(text, 11, bold=True) <= 38 else 9 for text in years]
    text = grid.letters("years", cells, list(map(bold, years)), {"size": sizes, "color": ink.page})
    return [grid.bars("number", cells, CELL, {"hoverinfo": "skip", "marker": marker}), text]


def _years(horizons: str) -> str:
    """2030; ’25 ’30; ’25·30·45; other words ("each year") only where no year stands beside them; a star behind all stays."""
    star = "*" * horizons.endswith("*")
    horizons = horizons.removesuffix("*")
    parts = [part.strip() for part in horizons.split("·") if part.strip()]
    years = [part[2:] for part in parts if re.fullmatch(r"\d{4}", part)]
    if len(years) > 2:
        return "’" + "·".join(years) + star
    if len(years) == 2:
        return " ".join(f"’{year}" for year in years) + star
    return next((part for part in parts if part[2:] in years), " · ".join(parts)) + star


def _unavailable(cells: list[Cell], ink: Ink) -> list[dict]:
    hatch = {"shape": "/", "size": 6, "solidity": 0.22, "fgcolor": ink.line, "bgcolor": ink.page}
    marker = {"color": ink.page, "cornerradius": RADIUS, "pattern": hatch, "line": {"width": 1, "color": ink.muted}}
    text = grid.letters("question", cells, ["<b>?</b>"] * len(cells), {"size": 13, "color": ink.text})
    return [grid.bars("text_not_available", cells, CELL, {"hoverinfo": "skip", "marker": marker}), text]


def _quotes(cells: list[Cell], ink: Ink) -> list[dict]:
    # Quotation marks hang at the top of their line, so the line stands lower than the cell.
    text = [f"<b>{tinted(QUOTES, cell.colour)}</b>" for cell in cells]
    return [grid.letters("words_only", cells, text, {"size": 19, "color": ink.text}, drop=5)]


def _dashes(cells: list[Cell], ink: Ink) -> list[dict]:
    return [grid.dashes("not_mentioned", cells, ink.muted)]


_DRAW = {
    "number": _numbers, "words_only": _quotes, "not_mentioned": _dashes, "text_not_available": _unavailable,
}  # fmt: skip
