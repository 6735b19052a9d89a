"""The session's language and its words."""

from collections.abc import Mapping

import streamlit as st

from loaders.texts import LANGUAGES, texts

__all__ = ["LANGUAGES", "all_texts", "language", "t"]


def language() -> str:
    """Return the session's language, `vi` unless the reader or the link chose `en`."""
    return st.session_state.get("language", "vi")


def all_texts() -> Mapping[str, str]:
    """Return text_id -> words in the session's language."""
    return texts(language())


def t(text_id: str, **values: object) -> str:
    """Return the words of `text_id` in the session's language, `{name}` filled from `values`. Raises KeyError for an unknown id."""
    return all_texts()[text_id].format(**values) if values else all_texts()[text_id]
