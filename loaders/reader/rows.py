"""A statement that is a target to a row: its bounds, by when, its wording, and the reasons and questions that say how sure it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from loaders.reader import coding, grammar, years
from loaders.reader.clauses import Statement
from loaders.reader.contexts import Context
from loaders.reader.reading import HIGH, LOW, MEDIUM, Facts, Passage, Remark, Row
from loaders.reader.tokens import Number
from loaders.reader.words import NEW, YEARLY, Coded
from loaders.reader.years import When

_LOW_FOR = ("reader.ask.from", "reader.ask.contradicts", "reader.ask.separators", "reader.ask.horizon", "reader.ask.growth")
# What each operator and each source of a horizon says of a row.
_OPERATORS = {
    "eq": "reader.why.eq", "gt": "reader.why.gt", "ge": "reader.why.ge", "lt": "reader.why.lt", "le": "reader.why.le",
    "near_below": "reader.why.near_below", "approx": "reader.why.approx", "range": "reader.why.range",
}  # fmt: skip
_HORIZONS = {
    "here": "reader.why.horizon_here", "sentence": "reader.why.horizon_sentence", "before": "reader.why.horizon_before",
    "heading": "reader.why.horizon_heading", "title": "reader.why.horizon_title", "none": "reader.why.horizon_none",
}  # fmt: skip


@dataclass(frozen=True)
class Dated:
    """A horizon and where it was found: here, sentence, before, heading, title, or none."""

    when: When | None
    source: str


def dated_by(
    folded: str, statement: Statement, whens: Sequence[When], statements: Sequence[Statement], context: Context, about: Facts
) -> Dated:
    """By when: the year in the statement's own words, in its sentence, in a sentence before, above it, in the title."""
    stated = [when for when in whens if not when.against and not _is_aside(folded, when.start, statement.number.start)]
    lead = [when for when in stated if statement.start <= when.start < statement.number.start]
    tail = [when for when in stated if statement.number.end <= when.start < statement.end]
    if lead or tail:
        return Dated(lead[-1] if lead else tail[0], "here")
    sentence = [when for when in stated if statement.sentence_start <= when.start < statement.start]
    # A year that closes an earlier statement is that one's alone.
    open_ones = [when for when in sentence if not any(one.number.end <= when.start < one.end for one in statements)]
    if chosen := open_ones or sentence:
        return Dated(chosen[-1], "sentence")
    # `thành lập mới 20 HTX, trong đó năm 2026: 6 HTX`: from there on years are those of its parts.
    ends = (
        one.start
        for one in statements
        if one.link == "nested" and one.start >= statement.end and any(one.start <= when.start < one.number.start for when in stated)
    )
    until = min(ends, default=statement.sentence_end)
    # `mỗi năm thành lập 2 HTX; đến năm 2028 có 9 HTX`: a year that leads another clause is that one's alone.
    leads = [one for one in statements if one.start >= statement.end and ";" in folded[statement.number.end : one.start]]
    if later := [
        when
        for when in stated
        if statement.end <= when.start < min(until, statement.sentence_end)
        and not any(one.start <= when.start < one.number.start for one in leads)
    ]:
        return Dated(later[0], "sentence")
    if earlier := [when for when in stated if when.start < statement.sentence_start]:
        # Said of every year: a single year that went before does not end it.
        yearly = years.annual(re.sub(r"/ ?nam(?![a-z])", "", folded[statement.sentence_start : statement.number.start]))
        if earlier[-1].first or not yearly:
            return Dated(earlier[-1], "before")
    if context.when:
        return Dated(context.when, "heading")
    if about.period_end:
        return Dated(When(0, 0, int(about.period_end), int(about.period_start or 0)), "title")
    return Dated(None, "none")


def proposed(
    passages: Sequence[Passage],
    place: int,
    folded: str,
    statement: Statement,
    coded: Coded,
    dated: Dated,
    context: Context,
    about: Facts,
    assumed: Sequence[str],
) -> Row:
    """Return the row that a statement proposes, without its parent."""
    text, number = passages[place].text, statement.number
    low, high = bounds(statement.operator, number, coded)
    horizon, first = _horizon(coded, dated, context, about)
    words_start, words_end = _wording(text, folded, statement)
    why, questions = _reasons(text, statement, coded, dated, horizon, assumed)
    sentence = folded[statement.sentence_start : number.start]
    modality = next((rule.says for rule in grammar.part("modality") if rule.pattern.search(sentence)), "") or context.modality or "plain"
    return Row(
        place, number.start, number.end, words_start, words_end, text[words_start:words_end], _place(passages[place], statement), statement.operator,
        low, high, number.worded == "all", coded.measure_id, coded.kind, coded.indicator_id, coded.base_id, coded.standard_id, first, horizon, modality,
        "vision" if context.vision else "target", coded.indicator_text, coded.base_text, _certainty(coded, questions, why), why, questions,
    )  # fmt: skip


