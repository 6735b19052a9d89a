"""The rows of one's own that are in use: by table, to be removed, brought back, or taken home."""

from datetime import datetime
from functools import partial

import streamlit as st

from exports.own_file import own_file
from loaders import own_change
from ui import carry, database, downloads, edition, frames, kept, own, own_review
from ui.texts import language, t

VIEWS = {
    "observation": ("observation_row", "own.in_use_observation", ("is_current", "confidence", "territory", "status")),
    "target": ("target_row", "own.in_use_target", ()),
    "commitment": ("commitment_row", "own.in_use_commitment", ()),
}


def line() -> None:
    """Say on any page, in one quiet line, that figures of one's own are in use; nothing where there are none."""
    if count := own_change.facts(own.current()):
        with st.container(key="own_line"):
            lang = {} if language() == "vi" else {"lang": language()}
            st.page_link("pages/own.py", label=t("own.line", count=count), query_params=lang)


def show() -> None:
    """Show what is in use, table by table, with what can be done with it."""
    mine = own.current()
    held = {table: rows for table in VIEWS if (rows := mine.rows(table))}
    st.header(t("own.in_use", count=own_change.facts(mine)), anchor=False)
    picked: list[str] = []
    tabs = st.tabs([t(VIEWS[table][1], count=len(rows)) for table, rows in held.items()]) if held else []
    for tab, (table, rows) in zip(tabs, held.items(), strict=True):
        with tab:
            picked += _table(table, {row[f"{table}_id"] for row in rows})
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("own.remove", count=len(picked)),
            key="own_remove",
            icon=":material/delete:",
            disabled=not picked,
            on_click=own_review.safely,
            args=(own_review.remove, picked),
        )
        if not kept.is_on():  # a workspace is cleared below, where it asks first
            st.button(
                t("own.remove_all"),
                key="own_remove_all",
                icon=":material/delete_sweep:",
                on_click=own_review.safely,
                args=(own_review.take_away,),
            )
        undo()
        _take_home()


def undo() -> None:
    """Offer to go one step back, where there was a step."""
    if own_review.can_undo():
        st.button(t("own.undo"), key="own_undo", icon=":material/undo:", on_click=own_review.undo)


def _table(table: str, ids: set[str]) -> list[str]:
    """The rows of one table; the ids that the reader picked."""
    view, _, without = VIEWS[table]
    every = database.own_rows(view, language())
    frame = every[every[f"{table}_id"].isin(ids)].reset_index(drop=True)
    rows = frames.several(frame, view, f"own_in_use_{table}", without=without)
    return [str(frame.loc[row, f"{table}_id"]) for row in rows]


def _take_home() -> None:
    """All rows in use as a file that can be brought back here."""
    today = datetime.now(downloads.HANOI).date()
    st.download_button(
        t("own.take_home"),
        data=edition.bound(partial(own_file, own.current(), language())),
        file_name=f"{t('own.file_mine')}_{today.isoformat()}.xlsx",
        mime=carry.MIMES["xlsx"],
        key="own_take_home",
        on_click="ignore",
        icon=":material/download:",
    )
