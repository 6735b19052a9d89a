"""How much a line states: operator and bounds from its cell, the phrase that proves them, and what must be asked before a number is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.intake import measures, quantities, spelling, what
from loaders.intake.cells import Cell
from loaders.intake.known import Row
from loaders.intake.number_words import SCALES
from loaders.intake.phrases import folded
from loaders.intake.quantities import Quantity
from loaders.intake.review import Both, Entry, Review, both, digest, option, shown
from loaders.intake.unread import UnreadError
from loaders.number_rules import ENDS, LONGEST_QUOTE, MONEY
from loaders.stating import number
from loaders.wording import holds, span

# Thousands that a space or an apostrophe joins.
_SPACED = re.compile(r"(?<![\w.,])[0-9]{1,3}(?:[ '’][0-9]{3})+(?![0-9])")


@dataclass(frozen=True)
class Value:
    """A value as read: operator, ends as text (empty where it states none), the unit in its cell, and how it came about.

    `is_estimate`: the cell itself says that it is one. `is_worded`: said by a word (`đều`). `computed`: the arithmetic in both languages
    where the stored number is not the printed one; empty words otherwise.
    """

    operator: str
    low: str
    high: str
    unit: str
    is_estimate: bool = False
    is_worded: bool = False
    computed: Both = ("", "")


def readings(review: Review, entry: Entry) -> tuple[Quantity, ...] | None:
    """Return what an entry's value means; None with a fault where it says nothing.

    Where its separators leave two readings, thousands before decimals, that is asked once a column, whatever the indicator would exclude:
    both come back until it is answered.
    """
    cell, before = entry.cell("value"), len(entry.faults)
    try:
        found = _of_cell(cell) if cell.printed else _of_ends(review, entry)
    except UnreadError as error:
        review.unread(entry, "value", error)
        return None
    found = found and tuple(_counted(entry, each) for each in found)
    if not found:
        if len(entry.faults) == before:
            review.fault(entry, "value", "intake.value.words")
        return None
    chosen = _one_of(review, entry, found) if len(found) > 1 else None
    if chosen and quantities.is_inverted(chosen):
        review.fault(entry, "value", "intake.value.inverted")
    return (chosen,) if chosen else found


def _counted(entry: Entry, read: Quantity) -> Quantity:
    """A quantity with the multiplier that its cell ends with applied, where the line's unit of measure counts things: `5,9 triệu` | `người`."""
    unit = what.measure_words(entry)
    scale = SCALES.get(folded(read.unit)) if measures.is_counted(unit) else None
    if scale is None:
        return read
    low, high = (None if end is None else Decimal(f"{end.scaleb(scale):f}") for end in (read.low, read.high))
    return Quantity(read.operator, low, high, unit)


def _of_cell(cell: Cell) -> tuple[Quantity, ...]:
    if cell.number is None:
        return quantities.read(cell.printed)
    amount = Decimal(repr(cell.number)) if cell.number % 1 else Decimal(int(cell.number))
    return (Quantity("eq", amount, amount, "%" if cell.printed.rstrip().endswith("%") else ""),)


def _of_ends(review: Review, entry: Entry) -> tuple[Quantity, ...] | None:
    """A value given as two columns of ends and one of qualifiers, as the form for figures has them; a riddle at either end is one of both."""
    numbers: dict[str, list[Decimal | None]] = {}
    signs = set()
    for end in ("low", "high"):
        cell = entry.cell(end)
        found = _of_cell(cell) if cell.printed else ()
        if any(each.operator != "eq" for each in found):
            review.fault(entry, end, "intake.value.one_number")
            return None
        numbers[end] = [each.low for each in found] or [None]
        signs |= {_sign(cell.printed)} if len(found) > 1 else set()
    if len(signs) > 1:
        review.fault(entry, "high", "intake.value.separators")
        return None
    read = [_between(review, entry, numbers["low"][place], numbers["high"][place]) for place in (0, -1)]
    if read[0] is None or read[1] is None:
        return None
    return tuple(dict.fromkeys(each for each in read if each))


def _between(review: Review, entry: Entry, low: Decimal | None, high: Decimal | None) -> Quantity | None:
    """The quantity between two ends; None where there is neither, or with a fault where the qualifier does not go with them."""
    operator = entry.words("operator") and _operator(review, entry)
    if operator is None or entry.faults or (low is None and high is None):
        return None
    if not operator:
        operator = "range" if low is not None and high is not None and low != high else "eq"
        if low is None and high is not None:
            review.fault(entry, "operator", "intake.operator.missing")
            return None
    if operator in ("eq", "approx"):
        low, high = (high, high) if low is None else (low, low) if high is None else (low, high)
    if (low is not None, high is not None) != ENDS[operator]:
        review.fault(entry, "operator", "intake.operator.ends")
        return None
    return Quantity(operator, low, high, "")


def _operator(review: Review, entry: Entry) -> str | None:
    words = folded(entry.words("operator"))
    for row in review.known.tables["operator"]:
        if words in (row["operator_id"], folded(row["label_vi"]), folded(row["label_en"])):
            return row["operator_id"]
    review.fault(entry, "operator", "intake.operator.unknown")
    return None


def value(review: Review, entry: Entry, found: tuple[Quantity, ...], indicator: Row) -> Value | None:
    """Return the value of an entry whose indicator is known; None where its separators or its percentage are still asked, or it is wrong."""
    if len(found) > 1:
        return None
    [chosen] = found
    if measures.is_whole(indicator["measure_id"]) and any(end is not None and end % 1 for end in (chosen.low, chosen.high)):
        review.fault(entry, "value", "intake.value.not_whole", measure=review.known.label("measure", indicator["measure_id"]))
        return None
    if indicator["kind"] == "share":
        if any(end is not None and not 0 <= end <= 100 for end in (chosen.low, chosen.high)):
            review.fault(entry, "value", "intake.value.not_a_share")
            return None
        return _percentage(review, entry, chosen)
    return _as_value(entry, chosen)


