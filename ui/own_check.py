"""A file under review on one screen: how it stands, what is asked, its lines, what is wrong, and the one thing to press."""

import streamlit as st

from loaders.intake.draft import ASKS, DROPPED, READY, WRONG, Draft
from ui import own_questions, own_review, own_table, page
from ui.own_review import Review
from ui.texts import t

PARTS = {READY: "own.part_ready", ASKS: "own.part_asks", WRONG: "own.part_wrong", DROPPED: "own.part_dropped"}


def show(review: Review) -> None:
    """Show the review; what of it cannot be shown says so."""
    draft = own_review.draft(review)
    found = own_review.lines(review)
    counts = own_review.count(found)
    with st.container(key="own_check"):
        _head(review, draft, counts, len(found))
        own_questions.show(review, draft)
        if found:
            own_table.show(review, draft, found)
        own_table.faults(review, draft)
        own_table.notes(draft)


def _head(review: Review, draft: Draft, counts: dict[str, int], lines: int) -> None:
    """How many lines are what, and the button that takes over those that are ready."""
    told = ", ".join(t(words, count=counts[state]) for state, words in PARTS.items() if counts[state])
    ready, rest = counts[READY], lines - counts[READY] - counts[DROPPED]
    said, act, away = st.columns([6, 3, 2], gap="small", vertical_alignment="center")
    with said:
        told = t("own.counted", file=draft.file, count=lines, parts=told) if lines else t("own.no_lines", file=draft.file)
        page.status(told, t("own.rest_stays", count=rest) if ready and rest else "")
    with act:
        st.button(
            t("own.use", count=ready),
            key="own_use",
            type="primary",
            icon=":material/check:",
            disabled=not ready,
            width="stretch",
            on_click=own_review.safely,
            args=(own_review.use, review),
        )
    with away:
        st.button(t("own.put_away"), key="own_put_away", icon=":material/close:", width="stretch", on_click=own_review.end)
