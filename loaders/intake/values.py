"""How much a line states: operator and bounds from its cell, the phrase that proves them, and what must be asked before a number is read."""

from dataclasses import dataclass
from decimal import Decimal

from loaders.intake import measures, quantities
from loaders.intake.cells import Cell
from loaders.intake.known import Row
from loaders.intake.phrases import folded
from loaders.intake.quantities import Quantity
from loaders.intake.review import Both, Entry, Review, both, digest, option, shown
from loaders.intake.unread import UnreadError
from loaders.number_rules import ENDS, LONGEST_QUOTE, MONEY
from loaders.stating import number
from loaders.wording import holds, span


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
    """Return what an entry's value can mean, thousands before decimals where both are possible; None with a fault where it says nothing."""
    cell = entry.cell("value")
    try:
        if cell.printed:
            return _of_cell(cell)
        return _of_ends(review, entry)
    except UnreadError as error:
        review.unread(entry, "value", error)
        return None


def _of_cell(cell: Cell) -> tuple[Quantity, ...]:
    if cell.number is None:
        return quantities.read(cell.printed)
    amount = Decimal(repr(cell.number)) if cell.number % 1 else Decimal(int(cell.number))
    return (Quantity("eq", amount, amount, "%" if cell.printed.rstrip().endswith("%") else ""),)


def _of_ends(review: Review, entry: Entry) -> tuple[Quantity, ...] | None:
    """A value given as two columns of ends and one of qualifiers, as the form for figures has them."""
    ends: dict[str, Decimal | None] = {"low": None, "high": None}
    for end in ends:
        cell = entry.cell(end)
        if cell.printed:
            found = _of_cell(cell)
            if len(found) > 1 or found[0].operator != "eq":
                review.fault(entry, end, "intake.value.one_number")
                return None
            ends[end] = found[0].low
    operator = entry.words("operator") and _operator(review, entry)
    if operator is None or (ends["low"] is None and ends["high"] is None):
        return None
    if not operator:
        operator = "range" if None not in ends.values() and ends["low"] != ends["high"] else "eq"
        if None in ends.values() and entry.words("high"):
            review.fault(entry, "operator", "intake.operator.missing")
            return None
    if operator in ("eq", "approx") and None in ends.values():
        ends = dict.fromkeys(ends, ends["low"] if ends["low"] is not None else ends["high"])
    if (ends["low"] is not None, ends["high"] is not None) != ENDS[operator]:
        review.fault(entry, "operator", "intake.operator.ends")
        return None
    return (Quantity(operator, ends["low"], ends["high"], ""),)


def _operator(review: Review, entry: Entry) -> str | None:
    words = folded(entry.words("operator"))
    for row in review.known.tables["operator"]:
        if words in (row["operator_id"], folded(row["label_vi"]), folded(row["label_en"])):
            return row["operator_id"]
    review.fault(entry, "operator", "intake.operator.unknown")
    return None


def value(review: Review, entry: Entry, found: tuple[Quantity, ...], indicator: Row) -> Value | None:
    """Return the value of an entry whose indicator is known; None where its separators or its percentage are still asked, or it is wrong.

    Of two readings, one that the indicator excludes is none: things are counted whole, and a share is at most 100.
    """
    allowed = tuple(each for each in found if _is_possible(each, indicator))
    chosen = allowed[0] if len(allowed) == 1 else _one_of(review, entry, allowed or found)
    if chosen and len(allowed) == 1 < len(found):
        said = _numbers(chosen.low if chosen.low is not None else chosen.high)
        column = entry.headings.get("value", "")
        review.note(
            "intake.note.one_reading", f"{entry.place.sheet}#{column}", column=column, words=shown(entry.words("value")), number=said
        )
    if chosen is None:
        return None
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


def _is_possible(read: Quantity, indicator: Row) -> bool:
    ends = [end for end in (read.low, read.high) if end is not None]
    if measures.is_whole(indicator["measure_id"]):
        return all(end % 1 == 0 for end in ends)
    return indicator["kind"] != "share" or all(0 <= end <= 100 for end in ends)


def _one_of(review: Review, entry: Entry, found: tuple[Quantity, ...]) -> Quantity | None:
    """The reading of a column's separators that the reader chose, shown on a number of that column."""
    if len(found) == 1:
        return found[0]
    thousands, decimal = (each.low if each.low is not None else each.high for each in found)
    sign = "," if "," in entry.words("value") else "."
    options = [
        option("thousands", both("intake.option.thousands", number=_numbers(thousands), sign=sign)),
        option("decimal", both("intake.option.decimal", number=_numbers(decimal), sign=sign)),
    ]
    heading = entry.headings.get("value", "")
    text = both("intake.ask.reads", words=shown(entry.words("value")), column=heading, row=entry.place.row, sign=sign)
    answer = review.ask(entry, "value", f"reads-{digest(entry.place.sheet, folded(heading), sign, size=6)}", text, options)
    return None if answer is None else found[0] if answer == "thousands" else found[1]


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
    behind it, as the table's heading has. The language is Vietnamese unless the numbers stand there only in English.
    """
    measure_id = measure["measure_id"]
    words = entry.words("wording") or entry.words("value") or " - ".join(filter(None, (entry.words("low"), entry.words("high"))))
    ends = [end for end in (stated.low, stated.high) if end]
    with_unit = f"{words} {measure['symbol_vi']}"
    for phrase, language in ((words, "vi"), (words, "en"), (with_unit, "vi")):
        if _proves(phrase, ends, measure_id, language):
            return _short(phrase, ends, language), language
    return words, "vi"


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
