"""What does a new plan promise? A document in, its numeric targets found and told apart, each beside its words, to be judged by a person."""

import streamlit as st

from ui import address, page, plan, plan_drop, plan_head, plan_rows, plan_text, viewport
from ui.texts import t

TALL, LOW = 520, 360


@st.fragment
def view() -> None:
    read = plan.present()
    if read is None:
        st.rerun()
    reading = read.reading
    plan_head.ways(read, reading)
    plan_head.facts(read, reading)
    text, rows = st.columns([1, 1], gap="medium")
    with text:
        page.hint(t("plan.legend"))
        clicked = plan_text.show(reading, read.judgement.dropped, read.chosen, "plan_text", LOW if viewport.narrow() else TALL)
        if clicked:
            plan.look_at(read, clicked)
    with rows:
        plan_rows.table(read, reading, 190)
        plan_rows.card(read, reading, plan.looked_at(read, reading))


page.head(t("reader.title"), t("plan.lede"))
address.notice()
plan_drop.show(compact=plan.present() is not None)
if plan.present():
    view()
else:
    page.points([t(f"plan.what_{name}") for name in ("files", "rows", "none", "judge")])
