"""A workspace on a PostgreSQL server: any number of server processes at a time, one lock a workspace."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from psycopg import errors

from workspace import statements
from workspace.errors import WorkspaceError
from workspace.log import Log, Run

LOG = logging.getLogger(__name__)
# Connections kept open between questions, and at once at most.
IDLE, MOST = 4, 16
SECONDS = 5
# Names of our locks among those of other programs on the same server.
LOCK = "select pg_advisory_xact_lock(hashtextextended('collective-economy-workspace/' || ?, 0))"


class PostgresStore(Log):
    """A workspace on a PostgreSQL server. Made by `open_store`."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._idle: list[psycopg.Connection] = []
        self._room = threading.BoundedSemaphore(MOST)
        self._prepare()

    @contextmanager
    def reading(self) -> Iterator[Run]:
        with _said("workspace.unreachable"), self._connected() as connection:
            yield partial(_run, connection)

    @contextmanager
    def writing(self, name: str) -> Iterator[Run]:
        with _said("workspace.not_written"), self._connected() as connection, connection.transaction():
            run = partial(_run, connection)
            run(LOCK, [name])
            yield run

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def _prepare(self) -> None:
        with self.writing("") as run:
            for statement in statements.TABLES:
                run(statement, [])
            form = run(statements.READ_FORM, [])
            if not form:
                run(statements.WRITE_FORM, [statements.FORM])
        if form and form != [(statements.FORM,)]:
            raise WorkspaceError("workspace.newer")

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        """A connection of one's own for the block; it is kept for the next one unless it broke."""
        with self._room:
            connection = self._awake() or self._new()
            try:
                yield connection
            finally:
                if connection.broken or len(self._idle) >= IDLE:
                    connection.close()
                else:
                    self._idle.append(connection)

    def _awake(self) -> psycopg.Connection | None:
        """A kept connection that still answers: the server may have been started anew meanwhile."""
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:
                return None
            try:
                connection.execute("select 1")
            except psycopg.Error:
                connection.close()
            else:
                return connection
        return None

    def _new(self) -> psycopg.Connection:
        # Outside a transaction every statement is one; a lost network is noticed in seconds, not in hours.
        return psycopg.connect(
            self._address, autocommit=True, connect_timeout=SECONDS, client_encoding="utf8", keepalives_idle=10, tcp_user_timeout=10_000
        )


def _run(connection: psycopg.Connection, statement: str, parameters: list[Any]) -> list[tuple]:
    # The statements are the program's own; a `%` in one would have to be doubled.
    cursor = connection.execute(statement.replace("?", "%s").encode(), parameters)
    return cursor.fetchall() if cursor.description else []


@contextmanager
def _said(text_id: str) -> Iterator[None]:
    """Put psycopg's errors into words; the log gets the server's own, which never hold the password."""
    try:
        yield
    except psycopg.Error as error:
        LOG.error("PostgreSQL: %s %s", type(error).__name__, error.sqlstate or "")
        if isinstance(error, errors.InsufficientPrivilege | errors.ReadOnlySqlTransaction):
            text_id = "workspace.no_right"
        elif isinstance(error, psycopg.OperationalError) and not isinstance(error, errors.DiskFull):
            text_id = "workspace.unreachable"
        raise WorkspaceError(text_id, file="PostgreSQL") from error
