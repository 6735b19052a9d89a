"""Through time: what was observed as points, what was promised as upright marks at its year, the pace between them as a lens.

The marks are those of `marks`, turned upright. A figure differs from a target in shape and size: targets stand wide behind, figures
small in front. Shape says how a figure came about, filled says that it is the one in use.

| figure | first standard | second | third |
| --- | --- | --- | --- |
| final | circle | triangle up | pentagon |
| preliminary, estimated | square | triangle down | hexagon |
| computed | cross | plus | hash |
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

import plotly.graph_objects as go

from charts import marks
from charts.lettering import LIMIT, bold, plain, safe, tinted, width, wrapped
from charts.look import CLEAR, Ink, see_through, styles
from charts.scale import Scale, scale
from charts.sheet import PAD, Sheet, empty

FIRST, LAST = 2018, 2045
WIDE, HEIGHTS, TICKS = 700.0, {True: 318.0, False: 420.0}, 30.0
HEADROOM = {True: 0.06, False: 0.15}
MANY = 8  # a wide picture labels every figure up to here, else only the first and the latest of a standard
BOLD, SMALL, LEAD = 13.5, 11.5, 15.0
SYMBOLS = {
    "final": ("circle", "triangle-up", "pentagon"),
    "provisional": ("square", "triangle-down", "hexagon"),
    "computed": ("x", "cross", "hash"),
}
NUMBERS = ("low", "high", "at")
# Where a label may stand around its mark: to the right or left (1, -1), above or below; and how many pixels farther than needed.
SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))
BELOW = ((0, -1), (1, -1), (-1, -1), (1, 0), (-1, 0), (0, 1), (1, 1), (-1, 1))
AWAY = (0, 5, 10, 18, 28, 40, 54, 70, 90, 115)
LEAD_FROM = 12


class Box(NamedTuple):
    """A rectangle in pixels from the panel's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0

    def distance(self, x: float, y: float) -> float:
        return math.hypot(max(self.left - x, 0, x - self.right), max(self.top - y, 0, y - self.bottom))


class Plane(NamedTuple):
    """The panel at the narrowest width for which it is drawn, to keep labels apart; `step` is how many years a pixel is."""

    start: float
    end: float
    span: Scale
    low: float
    high: float
    width: float
    height: float

    @property
    def step(self) -> float:
        return (self.end - self.start) / self.width

    def spot(self, at: float, value: float) -> tuple[float, float]:
        return (at - self.start) / self.step, (self.high - value) / (self.high - self.low) * self.height

    def box(self, at: float, value: float, across: float, down: float) -> Box:
        x, y = self.spot(at, value)
        return Box(x - across, y - down, x + across, y + down)


class Spot(NamedTuple):
    """Where a label may stand: its lines, how much farther than needed, its box, its side of the mark, how far to the right and up."""

    lines: tuple[str, ...]
    away: float
    box: Box
    across: int
    up: int
    x: float
    y: float


class Label(NamedTuple):
    """Words beside a place, wrapped in one or more ways, each its lines of ready markup and their length; an optional one may go."""

    at: float
    value: float
    ways: tuple[tuple[tuple[str, ...], float], ...]
    colour: str
    sides: tuple[tuple[int, int], ...]
    off: float
    optional: bool = False


