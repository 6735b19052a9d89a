"""The comparison: one row a target, the mark under its own words, panels apart where the base differs.

One design for every width: the words of a row stand above its mark at the left edge, so no label needs a margin.
"""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from charts import marks
from charts.lettering import LIMIT, bold, safe, tinted, width, wrapped
from charts.look import CLEAR, Style, styles
from charts.scale import Scale, scale
from charts.sheet import PAD, Sheet, empty, in_panels
from charts.target_rows import LINE, SIZE, SMALL, Beside, Row, across, rows, stated_benchmark

# A wide sheet keeps who and when in a margin; its texts may run this far.
GUTTER, WIDE = 190, 690.0
TICKS = 26.0
SIGN_FONT = "Arial,DejaVu Sans,sans-serif"
NUMBERS = ("low", "high", "benchmark_low", "benchmark_high")


def figure(frame: Any, *, texts: Mapping[str, str], lang: str, dark: bool = False, wide: bool = False, room: float = WIDE) -> go.Figure:
    """Targets side by side, each with its qualifier.

    frame: one row a target in the order of drawing; panels in the order of their first row. Columns: panel_id,
    panel_title, panel_subtitle, panel_reason, target_id, unit_id, unit_label, horizon_label, stated, note_short,
    operator, shape, low, high, measure_symbol, document_short, wording, place, benchmark_label, benchmark_low,
    benchmark_high. NaN in low or high is an end that the document leaves open; NaN in both benchmark columns means
    that no benchmark may be held to the row. Three columns may be missing: group_title and group_reason head the rows
    of a panel that share them; document_stated is shown on hovering where the number is no longer the document's own, with
    lens_note, how it was made.
    texts: title, subtitle, source, axis_note, hover_stated, hover_lens, hover_wording,
    hover_place, hover_document, empty; missing ones are left
    out. lang: "vi" or "en", for numbers. wide: who and when stand in a margin and the
    stated words beside the mark, for a picture of 700 px and more, or of `room` px and a little. An empty frame gives a figure that says `texts["empty"]`.
    A click on a row selects a point whose customdata[0] is the target_id. Raises KeyError for an unknown shape.
    """
    if frame.empty:
        return empty(texts, lang, dark)
    sheet = Sheet(dark, GUTTER, room) if wide else Sheet(dark)
    sheet.title(texts.get("title", ""))
    sheet.write(_safe_lines(texts.get("subtitle", ""), 13.5, sheet.limit), 13.5, sheet.ink.muted)
    worn = styles(frame["unit_id"])
    for targets in in_panels(frame, NUMBERS):
        _panel(sheet, targets, worn, texts, lang)
    sheet.close(texts)
    return sheet.figure(lang)


def _panel(sheet: Sheet, targets: list[dict], worn: dict[str, Style], texts: Mapping[str, str], lang: str) -> None:
    first, ink = targets[0], sheet.ink
    sheet.y += 16
    sheet.write(_reason(first["panel_reason"], sheet.limit), 13.5, ink.reason, 6)
    sheet.write([bold(line) for line in wrapped(first["panel_title"], 15.5, sheet.limit, True)], 15.5, ink.text)
    sheet.write(_safe_lines(first["panel_subtitle"], 13, sheet.limit), 13, ink.muted)
    sheet.y += 6
    span = scale((target[key] for target in targets for key in NUMBERS), first["measure_symbol"], lang)
    placed = rows(targets, worn, sheet, span)
    suffix = sheet.panel(placed[-1].bottom, _axis(span, ink.grid), {}, below=TICKS)
    sheet.data.append(_hits(placed, span, suffix, texts))
    sheet.data += marks.traces([row.mark for row in placed], suffix, span.fade, ink.page)
    for row in placed:
        sheet.shapes.append(_track(row, suffix, ink.grid))
        _heading(sheet, row, suffix)
        _benchmark(sheet, row, span, suffix)
        if row.beside:
            sheet.annotations += _margin_and_words(row, row.beside, suffix, sheet)
        else:
            sheet.annotations.append(_words(row, suffix, ink.text))
            sheet.shapes.append(_ground(row, span, suffix, ink.page))


