"""Keys of the matrices: marks in pixels with their words, so that they look the same at every width."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from charts.lettering import bold, safe, width
from charts.look import CLEAR
from charts.sheet import PAD, Sheet

STATES = ("number", "words_only", "not_mentioned", "text_not_available")
QUOTES = "“ ”"
SIZE = 11.5
WORDS = 27  # from the left end of a mark to its words


def draw(sheet: Sheet, texts: Mapping[str, str]) -> None:
    """Writes the four marks of the coverage matrix with their words."""
    lines(sheet, [(texts[state], partial(_mark, sheet, state)) for state in STATES if texts.get(state)])


def lines(sheet: Sheet, given: Sequence[tuple[str, Callable[[float], None]]]) -> None:
    """Writes words, each after the mark that its function draws at a distance from the left edge, in as many lines as the sheet needs."""
    x = 0.0
    sheet.y += 4 if given else 0
    for words, mark in given:
        length = WORDS + width(words, SIZE) + 16
        if x and x + length - 16 > sheet.limit:
            x, sheet.y = 0.0, sheet.y + 19
        mark(x)
        sheet.put(safe(words), SIZE, sheet.ink.muted, sheet.y, shift=x + WORDS)
        x += length
    sheet.y += 20 if given else 0


def _mark(sheet: Sheet, state: str, x: float) -> None:
    ink, left, middle = sheet.ink, x + PAD - sheet.left, sheet.y + 8
    if state == "words_only":
        sheet.put(bold(QUOTES), 16, ink.text, sheet.y, shift=x)
    elif state == "not_mentioned":
        dash: dict[str, Any] = {"type": "line", "line": {"color": ink.muted, "width": 1.4}}
        sheet.draw({**dash, "x0": left + 5, "x1": left + 13, "y0": 0, "y1": 0}, middle)
    else:
        number = state == "number"
        line: dict[str, Any] = {"color": ink.neutral if number else ink.muted, "width": 1}
        path: dict[str, Any] = {"type": "path", "path": _rounded(left, 18, 12), "line": line, "fillcolor": ink.neutral if number else CLEAR}
        sheet.draw(path, middle)
        if not number:
            sheet.put("<b>?</b>", 12, ink.text, sheet.y, shift=x + 6)
            sheet.draw({**path, "path": _hatch(left, 18, 12), "line": {"color": ink.line, "width": 1}}, middle)


def box(sheet: Sheet, x: float, fill: str, line: str, letters: str = "", colour: str = "") -> None:
    """A rounded box at the cursor, `x` pixels from the left edge, with a few letters in it."""
    path = {"type": "path", "path": _rounded(x + PAD - sheet.left, 18, 12), "line": {"color": line, "width": 1}, "fillcolor": fill}
    sheet.draw(path, sheet.y + 8)
    if letters:
        sheet.put(bold(letters), 10.5, colour, sheet.y + 1, shift=x + 6)


def _rounded(x: float, wide: float, high: float, r: float = 3) -> str:
    right, half = x + wide, high / 2
    return (
        f"M{x + r},{half}H{right - r}Q{right},{half} {right},{half - r}V{r - half}Q{right},{-half} {right - r},{-half}"
        f"H{x + r}Q{x},{-half} {x},{r - half}V{half - r}Q{x},{half} {x + r},{half}Z"
    )


def _hatch(x: float, wide: float, high: float) -> str:
    half = high / 2
    return "".join(f"M{x + at},{-half}L{x + at + half},{half}" for at in (0, 6, 12) if at + half <= wide)
