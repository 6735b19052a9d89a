"""A plan's passages to a reading: each number coded, decided on, dated and nested; and its promises in words."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.reader import clauses, coding, contexts, decide, facts, grammar, moods, promises, tables, tabulated, tokens, turns, years
from loaders.reader.clauses import Statement
from loaders.reader.contexts import GOALS, Context
from loaders.reader.limits import MOST_NUMBERS
from loaders.reader.nesting import Told, row_above
from loaders.reader.reading import Facts, NotTarget, Passage, Promise, Question, Reading, Remark, Row
from loaders.reader.rows import Dated, dated_by, proposed
from loaders.reader.words import Coded, Scope
from loaders.reader.years import When

# Between two shares of the same thing by two years.
_NEXT_YEAR = re.compile(
    r"(?:[,;]| va|, va)? (?:(?:den|toi|vao) (?:het |cuoi )?)?(?:nam )?(?:19|20)[0-9]{2}[,:]? (?:co |dat |la |len |tren |khoang |it nhat )*"
)
Progress = Callable[[int, int], None]


@dataclass
class _Found:
    """What is gathered on the way through a document."""

    rows: list[Row] = field(default_factory=list)
    not_targets: list[NotTarget] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    # What text without headings told last: see `moods`.
    mood: str = ""
    when: When | None = None


def read(file: str, passages: Sequence[Passage], notes: Sequence[Remark] = (), progress: Progress | None = None) -> Reading:
    """Return the reading of a document's passages. `progress` is told the passages read so far and their number. Raises nothing."""
    about = facts.read(passages)
    above = contexts.read(passages)
    found = _Found()
    headers = tables.headers(passages)
    for place, passage in enumerate(passages):
        if progress:
            progress(place, len(passages))
        context = above[place]
        if passage.cells:
            rows, refused = tabulated.read(passages, place, context, about, headers.get(passage.table))
            found.rows += rows
            found.not_targets += refused
        else:
            _read_passage(found, passages, place, context, about)
    _leave_out_repeated(found, passages)
    questions = [
        Question(each.passage, each.start, each.end, remark, nth) for nth, each in enumerate(found.rows) for remark in each.questions
    ]
    return Reading(
        file, tuple(passages), about, tuple(found.rows), tuple(found.not_targets), tuple(found.promises), tuple(questions), tuple(notes)
    )


def _read_passage(found: _Found, passages: Sequence[Passage], place: int, context: Context, about: Facts) -> None:
    passage = passages[place]
    text, folded = passage.text, grammar.aligned(passage.text)
    numbers, others = tokens.read(text)
    found.not_targets += [
        NotTarget(place, other.start, other.end, text[other.start : other.end], Remark(decide.SORTS[other.sort])) for other in others
    ]
    if context.ended or len(numbers) > MOST_NUMBERS:
        text_id = "reader.not.ending" if context.ended else "reader.not.crowded"
        found.not_targets += [NotTarget(place, each.start, each.end, text[each.start : each.end], Remark(text_id)) for each in numbers]
        return
    statements = clauses.read(text, numbers)
    whens = years.read(folded)
    in_turn = turns.read(folded, statements, whens)
    before_it = "" if context.sort else found.mood
    told_of = [before_it, *moods.read(text, folded, before_it)]
    found.mood = told_of[-1]
    first = len(found.rows)
    before: list[tuple[Statement, Coded]] = []
    told: Told = {}
    for nth, statement in enumerate(statements):
        if nth and statements[nth - 1].sentence != statement.sentence:
            before = []
        above, turn = row_above(folded, statements, nth, told, found.rows, context.leads), in_turn.get(nth)
        parent_row, parent = above if above else (None, None)
        coded = coding.code(
            text,
            folded,
            statement,
            before,
            parent,
            Scope(context.yearly, context.words, _shared_words(folded, statements, nth), turn.words if turn else "", _of_one_year(about)),
        )
        before.append((statement, coded))
        dated = dated_by(folded, statement, whens, statements, context, about)
        if turn and turn.dated:
            dated = Dated(turn.when, "here" if turn.when else "none")
        if not context.sort and dated.source in ("title", "none") and found.when:
            # Text without headings goes on by the year that its goals stated last.
            dated = Dated(found.when, "before")
        following = folded[statement.number.end : statements[nth + 1].number.start] if nth + 1 < len(statements) else ""
        own = dated.when if dated.source in ("here", "sentence") else None
        verdict = decide.decide(
            text,
            folded,
            statement,
            coded,
            context,
            own,
            _since(about),
            following,
            parent_row is not None,
            moods.at(folded, statement, told_of[statement.sentence]),
            bool(about.issued_on),
        )
        if verdict.reason:
            # Words for none and all are no numbers that a reader would look for.
            if not statement.number.worded:
                found.not_targets.append(
                    NotTarget(
                        place,
                        statement.number.start,
                        statement.number.end,
                        text[statement.number.start : statement.number.end],
                        Remark(verdict.reason),
                    )
                )
            told[nth] = (None, statement, coded)
            continue
        row = proposed(passages, place, folded, statement, coded, dated, context, about, verdict.assumed)
        told[nth] = (len(found.rows), statement, coded)
        found.rows.append(replace(row, parent=parent_row))
        found.when = None if context.sort else dated.when
    if context.sort in (GOALS, ""):
        taken = [(each.words_start, each.words_end) for each in found.rows[first:]]
        found.promises += promises.read(passages, place, context, taken, statements, about)


