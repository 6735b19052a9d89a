"""One indicator through time on a slide: figures as points at their date, targets as upright marks at their horizon.

The pace is a dotted lens. A figure in use is filled, another source's is open; a circle is final, a square preliminary, a cross computed, a triangle counts under
another standard. Only figures of one run are joined, so no line crosses a gap or 1/7/2025.
"""

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from charts.look import LIGHT, styles
from charts.marks import HAZE
from charts.scale import scale
from exports.slide_book import reference
from exports.slide_labels import Area, Place, Wanted, placed
from exports.slide_marks import CAP, Mark, drawn, stroke, within
from exports.slide_panels import number_format
from exports.slide_series import Axis, Dot, Drawing, Label, Pen, Series, Spot, Table, Words
from exports.slide_text import SMALL, Box, clean
from exports.view import View
from loaders.records import records
from loaders.texts import texts

LEFT, TOP, RIGHT, BOTTOM = 1.05, 0.05, 0.9, 0.35
STEPS, TICKS, FEWEST = (1, 2, 5, 10, 100), 14, 6  # years between ticks, how many fit, years that an axis spans at least
HEADROOM, HALF, BESIDE = 0.09, 0.1, 0.13
MANY = 8  # up to here every figure in use is labelled, else the first and the latest of a standard surely and others where there is room
SYMBOLS = {"final": "circle", "provisional": "square", "computed": "x"}
OTHER = "triangle"
TITLES = ("column.as_of", "column.stated", "column.low", "column.high", "slides.year", "column.note", "column.is_current", "column.source")
WHEN, STATED, LOW, HIGH, AT, REMARK = range(6)


def parts(view: View) -> dict[str, list[dict[str, Any]]]:
    """Return the rows by what they are: points (figures), goals, lenses, breaks; told by the ids that a row of each has."""
    found: dict[str, list[dict[str, Any]]] = {"points": [], "goals": [], "lenses": [], "breaks": []}
    for row in records(view.rows):
        known = {name for name in ("start_at", "observation_id", "target_id") if _given(row.get(name))}
        what = "lenses" if "start_at" in known else "points" if "observation_id" in known else "goals" if "target_id" in known else "breaks"
        found[what].append(row)
    return found


def drawing(view: View, box: Box) -> Drawing:
    """Return the chart. view.rows: points, goals, lenses and breaks of `charts.pathway.figure`, one below the other in this order."""
    plane = _Plane(view, box)
    series = [*plane.cuts(), *plane.paces(), *plane.runs(), *plane.promised(), *plane.observed()]
    series += plane.labels()
    words = texts(view.lang)
    heads = (words["slides.label"], words["slides.across"], words["slides.down"])
    table = Table([words[name] for name in TITLES], plane.cells())
    years = Axis(plane.first, plane.last, plane.step, "0")
    values = Axis(plane.span.ticks[0], plane.top, plane.span.ticks[1] - plane.span.ticks[0], number_format(plane.span, view.lang), True)
    return Drawing(
        view.title, view.spoken, (plane.sheet, words["slides.drawing"]), heads, table, series, years, values, (LEFT, TOP, RIGHT, BOTTOM)
    )


def _given(value: Any) -> bool:
    return value is not None and value == value and value != ""


def _number(value: Any) -> float:
    return float(value) if _given(value) else math.nan


