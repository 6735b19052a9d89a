"""The in-memory DuckDB database: tables typed by the schema with constraints on, then one view per file of `sql/`."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from loaders.own import NOTHING, Own
from loaders.package import DATA, Package, Table, read_package

SQL = Path(__file__).resolve().parent / "sql"

# Order of creation: a view reads only tables and views before it.
CORE_VIEWS = (
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

# Accent-free, case-free text, so that "hoà", "hòa" and "HOA" meet; DuckDB's strip_accents leaves Đ alone.
FOLD = r"""create macro fold(words) as
    strip_accents(replace(lower(nfc_normalize(regexp_replace(words, '\s+', ' ', 'g'))), 'đ', 'd'))"""

# What equations are written with: numbers as loaders.stating writes them, qualifiers, and years in which 31/12/2020 is 2021.0.
LETTERS = (
    "create macro number_en(x) as coalesce(replace(rtrim(rtrim(format('{:,.4f}', x), '0'), '.'), '-', '−'), '')",
    "create macro number_vi(x) as translate(number_en(x), ',.', '.,')",
    "create macro worded(template, low, high) as replace(replace(template, '{low}', low), '{high}', high)",
    # Figures of one's own say so, and after the per cent sign; of ids joined by `;`, one is enough.
    "create macro marked_vi(said, id) as said || if(starts_with(id, 'own-'), ' ' || own_mark_vi(), '')",
    "create macro marked_en(said, id) as said || if(starts_with(id, 'own-'), ' ' || own_mark_en(), '')",
    "create macro own_of(ids) as list_filter(string_split(ids, ';'), lambda id: starts_with(id, 'own-'))[1]",
    "create macro percent_first(said, mark) as replace(said, concat(' ', mark, '%'), concat('% ', mark))",
    "create macro in_vi(equation) as translate(replace(equation, own_mark_en(), own_mark_vi()), ',.', '.,')",
    "create macro decimal_year(day) as year(day) + dayofyear(day) / dayofyear(make_date(year(day), 12, 31))",
)

# A result of a calculation with printed numbers: its two ends, short (two decimals below ten, one above), and on which side they still
# hold once the qualifiers are respected: 1 both, 2 at least, 3 more than, 4 at most, 5 less than, 0 neither. The others put it in words;
# the bounds are null where neither end holds.
RESULTS = (
    "create macro short_number(x) as round(x, if(abs(x) < 10, 2, 1)) + 0",
    """create macro result(low, high, has_low, has_high, strict, about) as {
        'sign': if(abs(low - short_number(low)) + abs(high - short_number(high)) < 1e-9, '= ', '≈ '),
        'low': replace(number_en(short_number(low)), '-', '−'), 'high': replace(number_en(short_number(high)), '-', '−'), 'about': about,
        'side': case when has_low and has_high then 1 when has_low then if(strict, 3, 2) when has_high then if(strict, 5, 4) else 0 end}""",
    "create macro span_en(r) as concat_ws(if(r.low[1] = '−', ' … ', '–'), r.low, nullif(r.high, r.low))",
    "create macro span_vi(r) as translate(span_en(r), ',.', '.,')",
    "create macro equals_en(r) as concat(r.sign, span_en(r))",
    "create macro equals_vi(r) as concat(r.sign, span_vi(r))",
    "create macro held(r) as case r.side when 1 then span_en(r) when 2 then r.low when 3 then r.low else r.high end",
    """create macro bounds_en(r) as
        ['', 'at least ', 'more than ', 'at most ', 'less than '][r.side] || concat(if(r.about, 'about ', ''), held(r))""",
    """create macro bounds_vi(r) as
        ['', 'ít nhất ', 'trên ', 'tối đa ', 'dưới '][r.side] || concat(if(r.about, 'khoảng ', ''), translate(held(r), ',.', '.,'))""",
    """create macro that_is_en(r, unit) as case
        when r.side = 0 then ' (open-ended, so nothing follows)' when r.side = 1 and not r.about then ''
        else concat(', i.e. ', bounds_en(r), unit) end""",
    """create macro that_is_vi(r, unit) as case
        when r.side = 0 then ' (để ngỏ nên không suy ra được gì)' when r.side = 1 and not r.about then ''
        else concat(', tức ', bounds_vi(r), unit) end""",
)


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
    connection = duckdb.connect(":memory:", config={"threads": 1})
    try:
        connection.execute("begin")
        connection.execute(FOLD)
        for table in package.tables:
            # An index for every key takes more memory than all the data: many hold a database with rows of their own, which are checked once.
            _load(connection, table, keys=not own)
        for name, _ in own.tables:
            _add(connection, package.by_name[name], own)
        connection.execute(SET_ASIDE, {"ids": list(own.set_aside), "why": "own.set_aside"})
        _create(connection, views)
        connection.execute("commit")
        _lock(connection)
    except (duckdb.Error, DataError) as error:
        connection.close()
        raise DataError(str(error)) from error
    return connection


def analyse(connection: duckdb.DuckDBPyConnection) -> None:
    """Add ANALYSIS_VIEWS to a connection that was built with CORE_VIEWS only. They take longer to plan than everything else to load."""
    connection.execute("begin")
    _create(connection, ANALYSIS_VIEWS)
    connection.execute("commit")


def _create(connection: duckdb.DuckDBPyConnection, views: Sequence[str]) -> None:
    if not set(views).isdisjoint(ANALYSIS_VIEWS):
        for macro in (*_own_marks(connection), *LETTERS, *RESULTS):
            connection.execute(macro)
    for view in views:
        connection.execute(f"create view {view} as {(SQL / f'{view}.sql').read_text(encoding='utf-8')}")


def _own_marks(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """What stands behind a figure of one's own, as macros: a look-up in every equation would cost more than the equations."""
    marks = connection.execute("select vi, en from \"text\" where text_id = 'own.mark'").fetchone() or ("", "")
    for lang, mark in zip(("vi", "en"), marks, strict=True):
        quoted = mark.replace("'", "''")
        yield f"create macro own_mark_{lang}() as '{quoted}'"


def _load(connection: duckdb.DuckDBPyConnection, table: Table, *, keys: bool) -> None:
    _check_header(table)
    connection.execute(ddl(table, keys=keys))
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


def _add(connection: duckdb.DuckDBPyConnection, table: Table, own: Own) -> None:
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
    connection.register("own_rows", pd.DataFrame([[row.get(name, "") for name in names] for row in rows], columns=names))
    try:
        connection.execute(f'insert into "{table.name}" select {", ".join(values.values())} from own_rows')
        connection.unregister("own_rows")
    except duckdb.Error as error:
        raise DataError(f"{table.name}: {error}") from error
    _check_keys(connection, table)


def _check_keys(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """What the keys of a table that has none would refuse."""
    [key] = table.primary_key
    asked = [f'select "{key}" from "{table.name}" group by all having count(*) > 1']
    asked += [
        f'select "{k.field}" from "{table.name}" where "{k.field}" not in (select "{k.column}" from "{k.table}")'
        for k in table.foreign_keys
    ]
    for field, query in zip((key, *(k.field for k in table.foreign_keys)), asked, strict=True):
        if found := connection.execute(query).fetchone():
            raise DataError(f"{table.name}: {field} {found[0]}")


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
    """No file, network or setting can be reached through the connection from here on."""
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def names(package: Package) -> tuple[str, ...]:
    """Return the public names that can be printed: tables in package order, then views."""
    return tuple(table.name for table in package.tables) + VIEWS
