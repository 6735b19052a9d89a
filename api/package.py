"""The tables as a Frictionless data package whose resources are the addresses of the CSV files."""

from typing import Any

import pandas as pd
import pyarrow as pa

from api import database, rows
from api.tables import TABLES, Table
from exports.fields import Column, described
from loaders.package import read_package

TYPES = {pa.string(): "string", pa.int64(): "integer", pa.float64(): "number", pa.bool_(): "boolean", pa.date32(): "date"}


@database.once
def columns(table: Table) -> tuple[tuple[Column, str], ...]:
    """Return what each column of a table is, with its type in a data package: the database's own, also where every cell is empty."""
    found = rows.sample(table)
    # As pandas reads it, but with whole numbers whole beside nulls.
    frame = found.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    types = [TYPES[column.type] for column in found.schema]
    return tuple(zip(described(frame, {}, "vi", _source(table)), types, strict=True))


@database.once
def descriptor() -> dict[str, Any]:
    """Return the content of datapackage.json: Vietnamese under the standard's names, English under `*_en`; paths are relative to it."""
    package = read_package()
    return {
        "name": package.name,
        "profile": "tabular-data-package",
        "title": package.title_vi,
        "title_en": package.title_en,
        "version": package.version,
        "licenses": list(package.licences),
        "resources": [_resource(table) for table in TABLES.values()],
    }


def title(table: Table, lang: str) -> str:
    """Return what a table holds, in words."""
    return read_package().by_name[_source(table)].title(lang)


def _source(table: Table) -> str:
    return table.view.removesuffix("_row")


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": title(table, "vi"),
        "title_en": title(table, "en"),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column, kind) for column, kind in columns(table)],
            "missingValues": [""],
            "primaryKey": [table.key],
            "foreignKeys": [_foreign(table, column, other) for column, other in table.foreign],
        },
    }


def _field(column: Column, kind: str) -> dict[str, Any]:
    raw = {
        "name": column.name,
        "type": kind,
        "title": column.titles["vi"],
        "title_en": column.titles["en"],
        "description": column.descriptions["vi"],
        "description_en": column.descriptions["en"],
        "constraints": dict(column.constraints) if kind == column.type else {},
    }
    return {name: value for name, value in raw.items() if value}


def _foreign(table: Table, column: str, other: str) -> dict[str, Any]:
    """A key into another resource; the standard names the resource itself by an empty text."""
    resource = "" if other == table.name else other
    return {"fields": [column], "reference": {"resource": resource, "fields": [TABLES[other].key]}}
