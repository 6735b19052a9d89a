"""The comparison on slides: a row a target, its mark and its words; what does not compare has a chart of its own."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any

from charts.look import LIGHT, Style, styles
from charts.scale import Scale, scale
from exports.slide_book import reference
from exports.slide_marks import CLEAR, Mark, drawn, reach, stroke, within
from exports.slide_panels import EDGE, TICKS, Panel, beyond, grouped, longest, number_format, typed
from exports.slide_series import Axis, Drawing, Label, Pen, Series, Spot, Table, Words
from exports.slide_text import BODY, SMALL, Box, clean, inches
from exports.view import View
from loaders.texts import texts

ROW, NOTE, HALF = 0.42, 0.24, 0.085
RIGHT, BESIDE = 0.35, 0.12  # the margin right of the plot; from a mark to its words
ENDS = ("low", "high", "benchmark_low", "benchmark_high")
# The columns of the table inside each chart.
UNIT, HORIZON, STATED, LOW, HIGH, REMARK, BENCHMARK, BENCHMARK_LOW, BENCHMARK_HIGH = range(9)
TITLES = ("column.unit", "column.horizon", "column.stated", "column.low", "column.high", "column.note")
BENCHMARKS = ("slides.benchmark", "slides.benchmark_low", "slides.benchmark_high")


def panels(view: View) -> list[Panel]:
    """Return the panels of a comparison in their order; each has one indicator, so that its rows share unit, base and kind."""
    records = typed(view.rows)
    worn = styles(row["unit_id"] for row in records)
    found = []
    for rows in grouped(records):
        first = records[rows[0]]
        heights = tuple(ROW + (NOTE if fresh else 0) for fresh in _fresh(records, rows))
        draw = partial(_drawing, view, records, worn)
        found.append(Panel(first["panel_title"], first["panel_subtitle"], first["panel_reason"], rows, heights, True, draw))
    return found


def _fresh(records: Sequence[Mapping[str, Any]], rows: tuple[int, ...]) -> list[bool]:
    """Whether a row is the first of its panel under its benchmark, which is labelled there."""
    labels = [records[row]["benchmark_label"] if _benchmarks(records[row]) else "" for row in rows]
    return [bool(label) and label not in labels[:place] for place, label in enumerate(labels)]


def _benchmarks(row: Mapping[str, Any]) -> list[str]:
    """The names of the benchmark's stated ends, one where both are the same number."""
    low, high = row["benchmark_low"], row["benchmark_high"]
    return [name for name in ENDS[2:] if row[name] == row[name]][: 1 if low == high else 2]


def _drawing(
    view: View, records: Sequence[Mapping[str, Any]], worn: Mapping[str, Style], rows: tuple[int, ...], stretch: float, box: Box
) -> Drawing:
    words, chosen = texts(view.lang), [records[row] for row in rows]
    sheets = (words["slides.data"], words["slides.drawing"])
    span = scale((row[end] for row in chosen for end in ENDS), chosen[0]["measure_symbol"], view.lang)
    gutter = longest((_who(row, worn) for row in records), BODY, True) + 0.15
    plane = _Plane(span, box.width - gutter - RIGHT, view.lang, sheets[0])
    series: list[Series] = []
    top = tall = box.height - TICKS
    for place, row, fresh in zip(count(1), chosen, _fresh(records, rows), strict=False):
        note = NOTE * stretch if fresh else 0.0
        series += within(plane.row(place, row, worn[row["unit_id"]], top, top - note, ROW * stretch), span.ticks[0])
        if fresh:
            series.append(plane.benchmark_label(place, row, top - note / 2))
        top -= note + ROW * stretch
    heads = (words["slides.label"], words["slides.across"], words["slides.down"])
    titles = [words[name] for name in (*TITLES, *BENCHMARKS)]
    table = Table(titles, [_cells(row) for row in chosen])
    said = f"{chosen[0]['panel_title']}. " + "; ".join(filter(None, (_spoken(row) for row in chosen)))
    end = beyond(series, span.end)
    across = Axis(span.ticks[0], end, span.ticks[1] - span.ticks[0], number_format(span, view.lang), True)
    margins = (gutter, 0.0, RIGHT, TICKS)
    return Drawing(chosen[0]["panel_title"], said, sheets, heads, table, series, across, Axis(-EDGE, tall + EDGE), margins)


def _who(row: Mapping[str, Any], worn: Mapping[str, Style]) -> str:
    return " · ".join(filter(None, (f"{worn[row['unit_id']].glyph} {row['unit_label']}", row["horizon_label"])))


