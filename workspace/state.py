"""Rows as the log keeps them: (table, id) -> the row as JSON, its columns in the schema's order; and back again as an `Own`."""

import json
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from loaders.own import PREFIX, TABLES, Own, own
from loaders.package import Table, here, read_package
from workspace.change import PLACES, SET_ASIDE
from workspace.errors import WorkspaceError

Key = tuple[str, str]
State = dict[Key, str]
# Far above what people gather by hand, far below what fills a server's memory.
ROWS, LETTERS = 100_000, 20_000


def _tables() -> Mapping[str, Table]:
    return _read(here())


@lru_cache(maxsize=4)
def _read(folder: Path) -> Mapping[str, Table]:
    return read_package(folder).by_name


def of(rows: Own) -> State:
    """Return an `Own` as a state. Raises WorkspaceError for a row that does not fit its table's columns or is too long."""
    state = {(table, row[f"{table}_id"]): _encoded(table, row) for table, _ in rows.tables for row in rows.rows(table)}
    return state | {(SET_ASIDE, name): json.dumps({"observation_id": name}) for name in rows.set_aside}


def to_own(state: Mapping[Key, str]) -> Own:
    """Return a state as an `Own`."""
    tables: dict[str, list[dict[str, str]]] = {table: [] for table in TABLES}
    for (table, _), body in state.items():
        if table != SET_ASIDE:
            tables[table].append(json.loads(body))
    return own(tables, (name for table, name in state if table == SET_ASIDE))


def dropped(ids: Mapping[str, Iterable[str]]) -> list[Key]:
    """Return ids by table (or SET_ASIDE) as keys. Raises WorkspaceError for another table, and for published rows."""
    keys = [(table, name) for table, names in ids.items() for name in names]
    if strange := [key for key in keys if key[0] not in PLACES or (key[0] != SET_ASIDE and not key[1].startswith(PREFIX))]:
        raise WorkspaceError("workspace.bad_row", row=strange[0][1])
    return keys


def check(state: Mapping[Key, str], touched: Collection[Key]) -> None:
    """Raise WorkspaceError where a state is too large, or where, after a change to the rows `touched`, a row names one that is not there."""
    if len(state) > ROWS:
        raise WorkspaceError("workspace.too_many", rows=len(state), most=ROWS)
    # Only where a row has gone can another, untouched one miss it.
    asked = state if any(key not in state for key in touched) else [key for key in touched if key in state]
    for table, name in asked:
        if table == SET_ASIDE:
            continue
        row = json.loads(state[table, name])
        for key in _tables()[table].foreign_keys:
            value = row.get(key.field, "")
            if value.startswith(PREFIX) and (key.table, value) not in state:
                raise WorkspaceError("workspace.needed", row=name, missing=value)


def _encoded(table: str, row: Mapping[str, str]) -> str:
    """The row as JSON in plain ASCII, so that no database stumbles over a sign; every column of the schema, in its order."""
    names = [field.name for field in _tables()[table].fields]
    long = sum(len(value) for value in row.values() if isinstance(value, str)) > LETTERS
    if long or set(row) - set(names) or not all(isinstance(value, str) for value in row.values()):
        raise WorkspaceError("workspace.bad_row", row=row[f"{table}_id"])
    return json.dumps({name: row.get(name, "") for name in names})
