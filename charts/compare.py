"""The comparison: one row a target, the mark under its own words, panels apart where the base differs.

One design for every width: the words of a row stand above its mark at the left edge, so no label needs a margin.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import plotly.graph_objects as go

from charts import marks
from charts.lettering import LIMIT, bold, plain, safe, tinted, width, wrapped
from charts.look import CLEAR, Style, styles
from charts.scale import Scale, scale
from charts.sheet import PAD, Sheet, empty

SIZE, SMALL = 15, 12.5
# A wide sheet keeps who and when in a margin; its texts may run this far.
GUTTER, WIDE = 190, 690.0
LINE, LABEL_LINE, MARK, GAP, TICKS = 20.0, 17.0, 28.0, 6.0, 26.0
SIGN_FONT = "Arial,DejaVu Sans,sans-serif"
NUMBERS = ("low", "high", "benchmark_low", "benchmark_high")


class Row(NamedTuple):
    """A target with its place in the panel, in pixels from the panel's top."""

    target: dict[str, Any]
    style: Style
    colour: str
    lines: tuple[str, ...]
    reach: float
    label: tuple[str, ...]
    top: float

    @property
    def words_y(self) -> float:
        return self.top + len(self.label) * LABEL_LINE

    @property
    def mark_y(self) -> float:
        return self.words_y + len(self.lines) * LINE + MARK / 2

    @property
    def bottom(self) -> float:
        return self.mark_y + MARK / 2 + GAP

    @property
    def mark(self) -> marks.Mark:
        target = self.target
        ends = (target["low"], target["high"])
        return marks.Mark(self.mark_y, target["shape"], target["operator"], *ends, self.colour)


def figure(frame: Any, *, texts: Mapping[str, str], lang: str, dark: bool = False, wide: bool = False) -> go.Figure:
    """Targets side by side, each with its qualifier.

    frame: one row a target in the order of drawing; panels in the order of their first row. Columns: panel_id,
    panel_title, panel_subtitle, panel_reason, target_id, unit_id, unit_label, horizon_label, stated, note_short,
    operator, shape, low, high, measure_symbol, document_short, wording, place, benchmark_label, benchmark_low,
    benchmark_high. NaN in low or high is an end that the document leaves open; NaN in both benchmark columns means
    that no benchmark may be held to the row.
    texts: title, subtitle, source, axis_note, hover_wording, hover_place, hover_document, empty; missing ones are left
    out. lang: "vi" or "en", for numbers. wide: who and when stand in a margin and the
    stated words beside the mark, for a picture of 700 px and more. An empty frame gives a figure that says `texts["empty"]`.
    A click on a row selects a point whose customdata[0] is the target_id. Raises KeyError for an unknown shape.
    """
    if frame.empty:
        return empty(texts, lang, dark)
    sheet = Sheet(dark, GUTTER, WIDE) if wide else Sheet(dark)
    sheet.title(texts.get("title", ""))
    sheet.write(_safe_lines(texts.get("subtitle", ""), 13.5, sheet.limit), 13.5, sheet.ink.muted)
    worn = styles(frame["unit_id"])
    panels: dict[str, list[dict]] = {}
    for target in frame.to_dict("records"):
        panels.setdefault(target["panel_id"], []).append(_typed(target))
    for targets in panels.values():
        _panel(sheet, targets, worn, texts, lang)
    sheet.close(texts)
    return sheet.figure(lang)


def _typed(target: dict) -> dict:
    return {key: float(value) if key in NUMBERS else plain(value) for key, value in target.items()}


def _panel(sheet: Sheet, targets: list[dict], worn: dict[str, Style], texts: Mapping[str, str], lang: str) -> None:
    first, ink = targets[0], sheet.ink
    sheet.y += 16
    sheet.write(_reason(first["panel_reason"], sheet.limit), 13.5, ink.reason, 6)
    sheet.write([bold(line) for line in wrapped(first["panel_title"], 15.5, sheet.limit, True)], 15.5, ink.text)
    sheet.write(_safe_lines(first["panel_subtitle"], 13, sheet.limit), 13, ink.muted)
    sheet.y += 6
    rows = _rows(targets, worn, sheet)
    span = scale((row[key] for row in targets for key in NUMBERS), first["measure_symbol"], lang)
    suffix = sheet.panel(rows[-1].bottom, _axis(span, ink.grid), {}, below=TICKS)
    sheet.data.append(_hits(rows, span, suffix, texts))
    sheet.data += marks.traces([row.mark for row in rows], suffix, span.fade, ink.page)
    for row in rows:
        sheet.shapes.append(_track(row, suffix, ink.grid))
        _benchmark(sheet, row, span, suffix)
        if sheet.left > PAD:
            sheet.annotations += _beside(row, span, suffix, sheet)
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


def _rows(targets: list[dict], worn: dict[str, Style], sheet: Sheet) -> list[Row]:
    rows, top, labelled = [], 0.0, set()
    for target in targets:
        style, label = worn[target["unit_id"]], target["benchmark_label"]
        fresh = bool(_stated_benchmark(target)) and label not in labelled
        labelled |= {label} if fresh else set()
        colour = style.dark if sheet.dark else style.light
        lines, reach = ((), 0.0) if sheet.left > PAD else _row_lines(target, tinted(style.glyph, colour), sheet.ink.muted)
        rows.append(Row(target, style, colour, lines, reach, wrapped(label, SMALL, sheet.limit) if fresh else (), top))
        top = rows[-1].bottom
    return rows


