"""Goals against realized values: the target's mark, under it the realized value as a bar from nought, beside them the verdict.

Each row is one stated number. A thin line leads from every end of the target down to the bar; a tick across the bar is the baseline;
where no figure may be drawn, the reason stands where the bar would be. Every verdict has a sign of its own and its words.
"""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from charts import bullet_row, bullet_words, marks
from charts.bullet_row import Row
from charts.bullet_words import GUTTER
from charts.lettering import safe, wrapped
from charts.look import CLEAR, Ink, Style, see_through, styles
from charts.scale import Scale, scale
from charts.sheet import PAD, Sheet, empty, in_panels

WIDE = 690.0
TICKS = 26.0
STEPS = 14
NUMBERS = ("low", "high", "value_low", "value_high", "baseline_low", "baseline_high")


def figure(frame: Any, *, texts: Mapping[str, str], lang: str, dark: bool = False, wide: bool = False, room: float = WIDE) -> go.Figure:
    """Targets and what became of them, one row a stated number; rows of a panel share an axis from nought.

    frame: rows in the order of drawing. Columns: panel_id, panel_title, panel_subtitle, target_id, unit_id, unit_label,
    horizon_label, head, time_words, stated, operator, shape, low, high, measure_symbol, value_words, value_operator, value_shape, value_low,
    value_high, baseline_words, baseline_operator, baseline_shape, baseline_low, baseline_high, verdicts (ids joined by `;`),
    signs, verdict_words, reason_words, equation, documents. NaN is an open end; empty value_words mean that no figure is drawn.
    texts: title, subtitle, source, baseline, hover_value, hover_document, empty; missing ones are left out. room: how far a wide sheet's
    words may run, in px. A panel of
    several units has ticks; elsewhere every number stands at its mark. A click on a row selects a point whose customdata[0] is the
    target_id. An empty frame gives a figure that says `texts["empty"]`. Raises KeyError for an unknown shape.
    """
    if frame.empty:
        return empty(texts, lang, dark)
    sheet = Sheet(dark, GUTTER, room) if wide else Sheet(dark)
    sheet.title(texts.get("title", ""))
    sheet.write([safe(line) for line in wrapped(texts.get("subtitle", ""), 13, sheet.limit)], 13, sheet.ink.muted)
    worn = styles(frame["unit_id"])
    for targets in in_panels(frame, NUMBERS):
        _panel(sheet, targets, worn, texts, lang)
    sheet.close(texts)
    return sheet.figure(lang)


def _panel(sheet: Sheet, targets: list[dict], worn: dict[str, Style], texts: Mapping[str, str], lang: str) -> None:
    ink, shared = sheet.ink, len({target["unit_id"] for target in targets}) > 1
    sheet.y += 12
    sheet.write(bullet_words.title(targets[0], sheet.limit, ink), bullet_words.TITLE, ink.text, after=3)
    rows = _rows(targets, worn, sheet)
    span = _span(rows, sheet, lang)
    ticks: dict[str, Any] = {"tickmode": "array", "tickvals": span.ticks, "ticktext": span.labels, "tickangle": 0}
    ticks = {**ticks, "showgrid": True, "gridcolor": ink.grid} if shared else {"showticklabels": False}
    suffix = sheet.panel(rows[-1].bottom, {"range": [span.start, span.end], **ticks}, {}, below=TICKS if shared else 4)
    sheet.data.append(_hits(rows, span, suffix, texts))
    sheet.data += _values(rows, span, suffix)
    sheet.data += marks.traces([row.mark for row in rows], suffix, span.fade, ink.page)
    for row in rows:
        lines = [_nought(row, suffix, ink), *_drops(row, suffix, ink), *_start(row, suffix, ink)]
        sheet.shapes += [*lines, *bullet_row.grounds(row, span, suffix, sheet)]
        sheet.annotations += bullet_row.words(row, span, suffix, sheet, texts)


def _rows(targets: list[dict], worn: dict[str, Style], sheet: Sheet) -> list[Row]:
    rows: list[Row] = []
    for target in targets:
        style = worn[target["unit_id"]]
        wears = style.glyph, style.dark if sheet.dark else style.light
        rows.append(bullet_row.place(target, wears, rows[-1].bottom if rows else 0.0, sheet))
    return rows


def _span(rows: list[Row], sheet: Sheet, lang: str) -> Scale:
    """The axis from nought; a wide sheet ends it where the words beside every mark and bar have room."""
    targets = [row.target for row in rows]
    span = scale((target[key] for target in targets for key in NUMBERS), targets[0]["measure_symbol"], lang)
    if sheet.left == PAD:
        return span
    plot, start = sheet.limit - sheet.left, span.start
    reaches = [reach for row in rows for reach in bullet_row.room(row, span.fade)]
    ends = [start + (x - start) * plot / max(plot - wide, 0.25 * plot) for x, wide in reaches]
    top = max([end for row in rows for part in (row.mark, row.value) for end in marks.ends(part)], default=span.ticks[-1])
    return span._replace(end=max(*ends, top + span.fade * 1.35))


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
        start = low if fades > 0 else solid
        pieces += [
            marks.Piece("value", start + n * abs(fades) / STEPS, y, see_through(colour, 0.75 * (1 - n / STEPS)), abs(fades) / STEPS)
            for n in range(STEPS if fades else 0)
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
    """The tick of the baseline; on a strip of page, for a bar may be as dark as the tick."""
    if row.baseline != row.baseline:
        return []
    place = {"xref": f"x{suffix}", "yref": f"y{suffix}", "layer": "above", "x0": row.baseline, "x1": row.baseline}
    strip = {"type": "line", "name": "strip", "line": {"color": ink.page, "width": 5}, "y0": row.bar_y - 6, "y1": row.bar_y + 6}
    tick = {"type": "line", "name": "baseline", "line": {"color": ink.text, "width": 2, "dash": "2px,2px"}}
    return [{**place, **strip}, {**place, **tick, "y0": row.bar_y - 9, "y1": row.bar_y + 9}]


def _hits(rows: list[Row], span: Scale, suffix: str, texts: Mapping[str, str]) -> dict:
    """Unseen bars over whole rows that can be clicked."""
    return {
        "type": "bar", "name": "hit", "orientation": "h", "xaxis": f"x{suffix}", "yaxis": f"y{suffix}",
        "base": [span.start] * len(rows), "x": [span.end - span.start] * len(rows), "y": [(row.top + row.bottom) / 2 for row in rows],
        "width": [row.bottom - row.top for row in rows], "customdata": [[row.target["target_id"]] for row in rows],
        "hovertext": [bullet_words.hover(row.target, texts) for row in rows], "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False, **marks.STILL,
        "marker": {"color": CLEAR, "line": {"width": 0, "color": CLEAR}},
    }  # fmt: skip
