"""Which field of which table a heading means, and which year or date: looked up in the vocabulary of headings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from loaders.folding import fold, tidy
from loaders.intake import days
from loaders.intake.cells import Cell
from loaders.intake.unread import UnreadError
from loaders.package import here
from loaders.vocabulary import vocabulary

TABLES = ("observation", "target", "commitment", "unit", "document")
# Not a column: the names that sheets of a table bear.
SHEET = "sheet"
REALIZED, ESTIMATE, PLAN = "realized", "estimate", "plan"
# Words of a heading beside its year, folded, and what they say of the figures below; "" says nothing.
_SAYS = {
    REALIZED: "ket qua thuc hien|da thuc hien|thuc hien|ket qua|thuc te|da dat|th|kq|actual|realized|realised|result|results",
    ESTIMATE: "uoc thuc hien|uoc dat|uoc tinh|uoc th|so uoc|uoc|uth|estimated|estimate|est",
    PLAN: "ke hoach|chi tieu giao|muc tieu|chi tieu|phan dau|du kien|kh|mt|plan|planned|target|goal|forecast",
    "": "gia tri|so lieu|so luong|tinh den|den|nam|value|year|as of|tai|thoi diem|ngay|so chinh thuc|so so bo|so bo|chinh thuc",
}
_WORDS = {words: says for says, line in _SAYS.items() for words in line.split("|")}
_BEFORE = re.compile(rf"(?P<words>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![a-z])[ .:,(-]*(?!$)")
_AFTER = re.compile(rf"[ .:,(-]+(?P<words>{'|'.join(sorted(_WORDS, key=len, reverse=True))})[ .)]*$")
_BRACKETS = re.compile(r"(?:.*\[)?(?P<name>(?<=\[)[a-z]+(?:_[a-z]+)*(?=\])|^[a-z]+(?:_[a-z]+)+$)\]?")
_SHORTEST_NEAR_MISS = 5
# Longer words are no heading of a year or date, and taking them apart would take seconds.
LONGEST = 200
# What units of measure look like where a heading ("Đơn vị") does not say which kind of unit it means.
_MEASURES = (
    "cooperatives?|groups?|persons?|people|members?|households?|million|billion|percent|per cent|vnd|communes?|unions?|models?|organi[sz]ations?|"
    "htx|tht|lhhtx|%|phan tram|nguoi|ho|thanh vien|trieu dong|ty dong|dong|to|xa|mo hinh|chuoi|ha|tan|to chuc|hop tac xa|to hop tac|usd"
)


@dataclass(frozen=True)
class Year:
    """A column of values: the day that its heading names, how exactly (a code of `precision`), and what the heading says of the values:
    realized, estimate, plan, or empty where it says nothing."""

    on: date
    precision: str
    says: str = ""


def known(table: str) -> Mapping[str, tuple[str, ...]]:
    """Return folded heading -> the fields that it may mean in `table`, in the order of the vocabulary. Source: vocabulary/heading.csv."""
    return _known(table, here())


@lru_cache(maxsize=32)
def _known(table: str, folder: Path) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in vocabulary("heading", folder):
        if row["table_id"] == table:
            for words in (row["field"], *row["words_vi"].split(";"), *row["words_en"].split(";")):
                found[bare(words)] = tuple(dict.fromkeys((*found.get(bare(words), ()), row["field"])))
    return found


def bare(words: str) -> str:
    """Return a heading folded, without what stands in brackets and without punctuation around it."""
    outside = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", words)
    return re.sub(r"\s*([,/])\s*", r"\1 ", fold(outside)).replace("/ ", "/").strip(" .:*-–_#/") or fold(words)


def schema_name(heading: str) -> str:
    """Return the name of the package's own column that a heading gives: after its title as shipped forms do, `Đầu thấp [low]`, or alone,
    `unit_id`; empty for other headings."""
    match = _BRACKETS.fullmatch(tidy(heading))
    return match["name"] if match else ""


def fields(heading: str, table: str) -> tuple[str, ...]:
    """Return the fields that a heading may mean in `table`, none where it is not known; one typing error is forgiven where it is clear."""
    words, vocabulary_ = bare(schema_name(heading) or heading), known(table)
    if words in vocabulary_:
        return vocabulary_[words]
    if len(words) < _SHORTEST_NEAR_MISS:
        return ()
    near = {vocabulary_[other] for other in vocabulary_ if len(other) >= _SHORTEST_NEAR_MISS and _one_apart(words, other)}
    return near.pop() if len(near) == 1 else ()


def is_known(heading: str) -> bool:
    """Return whether a heading is, letter by letter, one that the vocabulary lists for a field of some table."""
    words = bare(schema_name(heading) or heading)
    return any(words in known(table) for table in TABLES)


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, make one word of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def year(cell: Cell) -> Year | None:
    """Return the year or date that heads a column, with what its words say of the values; None for other headings."""
    if cell.fault or len(cell.printed) > LONGEST:
        return None
    words, says = fold(cell.printed), ""
    while match := _BEFORE.match(words):
        words, says = words[match.end() :], _WORDS[match["words"]] or says
    while match := _AFTER.search(words):
        words, says = words[: match.start()], _WORDS[match["words"]] or says
    if not re.search("[0-9]{4}", words) and cell.day is None:
        return None
    try:
        day = days.read(words, cell.day)
    except UnreadError:
        return None
    return Year(day.on, day.precision, says)


def look_like_measures(cells: Iterable[Cell]) -> bool:
    """Return whether most of the words of a column are units of measure rather than places."""
    words = [cell.printed for cell in cells if cell.printed]
    return sum(map(measure, words)) * 2 > len(words)


def measure(words: str) -> bool:
    """Return whether words are a unit of measure."""
    return re.match(rf"(?:{_MEASURES})(?![a-z])", fold(words)) is not None


def table_of_sheet(name: str) -> str:
    """Return the table that a sheet's own name says that it holds, empty where it says none or several."""
    named = [table for table in TABLES if SHEET in known(table).get(bare(name), ())]
    return named[0] if len(named) == 1 else ""
