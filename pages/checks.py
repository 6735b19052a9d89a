"""Do the numbers of a plan fit each other? Every finding with its calculation, what it implies and what would settle it."""

import streamlit as st

from charts import look
from loaders import consistency
from loaders.consistency import Choice
from ui import address, carry, database, downloads, filters, findings, meeting, page, style, viewport, views
from ui.texts import all_texts, language, t

UNITS, RULES, OUTCOMES = "dia-phuong", "quy-tac", "ket-luan"


def choice(facts: consistency.Checks, lang: str) -> Choice:
    """Draw the three filters; return what is chosen."""
    who, how, what = st.columns([12, 6, 5], gap="medium")
    with who:
        units = filters.pills(UNITS, t("checks.units"), dict(zip(facts.units["unit_id"], facts.units[f"short_{lang}"], strict=True)))
    with how:
        named = dict(zip(facts.outcomes["outcome_id"], facts.outcomes[f"label_{lang}"], strict=True))
        outcomes = filters.pills(OUTCOMES, t("checks.outcome"), named)
    with what:
        rules = filters.many(RULES, t("checks.rule"), dict(zip(facts.rules["rule_id"], facts.rules[f"label_{lang}"], strict=True)))
    return Choice(units, rules, outcomes)


@st.fragment
def view() -> None:
    lang = language()
    facts = database.checks()
    chosen = choice(facts, lang)
    address.notice()
    rows = consistency.chosen(facts, chosen)
    left, right = st.columns([5, 4], gap="large")
    with left:
        seen = views.checks(chosen, lang)
        # A new key for each choice: what was clicked is in the filters now and is selected no more.
        config = look.config(lang)
        clicked = page.chart(views.drawn(seen, style.dark(), not viewport.narrow()), f"checks_{chosen.slug()}", config, seen.spoken)
        with st.expander(t("overview.table")):
            st.dataframe(database.checks_table(lang), hide_index=True, placeholder="–", alt=t("overview.table"))
    if clicked:
        filters.choose({RULES: [clicked[0]], UNITS: [clicked[1]], OUTCOMES: []})
    with right:
        downloads.buttons(rows, "consistency", t("file.checks"), chosen.slug(), "checks")
        with st.container(horizontal=True):
            carry.bar(seen)
            meeting.add_button(seen, "checks")
        page.hint(t("checks.shown", rows=len(rows), total=len(facts.findings)))
        if rows.empty:
            st.info(t("checks.empty"))
        findings.cards(rows[:1])
    findings.cards(rows[1:])
    with st.expander(t("view.sources", count=len(seen.sources))):
        page.sources(seen.sources)


page.head(t("checks.title"), consistency.sentence(database.checks(), all_texts(), language()))
view()
