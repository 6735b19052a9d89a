"""What stands above a passage: of which sort its section is, by when, every year or not, how firmly it is said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.reader import grammar, years
from loaders.reader.passages import PARAGRAPH
from loaders.reader.reading import Passage
from loaders.reader.years import When

RESULTS, GOALS, MEANS, MONEY, DUTIES, PURPOSE = "results", "goals", "means", "money", "duties", "purpose"
# Where a horizon was found: in words of the reasons.
HEADING, OPENING = "heading", "opening"
_ENDING = re.compile(r"^(?:noi nhan|tm\.|t/m|kt\.|thay mat)")
# `Kinh phí: 5 tỷ đồng`, `Mục tiêu: …`: a heading and what stands beneath it in one line.
_LABEL = re.compile(r"\W*(?:[a-z]\) )?((?:tong |nguon )?(?:kinh phi|muc tieu|chi tieu)[^:.;0-9]{0,40}):\s")
# `PHẦN THỨ HAI` above `KẾ HOẠCH NĂM 2025`: the part of a plan that plans.
_PART = re.compile(r"phan (?:thu )?(?:nhat|hai|ba|tu|[ivx]+|[0-9])\W*")
# A decision is signed before the plan that it approves begins.
_ATTACHED = re.compile(r"^\(?(?:ban hanh )?kem theo (?:quyet dinh|nghi quyet)(?![a-z])")


@dataclass(frozen=True)
class Context:
    """What is inherited: `sort` of section (empty before the first one), a horizon, `mỗi năm`, a modality, the words above, folded.

    `ended`: behind the addressees nothing is read. `firm`: whether the section's sort stands in a heading of its own.
    """

    sort: str = ""
    when: When | None = None
    yearly: bool = False
    modality: str = ""
    vision: bool = False
    words: str = ""
    ended: bool = False
    leads: int | None = None


@dataclass(frozen=True)
class _Level:
    level: int
    sort: str
    when: When | None
    yearly: bool
    modality: str
    vision: bool
    words: str
    leads: int | None


def read(passages: Sequence[Passage]) -> list[Context]:
    """Return the context of each passage, in their order. Raises nothing."""
    stack: list[_Level] = []
    found: list[Context] = []
    ended = False
    for place, passage in enumerate(passages):
        folded = grammar.aligned(passage.text)
        ended = (ended or bool(_ENDING.match(folded))) and not _ATTACHED.match(folded)
        heading = _is_heading(passage, folded)
        parted = bool(place and _PART.fullmatch(grammar.aligned(passages[place - 1].text)))
        level = (0 if parted else 1) if heading and passage.level == PARAGRAPH and passage.text.isupper() else passage.level
        while stack and stack[-1].level >= level:
            stack.pop()
        above = replace(_merged(stack), ended=ended)
        label = _LABEL.match(folded)
        sort = _sort(label[1]) if label else ""
        found.append(replace(above, sort=sort) if sort in (GOALS, MONEY) else above)
        if not passage.cells:
            stated = _stated(passage, folded, level, place, heading=heading)
            plans = heading and not stated.sort and (parted or passage.kind == "heading") and folded.startswith("ke hoach")
            stack.append(replace(stated, sort=GOALS) if plans else stated)
    return found


def _is_heading(passage: Passage, folded: str) -> bool:
    """Whether a passage only leads to what follows: a heading, a line that ends in a colon, a short line of capitals."""
    if folded.rstrip().endswith(":"):
        return True
    short = len(folded.split()) <= 22
    return short and (passage.kind == "heading" or passage.text.isupper() or passage.level <= 11) and not re.search(r"[.;]$", folded)


def _stated(passage: Passage, folded: str, level: int, place: int, *, heading: bool) -> _Level:
    when = years.leading(folded) if heading else next((when for when in years.read(folded) if not when.against and when.start <= 14), None)
    sort = _sort(folded) if heading else ""
    yearly = (heading and years.annual(folded)) or bool(re.match(r"\W{0,3}(?:[a-z]\) )?(?:hang nam|moi nam|binh quan moi nam)", folded))
    modality = next((rule.says for rule in grammar.part("modality") if rule.pattern.search(folded)), "") if heading else ""
    vision = heading and bool(re.match(r"\W{0,3}(?:[a-z]\) )?(?:tam nhin|dinh huong den nam)", folded))
    leads = place if re.search(r"(?:trong do|bao gom|gom|cu the) ?:$", folded.rstrip()) else None
    return _Level(level, sort, when, yearly, modality, vision, folded if heading else "", leads)


def _sort(folded: str) -> str:
    """The sort of section that a heading names: the words that stand first in it decide, goals before the rest where both begin it."""
    hits = [
        (match.start(), place, rule.says) for place, rule in enumerate(grammar.part("heading")) if (match := rule.pattern.search(folded))
    ]
    if not hits:
        return ""
    # `KẾT QUẢ THỰC HIỆN MỤC TIÊU` tells results; `MỤC TIÊU, KẾT QUẢ CẦN ĐẠT` goals: the first words win.
    return min(hits)[2]


def _merged(stack: Sequence[_Level]) -> Context:
    """What the levels above say together, the nearest first."""
    near = list(reversed(stack))
    return Context(
        next((each.sort for each in near if each.sort), ""),
        next((each.when for each in near if each.when), None),
        next((True for each in near if each.yearly), False) and not _dated_below(near),
        next((each.modality for each in near if each.modality), ""),
        any(each.vision for each in near),
        " ".join(each.words for each in stack),
        leads=next((each.leads for each in near if each.leads is not None), None),
    )


def _dated_below(near: Sequence[_Level]) -> bool:
    """Whether a year is stated nearer than `mỗi năm`."""
    for each in near:
        if each.yearly:
            return False
        if each.when:
            return True
    return False
