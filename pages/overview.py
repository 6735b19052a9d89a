"""What did the five localities promise, by when, and where are the documents silent?"""

import streamlit as st

from charts import coverage, look
from charts.sheet import touchable
from loaders import overview
from ui import database, page, style, viewport
from ui.texts import all_texts, language, t

totals = database.totals()
page.head(t("overview.title"), t("overview.lede", **totals))
left, right = st.columns([3, 2], gap="large")

with left:
    cells = overview.cells(database.matrix(), language(), t("horizon.annual_short"))
    words = {state: t(f"state.{state}") for state in cells["state"].unique()} | {"empty": t("empty")}
    figure = coverage.figure(cells, texts=words, lang=language(), dark=style.dark(), wide=not viewport.narrow())
    picked = page.chart(
        touchable(figure), "matrix", look.config("bao-phu", language(), page.chart_words()), overview.spoken(cells, t("overview.alt"))
    )
    if picked:
        st.switch_page("pages/compare.py", query_params={"cau-hoi": picked[0], "lang": language()})

with right:
    st.header(t("overview.points"), anchor=False)
    page.points(overview.sentences(database.overview_facts(), totals, language(), all_texts()))
    page.hint(t("overview.key"))
    st.page_link("pages/compare.py", label=t("overview.to_compare"), icon=":material/compare_arrows:")
    st.page_link("pages/data.py", label=t("overview.to_data"), icon=":material/download:")
    st.page_link("pages/sources.py", label=t("overview.to_sources"), icon=":material/menu_book:")

with st.expander(t("overview.table")):
    st.dataframe(overview.as_table(cells, t("column.family")), hide_index=True, placeholder="–", alt=t("overview.table"))
