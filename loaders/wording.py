"""The numbers in a Vietnamese phrase, and whether the phrase proves a stated bound.

Digits only: a number spelled out (`hai mươi`) is not read, except the two words that stand for a bound, `không có`
(zero) and `đều` (all, 100 percent). Reports in other languages are quoted as well: `language` "en" reads the comma and
the point the other way round; German and French print them as Vietnamese does.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from loaders.folding import tidy

Value = Decimal | float | int | str


@dataclass(frozen=True)
class Number:
    """One number of a phrase: what it is worth, where it stands (text[start:end] == text), and of which sort it is.

    `value` has the multiplier applied (`8 triệu` is 8000000, `scale` 6), percentages are 0-100. `money`: đồng follows.
    `worded`: said by a word, not by digits.
    """

    value: Decimal
    start: int
    end: int
    text: str
    scale: int = 0
    percent: bool = False
    money: bool = False
    worded: bool = False


def _both(pattern: str) -> str:
    """The pattern for composed (NFC) and decomposed (NFD) letters alike, so that positions are those of the text."""
    return f"(?:{unicodedata.normalize('NFC', pattern)}|{unicodedata.normalize('NFD', pattern)})"


def _after(words: str) -> str:
    """The place after one of the words and a space, whatever their case."""
    return rf"(?i:(?<!\w){_both(f'(?:{words})')}\s)"


def _not_after(words: str) -> str:
    """The place before which none of the words stands."""
    forms = {unicodedata.normalize(form, word) for word in words.split("|") for form in ("NFC", "NFD")}
    return "".join(f"(?<!{form} )" for form in sorted(forms))


_SCALES = {
    **{"chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9, "nghìn tỷ": 12, "nghìn tỉ": 12},
    **{"thousand": 3, "million": 6, "billion": 9, "millionen": 6, "milliarden": 9, "millions": 6, "milliards": 9},
}
_SCALE_WORDS = (
    r"(?:nghìn\s)?(?:tỷ|tỉ)(?!\s(?:lệ|suất|trọng))|chục|trăm|nghìn|ngàn|triệu|"
    "thousand|millionen|millions|million|milliarden|milliards|billion"
)
_SCALE = rf"\s?(?P<scale>{_both(_SCALE_WORDS)})(?!\w)"
_PERCENT = rf"\s?(?:%|{_both('phần trăm')}|per ?cent)"
_MONEY = rf"\s?(?:{_both('đồng')}|VNĐ|VND)(?!\w)"
_UNIT = rf"(?:{_PERCENT}|{_SCALE.replace('?P<scale>', '?:')})"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_ALONE = r"(?<![\w.,/])"

_COUNTED = (
    "thành viên|HTX|THT|LHHTX|hợp tác xã|tổ hợp tác|tổ chức|liên hiệp|doanh nghiệp|mô hình|đơn vị|người|lao động|hộ|"
    "cán bộ|lượt|xã|đồng|ha|tấn"
)
_COUNTS = rf"\s(?i:{_both(f'(?:{_COUNTED})')})(?!\w)"
_BEFORE_YEAR = "năm|năm học|hết|cuối|đầu|giai đoạn|nhiệm kỳ"
_PAPERS = "nghị quyết|quyết định|kế hoạch|chương trình|công văn|thông tư|nghị định|chỉ thị|kết luận|thông báo|luật"
_PARTS = "thứ|khóa|khoá|điều|khoản|(?<!hạng )(?<!danh )mục|chương|phụ lục|bảng|quý"
_PERIODS = "(?<!mỗi )(?<!một )(?<!hằng )(?<!hàng )(?:ngày|tháng)"
_SPELLED = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm"

# What has digits and counts nothing; the first that fits wins. Possessive `++`, `}+`, `?+` never give a digit back.
_SKIPPED = (
    r"(?:(?m:^)[ \t*]*|(?<=\*\*))(?:[0-9]{1,2}\.)*[0-9]{1,2}[.)](?=[\s*]|$)",  # 1.   2.1.   3)
    rf"{_not_after(_SPELLED)}\([0-9]{{1,2}}\)",  # (2), but not: năm (05) hợp tác xã
    r"(?<![\w.,])[0-9]{1,2}(?:\.[0-9]{1,2}){2,}(?![0-9])",  # 2.1.3
    r"(?<!\w)[IVX]+(?:\.[0-9]{1,2})+",  # II.2.1
    r"(?<![\w.,])[0-9]{1,2}(?:\.[0-9]{1,2})+\.(?=\s|$)",  # 2.1. inside a line
    r"(?<!\w)[0-9]+(?:/[0-9]{4})?\s?[-/]\s?[A-ZĐ]\w*(?:[-/][A-ZĐ]\w*)+",  # 215/KH-UBND, 12/2021/QĐ-UBND
    r"(?<!\w)[0-9]+/[0-9]{4}/[A-ZĐ]\w+",  # 17/2023/QH15 alone
    rf"{_after(_PAPERS)}(?i:{_both('hành động')}\s)?(?i:{_both('số')}:?\s)?"  # Nghị quyết số 20, Luật 17/2023/QH15
    rf"[0-9]++(?:/[0-9]{{4}}(?:/[A-ZĐ]\w+)?)?+(?!{_UNIT}|[.,][0-9]|{_COUNTS})",
    rf"{_ALONE}[0-9]{{1,2}}([/.-])[0-9]{{1,2}}\1[0-9]{{4}}(?![0-9])",  # 21/9/2021, 16.6.2022
    rf"{_ALONE}[0-9]{{1,2}}/{_YEAR}",  # 9/2021
    rf"{_after(_PERIODS)}[0-9]{{1,2}}+(?:[/.-][0-9]{{1,4}}){{0,2}}+(?!{_UNIT}|[.,]?[0-9])",  # ngày 21, Ngày 17.1
    r"(?<![\w.,:])[0-2]?[0-9]:[0-5][0-9](?![\w:])",  # 16:29
    rf"{_after(_PARTS)}[0-9]++(?!{_UNIT}|[.,][0-9]|{_COUNTS})",  # khóa 13, but not: 3 khóa 90 người
    rf"{_ALONE}{_YEAR}\s?[-–]\s?{_YEAR}(?!{_UNIT})",  # 2021-2025
    rf"{_after(_BEFORE_YEAR)}{_YEAR}(?!{_UNIT}|[.,][0-9])",  # năm 2025
    rf"{_ALONE}{_YEAR}(?!{_UNIT}|[.,][0-9]|{_COUNTS})",  # 2030, but not: 2030 hợp tác xã
    rf"{_ALONE}{_DAY}\.{_MONTH}(?!{_UNIT}|[.,]?[0-9])",  # 17.1
    r"(?<![\w.,])[0-9]\.0(?![0-9%])",  # công nghiệp 4.0
)
_SKIP = re.compile("|".join(f"(?:{pattern})" for pattern in _SKIPPED))
_GROUPED = r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?"
_NUMBER = re.compile(
    rf"(?<!\w)(?<![0-9][.,])(?P<count>(?>{_GROUPED}|[0-9]+(?:[.,][0-9]+)?))(?![A-Z]\b)"
    rf"(?:(?P<percent>{_PERCENT})|(?i:{_SCALE}))?(?P<money>(?={_MONEY}))?"
)
_RANGE = re.compile(rf"\s?(?:[-–]|{_both('đến|tới')})\s?")
_NONE = re.compile(rf"(?i:(?<!\w)({_both('không có')})(?!\w))")
_ALL = re.compile(rf"(?i:(?<!\w){_not_after('đồng|đều')}({_both('đều')})(?!\w|\s{_both('đặn')}))")
# The same words where they surely count organisations: "không có điều kiện" and "phát triển đều" count nothing.
_NONE_OF = re.compile(rf"{_NONE.pattern}(?=(?i:\s{_both('các|những')})?{_COUNTS})")
_ALL_OF = re.compile(rf"(?i:(?<!\w){_both('các|mọi|tất cả|toàn bộ|những')}\s)[^.;:]*?{_ALL.pattern}")

_FALL = re.compile(rf"(?i:(?<!\w){_both('giảm')}(?!\w))")
_ENGLISH = str.maketrans(",.", ".,")
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\bTP\.)(?<!\bTX\.)(?<!\bTT\.)(?<!\bTS\.)(?<!\bThS\.)\s+(?=\S)")


def numbers(text: str, language: str = "vi") -> list[Number]:
    """The numbers written in digits, in the order of the text; an empty list where there are none.

    Reads `0,67`, `1.500`, `05`, `1,8 triệu`, `60% - 70%`. Leaves out what counts nothing: numbers of documents,
    sections and lists, dates, years, ordinals. In `5 - 6 triệu` both ends are millions. Raises nothing.
    """
    visible = _SKIP.sub(lambda skipped: "\0" * len(skipped[0]), text.translate(_ENGLISH) if language == "en" else text)
    found = [_number(text, match) for match in _NUMBER.finditer(visible)]
    for place, (low, high) in enumerate(pairwise(found)):
        if _RANGE.fullmatch(text[low.end : high.start]):
            found[place] = _as_one_range(low, high)
    return found


def _number(text: str, match: re.Match[str]) -> Number:
    count = match["count"]
    if "," in count or re.fullmatch(_GROUPED, count):
        count = count.replace(".", "").replace(",", ".")
    scale = _SCALES.get(tidy(match["scale"] or "").lower(), 0)
    # Printed in full: as it comes, 8 million would read 8E+6.
    value = Decimal(f"{Decimal(count).scaleb(scale):f}")
    start, end = match.span()
    money = match["money"] is not None or text.endswith("VND ", 0, start)
    return Number(value, start, end, text[start:end], scale, bool(match["percent"]), money)


def _as_one_range(low: Number, high: Number) -> Number:
    """The low end, with the unit that a range states once, at its high end."""
    if low.scale and high.money:
        return replace(low, money=True)
    if low.scale or low.percent or low.value >= high.value.scaleb(-high.scale):
        return low
    value = Decimal(f"{low.value.scaleb(high.scale):f}")
    return replace(low, value=value, scale=high.scale, percent=high.percent, money=high.money)


def quantities(text: str) -> list[Number]:
    """`numbers`, and each `không có` (0) and `đều` (100) said of organisations or people, in the order of the text.

    A word that only repeats digits (`100% hợp tác xã đều …`) is left out. Raises nothing.
    """
    words = [*_worded(text, _NONE_OF, 0), *_worded(text, _ALL_OF, 100)]
    return sorted([*numbers(text), *(word for word in words if not _in_digits(text, word))], key=lambda n: n.start)


def _in_digits(text: str, word: Number) -> bool:
    """Whether the word's own clause states its value in digits before it."""
    clause = re.split(r"[.;:]", text[: word.start])[-1]
    return any(number.value == word.value for number in numbers(clause))


