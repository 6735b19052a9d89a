"""Filter, search and take home targets, observations and commitments."""

import streamlit as st

from exports import views
from ui import address, carry, database, downloads, evidence, filters, page, programs, row_count
from ui.row_count import VIEWS
from ui.texts import language, t

FILES = {"muc-tieu": "file.targets", "ket-qua": "file.observations", "cam-ket": "file.commitments"}


@st.fragment
def view() -> None:
    lang = language()
    filters.begin()
    which, words = st.columns([2, 3], gap="medium", vertical_alignment="bottom")
    with which:
        table = filters.one_of(row_count.KEY, t("data.table"), {name: t(f"data.{view}") for name, view in VIEWS.items()}, row_count.USUAL)
    with words:
        filters.search("tim", t("filter.search"))
    selection = filters.selection(VIEWS[table], lang)
    address.notice()
    rows = database.rows(VIEWS[table], selection, lang)
    row_count.show(VIEWS[table], selection, lang)
    page.usual(selection.units)
    page.first(len(rows), database.count(VIEWS[table], selection, len(rows)))
    carry.paper(t(f"data.{VIEWS[table]}"), filters.sentence(VIEWS[table], selection, lang), views.lines(rows, VIEWS[table], lang))
    downloads.buttons(rows, VIEWS[table], t(FILES[table]), selection.slug(), f"data_{table}")
    if rows.empty:
        st.info(t("data.empty"))
    else:
        evidence.table(rows, VIEWS[table], f"data_{table}", without=())
    programs.panel(VIEWS[table], selection)


page.head(t("data.title"), t("data.lede"))
view()
