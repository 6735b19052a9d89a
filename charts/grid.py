"""What matrices share: cells with rows of labels at the left and localities above, every cell a place to click."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from charts import marks
from charts.lettering import LIMIT, safe, tinted, wrapped
from charts.look import CLEAR, Style
from charts.sheet import Sheet

HEAD_SIZE = 11.5
CELL_WIDTH, RADIUS = 0.95, 4


class Cell(NamedTuple):
    """One cell or a part of one; x is the column's number, y pixels from the top of the matrix, width a share of the column."""

    x: float
    y: float
    height: float
    colour: str
    row: dict[str, Any]
    width: float = CELL_WIDTH


def heads(units: Sequence[str], names: Mapping[str, str], worn: Mapping[str, Style], sheet: Sheet, room: float = 43) -> list[str]:
    """The localities above their columns: each one's glyph in its colour, then its name; below it on a narrow sheet, in lines of `room` pixels.

    On a wide sheet a name goes on in a second line where the columns are too many for one.
    """
    return [_head(names[unit], worn[unit], sheet, room, (sheet.limit - sheet.left) / len(units)) for unit in units]


def _head(label: str, style: Style, sheet: Sheet, room: float, column: float) -> str:
    glyph = tinted(style.glyph, style.dark if sheet.dark else style.light, 13)
    if sheet.limit > LIMIT:
        return f"{glyph} {'<br>'.join(map(safe, wrapped(label, HEAD_SIZE, column - 14)))}"
    return "<br>".join([glyph, *map(safe, wrapped(label, HEAD_SIZE, min(room, column)))])


def axis(heads: Sequence[str], colour: str) -> dict:
    """The axis that carries the heads."""
    ticks = {"tickmode": "array", "tickvals": list(range(len(heads))), "ticktext": list(heads), "tickangle": 0}
    return {**ticks, "side": "top", "range": [-0.5, len(heads) - 0.5], "tickfont": {"size": HEAD_SIZE, "color": colour}}


def bars(name: str, cells: Sequence[Cell], thickness: Sequence[float] | float, more: dict) -> dict:
    """A trace of boxes as wide as the cells."""
    return {
        "type": "bar", "name": name, "orientation": "h", "showlegend": False, **marks.STILL,
        "base": [cell.x - cell.width / 2 for cell in cells], "x": [cell.width for cell in cells], "y": [cell.y for cell in cells],
        "width": thickness, **more,
    }  # fmt: skip


def hits(cells: Sequence[Cell], ids: Sequence[str]) -> dict:
    """The trace that is clicked: whole cells, unseen, with what stands in the columns `ids` as customdata and `hover` as their words."""
    more = {
        "customdata": [[cell.row[name] for name in ids] for cell in cells],
        "hovertext": [_hover(cell.row["hover"]) for cell in cells],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": CLEAR, "line": {"width": 0, "color": CLEAR}},
    }  # fmt: skip
    return bars("hit", [cell._replace(width=1) for cell in cells], [cell.height for cell in cells], more)


def _hover(text: str) -> str:
    """The sentence given, wrapped; its own line breaks (a newline or <br>) stay."""
    paragraphs = re.split(r"\n|<br ?/?>", text)
    return "<br>".join(safe(line) for part in paragraphs for line in wrapped(part, 13, 270))


def letters(name: str, cells: Sequence[Cell], text: list[str], font: dict, drop: float = 0) -> dict:
    """A trace of texts in the middle of the cells, `drop` pixels lower."""
    # Plotly dims text that is not selected unless it is told a colour for what is; it takes one colour only.
    return {
        "type": "scatter", "mode": "text", "name": name, "text": text, "textposition": "middle center",
        "x": [cell.x for cell in cells], "y": [cell.y + drop for cell in cells], "textfont": font,
        "hoverinfo": "skip", "showlegend": False, "cliponaxis": False, "marker": {"color": font["color"]},
        "selected": {"textfont": {"color": font["color"]}},
    }  # fmt: skip


def dashes(name: str, cells: Sequence[Cell], colour: str) -> dict:
    """A trace of short thin dashes."""
    return {
        "type": "scatter", "mode": "markers", "name": name, "hoverinfo": "skip", "showlegend": False,
        "x": [cell.x for cell in cells], "y": [cell.y for cell in cells], **marks.STILL,
        "marker": {"symbol": "line-ew", "size": 5, "color": colour, "line": {"width": 1.4, "color": colour}},
    }  # fmt: skip


def rule(sheet: Sheet, y: float, left: float) -> None:
    """A line across labels and cells, y pixels from the top of the sheet."""
    line = {"type": "line", "layer": "below", "line": {"color": sheet.ink.line, "width": 1}}
    sheet.draw({**line, "x0": -left, "x1": 0, "y0": 0, "y1": 0}, y)
    across = {**line, "xref": "paper", "x0": 0, "x1": 1, "xsizemode": "scaled", "y0": 0, "y1": 0}
    sheet.draw(across, y)