def figure(
    points: Any,
    goals: Any,
    *,
    texts: Mapping[str, str],
    lang: str,
    dark: bool = False,
    wide: bool = False,
    lenses: Any = None,
    breaks: Any = None,
) -> go.Figure:
    """One indicator of one unit from 2018 to 2045.

    points: one row a figure by date. Columns: observation_id, unit_id, at (years whose whole numbers are 31 December), shape, operator,
    low, high, stated, as_of, mark (final, provisional, computed), note_short, is_current, series (the standard), run (points that
    may be joined; empty for none), measure_symbol, hover. goals: one row a stated number. Columns: target_id, unit_id, at, shape, operator,
    low, high, stated, horizon_label, documents, note_short, series, measure_symbol, hover. lenses: start_at, start_value, end_at, end_value,
    label. breaks: at, label, is_end (the unit ends there and what follows is shaded). NaN in low or high is an open end.
    texts: title, subtitle, axis_note, source, empty; missing ones are left out. wide: for a picture of 700 px and more.
    A click selects a point whose customdata[0] is the observation_id or target_id. Without points and goals the figure says `texts["empty"]`.
    """
    seen, wanted, lines, cuts = (_records(frame) for frame in (points, goals, lenses, breaks))
    if not seen and not wanted:
        return empty(texts, lang, dark)
    rows = seen + wanted
    span = scale((row[key] for row in rows for key in ("low", "high")), rows[0]["measure_symbol"], lang)
    room = math.ceil(max(width(label, 12.5) for label in span.labels)) + 12
    sheet = Sheet(dark, PAD + room, WIDE if wide else LIMIT)
    sheet.title(texts.get("title", ""))
    sheet.write([safe(line) for line in wrapped(texts.get("subtitle", ""), 13, sheet.limit)], 13, sheet.ink.muted)
    sheet.y += 17
    style = styles([rows[0]["unit_id"]])[rows[0]["unit_id"]]
    colour = style.dark if dark else style.light
    start = min([FIRST, *(math.floor(row["at"]) for row in rows)]) - 0.8
    end = max([LAST, *(row["at"] for row in rows)]) + 0.9
    high = span.end + HEADROOM[wide] * (span.end - span.ticks[0])  # for words above the highest mark
    plane = Plane(start, end, span, span.ticks[0], high, sheet.limit - sheet.left, HEIGHTS[wide])
    sheet.panel(plane.height, _years(plane, sheet.ink, wide), _values(plane, sheet.ink), below=TICKS)
    _cuts(sheet, plane, cuts)
    sheet.data += [_upright(trace, plane) for trace in _promised(wanted, plane, colour, sheet.ink)]
    sheet.data += _joins(seen, colour) + _pace(lines, sheet.ink)
    placed = _apart(seen, plane)
    sheet.data += [_upright(trace, plane) for trace in _bounds(placed, plane, colour, sheet.ink)]
    ranks = _ranks(seen, wanted)
    sheet.data += _figures(placed, ranks, colour, sheet.ink)
    sheet.data.append(_hits(placed, wanted))
    labels = [*_promises(wanted, sheet, wide), *_paces(lines, sheet.ink, wide), *_dates(placed, ranks, sheet, plane, wide)]
    taken = [*_obstacles(placed, wanted, lines, plane), *_headings(cuts, plane, sheet)]
    marked = [(row["drawn"], row["value"]) for row in placed] + [(row["at"], marks.anchor(_mark(row, ""))) for row in wanted]
    sheet.annotations += _beside(labels, taken, plane, sheet.ink, [_hatched(cut, plane) for cut in cuts], marked)
    if not wide:
        said = (f"{row['horizon_label']}: {row['documents']}" for row in wanted)
        sheet.write([safe(line) for words in dict.fromkeys(said) for line in wrapped(words, 12, sheet.limit)], 12, sheet.ink.text, after=4)
    sheet.close(texts)
    return sheet.figure(lang)


def _records(frame: Any) -> list[dict]:
    if frame is None:
        return []
    return [{key: _typed(key, value) for key, value in row.items()} for row in frame.to_dict("records")]


def _typed(key: str, value: Any) -> Any:
    return float(value) if key in NUMBERS else value if isinstance(value, bool | float | int) else plain(value)


def _years(plane: Plane, ink: Ink, wide: bool) -> dict:
    ticks = list(range(math.ceil(plane.start / 5) * 5, math.floor(plane.end) + 1, 5))
    ticks = [FIRST, *ticks] if wide else ticks
    minor = {"tickmode": "linear", "tick0": FIRST, "dtick": 1, "ticks": "outside", "ticklen": 3, "tickcolor": ink.line}
    marked = {"tickmode": "array", "tickvals": ticks, "ticktext": list(map(str, ticks)), "tickangle": 0, "ticks": "outside", "ticklen": 6}
    return {"range": [plane.start, plane.end], "showline": True, "linecolor": ink.line, "minor": minor, **marked}


