"""Numbers told in turn: `năm 2026, 2027, 2028 lần lượt là 5, 6, 7 HTX`, each of another year or thing named before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from loaders.reader.clauses import Statement
from loaders.reader.years import When

_CUE = re.compile(r"(?<![a-z])lan luot(?![a-z])")


# What may be told in turn of one place: organisations, each by its own name.
_NAMED = re.compile(
    r"(?<![a-z])(?:lien hiep (?:cac )?(?:htx|hop tac xa)|lh ?htx|htx|hop tac xa|tht|to hop tac)(?: (?:phi )?nong nghiep)?(?![a-z])"
)


@dataclass(frozen=True)
class Turn:
    """What one of several numbers is told of: words that are said behind it, and by when (None: open), where that differs from number to number."""

    words: str
    when: When | None
    dated: bool


def read(folded: str, statements: Sequence[Statement], whens: Sequence[When]) -> dict[int, Turn]:
    """Return the turn of each statement that has one, by its place. Raises nothing."""
    found: dict[int, Turn] = {}
    for _, group in groupby(enumerate(statements), key=lambda each: each[1].sentence):
        members = list(group)
        start, end = members[0][1].sentence_start, members[0][1].sentence_end
        cue = _CUE.search(folded, start, end)
        listed = _listed(folded, [each for each in members if cue and each[1].number.start >= cue.end()])
        if not cue or len(listed) < 2:
            continue
        first, last = listed[0][1], listed[-1][1]
        start = max(start, folded.rfind(";", start, cue.start()) + 1)
        years = _years([when for when in whens if start <= when.start < first.number.start and not when.against])
        named = list(_NAMED.finditer(folded, start, cue.start()))
        several = len(named) == len(listed)
        behind = folded[named[-1].end() : cue.start()] if several else f" {folded[last.number.end : last.end].strip()}"
        for nth, (place, _) in enumerate(listed):
            when = years[nth] if len(years) == len(listed) else None
            found[place] = Turn(f" {named[nth][0]}{behind}" if several else behind, when, bool(when) or not several)
    return found


def _listed(folded: str, members: Sequence[tuple[int, Statement]]) -> list[tuple[int, Statement]]:
    """The numbers that follow one another with nothing but what is counted between them."""
    listed: list[tuple[int, Statement]] = []
    for place, one in members:
        if listed and not re.fullmatch(r"[^,;.0-9]{0,30}(?:,|;| va|, va) ", folded[listed[-1][1].number.end : one.number.start]):
            break
        listed.append((place, one))
    return listed


def _years(whens: Sequence[When]) -> list[When]:
    """The years named, those of a period one by one."""
    return [
        When(when.start, when.end, year) for when in whens for year in (range(when.first, when.year + 1) if when.first else (when.year,))
    ]
