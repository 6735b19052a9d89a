"""Through time: what was observed as points, what was promised as upright marks at its year, the pace between them as a lens.

A figure differs from a target in shape and size (`upright`); every word finds its own room (`labels`).
"""

import math
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any

import plotly.graph_objects as go

from charts import marks, upright
from charts.labels import AROUND, BELOW, LEADING, Box, Label, Panel, Plane, place
from charts.lettering import LIMIT, bold, packed, plain, safe, tinted, width, wrapped
from charts.look import CLEAR, Ink, see_through, styles
from charts.scale import Scale, scale
from charts.sheet import PAD, Sheet, empty, mappings

# The axis ends after 2030, or after 2045 where something stands beyond 2030: years that hold nothing would squeeze the others.
FIRST, NEAR, LAST = 2018, 2030, 2045
WIDE, HEIGHTS, TICKS = 700.0, {True: 308.0, False: 420.0}, 30.0
HEADROOM = {True: 70.0, False: 85.0}
MANY = 8  # a wide picture labels every figure up to here, else only the first and the latest of a standard
BOLD, SMALL = 13.5, 11.5
NUMBERS = ("low", "high", "at")


def figure(
    points: Any,
    goals: Any,
    *,
    texts: Mapping[str, str],
    lang: str,
    dark: bool = False,
    wide: bool = False,
    room: float = WIDE,
    tall: float | None = None,
    lenses: Any = None,
    breaks: Any = None,
) -> go.Figure:
    """One indicator of one unit from 2018 to 2030, to 2045 where a target stands beyond 2030.

    points: one row a figure by date. Columns: observation_id, unit_id, at (years whose whole numbers are 31 December), shape, operator,
    low, high, stated, as_of, mark (final, provisional, computed), note_short, is_current, series (the standard), series_label, run (points
    that may be joined; empty for none), measure_symbol, hover. goals: one row a stated number. Columns: target_id, unit_id, at, shape,
    operator, low, high, stated, horizon_label, documents, note_short, series, measure_symbol, hover. lenses: start_at, start_value, end_at,
    end_value, label. breaks: at, label, is_end (the unit ends there and what follows is shaded). NaN in low or high is an open end.
    texts: title, subtitle, axis_note, source, empty, and for the key: key_current, key_kept, key_provisional, key_computed, key_run; missing
    ones are left out. wide: for a picture of 700 px and more, or of `room` px. tall: the height of the plot in px, where the usual one does not fit.
    A click selects a point whose customdata[0] is the observation_id or target_id. Without points and goals the figure says `texts["empty"]`.
    """
    seen, wanted, lines, cuts = (_records(frame) for frame in (points, goals, lenses, breaks))
    if not seen and not wanted:
        return empty(texts, lang, dark)
    rows = seen + wanted
    span = scale((row[key] for row in rows for key in ("low", "high")), rows[0]["measure_symbol"], lang)
    numbers = math.ceil(max(width(label, 12.5) for label in span.labels)) + 12
    sheet = Sheet(dark, PAD + numbers, room if wide else LIMIT)
    style = styles([rows[0]["unit_id"]])[rows[0]["unit_id"]]
    colour = style.dark if dark else style.light
    ranks = _ranks(seen, wanted)
    _head(sheet, texts, _key(seen, ranks, texts))
    plane = _plane(rows, span, sheet, tall or HEIGHTS[wide], HEADROOM[wide] * min(1.0, (tall or HEIGHTS[wide]) / HEIGHTS[wide]))
    sheet.panel(plane.height, _years(plane, sheet.ink, wide), _values(plane, span, sheet.ink), below=TICKS)
    _cuts(sheet, plane, cuts)
    placed = upright.apart(seen, plane)
    sheet.data += upright.targets(wanted, plane, span.fade, colour, sheet.ink)
    sheet.data += [*_joins(seen, colour), *_pace(lines, sheet.ink)]
    sheet.data += upright.bounds(placed, plane, span.fade, colour, sheet.ink)
    sheet.data += upright.figures(placed, ranks, colour, sheet.ink)
    sheet.data.append(upright.hits(placed, wanted))
    labels = [*_promises(wanted, sheet, plane, wide), *_dates(placed, ranks, sheet, plane, wide), *_paces(lines, sheet.ink, wide)]
    strokes = [trace for trace in sheet.data if trace["type"] == "scatter" and trace["mode"] == "lines"]
    taken = [*upright.covered([*placed, *wanted], plane, span.fade), *_along(strokes, plane), *_headings(cuts, plane, sheet)]
    spots = [plane.spot(row["drawn"], row["value"]) for row in placed] + [plane.spot(row["at"], upright.anchor(row)) for row in wanted]
    edge = Box(-6, -7, plane.width + PAD, plane.height - 2)
    labels.sort(key=lambda label: label.optional)
    sheet.annotations += place(labels, taken, Panel(plane, edge, [_hatched(cut, plane) for cut in cuts], spots), sheet.ink)
    if not wide:
        said = (f"{row['horizon_label']}: {row['documents']}" for row in wanted)
        sheet.write([safe(line) for words in dict.fromkeys(said) for line in wrapped(words, 12, sheet.limit)], 12, sheet.ink.text, after=4)
    sheet.close(texts)
    return sheet.figure(lang)


