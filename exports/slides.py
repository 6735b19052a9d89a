"""Views as PowerPoint slides: one chart a slide, each a native chart or table that can be edited, and where its numbers come from."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Inches

from charts.look import LIGHT
from exports import slide_chart, slide_compare, slide_panels, slide_pathway, slide_progress, slide_tables
from exports.slide_notes import Note, write_notes
from exports.slide_text import BODY, SMALL, TITLE, Box, Run, clean, height, lines, linked, text_box, write
from exports.view import View
from loaders.stating import day
from loaders.texts import texts

WIDE, HIGH = 13.333, 7.5
MARGIN, TOP, FOOT = 0.5, 0.3, 0.25
ROOM = WIDE - 2 * MARGIN
LEAD = 16.0  # the presenter's own sentence
# What a reader must know of the marks, beside the sources.
MARKS = {"compare": "slides.reach", "progress": "slides.reach", "pathway": "slides.reach_years"}
PROPERTY = 255  # letters that a property of a file holds
TITLE_ONLY = 5  # of python-pptx's own template


@dataclass(frozen=True)
class Slide:
    """A view that becomes one slide, or several where it does not fit. title: in place of the view's own. note: the presenter's own sentence."""

    view: View
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class Page:
    """What one slide shows. rows: places of its rows in the view's frame. draw: puts it on a slide, in the box `room`, and says where it ends."""

    rows: tuple[int, ...]
    draw: Callable[..., float]


def presentation(views: Sequence[Slide], *, on: date, base_url: str) -> bytes:
    """Return a PowerPoint file, 16:9: the views in their order, then slides with every source, each once.

    Charts and tables are native: "Edit data" opens the workbook inside. Each slide has title, unit and base, marks with their qualifier, a line
    of sources, address and day; its notes hold filters, method, arithmetic, every wording with place and document, the sources. on: the day
    written on the slides. base_url: what stands before the views' addresses. Raises ValueError for no views, for a view without rows and
    for an unknown page.
    """
    _refuse(views)
    deck = _deck(views[0].view, on)
    for slide in views:
        _show(deck, slide, on, base_url)
    _sources(deck, [slide.view for slide in views], on, base_url)
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def _refuse(views: Sequence[Slide]) -> None:
    if not views:
        raise ValueError("no views: a presentation needs at least one")
    for slide in views:
        if slide.view.page not in PAGES:
            raise ValueError(f"no slide for page {slide.view.page!r}")
        if slide.view.rows.empty:
            raise ValueError(f"no rows: nothing to show for {slide.view.address!r}")


def _deck(view: View, on: date) -> Any:
    deck = Presentation()
    # The template is 4:3: its own places move along, so that slides added by hand stand right too.
    share = Inches(WIDE) / deck.slide_width
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    for part in (deck.slide_master, *deck.slide_layouts):
        for shape in part.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * share), round(shape.width * share)
    core = deck.core_properties
    core.title, core.author, core.language = clean(view.title)[:PROPERTY], texts(view.lang)["app.title"], view.lang
    core.subject, core.version, core.last_modified_by = clean(view.subtitle)[:PROPERTY], clean(view.version), ""
    core.created = core.modified = datetime.combine(on, time(), UTC)
    return deck


def _show(deck: Any, given: Slide, on: date, base_url: str) -> None:
    view = given.view
    title = clean(given.title or view.title)
    top = _lead_top(title, given.note) + height(lines(clean(view.subtitle), BODY, ROOM), BODY) + 0.12
    told = texts(view.lang)[MARKS[view.page]] if view.page in MARKS else ""
    source = f"{clean(view.source)} {told}".strip()
    foot = HIGH - FOOT - height(1, SMALL) - height(lines(source, SMALL, ROOM), SMALL) - 0.05
    room = Box(MARGIN, top, ROOM, foot - 0.1 - top)
    pages = PAGES[view.page](view, room)
    for number, page in enumerate(pages, 1):
        name = f"{title} ({number}/{len(pages)})" if len(pages) > 1 else title
        slide = _slide(deck, name, view.lang)
        above = [[Run(given.note, LEAD)]] * bool(given.note) + [[Run(view.subtitle, BODY, LIGHT.muted)]] * bool(view.subtitle)
        if above:
            start = TOP + height(lines(name, TITLE, ROOM), TITLE) + 0.05
            text_box(slide, Box(MARGIN, start, ROOM, top - start - 0.1), above, view.lang, texts(view.lang)["slides.lead"])
        _quoted(slide, view, page, page.draw(slide, room=room), room)
        link = base_url.rstrip("/") + view.address
        _footer(slide, [[Run(source, SMALL, LIGHT.muted)]], foot, link, on, view.lang)
        write_notes(slide, Note(view, page.rows, given.note, link))