def _values(plane: Plane, ink: Ink) -> dict:
    ticks = {
        "tickmode": "array",
        "tickvals": plane.span.ticks,
        "ticktext": plane.span.labels,
        "showticklabels": True,
        "ticklabelstandoff": 4,
    }
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
        yield Box(x + 7, 0, x + 9 + max(width(line, SMALL) for line in lines), len(lines) * LEAD)


def _hatched(cut: dict, plane: Plane) -> Box:
    x, _ = plane.spot(cut["at"], 0)
    return Box(x - 5, 0, x + 5, plane.height)


def _mark(row: dict, colour: str) -> marks.Mark:
    return marks.Mark(row["at"], row["shape"], row["operator"], row["low"], row["high"], colour)


def _upright(trace: dict, plane: Plane) -> dict:
    """A trace of `marks` turned upright: what ran along the axis of values now climbs it; thickness goes from pixels to years."""
    turned = {**trace, "x": trace["y"], "y": trace["x"]}
    if trace["type"] == "bar":
        return {**turned, "orientation": "v", "width": trace["width"] * plane.step}
    symbol, angle = trace["marker"]["symbol"], trace["marker"]["angle"]
    upright = {"line-ns": "line-ew"}.get(symbol, symbol)
    name = {"arrow-right": "arrow-up", "arrow-left": "arrow-down"}.get(trace["name"], trace["name"])
    # 90 is right and -90 left on the level axis; upright these are 0 and 180.
    return {**turned, "name": name, "marker": {**trace["marker"], "symbol": upright, "angle": 90 - angle if angle else 0}}


def _promised(wanted: list[dict], plane: Plane, colour: str, ink: Ink) -> Iterator[dict]:
    """The marks of the targets. "About" gets a stroke across its band in place of the dot, which here would be a figure."""
    for trace in marks.traces([_mark(row, colour) for row in wanted], "", plane.span.fade, ink.page):
        if trace["name"] == "core":
            stroke = {"symbol": "line-ns", "size": 24, "line": {**trace["marker"]["line"], "width": 2.6}}
            trace = {**trace, "name": "stroke", "marker": {**trace["marker"], **stroke}}
        yield {**trace, "width": 19} if trace["name"] == "haze" else trace


def _bounds(placed: list[dict], plane: Plane, colour: str, ink: Ink) -> Iterator[dict]:
    """What a figure's qualifier adds to its point: fades, arrows, bars; the point itself is drawn apart."""
    drawn = [_mark(row, _shade(row, colour, ink))._replace(y=row["drawn"]) for row in placed if row["shape"] != "point"]
    for trace in marks.traces(drawn, "", plane.span.fade, ink.page):
        if trace["name"] not in ("ring", "dot", "core"):
            yield trace


def _joins(seen: list[dict], colour: str) -> list[dict]:
    """A thin line through each run of at least two figures."""
    ordered = sorted((row for row in seen if row["run"]), key=lambda row: (row["run"], row["at"]))
    runs = [list(rows) for _, rows in groupby(ordered, key=lambda row: row["run"])]
    return [_line("join", run[0]["run"], [(row["at"], row["low"]) for row in run], colour, "solid", 1.3) for run in runs if len(run) > 1]


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


def _ranks(seen: list[dict], wanted: list[dict]) -> dict[str, int]:
    """Standard -> the row of SYMBOLS that it wears: those of the targets first, then by how many figures in use they have."""
    promised = {row["series"] for row in wanted}
    names = dict.fromkeys(row["series"] for row in reversed(seen))
    order = sorted(names, key=lambda name: (name not in promised, -sum(row["is_current"] for row in seen if row["series"] == name)))
    return {name: min(n, 2) for n, name in enumerate(order)}


def _apart(seen: list[dict], plane: Plane) -> list[dict]:
    """The figures, those in use first, with the place where they are drawn: sources of one day stand side by side, the one in use at its day."""
    step = 11 * plane.step
    shifts = [0.0, *(sign * n * step for n in range(1, 6) for sign in (1, -1))]
    placed: list[dict] = []
    for row in sorted(seen, key=lambda row: not row["is_current"]):
        value = marks.anchor(_mark(row, ""))
        others = [plane.box(other["drawn"], other["value"], 5, 5) for other in placed]
        free = (row["at"] + shift for shift in shifts if not any(plane.box(row["at"] + shift, value, 5, 5).overlap(box) for box in others))
        placed.append({**row, "drawn": next(free, row["at"]), "value": value})
    return placed


