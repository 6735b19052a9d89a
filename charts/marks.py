"""The marks that say the qualifier before anyone reads; they differ in shape, so they survive greyscale.

| shape | the document says | the mark |
| --- | --- | --- |
| point | a bare number | diamond |
| interval | from … to | thick bar, both ends closed |
| floor | more than (gt), at least (ge) | open ring (gt) or filled dot (ge), fade and arrow to the right |
| ceiling | less than (lt), at most (le) | the same to the left |
| near | nearly | arrow from the left that stops short of a tick at the number |
| fuzzy | about | soft band on both sides of a dot |

A fade has one length in a panel and that length means nothing. y runs in pixels, so marks keep their height everywhere.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from charts.look import see_through

STEPS = 22
HAZE = 0.6  # how much of a fade the band of "about" reaches on each side
OPEN = ("gt", "lt")


class Mark(NamedTuple):
    """One stated number or pair of numbers; an end that the document leaves open is NaN."""

    y: float
    shape: str
    operator: str
    low: float
    high: float
    colour: str


class Piece(NamedTuple):
    """A bar from x over `length`, or a symbol at x."""

    kind: str
    x: float
    y: float
    colour: str
    length: float = 0.0


# kind of bar: its thickness in pixels; kind of symbol: plotly's symbol, size, width of its line, angle.
BARS = {"fade": 11, "haze": 17, "interval": 11, "shaft": 2, "value": 10}
SYMBOLS = {
    "cap": ("line-ns", 15, 3, 0),
    "tick": ("line-ns", 15, 1.8, 0),
    "ring": ("circle", 13, 2.8, 0),
    "dot": ("circle", 13, 0, 0),
    "core": ("circle", 9, 0, 0),
    "diamond": ("diamond", 14, 0, 0),
    "arrow-right": ("arrow", 13, 0, 90),
    "arrow-left": ("arrow", 13, 0, -90),
}
STILL = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


def ends(mark: Mark) -> list[float]:
    """The stated ends, lower first; empty when there is no number."""
    return sorted({v for v in (mark.low, mark.high) if math.isfinite(v)})


def anchor(mark: Mark) -> float:
    """Where the mark stands on the axis: its number, the middle of two, NaN for none."""
    stated = ends(mark)
    return sum(stated) / len(stated) if stated else math.nan


def traces(marks: Iterable[Mark], axis: str, fade: float, page: str) -> list[dict]:
    """One trace for each kind of piece, named for it, in the order of drawing; `axis` is "" or "2", "3", …

    Raises KeyError for a shape that is not in the table above. A mark without a number draws nothing.
    """
    pieces: dict[str, list[Piece]] = {}
    for mark in marks:
        for piece in _DRAW[mark.shape](mark, fade) if ends(mark) else ():
            pieces.setdefault(piece.kind, []).append(piece)
    drawn = [bars(kind, pieces[kind], axis) for kind in BARS if kind in pieces]
    return drawn + [_symbols(kind, pieces[kind], axis, page) for kind in SYMBOLS if kind in pieces]


def _point(mark: Mark, fade: float) -> list[Piece]:
    return [Piece("diamond", x, mark.y, mark.colour) for x in ends(mark)]


def _interval(mark: Mark, fade: float) -> list[Piece]:
    low, high = ends(mark)[0], ends(mark)[-1]
    caps = [Piece("cap", x, mark.y, mark.colour) for x in (low, high)]
    return [Piece("interval", low, mark.y, mark.colour, high - low), *caps]


def _floor(mark: Mark, fade: float) -> list[Piece]:
    return _one_sided(mark, ends(mark)[0], fade, "arrow-right")


def _ceiling(mark: Mark, fade: float) -> list[Piece]:
    return _one_sided(mark, ends(mark)[-1], -fade, "arrow-left")


def _one_sided(mark: Mark, x: float, reach: float, arrow: str) -> list[Piece]:
    y, colour = mark.y, mark.colour
    edge = Piece("ring" if mark.operator in OPEN else "dot", x, y, colour)
    return [
        *_fade("fade", x, reach, mark),
        Piece("shaft", x, y, colour, reach * 0.94),
        Piece(arrow, x + reach, y, colour),
        edge,
    ]


def _near(mark: Mark, fade: float) -> list[Piece]:
    x, y, colour = ends(mark)[-1], mark.y, mark.colour
    tip = x - 0.2 * fade
    return [
        *_fade("fade", tip, -0.8 * fade, mark),
        Piece("shaft", tip, y, colour, -0.8 * fade),
        Piece("arrow-right", tip, y, colour),
        Piece("tick", x, y, colour),
    ]


def _fuzzy(mark: Mark, fade: float) -> list[Piece]:
    x = anchor(mark)
    sides = [piece for reach in (-HAZE * fade, HAZE * fade) for piece in _fade("haze", x, reach, mark)]
    return [*sides, Piece("core", x, mark.y, mark.colour)]


_DRAW = {
    "point": _point, "interval": _interval, "floor": _floor, "ceiling": _ceiling, "near": _near, "fuzzy": _fuzzy,
}  # fmt: skip


def _fade(kind: str, x: float, reach: float, mark: Mark) -> list[Piece]:
    """Steps that lose their colour away from x, in whichever direction `reach` points."""
    step = reach / STEPS
    shades = [see_through(mark.colour, 0.42 * (1 - n / STEPS) ** 1.3 + 0.03) for n in range(STEPS)]
    return [Piece(kind, x + n * step, mark.y, shade, step) for n, shade in enumerate(shades)]


def bars(kind: str, pieces: list[Piece], axis: str) -> dict:
    """One trace of level bars; `kind` is a key of BARS."""
    return {
        "type": "bar", "name": kind, "orientation": "h", "xaxis": f"x{axis}", "yaxis": f"y{axis}",
        "base": [p.x for p in pieces], "x": [p.length for p in pieces], "y": [p.y for p in pieces],
        "width": BARS[kind], "hoverinfo": "skip", "showlegend": False, **STILL,
        "marker": {"color": [p.colour for p in pieces], "line": {"width": 0, "color": pieces[0].colour}},
    }  # fmt: skip


def _symbols(kind: str, pieces: list[Piece], axis: str, page: str) -> dict:
    symbol, size, line, angle = SYMBOLS[kind]
    colours = [p.colour for p in pieces]
    return {
        "type": "scatter", "mode": "markers", "name": kind, "xaxis": f"x{axis}", "yaxis": f"y{axis}",
        "x": [p.x for p in pieces], "y": [p.y for p in pieces],
        "hoverinfo": "skip", "showlegend": False, "cliponaxis": False, **STILL,
        "marker": {
            "symbol": symbol, "size": size, "angle": angle, "opacity": 1,
            "color": page if kind == "ring" else colours, "line": {"color": colours, "width": line},
        },
    }  # fmt: skip
