"""Text that has to fit a phone: estimated widths, wrapped lines and safe markup.

The server never knows the width of the page, so every text is wrapped for the narrowest one, 390 px. Widths are those of
Noto Sans, the widest font in the list; a table of classes, not a font file.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import escape

LIMIT = 336.0
_NARROW, _SLIM, _BROAD = set("ijlI.,:;'|!·’‘"), set('frt ()[]-/“”"'), set("mwMW%@—…≠")


@lru_cache(maxsize=4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """Estimated width in pixels; marks above and below a letter take no room."""
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return sum(_em(c) for c in letters) * size * (1.07 if bold else 1)


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.28
    if letter in _SLIM:
        return 0.36
    if letter in _BROAD:
        return 0.92
    return 0.66 if letter.isupper() else 0.575


@lru_cache(maxsize=4096)
def wrapped(text: str, size: float, limit: float = LIMIT, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than the limit, broken at spaces only; an empty text has no lines."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def packed(items: Iterable[str], size: float, limit: float = LIMIT) -> tuple[str, ...]:
    """The items with dots between them in lines no wider than the limit, broken between items and only a long one within."""
    lines: list[str] = []
    for item in items:
        if lines and width(f"{lines[-1]} · {item}", size) <= limit:
            lines[-1] += f" · {item}"
        else:
            lines += wrapped(item, size, limit)
    return tuple(lines)


def safe(text: str) -> str:
    """The text with plotly's markup characters made harmless."""
    return escape(text, quote=False)


def bold(text: str) -> str:
    """The text, made safe, in bold; nothing for nothing."""
    return f"<b>{safe(text)}</b>" if text else ""


def tinted(text: str, colour: str, size: float | None = None) -> str:
    """The text, made safe, in a colour and, when given, another size."""
    points = f";font-size:{size}px" if size else ""
    return f'<span style="color:{colour}{points}">{safe(text)}</span>' if text else ""


def plain(value: object) -> str:
    """A cell as text; missing values are empty."""
    return "" if value is None or value != value else str(value)
