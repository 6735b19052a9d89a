"""Filters live in the address: a copied link opened elsewhere shows the same rows.

Streamlit's own binding puts an option's label in the address; ours puts ids. What is chosen is kept in the session too, so that a reader
who comes back to a page finds it as it was; a link, and the browser's Back, win over what is kept.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

import streamlit as st

from ui.texts import t

SLIDE = "slide"


@dataclass
class Unknown:
    """Words of a link that are no ids, and what was shown instead; the note about them goes once the reader chooses something else."""

    words: list[str]
    left: list[str] | None = None


def arrive(page: str) -> None:
    """Note which page is about to be drawn. Called once a run, before any filter is read. A run that was cut short is made up for."""
    new = st.session_state.get("page") != page
    st.session_state["arrived"] = st.session_state.get("arrived", False) or new
    st.session_state["whole"] = True
    st.session_state["page"] = page
    if new:
        st.session_state["unknown"], st.session_state["offered"] = {}, {}


def settle() -> None:
    """Note that the page stands. Called once a run, after the page; a fragment's own rerun is then no arrival.

    Where Back was pressed while a choice was still on its way, the browser's address would go on with that choice: it is told what is shown.
    """
    if not is_arrival():
        st.query_params.from_dict({key: st.query_params.get_all(key) for key in st.query_params})
    st.session_state["arrived"] = st.session_state["whole"] = False


def is_news(key: str, held: list[str] | None = None) -> bool:
    """Whether the address says something about `key` that the session has not written itself, or the page has just been reached.

    `held`: what the reader's widget holds. Where that is new, the reader has just chosen it, and the address lags behind.
    """
    kept = _kept(key)
    return is_arrival() or (st.query_params.get_all(key) != kept and held in (None, kept))


def is_arrival() -> bool:
    """Whether this run draws a page that was not there before; one that Back or another language draws again was."""
    return bool(st.session_state["arrived"])


def is_whole() -> bool:
    """Whether this run draws the whole page, not a part that the reader has changed."""
    return st.session_state["whole"]


def is_slide() -> bool:
    """Whether the address asks for a slide, which is shown without the dashboard around it."""
    return SLIDE in st.query_params


def words(key: str) -> list[str]:
    """Return what `key` holds: what the address says; on arrival at a page whose address is silent, what the session kept."""
    said = st.query_params.get_all(key)
    return said if said or not is_arrival() else _kept(key)


def ids(key: str, options: Container[str]) -> list[str]:
    """Return the ids that `key` holds and `options` knows, each once, in the address's order; others of a link are remembered for `notice`.

    What the session kept from a page that knows more ids is left out without a word.
    """
    said = list(dict.fromkeys(words(key)))
    unknown = [word for word in said if word not in options and word in st.query_params.get_all(key)]
    if unknown:
        st.session_state["unknown"][key] = Unknown(unknown)
    return [word for word in said if word in options]


def write(key: str, values: list[str], default: list[str] | None = None) -> None:
    """Put the chosen ids into the address and keep them for the session; an empty choice leaves the address clean.

    A `default` that the reader never touched is not written: every write is a step in the browser's history, and a page that wrote on
    arrival could not be left with Back.
    """
    untouched = values == (default or []) and not st.query_params.get_all(key)
    st.session_state.setdefault("kept", {})[key] = [] if untouched else list(values)
    noted = st.session_state["unknown"].get(key)
    if noted and noted.left is None:
        noted.left = list(values)
    elif noted and noted.left != list(values):
        del st.session_state["unknown"][key]
    if untouched or st.query_params.get_all(key) == list(values):
        return
    if values:
        st.query_params[key] = list(values)
    elif key in st.query_params:
        del st.query_params[key]


def notice() -> None:
    """Say kindly which ids of the link are unknown and were left out."""
    unknown = [word for noted in st.session_state["unknown"].values() for word in noted.words]
    if unknown:
        st.info(t("link.unknown", ids=", ".join(f"`{_quoted(word)}`" for word in unknown)))


def _quoted(word: str) -> str:
    """The beginning of a word as it may stand between backticks; a line break would end what they mark."""
    return " ".join(word.replace("`", "").split())[:40]


def version_notice(version: str) -> None:
    """Say so when the link was made with another version of the data than the one shown."""
    said = st.query_params.get("v", "")
    if said != version and re.fullmatch(r"[\d.]{1,20}", said):
        st.info(t("link.version", said=said, version=version))


def _kept(key: str) -> list[str]:
    return st.session_state.get("kept", {}).get(key, [])
