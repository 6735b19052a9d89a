"""The words of a bullet chart: who and when, the verdict with its sign, why there is none, what a tooltip says."""

from collections.abc import Mapping

from charts.lettering import LIMIT, bold, safe, tinted, width, wrapped
from charts.look import Ink

# Who, when and the verdict stand in a margin of a wide sheet.
GUTTER = 236
SIZE, TITLE, VERDICT, SMALL, HOVER = 14.0, 15.0, 13.0, 12.0, 13.0
SIGN_FONT = "Arial,DejaVu Sans,sans-serif"
SETTLED = ("attained", "overdue", "cannot_tell")


def verdict(target: dict, size: float, limit: float) -> tuple[list[str], float]:
    """The sign of the verdict, in fonts that have it, before its words; the lines, and how far right the longest reaches."""
    sign, indent = f'<span style="font-family:{SIGN_FONT}">{safe(target["signs"])}</span>', width(target["signs"] + " ", size, True)
    first, *more = wrapped(target["verdict_words"], size, limit - indent, True) or ("",)
    return [f"<b>{sign} {safe(first)}</b>", *map(bold, more)], indent + max(width(line, size, True) for line in (first, *more))


def head(target: dict, worn: tuple[str, str], ink: Ink) -> str:
    """The locality's sign and the horizon, with a remark on it where there is room in the margin."""
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


def narrow_lines(target: dict, worn: tuple[str, str], ink: Ink) -> tuple[list[str], float]:
    """When and how much; the verdict; the realized value or the reason for none. The lines, and how far right the longest reaches."""
    glyph, colour = worn
    first, stated = f"{tinted(glyph, colour)} {bold(target['head'])}", target["stated"]
    reach = 20 + width(target["head"], SIZE, True)
    beside = reach + width(f" — {stated}", SIZE, True)
    if beside <= LIMIT:
        lines, reach = [f"{first} — {bold(stated)}"], beside
    else:
        below = wrapped(stated, SIZE, LIMIT, True)
        lines, reach = [first, *map(bold, below)], max(reach, *(width(line, SIZE, True) for line in below))
    said, long = verdict(target, SIZE, LIMIT)
    words = " · ".join(filter(None, (target["time_words"], target["value_words"], target["reason_words"])))
    small = wrapped(words, SMALL)
    return [*lines, *said, *(tinted(line, ink.muted, SMALL) for line in small)], max(
        reach, long, *(width(line, SMALL) for line in small), 0
    )


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