def _quoted(slide: Any, view: View, page: Page, top: float, room: Box) -> None:
    """The wording behind the slide's rows, where the chart leaves room for all of it."""
    if len(view.wording) != len(view.rows):
        return
    told = [clean(view.wording[row]) for row in page.rows]
    needs = height(1 + sum(lines(line, SMALL, ROOM) for line in told), SMALL) + len(told) * 2 / 72
    if top + needs <= room.top + room.height:
        heading = texts(view.lang)["slides.wording"]
        said = [[Run(heading, SMALL, LIGHT.muted, True)], *([Run(line, SMALL, LIGHT.muted)] for line in told)]
        text_box(slide, Box(MARGIN, top, ROOM, needs), said, view.lang, heading, after=2)


def _lead_top(title: str, note: str) -> float:
    """Where the subtitle starts; the title is measured with its "(10/10)"."""
    return TOP + height(lines(f"{title} (10/10)", TITLE, ROOM), TITLE) + 0.05 + height(lines(clean(note), LEAD, ROOM), LEAD)


def _slide(deck: Any, title: str, lang: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    slide._element.cSld.set("name", title)
    shape = slide.shapes.title
    shape.left, shape.top, shape.width = Inches(MARGIN), Inches(TOP), Inches(ROOM)
    shape.height = Inches(height(lines(title, TITLE, ROOM), TITLE))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    write(frame, [[Run(title, TITLE, bold=True)]], lang, PP_ALIGN.LEFT)
    return slide


def _footer(slide: Any, above: list[list[Run]], top: float, link: str, on: date, lang: str) -> None:
    """The line of sources, then address, day."""
    told = texts(lang)["slides.footer"].format(day=day(on, lang))
    text_box(
        slide,
        Box(MARGIN, top, ROOM, HIGH - FOOT - top),
        [*above, [*linked(link, SMALL), Run(f"  ·  {told}", SMALL, LIGHT.muted)]],
        lang,
        texts(lang)["slides.foot"],
    )


def _sources(deck: Any, views: Sequence[View], on: date, base_url: str) -> None:
    """Every source once, in the order of the views, on as many slides as they need."""
    lang = views[0].lang
    told = list(dict.fromkeys(clean(line) for view in views for line in view.sources))
    title, top = texts(lang)["slides.sources"], TOP + height(1, TITLE) + 0.2
    pages = _filled(told, HIGH - FOOT - 0.35 - top)
    versions = ", ".join(dict.fromkeys(clean(view.version) for view in views))
    for number, page in enumerate(pages, 1):
        slide = _slide(deck, f"{title} ({number}/{len(pages)})" if len(pages) > 1 else title, lang)
        text_box(slide, Box(MARGIN, top, ROOM, HIGH - FOOT - 0.35 - top), [linked(line, BODY) for line in page], lang, title, after=5)
        _footer(slide, [], HIGH - FOOT - height(1, SMALL), base_url, on, lang)
        write(slide.notes_slide.notes_text_frame, [[Run(texts(lang)["slides.version"].format(version=versions), SMALL)]], lang)


def _filled(told: Iterable[str], room: float) -> list[list[str]]:
    """The lines of each slide, which fit its height."""
    pages: list[list[str]] = [[]]
    left = room
    for line in told:
        needs = height(lines(line, BODY, ROOM), BODY) + 5 / 72
        if needs > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(line)
        left -= needs
    return pages


def _panels(make: Callable[[View], list[slide_panels.Panel]]) -> Callable[[View, Box], list[Page]]:
    def pages(view: View, room: Box) -> list[Page]:
        return [
            Page(tuple(row for panel in panels for row in panel.rows), partial(slide_panels.put, panels=panels, lang=view.lang))
            for panels in slide_panels.paged(make(view), room)
        ]

    return pages


def _pathway(view: View, room: Box) -> list[Page]:
    def draw(slide: Any, room: Box) -> float:
        slide_chart.add(slide, room, slide_pathway.drawing(view, room), view.lang)
        return HIGH

    return [Page(tuple(range(len(view.rows))), draw)]


def _table(make: Callable[[View], slide_tables.Matrix]) -> Callable[[View, Box], list[Page]]:
    def pages(view: View, room: Box) -> list[Page]:
        return [
            Page(tuple(row for rows in part.places for row in rows), partial(slide_tables.put, matrix=part, lang=view.lang))
            for part in make(view).paged(room)
        ]

    return pages


PAGES: dict[str, Callable[[View, Box], list[Page]]] = {
    "compare": _panels(slide_compare.panels),
    "progress": _panels(slide_progress.panels),
    "pathway": _pathway,
    "coverage": _table(slide_tables.coverage),
    "checks": _table(slide_tables.checks),
}
