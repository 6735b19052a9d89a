"""The addresses' own database: the shipped package and nothing else, so that no reader's own rows can ever stand in an answer."""

from functools import cache
from threading import Lock

import duckdb

from loaders import database

_building = Lock()


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return database.build(views=database.CORE_VIEWS)


def cursor() -> duckdb.DuckDBPyConnection:
    """Return a cursor, made for one question; the first one waits until the database is built. Raises DataError when it cannot be."""
    with _building:  # else two first questions would build two
        return _connection().cursor()