def _worded(text: str, pattern: re.Pattern[str], value: int) -> Iterator[Number]:
    for match in pattern.finditer(text):
        yield Number(Decimal(value), match.start(1), match.end(1), match[1], percent=value == 100, worded=True)


def holds(text: str, value: Value, verbal: bool = False, language: str = "vi") -> bool:
    """Whether the phrase proves the number: it is among `numbers`, or `không có` says 0, or (if verbal) `đều` says 100.

    Money holds in đồng and in thousands, millions or billions of it: `45 triệu đồng` proves 45. A number after `giảm`
    holds for its negative too. Raises ValueError for a value that is not a number (an empty bound: don't ask).
    """
    if _decimal(value) is None:
        raise ValueError("not a number: the value is empty")
    return bool(span(text, value, None, verbal, language))


def span(text: str, low: Value | None, high: Value | None, verbal: bool = False, language: str = "vi") -> list[tuple[int, int]]:
    """The stretches (start, end) of the phrase that prove the bounds, in its order; what a screen highlights.

    None or "" is an end that is not stated. A number goes with its `%` or `triệu`. An empty list: the phrase proves
    neither bound. Raises ValueError for a bound that is not a number.
    """
    bounds = {bound for bound in (_decimal(low), _decimal(high)) if bound is not None}
    proofs = [number for number in numbers(text, language) if any(_proves(text, number, bound) for bound in bounds)]
    if not proofs and 0 in bounds:
        proofs = list(_worded(text, _NONE, 0))
    if not proofs and verbal and 100 in bounds:
        proofs = list(_worded(text, _ALL, 100))
    return [(number.start, number.end) for number in proofs]


