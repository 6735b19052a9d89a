"""The rows of one's own that a run of the dashboard works with: the reader's, for as long as the browser session lasts."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from loaders.own import NOTHING, Own

P = ParamSpec("P")
T = TypeVar("T")
KEY = "own"
# Outside a run there is no session: what is made there works with the rows that it was given along.
_given: ContextVar[Own | None] = ContextVar("own", default=None)


def current() -> Own:
    """Return the rows of the reader whose run this is, and nobody else's; NOTHING for a reader without any."""
    given = _given.get()
    return st.session_state.get(KEY, NOTHING) if given is None else given


def put(own: Own) -> None:
    """Let these rows be the reader's from here on; NOTHING takes them away again."""
    st.session_state[KEY] = own


def along(make: Callable[P, T]) -> Callable[P, T]:
    """Return `make` with the reader's rows of now, for what runs later in a thread without a session, as a download does."""
    own = current()

    @wraps(make)
    def made(*args: P.args, **more: P.kwargs) -> T:
        token = _given.set(own)
        try:
            return make(*args, **more)
        finally:
            _given.reset(token)

    return made
