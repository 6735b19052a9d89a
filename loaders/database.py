"""The in-memory DuckDB database: tables typed by the schema with constraints on, then one view per file of `sql/`."""

import csv
from pathlib import Path

import duckdb

from loaders.package import DATA, Package, Table, read_package

SQL = Path(__file__).resolve().parent / "sql"

# Order of creation: a view reads only tables and views before it.
VIEWS = (
    "target_bounds",
    "current_observation",
    "comparable_reason",
    "comparable",
    "benchmark",
    "coverage",
    "coverage_family",
    "target_row",
    "observation_row",
    "commitment_row",
)

TYPES = {"string": "varchar", "integer": "bigint", "number": "double", "boolean": "boolean", "date": "date"}

# Accent-free, case-free text, so that "hoà", "hòa" and "HOA" meet; DuckDB's strip_accents leaves Đ alone.
FOLD = r"""create macro fold(words) as
    strip_accents(replace(lower(nfc_normalize(regexp_replace(words, '\s+', ' ', 'g'))), 'đ', 'd'))"""


class DataError(Exception):
    """The package cannot be loaded; the message names file and reason. Nothing is half-loaded."""


def build(folder: Path = DATA) -> duckdb.DuckDBPyConnection:
    """Return a locked in-memory connection holding every table and view of the package in `folder`.

    Take a `.cursor()` for each query: a DuckDB connection refuses two threads at once.
    Raises DataError when a file is missing or a value breaks the schema; no connection is left behind.
    """
    package = read_package(folder)
    connection = duckdb.connect(":memory:", config={"threads": 1})
    try:
        connection.execute("begin")
        connection.execute(FOLD)
        for table in package.tables:
            _load(connection, table)
        for view in VIEWS:
            connection.execute(f"create view {view} as {(SQL / f'{view}.sql').read_text(encoding='utf-8')}")
        connection.execute("commit")
        _lock(connection)
    except (duckdb.Error, DataError) as error:
        connection.close()
        raise DataError(str(error)) from error
    return connection


def _load(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    _check_header(table)
    connection.execute(ddl(table))
    casts = ", ".join(f'cast("{f.name}" as {TYPES[f.type]})' for f in table.fields)
    try:
        # As printed first (all text), then as read (typed): a bare reader would take `01` for 1.
        connection.execute(
            f"insert into \"{table.name}\" select {casts} from read_csv(?, all_varchar=true, header=true, delim=',', "
            "quote='\"', escape='\"', nullstr='', auto_detect=false, columns=" + _columns(table) + ")",
            [str(table.path)],
        )
    except duckdb.Error as error:
        raise DataError(f"{table.path.name}: {error}") from error


def _check_header(table: Table) -> None:
    """The file is read by position, so its columns must stand as described."""
    expected = [field.name for field in table.fields]
    if table.path.exists():
        with table.path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file), [])
        if header != expected:
            raise DataError(f"{table.path.name}: header {','.join(header)}, expected {','.join(expected)}")


def _columns(table: Table) -> str:
    return "{" + ", ".join(f"'{f.name}': 'varchar'" for f in table.fields) + "}"


def ddl(table: Table) -> str:
    """Return the `create table` statement: types, not null, enums, primary and foreign keys.

    Keys of a table into itself are left to the checks: DuckDB tests them row by row within one insert.
    """
    lines = [_column(f.name, TYPES[f.type], f.required, f.constraints.get("enum")) for f in table.fields]
    lines.append(f"primary key ({', '.join(table.primary_key)})")
    lines += [f'foreign key ("{k.field}") references "{k.table}" ("{k.column}")' for k in table.foreign_keys if k.table != table.name]
    return f'create table "{table.name}" ({", ".join(lines)})'


def _column(name: str, kind: str, required: bool, enum: list[str] | None) -> str:
    allowed = ", ".join(f"'{value}'" for value in enum or ())
    return f'"{name}" {kind}' + (" not null" if required else "") + (f' check ("{name}" in ({allowed}))' if enum else "")


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    """No file, network or setting can be reached through the connection from here on."""
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def names(package: Package) -> tuple[str, ...]:
    """Return the public names that can be printed: tables in package order, then views."""
    return tuple(table.name for table in package.tables) + VIEWS
