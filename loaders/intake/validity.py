"""Rows of a reader's own checked as the published ones are: by the schema (types, required cells, codes, keys) and by the domain's rules."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isfinite

from loaders.intake.known import Known, Row
from loaders.own import TABLES, Own
from loaders.package import Field, Table
from loaders.problems import Problem
from loaders.rules import RULES
from loaders.tables import LINE, Tables, at

# Rules that keep published rows apart from a reader's own, and so say nothing of these.
PUBLISHED_ONLY = {"id_is_published"}
# A row's id stands for its line in what the rules say, so that a problem finds its way back.
Found = tuple[str, str, Problem]


def problems(own: Own, known: Known) -> list[Problem]:
    """Return everything that keeps rows of a reader's own from standing beside the published ones and those already in use, all at once.

    Empty when all is well. By table and id; `row` is the row's place among the own rows of its table, from 1. Raises nothing.
    """
    return sorted(problem for _, _, problem in found({table: own.rows(table) for table in TABLES}, known, own.set_aside))


def found(rows: Mapping[str, Sequence[Row]], known: Known, set_aside: Sequence[str] = ()) -> list[Found]:
    """Return table, id and problem of rows by table, under the schema and the rules; rows that break the schema are kept from the rules."""
    ids = {table: {row[f"{table}_id"] for row in rows.get(table, ())} for table in TABLES}
    beside = {name: [row for row in every if next(iter(row.values())) not in ids.get(name, ())] for name, every in known.tables.items()}
    broken = [each for table in TABLES for each in _schema(known.package.by_name[table], rows.get(table, ()), rows, beside)]
    wrong = {(table, key) for table, key, _ in broken}
    sound = {table: [row for row in rows.get(table, ()) if (table, row[f"{table}_id"]) not in wrong] for table in TABLES}
    return broken + list(_rules(sound, beside, set(set_aside)))


def _schema(table: Table, mine: Sequence[Row], rows: Mapping[str, Sequence[Row]], beside: Mapping[str, Sequence[Row]]) -> Iterator[Found]:
    key = f"{table.name}_id"
    counts = Counter(row.get(key, "") for row in mine)
    names = {field.name for field in table.fields}
    targets = {each.field: {row[each.column] for row in (*beside[each.table], *rows.get(each.table, ()))} for each in table.foreign_keys}
    for number, row in enumerate(mine, start=1):

        def said(field: str, rule: str, number: int = number, row: Row = row) -> Found:
            return table.name, row.get(key, ""), at(table.name, number, field, rule, cell=row.get(field, ""), message=field)

        if set(row) != names:
            yield said(key, "extra-label" if set(row) - names else "missing-label")
            continue
        if counts[row[key]] > 1:
            yield said(key, "primary-key")
        for field in table.fields:
            if fault := _cell_fault(field, row[field.name]):
                yield said(field.name, fault)
            elif row[field.name] and field.name in targets and row[field.name] not in targets[field.name]:
                yield said(field.name, "foreign-key")


def _cell_fault(field: Field, cell: str) -> str:
    """Which rule of the schema a cell breaks; empty for none."""
    rules = field.constraints
    if not cell:
        return "constraint-error" if field.required else ""
    if not _is_typed(field.type, cell):
        return "type-error"
    number = float(cell) if field.type in ("integer", "number") else 0
    fits = (
        cell in rules.get("enum", (cell,))
        and re.fullmatch(rules.get("pattern", ".*"), cell, re.DOTALL) is not None
        and rules.get("minimum", number) <= number <= rules.get("maximum", number)
    )
    return "" if fits else "constraint-error"


def _is_typed(kind: str, cell: str) -> bool:
    try:
        if kind == "integer":
            return re.fullmatch(r"-?[0-9]{1,18}", cell) is not None
        if kind == "number":
            return re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", cell) is not None and isfinite(float(cell))
        if kind == "date":
            return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False
    return kind != "boolean" or cell in ("true", "false")


def _rules(sound: Mapping[str, list[Row]], beside: Mapping[str, Sequence[Row]], set_aside: set[str]) -> Iterator[Found]:
    tables: Tables = {name: [{**row, LINE: "0"} for row in rows] for name, rows in beside.items()}
    # Nothing is said of published rows again; of those only what an own row may clash with or point to is looked at.
    series = {(row["unit_id"], row["indicator_id"]) for row in sound["observation"]}
    tables["observation"] = [
        row for row in tables["observation"] if (row["unit_id"], row["indicator_id"]) in series and row["observation_id"] not in set_aside
    ]
    parents = {row["parent_id"] for row in sound["target"]}
    tables["target"] = [row for row in tables["target"] if row["target_id"] in parents]
    for name in ("population", "absence", "commitment"):
        tables[name] = []
    for name, rows in sound.items():
        tables[name] = [*tables[name], *({**row, LINE: str(number)} for number, row in enumerate(rows, start=1))]
    for rule in (rule for rule in RULES if rule.__name__ not in PUBLISHED_ONLY):
        for problem in rule(tables):
            name = problem.file.removesuffix(".csv")
            if problem.row and name in sound:
                yield name, sound[name][problem.row - 1][f"{name}_id"], problem
