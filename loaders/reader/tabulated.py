"""Rows of a table that list targets: each number read as a sentence would say it."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.reader import clauses, coding, grammar, tables, tokens
from loaders.reader.clauses import Statement
from loaders.reader.contexts import Context
from loaders.reader.reading import Facts, NotTarget, Passage, Remark, Row
from loaders.reader.rows import Dated, bounds, dated_by, proposed
from loaders.reader.tokens import Number
from loaders.reader.words import Coded, Scope


def read(
    passages: Sequence[Passage], place: int, context: Context, about: Facts, header: tables.Header | None
) -> tuple[list[Row], list[NotTarget]]:
    """Return a target for each column of years of a table's row, and its other numbers with why they are none. Raises nothing."""
    passage = passages[place]
    rows: list[Row] = []
    refused: list[NotTarget] = []
    used: list[tuple[int, int]] = []

    def no_target(start: int, end: int, text_id: str) -> None:
        refused.append(NotTarget(place, start, end, passage.text[start:end], Remark(text_id)))

    for cell in tables.read(passage, header) if header and not context.ended else []:
        numbers, _ = tokens.read(passage.text[cell.start : cell.end])
        if len(numbers) != 1:
            continue
        used.append((cell.start, cell.end))
        number = replace(numbers[0], start=numbers[0].start + cell.start, end=numbers[0].end + cell.start)
        said = _said(passage, cell, number, context)
        if cell.reason or said is None:
            no_target(number.start, number.end, cell.reason or "reader.not.nothing_counted")
            continue
        statement, coded, spoken = said
        dated = Dated(cell.when, "heading") if cell.when else dated_by("", statement, [], [], context, about)
        printed = _printed(statement, number)
        row = proposed(passages, place, grammar.aligned(passage.text), printed, coded, dated, context, about, ("reader.why.table",))
        low, high = bounds(statement.operator, spoken, coded)
        wording = passage.text[cell.start : cell.end]
        rows.append(
            replace(row, low=low, high=high, indicator_text=cell.label, wording=wording, words_start=cell.start, words_end=cell.end)
        )
    quantities, others = tokens.read(passage.text)
    for start, end in sorted([*((one.start, one.end) for one in quantities), *((one.start, one.end) for one in others)]):
        if not any(first <= start < last for first, last in used):
            no_target(start, end, "reader.not.table")
    return rows, refused


def _said(passage: Passage, cell: tables.CellOf, number: Number, context: Context) -> tuple[Statement, Coded, Number] | None:
    """The cell as a sentence would say it: the words of its row, the number, its unit; coded. None where nothing is counted."""
    figure = passage.text[cell.start : cell.end]
    unit = "" if number.percent else cell.unit if cell.unit.startswith("%") else f" {cell.unit}"
    said = f"{cell.label} đạt {figure}{unit}"
    spoken = [each for each in tokens.read(said)[0] if each.start >= len(cell.label)]
    statements = clauses.read(said, spoken)
    if len(statements) != 1:
        return None
    statement = replace(statements[0], start=0)
    coded = coding.code(said, grammar.aligned(said), statement, [], None, Scope(context.yearly, context.words))
    return (statement, coded, spoken[0]) if coded.thing else None


def _printed(statement: Statement, number: Number) -> Statement:
    """The statement moved to where its number is printed."""
    start, end = number.start, number.end
    return replace(
        statement, number=number, start=start, end=end, core=start, after=end, sentence=0, sentence_start=start, sentence_end=end
    )
