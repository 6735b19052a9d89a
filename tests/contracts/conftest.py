"""The broken folders: each holds `patch.csv`, applied to a copy of the data, and `finding.csv`, what must be said of it.

patch.csv: table, key, field, value. The key is the row's primary key (`a;b` where it has two columns). Beside a new cell, there is:

    field empty, value <delete>       the row goes
    field empty, value <copy of K>    a row with this key, else like row K, stands at its sorted place
    key <header>                      the column of this name is renamed, <delete>d or <add>ed
    field <text>                      in the file as printed, `key` becomes `value`; escapes as in JSON
    field <file>                      the file is <delete>d or saved as <utf-16>

finding.csv: rule, file, key (also <file>, <header>, <line 3>, and K#2 for the second row of that key), field (`*`: whichever the library
names), and the remedy that the message must give, in both languages.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from loaders.package import Table, read_package
from loaders.problems import Problem
from loaders.tables import LINE, Tables

BROKEN = Path(__file__).resolve().parent / "broken"
Row = dict[str, str]


class Expected(NamedTuple):
    """One finding that a broken folder must bring; rows 0 and 1 both mean: before the first fact."""

    rule: str
    file: str
    row: int
    field: str
    remedy_vi: str
    remedy_en: str


@pytest.fixture
def broken(data_copy: Path) -> Callable[..., tuple[Path, list[Expected]]]:
    """Break the copy as the named folders say, all at once; return it with what must be found."""

    def make(*names: str) -> tuple[Path, list[Expected]]:
        edits = [edit for name in names for edit in read(BROKEN / name / "patch.csv")]
        tables = {table.name: table for table in read_package(data_copy).tables}
        assert {edit["table"] for edit in edits} <= tables.keys()
        for name, table in tables.items():
            own = [edit for edit in edits if edit["table"] == name]
            change_rows(table, [edit for edit in own if edit["field"] not in ("<text>", "<file>")])
            change_file(table, [edit for edit in own if edit["field"] in ("<text>", "<file>")])
        findings = [finding for name in names for finding in read(BROKEN / name / "finding.csv")]
        return data_copy, [expected(finding, tables[finding["file"].removesuffix(".csv")]) for finding in findings]

    return make


def asked(rule: Callable[[Tables], Iterator[Problem]], **tables: list[Row]) -> list[tuple[str, int, str]]:
    """Ask one rule about these rows alone, which begin at line 2 of their tables; return table, line and column of what it finds."""
    lines = {name: [row | {LINE: str(line)} for line, row in enumerate(rows, start=2)] for name, rows in tables.items()}
    return [(found.file.removesuffix(".csv"), found.row, found.field) for found in rule(defaultdict(list, lines))]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key(row: Row, table: Table) -> str:
    return ";".join(row[name] for name in table.primary_key)


def change_rows(table: Table, edits: list[Row]) -> None:
    if not edits:
        return
    rows, columns = read(table.path), {field.name: field.name for field in table.fields}
    for edit in edits:
        field, value = edit["field"], edit["value"]
        if edit["key"] == "<header>":
            columns[field] = field if value == "<add>" else value
        elif value == "<delete>":
            rows = [row for row in rows if key(row, table) != edit["key"]]
        elif value.startswith("<copy of "):
            [like] = [row for row in rows if key(row, table) == value[len("<copy of ") : -1]]
            rows.append(like | dict(zip(table.primary_key, edit["key"].split(";"), strict=True)))
            rows.sort(key=lambda row: [row[name] for name in table.primary_key])
        else:
            [row] = [row for row in rows if key(row, table) == edit["key"]]
            assert field in row, f"{table.name} has no column {field}"
            row[field] = value
    kept = {name: title for name, title in columns.items() if title != "<delete>"}
    with table.path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(kept.values())
        writer.writerows([row.get(name, "x") for name in kept] for row in rows)


def change_file(table: Table, edits: list[Row]) -> None:
    for edit in edits:
        if edit["value"] == "<delete>":
            table.path.unlink()
            continue
        text = table.path.read_bytes().decode("utf-8")
        if edit["field"] == "<text>":
            old, new = (json.loads(f'"{edit[name]}"') for name in ("key", "value"))
            assert text.count(old) == 1, f"{table.name}: {old!r} stands {text.count(old)} times"
            text = text.replace(old, new)
        table.path.write_bytes(text.encode("utf-16" if edit["value"] == "<utf-16>" else "utf-8"))


def expected(finding: Row, table: Table) -> Expected:
    wanted, _, nth = finding["key"].partition("#")
    if wanted in ("<file>", "<header>"):
        row = 1
    elif wanted.startswith("<line "):
        row = int(wanted[len("<line ") : -1])
    else:
        lines = [number for number, row in enumerate(read(table.path), start=2) if key(row, table) == wanted]
        row = lines[int(nth or 1) - 1]
    return Expected(finding["rule"], finding["file"], row, finding["field"], finding["remedy_vi"], finding["remedy_en"])
