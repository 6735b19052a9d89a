"""One question across localities: what compares, what stands apart and why."""

import streamlit as st

from charts import compare, look
from charts.sheet import touchable
from loaders import comparison
from loaders.selection import Selection
from ui import address, database, downloads, evidence, filters, frames, page, style, viewport
from ui.texts import all_texts, language, t


@st.fragment
def view() -> None:
    lang = language()
    questions = database.families()
    names = dict(zip(questions["family_id"], questions[f"label_{lang}"], strict=True))
    choose, where = st.columns([2, 3], gap="medium")
    with choose:
        family = filters.one("cau-hoi", t("compare.question"), names, "quality")
    with where:
        units = filters.pills("dia-phuong", t("compare.units"), database.locality_names(lang))
    address.notice()
    facts = database.question(family, lang)
    rows = database.panels(family, units, lang)
    left, right = st.columns([5, 3], gap="large")
    with left:
        words = {**all_texts(), **comparison.chart_words(names[family], rows, all_texts(), database.package().version)}
        figure = compare.figure(rows, texts=words, lang=lang, dark=style.dark(), wide=not viewport.narrow())
        clicked = page.chart(
            touchable(figure), f"compare_{family}", look.config(family, lang, page.chart_words()), comparison.spoken(rows, names[family])
        )
    with right:
        downloads.buttons(rows, "target_row", t("file.targets"), Selection(units=units, families=(family,)).slug(), "compare")
        page.silence(facts.silent, units)
        card = st.container()
    table, pairs = st.tabs([t("compare.table"), t("compare.pairs")])
    with table:
        position = frames.show(rows, "target_row", f"compare_table_{family}", without=("kind",))
    with pairs:
        frames.pairs(facts.pairs, units)
    with card:
        evidence.chosen(rows, clicked[0] if clicked else None, position)


page.head(t("compare.title"), t("compare.lede"))
view()
