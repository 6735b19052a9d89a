"""What only the reader can decide about a file: each question with its answers, none of them chosen beforehand."""

from html import escape
from typing import Any

import streamlit as st

from loaders.intake.draft import Draft, Question
from loaders.intake.review import ranges
from ui import own_review
from ui.own_review import Review
from ui.texts import language, plain, t

FEW = 6  # answers that may stand side by side


def show(review: Review, draft: Draft) -> None:
    """Ask what is open; what has been answered can be changed, folded away."""
    open_ones = [question for question in draft.questions if question.question_id not in review.answers]
    for left in range(0, len(open_ones), 2):
        pair = open_ones[left : left + 2]
        for place, question in zip(st.columns(2, gap="small") if len(open_ones) > 1 else [st.container()], pair, strict=False):
            with place, st.container(border=True, key=f"own_question_{question.question_id}"):
                _ask(review, question)
    if answered := [question for question in draft.questions if question.question_id in review.answers]:
        with st.expander(t("own.answered", count=len(answered))):
            for question in answered:
                _ask(review, question)


def _ask(review: Review, question: Question) -> None:
    """One question: its words, how many cells it decides, and its answers."""
    lang = language()
    rows = _rows(question)
    where = t("own.concerns", count=len(question.places), rows=rows) if rows else t("own.concerns_all")
    several = f"<p class='hint'>{escape(where)}</p>" if len(question.places) > 1 or not rows else ""
    st.html(f"<p class='question'>{escape(question.words(lang))}</p>{several}")
    labels = {option.option_id: option.label(lang) for option in question.options}
    key = f"own_answer_{question.question_id}"
    st.session_state[key] = review.answers.get(question.question_id)
    told: dict[str, Any] = {
        "key": key,
        "label_visibility": "collapsed",
        "on_change": _answered,
        "args": (review, question.question_id, key),
    }
    if len(labels) > FEW:
        st.selectbox(
            question.words(lang), list(labels), index=None, format_func=lambda i: labels[i], placeholder=t("own.choose_answer"), **told
        )
    else:
        st.pills(plain(question.words(lang)), list(labels), format_func=lambda i: plain(labels[i]), wrap=True, **told)


def _rows(question: Question) -> str:
    """The rows that it concerns in words, sheet by sheet; empty text where it is the whole file."""
    rows: dict[str, list[int]] = {}
    for place in sorted(question.places):
        if place.row:
            rows.setdefault(place.sheet, []).append(place.row)
    return "; ".join(f"{sheet}: {ranges(found)}" if sheet else ranges(found) for sheet, found in rows.items())


def _answered(review: Review, question_id: str, key: str) -> None:
    own_review.safely(own_review.answer, review, question_id, st.session_state[key])
