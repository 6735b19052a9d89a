"""What a document says of itself at its head: whose it is, its number, day, issuer, title and period."""

import re
from collections.abc import Sequence
from datetime import date

from loaders.intake import places
from loaders.intake.known import known
from loaders.intake.phrases import slug
from loaders.reader import grammar, years
from loaders.reader.letters import LOWER, UPPER
from loaders.reader.reading import Facts, Passage

# The head ends with the first section; newspapers have none.
_HEAD = 25
_NUMBER = re.compile(r"(?i:số(?: hiệu)?)\s*:?\s*(?P<number>[0-9]{1,5}\s?(?:/[0-9]{4})?\s?[-/–]\s?[A-ZĐ][\wĐ]*(?:\s?[-/]\s?[\wĐ]+)*)")
_BARE_NUMBER = re.compile(r"(?<![\w/])[0-9]{1,5}(?:/[0-9]{4})?[-/](?:KH|CTr|CTrHĐ|ĐA|NQ|QĐ)[-/][\wĐ-]+")
_SIGNED = re.compile(
    rf"(?P<place>[{UPPER}][^,:;0-9]{{1,30}}),?\s+(?i:ngày)\s+(?P<d>[0-9]{{1,2}})\s+(?i:tháng)\s+(?P<m>[0-9]{{1,2}})\s+(?i:năm)\s+(?P<y>(?:19|20)[0-9]{{2}})"
)
_ISSUED = re.compile(r"(?i:ngày ban hành|ban hành ngày)\s*:?\s*(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})[/.-](?P<y>(?:19|20)[0-9]{2})")
_STAMP = re.compile(r"^(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>(?:19|20)[0-9]{2})(?:\s|$)")
# How a page of news prints its day: with the hour beside it.
_CLOCKED = re.compile(r"(?<![0-9/])(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})[/.-](?P<y>(?:19|20)[0-9]{2})(?![0-9])")
_CLOCK = re.compile(r"(?<![0-9])[0-2]?[0-9][:hg][0-5][0-9](?![0-9])")
_NAME = rf"(?!Ngày|Số|Người|Cơ quan)(?:[{UPPER}][\w'’]*(?:[ -](?=[{UPPER}]))?){{1,5}}"
_LEVEL = r"(?:tỉnh|Tỉnh|TỈNH|thành phố|Thành phố|THÀNH PHỐ|TP\.?|huyện|Huyện|HUYỆN|thị xã|Thị xã|THỊ XÃ|quận|Quận|QUẬN|xã|Xã|XÃ|phường|Phường|PHƯỜNG|thị trấn|đặc khu)"
_BODY = r"(?:UBND|(?:Ủy|Uỷ|ỦY|UỶ) ban [Nn]hân dân|(?:ỦY|UỶ) BAN NHÂN DÂN|HĐND|Hội đồng [Nn]hân dân)"
_PARTY = {
    "Tỉnh ủy": "tỉnh",
    "Thành ủy": "thành phố",
    "Huyện ủy": "huyện",
    "Thị ủy": "thị xã",
    "Quận ủy": "quận",
    "Đảng ủy xã": "xã",
    "Đảng ủy phường": "phường",
}
_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s?[-–]\s?Tự do\s?[-–]\s?Hạnh phúc|[-*_]{3,}")
_ACTS = r"\s+(?:xây dựng|ban hành|triển khai|đề ra|đặt|tổ chức|lập)"
_AHEAD = re.compile(r"(?:ket qua|tinh hinh|tong ket|danh gia|bao cao)(?![a-z]).*?(?<![a-z])(?:phuong huong|nhiem vu|ke hoach)(?![a-z])")
_SORTS = ("chương trình hành động", "kế hoạch", "chương trình", "đề án", "nghị quyết", "quyết định", "chỉ thị")


