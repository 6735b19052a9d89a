"""All checks of the data package: the schema, the domain's rules, the form of the files. All problems at once."""

import csv
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from loaders.package import Package, Table, read_package
from loaders.problems import Problem
from loaders.rules import PUBLISHED
from loaders.schema_check import schema_problems
from loaders.tables import LINE, Tables


def problems(folder: Path) -> list[Problem]:
    """Return all problems of the package in `folder` at once: schema, domain rules, file form; by file and row, empty when all is well.

    Rows that break the schema are kept from the domain's rules, which speak of the others; when a file cannot be read as a table at
    all, only the schema's problems come back. Raises FileNotFoundError without datapackage.json and ValueError when it is not JSON.
    """
    package = read_package(folder)
    broken = schema_problems(folder)
    if any(problem.row <= 1 for problem in broken):
        return broken
    tables = read_text(package)
    lines = {(problem.file, problem.row) for problem in broken}
    for name, rows in tables.items():
        numbered = ((number, row | {LINE: str(number)}) for number, row in enumerate(rows, start=2))
        tables[name] = [row for number, row in numbered if (f"{name}.csv", number) not in lines]
    found = list(broken)
    for rule in PUBLISHED:
        try:
            found += rule(tables)
        except (KeyError, ValueError):
            # Only a row that the schema has already reported can leave a rule without what it looks up.
            if not broken:
                raise
    for table in package.tables:
        found += file_form(table)
    return sorted(found)


def read_text(package: Package) -> Tables:
    """Return every table as rows of text exactly as printed in its file, in file order."""
    tables = {}
    for table in package.tables:
        with table.path.open(encoding="utf-8-sig", newline="") as file:
            tables[table.name] = list(csv.DictReader(file))
    return tables


def file_form(table: Table) -> Iterator[Problem]:
    """A table's file is UTF-8 in NFC with LF ends, plain spaces, and rows sorted by key, so that versions differ only where facts do."""
    raw = table.path.read_bytes().decode("utf-8")
    faults = {
        "ký tự chưa chuẩn NFC / characters not in NFC": raw != unicodedata.normalize("NFC", raw),
        "xuống dòng không phải LF / line ends are not LF": "\r" in raw,
        "có khoảng trắng không ngắt / a no-break space": "\u00a0" in raw,
        "có dấu BOM ở đầu tệp / a byte-order mark": raw.startswith("\ufeff"),
    }
    for words, faulty in faults.items():
        if faulty:
            vi, en = words.split(" / ")
            yield Problem(table.path.name, 0, "", "file_form", f"{vi}; lưu lại tệp cho sạch", f"{en}; save the file clean")
    with table.path.open(encoding="utf-8-sig", newline="") as file:
        keys = [tuple(row[key] for key in table.primary_key) for row in csv.DictReader(file)]
    for number, (before, after) in enumerate(pairwise(keys), start=3):
        if before > after:
            yield Problem(
                table.path.name,
                number,
                table.primary_key[0],
                "file_form",
                "dòng không theo thứ tự của khóa; sắp xếp lại",
                "the row is out of key order; sort the file",
            )
            break
