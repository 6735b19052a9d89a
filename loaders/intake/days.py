"""Words of a cell to a day and how exactly it is known. Day before month, always; what leaves the day open is not read."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from loaders.folding import fold, tidy
from loaders.intake.unread import ABSENT, UnreadError, says_absent

EARLIEST, LATEST = 1990, 2100
# The field that names a period's first day; every other one names the last day of what it says.
STARTS = "period_start"
# Fields in which a period of years (2021–2025) says one thing: its last year, or for STARTS its first.
PERIODS = ("horizon", "horizons", STARTS)


@dataclass(frozen=True)
class Day:
    """A day and its precision, a code of the list `precision`: day, month, quarter, half-year or year."""

    on: date
    precision: str


@dataclass(frozen=True)
class _Span:
    """Months of a year, from the first to the last, and the precision that this is."""

    year: int
    first: int
    last: int
    precision: str

    def day(self, role: str) -> Day:
        if role == STARTS:
            return Day(date(self.year, self.first, 1), self.precision)
        return Day(date(self.year, self.last, monthrange(self.year, self.last)[1]), self.precision)


_NAMES = ("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?", "sept?(?:ember)?",
          "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?")  # fmt: skip
_MONTH_NAME = rf"(?P<name>{'|'.join(_NAMES)})\.?"
_QUARTER = r"(?P<quarter>[1-4]|iv|i{1,3})"
_YEAR = r"(?:nam )?(?P<year>[0-9]{4})"
_NEXT = r"(?: ?[/,.-] ?| )(?:nam )?(?P<year>[0-9]{4})"
_THE_END = (
    r"(?:(?:(?:as of|as at|by|until|to|at|in|on) )?(?:the )?end of |(?:as of|as at|by|until|at|in|on) |"
    r"(?:tinh |so lieu |luy ke |thoi diem |vao |cap nhat )*(?:den |toi )?(?:het |cuoi )?)"
)
_CLOCK = r"(?:[t ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?)?"
_D, _M, _Y = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{2,4})"

_DAYS = (
    rf"(?:ngay )?{_D} ?(?P<sep>[/.-]) ?{_M} ?(?P=sep) ?{_Y}{_CLOCK}",
    rf"(?P<year>[0-9]{{4}})(?P<sep>[/.-]){_M}(?P=sep){_D}{_CLOCK}",
    r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    rf"(?:ngay )?{_D} thang {_M}(?:,? nam |[/ -]){_Y}",
    rf"{_D}(?:st|nd|rd|th)?(?: |-)(?:of )?{_MONTH_NAME}(?:,? |-){_Y}",
    rf"{_MONTH_NAME} {_D}(?:st|nd|rd|th)?,? {_Y}",
)


def _span(
    first: Callable[[re.Match[str]], int], months: Callable[[re.Match[str]], int], precision: str
) -> Callable[[re.Match[str]], _Span]:
    return lambda match: _Span(int(match["year"]), first(match), first(match) + months(match) - 1, precision)


def _quarter(match: re.Match[str]) -> int:
    written = match["quarter"]
    return 3 * ({"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(written) or int(written)) - 2


def _named(match: re.Match[str]) -> int:
    return next(number for number, name in enumerate(_NAMES, start=1) if re.fullmatch(name, match["name"]))


_HALF = "half-year"
_SPANS: tuple[tuple[str, Callable[[re.Match[str]], _Span]], ...] = (
    (rf"(?:ca |the )?(?:year )?{_YEAR}", _span(lambda m: 1, lambda m: 12, "year")),
    (rf"(?:thang |t)?{_M}{_NEXT.replace('| )', ')')}", _span(lambda m: int(m["month"]), lambda m: 1, "month")),
    (rf"(?:thang |t){_M}{_NEXT}", _span(lambda m: int(m["month"]), lambda m: 1, "month")),
    (rf"(?P<year>[0-9]{{4}})-{_M}", _span(lambda m: int(m["month"]), lambda m: 1, "month")),
    (rf"{_MONTH_NAME}(?:,? |-|/){_YEAR}", _span(_named, lambda m: 1, "month")),
    (rf"(?:quy|q|quarter) ?{_QUARTER}{_NEXT}", _span(_quarter, lambda m: 3, "quarter")),
    (rf"{_YEAR}[ -]?q(?P<quarter>[1-4])", _span(_quarter, lambda m: 3, "quarter")),
    (rf"(?:6 thang|nua) (?:dau )?{_YEAR}", _span(lambda m: 1, lambda m: 6, _HALF)),
    (rf"(?:h1|first half(?: of)?|first 6 months of|first six months of)[ /]{_YEAR}", _span(lambda m: 1, lambda m: 6, _HALF)),
    (rf"(?:6 thang|nua) cuoi {_YEAR}", _span(lambda m: 7, lambda m: 6, _HALF)),
    (rf"(?:h2|second half(?: of)?)[ /]{_YEAR}", _span(lambda m: 7, lambda m: 6, _HALF)),
    (rf"12 thang {_YEAR}", _span(lambda m: 1, lambda m: 12, "year")),
    (rf"(?P<months>[39]) thang (?:dau )?{_YEAR}", _span(lambda m: 1, lambda m: int(m["months"]), "quarter")),
    (rf"(?P<months>[0-9]{{1,2}}) thang (?:dau )?{_YEAR}", _span(lambda m: 1, lambda m: int(m["months"]), "month")),
)
_PERIOD = re.compile(
    r"(?:giai doan |nhiem ky |thoi ky |period )?(?:tu )?(?:nam )?(?P<first>[0-9]{4}) ?(?:-|–|—|den|to) ?(?:nam )?(?P<last>[0-9]{4})"
)
_OPEN = re.compile(r"\b(?:dau|giua|beginning|early|mid|middle|hien nay|hien tai|nay|now|today|current)\b")


def read(printed: str, cell_day: date | None = None, *, role: str = "date") -> Day:
    """Return the day that a cell names, and its precision; the last day of a month, quarter, half-year or year, where it names no day.

    `role` is the field that is read: for `period_start` the first day instead of the last; for `horizon` (and `period_start`) a period
    of years counts too. `cell_day` is the day that a spreadsheet holds; what it shows decides how exact it is (shown as `2024`: a year).
    Days are written day, month, year, or year-month-day; never month first. "cuối năm", "hết năm", "tính đến 30/6/2024" are read, "đầu
    năm", "giữa năm" and "hiện nay" are not; nothing depends on the clock.

    Raises UnreadError; its `absent` is true where the words say that there is no date.
    """
    text = tidy(printed)
    folded = fold(text).strip(" .,;:()")
    if cell_day is not None:
        return _of_cell(folded, cell_day, role)
    if says_absent(folded):
        raise UnreadError(ABSENT, value=text)
    bare = re.sub(rf"^{_THE_END}", "", folded, count=1)
    for words in (folded, bare):
        if (found := _day(words, text) or _months(words, text, role) or _period(words, text, role)) is not None:
            return found
    raise UnreadError(_why_not(folded), value=text)


def _of_cell(folded: str, cell_day: date, role: str) -> Day:
    try:
        shown = _months(folded, folded, role)
    except UnreadError:
        shown = None
    _year(cell_day.year, cell_day.strftime("%d/%m/%Y") if cell_day.year > 999 else str(cell_day))
    return shown if shown and shown.on.year == cell_day.year else Day(cell_day, "day")


def _day(words: str, text: str) -> Day | None:
    for pattern in _DAYS:
        if match := re.fullmatch(pattern, words):
            parts = match.groupdict()
            month = _named(match) if parts.get("name") else int(parts["month"])
            return Day(_on(parts["year"], month, int(parts["day"]), text), "day")
    return None


def _on(written: str, month: int, day: int, text: str) -> date:
    if len(written) != 4:
        raise UnreadError("intake.date.short_year", value=text)
    if day == 0 or month == 0:
        raise UnreadError("intake.date.zero", value=text)
    if month > 12 >= day:
        raise UnreadError("intake.date.month_first", value=text)
    year = _year(int(written), text)
    if month > 12 or day > monthrange(year, month)[1]:
        raise UnreadError("intake.date.no_such_day", value=text)
    return date(year, month, day)


def _year(year: int, text: str) -> int:
    if not EARLIEST <= year <= LATEST:
        raise UnreadError("intake.date.year", value=text, first=EARLIEST, last=LATEST)
    return year


def _months(words: str, text: str, role: str) -> Day | None:
    for pattern, span in _SPANS:
        if match := re.fullmatch(pattern, words):
            found = span(match)
            _year(found.year, text)
            if not 1 <= found.first <= found.last <= 12:
                raise UnreadError("intake.date.month", value=text)
            return found.day(role)
    return None


def _period(words: str, text: str, role: str) -> Day | None:
    match = _PERIOD.fullmatch(words)
    if not match:
        return None
    first, last = (_year(int(match[name]), text) for name in ("first", "last"))
    if role not in PERIODS or first >= last:
        raise UnreadError("intake.date.period", value=text)
    return _Span(first if role == STARTS else last, 1, 12, "year").day(role)


def _why_not(folded: str) -> str:
    """The text_id of why words are no date."""
    if re.fullmatch("[0-9]{5}(?:[.,][0-9]+)?", folded):
        return "intake.date.serial"
    if _OPEN.search(folded):
        return "intake.date.open"
    if re.fullmatch(r"[0-9]{1,2} ?[/.-] ?[0-9]{1,2}|(?:ngay )?[0-9]{1,2} thang [0-9]{1,2}|(?:thang |quy )[0-9ivx]+", folded):
        return "intake.date.no_year"
    return "intake.date.words"
