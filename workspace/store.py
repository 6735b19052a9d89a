"""Where kept rows are: a DuckDB file, or a PostgreSQL server."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from loaders.own import NOTHING, Own
from workspace.change import Change
from workspace.duck import DuckReader, DuckStore
from workspace.errors import WorkspaceError

POSTGRES = ("postgresql://", "postgres://")


class Reader(Protocol):
    """What may be asked of kept rows; workspace/log.py says what comes back and what is raised."""

    def revision(self, name: str) -> int: ...
    def current(self, name: str, revision: int | None = None) -> Own: ...
    def history(self, name: str, limit: int = ...) -> list[Change]: ...
    def export(self, name: str) -> bytes: ...


class Store(Reader, Protocol):
    """Kept rows that can be changed; workspace/log.py says what comes back and what is raised."""

    def change(
        self,
        name: str,
        author: str,
        summary: str = "",
        put: Own | Mapping[str, Iterable[Mapping[str, str]]] = NOTHING,
        drop: Mapping[str, Iterable[str]] | None = None,
        *,
        expected: int,
    ) -> int: ...
    def undo(self, name: str, revision: int, author: str) -> int: ...
    def restore(self, name: str, content: bytes, author: str, summary: str = "") -> int: ...
    def clear(self, name: str, author: str, summary: str = "", *, expected: int | None = None) -> int: ...
    def close(self) -> None: ...


def open_store(address: str) -> Store:
    """Return the store at an address: `postgresql://…`, or the path of a DuckDB file, begun where there is none.

    Raises WorkspaceError, in words, for a file that is damaged, gone, held by another process or not to be written, for a server that does
    not answer, and for an address of another kind. A file that is not whole is left as it is.
    """
    if address.startswith(POSTGRES):
        from workspace.postgres import PostgresStore  # only those who keep rows on such a server wait for its library

        return PostgresStore(address)
    return DuckStore(_path(address))


def open_reader(address: str) -> Reader:
    """Return what reads the store at an address while another process may be writing to it; of a DuckDB file, the copy made for that.

    Raises WorkspaceError as `open_store` does; a copy that is not there is said when it is asked.
    """
    return open_store(address) if address.startswith(POSTGRES) else DuckReader(_path(address))


def _path(address: str) -> Path:
    if not address.strip() or "://" in address or "\0" in address:
        raise WorkspaceError("workspace.bad_address")
    return Path(address).expanduser().resolve()
