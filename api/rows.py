"""The rows of a table under a selection, and these as bytes in each form."""

import json
from io import BytesIO

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from api import database
from api.tables import Table
from loaders import questions
from loaders.selection import Selection
from loaders.stating import stated
from loaders.texts import LANGUAGES


def rows(table: Table, selection: Selection) -> pa.Table:
    """Return the rows under a selection, in the pages' order, with the table's columns; `stated_*` is the bounds in words."""
    found = questions.typed_rows(database.cursor(), table.view, selection)
    if "stated_vi" in table.columns:
        records = found.to_pylist()
        for lang in LANGUAGES:
            found = found.append_column(f"stated_{lang}", pa.array([stated(row, lang) or None for row in records], pa.string()))
    return found.select(list(table.columns))


def encoded(found: pa.Table, form: str) -> bytes:
    """Return the rows as csv, json or parquet; the same rows give the same bytes."""
    return _ENCODERS[form](found)


def _csv(found: pa.Table) -> bytes:
    """UTF-8 without BOM, LF, decimal point, ISO dates, true and false, empty for null."""
    content = BytesIO()
    pyarrow.csv.write_csv(found, content, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return content.getvalue()


def _json(found: pa.Table) -> bytes:
    """A list of records; null for null, ISO dates."""
    return json.dumps(found.to_pylist(), ensure_ascii=False, allow_nan=False, default=lambda day: day.isoformat()).encode()


def _parquet(found: pa.Table) -> bytes:
    content = BytesIO()
    pyarrow.parquet.write_table(found, content)
    return content.getvalue()


_ENCODERS = {"csv": _csv, "json": _json, "parquet": _parquet}
