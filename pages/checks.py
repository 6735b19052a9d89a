"""Do the numbers of a plan fit each other? Every finding with its calculation, what it implies and what would settle it."""

import streamlit as st

from charts import checks as matrix
from charts import look
from charts.sheet import touchable
from loaders import consistency
from loaders.consistency import Choice
from ui import address, database, downloads, filters, findings, page, style, viewport
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


@st.cache_resource(show_spinner=False, max_entries=200)
def drawn(chosen: Choice, lang: str, dark: bool, wide: bool) -> object:
    """The picture, kept for each choice. Never changed in place."""
    facts = database.checks()
    words = {**consistency.chart_words(facts, all_texts(), lang, database.package().version), "empty": t("empty")}
    cells = consistency.cells(facts, chosen, lang, t("checks.none"))
    return touchable(matrix.figure(cells, texts=words, lang=lang, dark=dark, wide=wide))


@st.fragment
def view() -> None:
    lang = language()
    facts = database.checks()
    chosen = choice(facts, lang)
    address.notice()
    rows = consistency.chosen(facts, chosen)
    left, right = st.columns([5, 4], gap="large")
    with left:
        figure = drawn(chosen, lang, style.dark(), not viewport.narrow())
        # A new key for each choice: what was clicked is in the filters now and is selected no more.
        config = look.config("kiem-tra", lang, page.chart_words())
        clicked = page.chart(figure, f"checks_{chosen.slug()}", config, consistency.spoken(facts, lang, t("checks.alt")))
        with st.expander(t("overview.table")):
            st.dataframe(database.checks_table(lang), hide_index=True, placeholder="–", alt=t("overview.table"))
    if clicked:
        filters.choose({RULES: [clicked[0]], UNITS: [clicked[1]], OUTCOMES: []})
    with right:
        downloads.buttons(rows, "consistency", t("file.checks"), chosen.slug(), "checks")
        page.hint(t("checks.shown", rows=len(rows), total=len(facts.findings)))
        if rows.empty:
            st.info(t("checks.empty"))
        findings.cards(rows[:1])
    findings.cards(rows[1:])


page.head(t("checks.title"), consistency.sentence(database.checks(), all_texts(), language()))
view()
