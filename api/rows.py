"""The rows of a table under a selection, and these as bytes in each form."""

import json
from io import BytesIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from api import database
from api.refusals import RefusedError
from api.tables import Table
from exports.table_csv import FORMULA
from loaders import large, questions
from loaders.selection import Selection
from loaders.stating import stated
from loaders.texts import LANGUAGES

# Rows of one answer; every one is put into words in both languages.
MOST, SAMPLE = 200_000, 3


def rows(table: Table, selection: Selection, most: int = MOST) -> pa.Table:
    """Return the rows under a selection, in the pages' order, with the table's columns; `stated_*` is the bounds in words.

    Raises RefusedError where there are more than `most`.
    """
    # Rows of a small package are found as soon as they are counted; all of a large one's would not fit.
    is_large = database.edition().package.is_large
    found = None if is_large else questions.typed_rows(database.cursor(), table.view, selection)
    count = questions.count(database.cursor(), table.view, selection) if found is None else found.num_rows
    if count > most:
        raise RefusedError(400, "too_many_rows", count=f"{count:,}", most=f"{most:,}")
    return worded(table, questions.typed_rows(database.cursor(), table.view, selection) if found is None else found)


def sample(table: Table) -> pa.Table:
    """Return rows that show what the columns hold: of a large package those of a few units and what belongs to these."""
    cursor = database.cursor()
    return worded(table, questions.typed_rows(large.within(cursor, questions.units(cursor, SAMPLE)), table.view, Selection()))


def worded(table: Table, found: pa.Table) -> pa.Table:
    """Return rows of a table's view with its columns, bounds in words among them."""
    if "stated_vi" in table.columns:
        records = found.to_pylist()
        for lang in LANGUAGES:
            found = found.append_column(f"stated_{lang}", pa.array([stated(row, lang) or None for row in records], pa.string()))
    return found.select(list(table.columns))


def encoded(found: pa.Table, form: str) -> bytes:
    """Return the rows as csv, json or parquet; the same rows give the same bytes."""
    return _ENCODERS[form](found)


def _csv(found: pa.Table) -> bytes:
    """UTF-8 without BOM, LF, decimal point, ISO dates, true and false, empty for null; no text that a spreadsheet takes for a formula."""
    content = BytesIO()
    for place, field in enumerate(found.schema):
        if pa.types.is_string(field.type):
            found = found.set_column(place, field, _safe(found[place]))
    pyarrow.csv.write_csv(found, content, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return content.getvalue()


def _safe(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.match_substring_regex(texts, FORMULA), pc.binary_join_element_wise("'", texts, ""), texts)


def _json(found: pa.Table) -> bytes:
    """A list of records; null for null, ISO dates."""
    return json.dumps(found.to_pylist(), ensure_ascii=False, allow_nan=False, default=lambda day: day.isoformat()).encode()


def _parquet(found: pa.Table) -> bytes:
    content = BytesIO()
    pyarrow.parquet.write_table(found, content)
    return content.getvalue()


_ENCODERS = {"csv": _csv, "json": _json, "parquet": _parquet}
