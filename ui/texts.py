"""The session's language and its words."""

import re
from collections.abc import Mapping

import streamlit as st

from loaders.texts import LANGUAGES, texts

__all__ = ["LANGUAGES", "all_texts", "language", "plain", "t"]


def language() -> str:
    """Return the session's language, `vi` unless the reader or the link chose `en`."""
    return st.session_state.get("language", "vi")


def all_texts() -> Mapping[str, str]:
    """Return text_id -> words in the session's language."""
    return texts(language())


def t(text_id: str, **values: object) -> str:
    """Return the words of `text_id` in the session's language, `{name}` filled from `values`. Raises KeyError for an unknown id."""
    return all_texts()[text_id].format(**values) if values else all_texts()[text_id]


def plain(words: str) -> str:
    """Return words from data, a link or a reader so that a label or message shows them as they are, whatever they mean to Markdown."""
    # Streamlit makes an icon of `:material/name:` whatever stands before it; a sign without width within keeps it words.
    said = " ".join(words.split()).replace(":material/", ":\u2060material/")
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~$:.&=-])", r"\\\1", said)
