"""What a reader sees when the data cannot be loaded: every problem with file, row, column and remedy; never a traceback."""

import pandas as pd
import streamlit as st

from loaders.checks import problems
from loaders.own import NOTHING
from loaders.package import DATA
from ui import own
from ui.texts import language, t


def show(error: Exception) -> None:
    """Say that nothing was loaded and list what the validation finds; the loader's own words only where it finds nothing.

    Rows of the reader's own that break the data can be taken away, or the reader would never get past this page.
    """
    if own.current():
        st.error(t("own.broken"))
        st.code(str(error), language=None)
        st.button(t("own.drop"), on_click=own.put, args=(NOTHING,))
        return
    st.error(t("problems.title"))
    try:
        found = problems(DATA)
    except (OSError, ValueError) as cause:
        st.code(str(cause), language=None)
        return
    if not found:
        st.code(str(error), language=None)
        return
    lang = language()
    lines = [(p.file, p.row, p.field, getattr(p, f"message_{lang}")) for p in found]
    st.table(pd.DataFrame(lines, columns=[t(f"problems.{name}") for name in ("file", "row", "field", "message")]))