def _records(frame: Any) -> list[dict]:
    if frame is None:
        return []
    return [{key: _typed(key, value) for key, value in row.items()} for row in mappings(frame)]


def _typed(key: str, value: Any) -> Any:
    return float(value) if key in NUMBERS else value if isinstance(value, bool | float | int) else plain(value)


def _ranks(seen: list[dict], wanted: list[dict]) -> dict[str, int]:
    """Standard -> its place in upright.SYMBOLS: those of the targets first, then by how many figures in use they have."""
    promised = {row["series"] for row in wanted}
    names = dict.fromkeys(row["series"] for row in reversed(seen))
    order = sorted(names, key=lambda name: (name not in promised, -sum(row["is_current"] for row in seen if row["series"] == name)))
    return {name: min(n, 2) for n, name in enumerate(order)}


def _head(sheet: Sheet, texts: Mapping[str, str], key: list[str]) -> None:
    sheet.title(texts.get("title", ""))
    sheet.write([safe(line) for line in wrapped(texts.get("subtitle", ""), 13, sheet.limit)], 13, sheet.ink.muted)
    sheet.write([safe(line) for line in packed(key, 13, sheet.limit)], 13, sheet.ink.muted)
    sheet.y += 15


def _key(seen: list[dict], ranks: Mapping[str, int], texts: Mapping[str, str]) -> list[str]:
    """What the figures' shapes say, of those that need saying: standards where there are several, status, filled or hollow, lines."""
    ordered = sorted(seen, key=lambda row: (ranks[row["series"]], [*upright.SYMBOLS].index(row["mark"])))
    worn: dict[str, dict[str, None]] = {row["series_label"]: {} for row in ordered} if len(ranks) > 1 else {}
    for row in ordered:
        for words in (row["series_label"] if len(ranks) > 1 else "", texts.get(f"key_{row['mark']}", "")):
            worn.setdefault(words, {})[upright.GLYPHS[row["mark"]][ranks[row["series"]]]] = None
    key = [f"{''.join(glyphs)} {words}" for words, glyphs in worn.items() if words]
    if not all(row["is_current"] for row in seen):
        key += [texts.get("key_current", ""), texts.get("key_kept", "")]
    return [*filter(None, key), *([texts["key_run"]] if _runs(seen) and "key_run" in texts else [])]


def _plane(rows: list[dict], span: Scale, sheet: Sheet, tall: float, headroom: float) -> Plane:
    last = max(row["at"] for row in rows)
    start = min([FIRST, *(math.floor(row["at"]) for row in rows)]) - 0.8
    end = NEAR + 1.9 if last <= NEAR else max(LAST, last) + 0.9
    # Room for words above the highest mark, and for those of a break.
    top, low, free = max(_top(row) for row in rows), span.ticks[0], headroom / tall
    high = max(span.end + 0.06 * (span.end - low), low + (top - low) / (1 - free))
    return Plane(start, end, low, high, sheet.limit - sheet.left, tall)


def _top(row: dict) -> float:
    return max((row[end] for end in ("low", "high") if math.isfinite(row[end])), default=0.0)


def _years(plane: Plane, ink: Ink, wide: bool) -> dict:
    ticks = list(range(math.ceil(plane.start / 5) * 5, math.floor(plane.end) + 1, 5))
    ticks = [FIRST, *ticks] if wide else ticks
    minor = {"tickmode": "linear", "tick0": FIRST, "dtick": 1, "ticks": "outside", "ticklen": 3, "tickcolor": ink.line}
    marked = {"tickmode": "array", "tickvals": ticks, "ticktext": list(map(str, ticks)), "tickangle": 0, "ticks": "outside", "ticklen": 6}
    # Below the marks, else the line would strike through a target of 0.
    return {"range": [plane.start, plane.end], "showline": True, "linecolor": ink.line, "layer": "below traces", "minor": minor, **marked}


