"""Validation of the package against its schema with the frictionless library, its findings told in both languages."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frictionless import Package as FrictionlessPackage
from frictionless import system

from loaders.package import Package, Table, read_package
from loaders.problems import Problem, problem

# What frictionless finds and problems.csv has words for: `{cell}` is the value as found, `{message}` the library's own words.
ERRORS = (
    "type-error",
    "constraint-error",
    "unique-error",
    "primary-key",
    "foreign-key",
    "missing-cell",
    "extra-cell",
    "missing-label",
    "incorrect-label",
    "extra-label",
    "blank-row",
    "encoding-error",
    "scheme-error",
)
# How anything else is told.
OTHER = "schema"


def schema_problems(folder: Path) -> list[Problem]:
    """Return every violation of types, required cells, enums, patterns and keys in the package at `folder`, by file and row.

    An empty list means that the package fits its schema. Raises nothing for bad data; a missing datapackage.json raises FileNotFoundError.
    """
    path = folder / "datapackage.json"
    if not path.exists():
        raise FileNotFoundError(path)
    described = json.loads(path.read_text(encoding="utf-8"))
    # Parquet tables have checks of their own, which scale.
    described["resources"] = [one for one in described["resources"] if not one["path"].endswith(".parquet")]
    # For every foreign key the library would read the whole table that it leads to again.
    for one in described["resources"]:
        one["schema"]["foreignKeys"] = []
    with system.use_context(trusted=True):
        report = FrictionlessPackage(described, basepath=str(folder)).validate()
    found = [_problem(task.place, error) for task in report.tasks for error in task.errors]
    found += [_problem("datapackage.json", error) for error in report.errors]
    if all(one.row for one in found):  # else a file is no table, and what refers to it cannot be told
        found += _unknown_codes(read_package(folder))
    return sorted(set(found))


def _unknown_codes(package: Package) -> Iterator[Problem]:
    """Codes that are not in the table which their column refers to."""
    tables = {table.name: _numbered(table) for table in package.tables if not table.is_parquet}
    for table in package.tables:
        for key in table.foreign_keys:
            if table.name not in tables or key.table not in tables:
                continue
            known = {row.get(key.column) for _, row in tables[key.table]}
            for number, row in tables[table.name]:
                if (code := row.get(key.field)) and code not in known:
                    yield problem(table.path.name, number, key.field, "foreign-key", message=f"{key.table}.csv: {code}")


def _numbered(table: Table) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table as printed, each with its number in the file; of a row that is cut short, the cells that it has."""
    with table.path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return [(number, dict(zip(header, row, strict=False))) for number, row in enumerate(rows, start=2)]


def _problem(place: str, error: Any) -> Problem:
    return problem(
        Path(place).name,
        getattr(error, "row_number", 0),
        getattr(error, "field_name", "") or ", ".join(getattr(error, "field_names", ())),
        error.type,
        error.type if error.type in ERRORS else OTHER,
        cell=getattr(error, "cell", ""),
        message=error.message,
    )
