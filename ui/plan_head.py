"""Above the text of a plan: what the document says of itself, to be put right, how many rows are what, and the ways on."""

from datetime import date
from functools import partial

import streamlit as st

from loaders.folding import fold
from loaders.reader import handing, judging
from loaders.reader.judging import STATED
from loaders.reader.reading import HIGH, Reading
from loaders.stating import day
from ui import page
from ui.plan import Plan, end, hand_over
from ui.texts import language, plain, t

FIELDS = {
    "unit_name": "column.unit",
    "number": "column.number",
    "issued_on": "column.issued_on",
    "issuer": "column.issuer",
    "title": "column.document",
}


def facts(plan: Plan, reading: Reading) -> None:
    """Say what the document is; what is wrong can be put right."""
    said = reading.facts
    period = "–".join(filter(None, (said.period_start, said.period_end)))
    known = [words for words in (said.unit_name, said.number, _day(said.issued_on), said.issuer, period) if words]
    title = plain(" · ".join(known) or t("plan.facts_unknown"))
    with st.expander(title, expanded=not (said.unit_name and said.number)), st.form("plan_facts", border=False):
        columns = st.columns([2, 1, 1, 2, 3], gap="small")
        values = {name: column.text_input(t(FIELDS[name]), getattr(said, name)) for name, column in zip(STATED, columns, strict=True)}
        if st.form_submit_button(t("plan.save"), icon=":material/check:"):
            plan.decide(plan.judgement.state({name: words.strip() for name, words in values.items()}))
            st.rerun()


def _day(words: str) -> str:
    """A date as the reader's language writes it; what a person typed and is none stays as it is."""
    try:
        return day(date.fromisoformat(words), language())
    except ValueError:
        return words


def ways(plan: Plan, reading: Reading) -> None:
    """How many rows there are and are open, and what can be done with them: take them over, take them home, one step back, put away."""
    kept = judging.kept(reading, plan.judgement)
    unsure = sum(row.certainty != HIGH or bool(row.questions) for row in kept.rows)
    said, *buttons = st.columns([8, 5, 4, 4, 3], gap="small", vertical_alignment="center")
    with said:
        others, promises = len(reading.not_targets), len(reading.promises)
        more = t("plan.counted_more", unsure=unsure, others=others, promises=promises)
        page.status(t("plan.counted", rows=len(kept.rows)), more)
    use, home, back, away = buttons
    with use:
        pressed = st.button(
            t("plan.use", rows=len(kept.rows) - handing.left(kept)),
            key="plan_use",
            type="primary",
            icon=":material/check:",
            width="stretch",
        )
    with home:
        st.download_button(
            t("plan.files"),
            data=partial(handing.files, kept),
            file_name=f"{fold(reading.facts.document_id or 'van-ban').replace(' ', '-')}.zip",
            mime="application/zip",
            key="plan_files",
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )
    with back:
        st.button(t("own.undo"), key="plan_back", icon=":material/undo:", disabled=not plan.steps, on_click=plan.back, width="stretch")
    with away:
        st.button(t("plan.put_away"), key="plan_away", icon=":material/close:", on_click=end, width="stretch")
    for note in reading.notes:
        page.hint(note.words(language()))
    if left := handing.left(kept):
        page.hint(t("plan.left", count=left))
    if pressed:
        hand_over(plan)
        lang = {} if language() == "vi" else {"lang": language()}
        st.switch_page("pages/own.py", query_params=lang)
