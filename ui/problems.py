"""What a reader sees when something cannot be shown: what is wrong and what to do, in their language; never a traceback."""

import logging

import pandas as pd
import streamlit as st

from loaders.faults import faults
from loaders.own import NOTHING
from loaders.package import DATA
from loaders.texts import UNREADABLE, WORDLESS
from ui import log, news, own
from ui.texts import language, plain, t

COLUMNS = ("file", "row", "field", "message")


def alone() -> None:
    """Make the whole page of a server without any data that can be loaded; it opens by itself once there are."""
    try:
        st.set_page_config(page_title=t("app.title"))
        show_data()
        news.watch()
    except UNREADABLE:
        st.error(WORDLESS[language()])
        st.code("\n".join(problem.line(language()) for problem in faults(DATA)), language=None)


def show(error: Exception) -> None:
    """Say that nothing was loaded and why.

    Rows of the reader's own that break the data can be taken away, or the reader would never get past this page.
    """
    if own.current():
        st.error(t("own.broken"))
        st.code(str(error), language=None)
        st.button(t("own.drop"), on_click=_drop)
    else:
        log.write("data_refused", logging.ERROR, reason=str(error))
        show_data()


def show_data() -> None:
    """Say that nothing was loaded and list what is wrong with the files: file, row, column and remedy."""
    titles = {name: t(f"problems.{name}") for name in COLUMNS}
    st.error(t("problems.title"))
    _list(titles)


def unexpected(_: Exception) -> bool:
    """Say in the reader's language that a part of the page could not be made, and under which number the log tells why.

    Return that nothing else need be shown.
    """
    try:
        st.error(t("fault.words", id=log.current() or "–"))
    except UNREADABLE:
        st.error(WORDLESS[language()])
    return True


def _list(titles: dict[str, str]) -> None:
    lines = [(p.file, p.row or "", p.field, plain(getattr(p, f"message_{language()}"))) for p in faults(DATA)]
    st.table(pd.DataFrame(lines, columns=list(COLUMNS)).astype(str).rename(columns=titles))


def _drop() -> None:
    own.put(NOTHING)
