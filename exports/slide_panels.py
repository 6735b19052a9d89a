"""Panels that share no axis: each its own chart under its own heading, below one another, on as many slides as they need."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from charts.look import LIGHT
from charts.scale import Scale
from exports import slide_chart
from exports.slide_series import Drawing, Series
from exports.slide_text import BODY, HEADING, SMALL, Box, Run, height, inches, lines, text_box
from loaders.records import records

TICKS, GAP, AFTER_HEAD = 0.3, 0.14, 0.03
EDGE = 0.001  # beyond the ends of an axis of inches, since what lies outside by a rounding error is not drawn
STRETCH = 1.7  # rows grow so far where a slide has room
NUMBERS = ("low", "high", "benchmark_low", "benchmark_high", "value_low", "value_high", "baseline_low", "baseline_high")


@dataclass(frozen=True)
class Panel:
    """Rows that share an axis. rows: their places in the view's frame. heights: inches that each needs. ticks: its axis has numbers.

    draw: the chart of some of the rows, stretched, in a box.
    """

    heading: str
    subtitle: str
    reason: str
    rows: tuple[int, ...]
    heights: tuple[float, ...]
    ticks: bool
    draw: Callable[[tuple[int, ...], float, Box], Drawing]

    def head(self, room: float) -> float:
        """The height of what stands above the chart."""
        said = lines(f"{self.heading}   {self.subtitle}", HEADING, room)
        return height(said, HEADING) + height(lines(f"≠ {self.reason}", BODY, room) if self.reason else 0, BODY) + AFTER_HEAD

    def fixed(self, room: float) -> float:
        """The height that does not grow."""
        return self.head(room) + (TICKS if self.ticks else 0.04) + GAP

    def part(self, first: int, last: int) -> "Panel":
        return replace(self, rows=self.rows[first:last], heights=self.heights[first:last])


def grouped(records: Sequence[Mapping[str, Any]]) -> list[tuple[int, ...]]:
    """Return the places of the rows of each panel, panels in the order of their first row."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(records):
        found.setdefault(row["panel_id"], []).append(place)
    return [tuple(places) for places in found.values()]


def typed(frame: Any) -> list[dict[str, Any]]:
    """Return the rows with numbers as floats, NaN for none, and everything else as text, empty for nulls."""
    return [
        {key: (float("nan") if value is None else float(value)) if key in NUMBERS else _plain(value) for key, value in row.items()}
        for row in records(frame)
    ]


def _plain(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def paged(panels: Iterable[Panel], room: Box) -> list[list[Panel]]:
    """Return the panels of each slide, in order; a panel taller than a slide goes on on the next, its heading repeated.

    The fewest slides that hold them, filled as evenly as their order allows.
    """
    pieces = [piece for whole in panels for piece in _pieces(whole, room)]
    needs = [piece.fixed(room.width) + sum(piece.heights) for piece in pieces]
    limit = room.height + GAP
    slides = _filled(pieces, needs, limit)
    while limit > max(needs) and len(fewer := _filled(pieces, needs, limit := limit - 0.05)) == len(slides):
        slides = fewer
    return slides


def _filled(pieces: Sequence[Panel], needs: Sequence[float], limit: float) -> list[list[Panel]]:
    slides: list[list[Panel]] = []
    left = 0.0
    for piece, tall in zip(pieces, needs, strict=True):
        if not slides or tall > left:
            slides.append([])
            left = limit
        slides[-1].append(piece)
        left -= tall
    return slides


def _pieces(panel: Panel, room: Box) -> list[Panel]:
    """The panel in the fewest parts that fit a slide each, of about equal length."""
    free = room.height - panel.fixed(room.width) + GAP
    # A heading longer than a slide leaves no room at all: then each row stands by itself.
    parts = math.ceil(sum(panel.heights) / free) if free > 0 else len(panel.rows)
    while True:
        cuts = [round(n * len(panel.rows) / parts) for n in range(parts + 1)]
        pieces = [panel.part(first, last) for first, last in pairwise(cuts)]
        if parts >= len(panel.rows) or all(sum(piece.heights) <= free for piece in pieces):
            return [piece for piece in pieces if piece.rows]
        parts += 1


def put(slide: Any, panels: Sequence[Panel], room: Box, lang: str) -> float:
    """Draw the panels of one slide below one another, grown to its height as far as is becoming; return where they end."""
    fixed = sum(panel.fixed(room.width) for panel in panels) - GAP
    stretch = min(STRETCH, max(1.0, (room.height - fixed) / sum(sum(panel.heights) for panel in panels)))
    top = room.top
    for panel in panels:
        head = panel.head(room.width)
        text_box(slide, Box(room.left, top, room.width, head), _head(panel), lang, panel.heading)
        tall = stretch * sum(panel.heights) + (TICKS if panel.ticks else 0.04)
        box = Box(room.left, top + head, room.width, tall)
        slide_chart.add(slide, box, panel.draw(panel.rows, stretch, box), lang)
        top += head + tall + GAP
    return top


def _head(panel: Panel) -> list[list[Run]]:
    title = [Run(panel.heading, HEADING, bold=True)]
    if panel.subtitle:
        title.append(Run(f"   {panel.subtitle}", SMALL, LIGHT.muted))
    return ([[Run(f"≠ {panel.reason}", BODY, LIGHT.reason, True)]] if panel.reason else []) + [title]


def longest(texts: Iterable[str], points: float, bold: bool = False) -> float:
    """Return the length of the longest text in inches."""
    return max((inches(text, points, bold) for text in texts), default=0.0)


def beyond(series: Iterable[Series], end: float) -> float:
    """Return where an axis must end so that everything is drawn, words too; a little farther, for rounding."""
    return max([end, *(1.001 * spot.value for one in series for spot in one.xs)])


def number_format(span: Scale, lang: str) -> str:
    """Return the number format of an axis, the same in every reader's Office; empty for ticks with decimals, which it cannot write.

    Thousands are parted by a literal sign, because `#,##0` follows the reader's own language.
    """
    if any(tick != int(tick) for tick in span.ticks):
        return ""
    sign = '"%"' if span.labels[0].endswith("%") else ""
    part = '"."' if lang == "vi" else '","'
    if span.ticks[-1] < 1000:
        return f"0{sign}"
    return f"[>=1000000]0{part}000{part}000{sign};[>=1000]0{part}000{sign};0{sign}"
