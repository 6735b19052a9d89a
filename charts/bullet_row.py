"""One row of a bullet chart: where its mark, its bar and its words stand, and its words with the grounds below them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from charts import bullet_words, marks
from charts.bullet_words import GUTTER, SIZE, SMALL, VERDICT
from charts.lettering import bold, safe, width
from charts.look import Ink
from charts.scale import Scale
from charts.sheet import PAD, Sheet

LINE, REMARK, CHIP, MARK, BAR, GAP = 19.0, 15.0, 20.0, 24.0, 20.0, 8.0
BASELINE = 11.5
# From a mark or a bar to the words beside it, in pixels; how near a line may be for words to begin past it, as a part of a fade.
BESIDE_MARK, BESIDE_BAR, CLOSE = 10, 8, 0.6


class Row(NamedTuple):
    """A target with its place in the panel, in pixels from the panel's top. `bar_y` is where the bar, or the reason for none, stands."""

    target: dict[str, Any]
    glyph: str
    colour: str
    top: float
    mark_y: float
    bar_y: float
    bottom: float

    @property
    def mark(self) -> marks.Mark:
        return _mark(self.target, "", self.mark_y, self.colour)

    @property
    def value(self) -> marks.Mark:
        return _mark(self.target, "value_", self.bar_y, self.colour)

    @property
    def baseline(self) -> float:
        return marks.anchor(_mark(self.target, "baseline_", 0, ""))

    @property
    def value_words(self) -> str:
        """What stands beside the bar: the realized value, or the reason for none in its place."""
        return self.target["value_words"] or self.target["reason_words"]

    def beside_mark(self, fade: float) -> float:
        """Where the words of the target begin."""
        reach = {"floor": 1.0, "fuzzy": marks.HAZE}.get(self.mark.shape, 0.0)
        return (marks.ends(self.mark) or [0.0])[-1] + fade * reach

    def beside_bar(self, fade: float) -> float:
        """Where the words of the realized value begin: past the baseline and past a goal close by, so that they hide neither."""
        value = marks.ends(self.value)
        reach = value[-1] + fade * (self.value.shape == "floor") if value else 0.0
        reach = max(reach, self.baseline) if value and self.baseline == self.baseline else reach
        return max([reach, *(goal for goal in marks.ends(self.mark) if goal <= reach + CLOSE * fade)])


def _mark(target: dict, part: str, y: float, colour: str) -> marks.Mark:
    return marks.Mark(y, target[f"{part}shape"], target[f"{part}operator"], target[f"{part}low"], target[f"{part}high"], colour)


def place(target: dict, worn: tuple[str, str], top: float, sheet: Sheet) -> Row:
    """A row below `top`; on a narrow sheet its words stand above its mark, on a wide one in the margin."""
    wide = sheet.left > PAD
    words = 0.0 if wide else len(bullet_words.narrow_lines(target, worn, sheet.ink)[0]) * LINE
    mark_y = top + words + MARK / 2
    bar_y = mark_y + MARK / 2 + BAR / 2 - 2
    below = bar_y + BAR / 2 + (13 if target["baseline_words"] else 0)
    margin = _remarks_y(target, top) + REMARK * len(bullet_words.remarks(target)) if wide else 0.0
    return Row(target, *worn, top, mark_y, bar_y, max(below, margin) + GAP)


def _chip(target: dict) -> tuple[list[str], float]:
    return bullet_words.verdict(target, VERDICT, GUTTER - 30)


def _remarks_y(target: dict, top: float) -> float:
    return top + LINE + 6 + CHIP * len(_chip(target)[0])


def room(row: Row, fade: float) -> list[tuple[float, float]]:
    """Where words begin beside the mark and the bar of a wide sheet, and how many pixels they take."""
    stated = BESIDE_MARK + width(row.target["stated"], SIZE, True)
    return [(row.beside_mark(fade), stated), (row.beside_bar(fade), BESIDE_BAR + width(row.value_words, VERDICT))]


