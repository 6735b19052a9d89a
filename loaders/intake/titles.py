"""What the lines above and below a table say of all of it, as words: of which place, which year, in which unit, from which source."""

import re
from collections.abc import Iterator

from loaders.folding import fold
from loaders.intake import headings
from loaders.intake.cells import Sheet

# "Địa phương: Sơn Hà", "(ĐVT: HTX)"; what stands before the colon is looked up as a heading.
LONGEST_LABELLED = 500
_LABELLED = re.compile(r"\(?\s*(?P<label>[^:()]{1,40}?)\s*:\s*(?P<words>[^()]+?)\s*\)?\s*")
_YEAR = re.compile(
    r"(?:(?:6|9) thang (?:dau )?|quy (?:[1-4]|i{1,3}|iv)[ ,/]*|thang [0-9]{1,2}[ ,/]*)?(?:nam )?(?<![0-9/-])(?:19|20)[0-9]{2}(?![0-9]|[-–/])"
)
# A line that dates or numbers a paper, or names a period, does not date the figures; one that says up to which day they run does.
_DATED = re.compile(r"\bngay\b|\bso [0-9]|[0-9]/[0-9]|(?:19|20)[0-9]{2} ?[-–] ?(?:19|20)[0-9]{2}")
_UNTIL = re.compile(r"\bden (?:ngay )?[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9])")
# A title block may be said by any table's headings, whatever the table below it is.
_ANYWHERE = (
    "unit",
    "measure",
    "source",
    "date",
    "horizon",
    "document",
    "number",
    "issued_on",
    "publisher",
    "published_on",
    "url",
    "base",
    "status",
)
# What may stand below a table and is of all of it.
_BELOW = ("source", "url", "publisher")


def context(sheet: Sheet, start: int, body: int, last: int, table: str) -> dict[str, str]:
    """Return field -> words of the lines above row `start` and, for its source, of those after row `last`.

    `title` joins, a line each, those that name no field; `date` also comes from a title that names exactly one year. Nothing is interpreted.
    """
    found: dict[str, str] = {}
    lines = []
    for line in _lines(sheet, 0, start):
        name, words = _labelled(line, table)
        if name:
            found.setdefault(name, words)
        else:
            lines.append(line)
    for line in _lines(sheet, last + 1, len(sheet.rows)):
        name, words = _labelled(line, table)
        if name in _BELOW:
            found.setdefault(name, words)
    if lines:
        found["title"] = "\n".join(lines)
    years = {words for line in lines for words in _years(line)}
    if len(years) == 1 and "date" not in found:
        found["date"] = years.pop()
    return found


def _years(line: str) -> Iterator[str]:
    """The year, or the day that the figures run to, as a title prints it."""
    folded = fold(line)
    pattern = _UNTIL if _UNTIL.search(folded) else _YEAR
    if len(folded) == len(line) and (pattern is _UNTIL or not _DATED.search(folded)):
        for match in pattern.finditer(folded):
            yield line[match.start() : match.end()].strip()


def _lines(sheet: Sheet, start: int, stop: int) -> Iterator[str]:
    """The words of each row, repeated ones once; a label and the cell beside it on one line."""
    for row in sheet.rows[start:stop]:
        words = list(dict.fromkeys(cell.printed for cell in row if cell.printed))
        if len(words) > 1 and not words[0].endswith(":"):
            yield from words
        elif words:
            yield " ".join(words)


def _labelled(line: str, table: str) -> tuple[str, str]:
    """The field that a line of the form "label: words" names, and the words; empty for other lines."""
    match = _LABELLED.fullmatch(line) if len(line) <= LONGEST_LABELLED else None
    if not match:
        return "", ""
    names = [name for one in dict.fromkeys((table, *headings.TABLES)) for name in headings.fields(match["label"], one) if name in _ANYWHERE]
    # "Đơn vị: HTX" above a table is a unit of measure, "Đơn vị: huyện Sơn Hà" a place.
    if {"unit", "measure"} <= set(names):
        return ("measure" if headings.measure(match["words"]) else "unit"), match["words"]
    return (names[0], match["words"]) if names else ("", "")
