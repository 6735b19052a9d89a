"""A copy of the reader's own rows in the reader's own tab, where no workspace keeps them: it outlives the server's process and a reload.

Nobody else gets it: it stands in the tab's sessionStorage, which ends with the tab, and goes back to this server only, where it is looked
at like any file that a reader brings. A cookie says that the browser has held such rows, no more; for readers without it nothing happens.
"""

from uuid import uuid4

import streamlit as st

from loaders.database import DataError
from loaders.own import NOTHING
from ui import database, kept, own
from ui.texts import t
from workspace import parcel

KEY, COOKIE, NONE = "own_keeper", "own_copy", "-"
SESSION, ASKED, TEXT, MISFIT = "own_copy_session", "own_copy_asked", "own_copy_text", "own_copy_misfit"
# What the window remembers: which session it has answered, and which rows that session had when it wrote last.
JS = """
const KEY = 'so-lieu-cua-toi', NONE = '-';
const read = () => { try { return sessionStorage.getItem(KEY) || NONE; } catch { return NONE; } };
const write = text => {
  try {
    if (text) sessionStorage.setItem(KEY, text); else sessionStorage.removeItem(KEY);
    if (text) document.cookie = 'own_copy=1; path=/; SameSite=Lax';
  } catch { /* a browser that keeps nothing */ }
};
export default function ({ data, setTriggerValue }) {
  if (data.forgets) { write(''); return; }
  if (window.ownCopy?.session !== data.session) {
    window.ownCopy = { session: data.session, token: '' };
    const kept = data.token ? NONE : read();
    if (data.asks || kept !== NONE) setTriggerValue('given', kept);
  }
  if (window.ownCopy.token === data.token) return;
  window.ownCopy.token = data.token;
  write(data.text);
}
"""
_keeper = st.components.v2.component(KEY, js=JS)


def keep() -> None:
    """Hand the tab what the reader's rows are now, and take them back from it in a session that begins without them.

    Called once a run by the entry point, before the data are built. The first run of a session waits for the tab's answer where the
    browser has held rows before: a link to them would else be shown as one that leads nowhere.
    """
    if kept.is_on():
        if _has_held():
            _keeper(key=KEY, data={"forgets": True}, height=0)
        return
    if not (own.current() or _has_held() or SESSION in st.session_state):
        return
    asks = not own.current() and ASKED not in st.session_state
    st.session_state[ASKED] = True
    _keeper(key=KEY, data=_said() | {"asks": asks}, on_given_change=_take, height=0)
    if asks:
        st.stop()


def is_too_large() -> bool:
    """Return whether the reader's rows are more than the tab can hold."""
    return bool(own.current()) and not kept.is_on() and not _said()["text"]


def notice() -> None:
    """Say, once, that what the tab held could not be used."""
    if st.session_state.pop(MISFIT, False):
        st.warning(t("own.copy_misfit"))


def _has_held() -> bool:
    """Whether the browser has held somebody's rows since it was opened."""
    return st.context.cookies.get(COOKIE) == "1"


def _said() -> dict[str, object]:
    """What the tab is told: the session, what names its rows, and the rows as letters, which are made once."""
    mine = own.current()
    token, text = st.session_state.get(TEXT, ("", ""))
    if token != mine.token:
        token, text = st.session_state[TEXT] = (mine.token, parcel.pack(mine))
    return {"session": st.session_state.setdefault(SESSION, uuid4().hex), "token": token, "text": text}


def _take() -> None:
    """What the tab held, whatever it is; a session that has rows by now keeps those."""
    given = st.session_state[KEY].given
    if not isinstance(given, str) or given == NONE or own.current() or kept.is_on():
        return
    try:
        own.put(parcel.unpack(given))
        database.cursor()
    except (ValueError, DataError):
        own.put(NOTHING)
        st.session_state[MISFIT] = True