def grounds(row: Row, span: Scale, suffix: str, sheet: Sheet) -> list[dict]:
    """What lies below the words: the chip of the verdict, and patches of page so that no line strikes them through.

    Shapes and not the words' own background: that is measured in the page's font, and a downloaded picture has another.
    """
    page = {"line": {"width": 0, "color": sheet.ink.page}, "fillcolor": sheet.ink.page}
    patch: dict[str, Any] = {"type": "rect", "name": "ground", "layer": "above", "xsizemode": "pixel", "yref": f"y{suffix}"}
    on_axis = {**patch, **page, "xref": f"x{suffix}"}
    if sheet.left == PAD:
        lines, reach = bullet_words.narrow_lines(row.target, (row.glyph, row.colour), sheet.ink)
        down = {"y0": row.top, "y1": row.top + len(lines) * LINE}
        return [{**on_axis, "layer": "between", "xanchor": span.start, "x0": -1, "x1": reach + 3, **down}]
    lines, reach = _chip(row.target)
    fill, _, border = bullet_words.chip(row.target["verdicts"].split(";")[0], row.colour, sheet.ink)
    top = row.top + LINE + 3
    across = {"xref": "paper", "xanchor": 0, "x0": PAD - sheet.left, "x1": PAD - sheet.left + reach + 10}
    chip = {
        **patch,
        **across,
        "name": "chip",
        "y0": top,
        "y1": top + CHIP * len(lines),
        "fillcolor": fill,
        "line": {"width": 1, "color": border},
    }
    words = {"xanchor": row.beside_bar(span.fade), "x0": BESIDE_BAR - 3, "x1": BESIDE_BAR + width(row.value_words, VERDICT) + 2}
    return [chip, {**on_axis, **words, "y0": row.bar_y - 9, "y1": row.bar_y + 9}]


def words(row: Row, span: Scale, suffix: str, sheet: Sheet, texts: Mapping[str, str]) -> list[dict]:
    """Everything that a row says: who, when and the verdict, the target, the realized value or the reason for none, the baseline."""
    beside = [*_in_margin(row, sheet), *_beside(row, span, suffix, sheet.ink)] if sheet.left > PAD else [_above(row, sheet)]
    return [
        {"yref": f"y{suffix}", "showarrow": False, "borderpad": 0, **note}
        for note in [*beside, *_baseline(row, span, suffix, sheet, texts)]
    ]


def _at_left(text: str, y: float, size: float, colour: str, shift: float = 0) -> dict:
    margin = {"x": 0, "xref": "paper", "xanchor": "left", "align": "left", "xshift": shift}
    return {**margin, "text": text, "y": y, "yanchor": "top", "font": {"size": size, "color": colour}}


def _above(row: Row, sheet: Sheet) -> dict:
    lines, _ = bullet_words.narrow_lines(row.target, (row.glyph, row.colour), sheet.ink)
    return _at_left("<br>".join(lines), row.top, SIZE, sheet.ink.text)


def _in_margin(row: Row, sheet: Sheet) -> list[dict]:
    target, ink, left = row.target, sheet.ink, PAD - sheet.left
    lines, _ = _chip(target)
    _, letters, _ = bullet_words.chip(target["verdicts"].split(";")[0], row.colour, ink)
    remarks = "<br>".join(map(safe, bullet_words.remarks(target)))
    notes = [
        _at_left(bullet_words.head(target, (row.glyph, row.colour), ink), row.top, SIZE, ink.text, left),
        {"name": "verdict", **_at_left("<br>".join(lines), row.top + LINE + 4, VERDICT, letters, left + 5)},
        _at_left(remarks, _remarks_y(target, row.top), SMALL, ink.muted, left),
    ]
    return notes if remarks else notes[:2]


def _beside(row: Row, span: Scale, suffix: str, ink: Ink) -> list[dict]:
    place = {"xref": f"x{suffix}", "xanchor": "left", "align": "left", "yanchor": "middle"}
    stated = {"x": row.beside_mark(span.fade), "y": row.mark_y, "xshift": BESIDE_MARK, "font": {"size": SIZE, "color": ink.text}}
    words, colour = (safe(row.value_words), ink.text) if row.target["value_words"] else (f"<i>{safe(row.value_words)}</i>", ink.muted)
    value = {"x": row.beside_bar(span.fade), "y": row.bar_y, "xshift": BESIDE_BAR, "font": {"size": VERDICT, "color": colour}}
    return [{**place, **stated, "text": bold(row.target["stated"])}, {**place, **value, "text": words}]


def _baseline(row: Row, span: Scale, suffix: str, sheet: Sheet, texts: Mapping[str, str]) -> list[dict]:
    """Below its tick, on the side that has room."""
    if row.baseline != row.baseline:
        return []
    text = f"{texts.get('baseline', '')} {row.target['baseline_words']}".strip()
    before = span.share(row.baseline) * (sheet.limit - sheet.left)
    long = width(text, BASELINE)
    x, side = (row.baseline, "left") if before + long <= sheet.limit - sheet.left else (row.baseline, "right")
    x, side = (span.start, "left") if side == "right" and long > before else (x, side)
    font = {"size": BASELINE, "color": sheet.ink.muted}
    place = {"xref": f"x{suffix}", "x": x, "y": row.bar_y + 9, "xanchor": side, "align": side, "yanchor": "top"}
    return [{"name": "baseline", **place, "text": safe(text), "font": font}]