def read(passages: Sequence[Passage]) -> Facts:
    """Return what the head of a document says; fields that it does not state are empty. Raises nothing."""
    head = list(
        passages[: next((place for place, passage in enumerate(passages) if passage.kind == "heading" and passage.level <= 2), _HEAD)]
    )[:60]
    issuer, unit = _issuer(head, passages)
    issued = _issued(head)
    title = _title(head)
    number = _number(head)
    first, last = _period(title, head, passages)
    unit_id, name, is_known = _unit(unit, issued)
    sort = _sort(head, title, number)
    year = issued[:4] or first or last
    stem = slug(number) if number else "plan"
    document = "-".join(part for part in (unit_id or "x", stem, year) if part)
    return Facts(unit_id, name, is_known, document, number, issued, issuer, sort, title, first, last, _implements(head, number))


def _sort(head: Sequence[Passage], title: str, number: str) -> str:
    """The sort of document: a line of its own, else how the title begins, else the letters of its number."""
    lines = [grammar.aligned(passage.text).strip(" .:*") for passage in head]
    for sort in _SORTS:
        if grammar.aligned(sort) in lines:
            return sort
    for line in (grammar.aligned(title), *lines):
        if found := next((sort for sort in _SORTS if line.startswith(grammar.aligned(sort))), ""):
            return found
    letters = {"KH": "kế hoạch", "CTr": "chương trình hành động", "ĐA": "đề án", "NQ": "nghị quyết", "QĐ": "quyết định"}
    return next((sort for letter, sort in letters.items() if re.search(rf"[/-]{letter}[-/]", f"{number}-")), "")


def _number(head: Sequence[Passage]) -> str:
    for passage in head:
        if (match := _NUMBER.match(passage.text)) and len(passage.text) < 120:
            return re.sub(r"\s", "", match["number"]).replace("–", "-")
    for passage in head:
        if match := re.search(r"(?i:ban hành)[^.;]{0,60}?(?i:số)\s+([0-9]+[-/][\wĐ]+[-/][\wĐ]+)", passage.text):
            return match[1]
    first = _BARE_NUMBER.search(head[0].text) if head else None
    return first[0] if first else ""


def _issued(head: Sequence[Passage]) -> str:
    for pattern in (_ISSUED, _SIGNED, _STAMP, _CLOCKED):
        for passage in head:
            if pattern is _CLOCKED and not (_CLOCK.search(passage.text) and len(passage.text) < 80):
                continue
            if (match := pattern.search(passage.text)) and len(passage.text) < 160:
                try:
                    return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
                except ValueError:
                    continue
    return ""


def _title(head: Sequence[Passage]) -> str:
    for place, passage in enumerate(head[:-1]):
        folded = grammar.aligned(passage.text).strip(" .:*")
        if folded == "bao cao" or folded in {grammar.aligned(sort) for sort in _SORTS}:
            return head[place + 1].text
        if (
            any(folded.startswith(grammar.aligned(sort) + " ") for sort in _SORTS)
            and 25 < len(folded) < 400
            and "căn cứ" not in passage.text[:8].lower()
        ):
            return passage.text
    return head[0].text if head else ""


def _period(title: str, head: Sequence[Passage], passages: Sequence[Passage]) -> tuple[str, str]:
    """First and last year of the plan: a period before a single year, the title before the rest of the head."""
    for text in (title, *(passage.text for passage in head)):
        stated = [when for when in years.read(grammar.aligned(text)) if not when.against]
        if periods := [when for when in stated if when.first]:
            return str(periods[0].first), str(periods[0].year)
        folded = grammar.aligned(text)
        if text is title and stated:
            # `Kết quả năm 2024, phương hướng, nhiệm vụ năm 2025`: what lies ahead is planned.
            ahead = _AHEAD.search(folded)
            year = str(next((when.year for when in stated if ahead and when.start >= ahead.end()), stated[0].year))
            yearly = re.search(rf"(?<!den )(?<!toi )nam {year}", folded) and not re.search(rf"den (?:het |cuoi )?nam {year}", folded)
            return (year, year) if yearly else ("", year)
    return "", ""


