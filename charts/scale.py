"""The axis of a panel: where it starts and ends, its ticks in words, and the one length of its fades."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from charts.look import number

# Not a round share of the axis: an arrow that ends on a grid line would look as if it meant that number.
FADE = 0.085


class Scale(NamedTuple):
    """`fade` is the length, in the axis' unit, of every fade in the panel. It means nothing."""

    start: float
    end: float
    fade: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    def share(self, value: float) -> float:
        """How far along the axis a value stands, 0 to 1."""
        return (value - self.start) / (self.end - self.start)


def scale(values: Iterable[float], symbol: str, lang: str) -> Scale:
    """Shares from 0 to 100; everything else from 0 to a round number; room for an arrow after the largest value."""
    finite = [v for v in values if math.isfinite(v)]
    top, low = max(finite, default=0), min([0, *finite])
    if symbol == "%" and low >= 0 and top <= 100:
        ticks = tuple(float(t) for t in range(0, 101, 20))
    else:
        ticks = _ticks(low, top, whole=not symbol.startswith("%") and all(v == int(v) for v in finite))
    span = ticks[-1] - ticks[0]
    fade = FADE * span
    end = max(ticks[-1] + 0.06 * span, top + fade * 1.35)
    sign = "%" if symbol.startswith("%") else ""
    return Scale(ticks[0] - 0.03 * span, end, fade, ticks, tuple(number(t, lang) + sign for t in ticks))


def _ticks(low: float, top: float, whole: bool) -> tuple[float, ...]:
    span = (top - low) or 1
    power = 10.0 ** math.floor(math.log10(span))
    step = next(s for s in (0.2 * power, 0.5 * power, power, 2 * power) if span / s <= 5.0001)
    step = max(1.0, step) if whole else step
    first, last = math.floor(low / step), math.ceil(round(top / step, 6)) or 1
    return tuple(round(n * step, 10) for n in range(first, last + 1))
