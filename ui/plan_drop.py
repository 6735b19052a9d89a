"""Where a plan comes in: a document dropped or chosen, or its text pasted."""

import streamlit as st

from loaders.intake.cells import RefusedError
from loaders.intake.limits import MOST_BYTES
from ui import component, own_drop, plan
from ui.texts import language, plain, t

KEY = "plan_drop"
_component = component.listening(
    KEY, own_drop.JS, html=own_drop.HTML.replace(own_drop.TAKEN, ".docx,.doc,.rtf,.pdf,.html,.htm,.txt"), css=own_drop.CSS
)


def show(*, compact: bool) -> None:
    """Offer the place where a document comes in, `compact` where one is there already."""
    most = MOST_BYTES // 2**20
    words = {
        "call": t("plan.bring_again" if compact else "plan.bring"),
        "kinds": t("plan.bring_kinds", most=most),
        "choose": t("own.choose"),
        "paste": t("plan.paste"),
        "read": t("plan.read"),
        "reading": t("own.reading"),
        "pasted": t("plan.pasted"),
        "oneOnly": t("own.one_only"),
        "unreadable": t("own.unreadable"),
        "tooLarge": t("plan.too_large", file="{file}", size="{size}", most=most),
    }
    data = {"words": words, "compact": compact, "most": MOST_BYTES, "lang": language(), "done": st.session_state.get("plan_done", 0)}
    _component(key=KEY, data=data, on_given_change=_receive)
    if refused := st.session_state.get(plan.REFUSED):
        name, why = refused
        told = why.words(language()) if isinstance(why, RefusedError) else t("plan.failed")
        st.error(plain(f"{t('own.refused', file=name)} {told}"))


def _receive() -> None:
    st.session_state["plan_done"] = st.session_state.get("plan_done", 0) + 1
    plan.take(*own_drop.received(KEY, MOST_BYTES))
