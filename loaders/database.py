"""The in-memory DuckDB database: tables typed by the schema with constraints on, then one view per file of `sql/`.

Of a package with Parquet tables nothing is held in memory: see loaders.ready and loaders.large.
"""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd

from loaders import large, macros
from loaders.own import NOTHING, Own
from loaders.package import DATA, Field, Package, Table, read_package
from loaders.ready import ready

SQL = Path(__file__).resolve().parent / "sql"

# Order of creation: a view reads only tables and views before it.
CORE_VIEWS = (
    "target_bounds",
    "current_observation",
    "compared_reason",
    "comparable_reason",
    "compared",
    "comparable",
    "benchmark",
    "coverage",
    "coverage_family",
    "target_row",
    "observation_row",
    "commitment_row",
    "indicator_row",
    "unit_row",
    "document_row",
)
# Built on the others; heavy to plan, so a page that does not need them does without.
ANALYSIS_VIEWS = (
    "target_end",
    "target_method",
    "candidate_observation",
    "matched_observation",
    "attainment",
    "pace_step",
    "pace",
    "verdict",
    "crosswalk",
    "missing_value",
    "consistency_target",
    "consistency_flow_stock",
    "consistency_parts",
    "consistency_members",
    "consistency_nested",
    "consistency_subgroup",
    "consistency_classes",
    "consistency_whole_number",
    "consistency_margin",
    "consistency_growth",
    "consistency_benchmark",
    "consistency",
)
VIEWS = CORE_VIEWS + ANALYSIS_VIEWS

TYPES = {"string": "varchar", "integer": "bigint", "number": "double", "boolean": "boolean", "date": "date"}

PARQUET = "read_parquet(?)"

# Where the words of rows of one's own say that they are: in every list, chart and file that shows these columns.
MARKED = {
    "unit": ("short_vi", "short_en"),
    "publication": ("label_vi", "label_en"),
    "document": ("short_vi", "short_en"),
    "commitment": ("summary_vi", "summary_en"),
}
SET_ASIDE = """
    update observation set is_current = false,
        note = concat_ws(' ', note, (select vi from "text" where text_id = $why)),
        note_en = concat_ws(' ', note_en, (select en from "text" where text_id = $why))
    where is_current and list_contains($ids::varchar[], observation_id)"""
Settings = dict[str, str | bool | int | float | list[str]]
WHY = "own.set_aside"
# Small tables answer before a second thread has begun; of large ones no answer may take more than this much memory.
SMALL: Settings = {"threads": 1}
LARGE: Settings = {"threads": 2, "memory_limit": "1GB"}


class DataError(Exception):
    """The package cannot be loaded; the message names file and reason. Nothing is half-loaded."""


def build(folder: Path = DATA, views: Sequence[str] = VIEWS, own: Own = NOTHING) -> duckdb.DuckDBPyConnection:
    """Return a locked in-memory connection holding every table of the package in `folder` and the `views` named, in their order.

    `own`: rows of a reader's own, which come after the published ones under labels that say so; published observations that they set
    aside are no longer current. Nothing outside this one connection changes.
    Take a `.cursor()` for each query: a DuckDB connection refuses two threads at once.
    Raises DataError when a file is missing or a value, published or own, breaks the schema; no connection is left behind.
    """
    package = read_package(folder)
    connection = duckdb.connect(":memory:", config=LARGE if package.is_large else SMALL)
    try:
        if package.is_large:
            large.show(connection, ready(package, _fill), package)
        connection.execute("begin")
        for table in () if package.is_large else package.tables:
            # An index for every key takes more memory than all the data: many hold a database with rows of their own, which are checked once.
            _load(connection, table, keys=not own)
        for name, _ in own.tables:
            _add(connection, package.by_name[name], own, is_large=package.is_large)
        if not package.is_large:
            connection.execute(SET_ASIDE, {"ids": list(own.set_aside), "why": WHY})
        elif own.set_aside:
            large.set_aside(connection, package.by_name["observation"], own, WHY)
        macros.create(connection)
        _create(connection, views)
        connection.execute("commit")
        _lock(connection)
    except (duckdb.Error, DataError) as error:
        connection.close()
        raise DataError(str(error)) from error
    return connection


def analyse(connection: duckdb.DuckDBPyConnection) -> None:
    """Add ANALYSIS_VIEWS to a connection that was built with CORE_VIEWS only, unless they are there.

    They take longer to plan than everything else to load.
    """
    if connection.execute("select 1 from duckdb_views() where view_name = ?", [ANALYSIS_VIEWS[-1]]).fetchone():
        return
    connection.execute("begin")
    _create(connection, ANALYSIS_VIEWS)
    connection.execute("commit")


def _create(connection: duckdb.DuckDBPyConnection, views: Sequence[str]) -> None:
    if not set(views).isdisjoint(ANALYSIS_VIEWS):
        macros.create_equations(connection)
    for view in views:
        connection.execute(f"create view {view} as {(SQL / f'{view}.sql').read_text(encoding='utf-8')}")


