"""Text on slides: one font for every script, the language of each run, and nothing that XML or PowerPoint would refuse."""

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Pt

from charts.lettering import width
from charts.look import LIGHT

# On every Windows and Mac, with all Vietnamese letters; LibreOffice has a font of the same widths.
FONT = "Arial"
LOCALES = {"vi": "vi-VN", "en": "en-GB"}
TITLE, HEADING, BODY, SMALL = 24.0, 15.0, 14.0, 12.0
LEADING = 1.2
_REFUSED = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")


class Box(NamedTuple):
    """A rectangle on the slide, in inches from its top left corner."""

    left: float
    top: float
    width: float
    height: float


class Run(NamedTuple):
    """A stretch of text in one dress; `link` is an address, empty for none."""

    text: str
    size: float = BODY
    colour: str = LIGHT.text
    bold: bool = False
    link: str = ""


def clean(value: object) -> str:
    """Return a cell as one line of text that XML holds: control characters and line breaks become spaces; empty for nulls."""
    if value is None or value != value:
        return ""
    return _REFUSED.sub(" ", str(value))


def is_address(text: str) -> bool:
    """Return whether a text is a web address that may be linked to; nothing but http and https is."""
    return bool(_LINK.fullmatch(text))


def linked(text: str, size: float) -> list[Run]:
    """Return a text as runs, its web addresses as links."""
    runs, at, words = [], 0, clean(text)
    for found in _LINK.finditer(words):
        runs += [Run(words[at : found.start()], size)] if found.start() > at else []
        runs.append(Run(found[0], size, link=found[0]))
        at = found.end()
    return runs + ([Run(words[at:], size)] if at < len(words) else [])


def node(tag: str, *children: Any, text: str | None = None, **attributes: object) -> Any:
    """Return an XML element with its children and attributes; None among the children is left out."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(name, str(value))
    for child in children:
        if child is not None:
            element.append(child)
    if text is not None:
        element.text = text
    return element


def fonts() -> list[Any]:
    """Return the elements that set the font for Latin, East Asian and complex scripts alike."""
    return [node(f"a:{script}", typeface=FONT) for script in ("latin", "ea", "cs")]


def solid(colour: str) -> Any:
    """Return the element that fills with a colour written #rrggbb."""
    return node("a:solidFill", node("a:srgbClr", val=colour.lstrip("#")))


def write(frame: Any, paragraphs: Iterable[Sequence[Run]], lang: str, align: Any = None, after: float = 0) -> None:
    """Put paragraphs into a text frame in place of what it holds; `after` is the space below each, in points."""
    for position, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = align, Pt(after)
        for given in runs:
            _dress(paragraph.add_run(), given, lang)


def _dress(run: Any, given: Run, lang: str) -> None:
    run.text = clean(given.text)
    run.font.size, run.font.bold = Pt(given.size), given.bold
    run.font.color.rgb = RGBColor.from_string(given.colour.lstrip("#").upper())
    if is_address(given.link):
        run.hyperlink.address = given.link
    properties = run._r.get_or_add_rPr()
    properties.set("lang", LOCALES[lang])
    for element in reversed(fonts()):
        _after_fill(properties, element)


def _after_fill(properties: Any, element: Any) -> None:
    """Fonts stand after the fill and before a link, or PowerPoint calls the file broken."""
    fill = properties.find(qn("a:solidFill"))
    properties.insert(0 if fill is None else list(properties).index(fill) + 1, element)


def text_box(slide: Any, box: Box, paragraphs: Iterable[Sequence[Run]], lang: str, name: str, align: Any = None, after: float = 0) -> Any:
    """Return a new box of text on a slide, without margins, under a name that people see in the selection pane."""
    shape = slide.shapes.add_textbox(*map(Inches, box))
    shape.name = clean(name)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame, paragraphs, lang, align, after)
    return shape


def inches(text: str, points: float, bold: bool = False) -> float:
    """Return about how long a text is on a slide, in inches; rather too long than too short."""
    return width(text, points * 96 / 72, bold) / 96


def lines(text: str, points: float, room: float) -> int:
    """Return in how many lines a text runs within `room` inches; none for an empty one."""
    return math.ceil(inches(text, points) * 1.03 / room) if text else 0


def height(count: int, points: float) -> float:
    """Return how high so many lines stand, in inches."""
    return count * points * LEADING / 72