def _cells(row: Mapping[str, Any]) -> list[Any]:
    benchmark = [row["benchmark_label"], row["benchmark_low"], row["benchmark_high"]]
    return [row["unit_label"], row["horizon_label"], row["stated"], row["low"], row["high"], row["note_short"], *benchmark]


def _spoken(row: Mapping[str, Any]) -> str:
    held = f" – {row['benchmark_label']}" if row["benchmark_label"] else ""
    return f"{row['unit_label']} {row['horizon_label']}: {row['stated']}{held}"


class _Plane:
    """The plot of one panel: an axis of values, heights in inches from its foot."""

    def __init__(self, span: Scale, width: float, lang: str, sheet: str):
        self.span, self.width, self.lang, self.sheet = span, width, lang, sheet
        self.start = span.ticks[0]
        self.inch = (span.end - self.start) / width

    def spot(self, place: int, column: int, value: float) -> Spot:
        return Spot(value, reference(self.sheet, place, column))

    def row(self, place: int, row: Mapping[str, Any], style: Style, head: float, top: float, tall: float) -> list[Series]:
        """The series of one row: what leads the eye, the benchmark, the mark, its words, who and when."""
        y, words = top - tall / 2, self.stated(place, row)
        low, high = self.spot(place, LOW, row["low"]), self.spot(place, HIGH, row["high"])
        named = Words(clean(row["stated"]), f"={self.cell(place, STATED)}")
        mark = Mark(low, high, row["shape"], row["operator"], y, HALF, style.light, self.inch, named)
        end = reach(mark, self.span.fade)[0].moved(-CLEAR * self.inch) if mark.ends else Spot(self.span.end)
        track = stroke((Spot(self.start), end), (y, y), Pen(LIGHT.grid, 0.75))
        held = [self.benchmark(place, row, name, head, top - tall) for name in _benchmarks(row)]
        return [track, *held, *drawn(mark, self.span.fade), self.beside(mark, words), self.who(place, row, style, y)]

    def cell(self, place: int, column: int) -> str:
        return reference(self.sheet, place, column)

    def stated(self, place: int, row: Mapping[str, Any]) -> Words:
        formula, text = f"={self.cell(place, STATED)}", clean(row["stated"])
        if row["note_short"]:
            return Words(f"{text} · {clean(row['note_short'])}", f'{formula}&" · "&{self.cell(place, REMARK)}')
        return Words(text, formula)

    def who(self, place: int, row: Mapping[str, Any], style: Style, y: float) -> Series:
        parts = [self.cell(place, UNIT)] + ([self.cell(place, HORIZON)] if row["horizon_label"] else [])
        # Hard spaces keep the words off a mark that stands at nought.
        text = clean(f"{style.glyph} " + " · ".join(filter(None, (row["unit_label"], row["horizon_label"])))) + "\u00a0\u00a0"
        words = Words(text, f'="{style.glyph} "&' + '&" · "&'.join(parts) + '&"\u00a0\u00a0"')
        return Series(words, (Spot(self.start),), (Spot(y),), label=Label("l", style.light, BODY, bold=True))

    def beside(self, mark: Mark, words: Words) -> Series:
        """The stated words on the side of the mark that has room."""
        left, right = reach(mark, self.span.fade) if mark.ends else (Spot(self.start), Spot(self.start))
        room = (self.span.end - right.value) / self.inch + RIGHT
        fits = inches(words.text, BODY, True) + 2 * BESIDE <= room
        spot = right.moved(BESIDE * self.inch) if fits else left.moved(-BESIDE * self.inch)
        return Series(words, (spot,), (Spot(mark.y),), label=Label("r" if fits else "l", bold=True))

    def benchmark(self, place: int, row: Mapping[str, Any], name: str, top: float, foot: float) -> Series:
        x = self.spot(place, BENCHMARK_LOW if name == "benchmark_low" else BENCHMARK_HIGH, row[name])
        words = Words(clean(row["benchmark_label"]), f"={self.cell(place, BENCHMARK)}")
        return stroke((x, x), (foot, top), Pen(LIGHT.neutral, 1.75, "sysDash"), words)

    def benchmark_label(self, place: int, row: Mapping[str, Any], y: float) -> Series:
        name = _benchmarks(row)[0]
        x = self.spot(place, BENCHMARK_LOW if name == "benchmark_low" else BENCHMARK_HIGH, row[name])
        share = (x.value - self.start) / (self.span.end - self.start)
        words = Words(clean(row["benchmark_label"]), f"={self.cell(place, BENCHMARK)}")
        centred = inches(words.text, SMALL) / 2 <= min(share, 1 - share) * self.width
        side = "ctr" if centred else "r" if share < 0.5 else "l"
        return Series(words, (x,), (Spot(y),), label=Label(side, LIGHT.neutral, SMALL))
