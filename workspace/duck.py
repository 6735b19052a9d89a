"""A workspace in a DuckDB file on the server, beside a copy that others may read while this process holds the file.

DuckDB locks a file against every other process while it is open for writing. After each change, and on opening, a whole copy is put
beside it by one rename: NAME.read.duckdb. A reader sees the copy of before or of after, never half of one, and holds nobody up.
"""

import logging
import os
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from workspace import statements
from workspace.errors import WorkspaceError
from workspace.log import Log, Reading, Run

LOG = logging.getLogger(__name__)
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",
}
# How DuckDB and Windows say that another process has the file.
TAKEN = ("could not set lock", "conflicting lock", "being used by another process")


def read_copy(path: Path) -> Path:
    """Return where the copy for readers of a workspace's file stands."""
    return path.with_name(f"{path.stem}.read.duckdb")


class DuckStore(Log):
    """A workspace in one DuckDB file; one process at a time, any number of its threads. Made by `open_store`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        # Nobody else writes to the file, so what was found once holds until this process writes.
        self._known: dict[str, int] = {}
        self._ready()

    def revision(self, name: str) -> int:
        if (known := self._known.get(name)) is None:
            with self._lock:
                self._known[name] = known = super().revision(name)
        return known

    @contextmanager
    def reading(self) -> Iterator[Run]:
        with self._said("workspace.unreadable"), self._ready().cursor() as cursor:
            yield partial(_run, cursor)

    @contextmanager
    def writing(self, name: str) -> Iterator[Run]:
        with self._lock:
            with self._said("workspace.not_written"), self._ready().cursor() as cursor:
                cursor.execute("begin")
                try:
                    yield partial(_run, cursor)
                except BaseException:
                    with suppress(duckdb.Error):
                        cursor.execute("rollback")
                    raise
                self._known.pop(name, None)
                cursor.execute("commit")
                [(self._known[name],)] = _run(cursor, statements.REVISION, [name])
            self._publish()

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def _ready(self) -> duckdb.DuckDBPyConnection:
        """The open database; opened anew where it was closed after a failure that DuckDB does not go on from."""
        if (connection := self._connection) is not None:
            return connection
        with self._lock:
            if self._connection is None:
                self._connection = _opened(self._path)
                self._publish()
            return self._connection

    @contextmanager
    def _said(self, text_id: str) -> Iterator[None]:
        """Put DuckDB's errors into words; the log of the server gets their sort and place, not their message, which may hold people's rows."""
        try:
            yield
        except duckdb.Error as error:
            LOG.error("workspace %s: %s\n%s", self._path, type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
            if isinstance(error, duckdb.FatalException | duckdb.InternalException | duckdb.IOException):
                with suppress(duckdb.Error):
                    self.close()
            raise WorkspaceError(text_id, file=self._path.name) from error

    def _publish(self) -> None:
        """Put the copy for readers in place. Where that fails the one of before stays, and the change is no less kept."""
        final = read_copy(self._path)
        part = final.with_name(final.name + ".part")
        try:
            part.unlink(missing_ok=True)
            with self._ready().cursor() as cursor:
                try:
                    cursor.execute("attach ? as copy_for_readers", [str(part)])
                    for table in ("workspace_form", "workspace_change", "workspace_row"):
                        cursor.execute(f"create table copy_for_readers.{table} as from {table}")
                finally:
                    with suppress(duckdb.Error):
                        cursor.execute("detach copy_for_readers")
            part.replace(final)
        except (duckdb.Error, OSError):
            LOG.exception("no new copy for readers of %s", self._path)
            with suppress(OSError):
                part.unlink(missing_ok=True)


class DuckReader(Reading):
    """The copy for readers, opened afresh for each question, by any process at any time."""

    def __init__(self, path: Path) -> None:
        self._path = read_copy(path)

    @contextmanager
    def reading(self) -> Iterator[Run]:
        if not self._path.is_file():
            raise WorkspaceError("workspace.missing", file=self._path.name)
        try:
            with duckdb.connect(str(self._path), read_only=True, config=SETTINGS) as connection:
                yield partial(_run, connection)
        except duckdb.Error as error:
            LOG.exception("workspace %s", self._path)
            raise WorkspaceError("workspace.unreadable", file=self._path.name) from error


def _run(cursor: duckdb.DuckDBPyConnection, statement: str, parameters: list[Any]) -> list[tuple]:
    return cursor.execute(statement, parameters).fetchall()


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    """The file open for writing, known to be whole. It is never written to, nor put aside, where that is in doubt."""
    _check_place(path)
    try:
        connection = duckdb.connect(str(path), config=SETTINGS)
    except duckdb.Error as error:
        LOG.exception("workspace %s", path)
        taken = any(sign in str(error).lower() for sign in TAKEN)
        raise WorkspaceError("workspace.taken" if taken else "workspace.damaged", file=path.name) from error
    try:
        _prepare(connection)
        _check_whole(connection, path)
    except (duckdb.Error, WorkspaceError) as error:
        connection.close()
        if isinstance(error, WorkspaceError):
            raise
        LOG.exception("workspace %s", path)
        raise WorkspaceError("workspace.damaged", file=path.name) from error
    return connection


def _check_place(path: Path) -> None:
    """Raise WorkspaceError where no file can be opened or begun, or where one has gone whose copy is still there."""
    if not path.parent.is_dir():
        raise WorkspaceError("workspace.no_folder", folder=path.parent.name)
    if path.is_dir():
        raise WorkspaceError("workspace.damaged", file=path.name)
    if not os.access(path if path.exists() else path.parent, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise WorkspaceError("workspace.read_only", file=path.name)
    if not path.exists() and read_copy(path).exists():
        raise WorkspaceError("workspace.gone", file=path.name, copy=read_copy(path).name)


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("begin")
    for statement in statements.TABLES:
        connection.execute(statement)
    form = connection.execute(statements.READ_FORM).fetchall()
    if not form:
        connection.execute(statements.WRITE_FORM, [statements.FORM])
    connection.execute("commit")
    if form and form != [(statements.FORM,)]:
        raise WorkspaceError("workspace.newer")


def _check_whole(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raise WorkspaceError where a revision is missing, or where the copy for readers knows of more than the file does."""
    found = _revisions(connection)
    strays = connection.execute(statements.STRAYS).fetchall()
    if strays[0][0] or any((count, first) != (last, 1) for count, first, last in found.values()):
        raise WorkspaceError("workspace.damaged", file=path.name)
    if not (copy := read_copy(path)).is_file():
        return
    try:
        with duckdb.connect(str(copy), read_only=True, config=SETTINGS) as reader:
            published = _revisions(reader)
    except duckdb.Error:
        LOG.exception("the copy for readers %s will be made anew", copy)
        return
    if any(last > found.get(name, (0, 0, 0))[2] for name, (_, _, last) in published.items()):
        raise WorkspaceError("workspace.behind", file=path.name, copy=copy.name)


def _revisions(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int, int]]:
    rows = connection.execute(statements.REVISIONS).fetchall()
    return {name: (count, first, last) for name, count, first, last in rows}
