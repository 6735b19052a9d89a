"""Tables too large to be held in memory: shown out of a file that was made ready, some units at a time, a reader's own rows behind them.

Every view reads these tables, so that a cursor that is `within` some units answers as if there were no others: an answer costs what those
units hold, however many more the package has.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from loaders.own import Own
from loaders.package import Package, Table
from loaders.read_only import LOOKS

# The reader's own rows of a table stand in a table of their own.
OWN = "own_{}"
# A column -> the cursor's own variable that lists what it sees of it; unset, it sees all.
WITHIN = {"target_id": "targets", "unit_id": "units", "indicator_id": "indicators"}
# No subquery: each would be planned once more wherever a view reads a table, which took most of the time of a question.
SEES = "(getvariable('{name}') is null or list_contains(getvariable('{name}')::varchar[], {column}))"
# The tables that it sees less of: places and documents are few, and every view joins them.
SCOPED = ("population", "target", "observation", "commitment")
# The units asked for, and those whose figures speak of them: the country, what they are part of, what followed them, all that this was made of.
KIN = """
    with asked as (select unnest($units::varchar[]) as unit_id),
    heir as (from asked union select s.successor_id from unit_successor s join asked using (unit_id))
    select list(distinct unit_id order by unit_id) from (
        from heir
        union all select unit_id from unit where role = 'country'
        union all select u.parent_id from unit u join heir using (unit_id) where u.parent_id is not null
        union all select s.unit_id from unit_successor s join heir on heir.unit_id = s.successor_id)"""
SET_ASIDE = """
    select o.* replace (
        o.is_current and s.observation_id is null as is_current,
        if(o.is_current and s.observation_id is not null, concat_ws(' ', o.note, s.vi), o.note) as note,
        if(o.is_current and s.observation_id is not null, concat_ws(' ', o.note_en, s.en), o.note_en) as note_en)
    from ready.observation o left join own_set_aside s using (observation_id)"""


def show(connection: duckdb.DuckDBPyConnection, file: Path, package: Package) -> None:
    """Make every table of `package` a view of the table in `file`."""
    connection.execute("attach '{}' as ready (read_only)".format(str(file).replace("'", "''")))
    for table in package.tables:
        _view(connection, table)


def add(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Show the rows of `own_TABLE` behind the published ones."""
    _view(connection, table, own=True)


def set_aside(connection: duckdb.DuckDBPyConnection, table: Table, own: Own, why: str) -> None:
    """Show the published observations that own rows replace as no longer current, with the words of `why` in their notes."""
    words = 'select unnest($ids::varchar[]) as observation_id, vi, en from "text" where text_id = $why'
    connection.execute(f"create table own_set_aside as {words}", {"ids": list(own.set_aside), "why": why})
    _view(connection, table, SET_ASIDE, own=bool(own.rows(table.name)))


def _view(connection: duckdb.DuckDBPyConnection, table: Table, published: str = "", *, own: bool = False) -> None:
    rows = published or f'select * from ready."{table.name}"'
    rows += f' union all by name from "{OWN.format(table.name)}"' if own else ""
    held = {field.name for field in table.fields} if table.name in SCOPED else set()
    conditions = [SEES.format(name=name, column=column) for column, name in WITHIN.items() if column in held]
    connection.execute(f'create or replace view "{table.name}" as select * from ({rows}) where {" and ".join(["true", *conditions])}')


def within(cursor: duckdb.DuckDBPyConnection, units: Sequence[str], family: str = "") -> duckdb.DuckDBPyConnection:
    """Return the cursor, which from now on sees these units and those that their figures need, and no others; none: every unit.

    `family`: targets and observations of this question only. Nothing changes where the package has no large table: there every cursor
    sees everything.
    """
    if units:
        found = cursor.execute(KIN, {"units": list(units)}).fetchone()
        _look(cursor, "units", found[0] if found else [])
    if family:
        found = cursor.execute("select list(indicator_id) from indicator where family_id = $family", {"family": family}).fetchone()
        _look(cursor, "indicators", (found and found[0]) or [])
    return cursor


def only(cursor: duckdb.DuckDBPyConnection, targets: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """Return the cursor, which from now on sees no other targets than these; nothing changes where the package has no large table."""
    _look(cursor, "targets", list(targets))
    return cursor


def one_each(cursor: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return the cursor, which from now on sees one target of each indicator: enough where only indicators are asked about."""
    found = cursor.execute("select list(target_id) from (select min(target_id) as target_id from target group by indicator_id)").fetchone()
    return only(cursor, found[0] or [] if found else [])


def _look(cursor: duckdb.DuckDBPyConnection, name: str, value: object) -> None:
    """Set one of the cursor's own variables; a cursor that only reads has a way for just these."""
    if look := getattr(cursor, "look", None):
        look(name, value)
    elif isinstance(cursor, duckdb.DuckDBPyConnection):
        cursor.execute(LOOKS[name], {"value": value})
