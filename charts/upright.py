"""The marks of `marks` turned upright, over years: targets stand wide behind, figures small in front.

Shape says how a figure came about, filled says that it is the one in use.

| figure | first standard | second | third |
| --- | --- | --- | --- |
| final | circle | triangle up | pentagon |
| preliminary, estimated | square | triangle down | hexagon |
| computed | cross | plus | hash |
"""

from collections.abc import Iterator, Mapping

from charts import marks
from charts.labels import Box, Plane
from charts.lettering import bold, safe, wrapped
from charts.look import CLEAR, Ink

SYMBOLS = {
    "final": ("circle", "triangle-up", "pentagon"),
    "provisional": ("square", "triangle-down", "hexagon"),
    "computed": ("x", "cross", "hash"),
}
GLYPHS = {"final": "●▲⬟", "provisional": "■▼⬢", "computed": "×+#"}  # the same as letters, for a key


def anchor(row: dict) -> float:
    """The value at which a row's mark stands; NaN without a number."""
    return marks.anchor(_mark(row, ""))


def targets(wanted: list[dict], plane: Plane, fade: float, colour: str, ink: Ink) -> Iterator[dict]:
    """The traces of the targets. "About" gets a stroke across its band in place of the dot, which here would be a figure."""
    for trace in marks.traces([_mark(row, colour) for row in wanted], "", fade, ink.page):
        if trace["name"] == "core":
            stroke = {"symbol": "line-ns", "size": 24, "line": {**trace["marker"]["line"], "width": 2.6}}
            trace = {**trace, "name": "stroke", "marker": {**trace["marker"], **stroke}}
        yield _turned({**trace, "width": 19} if trace["name"] == "haze" else trace, plane)


def apart(seen: list[dict], plane: Plane) -> list[dict]:
    """The figures, those in use first, with `value` and `drawn`: sources of one day stand side by side, the one in use at its day."""
    step = 11 * plane.step
    shifts = [0.0, *(sign * n * step for n in range(1, 6) for sign in (1, -1))]
    placed: list[dict] = []
    for row in sorted(seen, key=lambda row: not row["is_current"]):
        value = anchor(row)
        others = [plane.box(other["drawn"], other["value"], 5, 5) for other in placed]
        free = (row["at"] + shift for shift in shifts if not any(plane.box(row["at"] + shift, value, 5, 5).overlap(box) for box in others))
        placed.append({**row, "drawn": next(free, row["at"]), "value": value})
    return placed


def bounds(placed: list[dict], plane: Plane, fade: float, colour: str, ink: Ink) -> Iterator[dict]:
    """What a figure's qualifier adds to its point: fades, arrows, bars; the point itself is drawn apart."""
    drawn = [_mark(row, _shade(row, colour, ink))._replace(y=row["drawn"]) for row in placed if row["shape"] != "point"]
    for trace in marks.traces(drawn, "", fade, ink.page):
        if trace["name"] not in ("ring", "dot", "core"):
            yield _turned(trace, plane)


def figures(placed: list[dict], ranks: Mapping[str, int], colour: str, ink: Ink) -> Iterator[dict]:
    """One trace for figures in use and one for those kept beside them. "Over" is a ring as everywhere; "nearly" and a range have no point."""
    for name, in_use in (("kept", False), ("observed", True)):
        rows = [row for row in placed if row["is_current"] == in_use and row["shape"] not in ("near", "interval")]
        shades = [_shade(row, colour, ink) for row in rows]
        filled = [row["is_current"] and row["operator"] not in marks.OPEN for row in rows]
        symbols = [SYMBOLS[row["mark"]][ranks[row["series"]]] for row in rows]
        if rows:
            yield {
                "type": "scatter", "mode": "markers", "name": name, "xaxis": "x", "yaxis": "y",
                "x": [row["drawn"] for row in rows], "y": [row["value"] for row in rows],
                "hoverinfo": "skip", "showlegend": False, "cliponaxis": False, **marks.STILL,
                "marker": {
                    "symbol": symbols, "size": [11 if "triangle" in symbol else 9.5 for symbol in symbols], "opacity": 1,
                    "color": [shade if full else ink.page for shade, full in zip(shades, filled, strict=True)],
                    "line": {"color": [ink.page if full else shade for shade, full in zip(shades, filled, strict=True)], "width": [1 if full else 1.8 for full in filled]},
                },
            }  # fmt: skip


