"""Paragraphs of a file to passages: marks of sections and lists read, lines that a wrap broke joined, and each given its place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loaders.folding import tidy
from loaders.reader.letters import LOWER, UPPER
from loaders.reader.reading import Passage
from loaders.reader.spelled import SPELLED

# How deep things stand: Roman sections, then numbers by their parts, then these.
ITEM, LETTER, PARAGRAPH, BULLET, PLUS, TABLE_ROW = 10, 11, 12, 13, 14, 15
_SEPARATOR = " | "


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or table row as a file has it. `cells`: of a table's row; `table`: which table, from 1."""

    text: str
    page: int = 0
    cells: tuple[str, ...] = ()
    table: int = 0


_MARK = re.compile(
    r"(?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:[IVX]+|[0-9]{1,2}))[.:\-–]?(?:\s+|$)|(?P<roman>[IVX]{1,5})\s?[./:)\-–]\s*(?=\S)(?!\w[./])|"
    rf"(?P<capital>[A-EĐ])[./)]\s+|(?P<number>[0-9]{{1,2}}(?:\.[0-9]{{1,2}})*)(?:\s?[.)/](?=\s|[{UPPER}{LOWER}*“(])|[-–](?=\s*[{UPPER}]))\s*|(?P<bare>[0-9]{{1,2}}(?:\.[0-9]{{1,2}})+)\s+(?![%])|"
    r"\((?P<item>[0-9]{1,2})\)\s*|(?P<letter>[a-zđ])[.)]\s*(?=\S)|\((?P<bracketed>[a-zđ])\)\s+|(?P<plus>[+*o◦▪✓])\s+|(?P<bullet>[-–—−•·●■\uf0b7\uf02d])\s*(?=[^\s-])|(?P<article>Điều [0-9]+)[.:]\s*"
)  # fmt: skip
# What a broken line goes on with: a small letter, a number with its unit, a sign between two numbers.
_GOES_ON = re.compile(
    rf"[{LOWER}(%,;≥≤<>~≈]|[0-9]+(?:[.,][0-9]+)*(?:%|,\s[0-9]|\s?[-–]\s?[0-9]|\s+[{LOWER}%–-]|\s+(?:HTX|THT|LHHTX|KTTT))|HTX|THT|LHHTX|KTTT|[A-ZĐ]{{2,}}\s+[{LOWER}]|(?:19|20)[0-9]{{2}}[.;,]?$"
)
_OPEN_END = re.compile(rf"(?:[{LOWER}0-9,%/()<>≥≤~≈–-]|[A-ZĐ]{{2,}})$")
_ENDS = re.compile(r"[.;:!?…/]$")


def read(paragraphs: Iterable[Paragraph]) -> tuple[Passage, ...]:
    """Return passages in the order of the text, tidied, empty ones left out. Places are those of `loaders.outline` for what it knows too.

    Raises nothing.
    """
    found: list[Passage] = []
    counts: Counter[tuple[str, str, str]] = Counter()
    chapter = section = item = ""
    # The mark of a part that stands alone in its line: the title follows in the next one.
    parted = False
    offset = 0
    for paragraph in paragraphs:
        if paragraph.cells:
            counts["table", str(paragraph.table), "hàng"] += 1
            passage = _row(paragraph, counts["table", str(paragraph.table), "hàng"], section)
        else:
            text = tidy(paragraph.text).strip("* ")
            mark = _MARK.match(text)
            said = {name: words for name, words in mark.groupdict().items() if words} if mark else {}
            number = said.get("number") or said.get("bare")
            if upper := said.get("roman") or said.get("part") or said.get("capital"):
                chapter = section = upper
            elif number:
                section = f"{chapter}.{number}" if chapter else number
            heading = bool(upper or number)
            item = "" if heading else said.get("item") or item
            kind = "heading" if heading else "gạch đầu dòng" if "bullet" in said else "đoạn"
            counts[section, item, kind] += 1
            # Letters and plus signs stay: they tell nothing apart in the words of a place.
            keeps = not mark or bool({"letter", "plus", "bracketed", "article"} & said.keys())
            start = 0 if keeps or mark is None else mark.end()
            passage = Passage(text[start:].strip(), "", kind, _level(said, number or ""), paragraph.page)
            if parted and not mark and text.isupper():
                passage = replace(passage, kind="heading", level=0)
            passage = replace(passage, place=_place(passage, section, item, counts[section, item, kind]))
            parted = not passage.text and "part" in said
        if passage.text:
            found.append(replace(passage, offset=offset))
            offset += len(passage.text) + 1
    return tuple(found)


