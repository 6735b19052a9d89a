"""What a native chart is made of: places on its axes, lines, markers, labels, and the table that people edit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from charts.look import LIGHT


class Spot(NamedTuple):
    """A place on an axis: a number, and the cell plus `shift` from which it comes, if any."""

    value: float
    cell: str = ""
    shift: float = 0.0

    def moved(self, by: float) -> "Spot":
        return Spot(self.value + by, self.cell, self.shift + by)


class Words(NamedTuple):
    """The words of a label, and the formula over the first sheet that gives them, if any."""

    text: str
    formula: str = ""


class Pen(NamedTuple):
    """A line: its width in points."""

    colour: str
    width: float
    dash: str = "solid"


class Dot(NamedTuple):
    """A filled marker: PowerPoint's name of its symbol, its size in points."""

    symbol: str
    size: int
    colour: str


class Label(NamedTuple):
    """Where the series' name stands at its last point: r, l, t, b or ctr."""

    side: str
    colour: str = LIGHT.text
    size: float = 14.0
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Series:
    """Points joined by a pen, marked by a dot or labelled; without any of the three nothing is seen."""

    words: Words
    xs: tuple[Spot, ...]
    ys: tuple[Spot, ...]
    pen: Pen | None = None
    dot: Dot | None = None
    label: Label | None = None

    def upright(self) -> "Series":
        """The same with its axes exchanged."""
        return replace(self, xs=self.ys, ys=self.xs)


class Axis(NamedTuple):
    """From where to where; `step` between ticks, `form` their number format (empty: no numbers), `grid`: with lines."""

    low: float
    high: float
    step: float = 0.0
    form: str = ""
    grid: bool = False


class Table(NamedTuple):
    """The first sheet: its titles and its rows of text, numbers and None."""

    titles: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Drawing:
    """A chart: what it is called, how it sounds, its table and series, and the margins around its plot in inches (left, top, right, bottom)."""

    name: str
    spoken: str
    sheets: tuple[str, str]
    heads: tuple[str, str, str]
    table: Table
    series: Sequence[Series]
    x: Axis
    y: Axis
    margins: tuple[float, float, float, float]