def _proves(text: str, number: Number, bound: Decimal) -> bool:
    if bound < 0:
        return bool(_FALL.search(text, 0, number.start)) and _proves(text, number, -bound)
    steps = (0, 3, 6, 9) if number.money else (0,)
    return any(number.value == bound.scaleb(step) for step in steps)


def _decimal(value: Value | None) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"not a number: {value!r}") from error
    if not number.is_finite():
        raise ValueError(f"not a number: {value!r}")
    return number


def quotes(text: str, phrase: str) -> list[tuple[int, int]]:
    """Where the phrase stands in the text as (start, end), in order; whole words and numbers only.

    Both as `folding.tidy` leaves them. `2 HTX` is not quoted by `12 HTX` nor `1.2 HTX`. Raises nothing.
    """
    whole = re.compile(rf"(?<!\w)(?<![0-9][.,]){re.escape(phrase)}(?!\w|[.,][0-9])")
    return [match.span() for match in whole.finditer(text)] if phrase else []


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph as (start, end), in order, white space around them left out; none in an empty text.

    A sentence ends at `.`, `!`, `?` or `…` before white space and anything but a small letter, unless the point belongs
    to an abbreviation such as `TP.`. Raises nothing.
    """
    ends = (match.end() for match in _SENTENCE_END.finditer(text))
    cuts = [0, *(end for end in ends if not text[end].islower()), len(text)]
    pieces = [(start + len(text[start:end]) - len(text[start:end].lstrip()), end) for start, end in pairwise(cuts)]
    return [(start, start + len(text[start:end].rstrip())) for start, end in pieces if text[start:end].strip()]
