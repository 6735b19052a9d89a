"""Download buttons. The file is made on the click and holds exactly the rows on screen."""

from datetime import datetime, timedelta, timezone
from functools import partial

import pandas as pd
import streamlit as st

from exports.columns import columns, titles
from exports.table_csv import file_name, to_csv
from ui import database
from ui.texts import all_texts, language, t

HANOI = timezone(timedelta(hours=7))


def buttons(frame: pd.DataFrame, view: str, what: str, filters: str, key: str) -> None:
    """Offer `frame` (rows of `view`, with `stated` where it has bounds) for Excel and plain; each button says how many rows it gives."""
    lang = language()
    frame = frame[columns(view, lang)]
    names = titles(view, lang, all_texts())
    version = database.package().version
    today = datetime.now(HANOI).date()
    with st.container(horizontal=True):
        for for_excel in (True, False):
            edition = "excel" if for_excel else "plain"
            st.download_button(
                t(f"download.{edition}", rows=len(frame)),
                data=partial(to_csv, frame, lang=lang, for_excel=for_excel, titles=names),
                file_name=file_name(what, filters, version, today, for_excel=for_excel),
                mime="text/csv",
                key=f"{key}_{edition}",
                on_click="ignore",
                icon=":material/download:",
                help=t(f"download.{edition}_help"),
                disabled=frame.empty,
                type="primary" if for_excel else "secondary",
            )