def _leave_out_repeated(found: _Found, passages: Sequence[Passage]) -> None:
    """Keep the first of rows that say the same in several passages, as a headline and its text do; what hangs on another hangs on the first."""
    first: dict[tuple, int] = {}
    kept: list[int] = []
    stands: dict[int, int] = {}
    for place, row in enumerate(found.rows):
        same = (row.indicator_id, row.standard_id, row.period_start, row.horizon, row.operator, row.low, row.high)
        before = first.setdefault(same, place)
        if row.indicator_id and found.rows[before].passage != row.passage:
            stands[place] = stands[before]
            printed = passages[row.passage].text[row.start : row.end]
            found.not_targets.append(NotTarget(row.passage, row.start, row.end, printed, Remark("reader.not.restated")))
        else:
            stands[place] = len(kept)
            kept.append(place)
    rows = [found.rows[place] for place in kept]
    found.rows = [row if row.parent is None else replace(row, parent=stands[row.parent]) for row in rows]


def _of_one_year(about: Facts) -> bool:
    return bool(about.period_end) and about.period_start == about.period_end


def _shared_words(folded: str, statements: Sequence[Statement], nth: int) -> str:
    """The words behind the next number, where `và` joins two things counted and only the second one says what is told of both."""
    if nth + 1 >= len(statements):
        return ""
    number, other = statements[nth].number, statements[nth + 1]
    things = grammar.words("thing")
    if behind := re.match(r"[^()]*\) (?=[a-z])", folded[other.number.end : other.end]) if _opened(folded, number.end, other) else None:
        # `60% HTX (khoảng 45 HTX) tham gia chuỗi`: what follows the brackets is said of the number before them.
        return f" {folded[other.number.end + behind.end() : other.end]}"
    if number.percent and other.number.percent:
        return _shared_share(folded, statements[nth], other) + (
            _shared_words(folded, statements, nth + 1) if nth + 2 < len(statements) else ""
        )
    joined = re.fullmatch(rf" (?:{things}) va ", folded[number.end : other.number.start])
    if not joined or number.percent or other.number.percent:
        return ""
    return re.sub(rf"^ (?:{things})(?![a-z])", "", folded[other.number.end : other.end])


def _opened(folded: str, end: int, other: Statement) -> bool:
    """Whether a bracket opens between the end of a number and the next one."""
    return "(" in folded[end : other.number.start] and ")" not in folded[end : other.number.start]


def _shared_share(folded: str, statement: Statement, other: Statement) -> str:
    """What stands behind the next share, where this one has none of its own: `năm 2028 có 50%, năm 2030 có 70% HTX …`."""
    between, behind = folded[statement.number.end : other.number.start], folded[other.number.end : other.end]
    if grammar.first("base", folded[statement.start : statement.number.start]):
        return ""
    if _NEXT_YEAR.fullmatch(between):
        return behind
    counted = re.fullmatch(
        rf"(?: tro len)? (?:{grammar.words('thing')})(?:,| va)(?: khoang| tren| it nhat| toi thieu)? [≥≤<>~]* ?", between
    )
    thing = re.match(rf"(?: tro len)? (?:{grammar.words('thing')})(?![a-z])", behind)
    return behind[thing.end() :] if counted and thing else ""


def _since(about: Facts) -> int:
    """The year that the document was written in; what lies before it is no target."""
    return int(about.issued_on[:4] or 0) or (int(about.period_start or 0))


def stretches(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield (start, end) in `Reading.text` of every mark, in its order."""
    for mark in reading.marks:
        offset = reading.passages[mark.passage].offset
        yield offset + mark.start, offset + mark.end
