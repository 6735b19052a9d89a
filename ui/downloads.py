"""Download buttons. The file is made on the click and holds exactly the rows on screen."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import partial

import pandas as pd
import streamlit as st

from exports import columns
from exports.table_csv import file_name, to_csv
from exports.template import template
from loaders.texts import texts
from ui import database
from ui.edition import bound
from ui.texts import all_texts, language, t

HANOI = timezone(timedelta(hours=7))


def title(name: str, lang: str) -> str:
    """Return a column's title; that of a column in the other language says so."""
    return columns.title(name, lang, texts(lang))


def forms(frame: pd.DataFrame, lines: int, filters: str, *, only_plain: bool = False) -> None:
    """Offer the form to fill in for `frame` (rows of `missing.values`), for Excel and plain; it has `lines` lines, one a value to find."""
    lang = language()
    version, today = database.package().version, datetime.now(HANOI).date()
    with st.container(horizontal=True):
        for for_excel in (False,) if only_plain else (True, False):
            edition = "excel" if for_excel else "plain"
            st.download_button(
                t(f"progress.template_{edition}", rows=lines),
                data=bound(partial(template, frame, lang, for_excel=for_excel)),
                file_name=file_name(t("file.missing"), filters, version, today, for_excel=for_excel),
                mime="text/csv",
                key=f"form_{edition}",
                on_click="ignore",
                icon=":material/edit_note:",
                disabled=frame.empty,
            )


def buttons(frame: pd.DataFrame, view: str, what: str, filters: str, key: str, more: Mapping[str, str] | None = None) -> None:
    """Offer `frame` (rows of `view`, with `stated` where it has bounds) for Excel and plain; each button says how many rows it gives.

    `more`: further columns of the frame with their titles, which come last.
    """
    offer(frame, columns.titles(view, language(), all_texts()) | dict(more or {}), what, filters, key)


def offer(frame: pd.DataFrame, titles: Mapping[str, str], what: str, filters: str, key: str) -> None:
    """Offer the columns of `frame` that `titles` names, in that order, for Excel and plain."""
    lang = language()
    frame = frame[list(titles)]
    version = database.package().version
    today = datetime.now(HANOI).date()
    with st.container(horizontal=True):
        for for_excel in (True, False):
            edition = "excel" if for_excel else "plain"
            st.download_button(
                t(f"download.{edition}", rows=len(frame)),
                data=bound(partial(to_csv, frame, lang=lang, for_excel=for_excel, titles=dict(titles))),
                file_name=file_name(what, filters, version, today, for_excel=for_excel),
                mime="text/csv",
                key=f"{key}_{edition}",
                on_click="ignore",
                icon=":material/download:",
                help=t(f"download.{edition}_help"),
                disabled=frame.empty,
                type="primary" if for_excel else "secondary",
            )
