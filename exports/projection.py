"""Views as pictures for a wall: one chart, one sentence, a line of sources, every word large enough for the last row of the room.

Everything is laid out for a small sheet of 608 × 342 px, which the screen enlarges until it is full: at 1280 × 720 by 2.1, so that the
smallest letters, of 11.5 px, are 24 px high. What does not fit goes on on a further slide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

import pandas as pd
import plotly.graph_objects as go

from charts import bullet, compare, pathway, sheet
from charts.lettering import wrapped
from charts.look import DARK, LIGHT, STYLES
from exports.slide_tables import Matrix, checks, coverage
from exports.view import View
from loaders.stating import own_figures, with_own
from loaders.texts import texts

WIDE, HIGH, PAD = 608.0, 342.0, 11.0
ROOM = WIDE - 2 * PAD
EDGE = sheet.PAD  # a figure's own, which stands in the slide's
TITLE, NOTE, SMALL = 17.0, 13.5, 11.6
LEADING = 1.25
NUMBER = 34.0  # the slide's number stands at the right of the foot
# Widths are estimated for Noto Sans; what stands around the chart is set in Source Sans, which is narrower by a tenth.
LINE = 1.07 * ROOM
LINES = {"title": 3, "note": 3}
HEAD, ROW, KEY = 32.0, 16.5, 16.0  # of a table; its heads may take two lines


@dataclass(frozen=True)
class Slide:
    """One slide. title, note, subtitle: lines as they are to be broken; room: the height that is left for the chart, in px of the sheet.

    rows: what is drawn, of the view's rows. matrix: a table in place of a figure.
    """

    view: View
    title: tuple[str, ...]
    note: tuple[str, ...]
    subtitle: tuple[str, ...]
    source: str
    room: float
    rows: pd.DataFrame
    matrix: Matrix | None = None

    def figure(self, *, dark: bool) -> go.Figure:
        """Return the chart without title and source, as wide as the sheet; its height is `layout.height`. Raises KeyError for a table's page."""
        figure = _FIGURES[self.view.page](self.view, self.rows, self.room, dark)
        return figure.update_layout(width=ROOM + 2 * EDGE, autosize=False)


def slides(view: View, *, title: str = "", note: str = "") -> tuple[Slide, ...]:
    """Return the slides of a view in order, at least one; title in place of the view's own, note: the presenter's own sentence.

    Rows of different panels never share an axis: a slide's figure draws every panel on its own, as the page does.
    """
    whole = Slide(view, (), (), (), view.source, 0, view.rows)
    many = _parts(_headed(whole, f"{title or view.title} (10/10)", note))
    if len(many) == 1:
        return (_fitted(_headed(whole, title or view.title, note), many[0]),)
    return tuple(_fitted(_headed(whole, f"{title or view.title} ({n}/{len(many)})", note), part) for n, part in enumerate(many, 1))


def _headed(slide: Slide, title: str, note: str) -> Slide:
    """The slide with what stands above its chart."""
    told = slide.view.subtitle if slide.view.page in ("compare", "progress") else ""
    lines = (
        _cut(wrapped(title, TITLE, LINE, True), LINES["title"]),
        _cut(wrapped(note, NOTE, LINE), LINES["note"]),
        wrapped(told, SMALL, LINE),
    )
    used = sum(len(text) * size for text, size in zip(lines, (TITLE, NOTE, SMALL), strict=True))
    return replace(slide, title=lines[0], note=lines[1], subtitle=lines[2], room=HIGH - 2 * PAD - used * LEADING)


def _cut(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1]} …")


def _parts(slide: Slide) -> Sequence[pd.DataFrame | Matrix]:
    """What each slide holds."""
    if slide.view.page == "pathway" or slide.view.rows.empty:
        return [slide.view.rows]
    if slide.view.page in MATRICES:
        return _tables(slide)
    return _rows(slide)


def _rows(slide: Slide) -> list[pd.DataFrame]:
    """Whole panels as long as they fit a slide; a panel that fits none goes on on the next, under its heading."""
    found: list[list[int]] = [[]]
    panels = slide.view.rows["panel_id"].tolist()
    for panel in dict.fromkeys(panels):
        own = [place for place, name in enumerate(panels) if name == panel]
        if found[-1] and not _fits(slide, found[-1] + own):
            found.append([])
        for place in own:
            if found[-1] and not _fits(slide, [*found[-1], place]):
                found.append([])
            found[-1].append(place)
    return [slide.view.rows.iloc[places] for places in found]


