"""Room for words: each label of a crowded panel where it covers least, near its own mark before far from it.

Everything is reckoned in pixels of the narrowest panel for which the picture is drawn, so a wider one has room to spare. A caller makes a
`Plane` (what a pixel is), says as `Box`es what must stay free, and gets from `place` plotly's annotations for its `Label`s.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from charts.look import CLEAR, Ink

LEADING = 1.3  # of the size of the letters, from line to line, as plotly sets them
# Where a label may stand around its mark: to the right or left (1, -1), above or below.
AROUND = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))
BELOW = ((0, -1), (1, -1), (-1, -1), (1, 0), (-1, 0), (0, 1), (1, 1), (-1, 1))
# How many pixels farther than needed; from LEAD_FROM on a thin line leads from the words to their mark.
AWAY = (0, 5, 10, 18, 28, 40, 54, 70, 90, 115)
LEAD_FROM = 12


class Box(NamedTuple):
    """A rectangle in pixels from the panel's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """The area that both cover, in square pixels."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0

    def distance(self, x: float, y: float) -> float:
        """How far a point lies outside, in pixels; 0 inside."""
        return math.hypot(max(self.left - x, 0, x - self.right), max(self.top - y, 0, y - self.bottom))


class Plane(NamedTuple):
    """The panel at the narrowest width for which it is drawn: years from `start` to `end`, values from `low` to `high`, in pixels."""

    start: float
    end: float
    low: float
    high: float
    width: float
    height: float

    @property
    def step(self) -> float:
        """How many years a pixel is."""
        return (self.end - self.start) / self.width

    def spot(self, at: float, value: float) -> tuple[float, float]:
        """Where a year and a value lie, in pixels from the top left corner."""
        return (at - self.start) / self.step, (self.high - value) / (self.high - self.low) * self.height

    def box(self, at: float, value: float, across: float, down: float) -> Box:
        """The box around a year and a value that reaches `across` to both sides and `down` up and down."""
        x, y = self.spot(at, value)
        return Box(x - across, y - down, x + across, y + down)


class Label(NamedTuple):
    """Words beside a place.

    ways: the words wrapped in one or more ways, the preferred first, each as lines of ready markup and the length of the longest.
    sides: sides of the mark, the preferred first. off: pixels from the mark's middle. An optional label may be left out.
    """

    at: float
    value: float
    ways: tuple[tuple[tuple[str, ...], float], ...]
    colour: str
    size: float
    off: float
    sides: tuple[tuple[int, int], ...] = AROUND
    optional: bool = False


class Panel(NamedTuple):
    """What is known of the panel: its plane, how far words may reach, boxes not to be crossed, and the places of all marks in pixels."""

    plane: Plane
    edge: Box
    barriers: Sequence[Box]
    marks: Sequence[tuple[float, float]]


class _Spot(NamedTuple):
    """Where a label may stand: its lines, how much farther than needed, its box, its side of the mark, how far to the right and up."""

    lines: tuple[str, ...]
    away: float
    box: Box
    across: int
    up: int
    x: float
    y: float


def place(labels: Iterable[Label], taken: Iterable[Box], panel: Panel, ink: Ink) -> list[dict]:
    """Return one annotation a label, in the order given, which is the order of precedence; an optional label without room has none.

    taken: what no words should cover; every placed label joins it. A label far from its mark gets a thin line to it.
    """
    filled, notes = [*taken], []
    for label in labels:
        cost, spot = _cheapest(label, filled, panel)
        if label.optional and cost > 5 * spot.away:
            continue
        filled.append(spot.box)
        notes.append(_annotation(label, spot, panel, ink))
    return notes


def _annotation(label: Label, spot: _Spot, panel: Panel, ink: Ink) -> dict:
    # Words that cannot but cross a barrier stand on a patch of page.
    ground = ink.page if any(spot.box.overlap(box) for box in panel.barriers) else CLEAR
    lead = {"showarrow": True, "ax": spot.x, "ay": -spot.y, "arrowhead": 0, "arrowwidth": 0.8, "arrowcolor": ink.muted, "standoff": 7}
    return {
        "name": "label", "text": "<br>".join(spot.lines), "x": label.at, "y": label.value, "xref": "x", "yref": "y",
        "xanchor": ("center", "left", "right")[spot.across], "yanchor": ("middle", "bottom", "top")[spot.up], "borderpad": 0,
        "align": ("center", "left", "right")[spot.across], "font": {"size": label.size, "color": label.colour}, "bgcolor": ground,
        **(lead if spot.away > LEAD_FROM else {"showarrow": False, "xshift": spot.x, "yshift": spot.y}),
    }  # fmt: skip


def _cheapest(label: Label, taken: list[Box], panel: Panel) -> tuple[float, _Spot]:
    """The spot that covers least, and whose words are nearer to their own mark than to another; near before far."""
    own = panel.plane.spot(label.at, label.value)
    best: tuple[float, _Spot] | None = None
    for spot in _spots(label, panel.plane):
        least, cost = best[0] if best else math.inf, 5 * spot.away
        if cost >= least:
            break
        cost += _cover(spot.box, taken, panel.edge)
        if cost < least:
            cost += _estrangement(spot.box, own, panel)
        if cost < least and spot.away > LEAD_FROM:
            # The thin line to the mark must not run through other words.
            cost += 60 * sum(box.left < x < box.right and box.top < y < box.bottom for x, y in _between(own, spot.box) for box in taken)
        if cost < least:
            best = cost, spot
    assert best
    return best


def _spots(label: Label, plane: Plane) -> Iterator[_Spot]:
    """Every place for a label, the nearest and most wanted first: around its mark, then higher and lower beside it."""
    x, y = plane.spot(label.at, label.value)
    for away in AWAY[:3] if label.optional else AWAY:
        for across, up in label.sides:
            right, above = across * (label.off + min(away, 16)), up * (label.off + away)
            for lines, length in label.ways:
                high = len(lines) * LEADING * label.size
                left = x + right - (length / 2, 0, length)[across]
                top = y - above - (high / 2, high, 0)[up]
                yield _Spot(lines, away, Box(left, top, left + length, top + high), across, up, right, above)


def _cover(box: Box, taken: Iterable[Box], edge: Box) -> float:
    """What it costs to stand on others and beyond the edge."""
    left, top, right, bottom = box
    # Sorting out what lies far away, first and without a call, makes the search twice as fast.
    hit = [other for other in taken if other.left < right and other.right > left and other.top < bottom and other.bottom > top]
    outside = (right - left) * (bottom - top) - box.overlap(edge)
    return 3 * sum(box.overlap(other) for other in hit) + 6 * round(outside, 3)


def _estrangement(box: Box, own: tuple[float, float], panel: Panel) -> float:
    """What it costs to stand nearer to another mark than to one's own, or across a barrier from it."""
    nearer = sum(box.distance(*mark) <= box.distance(*own) for mark in panel.marks if mark != own)
    beyond = sum((own[0] < barrier.left) != (box.left < barrier.left) for barrier in panel.barriers)
    return 150 * nearer + 200 * beyond


def _between(mark: tuple[float, float], box: Box) -> Iterator[tuple[float, float]]:
    """Places on the way from a mark to the nearest edge of its words, without the mark itself."""
    x, y = min(max(mark[0], box.left), box.right), min(max(mark[1], box.top), box.bottom)
    yield from ((mark[0] + (x - mark[0]) * n / 8, mark[1] + (y - mark[1]) * n / 8) for n in range(3, 8))
