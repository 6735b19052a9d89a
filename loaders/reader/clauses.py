"""A passage cut into statements, one number each: the words before it, the words after it, its qualifiers, and how it hangs on the one before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from loaders.reader import grammar
from loaders.reader.tokens import Number
from loaders.wording import sentences

# What begins the words before a number, after a comma: a subject or verb of its own.
_OPENS = r"(?:ty le|ty trong|so|tong|doanh thu|loi nhuan|lai|thu nhap|von|co|phan dau|thanh lap|giai the|bao dam|dam bao|trong do|trong so|gom|bao gom|nang|dua|giam|tang|thu hut|xay dung|phat trien|moi|hang nam|den nam|den cuoi|den het|nam 2|toan|khong|duoc|dat|ket nap|cung co|huy dong|nop|dong gop|binh quan|it nhat|toi thieu|tren|khoang|tu|gan|khong qua|duoi|hon|duy tri|tao|giai quyet|muc|gia tri|toc do|luong|[0-9])"
_BREAK = re.compile(rf", (?={_OPENS})|, (?:va )?(?={_OPENS})|(?<=[a-z0-9%]) va (?={_OPENS})")
_STRONG = re.compile(r"; |;|\. |: | \+ |\n")
# As long a label may be that a colon ends.
_LABEL = 40
_LAST = re.compile(r", (?:va )?| va | voi | (?=\()| bang ")
_TONED = {"gan": "gần", "tren": "trên", "hon": "hơn", "duoi": "dưới", "tu": "từ", "sat": "sát", "cach": "cách", "uoc": "ước"}

# `ít nhất 75% trong số đó tham gia chuỗi`.
_OF_THOSE = re.compile(r" (?:trong )?(?:tong )?so (?:do|nay)(?![a-z])")


@dataclass(frozen=True)
class Statement:
    """One number with the words around it, as places in the passage: lead[start:number.start], tail[number.end:end].

    `link` says how it hangs on the statement before in its sentence: nested (`trong đó`), with (`với`), list, or empty for the first one.
    `operator` as the vocabulary has it; `shared`: its qualifier stands before an earlier number; `open_from`: `từ` without its second half.
    `core`: where the qualifiers before the number begin; `after`: where those after it end.
    """

    number: Number
    start: int
    end: int
    link: str
    sentence: int
    sentence_start: int
    sentence_end: int
    operator: str
    core: int
    after: int
    shared: bool = False
    open_from: bool = False
    contradicts: bool = False


def read(text: str, numbers: Sequence[Number], cells: Sequence[tuple[int, int]] = ()) -> list[Statement]:
    """Return a statement for each number of a tidied passage, in its order, words for `none` and `all` among them. Raises nothing."""
    folded = grammar.aligned(text)
    everything = sorted([*numbers, *_worded(text, folded, numbers)], key=lambda number: number.start)
    spans = [span for span in cells if span[1] > span[0]] or sentences(text)
    found: list[Statement] = []
    for nth, (start, end) in enumerate(spans):
        mine = [number for number in everything if start <= number.start < end]
        cuts = [start, *(_cut(folded, one.end, other.start) for one, other in pairwise(mine)), _finish(folded, mine, end)]
        for place, number in enumerate(mine):
            link = "" if place == 0 else _link(folded, mine[place - 1].end, cuts[place], number)
            statement = _qualified(text, folded, number, cuts[place], cuts[place + 1])
            statement = replace(statement, link=link, sentence=nth, sentence_start=start, sentence_end=end)
            found.append(_with_shared(folded, found[-1] if place else None, statement))
    return found


def _finish(folded: str, mine: Sequence[Number], end: int) -> int:
    """Where the words of a sentence's last number end: a semicolon begins another matter."""
    rest = folded.find(";", mine[-1].end, end) if mine else -1
    return rest if rest >= 0 else end


