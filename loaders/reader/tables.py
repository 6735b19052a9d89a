"""Tables of targets: which column names the indicator, which its unit, and by when or of what sort each column of numbers is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.reader import grammar, years
from loaders.reader.reading import Passage
from loaders.reader.years import When

_LABEL = re.compile(r"(?<![a-z])(?:chi tieu|noi dung|ten chi tieu|muc tieu|danh muc|dien giai)(?![a-z])")
_UNIT = re.compile(r"(?<![a-z])(?:don vi tinh|dvt|don vi|dv tinh)(?![a-z])")
_PAST = re.compile(r"(?<![a-z])(?:thuc hien|uoc|hien trang|ket qua|da dat|uoc thuc hien|th(?= |$))(?![a-z])")
_PLANNED = re.compile(r"(?<![a-z])(?:ke hoach|muc tieu|phan dau|chi tieu|kh|den nam|giai doan|nam)(?![a-z])")
_SKIPPED = re.compile(r"(?<![a-z])(?:tt|stt|ghi chu|so voi|ty le|tang giam|co quan|thoi gian|kinh phi|von)(?![a-z])")


@dataclass(frozen=True)
class Header:
    """What the columns of a table hold: the indicator's words, its unit (-1: none), and by column what its numbers are."""

    label: int
    unit: int
    columns: dict[int, tuple[When | None, str]]


@dataclass(frozen=True)
class CellOf:
    """A number of a table: where it stands in the row's passage, its row's words and unit, by when; or why it is no target."""

    start: int
    end: int
    label: str
    unit: str
    when: When | None
    reason: str


def headers(passages: Sequence[Passage]) -> dict[int, Header]:
    """Return the header of each table that lists targets, by the table's number; tables without one are left out. Raises nothing."""
    found: dict[int, Header] = {}
    for passage in passages:
        if passage.cells and passage.table not in found:
            header = _header(passage)
            if header:
                found[passage.table] = header
    return found


def _header(passage: Passage) -> Header | None:
    cells = [grammar.aligned(passage.text[start:end]) for start, end in passage.cells]
    label = next((place for place, cell in enumerate(cells) if _LABEL.search(cell) and not years.read(cell)), None)
    if label is None:
        return None
    unit = next((place for place, cell in enumerate(cells) if place != label and _UNIT.search(cell)), -1)
    columns: dict[int, tuple[When | None, str]] = {}
    for place, cell in enumerate(cells):
        when = years.leading(cell)
        if place in (label, unit) or (_SKIPPED.search(cell) and not when):
            continue
        if _PAST.search(cell):
            columns[place] = (when, "reader.not.result")
        elif when or _PLANNED.search(cell):
            columns[place] = (when, "")
    return Header(label, unit, columns) if columns else None


def read(passage: Passage, header: Header) -> list[CellOf]:
    """Return the cells of a row that its table's header tells about; none for the header itself. Raises nothing."""
    texts = [passage.text[start:end] for start, end in passage.cells]
    if (
        len(texts) <= header.label
        or not re.search("[a-zà-ỹ]", texts[header.label].lower())
        or _LABEL.fullmatch(grammar.aligned(texts[header.label]).strip())
    ):
        return []
    label = texts[header.label].strip(" -+*")
    unit = texts[header.unit] if 0 <= header.unit < len(texts) else ""
    if not unit and (bracket := re.search(r"\(([^()]*)\)\s*$", label)):
        unit, label = bracket[1], label[: bracket.start()].strip()
    return [
        CellOf(*passage.cells[place], label, unit, when, reason)
        for place, (when, reason) in header.columns.items()
        if place < len(texts) and re.search("[0-9]", texts[place])
    ]
