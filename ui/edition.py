"""The edition of the data that a session works with: the newest when it came, until the reader moves on."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from loaders import package
from loaders.edition import EDITIONS, Edition

KEY, MOVED = "edition", "edition_moved"


def arrive() -> None:
    """Let the session work with the newest edition if it has none, or with one that has become past. Called once a run, before anything is read.

    Raises DataError where no edition can be loaded; the next run tries again.
    """
    held = st.session_state.get(KEY)
    if held is None or held.is_past:
        st.session_state[KEY] = EDITIONS.newest()
        st.session_state[MOVED] = held is not None


def current() -> Edition:
    """Return the session's edition; without a session, the newest. Raises as `arrive` does."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return EDITIONS.newest()
    if KEY not in st.session_state:
        arrive()
    return st.session_state[KEY]


def move_on() -> None:
    """Let the session work with the newest edition from its next run on."""
    st.session_state[KEY] = EDITIONS.newest()


def has_moved() -> bool:
    """Return, once, whether the session had to leave an edition that had become past."""
    return bool(st.session_state.pop(MOVED, False))


def bound(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return `make` so that it reads this session's edition also where a click calls it, in a thread without the session."""
    folder = current().folder

    @wraps(make)
    def reading() -> bytes:
        with package.using(folder):
            return make()

    return reading


def _folder() -> Path | None:
    """The folder of the session's edition, for all that reads words or tables by itself."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    held = st.session_state.get(KEY)
    return held.folder if held else None


package.ask(_folder)