def _issuer(head: Sequence[Passage], passages: Sequence[Passage]) -> tuple[str, str]:
    """Who issued the document, as printed, and the name of the locality with its level."""
    texts = [_MOTTO.sub(" ", passage.text).strip() for passage in head]
    joined = " ".join(texts)
    for text in texts:
        if match := re.search(r"(?i:cơ quan ban hành)\s*:?\s*(.{3,60}?)(?=\s+(?:Người ký|Lĩnh vực|Tình trạng|Nơi ban hành)|$)", text):
            return match[1].strip(), _tail_name(match[1])
    party = "|".join(_PARTY)
    for text in texts:
        for match in re.finditer(
            rf"({_BODY}|(?:Ban Thường vụ |Ban Chấp hành Đảng bộ )?(?:{party}))\s+((?:{_LEVEL}\s+)?{_NAME}){_ACTS}", text
        ):
            body = next((name for name in _PARTY if name in match[1]), "")
            level = "" if re.match(_LEVEL, match[2]) else _PARTY.get(body, "")
            return f"{match[1]} {match[2]}".strip(), f"{level} {match[2]}".strip()
    if match := re.search(
        rf"(?:(?:ỦY|UỶ) BAN NHÂN DÂN|UBND)\s+((?:TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|TP\.?)\s+[{UPPER}][{UPPER} ]+?)(?=\s+(?:SỐ|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|NGHỊ QUYẾT|QUYẾT ĐỊNH|CỘNG H|[-*|]|Số|[A-ZĐ][{LOWER}])|\s*$)",
        joined,
    ):
        name = match[1].strip().title().replace("Tp", "TP")
        return f"Ủy ban nhân dân {name[0].lower() + name[1:]}", name
    if match := re.search(rf"(TỈNH|THÀNH|HUYỆN|THỊ|QUẬN) (?:ỦY|UỶ)\s+([{UPPER} ]{{3,30}}?)(?=\s*[*\-]|\s+ĐẢNG|\s*$|\s+Số)", joined):
        level = {"TỈNH": "tỉnh", "THÀNH": "thành phố", "HUYỆN": "huyện", "THỊ": "thị xã", "QUẬN": "quận"}[match[1]]
        return f"{match[1].title()} ủy {match[2].title().strip()}", f"{level} {match[2].title().strip()}"
    if match := re.search(rf"ĐẢNG (?:ỦY|UỶ) (XÃ|PHƯỜNG|ĐẶC KHU)\s+([{UPPER} ]{{2,30}}?)(?=\s*[*\-]|\s+ĐẢNG|\s*$|\s+Số)", joined):
        level = match[1].lower()
        return f"Đảng ủy {level} {match[2].title().strip()}", f"{level} {match[2].title().strip()}"
    for text in (*texts, *(passage.text for passage in passages[:40])):
        if match := re.search(rf"{_BODY}\s+({_LEVEL}\s+{_NAME})", text):
            return match[0], match[1]
    for text in texts:
        if match := _SIGNED.match(text):
            return "", match["place"].strip()
    for text in texts:
        if match := re.search(rf"{_LEVEL}\s+{_NAME}", text):
            return "", match[0]
    return "", ""


def _tail_name(words: str) -> str:
    match = re.search(rf"{_LEVEL}\s+{_NAME}", words)
    return match[0] if match else words.strip()


def _unit(name: str, issued: str) -> tuple[str, str, bool]:
    """The id of the locality: a published one that existed on the day, else its name as an id."""
    if not name:
        return "", "", False
    name = name.strip(" .,;:-")
    rows = known().tables["unit"]
    found = places.units(rows, name)
    by_id = known().by_id["unit"]
    if len(found) > 1:
        day = issued or "2025-06-30"
        found = tuple(key for key in found if by_id[key]["valid_from"] <= day and (by_id[key]["valid_to"] or "9999") >= day) or found
    if found:
        return found[0], by_id[found[0]]["label_vi"], True
    bare = places.named(name).bare
    return slug(bare or name), name, False


def _implements(head: Sequence[Passage], own: str) -> str:
    for passage in head:
        if match := re.search(
            r"(?i:thực hiện|căn cứ)\s+((?:Nghị quyết|Quyết định|Chương trình(?: hành động)?|Kế hoạch|Công văn)\s+(?:số\s+)?[0-9]+[-/][\wĐ/-]+(?:,? ngày [0-9/.]+)?)",
            passage.text,
        ):
            return match[1] if not own or own not in match[1] else ""
    return ""