def _shade(row: dict, colour: str, ink: Ink) -> str:
    """The colour of a figure in use; one that is kept and not used pales towards the page."""
    if row["is_current"]:
        return colour
    parts = [(int(colour[i : i + 2], 16), int(ink.page[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(0.66 * a + 0.34 * b):02x}" for a, b in parts)


def _figures(placed: list[dict], ranks: Mapping[str, int], colour: str, ink: Ink) -> list[dict]:
    """One trace for figures in use and one for those kept beside them. "Over" is a ring as everywhere; "nearly" and a range have no point."""
    traces = []
    for name, in_use in (("kept", False), ("observed", True)):
        rows = [row for row in placed if row["is_current"] == in_use and row["shape"] not in ("near", "interval")]
        shades = [_shade(row, colour, ink) for row in rows]
        filled = [row["is_current"] and row["operator"] not in marks.OPEN for row in rows]
        symbols = [SYMBOLS[row["mark"]][ranks[row["series"]]] for row in rows]
        if rows:
            traces.append({
                "type": "scatter", "mode": "markers", "name": name, "xaxis": "x", "yaxis": "y",
                "x": [row["drawn"] for row in rows], "y": [row["value"] for row in rows],
                "hoverinfo": "skip", "showlegend": False, "cliponaxis": False, **marks.STILL,
                "marker": {
                    "symbol": symbols, "size": [11 if "triangle" in symbol else 9.5 for symbol in symbols], "opacity": 1,
                    "color": [shade if full else ink.page for shade, full in zip(shades, filled, strict=True)],
                    "line": {"color": [ink.page if full else shade for shade, full in zip(shades, filled, strict=True)], "width": [1 if full else 1.8 for full in filled]},
                },
            })  # fmt: skip
    return traces


def _hits(placed: list[dict], wanted: list[dict]) -> dict:
    """Unseen spots that can be clicked; figures lie over targets."""
    spots = [(row["at"], marks.anchor(_mark(row, "")), row["target_id"], row["hover"]) for row in wanted]
    spots += [(row["drawn"], row["value"], row["observation_id"], row["hover"]) for row in placed]
    x, y, ids, hover = zip(*((x, y, [i], _hover(words)) for x, y, i, words in spots if y == y), strict=True)
    return {
        "type": "scatter", "mode": "markers", "name": "hit", "xaxis": "x", "yaxis": "y", "x": x, "y": y, "customdata": ids,
        "hovertext": hover, "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False, "cliponaxis": False, **marks.STILL,
        "marker": {"symbol": "circle", "size": 20, "color": CLEAR, "line": {"width": 0, "color": CLEAR}},
    }  # fmt: skip


def _hover(words: str) -> str:
    first, *more = words.split("\n")
    lines = [bold(line) for line in wrapped(first, 13, 270, True)]
    return "<br>".join([*lines, *(safe(line) for part in more for line in wrapped(part, 13, 270))])


def _promises(wanted: list[dict], sheet: Sheet, wide: bool) -> list[Label]:
    labels = []
    for row in wanted:
        head = f"{row['horizon_label']}: {row['stated']}"
        notes = [part for part in (row["note_short"], row["documents"] if wide else "") if part]
        value = marks.anchor(_mark(row, ""))
        sides = ((1, 0), (-1, 0)) if row["at"] < (FIRST + LAST) / 2 + 4 else ((-1, 0), (1, 0))
        made = _label(row["at"], value, head, notes, sheet, (250, 190) if wide else (104, 76))
        labels.append(made._replace(sides=(*sides, *SIDES), off=15.0))
    return labels


def _dates(placed: list[dict], ranks: Mapping[str, int], sheet: Sheet, plane: Plane, wide: bool) -> list[Label]:
    """The latest figure in use of each standard, then the first; all of them in a wide picture with few. Status is said."""
    latest, first, rest = [], [], []
    for series in sorted({row["series"] for row in placed}, key=lambda name: ranks[name]):
        rows = sorted((row for row in placed if row["series"] == series), key=lambda row: row["at"])
        used = [row for row in rows if row["is_current"]] or rows
        latest.append(used[-1])
        first += used[:1] if len(used) > 1 else []
        rest += [row for row in rows if row not in (used[-1], used[0])]
    everyone = latest + first + (sorted(rest, key=lambda row: (not row["is_current"], -row["at"])) if wide and len(placed) <= MANY else [])
    labels = []
    for row in everyone:
        when = f"{row['as_of']} · {row['note_short']}" if row["note_short"] else row["as_of"]
        made = _label(row["drawn"], row["value"], row["stated"], [when], sheet, (190, 128) if wide else (104, 76))
        sides = BELOW if _has_one_above(row, placed, plane) else SIDES
        labels.append(made._replace(sides=sides, optional=row in rest or (not wide and row in first)))
    return labels


def _has_one_above(row: dict, placed: list[dict], plane: Plane) -> bool:
    """Whether another figure stands above, and none below, so close that words between the two might be read as either's."""
    near = [other["value"] for other in placed if other is not row and abs(other["drawn"] - row["drawn"]) < 60 * plane.step]
    return any(value > row["value"] for value in near) and all(value >= row["value"] for value in near)


def _label(at: float, value: float, head: str, notes: list[str], sheet: Sheet, limits: tuple[float, ...]) -> Label:
    return Label(at, value, tuple(_wrap(head, notes, limit, sheet.ink) for limit in limits), sheet.ink.text, SIDES, 9.0)


def _wrap(head: str, notes: list[str], limit: float, ink: Ink) -> tuple[tuple[str, ...], float]:
    heads = wrapped(head, BOLD, limit, True)
    below = [line for note in notes for line in wrapped(note, SMALL, limit)]
    length = max([*(width(line, BOLD, True) for line in heads), *(width(line, SMALL) for line in below)])
    return (*map(bold, heads), *(tinted(line, ink.muted, SMALL) for line in below)), length


def _paces(lines: list[dict], ink: Ink, wide: bool) -> list[Label]:
    """The number of the lens at the middle of its line, below a rising one."""
    labels = []
    for row in lines:
        at, value = (row["start_at"] + row["end_at"]) / 2, (row["start_value"] + row["end_value"]) / 2
        rows = wrapped(row["label"], SMALL + 0.5, 260 if wide else 110)
        down = -1 if row["end_value"] >= row["start_value"] else 1
        words = tuple(tinted(line, ink.reason, SMALL + 0.5) for line in rows)
        length = max(width(line, SMALL + 0.5) for line in rows)
        labels.append(Label(at, value, ((words, length),), ink.reason, ((1, down), (-1, -down)), 5.0))
    return labels


def _obstacles(placed: list[dict], wanted: list[dict], lines: list[dict], plane: Plane) -> Iterator[Box]:
    """What labels must not cover: marks, their arrows, and the lines between them in short pieces."""
    fade = plane.span.fade
    for row in [*placed, *wanted]:
        at, stated = row.get("drawn", row["at"]), marks.ends(_mark(row, ""))
        up = fade if row["shape"] == "floor" else marks.HAZE * fade if row["shape"] == "fuzzy" else 0
        down = fade if row["shape"] in ("ceiling", "near") else marks.HAZE * fade if row["shape"] == "fuzzy" else 0
        for value in stated:
            across = 6 if "drawn" in row else 11
            x, _ = plane.spot(at, value)
            yield Box(x - across, plane.spot(at, value + up)[1] - 7, x + across, plane.spot(at, value - down)[1] + 7)
    for row in lines:
        x0, y0, x1, y1 = (row[key] for key in ("start_at", "start_value", "end_at", "end_value"))
        yield from (plane.box(x0 + (x1 - x0) * n / 24, y0 + (y1 - y0) * n / 24, 5, 6) for n in range(25))


def _beside(
    labels: Iterable[Label], taken: list[Box], plane: Plane, ink: Ink, hatched: list[Box], spots: list[tuple[float, float]]
) -> list[dict]:
    """Each label where it covers least, near its mark before far; a far one gets a thin line to its mark, an optional one may go."""
    others = [plane.spot(at, value) for at, value in spots]
    sheet, notes = Box(-6, -7, plane.width + PAD, plane.height - 2), []
    for label in labels:
        cost, spot = _cheapest(label, taken, sheet, plane, others, hatched)
        if label.optional and cost > 5 * spot.away:
            continue
        taken.append(spot.box)
        # Words that cannot but cross a break stand on a patch of page.
        ground = ink.page if _cost(spot.box, hatched, spot.box) else CLEAR
        lead = {"showarrow": True, "ax": spot.x, "ay": -spot.y, "arrowhead": 0, "arrowwidth": 0.8, "arrowcolor": ink.muted, "standoff": 7}
        notes.append({
            "name": "label", "text": "<br>".join(spot.lines), "x": label.at, "y": label.value, "xref": "x", "yref": "y",
            "xanchor": ("center", "left", "right")[spot.across], "yanchor": ("middle", "bottom", "top")[spot.up], "borderpad": 0,
            "align": ("center", "left", "right")[spot.across], "font": {"size": BOLD, "color": label.colour}, "bgcolor": ground,
            **(lead if spot.away > LEAD_FROM else {"showarrow": False, "xshift": spot.x, "yshift": spot.y}),
        })  # fmt: skip
    return notes


def _cheapest(
    label: Label, taken: list[Box], sheet: Box, plane: Plane, others: list[tuple[float, float]], hatched: list[Box]
) -> tuple[float, Spot]:
    """The spot that covers least, and whose words are nearer to their own mark than to another; near before far."""
    own = plane.spot(label.at, label.value)
    best: tuple[float, Spot] | None = None
    for spot in _spots(label, plane):
        least, cost = best[0] if best else math.inf, 5 * spot.away
        if cost >= least:
            break
        cost += _cost(spot.box, taken, sheet)
        if cost < least:
            cost += 150 * sum(spot.box.distance(*mark) <= spot.box.distance(*own) for mark in others if mark != own)
            # Words of one side of a break should not stand on its other side.
            cost += 200 * sum((own[0] < box.left) != (spot.box.left < box.left) for box in hatched)
        if cost < least and spot.away > LEAD_FROM:
            # The thin line to the mark must not run through other words.
            cost += 60 * sum(box.left < x < box.right and box.top < y < box.bottom for x, y in _between(own, spot.box) for box in taken)
        if cost < least:
            best = cost, spot
    assert best
    return best


def _between(mark: tuple[float, float], box: Box) -> Iterator[tuple[float, float]]:
    """Places on the way from a mark to the nearest edge of its words, without the mark itself."""
    x, y = min(max(mark[0], box.left), box.right), min(max(mark[1], box.top), box.bottom)
    yield from ((mark[0] + (x - mark[0]) * n / 8, mark[1] + (y - mark[1]) * n / 8) for n in range(3, 8))


def _spots(label: Label, plane: Plane) -> Iterator[Spot]:
    """Every place for a label, the nearest and most wanted first: around its mark, then higher and lower beside it."""
    x, y = plane.spot(label.at, label.value)
    for away in (0, 5, 10) if label.optional else AWAY:
        for across, up in label.sides:
            right, above = across * (label.off + min(away, 16)), up * (label.off + away)
            for lines, length in label.ways:
                high = len(lines) * LEAD
                left = x + right - (length / 2, 0, length)[across]
                top = y - above - (high / 2, high, 0)[up]
                yield Spot(lines, away, Box(left, top, left + length, top + high), across, up, right, above)


def _cost(box: Box, taken: Iterable[Box], sheet: Box) -> float:
    left, top, right, bottom = box
    hit = [other for other in taken if other.left < right and other.right > left and other.top < bottom and other.bottom > top]
    outside = (right - left) * (bottom - top) - box.overlap(sheet)
    return 3 * sum(box.overlap(other) for other in hit) + 6 * round(outside, 3)