def _as_value(entry: Entry, read: Quantity, computed: Both = ("", "")) -> Value:
    printed = entry.words("value")
    low, high = ("" if end is None else f"{end.normalize():f}" for end in (read.low, read.high))
    is_worded = read.unit == "%" and not any(sign.isdigit() for sign in printed) and read.low == 100
    return Value(read.operator, low, high, read.unit, folded(printed).startswith(("uoc", "est")), is_worded, computed)


def _one_of(review: Review, entry: Entry, found: tuple[Quantity, ...]) -> Quantity | None:
    """The reading of a column's separators that the reader chose, both said aloud on a number of that column; None while that is asked."""
    name = next(name for name in ("value", "low", "high") if entry.words(name))
    words, heading = entry.words(name), entry.headings.get(name, "")
    options = [
        option(option_id, _aloud(each.low if each.low is not None else each.high))
        for option_id, each in zip(("thousands", "decimal"), found, strict=True)
    ]
    text = both("intake.ask.reads", words=shown(words), column=heading, row=entry.place.row)
    # Columns of years are one column of values that somebody spread out.
    column = "" if entry.year else folded(heading)
    answer = review.ask(entry, name, f"reads-{digest(entry.place.sheet, column, _sign(words), size=6)}", text, options)
    return None if answer is None else found[0] if answer == "thousands" else found[1]


def _sign(words: str) -> str:
    """The separator that can be read in two ways."""
    return "," if "," in words else "."


def _aloud(end: Decimal | None) -> Both:
    """A number in words and in digits; a very large one in digits alone."""
    value, digits = end or Decimal(0), _numbers(end)
    if abs(value) >= spelling.LIMIT:
        return digits
    return both("intake.option.reading", words=(spelling.spelled(value, "vi"), spelling.spelled(value, "en")), number=digits)


def _numbers(end: Decimal | None) -> Both:
    return number(float(end or 0), "vi"), number(float(end or 0), "en")


def _percentage(review: Review, entry: Entry, read: Quantity) -> Value | None:
    """A share; one of at most 1 without a percent sign may be a fraction of one, which only the reader knows."""
    ends = [end for end in (read.low, read.high) if end is not None]
    if read.unit or not ends or max(ends) > 1 or max(ends) == 0:
        return _as_value(entry, read)
    as_printed, hundredfold = (_numbers(ends[-1] * factor) for factor in (1, 100))
    heading = entry.headings.get("value", "")
    options = [
        option("percent", both("intake.option.percent", number=as_printed)),
        option("fraction", both("intake.option.percent", number=hundredfold)),
    ]
    text = both("intake.ask.fraction", words=shown(entry.words("value") or entry.words("low")), column=heading, row=entry.place.row)
    answer = review.ask(entry, "value", f"fraction-{digest(entry.place.sheet, folded(heading), size=6)}", text, options)
    if answer is None:
        return None
    if answer == "percent":
        return _as_value(entry, read)
    low, high = (None if end is None else end * 100 for end in (read.low, read.high))
    return _as_value(entry, Quantity(read.operator, low, high, "%"), both("intake.note.fraction", words=shown(entry.words("value"))))


def proof(entry: Entry, stated: Value, measure: Row) -> tuple[str, str]:
    """Return the phrase that proves a value, and the language whose signs its numbers are written with.

    The line's own wording, else its cell as printed. Of more than twelve words the stretch around the number is kept, all of it one
    piece of the text; the whole then belongs into the note. A bare number that could be a year (`trên 2000`) has its unit of measure put
    behind it, as the table's heading has; thousands joined by a space are joined by a sign. The language is Vietnamese unless the numbers stand there only in English.
    """
    measure_id = measure["measure_id"]
    words = entry.words("wording") or entry.words("value") or " - ".join(filter(None, (entry.words("low"), entry.words("high"))))
    ends = [end for end in (stated.low, stated.high) if end]
    with_unit = f"{words} {measure['symbol_vi']}"
    for phrase, language in ((words, "vi"), (words, "en"), (with_unit, "vi"), *_joined(words)):
        if _proves(phrase, ends, measure_id, language):
            return _short(phrase, ends, language), language
    return words, "vi"


def _joined(words: str) -> Iterator[tuple[str, str]]:
    """The words with thousands joined by a sign where a space or an apostrophe joins them (`1 234` is 1.234), and whose sign that is."""
    for sign, language in ((".", "vi"), (",", "en")):
        yield _SPACED.sub(lambda found, sign=sign: re.sub("[ '’]", sign, found[0]), words), language  # type: ignore[misc]


def _proves(words: str, ends: list[str], measure_id: str, language: str) -> bool:
    powers = {1.0, next((power for unit, power in MONEY.items() if measure_id.startswith(unit)), 1.0)}
    return all(any(holds(words, float(end) * power, verbal=True, language=language) for power in powers) for end in ends)


def _short(words: str, ends: list[str], language: str) -> str:
    """At most twelve words around the numbers, some before them, since a qualifier stands there."""
    said = words.split()
    if len(said) <= LONGEST_QUOTE:
        return words
    found = [place for end in ends for place in span(words, end, None, True, language)]
    if not found:
        return words
    first, last = len(words[: min(place[0] for place in found)].split()), len(words[: max(place[1] for place in found)].split())
    if last - first > LONGEST_QUOTE:
        return words
    start = max(0, min(first - 3, len(said) - LONGEST_QUOTE), last - LONGEST_QUOTE)
    return " ".join(said[start : start + LONGEST_QUOTE])