def hits(placed: list[dict], wanted: list[dict]) -> dict:
    """The trace of unseen spots that can be clicked; figures lie over targets."""
    spots = [(row["at"], anchor(row), row["target_id"], row["hover"]) for row in wanted]
    spots += [(row["drawn"], row["value"], row["observation_id"], row["hover"]) for row in placed]
    x, y, ids, hover = zip(*((x, y, [i], _hover(words)) for x, y, i, words in spots if y == y), strict=True)
    return {
        "type": "scatter", "mode": "markers", "name": "hit", "xaxis": "x", "yaxis": "y", "x": x, "y": y, "customdata": ids,
        "hovertext": hover, "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False, "cliponaxis": False, **marks.STILL,
        "marker": {"symbol": "circle", "size": 20, "color": CLEAR, "line": {"width": 0, "color": CLEAR}},
    }  # fmt: skip


def covered(rows: list[dict], plane: Plane, fade: float) -> Iterator[Box]:
    """The boxes that marks and their arrows take; rows with `drawn` are figures."""
    for row in rows:
        at, hazy = row.get("drawn", row["at"]), marks.HAZE * fade if row["shape"] == "fuzzy" else 0
        up = fade if row["shape"] == "floor" else hazy
        down = fade if row["shape"] in ("ceiling", "near") else hazy
        across = 6 if "drawn" in row else reach(row)
        for value in marks.ends(_mark(row, "")):
            x, _ = plane.spot(at, value)
            yield Box(x - across, plane.spot(at, value + up)[1] - 7, x + across, plane.spot(at, value - down)[1] + 7)


def reach(row: dict) -> float:
    """How many pixels a target's mark reaches to each side."""
    return 13 if row["shape"] in ("fuzzy", "near", "interval") else 9


def _mark(row: dict, colour: str) -> marks.Mark:
    return marks.Mark(row["at"], row["shape"], row["operator"], row["low"], row["high"], colour)


def _turned(trace: dict, plane: Plane) -> dict:
    """A trace of `marks` turned upright: what ran along the axis of values now climbs it; thickness goes from pixels to years."""
    turned = {**trace, "x": trace["y"], "y": trace["x"]}
    if trace["type"] == "bar":
        return {**turned, "orientation": "v", "width": trace["width"] * plane.step}
    symbol, angle = trace["marker"]["symbol"], trace["marker"]["angle"]
    upright = {"line-ns": "line-ew"}.get(symbol, symbol)
    name = {"arrow-right": "arrow-up", "arrow-left": "arrow-down"}.get(trace["name"], trace["name"])
    # 90 is right and -90 left on the level axis; upright these are 0 and 180.
    return {**turned, "name": name, "marker": {**trace["marker"], "symbol": upright, "angle": 90 - angle if angle else 0}}


def _shade(row: dict, colour: str, ink: Ink) -> str:
    """The colour of a figure in use; one that is kept and not used pales towards the page."""
    if row["is_current"]:
        return colour
    parts = [(int(colour[i : i + 2], 16), int(ink.page[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(0.66 * a + 0.34 * b):02x}" for a, b in parts)


def _hover(words: str) -> str:
    first, *more = words.split("\n")
    lines = [bold(line) for line in wrapped(first, 13, 270, True)]
    return "<br>".join([*lines, *(safe(line) for part in more for line in wrapped(part, 13, 270))])
