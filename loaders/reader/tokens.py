"""What has digits (or spells a number) in a passage: quantities, and what only looks like one: dates, years, numbers of papers and sections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.reader import allotted, grammar, spelled

# Groups of a number. A space joins thousands only before what is counted.
_DIGITS = r"[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]{1,2})?(?![0-9])|[0-9]{1,3}(?: [0-9]{3})+(?= (?:thanh vien|hop tac|htx|nguoi|lao dong|ho |to ))|[0-9]+(?:[.,][0-9]+)?"
_SCALE = r"(?: ?(?P<scale>(?:nghin ty|ngan ty|ty|ti|trieu|nghin|ngan|tram|chuc|van)(?! le| trong| suat)(?![a-z])|tr(?=[. ]{0,2}(?:dong|d)(?![a-z]))))"
_PERCENT = r"(?P<percent> ?%| phan tram(?![a-z]))"
SCALES = {"chuc": 1, "tram": 2, "nghin": 3, "ngan": 3, "trieu": 6, "tr": 6, "ty": 9, "ti": 9, "nghin ty": 12, "ngan ty": 12, "van": 4}
# Multipliers that fold as other words do.
_TONED = {"tram": "trăm", "van": "vạn"}
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])"
_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_COUNTED = (
    r"(?= ?(?:%|hop tac|htx|thanh vien|to hop|tht|nguoi|lao dong|to chuc|lien hiep|mo hinh|ho(?![a-z])|trieu|ty(?! le)|dong(?![a-z])))"
)
_PAPER = "nghi quyet|quyet dinh|ke hoach|chuong trinh|chuong trinh hanh dong|cong van|thong tu|nghi dinh|chi thi|ket luan|thong bao|luat|van ban|cong dien|de an|huong dan|to trinh|bao cao"
_PART = "tieu chi so|tieu chi|dieu|khoan|muc|chuong|phu luc|bieu|bang|quy|(?<!dut )diem|khoa|phan|tiet|mau|mau so|bieu so|ky hop thu|lan thu|thu|nhiem ky"

# The sorts of what counts nothing, in the order in which they are tried at each place.
_SKIPPED = (
    ("clock", r"(?<![\w.,:])[0-2]?[0-9](?::[0-5][0-9]| gio [0-5]?[0-9]|h[0-5][0-9])(?![\w:])"),
    ("citation", r"(?<![\w.,])[0-9]+(?:/[0-9]{4})? ?[-/–] ?(?=[a-z]*[a-z])[a-z]{2,}[0-9]*(?: ?[-/–] ?[a-z]{2,}[0-9]*)+(?:-[a-z0-9]+)*"),
    ("citation", r"(?<![\w.,])[0-9]+/[0-9]{4}/[a-z][\w-]*"),
    ("citation", r"(?<![\w.,])[0-9]+[-/](?:nq|ctr|ctrhd|kh|qd|cv|bc|tb|kl|ct|ubnd|ttg|cp|tw|tu|hu|hdnd|ttr|vbhn|hd|nd|tt|qh|da|khub)[\w/-]*"),
    ("date", rf"ngay {_DAY} thang {_MONTH} nam {_YEAR}|thang {_MONTH} nam {_YEAR}|(?:quy|thang) (?:iv|i{{1,3}}|{_MONTH})[ /](?:nam )?{_YEAR}"),
    ("date", rf"(?<![\w.,/]){_DAY}([/.-]){_MONTH}\1(?:19|20)?[0-9]{{2}}(?![0-9])"),
    ("date", rf"(?:ngay|truoc ngay|den ngay|thang|truoc|dip) {_DAY}(?:[/.-][0-9]{{1,4}}){{1,2}}(?![0-9%])|(?:ngay|thang) {_DAY}(?![0-9.,%/]| ?thanh vien)"),
    # `tổ chức sáng 13.1`: part of a day.
    ("date", rf"(?<![a-z])(?:sang|chieu) (?:ngay )?{_DAY}[/.-]{_MONTH}(?![0-9%/-]|[.,][0-9]|{_COUNTED[3:-1]})"),
    ("date", rf"(?<![\w.,/]){_MONTH}/{_YEAR}"),
    ("period", rf"(?<![\w.,/]){_YEAR} ?[-–—] ?{_YEAR}"),
    # `kế hoạch phát triển hợp tác xã 5 năm 2026 - 2030`, `5 năm (2026 - 2030)`: how long the period is.
    ("period", rf"(?<![\w.,/])[0-9]{{1,2}} nam(?=,? \(?(?:giai doan |tu )?(?:nam )?{_YEAR} ?(?:[-–—]|den ))"),
    ("period", rf"(?<![\w.,/])tu (?:nam )?{_YEAR} den (?:het |cuoi )?(?:nam )?{_YEAR}"),
    # `năm 2025 đóng góp`: no đồng follows; but `mỗi năm 2000 thành viên` counts.
    ("year", rf"(?:(?<=^nam )|(?<=[^a-z]nam ))(?<!moi nam )(?<!hang nam ){_YEAR}(?! ?%)|(?<![\w.,/]){_YEAR}(?!{_COUNTED[3:-1]}|%)"),
    ("per", r"(?<=[a-z]/)[0-9]{1,4}(?= ?(?:xa|phuong|thi tran|huyen|thon|don vi)(?![a-z]))"),
    ("ordinal", r"(?<![\w.,])[0-9]+ (?:hop tac xa|htx|to chuc)(?= (?:lon nhat|hang dau))|(?<=nhom )[0-9]+(?= (?:htx|hop tac xa|tinh|dia phuong|huyen|nuoc|quoc gia)(?![a-z]))|(?<=top )[0-9]+"),
    ("ordinal", r"(?<![\w.,])[0-9]\.0(?![0-9%])|(?<![\w.,])[3-5](?: ?[-–] ?[45])? sao(?![a-z])"),
    ("section", rf"(?:(?<=^)|(?<=[^a-z]))(?:{_PART}) [0-9]{{1,3}}(?:\.[0-9]{{1,2}})*(?![0-9%]|[.,][0-9]|{_COUNTED[3:-1]}| ?[-–] ?[0-9]+{_COUNTED[3:-1]}| lan(?![a-z]))"),
    ("section", r"(?<!\w)[ivx]+(?:\.[0-9]{1,2})+"),
    ("section", r"(?<![\w.,])[0-9]{1,2}(?:\.[0-9]{1,2}){2,}(?![0-9])"),
    ("citation", rf"(?:(?<=^)|(?<=[^a-z]))(?:{_PAPER})(?: hanh dong)?(?: so)? ?:? ?[0-9]{{1,5}}(?=(?P<rest>(?:/[0-9]{{4}})?(?: ?[-/–] ?[a-z][\w/-]*)*))(?P=rest)(?![0-9%]|[.,][0-9]|{_COUNTED[3:-1]})"),
    ("section", r"\([0-9]{1,2}\)(?=[ .;,]|$)"),
    ("phone", r"(?<![\w.,])(?:0|\+84)[0-9]{2,3}[. ]?[0-9]{3}[. ]?[0-9]{3,4}(?![0-9])"),
    ("code", r"(?<![\w.,])[0-9]+[a-z](?![a-z])|(?<=[a-z])[0-9]+(?![0-9])"),
)  # fmt: skip
_SKIP = re.compile("|".join(f"(?P<s{place}>{pattern})" for place, (_, pattern) in enumerate(_SKIPPED)).replace(r"\1", r"(?:[/.-])"))
_NUMBER = re.compile(rf"(?<![\w.,/])(?P<digits>{_DIGITS})(?![0-9a-z])(?:{_PERCENT}|{_SCALE})?")
# `lần lượt là 5, 6, `: numbers told in turn up to here.
IN_TURN = re.compile(r"(?<![a-z])lan luot(?![a-z])(?:(?!\. )[^;])*$")
_JOIN = re.compile(r" ?(?:[-–—−÷~]|den|toi|->) ?(?:khoang )?")
# `mỗi năm hợp tác xã`: a year, no five.
_A_YEAR = re.compile(r"(?:mỗi|hằng|hàng|trong|qua|cả|một|những|các|đầu|cuối|hết|giữa|từng|/|[0-9]) ?$")
_ONE_EACH = re.compile(
    r"(?i)(?:bình quân(?: của)?|binh quan(?: cua)?|trung bình|trung binh|mỗi|tính trên|/) ?(?P<one>0?1)(?= (?:hợp tác xã|hop tac xa|HTX|tổ hợp tác|to hop tac|THT|thành viên|thanh vien|lao dong|người|lao động|liên hiệp|đơn vị|tổ chức|ha|năm)(?!\w))"
)
_SCALED = re.compile(r" (trieu|ty)(?![a-z])")
_FRACTION = re.compile(r"/[0-9]+(?= |$)")
# `2/3 số hợp tác xã`, `trên 3/4 tổ hợp tác`: a share; `12/15 xã` counts.
_PART_OF = re.compile(r" (?:tong )?so(?![a-z])")
_AT_LEAST = re.compile(r"(?:tren|hon|it nhat|toi thieu|khoang|gan|dat|tu|duoi) $")
# `100% số xã có ít nhất 01 HTX`: what the share is of.
_WITHIN = re.compile(r"% [^,;.:()0-9]{2,60}(?<! va) co (?:it nhat|toi thieu|tu|tren) $")
# `hai phần ba số hộ`.
_PARTS = re.compile(
    r"(?<!\w)(một|hai|ba|bốn) phần (hai|ba|tư|bốn|năm)(?= (?:tổng )?(?:số|hợp tác xã|HTX|tổ hợp tác|THT|hộ)(?!\w))", re.IGNORECASE
)
# `một nửa số HTX`, `tăng gấp đôi`.
_HALF = re.compile(r"(?<!\w)(?:(?:một|quá) )?nửa(?= (?:tổng )?(?:số|hợp tác xã|HTX|tổ hợp tác|THT)(?!\w))", re.IGNORECASE)
_TWICE = re.compile(r"(?<=gấp )đôi(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Other:
    """What has digits and is no quantity: text[start:end], and its sort (citation, date, period, year, section, …)."""

    start: int
    end: int
    sort: str


@dataclass(frozen=True)
class Number:
    """A quantity as written: text[start:end], its value with the multiplier applied; `doubt` where its separators read two ways.

    `high`: the upper end, where two numbers form a range. `total`: the second number of a fraction such as `12/15`.
    """

    start: int
    end: int
    value: Decimal
    percent: bool = False
    scale: int = 0
    high: Decimal | None = None
    doubt: bool = False
    total: Decimal | None = None
    spelled: bool = False
    # Said without a number: `none` (không còn …) or `all` (… đều …).
    worded: str = ""


def read(text: str) -> tuple[list[Number], list[Other]]:
    """Return the quantities of a tidied text and all else that has digits in it, each in the order of the text. Raises nothing."""
    folded = grammar.aligned(text)
    parts = [Other(start, end, "allotted") for start, end in allotted.find(text, folded)]
    others = sorted([*_others(folded), *_per(text), *parts], key=lambda other: other.start)
    visible = list(folded)
    for other in others:
        visible[other.start : other.end] = "\0" * (other.end - other.start)
    seen = "".join(visible)
    matches = list(_NUMBER.finditer(seen))
    others += [Other(*match.span("digits"), "ordinal") for match in matches if not _counts(seen, match.start())]
    found = [number for match in matches if _counts(seen, match.start()) for number in _number(text, seen, match)]
    found += _spelled(text, folded, found)
    found += [Number(match.start(), match.end(), Decimal(50), percent=True, total=Decimal(2)) for match in _HALF.finditer(text)]
    found += _parts(text)
    found += [Number(match.start(), match.end(), Decimal(2), spelled=True) for match in _TWICE.finditer(text)]
    numbers = list(_ranges(seen, sorted(found, key=lambda number: number.start)))
    within = [number for number in numbers if not number.percent and _WITHIN.search(folded[: number.start])]
    others += [Other(number.start, number.end, "within") for number in within]
    numbers = [number for number in numbers if number not in within]
    return numbers, [other for other in others if not any(number.start <= other.start < number.end for number in numbers)]


def _per(text: str) -> Iterator[Other]:
    """`bình quân 01 HTX`, `mỗi 1 thành viên`: what an average is taken over. Told with tones: `mới` is no `mỗi`."""
    for match in _ONE_EACH.finditer(text):
        yield Other(match.start("one"), match.end("one"), "per")


def _others(folded: str) -> Iterator[Other]:
    for match in _SKIP.finditer(folded):
        sort = _SKIPPED[int(next(name for name, words in match.groupdict().items() if words is not None)[1:])][0]
        yield Other(match.start(), match.end(), sort)


def _counts(folded: str, start: int) -> bool:
    """Whether a number counts: the second of `thôn 1, 2` only names, unless several are told in turn."""
    return not re.search("[0-9][.,] $", folded[max(0, start - 3) : start]) or bool(IN_TURN.search(folded[max(0, start - 120) : start]))


def _number(text: str, folded: str, match: re.Match[str]) -> Iterator[Number]:
    end = match.end()
    scale = SCALES.get(match["scale"] or "", 0)
    # `trạm` and `tram`, `vận` and `vạn` fold alike; only `trăm` and `vạn` multiply.
    if match["scale"] in _TONED and _TONED[match["scale"]] not in text[match.start() : end].lower():
        scale, end = 0, match.end("digits")
    after = folded[end:]
    percent = match["percent"] is not None
    value, doubt = _value(match["digits"], plain=not percent and not scale and not re.match(" ?(?:dong|vnd)", after))
    total = None
    if not percent and not scale and (over := _FRACTION.match(after)):
        total, end = Decimal(over[0][1:]), end + over.end()
        if _is_share(match["digits"], over[0], folded[: match.start()], folded[end:]):
            yield Number(match.start(), end, round(100 * value / total, 2).normalize(), percent=True, total=total)
            return
    yield Number(match.start(), end, Decimal(f"{value.scaleb(scale):f}"), percent, scale, doubt=doubt, total=total)


def _is_share(part: str, whole: str, before: str, after: str) -> bool:
    """Whether a fraction is said of a population as a share of it: small whole numbers, `số` or what is counted behind."""
    if not (part.isdigit() and part[0] != "0" and int(part) < int(whole[1:]) <= 5):
        return False
    counted = re.match(rf" (?:{grammar.words('thing')})(?![a-z])", after)
    return bool(_PART_OF.match(after) or (counted and _AT_LEAST.search(before)))


def _value(digits: str, *, plain: bool) -> tuple[Decimal, bool]:
    """A number and whether it reads two ways. `plain`: what is counted follows, which has no fractions."""
    digits = digits.replace(" ", "")
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return Decimal(digits), False
    groups = re.split("[.,]", digits)
    last = signs[-1]
    if len(set(signs)) == 2 or (len(signs) == 1 and len(groups[-1]) != 3):
        whole, _, decimals = digits.rpartition(last)
        return Decimal(re.sub("[.,]", "", whole) + "." + decimals), False
    if len(signs) > 1:
        return Decimal("".join(groups)), False
    leads = groups[0].startswith("0")
    if last == "." and not leads:
        return Decimal("".join(groups)), False
    if last == "," and plain and not leads:
        return Decimal("".join(groups)), True
    return Decimal(".".join(groups)), not leads and last == ","


def _spelled(text: str, folded: str, found: list[Number]) -> Iterator[Number]:
    """Numbers in words where what is counted, or `phần trăm`, follows; `hai (02)` is left to its digits."""
    for match in spelled.SPELLED.finditer(text):
        words, start, end = match[0], match.start(), match.end()
        bracketed = re.match(r" ?\([0-9]{1,3}\)", text[end:])
        if words.lower().startswith("năm") and _A_YEAR.search(text[:start].lower()) and not bracketed:
            continue
        value = spelled.value(words)
        after = folded[end:]
        percent = re.match(" phan tram(?![a-z])", after)
        scale = _SCALED.match(after)
        thing = re.match(rf" ?(?:\([0-9]+\) ?)?(?:{grammar.words('thing')})(?![a-z])", after[scale.end() :] if scale else after)
        if value is None or not (percent or thing) or any(number.start <= end + 2 < number.end for number in found):
            continue
        if words.lower() in ("tư", "mốt", "lăm", "không", "linh", "lẻ"):
            continue
        if words.lower() == "một" and not re.search(r"(?:it nhat|toi thieu|thanh lap|thanh lap moi|co|xay dung|tu) $", folded[:start]):
            continue
        if percent:
            end += percent.end()
        elif bracketed:
            end += bracketed.end()
        power = SCALES[scale[1]] if scale else 0
        yield Number(start, end + (scale.end() if scale else 0), Decimal(value).scaleb(power), bool(percent), power, spelled=True)


def _parts(text: str) -> Iterator[Number]:
    """`một phần ba số hộ`: a share of them."""
    for match in _PARTS.finditer(text):
        part, whole = (Decimal(spelled.value(words) or 0) for words in match.groups())
        if 0 < part < whole:
            yield Number(match.start(), match.end(), round(100 * part / whole, 2).normalize(), percent=True, total=whole)


def _ranges(folded: str, numbers: list[Number]) -> Iterator[Number]:
    """Two numbers that a dash or `đến` joins, as one; all others as they are."""
    waiting: Number | None = None
    for number in numbers:
        if (
            waiting
            and _JOIN.fullmatch(folded[waiting.end : number.start])
            and waiting.high is None
            and waiting.total is None
            and number.total is None
        ):
            low, scale = waiting.value, waiting.scale
            if number.scale and not scale and low < number.value.scaleb(-number.scale):
                low, scale = Decimal(f"{low.scaleb(number.scale):f}"), number.scale
            same = waiting.percent == number.percent or number.percent
            if same and low <= number.value:
                yield Number(
                    waiting.start, number.end, low, number.percent, number.scale or scale, number.value, waiting.doubt or number.doubt
                )
                waiting = None
                continue
        if waiting:
            yield waiting
        waiting = number
    if waiting:
        yield waiting
