"""Goals against realized values on slides: the target's mark, under it the realized value as a bar from nought, beside them the verdict."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any

from charts.look import LIGHT, Style, styles
from charts.marks import HAZE
from charts.scale import Scale, scale
from exports.slide_book import reference
from exports.slide_marks import BAR, PALE, Mark, drawn, paler, reach, stroke, within
from exports.slide_panels import EDGE, TICKS, Panel, beyond, grouped, longest, number_format, typed
from exports.slide_series import Axis, Drawing, Label, Pen, Series, Spot, Table, Words
from exports.slide_text import BODY, SMALL, Box, clean, inches
from exports.view import View
from loaders.texts import texts

ROW, START, HALF = 0.56, 0.22, 0.085
BESIDE, NARROW, WIDEST = 0.12, 0.35, 0.5  # from a mark to its words; the least and the greatest margin right of a plot, the latter a share
ENDS = ("low", "high", "value_low", "value_high", "baseline_low", "baseline_high")
TITLES = (
    "column.target", "slides.verdict", "column.reason", "column.stated", "column.low", "column.high", "slides.value", "slides.value_low",
    "slides.value_high", "column.baseline", "slides.baseline_low", "slides.baseline_high",
)  # fmt: skip
FIELDS = (
    "head", "verdict", "reason_words", "stated", "low", "high", "value_words", "value_low", "value_high", "baseline_words", "baseline_low", "baseline_high",
)  # fmt: skip
COLUMN = {name: place for place, name in enumerate(FIELDS)}


def panels(view: View) -> list[Panel]:
    """Return the panels in their order; only a panel of several units has numbers at its axis, elsewhere each stands at its mark."""
    records = [{**row, "verdict": f"{row['signs']} {row['verdict_words']}"} for row in typed(view.rows)]
    for row in records:
        row["head"] += f" ({row['time_words']})" if row["time_words"] else ""
    worn = styles(row["unit_id"] for row in records)
    found = []
    for rows in grouped(records):
        first, shared = records[rows[0]], len({records[row]["unit_id"] for row in rows}) > 1
        heights = tuple(ROW + (START if records[row]["baseline_words"] else 0) for row in rows)
        draw = partial(_drawing, view, records, worn, shared)
        found.append(Panel(first["panel_title"], first["panel_subtitle"], first.get("panel_reason", ""), rows, heights, shared, draw))
    return found


def _drawing(
    view: View,
    records: Sequence[Mapping[str, Any]],
    worn: Mapping[str, Style],
    shared: bool,
    rows: tuple[int, ...],
    stretch: float,
    box: Box,
) -> Drawing:
    words, chosen = texts(view.lang), [records[row] for row in rows]
    sheets = (words["slides.data"], words["slides.drawing"])
    span = scale((row[end] for row in chosen for end in ENDS), chosen[0]["measure_symbol"], view.lang)
    gutter = max(longest((f"● {row['head']}" for row in records), BODY, True), longest((row["verdict"] for row in records), BODY)) + 0.15
    right = _right(chosen, span, box.width - gutter)
    plane = _Plane(span, box.width - gutter - right, sheets[0], words["slides.from"])
    top = tall = box.height - (TICKS if shared else 0.04)
    series: list[Series] = []
    for place, row in zip(count(1), chosen, strict=False):
        series += within(plane.row(place, row, worn[row["unit_id"]], top, stretch), 0.0)
        top -= (ROW + (START if row["baseline_words"] else 0)) * stretch
    table = Table([words[name] for name in TITLES], [[row[name] for name in FIELDS] for row in chosen])
    heads = (words["slides.label"], words["slides.across"], words["slides.down"])
    said = f"{chosen[0]['panel_title']}. " + "; ".join(
        " – ".join(filter(None, (f"{row['head']}: {row['stated']}", row["value_words"], row["verdict"], row["reason_words"])))
        for row in chosen
    )
    form = number_format(span, view.lang) if shared else ""
    end = beyond(series, span.end)
    across = Axis(0, end, span.ticks[1] - span.ticks[0], form, shared)
    margins = (gutter, 0.0, right, TICKS if shared else 0.04)
    return Drawing(chosen[0]["panel_title"], said, sheets, heads, table, series, across, Axis(-EDGE, tall + EDGE), margins)


def _right(rows: Sequence[Mapping[str, Any]], span: Scale, room: float) -> float:
    """The margin that lets the words to the right of every mark and bar end on the slide, in inches."""
    needed = [NARROW]
    for row in rows:
        for part, words in (("", row["stated"]), ("value_", _said(row))):
            ends = [row[f"{part}{end}"] for end in ("low", "high") if row[f"{part}{end}"] == row[f"{part}{end}"]]
            share = (max(ends) + span.fade) / span.end if ends else 0.0
            if share:
                needed.append(room - (room - inches(words, BODY, True) - 2 * BESIDE) / share)
    return min(max(needed), WIDEST * room)


def _said(row: Mapping[str, Any]) -> str:
    return " – ".join(filter(None, (row["value_words"], row["reason_words"])))


class _Plane:
    """The plot of one panel: an axis from nought, heights in inches from its foot."""

    def __init__(self, span: Scale, width: float, sheet: str, since: str):
        self.span, self.sheet, self.since, self.inch = span, sheet, since, span.end / width

    def cell(self, place: int, name: str) -> str:
        return reference(self.sheet, place, COLUMN[name])

    def words(self, place: int, row: Mapping[str, Any], name: str) -> Words:
        return Words(clean(row[name]), f"={self.cell(place, name)}")

    def mark(self, place: int, row: Mapping[str, Any], part: str, y: float, colour: str, named: str) -> Mark:
        low, high = (Spot(row[f"{part}{end}"], self.cell(place, f"{part}{end}")) for end in ("low", "high"))
        return Mark(low, high, row[f"{part}shape"], row[f"{part}operator"], y, HALF, colour, self.inch, self.words(place, row, named))

    def row(self, place: int, row: Mapping[str, Any], style: Style, top: float, stretch: float) -> list[Series]:
        """The series of one row: the target above, the realized value below it, the baseline across, words on both sides."""
        goal_y, bar_y = top - 0.27 * ROW * stretch, top - 0.73 * ROW * stretch
        goal = self.mark(place, row, "", goal_y, style.light, "stated")
        value = self.mark(place, row, "value_", bar_y, style.light, "value_words")
        head = Words(f"{style.glyph} {clean(row['head'])}\u00a0\u00a0", f'="{style.glyph} "&{self.cell(place, "head")}&"\u00a0\u00a0"')
        verdict = Words(f"{clean(row['verdict'])}\u00a0\u00a0", f'={self.cell(place, "verdict")}&"\u00a0\u00a0"')
        nought = stroke((Spot(0), Spot(0)), (bar_y - 0.14, goal_y + 0.14), Pen(LIGHT.line, 1.0))
        drops = [stroke((x, x), (bar_y + 0.09, goal_y - 0.1), Pen(LIGHT.text, 1.0), goal.words) for x in goal.ends]
        said = [
            _text(head, Spot(0), goal_y, Label("l", style.light, BODY, bold=True)),
            _text(verdict, Spot(0), bar_y, Label("l", LIGHT.text, BODY)),
            _text(goal.words, self.after(goal), goal_y, Label("r", LIGHT.text, BODY, bold=True)),
        ]
        return [
            nought,
            *_bar(value, self.span.fade),
            *drops,
            *self.baseline(place, row, bar_y),
            *drawn(goal, self.span.fade),
            *said,
            self.value(place, row, value, goal),
        ]

    def after(self, mark: Mark) -> Spot:
        return (reach(mark, self.span.fade)[1] if mark.ends else Spot(0)).moved(BESIDE * self.inch)

    def value(self, place: int, row: Mapping[str, Any], value: Mark, goal: Mark) -> Series:
        """The realized value beside its bar, with what hinders a verdict; the reason alone where there is no figure."""
        if not value.ends:
            return _text(
                self.words(place, row, "reason_words"),
                Spot(0).moved(BESIDE * self.inch),
                value.y,
                Label("r", LIGHT.muted, BODY, italic=True),
            )
        formula = f"={self.cell(place, 'value_words')}" + (f'&" – "&{self.cell(place, "reason_words")}' if row["reason_words"] else "")
        # Past the line that comes down from the target, so that it strikes no word through.
        at, near = self.after(value), [end for end in goal.ends if 0 <= end.value - value.ends[-1].value <= 0.03 * self.span.end]
        spot = near[-1].moved(BESIDE * self.inch) if near and near[-1].value > at.value - BESIDE * self.inch else at
        return _text(Words(clean(_said(row)), formula), spot, value.y, Label("r", LIGHT.text, BODY))

    def baseline(self, place: int, row: Mapping[str, Any], y: float) -> list[Series]:
        """A dashed tick across the bar at each end of the baseline, its words below the first."""
        start = self.mark(place, row, "baseline_", y, LIGHT.neutral, "baseline_words")
        if not start.ends:
            return []
        words = Words(f"{self.since} {start.words.text}", f'="{self.since} "&{self.cell(place, "baseline_words")}')
        ticks = [stroke((x, x), (y - 0.16, y + 0.13), Pen(LIGHT.neutral, 1.75, "sysDash"), start.words) for x in start.ends]
        return [*ticks, _text(words, start.ends[0].moved(-0.5 * BESIDE * self.inch), y - 0.25, Label("r", LIGHT.neutral, SMALL))]


def _text(words: Words, x: Spot, y: float, label: Label) -> Series:
    return Series(words, (x,), (Spot(y),), label=label)


def _bar(value: Mark, fade: float) -> list[Series]:
    """The realized value from nought; what its qualifier leaves open is pale, beyond the number or short of it."""
    if not value.ends:
        return []
    low, high = value.ends[0], value.ends[-1]
    before, after = {"near": (fade, 0.0), "ceiling": (fade, 0.0), "floor": (0.0, fade), "fuzzy": (0.0, HAZE * fade)}.get(
        value.shape, (0.0, 0.0)
    )
    solid = low.moved(-min(before, low.value))
    parts = [stroke((Spot(0), solid), (value.y, value.y), Pen(value.colour, BAR + 2), value.words)]
    if before or after or high != low:
        parts.append(stroke((solid, high.moved(after)), (value.y, value.y), Pen(paler(value.colour, PALE), BAR + 2), value.words))
    return parts
