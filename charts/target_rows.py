"""The rows of a panel of the comparison: what stands in each, how high it is, and where its words have room."""

from typing import Any, NamedTuple

from charts import marks
from charts.lettering import LIMIT, bold, safe, tinted, width, wrapped
from charts.look import Style
from charts.scale import Scale
from charts.sheet import PAD, Sheet

SIZE, SMALL = 15, 12.5
LINE, LABEL_LINE, MARK, GAP = 20.0, 17.0, 28.0, 6.0
# Between a margin's words and both its ends.
MARGIN_ENDS = 14.0
# How many fades a mark reaches beyond its number, to the left and to the right.
REACH = {"fuzzy": (marks.HAZE, marks.HAZE), "ceiling": (1, 0), "near": (1, 0), "floor": (0, 1)}


class Beside(NamedTuple):
    """Where the stated words stand on a wide sheet: from `x` to the right or to the left; `broken`: the note on a line of its own."""

    x: float
    right: bool
    broken: bool


class Row(NamedTuple):
    """A target with its place in the panel, in pixels from the panel's top."""

    target: dict[str, Any]
    style: Style
    colour: str
    lines: tuple[str, ...]
    reach: float
    label: tuple[str, ...]
    heading: tuple[str, ...]
    margin: tuple[str, ...]
    beside: Beside | None
    top: float

    @property
    def deep(self) -> float:
        lower = 1 if self.beside and self.beside.broken else 0
        return MARK + LABEL_LINE * max(lower, len(self.margin) - 1)

    @property
    def label_y(self) -> float:
        return self.top + len(self.heading) * LINE + (GAP if self.heading else 0)

    @property
    def words_y(self) -> float:
        return self.label_y + len(self.label) * LABEL_LINE

    @property
    def mark_y(self) -> float:
        return self.words_y + len(self.lines) * LINE + self.deep / 2

    @property
    def bottom(self) -> float:
        return self.mark_y + self.deep / 2 + GAP

    @property
    def mark(self) -> marks.Mark:
        target = self.target
        ends = (target["low"], target["high"])
        return marks.Mark(self.mark_y, target["shape"], target["operator"], *ends, self.colour)


def across(sheet: Sheet) -> float:
    """How wide a panel is at least, between its margins."""
    return sheet.limit - sheet.left if sheet.left > PAD else sheet.limit


def rows(targets: list[dict], worn: dict[str, Style], sheet: Sheet, span: Scale) -> list[Row]:
    """The rows of a panel from the top down; on a narrow sheet with their lines, on a wide one with the place beside the mark."""
    found, top, labelled, group = [], 0.0, set(), ("", "")
    for target in targets:
        style, label = worn[target["unit_id"]], target["benchmark_label"]
        fresh = bool(stated_benchmark(target)) and label not in labelled
        labelled |= {label} if fresh else set()
        colour = style.dark if sheet.dark else style.light
        wide = sheet.left > PAD
        lines, reach = ((), 0.0) if wide else _row_lines(target, tinted(style.glyph, colour), sheet.ink.muted)
        margin = _margin_lines(target, tinted(style.glyph, colour), sheet.left - MARGIN_ENDS) if wide else ()
        beside = _beside(target, span, across(sheet)) if wide else None
        other, group = group, (target.get("group_title", ""), target.get("group_reason", ""))
        heading = _heading_lines(*group, sheet) if group != other else ()
        found.append(
            Row(target, style, colour, lines, reach, wrapped(label, SMALL, across(sheet)) if fresh else (), heading, margin, beside, top)
        )
        top = found[-1].bottom
    return found


def stated_benchmark(target: dict) -> list[float]:
    """The finite ends of the benchmark that may be held to a target, lower first."""
    ends = {target["benchmark_low"], target["benchmark_high"]}
    return sorted(end for end in ends if end == end)


def _margin_lines(target: dict, glyph: str, room: float) -> tuple[str, ...]:
    """Who and when in one line where there is room for it; else when below who."""
    name, when = target["unit_label"], target["horizon_label"]
    sign = 20
    if sign + width(name, SIZE) + (width(" · ", SIZE) + width(when, SIZE, True) if when else 0) <= room:
        return (f"{glyph} {' · '.join(filter(None, (safe(name), bold(when))))}",)
    first, *more = wrapped(name, SIZE, room - sign)
    return (f"{glyph} {safe(first)}", *map(safe, more), *filter(None, (bold(when),)))


def _beside(target: dict, span: Scale, across: float) -> Beside:
    """The side that has room for number and note, the right one first; else the roomier, with the note below the number."""
    ends = sorted(end for end in (target["low"], target["high"]) if end == end) or [span.start]
    before, after = (span.fade * reach for reach in REACH.get(target["shape"], (0, 0)))
    left, right = ends[0] - before, ends[-1] + after
    note = 12 + width(target["note_short"], SMALL) if target["note_short"] else 0
    needed = 24 + width(target["stated"], SIZE, True) + note
    rooms = {True: (1 - span.share(right)) * across, False: span.share(left) * across}
    fitting = [side for side, room in rooms.items() if room > needed]
    side = fitting[0] if fitting else rooms[True] >= rooms[False]
    return Beside(right if side else left, side, bool(note) and not fitting)


def _heading_lines(title: str, reason: str, sheet: Sheet) -> tuple[str, ...]:
    """The group in bold, then why its rows stay what they are."""
    why = (tinted(line, sheet.ink.reason, 13) for line in wrapped(reason, 13, sheet.limit))
    return (*(bold(line) for line in wrapped(title, 13.5, sheet.limit, True)), *why)


def _row_lines(target: dict, glyph: str, muted: str) -> tuple[tuple[str, ...], float]:
    """Who, when and how much in one line when it fits; the number on the next when not; the note where it has room.

    The lines, and how far right the longest reaches.
    """
    who = " · ".join(filter(None, (target["unit_label"], target["horizon_label"])))
    stated, note = target["stated"], target["note_short"]
    alone = 20 + width(who, SIZE)
    used = reach = alone + (width(" — ", SIZE) + width(stated, SIZE, True) if stated else 0)
    if used <= LIMIT:
        lines = [f"{glyph} {safe(who)}" + (f" — {bold(stated)}" if stated else "")]
    else:
        tail = wrapped(stated, SIZE, LIMIT, True)
        lines, used = [f"{glyph} {safe(who)}", *map(bold, tail)], width(tail[-1], SIZE, True)
        reach = max(alone, *(width(line, SIZE, True) for line in tail))
    if note and used + 12 + width(note, SMALL) <= LIMIT:
        lines[-1] += "  " + tinted(note, muted, SMALL)
        reach = max(reach, used + 12 + width(note, SMALL))
    else:
        below = wrapped(note, SMALL)
        lines += [tinted(line, muted, SMALL) for line in below]
        reach = max(reach, *(width(line, SMALL) for line in below), 0)
    return tuple(lines), reach
