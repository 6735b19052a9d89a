"""One locality: its document, what became of it in 2025, everything it promised, everything known of what came about."""

import streamlit as st

from loaders import consistency, profile
from loaders.selection import Selection
from ui import address, database, downloads, evidence, filters, frames, page
from ui.texts import all_texts, language, t


@st.fragment
def view() -> None:
    lang = language()
    unit = filters.one_of("ho-so", t("locality.choose"), database.locality_names(lang), "hai-phong")
    address.notice()
    facts = database.profile(unit, lang)
    left, right = st.columns([3, 2], gap="large")
    with left:
        page.facts(profile.document_facts(facts, all_texts(), lang))
    with right:
        page.points(profile.sentences(facts, all_texts(), lang))
        if count := database.checks().tensions(unit):
            query = {"dia-phuong": unit, "ket-luan": consistency.TENSION}
            st.page_link("pages/checks.py", label=t("locality.checks", count=count), icon=":material/rule:", query_params=query)
    targets, words, results, people = st.tabs(
        [
            t("locality.targets", rows=len(facts.targets)),
            t("locality.commitments", rows=len(facts.commitments)),
            t("locality.observations_context" if facts.context else "locality.observations", own=facts.own, context=facts.context),
            t("locality.population", rows=len(facts.population)),
        ]
    )
    selection = Selection(units=(unit,)).slug()
    with targets:
        downloads.buttons(facts.targets, "target_row", t("file.targets"), selection, "unit_targets")
        evidence.table(facts.targets, "target_row", f"unit_targets_{unit}", without=("unit", "document"))
    with words:
        downloads.buttons(facts.commitments, "commitment_row", t("file.commitments"), selection, "unit_commitments")
        frames.show(facts.commitments, "commitment_row", f"unit_commitments_{unit}", without=("unit", "document"))
    with results:
        page.hint(t("locality.context_note"))
        downloads.buttons(facts.observations, "observation_row", t("file.observations"), selection, "unit_observations")
        evidence.table(facts.observations, "observation_row", f"unit_observations_{unit}", without=())
    with people:
        st.dataframe(profile.population_table(facts, all_texts(), lang), hide_index=True, placeholder="–", alt=t("locality.population_alt"))


page.head(t("locality.title"), t("locality.lede"))
view()
