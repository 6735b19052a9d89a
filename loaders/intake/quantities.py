"""Words of a cell to a quantity: a number or an interval, its qualifier and the unit as found. What is not certain is not read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.folding import fold, tidy
from loaders.intake import number_words
from loaders.intake.number_words import AFTER, BEFORE, ESTIMATED, LEADS, MONEY, SCALES, Qualifier
from loaders.intake.unread import ABSENT, UnreadError, says_absent
from loaders.wording import quantities as worded

# A reading of separators: which of them stands before decimals, the other one between thousands.
COMMA, POINT = ",", "."
# More digits than a spreadsheet keeps; more words than a value needs.
MOST_DIGITS, MOST_WORDS = 15, 200


@dataclass(frozen=True)
class Quantity:
    """What a cell says: an operator of the vocabulary, its ends (None where it states none) and the words after the number as found."""

    operator: str
    low: Decimal | None
    high: Decimal | None
    unit: str


@dataclass(frozen=True)
class _Token:
    """A number as it stands in the text, with its sign apart."""

    digits: str
    start: int
    end: int
    negative: bool = False


# A number of digits, and groups that point, comma, apostrophe or (three digits each) a space joins; not within a word, nor under a slash.
_NUMBER = re.compile(
    r"(?<![^\W_])(?<![0-9][.,])(?<![a-z]/)(?<![a-z]/ )(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,'’][0-9]+)*|[.,][0-9]+(?![.,]?[0-9]))"
)
_JOINED = re.compile(r" *(?P<unit>.*?) *(?P<join>-|–|—|−|~|->|(?<= )(?:den|toi|to|and)(?= )) *")
_DAY = re.compile(r"(?<![0-9])(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}[/-][0-9]{1,2}[/-][0-9]{1,2})(?![0-9])")
# What looks like a number and is none that may be read, in the order in which it is looked for; on folded words.
_REFUSED = (
    (re.compile(r"^=|^[+@-][a-z]+\("), "intake.value.formula"),
    (re.compile(r"(?<![a-z])nan(?![a-z])|(?<![a-z])inf(?:inity)?(?![a-z])|∞"), "intake.value.not_finite"),
    (re.compile(r"[0-9][.,]?e[+-]?[0-9]|[0-9] ?[x×*] ?10(?:\^|\*\*)"), "intake.value.scientific"),
    (_DAY, "intake.value.date"),
    (re.compile(r"[0-9] ?/ ?[0-9]|[½⅓⅔¼¾⅛]"), "intake.value.fraction"),
    (re.compile(r"[0-9] ?[*†‡](?:$|\W)|[0-9] ?\[[0-9a-z]\]|[0-9][¹²³]"), "intake.value.footnote"),
    (re.compile(r"^\( ?[0-9.,]+ ?%? ?\)"), "intake.value.brackets"),
    (re.compile(r"^[-–—−*•] +[0-9]"), "intake.value.dash"),
    (re.compile(r"^[ivxlc]+$"), "intake.value.roman"),
    (re.compile(r"[±]|\+/-"), "intake.value.margin"),
)


def read(printed: str, *, reads: str | None = None) -> tuple[Quantity, ...]:
    """Return what a cell says about a value: one Quantity where it is certain, two (thousands first, decimals second) for a riddle.

    A riddle is `1.234` or `1,234`: one separator before three digits, up to three digits in front of it, none of them a leading zero.
    A second number that settles what its separators mean settles the first (`1.234,5 - 2.000`). `reads` "thousands" or "decimal" picks
    one reading; it does nothing where there is no riddle. Spaces and apostrophes join thousands: `1 234` is 1234.

    The unit is the words after the number as found: "%" or "%/năm" after a percentage (what it is a percentage of left out), "" for none.
    A multiplier is applied where something is counted (`1,8 triệu người` is 1800000 người) and left in the unit where money follows or
    nothing does: `45 triệu đồng` stays 45 triệu đồng, `1,2 tỷ` 1.2 tỷ, because only the measure of the line says what is meant.
    A range states its unit once, at its high end. `không có …` is 0 and `đều` of organisations 100 %, as `loaders.wording` reads them.
    `ước đạt` before another qualifier only says that the figure is an estimate. `- 5` is refused: a bullet or a minus, nobody can tell.

    Raises UnreadError: its `absent` is true where the words say that there is no value.
    """
    text = tidy(printed)
    folded = _aligned(text)
    if says_absent(folded):
        raise UnreadError(ABSENT, value=text)
    if len(text) > MOST_WORDS:
        raise UnreadError("intake.value.prose", value=text)
    for pattern, text_id in _REFUSED:
        if pattern.search(folded):
            raise UnreadError(text_id, value=text)
    tokens = list(_tokens(folded))
    if not tokens:
        return _without_digits(text, folded)
    if len(tokens) > 2 or any(len(re.sub("[^0-9]", "", token.digits)) > MOST_DIGITS for token in tokens):
        raise UnreadError("intake.value.several" if len(tokens) > 2 else "intake.value.long", value=text)
    readings = _readings(text, tokens)
    if reads and len(readings) > 1:
        readings = readings[:1] if reads == "thousands" else readings[1:]
    return tuple(_quantity(text, folded, tokens, numbers) for numbers in readings)


def _aligned(text: str) -> str:
    """The text folded letter by letter, so that places in it are places in the text."""
    folded = (fold(letter) if not letter.isspace() else " " for letter in text)
    return "".join(one if len(one) == 1 else letter for one, letter in zip(folded, text, strict=True))


def _tokens(folded: str) -> Iterator[_Token]:
    for match in _NUMBER.finditer(folded):
        before = folded[: match.start()]
        # A dash is a minus at the very start, or after another sign of what comes; between two numbers it joins them.
        negative = bool(re.search(r"(?:^|[(<>=≤≥~a-z] ?|(?:-|–|den|toi|to) )[-−–]$", before)) and not re.search(r"[0-9%] ?[-–−]$", before)
        yield _Token(match[0], match.start(), match.end(), negative)


def _readings(text: str, tokens: list[_Token]) -> list[list[Decimal]]:
    """The numbers under each meaning of comma and point that all of them allow; the one with thousands first."""
    found: list[list[Decimal]] = []
    for decimal in (COMMA, POINT):
        numbers = [number for token in tokens if (number := _number(token, decimal)) is not None]
        if len(numbers) == len(tokens) and numbers not in found:
            found.append(numbers)
    if not found or (len(found) == 2 and len({sign for token in tokens for sign in token.digits if sign in ",."}) == 2):
        raise UnreadError("intake.value.separators", value=text)
    return sorted(found, reverse=True)


def _number(token: _Token, decimal: str) -> Decimal | None:
    """A token as a number, where `decimal` stands before the decimals; None where its digits do not allow that."""
    thousands = POINT if decimal == COMMA else COMMA
    whole, _, fraction = token.digits.partition(decimal)
    joined = rf"[1-9][0-9]{{0,2}}(?:{re.escape(thousands)}[0-9]{{3}})+|[1-9][0-9]{{0,2}}(?:[ '’][0-9]{{3}})+|[0-9]*"
    if not re.fullmatch(joined, whole) or not re.fullmatch("[0-9]*", fraction):
        return None
    value = Decimal(re.sub("[^0-9]", "", whole) + (f".{fraction}" if fraction else "") or "0")
    return -value if token.negative else value


def _without_digits(text: str, folded: str) -> tuple[Quantity, ...]:
    """What a word states that stands for a number: `không có` and `đều`."""
    found = worded(text)
    if len(found) == 1:
        word = found[0]
        return (Quantity("eq", word.value, word.value, "%" if word.percent else text[word.end :].strip()),)
    if folded in ("khong co", "khong co don vi nao"):
        return (Quantity("eq", Decimal(0), Decimal(0), ""),)
    raise UnreadError("intake.value.spelled" if number_words.spelled(folded) else "intake.value.words", value=text)


def _quantity(text: str, folded: str, tokens: list[_Token], numbers: list[Decimal]) -> Quantity:
    first, last = tokens[0], tokens[-1]
    sign = 1 if first.negative or folded[: first.start].endswith("+") else 0
    before = _qualifiers(folded[: first.start - sign], LEADS)
    if before is None:
        raise UnreadError("intake.value.lead", value=text, words=text[: first.start - sign].strip())
    tail = _tail(text[last.end :], folded[last.end :])
    if tail.folded and re.search("[0-9]", re.sub(r"(?:[a-z]+[0-9]+|/ ?[0-9.,]+)", "", tail.folded)):
        raise UnreadError("intake.value.several", value=text)
    operator = _operator(text, [*before, *tail.qualifiers], len(numbers))
    if len(numbers) == 2:
        return _range(text, folded, tokens, numbers, tail)
    value, unit = _scaled(numbers[0], tail.unit, tail.folded)
    if operator in ("lt", "le", "near_below"):
        return Quantity(operator, None, value, unit)
    return Quantity(operator, value, None if operator in ("gt", "ge") else value, unit)


@dataclass(frozen=True)
class _Tail:
    """What follows the last number: the unit as found, the same folded, and the qualifiers behind it."""

    unit: str
    folded: str
    qualifiers: tuple[Qualifier, ...]


def _tail(text: str, folded: str) -> _Tail:
    found: list[Qualifier] = []
    shorter = True
    while shorter:
        shorter = False
        for pattern, qualifier in AFTER:
            if match := pattern.search(folded):
                found.append(qualifier)
                text, folded, shorter = text[: match.start()], folded[: match.start()], True
    start, end = len(folded) - len(folded.lstrip(" ")), len(folded.rstrip(" .,;:"))
    return _Tail(text[start:end], folded[start:end], tuple(found))


def _qualifiers(folded: str, leads: re.Pattern[str]) -> list[Qualifier] | None:
    """The qualifiers before a number, from the left; None where other words stand there too."""
    found = []
    rest = folded.strip()
    while rest:
        for pattern, qualifier in BEFORE:
            if match := pattern.match(rest):
                found.append(qualifier)
                break
        else:
            match = leads.match(rest)
        if not match or not match[0]:
            return None
        rest = rest[match.end() :].strip()
    return found


def _operator(text: str, qualifiers: list[Qualifier], count: int) -> str:
    """The one operator that the qualifiers say together; UnreadError where they contradict each other or say too little."""
    operators = {qualifier for qualifier in qualifiers if qualifier not in ("from", ESTIMATED)}
    if ESTIMATED in qualifiers and not operators:
        operators = {"approx"}
    if count == 2:
        if operators - {"approx"}:
            raise UnreadError("intake.value.qualifiers", value=text)
        return "range"
    if len(operators) > 1:
        raise UnreadError("intake.value.qualifiers", value=text)
    if "from" in qualifiers and not operators:
        raise UnreadError("intake.value.from", value=text)
    if "from" in qualifiers and operators - {"ge", "le"}:
        raise UnreadError("intake.value.qualifiers", value=text)
    return operators.pop() if operators else "eq"


def _range(text: str, folded: str, tokens: list[_Token], numbers: list[Decimal], tail: _Tail) -> Quantity:
    low, high = tokens
    joined = _JOINED.fullmatch(folded[low.end : high.start - high.negative])
    if not joined or (joined["join"] == "and" and "between" not in folded):
        raise UnreadError("intake.value.several", value=text)
    values = _low(numbers[0], joined["unit"], tail), _scaled(numbers[1], tail.unit, tail.folded)[0]
    if values[0] is None:
        raise UnreadError("intake.value.several", value=text)
    if values[0] >= values[1]:
        raise UnreadError("intake.value.inverted", value=text)
    return Quantity("range", *values, _scaled(numbers[1], tail.unit, tail.folded)[1])


def _low(value: Decimal, unit: str, tail: _Tail) -> Decimal | None:
    """The low end of a range under the unit that the high end states; None where it has another unit of its own."""
    if unit in ("", tail.folded) or (unit in SCALES and tail.folded.startswith(unit)) or (unit == "%" and tail.folded.startswith("%")):
        return _scaled(value, tail.unit, tail.folded)[0]
    own = f"{unit} {_multiplier(tail.folded)[1]}"
    scaled = _scaled(value, own, own)[0]
    return scaled if unit in SCALES and scaled != value else None


def _scaled(value: Decimal, unit: str, folded: str) -> tuple[Decimal, str]:
    """A number and the unit left of the words after it: a multiplier applied where things are counted, % without what it is of."""
    if percent := re.match(r"(?:%|phan tram|per ?cent)(?P<each> ?(?:/|mot|moi|a|per) ?(?:nam|year))?", folded):
        each = percent["each"]
        return value, "%" + (unit[percent.start("each") : percent.end()].rstrip() if each else "")
    scale, counted = _multiplier(folded)
    if not scale or not counted or MONEY.match(counted):
        return value, unit
    return Decimal(f"{value.scaleb(SCALES[scale]):f}"), unit[len(scale) :].strip()


def _multiplier(folded: str) -> tuple[str, str]:
    """The multiplier that words begin with, empty for none, and what follows it."""
    scale = max((word for word in SCALES if re.match(rf"{word}(?![a-z])", folded)), key=len, default="")
    return scale, folded[len(scale) :].strip()