def _is_aside(folded: str, year: int, number: int) -> bool:
    """Whether a year stands in brackets that the number does not stand in: `đạt 50% (năm 2021 là 42%)`."""
    opened = folded.rfind("(", 0, year)
    closed = folded.find(")", year)
    return opened > folded.rfind(")", 0, year) and closed >= 0 and not opened < number < closed


def bounds(operator: str, number: Number, coded: Coded) -> tuple[Decimal | None, Decimal | None]:
    """The ends that an operator states, as the measure counts them; None for one that it leaves open."""
    low, high = coding.in_measure(number.value, coded), coding.in_measure(number.high, coded)
    if operator in ("lt", "le", "near_below"):
        return None, low
    return low, high if operator == "range" else None if operator in ("gt", "ge") else low


def _place(passage: Passage, statement: Statement) -> str:
    if passage.place.startswith("Đoạn “"):
        return f"{passage.place}, câu {statement.sentence + 1}"
    return passage.place


def _horizon(coded: Coded, dated: Dated, context: Context, about: Facts) -> tuple[str, str]:
    """The horizon and, of flows, the first year of their period: as stated, as the heading above says of the same year, as the title does."""
    when = dated.when
    if when is None:
        return "", ""
    first = str(when.first or "")
    if coded.kind in (NEW, YEARLY):
        if not first and context.when and context.when.first and context.when.year == when.year:
            first = str(context.when.first)
        if not first and about.period_start and str(when.year) == about.period_end:
            first = about.period_start
        return str(when.year), first
    return str(when.year), ""


def _wording(text: str, folded: str, statement: Statement) -> tuple[int, int]:
    """The shortest phrase that proves number and qualifier: at most twelve words from the qualifier on, cut at a comma."""
    start = max(statement.core, statement.start)
    start += len(text[start:]) - len(text[start:].lstrip(" ,;"))
    if statement.number.worded == "all":
        start = statement.number.start
    stop = min(
        (place for sign in ",;" if (place := text.find(sign, max(statement.number.end, statement.after), statement.end)) > 0),
        default=statement.end,
    )
    words = list(re.finditer(r"\S+", text[start:stop]))
    end = start + words[min(len(words), 11) - 1].end() if words else statement.number.end
    end = max(end, statement.number.end, statement.after)
    if not text[statement.number.end : end].strip(" .,;:/)") and statement.number.start - start < 3:
        # A number with nothing behind it is told by the words in front of it.
        lead = list(re.finditer(r"\S+", text[statement.start : statement.number.start]))
        start = statement.start + lead[-6 if len(lead) > 6 else 0].start() if lead else start
    end -= len(re.search(r"(?: (?:và|với|thu hút|cùng))?$", text[start:end])[0])  # type: ignore[index]
    end = start + len(text[start:end].rstrip(" .,;:(–-"))
    # A bracket of which only one half is quoted.
    if text[start:end].count("(") != text[start:end].count(")"):
        start, end = start + (text[start] == "("), end - (text[end - 1] == ")")
    return start, end


def _reasons(
    text: str, statement: Statement, coded: Coded, dated: Dated, horizon: str, assumed: Sequence[str]
) -> tuple[tuple[Remark, ...], tuple[Remark, ...]]:
    said = text[statement.core : statement.after if statement.after > statement.number.end else statement.number.end].strip()
    why = [Remark(_OPERATORS[statement.operator], {"words": said})]
    questions: list[str] = []
    if statement.shared:
        why.append(Remark("reader.why.shared"))
        questions.append("reader.ask.shared")
    for text_id in (*coded.assumed, *assumed):
        if text_id.startswith("reader.ask."):
            questions.append(text_id)
        else:
            why.append(Remark(text_id))
    for asked, text_id in (
        (statement.open_from, "reader.ask.from"),
        (statement.contradicts, "reader.ask.contradicts"),
        (statement.number.doubt, "reader.ask.separators"),
        (statement.number.total is not None, "reader.ask.fraction"),
        (not horizon and coded.kind != YEARLY, "reader.ask.horizon"),
    ):
        if asked:
            questions.append(text_id)
    why.append(Remark(_HORIZONS[dated.source], {"year": horizon}))
    why.append(Remark("reader.why.indicator" if coded.indicator_id else "reader.why.new_indicator", {"words": coded.indicator_text}))
    if statement.number.worded:
        why.append(Remark("reader.why.worded", {"words": text[statement.number.start : statement.number.end]}))
    return tuple(why), tuple(Remark(text_id, {"words": said}) for text_id in questions)


def _certainty(coded: Coded, questions: Sequence[Remark], why: Sequence[Remark]) -> str:
    asked = {remark.text_id for remark in questions}
    if asked & set(_LOW_FOR) or not coded.kind:
        return LOW
    soft = {
        "reader.why.base_default",
        "reader.why.thing_before",
        "reader.why.outside_goals",
        "reader.why.new_indicator",
        "reader.why.base_before",
    }
    return MEDIUM if asked or soft & {remark.text_id for remark in why} else HIGH