def _fits(slide: Slide, places: list[int]) -> bool:
    part = _fitted(slide, slide.view.rows.iloc[places])
    return bool(part.figure(dark=False).layout.height <= part.room)


def _fitted(slide: Slide, part: "pd.DataFrame | Matrix") -> Slide:
    """The slide with its rows, the sources of those, and the room that is left."""
    held = replace(slide, matrix=part) if isinstance(part, Matrix) else replace(slide, rows=part, source=_source(slide.view, part))
    return replace(held, room=held.room - _foot(held.source))


def row_height(slide: Slide) -> float:
    """Return how high the rows of a slide's table are, in px of the sheet: they grow with the room that is left."""
    rows = len(slide.matrix.labels) if slide.matrix else 1
    return min(1.6 * ROW, (slide.room - HEAD - KEY) / max(rows, 1))


def _foot(source: str) -> float:
    return len(foot(source)) * SMALL * LEADING


def foot(source: str) -> tuple[str, ...]:
    """Return the sources in the lines in which they stand beside the slide's number."""
    return wrapped(source, SMALL, LINE - NUMBER)


def _source(view: View, rows: pd.DataFrame) -> str:
    """The sources of some of a view's rows."""
    if rows.empty or len(rows) == len(view.rows) or view.page not in ("compare", "progress"):
        return view.source
    compared = view.page == "compare"
    named = (
        ", ".join(dict.fromkeys(rows["document_short"])) if compared else "; ".join(dict.fromkeys("; ".join(rows["documents"]).split("; ")))
    )
    source = texts(view.lang)[f"{view.page}.source"].format(documents=named, version=view.version)
    return with_own(source, own_figures(rows), view.lang)


def _tables(slide: Slide) -> list[Matrix]:
    matrix = MATRICES[slide.view.page](slide.view)
    free = slide.room - _foot(slide.source) - HEAD - KEY
    size = max(1, int(free // ROW))
    parts = -(-len(matrix.labels) // size)
    size = -(-len(matrix.labels) // parts)
    return [_cells(matrix, first, first + size) for first in range(0, len(matrix.labels), size)]


def _cells(matrix: Matrix, first: int, last: int) -> Matrix:
    own = slice(first, last)
    return replace(matrix, labels=matrix.labels[own], cells=matrix.cells[own], places=matrix.places[own])


def _drawn(view: View) -> dict[str, Any]:
    """What the view's figure is drawn with, its texts bare of what the slide says itself."""
    kept = cast("partial[go.Figure]", view.draw)
    return {**kept.keywords, "texts": {**kept.keywords["texts"], "title": "", "subtitle": "", "source": ""}}


def _compare(view: View, rows: pd.DataFrame, room: float, dark: bool) -> go.Figure:
    return compare.figure(rows, **_drawn(view), dark=dark, wide=True, room=ROOM)


def _progress(view: View, rows: pd.DataFrame, room: float, dark: bool) -> go.Figure:
    return bullet.figure(rows, **_drawn(view), dark=dark, wide=True, room=ROOM)


def _pathway(view: View, rows: pd.DataFrame, room: float, dark: bool) -> go.Figure:
    """The plot as high as the slide allows; its targets without their documents, which stand among the sources."""
    points, goals = cast("partial[go.Figure]", view.draw).args
    given = _drawn(view)
    given["texts"] = {**given["texts"], "axis_note": ""}
    goals = goals.assign(documents="") if len(goals) else goals
    draw = partial(pathway.figure, points, goals, **given, dark=dark, wide=True, room=ROOM)
    if view.rows.empty:
        return draw()
    around = draw(tall=200.0).layout.height - 200.0
    return draw(tall=max(90.0, room - around - 1))


_FIGURES: dict[str, Callable[[View, pd.DataFrame, float, bool], go.Figure]] = {
    "compare": _compare,
    "progress": _progress,
    "pathway": _pathway,
}
MATRICES: dict[str, Callable[[View], Matrix]] = {"coverage": coverage, "checks": checks}


def inks(dark: bool) -> dict[str, str]:
    """Return the colours of the room by name: page, text, muted, line and so on."""
    return dict((DARK if dark else LIGHT)._asdict())


def shade(colour: str, dark: bool) -> str:
    """Return what a colour of the light page is in a dark room."""
    return _DARK.get(colour, colour) if dark else colour


_DARK = dict(zip(LIGHT, DARK, strict=True)) | {style.light: style.dark for style in STYLES.values()}
