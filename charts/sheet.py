"""A figure as a sheet of paper: title, texts and panels from the top down, in pixels, whatever the width.

Height is known on the server and width is not. So everything is placed by pixels from the top and turned into plotly's
paper fractions at the end, and the figure holds its own title and source: a downloaded picture needs no page around it.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from charts.lettering import LIMIT, bold, plain, safe, wrapped
from charts.look import ink, layout

PAD = 8
LEADING = 1.3
TITLE_SIZE = 19


class Sheet:
    """Collects traces, texts, shapes and axes; `y` is the next free pixel from the top; `left` the left margin, `limit` how wide a text may run."""

    def __init__(self, dark: bool, left: int = PAD, limit: float = LIMIT):
        self.dark, self.ink, self.left, self.limit, self.y = dark, ink(dark), left, limit, 10.0
        self.data: list[dict] = []
        self.annotations: list[dict] = []
        self.shapes: list[dict] = []
        self.axes: dict[str, dict] = {}
        self._from_top: list[tuple[dict, str, float]] = []
        self._domains: list[tuple[dict, float, float]] = []

    def title(self, text: str) -> None:
        """The question, at the top left; room is kept for the button at the right."""
        lines = wrapped(text, TITLE_SIZE, self.limit - 14, bold=True)
        self.write([bold(line) for line in lines], TITLE_SIZE, self.ink.text, after=4)

    def write(self, lines: Sequence[str], size: float, colour: str, after: float = 0) -> None:
        """Lines of ready markup at the left edge; nothing for no lines."""
        if lines:
            self.put("<br>".join(lines), size, colour, self.y)
            self.y += len(lines) * size * LEADING + after

    def put(self, markup: str, size: float, colour: str, y: float, shift: float = 0) -> None:
        """One text at y pixels from the top, `shift` pixels from the left edge; the cursor stays."""
        note = {
            "text": markup, "x": 0, "xref": "paper", "xanchor": "left", "xshift": PAD - self.left + shift,
            "yref": "paper", "yanchor": "top", "align": "left", "showarrow": False, "borderpad": 0,
            "font": {"size": size, "color": colour},
        }  # fmt: skip
        self._place(note, y)
        self.annotations.append(note)

    def draw(self, shape: Mapping, y: float) -> None:
        """A shape in pixels around a point at the left edge and y pixels from the top."""
        pixels = {"xref": "paper", "xanchor": 0, "xsizemode": "pixel", "yref": "paper", "ysizemode": "pixel"}
        placed = {**pixels, **shape}
        self._from_top.append((placed, "yanchor", y))
        self.shapes.append(placed)

    def panel(self, height: float, x: dict, y: dict, below: float) -> str:
        """Axes whose y runs in pixels from the panel's top; returns their suffix; `below` is room for ticks."""
        suffix = "" if not self.axes else str(len(self.axes) // 2 + 1)
        self.axes[f"xaxis{suffix}"] = {"fixedrange": True, "anchor": f"y{suffix}", "domain": [0, 1], **x}
        vertical = {"fixedrange": True, "anchor": f"x{suffix}", "range": [height, 0], "showticklabels": False, **y}
        self.axes[f"yaxis{suffix}"] = vertical
        self._domains.append((vertical, self.y, self.y + height))
        self.y += height + below
        return suffix

    def close(self, texts: Mapping[str, str]) -> None:
        """The note on the marks and the source, small, at the foot."""
        for key, size in (("axis_note", 12.5), ("source", 11.5)):
            self.write([safe(line) for line in wrapped(texts.get(key, ""), size, self.limit)], size, self.ink.muted, after=3)
        self.y += 6

    def figure(self, lang: str) -> go.Figure:
        """The finished figure; its height is `layout.height`."""
        height = round(self.y)
        for item, key, y in self._from_top:
            item[key] = 1 - y / height
        for axis, top, bottom in self._domains:
            axis["domain"] = [max(0.0, 1 - bottom / height), 1 - top / height]
        margin = {"l": self.left, "r": PAD, "t": 0, "b": 0, "pad": 0, "autoexpand": False}
        body = {"annotations": self.annotations, "shapes": self.shapes, "margin": margin, **self.axes}
        # Checking every property takes four times as long as the rest; tests/charts checks the same figures in full.
        return go.Figure(self.data, layout(lang, self.dark, height, **body), _validate=False)

    def _place(self, item: dict, y: float) -> None:
        self._from_top.append((item, "y", y))


def mappings(frame: Any) -> list[dict]:
    """Rows of a frame as mappings, NaN for none, as its own `to_dict("records")` gives them, in a fraction of its time."""
    columns = [column.array.to_numpy(object, na_value=math.nan).tolist() for _, column in frame.items()]
    return [dict(zip(frame.columns, cells, strict=True)) for cells in zip(*columns, strict=True)]


def in_panels(frame: Any, numbers: Collection[str]) -> list[list[dict]]:
    """Rows of a frame as mappings, one list a `panel_id`, both in the frame's order: `numbers` as floats (NaN for none), all else as text."""
    panels: dict[str, list[dict]] = {}
    for row in mappings(frame):
        typed = {key: float(value) if key in numbers else plain(value) for key, value in row.items()}
        panels.setdefault(row["panel_id"], []).append(typed)
    return list(panels.values())


def empty(texts: Mapping[str, str], lang: str, dark: bool) -> go.Figure:
    """A figure that says, in its middle, why there is nothing to draw."""
    sheet = Sheet(dark)
    sheet.title(texts.get("title", ""))
    sheet.y = max(sheet.y + 110, 180)
    lines = wrapped(texts.get("empty", ""), 15, LIMIT - 40)
    middle = {"x": 0.5, "y": 0.45, "xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "middle"}
    font = {"size": 15, "color": sheet.ink.muted}
    sheet.annotations.append({"text": "<br>".join(map(safe, lines)), "showarrow": False, "font": font, **middle})
    sheet.axes = {axis: {"visible": False, "fixedrange": True} for axis in ("xaxis", "yaxis")}
    return sheet.figure(lang)