def _reason(text: str, limit: float) -> list[str]:
    """The reason behind its sign; the sign in fonts that have it, for Noto Sans draws it as two."""
    lines = _safe_lines(text, 13.5, limit - 18)
    sign = f'<span style="font-family:{SIGN_FONT}">≠</span> '
    return [sign + lines[0], *lines[1:]] if lines else []


def _axis(span: Scale, grid: str) -> dict:
    ticks = {"tickmode": "array", "tickvals": span.ticks, "ticktext": span.labels, "tickangle": 0}
    return {"range": [span.start, span.end], "showgrid": True, "gridcolor": grid, "gridwidth": 1, **ticks}


def _heading(sheet: Sheet, row: Row, suffix: str) -> None:
    """The group's lines from the left edge across the panel, on a patch of page."""
    if row.heading:
        place = {
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "xshift": PAD - sheet.left,
            "y": row.top,
            "yref": f"y{suffix}",
            "yanchor": "top",
        }
        look = {
            "align": "left",
            "showarrow": False,
            "borderpad": 0,
            "bgcolor": sheet.ink.page,
            "font": {"size": 13.5, "color": sheet.ink.text},
        }
        sheet.annotations.append({"name": "group", "text": "<br>".join(row.heading), **place, **look})


def _margin_and_words(row: Row, beside: Beside, suffix: str, sheet: Sheet) -> list[dict]:
    """On a wide sheet: who and when in the margin, the stated words beside the mark."""
    target = row.target
    margin = {"x": 0, "xref": "paper", "xanchor": "right", "align": "right", "xshift": -12, "text": "<br>".join(row.margin)}
    note = tinted(target["note_short"], sheet.ink.muted, SMALL)
    words = ("<br>" if beside.broken else "  ").join(filter(None, (bold(target["stated"]), note)))
    side = {"xanchor": "left", "xshift": 12} if beside.right else {"xanchor": "right", "xshift": -12}
    side |= {"x": beside.x, "xref": f"x{suffix}", "text": words, "bgcolor": sheet.ink.page, "align": side["xanchor"]}
    place = {
        "y": row.mark_y,
        "yref": f"y{suffix}",
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 1,
        "font": {"size": SIZE, "color": sheet.ink.text},
    }
    return [{**margin, **place}, {**side, **place}]


def _ground(row: Row, span: Scale, suffix: str, page: str) -> dict:
    """A patch of page behind the words, so that no line strikes them through.

    A shape and not the words' own background: that is measured in the page's font, and a downloaded picture has another.
    """
    # On the panel's own axes: a shape on paper would lie under the benchmark, whatever their order.
    across = {"xref": f"x{suffix}", "xsizemode": "pixel", "xanchor": span.start, "x0": -1, "x1": row.reach + 3}
    down = {"yref": f"y{suffix}", "y0": row.words_y + 1, "y1": row.words_y + len(row.lines) * LINE}
    return {"type": "rect", "layer": "between", "fillcolor": page, "line": {"width": 0, "color": page}, **across, **down}


def _words(row: Row, suffix: str, text: str) -> dict:
    return {
        "text": "<br>".join(row.lines), "x": 0, "xref": "paper", "xanchor": "left",
        "y": row.words_y, "yref": f"y{suffix}", "yanchor": "top", "align": "left", "showarrow": False,
        "borderpad": 0, "font": {"size": SIZE, "color": text},
    }  # fmt: skip


def _track(row: Row, suffix: str, grid: str) -> dict:
    """A hairline that leads the eye from the words at the left to the mark."""
    place = {"xref": "paper", "x0": 0, "x1": 1, "yref": f"y{suffix}", "y0": row.mark_y, "y1": row.mark_y}
    return {"type": "line", "layer": "below", "line": {"color": grid, "width": 1}, **place}


