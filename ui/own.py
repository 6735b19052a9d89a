"""The rows of one's own that a run of the dashboard works with: the reader's, for as long as the browser session lasts."""

import streamlit as st

from loaders.own import NOTHING, Own

KEY = "own"


def current() -> Own:
    """Return the rows of the reader whose run this is, and nobody else's; NOTHING for a reader without any.

    A thread without a session, as that of a download, has none: what it needs is made before, while the page is drawn.
    """
    return st.session_state.get(KEY, NOTHING)


def put(own: Own) -> None:
    """Let these rows be the reader's from here on; NOTHING takes them away again."""
    st.session_state[KEY] = own
