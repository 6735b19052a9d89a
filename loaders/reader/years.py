"""By when: the years, periods and `mỗi năm` that a stretch of text names, and which of them only compare or cite."""

import re
from dataclasses import dataclass
from itertools import islice

from loaders.reader import grammar

_Y = r"(?P<{0}>(?:19|20)[0-9]{{2}})(?![0-9]|[.,][0-9])"
_PERIOD = re.compile(
    rf"(?:(?:trong |ca )?(?:giai doan|nhiem ky|thoi ky)(?: 5 nam)? (?:tu )?(?:nam )?)?{_Y.format('first')} ?[-–—/] ?{_Y.format('last')}|"
    rf"(?:giai doan )?tu (?:nam )?{_Y.format('from')} (?:den|-|toi) (?:het |cuoi )?(?:nam )?{_Y.format('to')}"
)
_YEAR = re.compile(
    rf"(?P<lead>(?:den|toi|vao|trong|truoc|het|cuoi|dau|cua|ke tu|tu|so voi|bang|gap|het nam|cung ky|thang [0-9]{{1,2}}/|[0-9]{{1,2}}/|quy [iv]+/)\s*)*(?:nam )?(?<![\w.,]){_Y.format('year')}"
)
# What stands before a year that dates nothing: a law of that year, a comparison. In `chuyển đổi số`, `công nghệ số`, `kinh tế số` nothing is.
_AGAINST = re.compile(
    r"(?:so voi|vuot (?:muc )?(?:chi tieu|muc tieu|ke hoach)|(?<!tong )(?<!con )(?<!chi )(?<!doi )(?<!nghe )(?<!te )(?<!tang )(?<!thuat )(?<!nang )so|bang|gap [0-9,]+ lan(?: so voi)?|cung ky|ke tu|luat [a-z ]{0,25}|quyet dinh [^;.,]{0,40}|nghi quyet [^;.,]{0,40}|ke hoach (?:so )?[^;.,]{0,40}/[a-z-]+)(?: ?(?:cuoi|dau|het))?(?: ?nam)? ?$"
)
_BY_DAY = re.compile(r"(?<!tinh )(?:den|truoc)(?: het)?(?: ngay)? [0-9]{1,2}[/-][0-9]{1,2}[/-]$")
# As many letters are looked back for what a year is said of.
_BACK = 90
# Beyond these a passage is a list of years, no prose.
_MOST = 200


@dataclass(frozen=True)
class When:
    """A horizon as text[start:end] states it: its year, the first year of its period (0: none), and whether it only compares."""

    start: int
    end: int
    year: int
    first: int = 0
    against: bool = False


def read(folded: str) -> list[When]:
    """Return the years and periods of a folded text, in its order. Raises nothing."""
    found = []
    for match in islice(_PERIOD.finditer(folded), _MOST):
        first, last = int(match["first"] or match["from"]), int(match["last"] or match["to"])
        if first < last:
            found.append(When(match.start(), match.end(), last, first, _compares(folded, match.start())))
    for match in islice(_YEAR.finditer(folded), _MOST):
        if not any(when.start <= match.start("year") < when.end for when in found) and not _day(folded, match.start("year")):
            against = bool(re.search("so voi|cung ky|ke tu|bang|gap", match["lead"] or "")) or _compares(folded, match.start())
            found.append(When(match.start(), match.end(), int(match["year"]), 0, against))
    return sorted(found, key=lambda when: when.start)


def _compares(folded: str, start: int) -> bool:
    return bool(_AGAINST.search(folded[max(0, start - _BACK) : start].rstrip() + " "))


def _day(folded: str, start: int) -> bool:
    """Whether a year belongs to a day of signing: `ngày 21/9/2021`; a day by which something is to be dates it."""
    return not _BY_DAY.search(folded[max(0, start - _BACK) : start]) and bool(
        re.search(
            r"(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-]|ngay [0-9]{1,2} thang [0-9]{1,2} nam |ngay [0-9]{1,2} thang [0-9]{1,2},? ?(?:nam )?)$",
            folded[max(0, start - _BACK) : start],
        )
    )


def annual(folded: str) -> bool:
    """Return whether the words say that something is so every year."""
    return bool(grammar.found_by("kind", "annual").search(folded) or re.search(r"/ ?nam(?![a-z])", folded))


def leading(folded: str) -> When | None:
    """Return the horizon that a heading or the opening of a list states: its first, those that compare left out; None for none.

    A vision named behind a plan's own year (`đến năm 2030, tầm nhìn 2045`) is not its horizon.
    """
    stated = [when for when in read(folded) if not when.against]
    return stated[0] if stated else None
