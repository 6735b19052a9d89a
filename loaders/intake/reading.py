"""A book of cells -> a draft: every line with what was read, what must be asked, and what is wrong and how to mend it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from loaders.intake import aiming, documents, layout, observing, rows, settling, validity
from loaders.intake.cells import Book, Sheet
from loaders.intake.draft import Draft, Fault
from loaders.intake.known import Known, Row
from loaders.intake.known import known as known
from loaders.intake.layout import Layout
from loaders.intake.review import Entry, Review, ranges
from loaders.own import TABLES
from loaders.texts import LANGUAGES, texts

_READ: dict[str, tuple[Callable[[Review, Entry], None], Sequence[str]]] = {
    "unit": (settling.read, settling.FIELDS),
    "document": (documents.read, documents.FIELDS),
    "target": (aiming.read, aiming.FIELDS),
    "commitment": (aiming.read_commitment, aiming.COMMITMENT_FIELDS),
    "observation": (observing.read, observing.FIELDS),
}
# How many of the rows that say the same thing are named.
_NAMED = 20
# Keys of a row that lead to rows of other tables.
_NEEDS = {"publication_id": "publication", "document_id": "document", "unit_id": "unit", "parent_id": "unit"}


def draft(
    book: Book,
    known: Known,
    answers: Mapping[str, str] | None = None,
    edits: Mapping[tuple[str, str], str] | None = None,
    dropped: Collection[str] = (),
) -> Draft:
    """Return what a file says, under review. Pure: the same input gives the same draft; ids of lines and questions do not change with
    answers and edits.

    `answers`: question_id -> option_id. `edits`: (line_id, field) -> the words that the reader puts in place of what is printed. `dropped`:
    line_ids that the reader leaves out. Lines stand in the file's order; questions stay listed once answered, so that an answer can be
    changed, and what is no option of a question is no answer. A ready line breaks no rule of the data, together with the published rows
    and those in use. Raises nothing for a book that was read.
    """
    filled = replace(book, sheets=tuple(sheet for sheet in book.sheets if not _is_of_the_form(sheet)))
    return draft_of(filled, layout.layouts(filled, known), known, answers or {}, edits or {}, dropped)


def _is_of_the_form(sheet: Sheet) -> bool:
    """Whether a sheet is one of those by which the form explains itself: its names, or how to fill it in."""
    first = sheet.rows[0][0].printed if sheet.rows and sheet.rows[0] else ""
    return any(
        sheet.name == texts(lang)[name] and first == texts(lang)[head]
        for lang in LANGUAGES
        for name, head in (("form.sheet.names", "column.indicator"), ("form.sheet.guide", "form.written"))
    )


def draft_of(
    book: Book,
    layouts: list[Layout],
    known: Known,
    answers: Mapping[str, str],
    edits: Mapping[tuple[str, str], str],
    dropped: Collection[str],
) -> Draft:
    """Return `draft` for a book whose tables are known."""
    review = Review(book.file, known, answers, dropped)
    for text_id in book.notes:
        review.note(text_id)
    mended: dict[str, dict[str, str]] = defaultdict(dict)
    for (line_id, field), words in edits.items():
        mended[line_id][field] = words
    entries = list(rows.entries(book, layouts, review, mended))
    for table, (read, _) in _READ.items():
        for entry in entries:
            if entry.table == table and not entry.is_dropped:
                read(review, entry)
    entries = [entry for entry in entries if entry.table]
    aiming.nested(review, [entry for entry in entries if entry.is_open and entry.table == "target"])
    _told_twice(review, entries)
    aside = observing.clashes(review, [entry for entry in entries if entry.is_open and entry.table == "observation"])
    _valid(review, entries, aside)
    _unread(review, layouts)
    ready = [entry for entry in entries if entry.is_open]
    notes = review.notes()
    return Draft(
        book.file,
        tuple(entry.line(_READ[entry.table][1]) for entry in entries),
        review.questions(),
        tuple(fault for entry in entries if not entry.asks for fault in entry.faults),
        tuple(vi for vi, _ in notes),
        tuple(en for _, en in notes),
        support(review, ready),
        tuple(sorted(aside)),
    )


def _unread(review: Review, layouts: list[Layout]) -> None:
    """Name the columns that are not used."""
    for each in layouts:
        columns = [heading for heading in each.unread if heading not in rows.FIELDS and heading not in each.columns]
        if columns:
            review.note("intake.note.unread", sheet=each.sheet.name or review.file, columns=", ".join(columns))


def _told_twice(review: Review, entries: Sequence[Entry]) -> None:
    """Say of every line whose id another line of the file has too where that one stands."""
    lines: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.is_open and entry.row and entry.table in ("target", "observation", "commitment"):
            lines[entry.table, entry.row[f"{entry.table}_id"]].append(entry)
    for same in lines.values():
        for entry in same if len(same) > 1 else ():
            # A few of them say enough; all of them, for each of thousands, would take minutes.
            others = [other for other in same[: _NAMED + 1] if other is not entry][:_NAMED]
            sheets = {other.place.sheet for other in others} - {entry.place.sheet, ""}
            more = " …" if len(same) > _NAMED + 1 else ""
            where = f"{ranges(other.place.row for other in others)}{more}" + "".join(f" ({sheet})" for sheet in sorted(sheets))
            review.fault(entry, "value", "intake.twice", rows=where)


def support(review: Review, ready: Sequence[Entry]) -> dict[str, tuple[Row, ...]]:
    """Return the new rows of other tables that ready lines lead to, documents with the horizons of their targets."""
    mine = {(entry.table, entry.row.get(f"{entry.table}_id", "")) for entry in ready}
    wanted: dict[str, dict[str, Row]] = defaultdict(dict)
    todo: list[Row] = [entry.row for entry in ready]
    while todo:
        row = todo.pop()
        for key, table in _NEEDS.items():
            new = review.support[table].get(row.get(key, ""))
            if new and row[key] not in wanted[table]:
                wanted[table][row[key]] = new
                todo.append(new)
    lines = [entry.row for entry in ready if entry.table in ("target", "commitment")]
    wanted["document"] = {row["document_id"]: row for row in documents.with_horizons(review, list(wanted["document"].values()), lines)}
    found = {
        table: tuple(row for key, row in sorted(wanted[table].items()) if (table, key) not in mine) for table in TABLES if wanted[table]
    }
    return {table: rows_ for table, rows_ in found.items() if rows_}


def _valid(review: Review, entries: Sequence[Entry], aside: Collection[str]) -> None:
    """Say of ready lines which rule they break, once they stand beside the published rows; again until what is left breaks none."""
    while True:
        ready = [entry for entry in entries if entry.is_open]
        _give_horizons(review, ready)
        by_id = {(entry.table, entry.row[f"{entry.table}_id"]): entry for entry in ready}
        rows_ = {table: [entry.row for entry in ready if entry.table == table] for table in TABLES}
        new = support(review, ready)
        merged = {table: [*rows_[table], *new.get(table, ())] for table in TABLES}
        found = validity.found(merged, review.known, tuple(aside))
        for table, key, problem in found:
            for entry in [by_id[table, key]] if (table, key) in by_id else _leaning(ready, table, key):
                name = _field(entry, problem.field)
                said = Fault(
                    entry.at(name),
                    name if name in entry.cells else "",
                    entry.words(name),
                    problem.rule,
                    problem.message_vi,
                    problem.message_en,
                )
                entry.faults.append(said)
        if not found or not any(entry.faults for entry in ready):
            return


def _give_horizons(review: Review, ready: Sequence[Entry]) -> None:
    """Lines of documents state the horizons of the targets and commitments of their file."""
    lines = [entry.row for entry in ready if entry.table in ("target", "commitment")]
    for entry in ready:
        if entry.table == "document":
            entry.row = dict(documents.with_horizons(review, [entry.row], lines)[0])


def _leaning(ready: Sequence[Entry], table: str, key: str) -> list[Entry]:
    """The lines that need a row of another table."""
    return [entry for entry in ready if entry.row.get(f"{table}_id") == key]


# Column of a row -> the field of a line that it was read from.
_FIELDS = {"low": "value", "high": "value", "operator": "value", "as_of_on": "date", "period_start_on": "period_start"}


def _field(entry: Entry, column: str) -> str:
    name = _FIELDS.get(column, column.removesuffix("_id"))
    if name == "wording" and name not in entry.cells:
        # The phrase that proves a number is its own cell where the file has no other.
        name = "value"
    return name if name in entry.cells or name in _READ[entry.table][1] else ""
