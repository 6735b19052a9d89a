"""The words of a bullet chart: who and when, the verdict with its sign, why there is none, what a tooltip says."""

from collections.abc import Mapping

from charts.lettering import LIMIT, bold, safe, tinted, width, wrapped
from charts.look import Ink

# Who, when and the verdict stand in a margin of a wide sheet.
GUTTER = 236
SIZE, TITLE, SMALL, HOVER = 14.0, 15.0, 12.0, 13.0
SIGN_FONT = "Arial,DejaVu Sans,sans-serif"
SETTLED = ("attained", "overdue", "cannot_tell")


def sign(target: dict) -> str:
    """The signs of the verdict, in fonts that have them, before its words."""
    return f'<span style="font-family:{SIGN_FONT}">{safe(target["signs"])}</span> {safe(target["verdict_words"])}'


def head(target: dict, worn: tuple[str, str], ink: Ink) -> str:
    """The locality's sign and the horizon, with a remark on it where there is room."""
    glyph, colour = worn
    later = f" {tinted(target['time_words'], ink.muted, SMALL)}" if target["time_words"] and _beside_head(target) else ""
    return f"{tinted(glyph, colour)} {bold(target['head'])}{later}"


def _beside_head(target: dict) -> bool:
    """Whether the remark on a horizon fits beside it; else it goes below the verdict."""
    return 26 + width(target["head"], SIZE, True) + width(target["time_words"], SMALL) <= GUTTER


def remarks(target: dict) -> tuple[str, ...]:
    """What stands below the verdict in the margin; without a figure the reason stands in place of the bar."""
    reason = target["reason_words"] if target["value_words"] else ""
    return wrapped("; ".join(filter(None, ("" if _beside_head(target) else target["time_words"], reason))), SMALL, GUTTER - 18)


def narrow_lines(target: dict, worn: tuple[str, str], ink: Ink) -> list[str]:
    """When and how much; the verdict; the realized value or the reason for none."""
    first, *more = wrapped(target["stated"], SIZE, LIMIT - 120, True)
    lines = [f"{head(target, worn, ink)} — {bold(first)}", *map(bold, more), f"<b>{sign(target)}</b>"]
    said = " · ".join(filter(None, (target["value_words"], target["reason_words"])))
    return lines + [tinted(line, ink.muted, SMALL) for line in wrapped(said, SMALL)]


def chip(verdict: str, colour: str, ink: Ink) -> tuple[str, str, str]:
    """Ground, letters and border of a verdict: what is settled, one way or the other or not at all, is filled."""
    strong = {"attained": colour, "overdue": ink.reason, "cannot_tell": ink.neutral}
    if verdict in SETTLED:
        return strong[verdict], ink.page, strong[verdict]
    if verdict == "not_assessable":
        return ink.page, ink.muted, ink.line
    return ink.page, ink.text, ink.text


def title(target: dict, limit: float, ink: Ink) -> list[str]:
    """The panel's title; its unit and base behind it where they fit, below it where not."""
    name, unit = target["panel_title"], target["panel_subtitle"]
    lines = [bold(line) for line in wrapped(name, TITLE, limit, True)]
    if not unit:
        return lines
    if len(lines) == 1 and width(name, TITLE, True) + 10 + width(unit, SMALL) <= limit:
        return [f"{lines[0]}  {tinted(unit, ink.muted, SMALL)}"]
    return lines + [tinted(line, ink.muted, SMALL) for line in wrapped(unit, SMALL, limit)]


def hover(target: dict, texts: Mapping[str, str]) -> str:
    """The target, what became of it, the verdict with its equation, the documents."""
    first = f"{target['unit_label']} · {target['horizon_label']}: {target['stated']}"
    said = [
        f"{texts.get('hover_value', '')}: {target['value_words']}" if target["value_words"] else "",
        " – ".join(filter(None, (target["verdict_words"], target["reason_words"]))),
        target["equation"],
        f"{texts.get('hover_document', '')}: {target['documents']}",
    ]
    return "<br>".join(
        [*(bold(line) for line in wrapped(first, HOVER, 280, True)), *(safe(line) for words in said for line in wrapped(words, HOVER, 280))]
    )
