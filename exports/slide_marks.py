"""The marks of the figures (`charts.marks`) as lines and dots of a native chart: the qualifier shows before anyone reads.

| shape | the document says | the mark |
| --- | --- | --- |
| point | a bare number | diamond |
| interval | from … to | thick bar, both ends closed |
| floor | more than (gt), at least (ge) | open ring (gt) or filled dot (ge), arrow to the right |
| ceiling | less than (lt), at most (le) | the same to the left |
| near | nearly | arrow from the left that stops short of a tick at the number |
| fuzzy | about | pale band on both sides of a dot |

Everything is drawn lying; `Series.upright` turns it. Arrows and bands have one length in a chart and that length means nothing.
PowerPoint draws the last series on top and LibreOffice the first, so no part of a mark lies over another.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from charts.look import LIGHT
from charts.marks import HAZE, OPEN
from exports.slide_series import Dot, Pen, Series, Spot, Words

BAR, STROKE, CAP, BAND = 9.0, 2.25, 3.0, 13.0
PALE = 0.3
RING, CORE = 12, 6  # points across an open ring and the page inside it
CLEAR = 0.1  # inches from the middle of a dot to what begins beside it
UNSEEN = Words("")


class Mark(NamedTuple):
    """One stated number or pair: its ends (NaN for an open one) at height `y`.

    half: half of its height in the units of y. inch: an inch in the units of x.
    """

    low: Spot
    high: Spot
    shape: str
    operator: str
    y: float
    half: float
    colour: str
    inch: float
    words: Words = UNSEEN

    @property
    def ends(self) -> list[Spot]:
        """The stated ends, lower first; one where both are the same number."""
        found = {spot.value: spot for spot in (self.high, self.low) if math.isfinite(spot.value)}
        return [found[value] for value in sorted(found)]


def drawn(mark: Mark, fade: float) -> list[Series]:
    """Return the series of a mark, what lies behind first; nothing without a number. Raises KeyError for an unknown shape."""
    return _DRAW[mark.shape](mark, fade) if mark.ends else []


def reach(mark: Mark, fade: float) -> tuple[Spot, Spot]:
    """Return how far a mark with a number reaches along the axis, its arrow or band included."""
    before, after = {"fuzzy": (HAZE, HAZE), "ceiling": (1.0, 0.0), "near": (1.0, 0.0), "floor": (0.0, 1.0)}.get(mark.shape, (0.0, 0.0))
    return mark.ends[0].moved(-before * fade), mark.ends[-1].moved(after * fade)


def paler(colour: str, share: float) -> str:
    """Return a colour mixed with white; `share` is what is left of it. LibreOffice shows no see-through lines."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def stroke(xs: Sequence[Spot], ys: Sequence[float], pen: Pen, words: Words = UNSEEN) -> Series:
    """Return a line through points."""
    return Series(words, tuple(xs), tuple(map(Spot, ys)), pen=pen)


def dot(mark: Mark, x: Spot, look: Dot) -> Series:
    """Return a marker at a place of a mark, called as the mark is."""
    return Series(mark.words, (x,), (Spot(mark.y),), dot=look)


def arrow(mark: Mark, start: Spot, end: Spot) -> Series:
    """Return an arrow in one stroke: the shaft, then its head of two barbs."""
    barb = end.moved(-0.28 * (end.value - start.value))
    path = (mark.y, mark.y, mark.y + mark.half, mark.y, mark.y - mark.half)
    return stroke((start, end, barb, end, barb), path, Pen(mark.colour, STROKE), mark.words)


def within(series: Iterable[Series], start: float) -> list[Series]:
    """Return the series with nothing short of the axis' start, where it would not be drawn: an arrow begins there."""
    return [replace(one, xs=tuple(x if x.value >= start else Spot(start) for x in one.xs)) for one in series]


def _point(mark: Mark, fade: float) -> list[Series]:
    return [dot(mark, x, Dot("diamond", 13, mark.colour)) for x in mark.ends]


def _interval(mark: Mark, fade: float) -> list[Series]:
    ends = mark.ends[0], mark.ends[-1]
    caps = [stroke((x, x), (mark.y - mark.half, mark.y + mark.half), Pen(mark.colour, CAP), mark.words) for x in ends]
    return [stroke(ends, (mark.y, mark.y), Pen(mark.colour, BAR), mark.words), *caps]


def _floor(mark: Mark, fade: float) -> list[Series]:
    return _one_sided(mark, mark.ends[0], fade)


def _ceiling(mark: Mark, fade: float) -> list[Series]:
    return _one_sided(mark, mark.ends[-1], -fade)


def _one_sided(mark: Mark, x: Spot, length: float) -> list[Series]:
    start = x.moved(math.copysign(min(CLEAR * mark.inch, 0.45 * abs(length)), length))
    return [
        arrow(mark, start, x.moved(length)),
        *(ring(mark, x) if mark.operator in OPEN else [dot(mark, x, Dot("circle", RING, mark.colour))]),
    ]


def ring(mark: Mark, x: Spot) -> list[Series]:
    """Return an open ring: its inside stands first and last, to lie on top everywhere. LibreOffice draws no border around a marker."""
    inside = dot(mark, x, Dot("circle", CORE, LIGHT.page))
    return [inside, dot(mark, x, Dot("circle", RING, mark.colour)), inside]


def _near(mark: Mark, fade: float) -> list[Series]:
    x = mark.ends[-1]
    tick = stroke((x, x), (mark.y - 1.4 * mark.half, mark.y + 1.4 * mark.half), Pen(mark.colour, CAP), mark.words)
    return [arrow(mark, x.moved(-fade), x.moved(-0.2 * fade)), tick]


def _fuzzy(mark: Mark, fade: float) -> list[Series]:
    x, pen = mark.ends[0], Pen(paler(mark.colour, PALE), BAND)
    sides = ((-HAZE * fade, -0.8 * CLEAR * mark.inch), (0.8 * CLEAR * mark.inch, HAZE * fade))
    bands = [stroke((x.moved(start), x.moved(end)), (mark.y, mark.y), pen, mark.words) for start, end in sides]
    return [*bands, dot(mark, x, Dot("circle", 9, mark.colour))]


_DRAW = {"point": _point, "interval": _interval, "floor": _floor, "ceiling": _ceiling, "near": _near, "fuzzy": _fuzzy}