def _values(plane: Plane, span: Scale, ink: Ink) -> dict:
    ticks = {"tickmode": "array", "tickvals": span.ticks, "ticktext": span.labels, "showticklabels": True, "ticklabelstandoff": 4}
    return {"range": [plane.low, plane.high], "showgrid": True, "gridcolor": ink.grid, "gridwidth": 1, **ticks}


def _cuts(sheet: Sheet, plane: Plane, cuts: list[dict]) -> None:
    """A hatched line at every break; where the unit ends, what follows is shaded. Its words stand at the top."""
    for cut in cuts:
        hatch = {"shape": "/", "size": 5, "solidity": 0.45, "fgcolor": sheet.ink.muted, "bgcolor": sheet.ink.page}
        sheet.data.append({
            "type": "bar", "name": "break", "orientation": "v", "xaxis": "x", "yaxis": "y", "x": [cut["at"]], "base": [plane.low],
            "y": [plane.high - plane.low], "width": 6 * plane.step, "hoverinfo": "skip", "showlegend": False, **marks.STILL,
            "marker": {"color": sheet.ink.page, "pattern": hatch, "line": {"width": 0, "color": sheet.ink.page}},
        })  # fmt: skip
        if cut["is_end"]:
            over = {"x0": cut["at"], "x1": plane.end, "y0": plane.low, "y1": plane.high, "xref": "x", "yref": "y"}
            sheet.shapes.append({
                "type": "rect", "name": "ended", "layer": "below", "fillcolor": see_through(sheet.ink.line, 0.24), "line": {"width": 0, "color": CLEAR}, **over,
            })  # fmt: skip


def _headings(cuts: list[dict], plane: Plane, sheet: Sheet) -> Iterator[Box]:
    """Writes the words of each break at the panel's top, right of its line, and says what room they and the line take."""
    for cut in cuts:
        x, _ = plane.spot(cut["at"], 0)
        lines = wrapped(cut["label"], SMALL, min(230.0, plane.width - x - 14))
        sheet.annotations.append({
            "name": "break", "text": "<br>".join(map(safe, lines)), "x": cut["at"], "y": plane.high, "xref": "x", "yref": "y",
            "xanchor": "left", "yanchor": "top", "align": "left", "xshift": 7, "yshift": -1, "showarrow": False, "borderpad": 0,
            "font": {"size": SMALL, "color": sheet.ink.reason},
        })  # fmt: skip
        yield _hatched(cut, plane)
        yield Box(x + 7, 0, x + 9 + max(width(line, SMALL) for line in lines), len(lines) * LEADING * SMALL)


def _hatched(cut: dict, plane: Plane) -> Box:
    x, _ = plane.spot(cut["at"], 0)
    return Box(x - 5, 0, x + 5, plane.height)


def _runs(seen: list[dict]) -> list[list[dict]]:
    """The runs of at least two figures."""
    ordered = sorted((row for row in seen if row["run"]), key=lambda row: (row["run"], row["at"]))
    return [run for run in (list(rows) for _, rows in groupby(ordered, key=lambda row: row["run"])) if len(run) > 1]


def _joins(seen: list[dict], colour: str) -> list[dict]:
    return [_line("join", run[0]["run"], [(row["at"], row["low"]) for row in run], colour, "solid", 1.3) for run in _runs(seen)]


def _pace(lines: list[dict], ink: Ink) -> list[dict]:
    return [
        _line("lens", "", [(row["start_at"], row["start_value"]), (row["end_at"], row["end_value"])], ink.reason, "dot", 1.6)
        for row in lines
    ]


def _line(name: str, group: str, spots: list[tuple[float, float]], colour: str, dash: str, thick: float) -> dict:
    return {
        "type": "scatter", "mode": "lines", "name": name, "meta": group, "xaxis": "x", "yaxis": "y", "x": [x for x, _ in spots],
        "y": [y for _, y in spots], "line": {"color": colour, "width": thick, "dash": dash}, "hoverinfo": "skip", "showlegend": False,
        "marker": {"color": colour}, "connectgaps": False,
    }  # fmt: skip