def _row_lines(target: dict, glyph: str, muted: str) -> tuple[tuple[str, ...], float]:
    """Who, when and how much in one line when it fits; the number on the next when not; the note where it has room.

    The lines, and how far right the longest reaches.
    """
    who = " · ".join(filter(None, (target["unit_label"], target["horizon_label"])))
    stated, note = target["stated"], target["note_short"]
    alone = 20 + width(who, SIZE)
    used = reach = alone + (width(" — ", SIZE) + width(stated, SIZE, True) if stated else 0)
    if used <= LIMIT:
        lines = [f"{glyph} {safe(who)}" + (f" — {bold(stated)}" if stated else "")]
    else:
        tail = wrapped(stated, SIZE, LIMIT, True)
        lines, used = [f"{glyph} {safe(who)}", *map(bold, tail)], width(tail[-1], SIZE, True)
        reach = max(alone, *(width(line, SIZE, True) for line in tail))
    if note and used + 12 + width(note, SMALL) <= LIMIT:
        lines[-1] += "  " + tinted(note, muted, SMALL)
        reach = max(reach, used + 12 + width(note, SMALL))
    else:
        below = wrapped(note, SMALL)
        lines += [tinted(line, muted, SMALL) for line in below]
        reach = max(reach, *(width(line, SMALL) for line in below), 0)
    return tuple(lines), reach


def _beside(row: Row, span: Scale, suffix: str, sheet: Sheet) -> list[dict]:
    """On a wide sheet: who and when in the margin, the stated words beside the mark, on the side that has room."""
    target, stated = row.target, marks.ends(row.mark)
    who = " · ".join(filter(None, (safe(target["unit_label"]), bold(target["horizon_label"]))))
    margin = {"x": 0, "xref": "paper", "xanchor": "right", "xshift": -12, "text": f"{tinted(row.style.glyph, row.colour)} {who}"}
    words = bold(target["stated"]) + (f"  {tinted(target['note_short'], sheet.ink.muted, SMALL)}" if target["note_short"] else "")
    reach = {"fuzzy": (marks.HAZE, marks.HAZE), "ceiling": (1, 0), "near": (1, 0), "floor": (0, 1)}
    left = (stated[0] if stated else span.start) - span.fade * reach.get(row.mark.shape, (0, 0))[0]
    right = (stated[-1] if stated else span.start) + span.fade * reach.get(row.mark.shape, (0, 0))[1]
    room = (1 - span.share(right)) * (sheet.limit - sheet.left)
    fits = room > 24 + width(target["stated"], SIZE, True) + (width(target["note_short"], SMALL) if target["note_short"] else 0)
    beside = {"x": right, "xanchor": "left", "xshift": 12} if fits else {"x": left, "xanchor": "right", "xshift": -12}
    beside |= {"xref": f"x{suffix}", "text": words, "bgcolor": sheet.ink.page}
    place = {
        "y": row.mark_y,
        "yref": f"y{suffix}",
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 1,
        "font": {"size": SIZE, "color": sheet.ink.text},
    }
    return [{**margin, **place}, {**beside, **place}]


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
    said = (("hover_wording", quoted), ("hover_place", target["place"]), ("hover_document", target["document_short"]))
    for key, value in said:
        words = ": ".join(filter(None, (texts.get(key, ""), value))) if value else ""
        parts += _safe_lines(words, 13, 280)
    return "<br>".join(parts)


def _stated_benchmark(target: dict) -> list[float]:
    ends = {target["benchmark_low"], target["benchmark_high"]}
    return sorted(end for end in ends if end == end)


def _benchmark(sheet: Sheet, row: Row, span: Scale, suffix: str) -> None:
    """Dashed segments in this row only; the label above the topmost row that carries it."""
    stated, neutral = _stated_benchmark(row.target), sheet.ink.neutral
    place = {"xref": f"x{suffix}", "yref": f"y{suffix}", "layer": "between"}
    for x in stated:
        ends = {"x0": x, "x1": x, "y0": row.words_y + 4, "y1": row.bottom}
        dash = {"color": neutral, "width": 1.8, "dash": "4px,3px"}
        sheet.shapes.append({"type": "line", "name": "benchmark", "line": dash, **ends, **place})
    if row.label:
        longest = max(width(line, SMALL) for line in row.label)
        x = stated[0]
        sheet.annotations.append({
            "name": "benchmark", "text": "<br>".join(map(safe, row.label)), "x": x, "y": row.top, "showarrow": False,
            "xref": place["xref"], "yref": place["yref"], "yanchor": "top", "bgcolor": sheet.ink.page, "borderpad": 0,
            "xanchor": _side(span.share(x), longest), "font": {"size": SMALL, "color": neutral},
        })  # fmt: skip


def _side(share: float, length: float) -> str:
    """Over the line when there is room on both sides of it at the narrowest width, else to the roomier side."""
    if length / 2 <= LIMIT * min(share, 1 - share):
        return "center"
    return "left" if share < 0.5 else "right"


def _safe_lines(text: str, size: float, limit: float = LIMIT) -> list[str]:
    return [safe(line) for line in wrapped(text, size, limit)]
