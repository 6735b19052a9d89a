"""The reader's rows where a workspace keeps them: looked up once a run, and changed with the other people's changes in view."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from loaders.database import DataError
from loaders.own import NOTHING, Own
from ui import account
from ui.account import Account
from ui.texts import language, plain, t
from workspace import state
from workspace.change import SET_ASIDE, Change
from workspace.errors import WorkspaceError
from workspace.store import Store, open_store

# A store that could not be opened is tried again after so many seconds, not by every run of every reader.
PAUSE = 10
SEEN, SAID, TROUBLE = "kept_seen", "kept_said", "kept_trouble"


@dataclass(frozen=True)
class Seen:
    """What a session has seen of its workspace: the account, the revision and its rows, which sit out where they `misfit` the data."""

    account: Account = field(default_factory=Account)
    revision: int = 0
    own: Own = NOTHING
    misfit: bool = False


class _Door:
    """The one store of this server, opened when first asked for."""

    def __init__(self, address: str) -> None:
        self._address, self._lock = address, threading.Lock()
        self._store: Store | None = None
        self._error: WorkspaceError | None = None
        self._tried = 0.0

    def store(self) -> Store:
        with self._lock:
            if self._store is not None:
                return self._store
            if self._error is None or time.monotonic() - self._tried > PAUSE:
                try:
                    self._store, self._error = open_store(self._address), None
                    return self._store
                except WorkspaceError as error:
                    self._error = error
                self._tried = time.monotonic()
            raise self._error


@st.cache_resource(show_spinner=False)
def _door(address: str) -> _Door:
    return _Door(address)


@st.cache_resource(show_spinner=False, max_entries=64)
def _rows(address: str, name: str, revision: int) -> Own:
    return _door(address).store().current(name, revision)


@st.cache_resource(show_spinner=False, max_entries=16)
def _changes(address: str, name: str, revision: int, limit: int) -> list[Change]:
    return _door(address).store().history(name, limit)


def store() -> Store:
    """Return the server's one store. Raises WorkspaceError where it cannot be opened."""
    return _door(account.address()).store()


def arrive() -> None:
    """See what the workspace holds now. Called once a run, before anything is drawn: one quick question where nothing has changed.

    Where the workspace cannot be read, the session goes on with what it saw last, and `notice` says so.
    """
    st.session_state.pop(TROUBLE, None)
    seen = _seen()
    try:
        who = account.who()
        if not who.kept:
            st.session_state[SEEN] = Seen(who)
            return
        revision = store().revision(who.name)
        if seen is None or (seen.account, seen.revision) != (who, revision):
            st.session_state[SEEN] = Seen(who, revision, _rows(account.address(), who.name, revision))
    except WorkspaceError as error:
        st.session_state[TROUBLE] = error
        st.session_state[SEEN] = _last(seen)


def _last(seen: Seen | None) -> Seen:
    """What to go on with in trouble: the rows seen last, if they are still this reader's."""
    try:
        who = account.who()
    except WorkspaceError:
        return Seen()
    return seen if seen and seen.account == who else Seen(who)


def present() -> Seen:
    """Return what this run goes by; the same for the whole run, and for a part of the page that is drawn again.

    Outside a run there is no reader, so nothing.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return Seen()
    if _seen() is None:
        arrive()
    return st.session_state[SEEN]


def _seen() -> Seen | None:
    return st.session_state.get(SEEN)


def is_on() -> bool:
    """Return whether the reader's rows are kept beyond the session."""
    return present().account.kept


def current() -> Own:
    """Return the rows that the workspace keeps for the reader; NOTHING where nothing is kept."""
    return present().own


def fitting(build: Callable[[], object]) -> None:
    """Build the data with the rows kept; where these do not fit the data of this version, go on without them, which `notice` says.

    Raises DataError where the data cannot be built without them either.
    """
    try:
        build()
    except DataError:
        if not current():
            raise
        st.session_state[SEEN] = replace(present(), own=NOTHING, misfit=True)
        build()


def history(limit: int) -> list[Change]:
    """Return the latest changes of the reader's workspace, newest first. Raises WorkspaceError."""
    seen = present()
    return _changes(account.address(), seen.account.name, seen.revision, limit)


def save(own: Own, summary: str = "") -> bool:
    """Let the reader's rows be `own`; return whether that was done, and say in `notice` why not.

    What differs from the rows that this session has seen is put and dropped in one change, so that rows which others have put meanwhile
    stay, and rows which both have changed are refused.
    """
    seen = present()
    return attempt(lambda: _put(seen, own, summary))


def _put(seen: Seen, own: Own, summary: str) -> int:
    before, after = state.of(seen.own), state.of(own)
    gone: dict[str, list[str]] = {}
    for table, name in before.keys() - after.keys():
        gone.setdefault(table, []).append(name)
    put = state.to_own({key: body for key, body in after.items() if before.get(key) != body})
    return store().change(seen.account.name, seen.account.author, summary, put, gone, expected=seen.revision)


def undo(revision: int) -> None:
    """Undo a change of the workspace; where that is refused, `notice` says why."""
    who = present().account
    attempt(lambda: store().undo(who.name, revision, who.author))


def clear() -> None:
    """Drop all rows of the workspace, which can be undone; where that is refused, `notice` says why."""
    seen = present()
    attempt(lambda: store().clear(seen.account.name, seen.account.author, expected=seen.revision))


def restore(content: bytes) -> None:
    """Let the rows be those of an exported ZIP; where it is refused, `notice` says why."""
    who = present().account
    attempt(lambda: store().restore(who.name, content, who.author))


def attempt(act: Callable[[], int]) -> bool:
    """Do what changes the workspace, and see it as it then is; return whether it was done."""
    try:
        act()
    except WorkspaceError as error:
        st.session_state[SAID] = error
        return False
    finally:
        arrive()
    st.session_state.pop(SAID, None)
    return True


def notice() -> None:
    """Say why the latest change was not kept, and when the workspace cannot be read; nothing else. Drawn once a run."""
    if said := st.session_state.pop(SAID, None):
        st.error(plain(said.words(language())))
    if trouble := st.session_state.get(TROUBLE):
        st.warning(f"{plain(trouble.words(language()))} {t('kept.as_seen') if current() else t('kept.without')}")
    if present().misfit:
        st.warning(t("kept.misfit"))


def counts() -> dict[str, int]:
    """Return how many rows are kept, by table, and how many published observations are set aside."""
    own = current()
    found = {table: len(rows) for table, rows in own.tables}
    return found | ({SET_ASIDE: len(own.set_aside)} if own.set_aside else {})