def _hits(rows: list[Row], span: Scale, suffix: str, texts: Mapping[str, str]) -> dict:
    """Two unseen bars a row that meet at its mark: the whole row can be clicked, the tooltip stands at the mark."""
    bars = []
    for row in rows:
        meet = marks.anchor(row.mark)
        meet = meet if meet == meet else span.start
        middle, height = (row.top + row.bottom) / 2, row.bottom - row.top
        words = _hover(row, texts)
        for edge in {span.start, span.end} - {meet}:
            bars.append((edge, meet - edge, middle, height, [row.target["target_id"]], words))
    base, x, y, heights, ids, words = zip(*bars, strict=True)
    return {
        "type": "bar", "name": "hit", "orientation": "h", "xaxis": f"x{suffix}", "yaxis": f"y{suffix}",
        "base": base, "x": x, "y": y, "width": heights, "customdata": ids, "hovertext": words,
        "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False, **marks.STILL,
        "marker": {"color": CLEAR, "line": {"width": 0, "color": CLEAR}},
    }  # fmt: skip


def _hover(row: Row, texts: Mapping[str, str]) -> str:
    target = row.target
    who = " · ".join(filter(None, (target["unit_label"], target["horizon_label"])))
    parts = [f"{row.style.glyph} {bold(who)}", *(bold(line) for line in wrapped(target["stated"], 13, 280, True))]
    quoted = f"“{target['wording']}”" if target["wording"] else ""
    # What the document says, where the number is no longer its own.
    own = target.get("document_stated", "") if target.get("document_stated", "") != target["stated"] else ""
    made = (("hover_stated", own), ("hover_lens", target.get("lens_note", "")))
    said = (*made, ("hover_wording", quoted), ("hover_place", target["place"]), ("hover_document", target["document_short"]))
    for key, value in said:
        words = ": ".join(filter(None, (texts.get(key, ""), value))) if value else ""
        parts += _safe_lines(words, 13, 280)
    return "<br>".join(parts)


def _benchmark(sheet: Sheet, row: Row, span: Scale, suffix: str) -> None:
    """Dashed segments in this row only; the label above the topmost row that carries it."""
    stated, neutral = stated_benchmark(row.target), sheet.ink.neutral
    place = {"xref": f"x{suffix}", "yref": f"y{suffix}", "layer": "between"}
    for x in stated:
        ends = {"x0": x, "x1": x, "y0": row.words_y + 4, "y1": row.bottom}
        dash = {"color": neutral, "width": 1.8, "dash": "4px,3px"}
        sheet.shapes.append({"type": "line", "name": "benchmark", "line": dash, **ends, **place})
    if row.label:
        longest = max(width(line, SMALL) for line in row.label)
        sheet.annotations.append({
            "name": "benchmark", "text": "<br>".join(map(safe, row.label)), "y": row.label_y, "showarrow": False,
            "yref": place["yref"], "yanchor": "top", "bgcolor": sheet.ink.page, "borderpad": 0,
            **_across(stated[0], span, longest, across(sheet), suffix), "font": {"size": SMALL, "color": neutral},
        })  # fmt: skip


def _across(x: float, span: Scale, length: float, room: float, suffix: str) -> dict:
    """Over the line when there is room on both sides of it at the narrowest width, else to the roomier side, else from edge to edge."""
    share = span.share(x)
    if length / 2 <= room * min(share, 1 - share):
        return {"x": x, "xref": f"x{suffix}", "xanchor": "center"}
    if length <= room * max(share, 1 - share):
        return {"x": x, "xref": f"x{suffix}", "xanchor": "left" if share < 0.5 else "right"}
    return {"x": 0, "xref": "paper", "xanchor": "left"}


def _safe_lines(text: str, size: float, limit: float = LIMIT) -> list[str]:
    return [safe(line) for line in wrapped(text, size, limit)]
