"""The append-only log behind every store: what it answers, and how a change is judged and written. The database is the stores' business."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from loaders.own import NOTHING, Own, own
from workspace import archive, names, state, statements
from workspace.change import Change, RowChange
from workspace.errors import ConflictError, WorkspaceError
from workspace.state import Key, State

# Runs one statement with its parameters; returns its rows.
Run = Callable[[str, list[Any]], list[tuple]]


class Reading(ABC):
    """What can be asked of a workspace. Raises WorkspaceError where the database cannot be read."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Run]:
        """Give statements that read; what was committed by then is seen."""

    def revision(self, name: str) -> int:
        """Return the revision of the latest change; 0 for a workspace in which nothing has been kept."""
        with self.reading() as run:
            return _revision(run, names.workspace(name))

    def current(self, name: str, revision: int | None = None) -> Own:
        """Return the rows kept, as they stood after `revision`, the latest where none is named."""
        with self.reading() as run:
            known = _revision(run, names.workspace(name)) if revision is None else revision
            return state.to_own(_present(run, name, known))

    def history(self, name: str, limit: int = 1_000_000) -> list[Change]:
        """Return the changes, newest first, at most `limit`."""
        with self.reading() as run:
            latest = _revision(run, names.workspace(name))
            return _changes(run, name, max(latest - limit, 0), latest)

    def export(self, name: str) -> bytes:
        """Return a ZIP with the rows, the history and a manifest, all of one revision; see workspace/archive.py."""
        with self.reading() as run:
            latest = _revision(run, names.workspace(name))
            rows = state.to_own(_present(run, name, latest))
            return archive.pack(name, latest, rows, _changes(run, name, 0, latest), datetime.now(UTC))


class Log(Reading):
    """A workspace that can be changed. A method that returns a revision has written it durably; one that raises has written nothing."""

    @abstractmethod
    def writing(self, name: str) -> AbstractContextManager[Run]:
        """Give statements of one transaction under the workspace's lock: committed at the end of the block, undone where it raises."""

    @abstractmethod
    def close(self) -> None:
        """Let the database go."""

    def change(
        self,
        name: str,
        author: str,
        summary: str = "",
        put: Own | Mapping[str, Iterable[Mapping[str, str]]] = NOTHING,
        drop: Mapping[str, Iterable[str]] | None = None,
        *,
        expected: int,
    ) -> int:
        """Put rows in and drop others, in one change; return its revision, or the latest where nothing differs.

        `put`: rows by table, or an `Own`, whose `set_aside` is put too. `drop`: ids by table, or under SET_ASIDE. `expected`: the revision
        that the author has seen. Raises ConflictError when a row that differs has been changed after it, WorkspaceError for rows that
        cannot be kept.
        """
        rows = put if isinstance(put, Own) else _owned(put)
        wanted: dict[Key, str | None] = dict.fromkeys(state.dropped(drop or {}))
        return self._record(name, author, summary, wanted | state.of(rows), expected)

    def undo(self, name: str, revision: int, author: str) -> int:
        """Put the rows of a change back as they were before it, as a change of its own; return its revision.

        Raises ConflictError when a later change touched one of these rows, WorkspaceError where there is no such change.
        """
        with self.reading() as run:
            found = _changes(run, names.workspace(name), revision - 1, revision)
        if not found:
            raise WorkspaceError("workspace.no_change", revision=revision)
        before = {(row.table, row.row_id): row.before for row in found[0].rows}
        return self._record(name, author, found[0].summary, before, revision, undoes=revision)

    def restore(self, name: str, content: bytes, author: str, summary: str = "") -> int:
        """Let the rows be those of an exported ZIP, as one change that can be undone; return its revision.

        Raises WorkspaceError for anything but a whole, unchanged export whose rows keep to the data's rules; nothing is taken then.
        """
        return self._replace(name, author, summary, state.of(archive.unpack(content)))

    def clear(self, name: str, author: str, summary: str = "", *, expected: int | None = None) -> int:
        """Drop every row, as one change that can be undone; return its revision. Raises ConflictError as `change` does."""
        return self._replace(name, author, summary, {}, expected)

    def _replace(self, name: str, author: str, summary: str, rows: State, expected: int | None = None) -> int:
        with self.reading() as run:
            latest = _revision(run, names.workspace(name)) if expected is None else expected
            before: dict[Key, str | None] = dict.fromkeys(_present(run, name, latest))
        return self._record(name, author, summary, before | rows, latest)

    def _record(
        self, name: str, author: str, summary: str, wanted: Mapping[Key, str | None], expected: int, undoes: int | None = None
    ) -> int:
        """Write one change, of the rows that it makes different."""
        name, author, summary = names.workspace(name), names.author(author), names.summary(summary)
        with self.writing(name) as run:
            latest = _revision(run, name)
            if not 0 <= expected <= latest:
                raise WorkspaceError("workspace.no_change", revision=expected)
            present = _present(run, name, latest)
            rows = [RowChange(*key, present.get(key), after) for key, after in sorted(wanted.items()) if present.get(key) != after]
            keys = set(wanted) if undoes else {(row.table, row.row_id) for row in rows}
            _refuse_touched(_changes(run, name, expected, latest), present, keys, undoes)
            if not rows:
                return latest
            touched = {(row.table, row.row_id): row.after for row in rows}
            state.check({key: body for key, body in {**present, **touched}.items() if body is not None}, touched)
            now = datetime.now(UTC).replace(tzinfo=None)
            run(statements.ADD_CHANGE, [name, latest + 1, now, author, summary, undoes])
            columns = zip(*((row.table, row.row_id, row.before, row.after) for row in rows), strict=True)
            run(statements.ADD_ROWS, [name, latest + 1, *(list(column) for column in columns)])
        return latest + 1


def _owned(rows: Mapping[str, Iterable[Mapping[str, str]]]) -> Own:
    try:
        return own(rows)
    except (KeyError, ValueError) as error:
        raise WorkspaceError("workspace.bad_row", row=str(error)[:80]) from error


def _revision(run: Run, name: str) -> int:
    [(revision,)] = run(statements.REVISION, [name])
    return revision


def _present(run: Run, name: str, revision: int) -> State:
    return {(table, row_id): body for table, row_id, body in run(statements.PRESENT, [name, revision])}


def _changes(run: Run, name: str, after: int, until: int) -> list[Change]:
    rows: dict[int, list[RowChange]] = {}
    for revision, *row in run(statements.ROWS, [name, after, until]):
        rows.setdefault(revision, []).append(RowChange(*row))
    return [
        Change(revision, made_at.replace(tzinfo=UTC), author, summary, undoes, tuple(rows.get(revision, ())))
        for revision, made_at, author, summary, undoes in run(statements.CHANGES, [name, after, until])
    ]


def _refuse_touched(changes: Sequence[Change], present: State, keys: set[Key], undoes: int | None) -> None:
    """Raise ConflictError when `changes`, newest first, leave one of these rows other than it was before them."""
    seen = {(row.table, row.row_id): row.before for change in changes for row in change.rows}
    other = {key for key in keys & seen.keys() if seen[key] != present.get(key)}
    touched = []
    for change in changes:
        if rows := tuple(row for row in change.rows if (row.table, row.row_id) in other):
            touched.append(replace(change, rows=rows))
    if touched:
        raise ConflictError("workspace.conflict_undo" if undoes else "workspace.conflict", touched)
