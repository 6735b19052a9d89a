"""What do my own figures show? A reader's table in, its doubts cleared, and the verdicts that follow."""

import streamlit as st

from loaders import own_result as judged
from loaders.scorecard_lens import USUAL_MARGIN
from ui import (
    address,
    assessed,
    filters,
    own,
    own_check,
    own_drop,
    own_result,
    own_review,
    own_start,
    own_use,
    page,
    verdict_card,
)
from ui.texts import language, t

WHOSE = "so-cua"


def result() -> None:
    """The targets that own figures judge, drawn with the verdict of the one that was picked, else of the first."""
    found = own_result.rows()
    own_result.head(found)
    if found.empty:
        own_result.silence()
        return
    units = judged.units(found)
    unit = filters.one_of(WHOSE, t("column.unit"), units, next(iter(units))) if len(units) > 1 else next(iter(units))
    seen = own_result.seen(unit)
    left, right = st.columns([3, 2], gap="large")
    with left:
        clicked = page.chart(seen)
        own_result.ways(unit, seen.rows["family_id"].iloc[0])
    with right:
        shown = clicked[0] if clicked else seen.rows["target_id"].iloc[0]
        with verdict_card.place(st.empty(), t("progress.card"), chosen=bool(clicked)):
            verdict_card.show(assessed.card(USUAL_MARGIN, language()), shown, own_result.METHOD)
    own_result.silence()


page.head(t("own.title"), t("own.lede"))
own_start.whose()
review = own_review.present()
if review or own.current():
    own_drop.show(own_review.begin, compact=True)
else:
    own_start.show()
address.notice()
spot = st.container()
if review and not own_review.taken():
    own_review.safely(own_check.show, review)
if own.current():
    own_review.safely(result)
if review and own_review.taken():
    own_review.safely(own_check.show, review)
if own.current() or own_review.can_undo():
    own_review.safely(own_use.show)
with spot:
    own_review.trouble()
own_start.where()
if not review:
    own_start.what()