def _level(said: dict[str, str], number: str) -> int:
    if said.get("capital") or said.get("part"):
        return 0
    if said.get("roman"):
        return 1
    if number:
        return min(2 + number.count("."), 6)
    names = {"article": 2, "item": ITEM, "letter": LETTER, "bracketed": LETTER, "bullet": BULLET, "plus": PLUS}
    return next((level for name, level in names.items() if name in said), PARAGRAPH)


def _place(passage: Passage, section: str, item: str, nth: int) -> str:
    if not section:
        return f"Đoạn “{' '.join(passage.text.split()[:7])}”"
    inner = f" ({item})" if item else ""
    return f"Mục {section}{inner}" + (f", {passage.kind} {nth}" if passage.kind != "heading" else "")


def _row(paragraph: Paragraph, nth: int, section: str) -> Passage:
    cells, spans, start = [tidy(cell) for cell in paragraph.cells], [], 0
    for cell in cells:
        spans.append((start, start + len(cell)))
        start += len(cell) + len(_SEPARATOR)
    text = _SEPARATOR.join(cells) if any(cells) else ""
    return Passage(text, f"Bảng {paragraph.table}, hàng {nth}", "hàng", TABLE_ROW, paragraph.page, 0, tuple(spans), paragraph.table)


def of_lines(lines: Iterable[str], page: int = 0) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text of lines: a line that a wrap broke is joined to the one before.

    Where empty lines part paragraphs they do so here, and a mark always begins one; else a line goes on where the one before is open at its
    end (no full stop, no colon) and this one begins as no sentence does.
    """
    said = [tidy(line) for line in _split(lines)]
    parted = sum(not line for line in said[1:-1]) >= max(3, sum(map(bool, said)) // 12)
    # A line about as long as the longest ones was broken by the width of the page.
    lengths = sorted(len(line) for line in said if line)
    full = 0.75 * lengths[len(lengths) * 19 // 20] if lengths else 0
    waiting, last = "", 0
    for line in said:
        bare = line.strip("* ")
        if not re.search(r"\w", bare):
            if waiting and not (re.search(r"[,–-]$", waiting) and parted):
                yield Paragraph(waiting, page)
                waiting = ""
        elif waiting and _joins(waiting, bare, wrapped=parted and full <= min(last, 200), full=60 <= full <= last):
            waiting, last = f"{waiting} {bare}", len(line)
        else:
            if waiting:
                yield Paragraph(waiting, page)
            waiting, last = bare, len(line)
    if waiting:
        yield Paragraph(waiting, page)


def _split(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from re.sub(r"(?<=\S)\*\*(?=[0-9]+\.\s)", "\n", line).split("\n")


def _joins(before: str, line: str, *, wrapped: bool, full: bool) -> bool:
    mark = _MARK.match(line)
    # `60%` at the end of a line and `- 70%` on the next are one range.
    if mark and mark["bullet"] and re.search(r"[0-9]%?$", before) and re.match(r"[-–] ?[0-9]", line):
        return True
    # `mười` at the end of a line and `(10) HTX` on the next are one number.
    if mark and mark["item"] and [match for match in SPELLED.finditer(before) if match.end() == len(before)]:
        return True
    if mark and not (mark["number"] and re.search(r"(?:trên|khoảng|có|từ|đạt|nhất|năm|thiểu|dưới|gần|mới|đến|[0-9]) ?$", before)):
        return False
    # A day broken behind its first word: `Bình Minh, ngày` and `15 tháng 3 năm 2024`.
    if wrapped or (line[0].isdigit() and re.search(r"(?:ngày|tháng|năm)$", before)):
        return True
    if not _OPEN_END.search(before) or _ENDS.search(before):
        return False
    # A short line is more often a title than a broken sentence, but not within a bullet or behind a comma.
    known = len(before) > 40 or before.endswith(",") or bool(_MARK.match(before))
    return line[0].islower() or before[-1] in "<>≥≤~≈" or (full and not before.isupper()) or (known and bool(_GOES_ON.match(line)))