def _load(connection: duckdb.DuckDBPyConnection, table: Table, *, keys: bool) -> None:
    _check_header(table)
    connection.execute(ddl(table, keys=keys))
    casts = ", ".join(f"cast({_bare(table, f)} as {TYPES[f.type]})" for f in table.fields)
    # As printed first (all text), then as read (typed): a bare reader would take `01` for 1.
    printed = (
        "read_csv(?, all_varchar=true, header=true, delim=',', quote='\"', escape='\"', nullstr='', auto_detect=false, columns="
        + _columns(table)
        + ")"
    )
    try:
        connection.execute(f'insert into "{table.name}" select {casts} from {PARQUET if table.is_parquet else printed}', [str(table.path)])
    except duckdb.Error as error:
        raise DataError(f"{table.path.name}: {error}") from error


def _bare(table: Table, field: Field) -> str:
    """A cell to be typed; in Parquet an empty text is as empty as a null."""
    return f"nullif(\"{field.name}\"::varchar, '')" if table.is_parquet and field.type == "string" else f'"{field.name}"'


def _fill(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Load a table whose keys are checked at once and not kept: an index for each would take more room than the rows."""
    _load(connection, table, keys=False)
    _check_keys(connection, table)


def _add(connection: duckdb.DuckDBPyConnection, table: Table, own: Own, *, is_large: bool) -> None:
    """Put the rows of one's own behind the published ones of a table; localities of one's own come after all other units."""
    rows, names = own.rows(table.name), [field.name for field in table.fields]
    if strange := {name for row in rows for name in row} - set(names):
        raise DataError(f"{table.name}: {', '.join(sorted(strange))}")
    # As printed first (all text), then as read (typed), as for the files.
    values = {f.name: f"cast(nullif(\"{f.name}\", '') as {TYPES[f.type]})" for f in table.fields}
    for name in MARKED.get(table.name, ()):
        values[name] += f" || ' ' || (select {name[-2:]} from \"text\" where text_id = 'own.mark')"
    if table.name == "unit":
        values["position"] = "(select max(position) from unit) + row_number() over (order by unit_id)"
    place = table.name
    if is_large:
        place = large.OWN.format(table.name)
        connection.execute(ddl(replace(table, name=place), keys=False))
    connection.register("own_rows", pd.DataFrame([[row.get(name, "") for name in names] for row in rows], columns=names))
    try:
        connection.execute(f'insert into "{place}" select {", ".join(values.values())} from own_rows')
        connection.unregister("own_rows")
    except duckdb.Error as error:
        raise DataError(f"{table.name}: {error}") from error
    if is_large:
        large.add(connection, table)
    _check_keys(connection, table, place)


def _check_keys(connection: duckdb.DuckDBPyConnection, table: Table, place: str = "") -> None:
    """What the keys of a table that has none would refuse, of all its rows or of those in `place`."""
    place = place or table.name
    key = ", ".join(f'"{name}"' for name in table.primary_key)
    new = f' where {key} in (select {key} from "{place}")' if place != table.name else ""
    asked = [f'select {key} from "{table.name}"{new} group by all having count(*) > 1']
    asked += [
        f'select "{k.field}" from "{place}" where "{k.field}" not in (select "{k.column}" from "{k.table}")' for k in table.foreign_keys
    ]
    for field, query in zip((key.replace('"', ""), *(k.field for k in table.foreign_keys)), asked, strict=True):
        if found := connection.execute(query).fetchone():
            raise DataError(f"{table.name}: {field} {found[0]}")


def _check_header(table: Table) -> None:
    """The file is read by position, so its columns must stand as described."""
    expected = [field.name for field in table.fields]
    if table.path.exists() and (header := _header(table)) != expected:
        raise DataError(f"{table.path.name}: header {','.join(header)}, expected {','.join(expected)}")


def _header(table: Table) -> list[str]:
    if table.is_parquet:
        try:
            return [name for name, *_ in duckdb.execute(f"describe from {PARQUET}", [str(table.path)]).fetchall()]
        except duckdb.Error as error:
            raise DataError(f"{table.path.name}: {error}") from error
    with table.path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


def _columns(table: Table) -> str:
    return "{" + ", ".join(f"'{f.name}': 'varchar'" for f in table.fields) + "}"


def ddl(table: Table, *, keys: bool = True) -> str:
    """Return the `create table` statement: types, not null, enums, and with `keys` primary and foreign ones.

    Keys of a table into itself are left to the checks: DuckDB tests them row by row within one insert.
    """
    lines = [_column(f.name, TYPES[f.type], f.required, f.constraints.get("enum")) for f in table.fields]
    if keys:
        lines.append(f"primary key ({', '.join(table.primary_key)})")
        lines += [f'foreign key ("{k.field}") references "{k.table}" ("{k.column}")' for k in table.foreign_keys if k.table != table.name]
    return f'create table "{table.name}" ({", ".join(lines)})'


def _column(name: str, kind: str, required: bool, enum: list[str] | None) -> str:
    allowed = ", ".join(f"'{value}'" for value in enum or ())
    return f'"{name}" {kind}' + (" not null" if required else "") + (f' check ("{name}" in ({allowed}))' if enum else "")


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    """No file, network, setting or variable of the program can be reached through the connection from here on, nor does it spill onto disk."""
    connection.execute("set temp_directory = ''")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def names(package: Package) -> tuple[str, ...]:
    """Return the public names that can be printed: tables in package order, then views."""
    return tuple(table.name for table in package.tables) + VIEWS
