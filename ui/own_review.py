"""The file under review: what the reader has answered, mended and left out, and what the file says by now."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import streamlit as st

from loaders import own_change
from loaders.database import DataError
from loaders.intake import accept, reading
from loaders.intake.cells import Book
from loaders.intake.draft import ASKS, DROPPED, READY, WRONG, Draft, Line
from loaders.intake.known import known
from loaders.own import NOTHING, Own
from ui import database, kept, own
from ui.own_drop import note
from ui.texts import t

KEY, TAKEN = "own_review", "own_taken"
STEPS = 20  # that can be undone
EVERY = (READY, ASKS, WRONG, DROPPED)


@dataclass
class Review:
    """A file and what the reader has said of it. `edits`: line and field -> what stood there and what it is to be; `used`: lines taken over."""

    book: Book
    answers: dict[str, str] = field(default_factory=dict)
    edits: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    turn: int = 0
    made: tuple[object, Draft] | None = None


def present() -> Review | None:
    """Return the file under review, None where there is none."""
    return st.session_state.get(KEY)


def begin(book: Book) -> None:
    """Review a file; of one with the name of the last, what the reader said stays where the file still says what it was said of."""
    last = present()
    review = Review(book)
    if last:
        review.answers, review.turn = dict(last.answers), last.turn + 1
        if last.book.file == book.file:
            was = {(line.line_id, name): words for line in _read(review, NOTHING).lines for name, words in line.printed.items()}
            review.edits = {place: edit for place, edit in last.edits.items() if was.get(place) == edit[0]}
    draft(review)
    st.session_state[KEY] = review
    st.session_state.pop(TAKEN, None)


def end() -> None:
    """Put the file away, with what was not used of it."""
    st.session_state.pop(KEY, None)


def draft(review: Review) -> Draft:
    """Return what the file says under the reader's answers and mends, the lines already taken over left out; read again only when these change."""
    mine = own.current()
    state = (mine.token, tuple(review.answers.items()), tuple(review.edits.items()), frozenset(review.dropped | review.used))
    if review.made is None or review.made[0] != state:
        review.made = (state, _read(review, mine))
    return review.made[1]


def _read(review: Review, mine: Own) -> Draft:
    edits = {place: words for place, (_, words) in review.edits.items()}
    return reading.draft(review.book, known(own=mine), review.answers, edits, review.dropped | review.used)


def lines(review: Review) -> list[Line]:
    """Return the lines still under review, in the file's order."""
    return [line for line in draft(review).lines if line.line_id not in review.used]


def count(lines: Collection[Line]) -> dict[str, int]:
    """Return state -> how many lines are in it."""
    return {state: sum(line.state == state for line in lines) for state in EVERY}


def answer(review: Review, question_id: str, option_id: str | None) -> None:
    """Note an answer, None to take it back."""
    if option_id is None:
        review.answers.pop(question_id, None)
    else:
        review.answers[question_id] = option_id


def mend(review: Review, line: Line, name: str, words: str) -> None:
    """Note what a cell is to be; what already stands in it is no mend."""
    place = (line.line_id, name)
    was = review.edits.get(place, (line.printed.get(name, ""), ""))[0]
    if words == was:
        review.edits.pop(place, None)
    else:
        review.edits[place] = (was, words)


def leave_out(review: Review, line: Line, out: bool) -> None:
    """Leave a line out, or take it in again."""
    (review.dropped.add if out else review.dropped.discard)(line.line_id)


def use(review: Review) -> None:
    """Take over what is ready; what is not stays under review."""
    found = draft(review)
    mine = own.current()
    taken = accept.accept(found, known(own=mine))
    if not change(_tidied(accept.merged(mine, taken)), t("own.summary", file=found.file, count=found.count(READY))):
        return
    review.used |= {line.line_id for line in found.lines if line.state == READY}
    st.session_state[TAKEN] = tuple(row[f"{table}_id"] for table in own_change.FACTS for row in taken.rows(table))
    if all(line.state == DROPPED for line in lines(review)):
        end()


def remove(ids: Collection[str]) -> None:
    """Remove facts by their ids, with what only they needed."""
    change(_tidied(own.current(), ids))


def _tidied(rows: Own, gone: Collection[str] = ()) -> Own:
    return own_change.without(rows, gone, own_change.observed(database.cursor(), rows.set_aside))


def taken() -> tuple[str, ...]:
    """Return the ids of the facts that were taken over last; none once another file has come."""
    return st.session_state.get(TAKEN, ())


def change(rows: Own, summary: str = "") -> bool:
    """Let these rows be the reader's; return whether that was done, for a workspace may refuse it and then says why.

    Raises DataError, and changes nothing, where the rows fit no schema.
    """
    before = own.current()
    if not own.put(rows, summary):
        return False
    try:
        database.cursor()
    except DataError:
        own.put(before)
        raise
    if not kept.is_on():  # a workspace has a history of its own
        st.session_state["own_steps"] = [*st.session_state.get("own_steps", []), before][-STEPS:]
    return True


def take_away() -> None:
    """Remove everything."""
    change(NOTHING)


def undo() -> None:
    """Bring back the rows from before the last step; the lines taken over by it are under review again."""
    if steps := st.session_state.get("own_steps"):
        own.put(steps.pop())
        st.session_state.pop(TAKEN, None)
        if review := present():
            review.used.clear()


def can_undo() -> bool:
    """Return whether there is a step to undo."""
    return bool(st.session_state.get("own_steps")) and not kept.is_on()


def safely(act: Callable[..., object], *given: object) -> None:
    """Do something with a reader's file, or show it; where that fails in a way that nobody foresaw, the log notes it and the page says so."""
    try:
        act(*given)
    except Exception as error:
        note(error)
        st.session_state["own_failed"] = True


def trouble() -> None:
    """Say, once, that something failed."""
    if st.session_state.pop("own_failed", False):
        st.error(t("own.failed"))


def edits(review: Review, shown: list[Line], changed: Mapping[int, Mapping[str, object]], drop: str) -> None:
    """Note what the reader changed in the table of `shown` lines: row -> column -> value; the column `drop` leaves lines out."""
    for row, cells in changed.items():
        line = shown[int(row)]
        for name, value in cells.items():
            if name == drop:
                leave_out(review, line, bool(value))
            else:
                mend(review, line, name, str(value or "").strip())
