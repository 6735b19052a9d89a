"""What did the five localities promise, by when, and where are the documents silent?"""

import streamlit as st

from loaders import overview
from ui import carry, database, meeting, page, views
from ui.texts import all_texts, language, t

totals = database.totals()
page.head(t("overview.title_own" if totals["own_localities"] else "overview.title"), t("overview.lede", **totals))
left, right = st.columns([3, 2], gap="large")

with left:
    shown = views.coverage(language())
    page.usual()
    picked = page.switchboard(shown)
    if picked:
        st.switch_page("pages/compare.py", query_params={"cau-hoi": picked[0], "lang": language()})

with right:
    st.header(t("overview.points"), anchor=False)
    page.points(overview.sentences(database.overview_facts(), totals, language(), all_texts()))
    page.hint(t("overview.key"))
    with st.container(horizontal=True):
        carry.bar(shown)
        meeting.add_button(shown, "coverage")
    st.page_link("pages/compare.py", label=t("overview.to_compare"), icon=":material/compare_arrows:")
    st.page_link("pages/own.py", label=t("overview.to_own"), icon=":material/upload_file:")
    st.page_link("pages/data.py", label=t("overview.to_data"), icon=":material/download:")
    st.page_link("pages/sources.py", label=t("overview.to_sources"), icon=":material/menu_book:")

with st.expander(t("overview.table")):
    st.dataframe(shown.table, hide_index=True, placeholder="–", alt=t("overview.table"))
