"""Do the numbers of a plan fit each other? Every finding with its calculation, what it implies and what would settle it."""

import streamlit as st

from loaders import consistency
from loaders.consistency import Choice
from ui import address, assessed, carry, database, downloads, filters, findings, meeting, page, views
from ui.texts import all_texts, language, t

UNITS, RULES, OUTCOMES = "dia-phuong", "quy-tac", "ket-luan"
MOST = 200  # cards


def choice(lang: str) -> Choice:
    """Draw the three filters; return what is chosen."""
    facts = assessed.checks()
    who, how, what = st.columns([12, 6, 5], gap="medium")
    with who:
        units = filters.pills(
            UNITS,
            t("filter.units" if database.usual() else "checks.units"),
            database.locality_names(lang) | {views.COUNTRY: database.labels(lang)["units"][views.COUNTRY]},
        )
    with how:
        named = dict(zip(facts.outcomes["outcome_id"], facts.outcomes[f"label_{lang}"], strict=True))
        outcomes = filters.pills(OUTCOMES, t("checks.outcome"), named)
    with what:
        rules = filters.many(RULES, t("checks.rule"), dict(zip(facts.rules["rule_id"], facts.rules[f"label_{lang}"], strict=True)))
    return Choice(units, rules, outcomes)


@st.fragment
def view() -> None:
    page.foresee("kiem-tra")
    lang = language()
    chosen = choice(lang)
    facts = assessed.checks(chosen.units)
    address.notice()
    page.usual(chosen.units)
    rows = consistency.chosen(facts, chosen)
    left, right = st.columns([5, 4], gap="large")
    with left:
        seen = views.checks(chosen, lang)
        clicked = page.switchboard(seen)
        with st.expander(t("overview.table")):
            st.dataframe(assessed.checks_table(chosen.units, lang), hide_index=True, placeholder="–", alt=t("overview.table"))
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
        findings.cards(rows[:1], chosen.units)
    page.first(len(rows[:MOST]), len(rows))
    findings.cards(rows[1:MOST], chosen.units)
    with st.expander(t("view.sources", count=len(seen.sources))):
        page.sources(seen.sources)


page.head(t("checks.title"), consistency.sentence(assessed.checks(), all_texts(), language()))
view()
