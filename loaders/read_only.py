"""A cursor that reads and can do nothing else: what the pages and the addresses for programs are given."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import duckdb
import pandas as pd
from duckdb import StatementType

# Variables that a cursor may have of its own, each a list of ids.
LOOKS = {name: f"set variable {name} = $value::varchar[]" for name in ("units", "indicators", "targets")}


class NotSelectError(Exception):
    """A statement other than one `select` was asked for."""


class ReadOnly:
    """Answers one `select` at a time, as DuckDB's cursor does; raises NotSelectError for anything else, before any of it is done.

    Two locks, since each leaves something open: DuckDB's own parser tells what kind of statement it is, and a transaction that only reads
    refuses a `select` whose parts write. Text from anywhere cannot end that transaction, for to end it is no `select`.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self._cursor = connection.cursor()
        self._cursor.execute("begin transaction read only")

    def execute(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> "ReadOnly":
        """Ask; the answer is fetched by `df`, `fetchone` or `fetchall`."""
        self._cursor.execute(self._select(query), parameters)
        return self

    def sql(self, query: str, *, params: Sequence[Any] | Mapping[str, Any] | None = None) -> duckdb.DuckDBPyRelation:
        """Return the answer as a relation, with the database's own types."""
        return self._cursor.sql(self._select(query), params=params)

    def look(self, name: str, value: object) -> None:
        """Set one of LOOKS, variables of this cursor alone by which it sees less of large tables. Raises KeyError for any other."""
        self._cursor.execute(LOOKS[name], {"value": value})

    def df(self) -> pd.DataFrame:
        return self._cursor.df()

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._cursor.fetchone()

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._cursor.fetchall()

    def _select(self, query: str) -> duckdb.Statement:
        statements = self._cursor.extract_statements(query)
        if [statement.type for statement in statements] != [StatementType.SELECT]:
            raise NotSelectError(", ".join(statement.type.name for statement in statements) or "nothing")
        return statements[0]


def read_only(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return a new cursor of a connection, which only reads. It is no DuckDB cursor, but has the part of one that loaders use."""
    return cast(duckdb.DuckDBPyConnection, ReadOnly(connection))
