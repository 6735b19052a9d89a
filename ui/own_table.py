"""The lines of a file under review: what stands in each, what was read of it, and what is wrong; every cell can be mended here."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2s
from typing import Any

import pandas as pd
import streamlit as st

from loaders.intake import lines, listing
from loaders.intake.draft import ASKS, DROPPED, READY, WRONG, Draft, Line
from ui import database, downloads, frames, own_review, page
from ui.own_review import Review
from ui.texts import language, t

STATES = {READY: "own.state_ready", ASKS: "own.state_asks", WRONG: "own.state_wrong", DROPPED: "own.state_dropped"}
TABLES = {
    "observation": "own.table_observation",
    "target": "own.table_target",
    "commitment": "own.table_commitment",
    "unit": "own.table_unit",
    "document": "own.table_document",
    "publication": "own.table_publication",
}
# Field of a line -> its title; one without a title here says its own name.
FIELDS = {
    "unit": "column.unit",
    "indicator": "column.indicator",
    "base": "column.base",
    "standard": "column.standard",
    "value": "column.value",
    "low": "column.low",
    "high": "column.high",
    "operator": "column.operator",
    "measure": "column.measure",
    "date": "column.as_of",
    "period_start": "column.period_start_on",
    "source": "column.source",
    "publisher": "column.publisher",
    "published_on": "column.published_on",
    "url": "column.url",
    "status": "column.status",
    "wording": "column.wording",
    "note": "column.note",
    "document": "column.document",
    "horizon": "column.horizon",
    "place": "column.place",
    "parent": "column.parent_id",
    "kind": "column.kind",
    "modality": "column.modality",
    "theme": "column.theme",
    "summary": "column.summary",
    "name": "own.field_name",
    "level": "own.field_level",
    "title": "own.field_title",
    "number": "column.number",
    "issued_on": "column.issued_on",
    "issuer": "column.issuer",
    "horizons": "column.horizons",
}
ROW = 35  # px


def show(review: Review, draft: Draft, found: Sequence[Line]) -> None:
    """Show the lines still under review, those of each table apart, and let the reader mend cells and leave lines out."""
    doubtful = [line for line in found if line.state in (ASKS, WRONG)]
    only = bool(doubtful) and st.toggle(t("own.only_doubtful", count=len(doubtful)), key="own_only")
    chosen = doubtful if only else found
    known = lines.with_support(database.line_labels(language()), draft)
    tables = [table for table in TABLES if any(line.table == table for line in chosen)]
    for table in tables:
        shown = [line for line in chosen if line.table == table]
        if len(tables) > 1:
            page.hint(t("own.table_count", table=t(TABLES[table]), count=len(shown)))
        frame = lines.table(draft, shown, known, {state: t(words) for state, words in STATES.items()}, t("own.waits"))
        _editor(review, frame, shown, f"own_lines_{table}_{review.turn}_{_name(shown)}")


def _name(shown: list[Line]) -> str:
    """What names these very lines: what a reader typed into a row must never come to stand in another line's."""
    return blake2s("|".join(line.line_id for line in shown).encode(), digest_size=6).hexdigest()


def _editor(review: Review, frame: pd.DataFrame, shown: list[Line], key: str) -> None:
    st.data_editor(
        frame,
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=[lines.STATE, lines.ROW, lines.READ],
        column_config=_columns(frame),
        height=min(420, 38 + ROW * max(len(frame), 1)),
        alt=t("table.alt", rows=len(frame)),
        on_change=_changed,
        args=(review, shown, key),
    )


def _columns(frame: pd.DataFrame) -> dict[str, Any]:
    text = st.column_config.TextColumn
    config: dict[str, Any] = {name: text(t(FIELDS[name]) if name in FIELDS else name) for name in frame.columns if name not in lines.SAID}
    return config | {
        lines.OUT: st.column_config.CheckboxColumn(t("own.leave_out"), width=90, help=t("own.leave_out_help")),
        lines.STATE: text(t("own.state"), width=105),
        lines.ROW: text(t("own.row"), width=60 if frame[lines.ROW].str.isdigit().all() else 130),
        lines.READ: text(t("own.read_as"), width=480),
    }


def _changed(review: Review, shown: list[Line], key: str) -> None:
    own_review.safely(own_review.edits, review, shown, st.session_state[key]["edited_rows"], lines.OUT)


def faults(review: Review, draft: Draft) -> None:
    """List everything that is wrong with place, what was read, why, and how to mend it; the file of it names what is still asked too."""
    open_ones = tuple(question for question in draft.questions if question.question_id not in review.answers)
    found = listing.problems_table(replace(draft, questions=()), language())
    every = listing.problems_table(replace(draft, questions=open_ones), language())
    if len(found):
        st.header(t("own.faults", count=len(found)), anchor=False)
        held = found.columns[(found.astype(str) != "").any()]  # a CSV file has no sheets to name
        frames.plain(found[list(held)], wraps=True)
    if len(every):
        downloads.offer(every, {name: name for name in every.columns}, t("own.file_faults"), "all", "own_faults")


def notes(draft: Draft) -> None:
    """Say what else the reader should know of how the file was read."""
    if told := draft.notes_en if language() == "en" else draft.notes_vi:
        with st.expander(t("own.notes", count=len(told))):
            page.points(told)
