"""Whatever the style that a table is written in: each line has its own meaning, or is asked about, or is wrong at a named place."""

import os
import re
from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.intake.draft import ASKS, READY, WRONG, Draft, Question
from loaders.intake.files import read
from loaders.intake.phrases import normal
from loaders.intake.reading import draft
from tests.fuzz import facts, files
from tests.fuzz.facts import Fact
from tests.fuzz.files import Written

# FUZZ=20 in the environment tries twenty times as many.
CASES = 600 * int(os.environ.get("FUZZ", "1"))


def at(written: Written, row: int, line_id: str) -> Fact | None:
    """The fact that a line stands for."""
    column = int(line_id.split("#")[2]) if line_id.count("#") == 2 else 0
    return written.facts.get((row, column))


def meant(line) -> tuple:
    row = line.row
    start = (line.table, row["unit_id"], row["indicator_id"], row["operator"], row["low"], row["high"])
    return (*start, row["as_of_on"], row["as_of_precision"], "") if line.table == "observation" else (*start, "", "", row["horizon"])


def wanted(fact: Fact) -> tuple:
    return (fact.table, fact.unit_id, fact.indicator_id, fact.operator, fact.low, fact.high, fact.on, fact.precision, fact.horizon)


def truth(question: Question, asked: list[tuple[Fact, str]], written: Written) -> str | None:
    """The answer of somebody who knows what the lines mean; None where no one answer is true of all that it asks about."""
    kind = question.question_id.split("-")[0]
    options = [option.option_id for option in question.options]
    match kind:
        case "reads":
            return "thousands" if written.style in (facts.vietnamese, facts.english) else "decimal"
        case "fraction":
            return "percent"
        case "document" | "published":
            return "file" if kind == "document" else "mine"
        case "standard":
            return "none"
        case "indicator" | "unit":
            said = {fact.indicator_id if kind == "indicator" else fact.unit_id for fact, _ in asked}
            if len(said) > 1:
                assert kind == "unit" or len({normal(words) for _, words in asked}) == 1, (question, asked)
                return None
            return next(iter(said & set(options)), "none")
    return None


def told(found: Draft) -> set[int]:
    """The rows that lines or notes name."""
    rows = {line.place.row for line in found.lines}
    for note in found.notes_vi:
        if named := re.match(r"(?:[^:]*, h|H)àng ([0-9, –]+): ", note):
            for part in named[1].split(", "):
                first, _, last = part.partition("–")
                rows |= set(range(int(first), int(last or first) + 1))
    return rows


def judge(written: Written, found: Draft, seen: Counter) -> None:
    faults = {(fault.place.row, fault.place.column): fault for fault in found.faults}
    for line in found.lines:
        seen[line.state] += 1
        fact = at(written, line.place.row, line.line_id)
        if line.state == READY:
            assert fact, line
            assert meant(line) == wanted(fact), (line.printed, found.notes_vi)
        elif line.state == WRONG:
            assert any(row == line.place.row and column for row, column in faults), (line, found.faults)
    assert told(found) >= written.filled, (told(found), written.filled)


def answered(written: Written, book) -> Draft:
    """The draft once everything that can be answered truthfully is."""
    answers: dict[str, str] = {}
    found = draft(book, facts.tables())
    for _ in range(6):
        lines = {}
        for line in found.lines:
            if fact := at(written, line.place.row, line.line_id):
                column = int(line.line_id.split("#")[2]) if line.line_id.count("#") == 2 else 0
                lines.setdefault(line.place.row, (fact, written.indicator_words[line.place.row, column]))
        more = {}
        for question in found.questions:
            asked = [lines[place.row] for place in question.places if place.row in lines]
            if question.question_id not in answers and (said := truth(question, asked, written)):
                more[question.question_id] = said
        if not more:
            break
        answers |= more
        found = draft(book, facts.tables(), answers)
    return found


def test_a_line_never_has_another_meaning_than_the_one_it_was_written_with():
    seen: Counter = Counter()

    @settings(max_examples=CASES, deadline=None, derandomize=True, database=None)
    @given(st.integers(0, 2**40))
    def hold(seed):
        written = files.written(Random(seed))
        book = read(written.name, written.content)
        judge(written, draft(book, facts.tables()), Counter())
        judge(written, answered(written, book), seen)

    hold()
    # Else the property would hold of nothing.
    assert seen[READY] > 0.6 * sum(seen.values()), seen
    assert seen[WRONG] < 0.25 * sum(seen.values()), seen
    assert seen[ASKS] < 0.25 * sum(seen.values()), seen
