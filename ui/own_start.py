"""What a reader sees before bringing anything: whose the figures stay, what may be brought, and forms and a sample to begin with."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from exports import form
from exports.table_csv import file_name
from ui import (
    account,
    assessed,
    carry,
    database,
    downloads,
    edition,
    frames,
    kept,
    own_copy,
    own_drop,
    own_review,
    page,
    viewport,
    workspace_panel,
)
from ui.texts import language, t

SAMPLE = Path(__file__).parent / "own_sample.csv"
EXAMPLE = ("unit", "indicator", "value", "date", "source")


def whose() -> None:
    """Say where the reader's figures are kept and who sees them."""
    page.hint(account.told(kept.present().account))
    if own_copy.is_too_large():
        page.hint(t("own.copy_large"))


def where() -> None:
    """Show what is kept, its history and the way back, where anything is or could be kept."""
    if kept.is_on() or (account.address() and account.can_sign_in()):
        workspace_panel.show()


def show() -> None:
    """Show where a table comes in, and what to begin with for those who have none."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        own_drop.show(own_review.begin, compact=False)
        sample()
    with right:
        st.header(t("own.no_table"), anchor=False)
        forms()


def forms() -> None:
    """Offer the forms: the values that are still lacking, as a workbook and as CSV, and everything of one locality."""
    lang = language()
    lacking, lines = assessed.every_lacking(lang)
    page.hint(t("own.forms", values=lines, targets=len(lacking)))
    _workbook("own.form_lacking", partial(form.figures, lacking, lang), t("file.missing"), "own_form_lacking", rows=lines)
    downloads.forms(lacking, lines, "all", only_plain=True)
    page.hint(t("own.form_locality_hint"))
    _workbook("own.form_locality", partial(form.locality, lang), t("own.file_locality"), "own_form_locality")


def _workbook(words: str, make: Callable[[], bytes], name: str, key: str, **values: object) -> None:
    """One button for a workbook, which is made on the click."""
    version, today = database.package().version, datetime.now(downloads.HANOI).date()
    st.download_button(
        t(words, **values),
        data=edition.bound(make),
        file_name=f"{file_name(name, 'form', version, today, for_excel=False).removesuffix('_plain.csv')}.xlsx",
        mime=carry.MIMES["xlsx"],
        key=key,
        on_click="ignore",
        icon=":material/edit_note:",
    )


def sample() -> None:
    """Offer a small messy table of published figures, to see what becomes of it."""
    st.button(t("own.sample"), key="own_sample", icon=":material/play_arrow:", help=t("own.sample_help"), on_click=_sample)


def _sample() -> None:
    own_drop.offer(t("own.sample_name"), SAMPLE.read_bytes(), own_review.begin)


def what() -> None:
    """Say what may be brought, with a small example of published figures; folded away on a phone."""
    with st.expander(t("own.what"), expanded=not viewport.narrow()):
        said, shown = st.columns([1, 1], gap="large")
        with said:
            page.points([t(f"own.what_{name}") for name in ("tables", "numbers", "dates", "asked")])
        with shown:
            rows = [[t(f"own.example_{name}_{row}") for name in EXAMPLE] for row in ("one", "two")]
            frames.plain(pd.DataFrame(rows, columns=[t(f"own.example_{name}") for name in EXAMPLE]))