class _Plane:
    """The plot: years across, values up, and how much of each an inch is."""

    def __init__(self, view: View, box: Box):
        self.lang, self.sheet = view.lang, texts(view.lang)["slides.data"]
        found = parts(view)
        self.points, self.goals, self.lenses, self.breaks = (found[name] for name in ("points", "goals", "lenses", "breaks"))
        self.rows = self.points + self.goals
        style = styles([self.rows[0]["unit_id"]])[self.rows[0]["unit_id"]]
        self.colour = style.light
        self.span = scale(
            (_number(row[end]) for row in self.rows for end in ("low", "high")), clean(self.rows[0]["measure_symbol"]), view.lang
        )
        self.top = self.span.end + HEADROOM * (self.span.end - self.span.ticks[0])
        years = [float(row["at"]) for row in (*self.rows, *self.breaks)]
        self.step = next(step for step in STEPS if max(years) - min(years) <= step * TICKS)
        self.first = math.floor((min(years) - 0.5) / self.step) * self.step
        self.last = max(math.ceil((max(years) + 0.5) / self.step) * self.step, self.first + FEWEST)
        self.width, self.height = box.width - LEFT - RIGHT, box.height - TOP - BOTTOM
        self.year, self.inch = (self.last - self.first) / self.width, (self.top - self.span.ticks[0]) / self.height
        self.marks = [self.mark(place, row) for place, row in enumerate(self.rows, 1)]
        self.spread()

    def cell(self, place: int, column: int) -> str:
        return reference(self.sheet, place, column)

    def mark(self, place: int, row: Mapping[str, Any]) -> Mark:
        low, high = Spot(_number(row["low"]), self.cell(place, LOW)), Spot(_number(row["high"]), self.cell(place, HIGH))
        words = Words(clean(row["stated"]), f"={self.cell(place, STATED)}")
        return Mark(low, high, row["shape"], row["operator"], float(row["at"]), HALF * self.year, self.colour, self.inch, words)

    def spread(self) -> None:
        """Set figures of one day side by side, the one in use at its day."""
        step = 0.16 * self.year
        standing: list[tuple[float, float]] = []
        for place in sorted(range(len(self.points)), key=lambda place: not self.points[place]["is_current"]):
            mark = self.marks[place]
            value = _middle(mark)
            close = [x for x, other in standing if abs(value - other) < 0.16 * self.inch]
            tried = (mark.y + sign * n * step for n in range(6) for sign in (1, -1))
            at = next((x for x in tried if all(abs(x - other) >= 0.9 * step for other in close)), mark.y)
            standing.append((at, value))
            self.marks[place] = mark._replace(y=at)

    def cells(self) -> list[list[Any]]:
        """The table inside the chart: figures by date, then targets by horizon."""
        said = []
        for row in self.rows:
            when, source = row.get("as_of"), row.get(f"source_{self.lang}")
            used = ("✓" if row.get("is_current") is True else "–") if _given(row.get("observation_id")) else ""
            ends = (_number(row["low"]), _number(row["high"]), float(row["at"]))
            when = when if _given(when) else row["horizon_label"]
            said.append(
                [
                    clean(when),
                    clean(row["stated"]),
                    *ends,
                    clean(row["note_short"]),
                    used,
                    clean(source if _given(source) else row.get("documents")),
                ]
            )
        return said

    def cuts(self) -> list[Series]:
        """A dashed line where the unit's territory ended."""
        foot, top = Spot(self.span.ticks[0]), Spot(self.top)
        return [
            Series(Words(clean(cut["label"])), (Spot(float(cut["at"])),) * 2, (foot, top), pen=Pen(LIGHT.reason, 1.75, "dash"))
            for cut in self.breaks
        ]

    def paces(self) -> list[Series]:
        ends = (((row["start_at"], row["end_at"]), (row["start_value"], row["end_value"]), row["label"]) for row in self.lenses)
        return [
            Series(
                Words(clean(label)),
                tuple(Spot(float(x)) for x in xs),
                tuple(Spot(float(y)) for y in ys),
                pen=Pen(LIGHT.reason, 1.5, "sysDot"),
            )
            for xs, ys, label in ends
        ]

    def runs(self) -> list[Series]:
        """A thin line from figure to figure within each run."""
        found: dict[str, list[Mark]] = {}
        for row, mark in zip(self.points, self.marks, strict=False):
            if _given(row.get("run")):
                found.setdefault(row["run"], []).append(mark)
        pairs = [pair for marks in found.values() for pair in pairwise(sorted(marks, key=lambda mark: mark.y))]
        return [Series(two.words, (Spot(one.y), Spot(two.y)), (one.ends[0], two.ends[0]), pen=Pen(self.colour, 1.25)) for one, two in pairs]

    def promised(self) -> list[Series]:
        """The targets; "about" has a stroke across its band in place of the dot, which here would be a figure."""
        series: list[Series] = []
        for mark in self.marks[len(self.points) :]:
            found = drawn(mark, self.span.fade)
            if mark.shape == "fuzzy":
                across = (mark.y - 1.6 * mark.half, mark.y + 1.6 * mark.half)
                found = [*found[:-1], stroke((mark.ends[0], mark.ends[0]), across, Pen(mark.colour, CAP), mark.words)]
            series += [one.upright() for one in within(found, self.span.ticks[0])]
        return series

    def observed(self) -> list[Series]:
        """The figures: what their qualifier adds, then the point."""
        promised = {row["series"] for row in self.goals}
        counts = [row["series"] for row in self.points]
        usual = next(iter(sorted(dict.fromkeys(counts), key=lambda name: (name not in promised, -counts.count(name)))), "")
        series: list[Series] = []
        for row, mark in zip(self.points, self.marks, strict=False):
            series += [one.upright() for one in within(drawn(mark, self.span.fade), self.span.ticks[0]) if one.dot is None]
            symbol = SYMBOLS[row["mark"]] if row["series"] == usual or row["mark"] == "computed" else OTHER
            at = (Spot(mark.y),), (_spot(mark),)
            inside = Series(mark.words, *at, dot=Dot(symbol, 4, LIGHT.page))
            point = Series(mark.words, *at, dot=Dot(symbol, 9, self.colour))
            series += [point] if row["is_current"] or symbol == "x" else [inside, point, inside]
        return series

    def labels(self) -> list[Series]:
        """Words beside every target, pace and break, and beside figures as far as there is room."""
        wanted, looks = [], []
        for words, label, x, y, optional in [*self.said_goals(), *self.said_figures()]:
            wanted.append(Wanted(words.text, label.size, label.bold, *self.place(x, y), optional))
            looks.append((words, label))
        for cut in self.breaks:
            words, x = Words(clean(cut["label"])), float(cut["at"])
            wanted.insert(0, Wanted(words.text, SMALL, False, *self.place(x, self.top - 0.12 * self.inch)))
            looks.insert(0, (words, Label("r", LIGHT.reason, SMALL)))
        for row in self.lenses:
            middle = ((row["start_at"] + row["end_at"]) / 2, (row["start_value"] + row["end_value"]) / 2)
            wanted.append(Wanted(clean(row["label"]), SMALL, False, *self.place(*middle)))
            looks.append((Words(clean(row["label"])), Label("r", LIGHT.reason, SMALL)))
        plot = Area(0, 0, self.width + RIGHT, self.height)
        points = [self.place(mark.y, _middle(mark)) for mark in self.marks]
        found = zip(looks, placed(wanted, self.obstacles(), points, plot), strict=True)
        return [self.label(words, label, place) for (words, label), place in found if place]

    def label(self, words: Words, label: Label, place: Place) -> Series:
        # Within the axes, or it would not be drawn.
        x = min(max(self.first, self.first + place.x * self.year), self.last)
        y = min(max(self.span.ticks[0], self.span.ticks[0] + place.y * self.inch), 0.9999 * self.top)
        return Series(words, (Spot(x),), (Spot(y),), label=label._replace(side=place.side))

    def place(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.first) / self.year, (y - self.span.ticks[0]) / self.inch

    def said_goals(self) -> list[tuple[Words, Label, float, float, bool]]:
        said = []
        for place, (row, mark) in enumerate(zip(self.goals, self.marks[len(self.points) :], strict=True), len(self.points) + 1):
            words = self.words(
                f"{clean(row['horizon_label'])}: {clean(row['stated'])}",
                f'{self.cell(place, WHEN)}&": "&{self.cell(place, STATED)}',
                place,
                row,
            )
            said.append((words, Label("r", LIGHT.text, SMALL + 1, bold=True), mark.y, _middle(mark), False))
        return said

    def said_figures(self) -> list[tuple[Words, Label, float, float, bool]]:
        said = []
        used = [row for row in self.points if row["is_current"]] or self.points
        sure = {clean(row["observation_id"]) for name in dict.fromkeys(row["series"] for row in used) for row in _ends(name, used)}
        for place, (row, mark) in enumerate(zip(self.points, self.marks, strict=False), 1):
            needed = clean(row["observation_id"]) in sure or (len(used) <= MANY and bool(row["is_current"]))
            words = self.words(
                f"{clean(row['as_of'])}: {clean(row['stated'])}", f'{self.cell(place, WHEN)}&": "&{self.cell(place, STATED)}', place, row
            )
            said.append((words, Label("t", LIGHT.text, SMALL), mark.y, _middle(mark), not needed))
        return sorted(said, key=lambda one: one[4])

    def words(self, text: str, formula: str, place: int, row: Mapping[str, Any]) -> Words:
        remark = clean(row["note_short"])
        return Words(f"{text} · {remark}", f'={formula}&" · "&{self.cell(place, REMARK)}') if remark else Words(text, f"={formula}")

    def obstacles(self) -> list[Area]:
        """What words may not cover: points, marks with their arrows, breaks, the pace."""
        areas = []
        for number, mark in enumerate(self.marks):
            x, foot = self.place(mark.y, mark.ends[0].value)
            _, top = self.place(mark.y, mark.ends[-1].value)
            below, above = {"floor": (0.0, 1.0), "near": (1.0, 0.0), "ceiling": (1.0, 0.0), "fuzzy": (HAZE, HAZE)}.get(
                mark.shape, (0.0, 0.0)
            )
            tall = self.span.fade / self.inch
            wide = 0.08 if number < len(self.points) else 0.16
            areas.append(Area(x - wide, foot - max(0.08, below * tall), x + wide, top + max(0.08, above * tall)))
        for cut in self.breaks:
            x, _ = self.place(float(cut["at"]), 0)
            areas.append(Area(x - 0.1, 0, x + 0.1, self.height))
        for row in self.lenses:
            steps = [
                (
                    row["start_at"] + n / 12 * (row["end_at"] - row["start_at"]),
                    row["start_value"] + n / 12 * (row["end_value"] - row["start_value"]),
                )
                for n in range(13)
            ]
            areas += [Area(x - 0.05, y - 0.05, x + 0.05, y + 0.05) for x, y in (self.place(*step) for step in steps)]
        return areas


def _spot(mark: Mark) -> Spot:
    """The number at which a figure stands: its end, or the middle of two."""
    low, high = mark.ends[0], mark.ends[-1]
    return low if low == high else Spot((low.value + high.value) / 2)


def _middle(mark: Mark) -> float:
    return _spot(mark).value


def _ends(name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first and the latest figure of a standard."""
    own = [row for row in rows if row["series"] == name]
    return [own[0], own[-1]]