def _worded(text: str, folded: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """`Không còn hợp tác xã yếu kém`: none; `các tổ chức … đều áp dụng`: all."""
    things = grammar.words("thing")
    for match in re.finditer(
        rf"(?<![a-z])khong (?:co|con|de|de con|de ton tai|de xay ra|de phat sinh|de phat sinh them|phat sinh|phat sinh them|con ton tai)(?= (?:(?:cac|nhung|tinh trang) )?(?:{things})(?![a-z]))",
        folded,
    ):
        if text[match.start() : match.end()].lower().startswith("không"):
            yield Number(match.start(), match.end(), Decimal(0), worded="none")
    for match in re.finditer(
        r"(?<![a-z])(?:cac|moi|tat ca|toan bo|nhung) [^.;:]{3,120}?(?<! dong) (deu)(?! dan)(?! (?:co|dat) (?:(?:it nhat|toi thieu|tren|tu) )?[0-9])(?![a-z])",
        folded,
    ):
        start, end = match.span(1)
        clause = max(folded.rfind(sign, 0, match.start()) for sign in ".;:") + 1
        counted = grammar.found_by("base").search(match[0])
        if counted and text[start:end].lower() == "đều" and not _digits_before(numbers, clause, start):
            yield Number(start, end, Decimal(100), percent=True, worded="all")


def _digits_before(numbers: Sequence[Number], start: int, end: int) -> bool:
    return any(start <= number.start < end and number.percent for number in numbers)


def _cut(folded: str, end: int, start: int) -> int:
    """Where, between two numbers, the words of the first one end and those of the second begin."""
    between = folded[end:start]
    # What brackets enclose without a number (`(gồm HTX, THT)`) leads to none.
    open_to = re.sub(r"\([^()]*\)", lambda aside: " " * len(aside[0]), between)
    # `trong độ tuổi` folds as `trong đó` does.
    behind = _OF_THOSE.match(open_to)
    if nested := [
        match
        for match in grammar.found_by("nested").finditer(open_to, behind.end() if behind else 0)
        if not open_to.startswith(" tuoi", match.end())
    ]:
        return end + nested[-1].start()
    if grown := re.match(
        r"(?:[^,;.]{0,30}?(?:19|20)[0-9]{2}\)?| hien nay| hien tai)? ?(?=(?:tang len|giam xuong|len|xuong|den) )", between
    ):
        return end + grown.end()
    # A colon right before the number belongs to its label: `HTX nông nghiệp: 63, HTX phi nông nghiệp: 25`.
    labelled = between.rstrip().endswith(":")
    if strong := [match for match in _STRONG.finditer(between) if not (labelled and match.end() > len(between.rstrip()) - 1)]:
        # `; lĩnh vực phi nông nghiệp: thành lập mới 2 HTX`: what stands before the colon tells whose number it is.
        sign, other = strong[-1], strong[max(0, len(strong) - 2)]
        heads = ":" in sign[0] and ":" not in other[0] and sign.start() - other.end() <= _LABEL
        return end + (other if heads else sign).end()
    # The rightmost opening that still leaves a whole statement; the first one after a number that has nothing behind it.
    breaks = [match for match in _BREAK.finditer(between)]
    bare = re.match(r"(?: ?/ ?\w+)*(?: (?:trieu |ty |nghin )?dong)?(?: ?/ ?\w+)*(?= ?(?:,|va |$))", between)
    if breaks:
        chosen = breaks[0] if bare and bare.end() == breaks[0].start() else _own_opening(between, breaks)
        return end + chosen.end()
    last = list(_LAST.finditer(between))
    if last:
        return end + (last[-1].start() if last[-1][0].strip() in ("voi", "(", "", "bang") else last[-1].end())
    return start - len(re.search(r"(?:\w+ ){0,2}$", between)[0]) if between.count(" ") > 3 else start  # type: ignore[index]


def _own_opening(between: str, breaks: list[re.Match[str]]) -> re.Match[str]:
    """The first break whose words after it lead to the number without another thing counted between; else the last."""
    for match in breaks:
        rest = between[match.end() :]
        if re.match(
            r"(?:ty le|ty trong|so |tong|doanh thu|loi nhuan|lai |thu nhap|von |muc|gia tri|toc do|luong|binh quan|phan dau|thanh lap|giai the|co |nang|dua |thu hut|xay dung|ket nap|cung co|duy tri|tao |giam |tang )",
            rest,
        ):
            return match
    return breaks[-1]


def _link(folded: str, number_end: int, cut: int, number: Number) -> str:
    lead = folded[cut : number.start].strip()
    if re.match(rf"(?:{grammar.words('nested')})(?![a-z])", lead) or _OF_THOSE.match(folded, number.end):
        return "nested"
    if re.match(r"(?:voi|cung voi)(?![a-z])", lead) or re.search(r" (?:voi|thu hut) ?$", folded[number_end:cut]):
        return "with"
    if re.search(r"\($", folded[number_end:cut].rstrip()) or lead.startswith("("):
        return "nested" if re.match(r"\(?(?:trong do|gom|co )", lead) else "bracket"
    return "list"


def _qualified(text: str, folded: str, number: Number, start: int, end: int) -> Statement:
    """The statement with its qualifiers read: those before the number from the right, those after it behind what is counted."""
    if number.worded:
        return Statement(number, start, end, "", 0, start, end, "eq", number.start, number.end)
    core, before = _before(text, folded, start, number.start)
    operators = [said for said in before if said != "from"]
    after, behind = _after(folded, number, end)
    open_from = "from" in before and number.high is None and not behind
    if number.high is not None:
        operator = "range"
    elif behind:
        operator = behind if "from" in before or not operators else operators[0]
    elif operators:
        operator = operators[0] if len(set(operators)) == 1 else next((each for each in operators if each != "approx"), "approx")
    else:
        operator = "ge" if open_from else "eq"
    contradicts = len(set(operators) - {"approx"}) > 1
    return Statement(number, start, end, "", 0, start, end, operator, core, after, open_from=open_from, contradicts=contradicts)


def _before(text: str, folded: str, start: int, end: int) -> tuple[int, list[str]]:
    """Where the qualifiers before a number begin, and what they say, from the right; words such as `đạt` may stand between them."""
    found: list[str] = []
    core = place = end
    for _ in range(6):
        lead = folded[start:place].rstrip(" :")
        hit = next(((rule.says, match) for rule in grammar.part("operator") if (match := _ending(rule.says).search(lead))), None)
        if hit:
            said, match = _longest(lead)
            word = lead[match.start() :]
            toned = _TONED.get(word)
            if (
                toned
                and not text[start + match.start() : start + match.end()].isascii()
                and text[start + match.start() : start + match.end()].lower() != toned
            ):
                break
            found.append(said)
            core = place = start + match.start()
            continue
        filler = _ending("", "filler").search(lead)
        if not filler:
            break
        place = start + filler.start()
    return core, found


def _longest(lead: str) -> tuple[str, re.Match[str]]:
    """The longest words of a qualifier at the end: `không dưới`, never `dưới`."""
    hits = [(rule.says, match) for rule in grammar.part("operator") if (match := _ending(rule.says).search(lead))]
    return min(hits, key=lambda hit: hit[1].start())


_ENDINGS: dict[tuple[str, str], re.Pattern[str]] = {}


def _ending(says: str, part: str = "operator") -> re.Pattern[str]:
    key = (part, says)
    if key not in _ENDINGS:
        _ENDINGS[key] = re.compile(rf"(?:(?<=^)|(?<=[^a-z0-9]))(?:{grammar.words(part, says)})$")
    return _ENDINGS[key]


def _after(folded: str, number: Number, end: int) -> tuple[int, str]:
    """What `trở lên` and its like say of the number; nothing where they belong to a grade (`loại khá trở lên`)."""
    tail = folded[number.end : end]
    for rule in grammar.part("operator_after"):
        match = rule.pattern.search(tail)
        if not match:
            continue
        between = tail[: match.start()].strip()
        # A grade, another number or a comma stands between: it says nothing of this one.
        if (
            re.search("[0-9]", between)
            or re.search(rf"(?:{grammar.words('grade')})$", between)
            or ("," in between.replace(", ", ",", 0) and len(between) > 25)
        ):
            continue
        if len(between.split()) <= 7:
            return number.end + match.end(), rule.says
    return number.end, ""


def _with_shared(folded: str, before: Statement | None, statement: Statement) -> Statement:
    """A statement of a list without words of its own takes the qualifier that stands before the first number: `trên 25 HTX và 60 THT`."""
    if before is None or statement.number.worded or statement.number.high is not None or statement.operator != "eq":
        return statement
    lead = folded[statement.start : statement.number.start].strip(" ,")
    prefixed = before.core < before.number.start and before.after == before.number.end
    takes = before.operator in ("approx", "gt", "ge", "lt", "le", "near_below") and (prefixed or before.shared) and not before.open_from
    # Nobody plans about three of something; a semicolon ends all but `khoảng`.
    fits = before.operator != "approx" or statement.number.value >= 10
    joined = before.operator == "approx" or ";" not in folded[before.number.end : statement.number.start]
    same = (
        fits
        and joined
        and before.number.percent == statement.number.percent
        and (not statement.number.percent or statement.number.value < 100)
    )
    if (
        takes
        and same
        and statement.link in ("list", "with")
        and re.fullmatch(r"(?:va|voi|cung|cung voi)?", lead)
        and not statement.number.percent
    ):
        return replace(statement, operator=before.operator, shared=True)
    return statement
