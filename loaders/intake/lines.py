"""What was read of each line, in words, so that a person can hold it against what stands in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from loaders.intake.draft import ASKS, DROPPED, READY, Draft, Fault, Line
from loaders.stating import described, number

# Table -> its column of labels in a language.
LABELS = {"unit": "short", "indicator": "label", "document": "short", "operator": "template", "measure": "symbol", "theme": "label"}
WITHOUT_SPACE = "%"
NEEDED = {"unit", "indicator", "value", "date", "horizon", "document", "summary", "name", "title"}
UNREAD = {"row_number"}
# What is said of a line, beside its fields, none of which is called so: left out or not, its state, its row in the file, what was read.
SAID = OUT, STATE, ROW, READ = "#out", "#state", "#row", "#read"


@dataclass(frozen=True)
class Labels:
    """The labels of ids in one language, table -> id -> label; `annual` for a horizon that is every year."""

    tables: Mapping[str, Mapping[str, str]]
    annual: str
    lang: str

    def label(self, table: str, key: str) -> str:
        """Return the label of an id; the id itself where it has none, empty text for none."""
        return self.tables[table].get(key, key)


def labels(cursor: duckdb.DuckDBPyConnection, annual: str, lang: str) -> Labels:
    """Return the labels of everything that a line names by id."""
    found = {
        table: dict(cursor.execute(f'select {table}_id, coalesce({label}_{lang}, {table}_id) from "{table}"').fetchall())
        for table, label in LABELS.items()
    }
    return Labels(found, annual, lang)


def with_support(known: Labels, draft: Draft) -> Labels:
    """Return the labels with those of units and documents that the file itself brings."""
    more = {}
    for table in ("unit", "document"):
        name = f"{LABELS[table]}_{known.lang}"
        brought = (*draft.support.get(table, ()), *(line.row for line in draft.lines if line.table == table and line.row))
        more[table] = {row[f"{table}_id"]: row.get(name) or row.get(f"label_{known.lang}", "") for row in brought}
    return Labels({**known.tables, **{table: {**known.tables[table], **found} for table, found in more.items()}}, known.annual, known.lang)


def read(line: Line, known: Labels) -> str:
    """Return what a ready line becomes, in words: whose, what, how much and when; empty for a line that is not ready."""
    row = line.row
    if line.state != READY or not row:
        return ""
    what = row.get(f"summary_{known.lang}") or row.get(f"label_{known.lang}") or known.label("indicator", row.get("indicator_id", ""))
    parts = (known.label("unit", row.get("unit_id", "")), what, _amount(row, known), _when(row, known))
    return " · ".join(filter(None, parts))


def _amount(row: Mapping[str, str], known: Labels) -> str:
    """The number as it was understood: qualifier, bounds and unit of measure."""
    if not row.get("operator"):
        return ""
    low, high = (number(float(row[end]), known.lang) if row.get(end) else "" for end in ("low", "high"))
    words = known.label("operator", row["operator"]).format(low=low, high=high)
    symbol = known.label("measure", row.get("measure_id", ""))
    return words + ("" if symbol.startswith(WITHOUT_SPACE) else " ") + symbol


def _when(row: Mapping[str, str], known: Labels) -> str:
    """The day that a figure describes, or the year by which a target is to be reached."""
    if row.get("as_of_on"):
        return described(date.fromisoformat(row["as_of_on"]), row.get("as_of_precision", "day"), known.lang)
    return row.get("horizon") or (known.annual if row.get("kind") in ("flow_annual", "growth_annual") else "")


def table(draft: Draft, shown: list[Line], known: Labels, states: Mapping[str, str], waits: str) -> pd.DataFrame:
    """Return one row a line of `shown`, in their order: the columns of SAID, then the fields that a reader may want to mend.

    `states`: state -> its sign and words; READ says what the line becomes, else what is wrong with it, else `waits`.
    """
    wrong: dict[tuple[str, int], list[Fault]] = {}
    for fault in draft.faults:
        wrong.setdefault((fault.place.sheet, fault.place.row), []).append(fault)
    columns: dict[tuple[str, int], set[str]] = {}
    for line in draft.lines:
        columns.setdefault((line.place.sheet, line.place.row), set()).add(line.place.column)
    fields = _fields(draft, shown)
    sheets = len({line.place.sheet for line in shown}) > 1
    rows: list[dict[str, Any]] = []
    for line in shown:
        place = (line.place.sheet, line.place.row)
        # Of a row that holds several lines, one a year say, what is wrong with the others' cells is theirs.
        others = columns.get(place, set()) - {line.place.column}
        faults = [fault.message(known.lang) for fault in wrong.get(place, ()) if fault.place.column not in others]
        said = read(line, known) or " ".join(faults) or (waits if line.state == ASKS else "")
        where = f"{line.place.sheet} · {line.place.row}" if sheets else str(line.place.row)
        rows.append(
            {OUT: line.state == DROPPED, STATE: states[line.state], ROW: where, READ: said}
            | {name: line.printed.get(name, "") for name in fields}
        )
    return pd.DataFrame(rows, columns=[*SAID, *fields])


def _fields(draft: Draft, shown: list[Line]) -> list[str]:
    """The fields in which something stands, or is wrong, or that no line does without; in the order of the form."""
    wrong = {fault.field for fault in draft.faults}
    held = {name for line in shown for name, words in line.printed.items() if words or name in wrong or name in NEEDED}
    return [name for name in dict.fromkeys(name for line in shown for name in line.printed) if name in held - UNREAD]
