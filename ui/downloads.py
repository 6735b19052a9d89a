"""Download buttons. The file is made on the click and holds exactly the rows on screen."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import partial

import pandas as pd
import streamlit as st

from exports.table_csv import file_name, to_csv
from exports.template import template
from ui import database
from ui.texts import language, t

HANOI = timezone(timedelta(hours=7))
# Columns of the labelled views that go home, in order; `{lang}` is the reader's language.
COLUMNS = {
    "target_row": (
        "target_id unit_id unit_{lang} document_{lang} issued_on completeness_{lang} family_{lang} indicator_id indicator_{lang} kind_{lang} "
        "base_{lang} standard_{lang} period_start horizon operator operator_{lang} stated low low_closed high high_closed verbal measure_{lang} "
        "wording place parent_id modality_{lang} role_{lang} note source_{lang} publisher url"
    ),
    "observation_row": (
        "observation_id unit_id unit_{lang} family_{lang} indicator_id indicator_{lang} kind_{lang} base_{lang} standard_{lang} operator "
        "operator_{lang} stated low high measure_{lang} period_start_on as_of as_of_on precision_{lang} territory_{lang} status_{lang} method_{lang} "
        "confidence_{lang} compiler_{lang} is_current wording note source_{lang} publisher published_on url"
    ),
    "commitment_row": "commitment_id unit_id unit_{lang} document_{lang} theme_{lang} family_{lang} horizon summary_{lang} place",
    "consistency": (
        "finding_id rule label_vi label_en question_vi question_en unit_id unit_{lang} target_ids outcome outcome_{lang} "
        "arithmetic_vi arithmetic_en implication_vi implication_en resolves_vi resolves_en"
    ),
}
COLUMNS["verdict_row"] = " ".join(
    (
        "target_id unit_id unit_{lang} document_{lang} family_{lang} indicator_id indicator_{lang} kind_{lang} base_{lang} standard_{lang} period_start "
        "horizon operator operator_{lang} stated low high measure_{lang} end end_{lang} verdict verdict_{lang} reason_code reason_{lang} assessed_by "
        "assessed_by_{lang} equation_{lang} goal required ratio class_{lang} tolerance",
        *(
            f"{part}_observation_id {part}_stated {part}_low {part}_high {part}_as_of {part}_as_of_on {part}_source_{{lang}} {part}_publisher {part}_url"
            for part in ("value", "baseline")
        ),
        "wording place",
    )
)
# Columns whose title is not that of their name.
TITLES = {
    "operator": "operator_id",
    "verdict": "verdict_id",
    "end": "end_id",
    "assessed_by": "assessed_by_id",
    "rule": "rule_id",
    "outcome": "outcome_id",
    "target_ids": "target_list",
    "arithmetic_vi": "calculation",
    "arithmetic_en": "calculation",
}
OTHER = {"vi": "_en", "en": "_vi"}
# Columns of a figure beside a target: what the figure is there for stands before its own title.
PARTS = {"value_": "progress.judged", "baseline_": "progress.start"}
# The note is kept in Vietnamese under `note` and in English under `note_en`.
NOTE = {"vi": "note", "en": "note_en"}


def columns(view: str, lang: str) -> list[str]:
    """Return the columns of `view` that a file in `lang` holds, in order."""
    return [NOTE[lang] if name == "note" else name for name in COLUMNS[view].format(lang=lang).split()]


def title(name: str, lang: str) -> str:
    """Return a column's title; that of a column in the other language says so."""
    for part, words in PARTS.items():
        if name.startswith(part):
            return f"{t(words)}: {title(name.removeprefix(part), lang)}"
    plain = t(f"column.{TITLES.get(name, name.removesuffix('_vi').removesuffix('_en'))}")
    return t("column.other_language", title=plain) if name.endswith(OTHER[lang]) else plain


def forms(frame: pd.DataFrame, lines: int, filters: str) -> None:
    """Offer the form to fill in for `frame` (rows of `missing.values`), for Excel and plain; it has `lines` lines, one a value to find."""
    lang = language()
    version, today = database.package().version, datetime.now(HANOI).date()
    with st.container(horizontal=True):
        for for_excel in (True, False):
            edition = "excel" if for_excel else "plain"
            st.download_button(
                t(f"progress.template_{edition}", rows=lines),
                data=partial(template, frame, lang, for_excel=for_excel),
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
    lang = language()
    titles = {name: title(name, lang) for name in columns(view, lang)}
    offer(frame, titles | dict(more or {}), what, filters, key)


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
                data=partial(to_csv, frame, lang=lang, for_excel=for_excel, titles=dict(titles)),
                file_name=file_name(what, filters, version, today, for_excel=for_excel),
                mime="text/csv",
                key=f"{key}_{edition}",
                on_click="ignore",
                icon=":material/download:",
                help=t(f"download.{edition}_help"),
                disabled=frame.empty,
                type="primary" if for_excel else "secondary",
            )
