"""How every figure looks: colours, shapes, fonts, numbers and the plotly template, all of it explicit.

Explicit, because Streamlit swaps what is left to plotly's defaults for placeholders that print black. The five hues
keep at least 4.5:1 against the page and stay apart under simulated protanopia and deuteranopia (`tests/charts`).
"""

import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

# Quoted: a bare name with a digit in it (Source Sans 3) makes browsers drop the whole list.
FONT = "'Source Sans', 'Source Sans 3', 'Segoe UI', 'Noto Sans', Arial, sans-serif"
FONT_SIZE = 15
SEPARATORS = {"vi": ",.", "en": ".,"}  # decimal, thousands
CLEAR = "rgba(0,0,0,0)"


class Ink(NamedTuple):
    """The colours of one theme that belong to no locality."""

    page: str
    raised: str
    text: str
    muted: str
    grid: str
    line: str
    reason: str
    neutral: str


class Style(NamedTuple):
    """What a locality wears on every page, slide and file."""

    light: str
    dark: str
    glyph: str


LIGHT = Ink("#ffffff", "#f6f8fa", "#1b2733", "#56636f", "#e7ebef", "#c5cdd5", "#86490f", "#4d5b6a")
DARK = Ink("#12171d", "#1d252e", "#e8edf2", "#a7b3bf", "#27313b", "#46525f", "#e6ab72", "#a3afbb")

COUNTRY = "viet-nam"
# In the order in which localities stand everywhere.
STYLES = {
    "hai-phong": Style("#0a6fb5", "#8ccbff", "●"),
    "hai-duong": Style("#a83838", "#ec9a7b", "■"),
    "quang-nam": Style("#37530a", "#659a16", "▲"),
    "yen-bai-city": Style("#752f7e", "#b077cc", "◆"),
    "son-ha": Style("#966a00", "#f1c122", "★"),
    COUNTRY: Style(LIGHT.neutral, DARK.neutral, "○"),
}
FURTHER = (
    Style("#00696b", "#3fc1bd", "▼"),
    Style("#b02a6b", "#f58fbd", "□"),
    Style("#4a4fb5", "#a2a8ff", "△"),
    Style("#6b5344", "#cbb09c", "◇"),
    Style("#1f7a3d", "#6fd08c", "☆"),
    Style("#a1440b", "#f2a35e", "▶"),
    Style("#5a6a00", "#c3d34f", "▽"),
    Style("#7a3b52", "#e0a4b8", "◀"),
)


def ink(dark: bool = False) -> Ink:
    """The colours of the light or the dark page."""
    return DARK if dark else LIGHT


def styles(unit_ids: Iterable[str]) -> dict[str, Style]:
    """A style for each unit; an unknown one takes its place in FURTHER by its id, the next free place when taken."""
    found, taken = {}, set()
    for unit_id in sorted(set(unit_ids)):
        if unit_id in STYLES:
            found[unit_id] = STYLES[unit_id]
            continue
        start, count = zlib.crc32(unit_id.encode()), len(FURTHER)
        places = [(start + step) % count for step in range(count)]
        place = next((p for p in places if p not in taken), places[0])
        taken.add(place)
        found[unit_id] = FURTHER[place]
    return found


def in_order(unit_ids: Iterable[str]) -> list[str]:
    """Each unit once: known localities in their fixed order, then the others as they come, the country last."""
    given = list(dict.fromkeys(unit_ids))
    ordered = [u for u in STYLES if u in given] + [u for u in given if u not in STYLES]
    return sorted(ordered, key=lambda unit: unit == COUNTRY)


def number(value: float, lang: str) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English; at most four decimals, no trailing zeros; empty for NaN."""
    if value != value:
        return ""
    decimal, thousands = SEPARATORS[lang][0], SEPARATORS[lang][1]
    whole, _, part = f"{abs(value):,.4f}".partition(".")
    part = part.rstrip("0")
    digits = whole.replace(",", thousands) + (decimal + part if part else "")
    return f"−{digits}" if value < 0 and digits != "0" else digits


def see_through(colour: str, alpha: float) -> str:
    """The colour as rgba with this opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:.3f})"


def config(lang: str) -> dict:
    """Options of plotly for a page: no buttons over the picture, the language's separators."""
    decimal, thousands = SEPARATORS[lang][0], SEPARATORS[lang][1]
    return {
        "displaylogo": False,
        "displayModeBar": False,
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
        "doubleClickDelay": 0,  # a tap arrives as touch and as mouse: two clicks, which would undo the selection
        "locale": lang,
        "locales": {lang: {"dictionary": {}, "format": {"decimal": decimal, "thousands": thousands}}},
    }


def _template(ink: Ink) -> dict:
    axis = {
        "color": ink.muted, "gridcolor": ink.grid, "linecolor": ink.line, "tickcolor": ink.line,
        "zerolinecolor": ink.line, "zeroline": False, "showgrid": False, "showspikes": False, "spikecolor": ink.line,
        "tickfont": {"color": ink.muted, "size": 12.5}, "title": {"font": {"color": ink.muted, "size": 13}},
    }  # fmt: skip
    return {
        "layout": {
            "dragmode": False, "paper_bgcolor": ink.page, "plot_bgcolor": ink.page,
            "colorway": [s.dark if ink is DARK else s.light for s in (*STYLES.values(), *FURTHER)],
            "font": {"family": FONT, "size": FONT_SIZE, "color": ink.text},
            "title": {"font": {"family": FONT, "color": ink.text}},
            "xaxis": axis, "yaxis": axis, "legend": {"font": {"color": ink.text}, "bgcolor": CLEAR},
            "hoverlabel": {
                "align": "left", "bgcolor": ink.raised, "bordercolor": ink.line, "namelength": 0,
                "font": {"family": FONT, "size": 13, "color": ink.text},
            },
            "modebar": {"bgcolor": CLEAR, "color": ink.muted, "activecolor": ink.text},
            "annotationdefaults": {"font": {"color": ink.text}, "arrowcolor": ink.muted, "bordercolor": CLEAR},
            "shapedefaults": {"line": {"color": ink.line}},
            "newselection": {"line": {"color": ink.muted}}, "activeselection": {"fillcolor": ink.grid},
        }
    }  # fmt: skip


TEMPLATES = {False: _template(LIGHT), True: _template(DARK)}


def layout(lang: str, dark: bool, height: float, **more: Any) -> dict:
    """The part of a layout that all figures share; nothing moves under a finger, a click selects."""
    return {
        "template": TEMPLATES[dark],
        "separators": SEPARATORS[lang],
        "height": round(height),
        "autosize": True,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "clickmode": "event+select",
        "barmode": "overlay",
        **more,
    }