def _along(strokes: list[dict], plane: Plane) -> Iterator[Box]:
    """The lines between points as boxes, in short pieces."""
    for trace in strokes:
        for (x0, y0), (x1, y1) in pairwise(zip(trace["x"], trace["y"], strict=True)):
            pieces = math.ceil(math.dist(plane.spot(x0, y0), plane.spot(x1, y1)) / 10)
            yield from (plane.box(x0 + (x1 - x0) * n / pieces, y0 + (y1 - y0) * n / pieces, 5, 6) for n in range(pieces + 1))


def _promises(wanted: list[dict], sheet: Sheet, plane: Plane, wide: bool) -> Iterator[Label]:
    """The words of each target; to the right of its mark where there is room, away from the figures."""
    for row in wanted:
        head = f"{row['horizon_label']}: {row['stated']}"
        notes = [part for part in (row["note_short"], row["documents"] if wide else "") if part]
        value = upright.anchor(row)
        limits = (250, 190, 140) if wide else (120, 92, 76)
        ways = tuple(_wrap(head, notes, limit, sheet.ink) for limit in limits)
        right = plane.width - plane.spot(row["at"], value)[0] > ways[-1][1] + 20
        sides = ((1, 0), (-1, 0)) if right else ((-1, 0), (1, 0))
        yield Label(row["at"], value, ways, sheet.ink.text, BOLD, upright.reach(row) + 5.0, (*sides, *AROUND))


def _dates(placed: list[dict], ranks: Mapping[str, int], sheet: Sheet, plane: Plane, wide: bool) -> Iterator[Label]:
    """The latest figure in use of each standard, then the first; all of them in a wide picture with few. Status is said."""
    latest, first, rest = [], [], []
    for series in sorted({row["series"] for row in placed}, key=lambda name: ranks[name]):
        rows = sorted((row for row in placed if row["series"] == series), key=lambda row: row["at"])
        used = [row for row in rows if row["is_current"]] or rows
        latest.append(used[-1])
        first += used[:1] if len(used) > 1 else []
        rest += [row for row in rows if row not in (used[-1], used[0])]
    everyone = latest + first + (sorted(rest, key=lambda row: (not row["is_current"], -row["at"])) if wide and len(placed) <= MANY else [])
    for row in everyone:
        when = f"{row['as_of']} · {row['note_short']}" if row["note_short"] else row["as_of"]
        ways = tuple(_wrap(row["stated"], [when], limit, sheet.ink) for limit in ((190, 128) if wide else (120, 92, 76)))
        sides = BELOW if _has_one_above(row, placed, plane) else AROUND
        yield Label(row["drawn"], row["value"], ways, sheet.ink.text, BOLD, 9.0, sides, row in rest or (not wide and row in first))


def _has_one_above(row: dict, placed: list[dict], plane: Plane) -> bool:
    """Whether another figure stands above, and none below, so close that words between the two might be read as either's."""
    near = [other["value"] for other in placed if other is not row and abs(other["drawn"] - row["drawn"]) < 60 * plane.step]
    return any(value > row["value"] for value in near) and all(value >= row["value"] for value in near)


def _wrap(head: str, notes: list[str], limit: float, ink: Ink) -> tuple[tuple[str, ...], float]:
    heads = wrapped(head, BOLD, limit, True)
    below = [line for note in notes for line in wrapped(note, SMALL, limit)]
    length = max([*(width(line, BOLD, True) for line in heads), *(width(line, SMALL) for line in below)])
    return (*map(bold, heads), *(tinted(line, ink.muted, SMALL) for line in below)), length


def _paces(lines: list[dict], ink: Ink, wide: bool) -> Iterator[Label]:
    """The number of the lens beside the middle of its line: to the right of it and below where it rises."""
    for row in lines:
        at, value = (row["start_at"] + row["end_at"]) / 2, (row["start_value"] + row["end_value"]) / 2
        down = -1 if row["end_value"] >= row["start_value"] else 1
        ways = tuple(_tinted(wrapped(row["label"], SMALL, limit), ink) for limit in ((260, 140) if wide else (110, 80)))
        yield Label(at, value, ways, ink.reason, SMALL, 5.0, ((1, down), (-1, -down), (0, down), (0, -down)))


def _tinted(lines: tuple[str, ...], ink: Ink) -> tuple[tuple[str, ...], float]:
    return tuple(tinted(line, ink.reason) for line in lines), max(width(line, SMALL) for line in lines)
