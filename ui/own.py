"""The rows of one's own that a run of the dashboard works with: the reader's, where a workspace keeps them, else the browser session's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from loaders.own import NOTHING, Own
from ui import kept

KEY = "own"
_for: ContextVar[Own | None] = ContextVar("rows_for", default=None)


def current() -> Own:
    """Return the rows of the reader whose run this is, and nobody else's; NOTHING for a reader without any.

    A thread without a session, as that of a download, has none: what it needs is made before, while the page is drawn, or within `of`.
    """
    if (rows := _for.get()) is not None:
        return rows
    return kept.current() if kept.is_on() else st.session_state.get(KEY, NOTHING)


@contextmanager
def of(rows: Own) -> Iterator[None]:
    """Let `rows`, which a reader's run has seen, be the current ones of a thread that works for that reader, until the block ends."""
    before = _for.set(rows)
    try:
        yield
    finally:
        _for.reset(before)


def put(own: Own, summary: str = "") -> bool:
    """Let these rows be the reader's from here on; NOTHING takes them away again. Return whether it was done.

    Where a workspace keeps them, that is a change with a `summary`; one that was refused is said by `kept.notice` and changes nothing.
    """
    if kept.is_on():
        return kept.save(own, summary)
    st.session_state[KEY] = own
    return True
