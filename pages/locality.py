"""One locality: its document, what became of it in 2025, everything it promised, everything known of what came about."""

import streamlit as st

from exports import views
from loaders import consistency, profile
from loaders.selection import Selection
from ui import address, assessed, carry, database, downloads, evidence, filters, frames, page, profile_leaf
from ui.texts import all_texts, language, t


@st.fragment
def view() -> None:
    lang = language()
    filters.begin()
    unit = filters.one_of(profile_leaf.KEY, t("locality.choose"), database.locality_names(lang), profile_leaf.USUAL)
    profile_leaf.show(unit, lang)
    address.notice()
    facts = database.profile(unit, lang)
    if count := assessed.checks((unit,)).tensions(unit):
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
    name = database.locality_names(lang)[unit]
    carry.paper(name, f"{t('filter.units')}: {name}", views.wording(facts.targets, lang), views.sources(facts.targets, lang=lang))
    with people:
        st.dataframe(profile.population_table(facts, all_texts(), lang), hide_index=True, placeholder="–", alt=t("locality.population_alt"))


page.head(t("locality.title"), t("locality.lede"))
view()
