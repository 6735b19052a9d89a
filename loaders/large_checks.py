"""The checks of Parquet tables: the schema's as questions to the database, the domain's by the same rules as for CSV, some units at a time."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import duckdb

from loaders.package import Field, Package, Table
from loaders.problems import Problem, problem
from loaders.tables import LINE, Rows, Tables

# Rows of one go: what the rules hold of a large table at a time.
BATCH = 100_000
# As many problems tell what is wrong; a file with one fault in every row has millions.
MOST = 1_000
TYPES = {"integer": "bigint", "number": "double", "boolean": "boolean", "date": "date"}
# A cell as a CSV file would print it.
PRINTED = {
    "number": "printf('%.15g', {0}::double)",
    "string": "{0}::varchar",
    "boolean": "{0}::varchar",
    "date": "{0}::varchar",
    "integer": "{0}::varchar",
}


def schema_problems(package: Package) -> Iterator[Problem]:
    """Yield what breaks the schema in the Parquet tables, each rule's first MOST; nothing where there are none, whatever the other files hold."""
    if not package.is_large:
        return
    with duckdb.connect() as connection:
        for table in package.tables:
            reader = "read_parquet" if table.is_parquet else "read_csv"
            options = ", file_row_number = true" if table.is_parquet else ", all_varchar = true"
            connection.execute(f"create view \"{table.name}\" as from {reader}('{_quoted(table)}'{options})")
        for table in package.tables:
            if table.is_parquet:
                yield from _problems_of(connection, table)


def _problems_of(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Problem]:
    found = [name for name, *_ in connection.execute(f'describe "{table.name}"').fetchall() if name != "file_row_number"]
    if found != [field.name for field in table.fields]:
        yield problem(table.path.name, 1, ", ".join(found), "incorrect-label")
        return
    for field in table.fields:
        for error, condition in _conditions(table, field):
            query = f'select file_row_number + 2, "{field.name}"::varchar from "{table.name}" where {condition} limit {MOST}'
            for row, cell in connection.execute(query).fetchall():
                yield problem(table.path.name, row, field.name, error, cell=cell or "", message=cell or "")


def _conditions(table: Table, field: Field) -> Iterator[tuple[str, str]]:
    """What must not be true of a cell, under the name that the schema's other checks use."""
    cell, limits = f'"{field.name}"', field.constraints
    empty = f"nullif({cell}::varchar, '') is null"
    if field.type in TYPES:
        yield "type-error", f"not ({empty}) and try_cast({cell} as {TYPES[field.type]}) is null"
    if field.required:
        yield "constraint-error", empty
    if allowed := limits.get("enum"):
        yield "constraint-error", f"not ({empty}) and {cell} not in ({', '.join(_text(value) for value in allowed)})"
    if pattern := limits.get("pattern"):
        yield "constraint-error", f"not ({empty}) and not regexp_full_match({cell}, {_text(pattern)})"
    for name, sign in (("minimum", "<"), ("maximum", ">")):
        if name in limits:
            yield "constraint-error", f"try_cast({cell} as double) {sign} {float(limits[name])}"
    if (field.name,) == table.primary_key or limits.get("unique"):
        yield "unique-error", f'{cell} in (select {cell} from "{table.name}" group by all having count(*) > 1)'
    for key in table.foreign_keys:
        if key.field == field.name:
            yield (
                "foreign-key",
                f'not ({empty}) and {cell} not in (select "{key.column}" from "{key.table}" where "{key.column}" is not null)',
            )


def batches(package: Package, small: Tables) -> Iterator[Tables]:
    """Yield the tables again and again, each time with the rows of some more units of the large ones: every rule looks at one unit's at a time."""
    large = [table for table in package.tables if table.is_parquet]
    with duckdb.connect() as connection:
        counts = " union all ".join(f"select unit_id from read_parquet('{_quoted(table)}')" for table in large)
        units = connection.execute(f"select unit_id, count(*) from ({counts}) where unit_id is not null group by all order by 1").fetchall()
        for some in _grouped(units):
            yield small | {table.name: _rows(connection, table, some) for table in large}


def _grouped(units: list[tuple[str, int]]) -> Iterator[list[str]]:
    some, rows = list[str](), 0
    for unit, count in units:
        if some and rows + count > BATCH:
            yield some
            some, rows = [], 0
        some, rows = [*some, unit], rows + count
    if some:
        yield some


def _rows(connection: duckdb.DuckDBPyConnection, table: Table, units: list[str]) -> Rows:
    """Rows as text, each with its place in the file."""
    cells = ", ".join(f"coalesce({PRINTED[f.type].format(_quoted_name(f))}, '')" for f in table.fields)
    query = f"select {cells}, (file_row_number + 2)::varchar from read_parquet('{_quoted(table)}', file_row_number = true)"
    names = [*(field.name for field in table.fields), LINE]
    found = connection.execute(f"{query} where list_contains($units::varchar[], unit_id)", {"units": units}).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


def named(found: Iterator[Problem], package: Package) -> Iterator[Problem]:
    """Yield the first MOST different problems, each under the name of its file."""
    files = {f"{table.name}.csv": table.path.name for table in package.tables}
    seen: dict[Problem, None] = {}
    for one in islice((replace(one, file=files.get(one.file, one.file)) for one in found), MOST * 10):
        seen.setdefault(one)
        if len(seen) == MOST:
            break
    yield from seen


def _quoted(table: Table) -> str:
    return str(table.path).replace("'", "''")


def _quoted_name(field: Field) -> str:
    return f'"{field.name}"'


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
