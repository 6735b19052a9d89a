"""Filter, search and take home targets, observations and commitments."""

import streamlit as st

from exports import views
from ui import address, carry, database, downloads, evidence, filters, page, programs
from ui.texts import language, t

VIEWS = {"muc-tieu": "target_row", "ket-qua": "observation_row", "cam-ket": "commitment_row"}
FILES = {"muc-tieu": "file.targets", "ket-qua": "file.observations", "cam-ket": "file.commitments"}


@st.fragment
def view() -> None:
    lang = language()
    which, words = st.columns([2, 3], gap="medium", vertical_alignment="bottom")
    with which:
        table = filters.one_of("bang", t("data.table"), {name: t(f"data.{view}") for name, view in VIEWS.items()}, "muc-tieu")
    with words:
        filters.search("tim", t("filter.search"))
    selection = filters.selection(VIEWS[table], lang)
    address.notice()
    rows = database.rows(VIEWS[table], selection, lang)
    page.hint(t("data.count", rows=len(rows), filters=filters.sentence(VIEWS[table], selection)))
    carry.paper(t(f"data.{VIEWS[table]}"), filters.sentence(VIEWS[table], selection), views.lines(rows, VIEWS[table], lang))
    downloads.buttons(rows, VIEWS[table], t(FILES[table]), selection.slug(), f"data_{table}")
    if rows.empty:
        st.info(t("data.empty"))
    else:
        evidence.table(rows, VIEWS[table], f"data_{table}", without=())
    programs.panel(VIEWS[table], selection)


page.head(t("data.title"), t("data.lede"))
view()
