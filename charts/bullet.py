"""Goals against realized values: the target's mark, under it the realized value as a bar from nought, beside them the verdict.

Each row is one stated number. A thin line leads from every end of the target down to the bar; a tick across the bar is the baseline;
where no figure may be drawn, the reason stands where the bar would be. Every verdict has a sign of its own and its words.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import plotly.graph_objects as go

from charts import bullet_words, marks
from charts.bullet_words import GUTTER, SIZE, SMALL
from charts.lettering import bold, plain, safe, width, wrapped
from charts.look import CLEAR, Ink, Style, see_through, styles
from charts.scale import Scale, scale
from charts.sheet import PAD, Sheet, empty

WIDE = 690.0
LINE, MARK, BAR, GAP, TICKS = 19.0, 24.0, 20.0, 8.0, 26.0
NUMBERS = ("low", "high", "value_low", "value_high", "baseline_low", "baseline_high")


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


def figure(frame: Any, *, texts: Mapping[str, str], lang: str, dark: bool = False, wide: bool = False) -> go.Figure:
    """Targets and what became of them, one row a stated number; rows of a panel share an axis from nought.

    frame: rows in the order of drawing. Columns: panel_id, panel_title, panel_subtitle, target_id, unit_id, unit_label,
    horizon_label, head, time_words, stated, operator, shape, low, high, measure_symbol, value_words, value_operator, value_shape, value_low,
    value_high, baseline_words, baseline_operator, baseline_shape, baseline_low, baseline_high, verdicts (ids joined by `;`),
    signs, verdict_words, reason_words, equation, documents. NaN is an open end; empty value_words mean that no figure is drawn.
    texts: title, subtitle, source, baseline, hover_value, hover_document, empty; missing ones are left out. A panel of
    several units has ticks; elsewhere every number stands at its mark. A click on a row selects a point whose customdata[0] is the target_id. An empty frame gives a figure that says `texts["empty"]`.
    """
    if frame.empty:
        return empty(texts, lang, dark)
    sheet = Sheet(dark, GUTTER, WIDE) if wide else Sheet(dark)
    sheet.title(texts.get("title", ""))
    sheet.write([safe(line) for line in wrapped(texts.get("subtitle", ""), 13, sheet.limit)], 13, sheet.ink.muted)
    worn = styles(frame["unit_id"])
    panels: dict[str, list[dict]] = {}
    for target in frame.to_dict("records"):
        panels.setdefault(target["panel_id"], []).append(_typed(target))
    for targets in panels.values():
        _panel(sheet, targets, _span(targets, sheet, lang), worn, texts)
    sheet.close(texts)
    return sheet.figure(lang)


def _typed(target: dict) -> dict:
    return {key: float(value) if key in NUMBERS else plain(value) for key, value in target.items()}


def _span(rows: list[dict], sheet: Sheet, lang: str) -> Scale:
    """The axis from nought; a wide sheet keeps room at the right for the words beside the longest bar and mark."""
    span = scale((row[key] for row in rows for key in NUMBERS), rows[0]["measure_symbol"], lang)
    if sheet.left == PAD:
        return span
    plot = sheet.limit - sheet.left
    longest = max(max(width(row["stated"], SIZE, True), width(row["value_words"], SIZE)) for row in rows)
    room = min(longest + 30, plot * 0.6)
    top = max([0.0, *(end for row in rows for key in NUMBERS if (end := row[key]) == end)]) or span.ticks[-1]
    end = span.start + (top + span.fade - span.start) * plot / (plot - room)
    return span._replace(end=max(end, span.end if sheet.left == PAD else 0))


def _mark(target: dict, part: str, y: float, colour: str) -> marks.Mark:
    return marks.Mark(y, target[f"{part}shape"], target[f"{part}operator"], target[f"{part}low"], target[f"{part}high"], colour)


def _panel(sheet: Sheet, targets: list[dict], span: Scale, worn: dict[str, Style], texts: Mapping[str, str]) -> None:
    ink, shared = sheet.ink, len({target["unit_id"] for target in targets}) > 1
    sheet.y += 12
    sheet.write(bullet_words.title(targets[0], sheet.limit, ink), bullet_words.TITLE, ink.text, after=3)
    rows = _rows(targets, worn, sheet)
    ticks: dict[str, Any] = {"tickmode": "array", "tickvals": span.ticks, "ticktext": span.labels, "tickangle": 0}
    ticks = {**ticks, "showgrid": True, "gridcolor": ink.grid} if shared else {"showticklabels": False}
    suffix = sheet.panel(rows[-1].bottom, {"range": [span.start, span.end], **ticks}, {}, below=TICKS if shared else 4)
    sheet.data.append(_hits(rows, span, suffix, texts))
    sheet.data += _values(rows, span, suffix)
    sheet.data += marks.traces([row.mark for row in rows], suffix, span.fade, ink.page)
    for row in rows:
        sheet.shapes += [_nought(row, suffix, ink), *_drops(row, suffix, ink), *_start(row, suffix, ink)]
        sheet.annotations += [*_margin(row, suffix, sheet), *_labels(row, span, suffix, sheet, texts)]


def _rows(targets: list[dict], worn: dict[str, Style], sheet: Sheet) -> list[Row]:
    rows, top = [], 0.0
    for target in targets:
        style = worn[target["unit_id"]]
        wears = style.glyph, style.dark if sheet.dark else style.light
        words = 0.0 if sheet.left > PAD else len(bullet_words.narrow_lines(target, wears, sheet.ink)) * LINE
        mark_y = top + words + MARK / 2
        bar_y = mark_y + MARK / 2 + BAR / 2 - 2
        below = bar_y + BAR / 2 + (13 if target["baseline_words"] else 0)
        margin = top + LINE * 2 + 6 + 15 * len(bullet_words.remarks(target)) if sheet.left > PAD else 0.0
        bottom = max(below, margin) + GAP
        rows.append(Row(target, *wears, top, mark_y, bar_y, bottom))
        top = bottom
    return rows


def _values(rows: list[Row], span: Scale, suffix: str) -> list[dict]:
    """The realized values as bars; what the qualifier leaves open fades."""
    pieces = []
    for row in rows:
        stated = marks.ends(row.value)
        if not stated:
            continue
        low, high, y, colour = stated[0], stated[-1], row.bar_y, row.colour
        fades = {"floor": span.fade, "near": -span.fade, "ceiling": -span.fade}.get(row.value.shape, 0.0)
        solid = low + min(fades, 0.0)
        pieces.append(marks.Piece("value", 0.0, y, colour, solid))
        if high > low:
            pieces.append(marks.Piece("value", low, y, see_through(colour, 0.35), high - low))
        steps = 14
        start = low if fades > 0 else solid
        pieces += [
            marks.Piece("value", start + n * abs(fades) / steps, y, see_through(colour, 0.75 * (1 - n / steps)), abs(fades) / steps)
            for n in range(steps if fades else 0)
        ]
    return [marks.bars("value", pieces, suffix)] if pieces else []


def _nought(row: Row, suffix: str, ink: Ink) -> dict:
    """Where the bar starts, so that a row without a bar shows its nought too."""
    place = {"xref": f"x{suffix}", "yref": f"y{suffix}", "layer": "below", "x0": 0, "x1": 0, "y0": row.mark_y - 11, "y1": row.bar_y + 10}
    return {"type": "line", "name": "nought", "line": {"color": ink.line, "width": 1}, **place}


def _drops(row: Row, suffix: str, ink: Ink) -> list[dict]:
    """A thin line from each end of the target to the bar below it."""
    place = {"xref": f"x{suffix}", "yref": f"y{suffix}", "layer": "above", "y0": row.mark_y + 8, "y1": row.bar_y + 8}
    line = {"color": ink.text, "width": 1.4}
    return [{"type": "line", "name": "goal", "x0": x, "x1": x, "line": line, **place} for x in marks.ends(row.mark)]


def _start(row: Row, suffix: str, ink: Ink) -> list[dict]:
    if row.baseline != row.baseline:
        return []
    place = {"xref": f"x{suffix}", "yref": f"y{suffix}", "layer": "above", "y0": row.bar_y - 9, "y1": row.bar_y + 9}
    return [
        {
            "type": "line",
            "name": "baseline",
            "x0": row.baseline,
            "x1": row.baseline,
            "line": {"color": ink.muted, "width": 2, "dash": "2px,2px"},
            **place,
        }
    ]


def _margin(row: Row, suffix: str, sheet: Sheet) -> list[dict]:
    """Who, when and the verdict: in the margin of a wide sheet, above the marks on a narrow one."""
    target, ink = row.target, sheet.ink
    left = {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "align": "left",
        "yref": f"y{suffix}",
        "yanchor": "top",
        "showarrow": False,
        "borderpad": 0,
    }
    font = {"size": SIZE, "color": ink.text}
    if sheet.left == PAD:
        lines = bullet_words.narrow_lines(target, (row.glyph, row.colour), ink)
        return [{**left, "text": "<br>".join(lines), "y": row.top, "font": font, "bgcolor": ink.page}]
    left["xshift"] = PAD - sheet.left
    verdict = target["verdicts"].split(";")[0]
    ground, letters, border = bullet_words.chip(verdict, row.colour, ink)
    notes = [{**left, "text": bullet_words.head(target, (row.glyph, row.colour), ink), "y": row.top, "font": font}]
    notes.append({
        **left, "name": "verdict", "text": f"<b>{bullet_words.sign(target)}</b>", "y": row.top + LINE + 3, "borderpad": 2, "bgcolor": ground, "bordercolor": border,
        "borderwidth": 1, "font": {"size": 13, "color": letters},
    })  # fmt: skip
    remarks = "<br>".join(map(safe, bullet_words.remarks(target)))
    return (
        [*notes, {**left, "text": remarks, "y": row.top + 2 * LINE + 9, "font": {"size": SMALL, "color": ink.muted}}] if remarks else notes
    )


def _labels(row: Row, span: Scale, suffix: str, sheet: Sheet, texts: Mapping[str, str]) -> list[dict]:
    """On a wide sheet the stated words beside the mark and the realized value beside its bar; the baseline below its tick everywhere."""
    target, ink, notes = row.target, sheet.ink, []
    place = {"xref": f"x{suffix}", "yref": f"y{suffix}", "showarrow": False, "borderpad": 1, "yanchor": "middle"}
    if sheet.left > PAD:
        stated = marks.ends(row.mark)
        right = (stated[-1] if stated else 0.0) + span.fade * {"floor": 1.0, "fuzzy": marks.HAZE}.get(row.mark.shape, 0.0)
        notes.append(
            {
                **place,
                "x": right,
                "y": row.mark_y,
                "xanchor": "left",
                "xshift": 10,
                "text": bold(target["stated"]),
                "font": {"size": SIZE, "color": ink.text},
            }
        )
        value = marks.ends(row.value)
        reach = value[-1] + span.fade * (row.value.shape == "floor") if value else 0.0
        # Past the line that comes down from the target, so that it strikes no word through.
        reach = max([reach, *(end for end in stated if reach <= end <= reach + 0.02 * (span.end - span.start))])
        words = safe(target["value_words"]) if value else f"<i>{safe(target['reason_words'])}</i>"
        colour = ink.text if value else ink.muted
        notes.append(
            {
                **place,
                "x": reach,
                "y": row.bar_y,
                "xanchor": "left",
                "xshift": 8,
                "text": words,
                "bgcolor": ink.page,
                "font": {"size": 13, "color": colour},
            }
        )
    if row.baseline == row.baseline:
        words = safe(f"{texts.get('baseline', '')} {target['baseline_words']}".strip())
        share = span.share(row.baseline)
        anchor = "left" if share < 0.5 else "right"
        notes.append(
            {
                **place,
                "name": "baseline",
                "x": row.baseline,
                "y": row.bar_y + 9,
                "yanchor": "top",
                "xanchor": anchor,
                "borderpad": 0,
                "text": words,
                "font": {"size": 11.5, "color": ink.muted},
            }
        )
    return notes


def _hits(rows: list[Row], span: Scale, suffix: str, texts: Mapping[str, str]) -> dict:
    """Unseen bars over whole rows that can be clicked."""
    return {
        "type": "bar", "name": "hit", "orientation": "h", "xaxis": f"x{suffix}", "yaxis": f"y{suffix}",
        "base": [span.start] * len(rows), "x": [span.end - span.start] * len(rows), "y": [(row.top + row.bottom) / 2 for row in rows],
        "width": [row.bottom - row.top for row in rows], "customdata": [[row.target["target_id"]] for row in rows],
        "hovertext": [bullet_words.hover(row.target, texts) for row in rows], "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False, **marks.STILL,
        "marker": {"color": CLEAR, "line": {"width": 0, "color": CLEAR}},
    }  # fmt: skip
