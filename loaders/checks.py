"""All checks of the data package: the schema, the domain's rules, the form of the files. All problems at once."""

import csv
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from loaders import large_checks
from loaders.package import Package, Table, read_package
from loaders.problems import Problem, problem
from loaders.rules import PUBLISHED
from loaders.schema_check import schema_problems
from loaders.seal import cut_off, seal_problems
from loaders.tables import LINE, Tables


def problems(folder: Path) -> list[Problem]:
    """Return all problems of the package in `folder` at once: schema, domain rules, file form; by file and row, empty when all is well.

    Rows that break the schema are kept from the domain's rules, which speak of the others; when a file cannot be read as a table at
    all, only the schema's problems come back. Of Parquet tables each kind's first thousand, and the domain's rules only where nothing breaks
    the schema. Raises FileNotFoundError without datapackage.json and ValueError when it is not JSON.
    """
    package = read_package(folder)
    held = [*schema_problems(folder), *large_checks.named(large_checks.schema_problems(package), package)]
    broken = sorted([*seal_problems(folder), *cut_off(folder), *held])
    if any(problem.row <= 1 for problem in broken):
        return broken
    tables = read_text(package)
    lines = {(problem.file, problem.row) for problem in broken}
    for name, rows in tables.items():
        numbered = ((number, row | {LINE: str(number)}) for number, row in enumerate(rows, start=2))
        tables[name] = [row for number, row in numbered if (f"{name}.csv", number) not in lines]
    found = list(broken)
    if not package.is_large:
        found += _fallen_short(tables, broken)
    elif not broken:
        every = (problem for some in large_checks.batches(package, tables) for problem in _fallen_short(some, broken))
        found += large_checks.named(every, package)
    for table in package.tables:
        found += file_form(table) if not table.is_parquet else ()
    return sorted(found)


def _fallen_short(tables: Tables, broken: list[Problem]) -> Iterator[Problem]:
    """What the domain's rules find; of rows that break the schema they know nothing."""
    for rule in PUBLISHED:
        try:
            yield from rule(tables)
        except (KeyError, ValueError):
            # Only a row that the schema has already reported can leave a rule without what it looks up.
            if not broken:
                raise


def read_text(package: Package) -> Tables:
    """Return every CSV table as rows of text exactly as printed in its file, in file order."""
    tables = {}
    for table in package.tables:
        if table.is_parquet:
            continue
        with table.path.open(encoding="utf-8-sig", newline="") as file:
            tables[table.name] = list(csv.DictReader(file))
    return tables


def file_form(table: Table) -> Iterator[Problem]:
    """A table's file is UTF-8 in NFC with LF ends, plain spaces, and rows sorted by key, so that versions differ only where facts do."""
    raw = table.path.read_bytes().decode("utf-8")
    faults = {
        "nfc": raw != unicodedata.normalize("NFC", raw),
        "line_ends": "\r" in raw,
        "space": "\u00a0" in raw,
        "mark": raw.startswith("\ufeff"),
    }
    for name, faulty in faults.items():
        if faulty:
            yield problem(table.path.name, 0, "", "file_form", f"file_form.{name}")
    with table.path.open(encoding="utf-8-sig", newline="") as file:
        keys = [tuple(row[key] for key in table.primary_key) for row in csv.DictReader(file)]
    for number, (before, after) in enumerate(pairwise(keys), start=3):
        if before > after:
            yield problem(table.path.name, number, table.primary_key[0], "file_form", "file_form.order")
            break
