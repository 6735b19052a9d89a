"""One question across localities: what compares, what stands apart and why; as stated or through a lens, by former units or today's."""

import streamlit as st

from loaders import crosswalk, lenses
from loaders.selection import Selection
from ui import address, carry, database, downloads, evidence, filters, frames, meeting, page, viewport, views
from ui.texts import language, t

STATED = "stated"
THEN, NOW = "khi-ban-hanh", "hien-nay"
LONGEST = 50  # years


def ways(family: str, units: tuple[str, ...]) -> tuple[str, int | None, bool]:
    """Let the reader choose lens, assumed years and boundaries; None for years as the documents have them."""
    lang = language()
    with st.expander(t("lens.ways")) if viewport.narrow() else st.container():
        how, where = st.columns([7, 3], gap="medium")
        with how:
            lens = filters.greyed("thau-kinh", t("lens.label"), lenses.labels(lang), database.greyed_lenses(family, units, lang), STATED)
        with where:
            today = filters.one_of("dia-gioi", t("boundary.label"), {THEN: t("boundary.then"), NOW: t("boundary.now")}, THEN) == NOW
        years = None
        if lenses.assumes(database.lensed(family, units, lens, None, False, lang)):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                years = filters.whole("so-nam", t("lens.years"), LONGEST, t("lens.years_usual"))
                page.hint(t("lens.years_hint"))
    return lens, years, today


def added_up(family: str, units: tuple[str, ...], selection: str) -> None:
    """What adds up to today's units and what does not, targets and realized values."""
    lang = language()
    table = database.added_up(family, units, lang)
    page.hint(t("boundary.rule"))
    downloads.offer(table, {name: t(title) for name, title in crosswalk.HOME.items()}, t("boundary.file"), selection, "compare_added_up")
    frames.added_up(table)


@st.fragment
def view() -> None:
    page.foresee("so-sanh")
    lang = language()
    questions = database.families()
    names = dict(zip(questions["family_id"], questions[f"label_{lang}"], strict=True))
    choose, where = st.columns([2, 3], gap="medium")
    with choose:
        family = filters.one("cau-hoi", t("compare.question"), names, "quality")
    with where:
        units = filters.pills("dia-phuong", t("filter.units" if database.usual() else "compare.units"), database.locality_names(lang))
    lens, years, today = ways(family, units)
    address.notice()
    page.usual(units)
    facts = database.question(family, units, lang)
    seen = database.lensed(family, units, lens, years, today, lang)
    rows = database.panels(family, units, lang) if lens == STATED else database.beside(family, units, lens, years, lang)
    more = {} if lens == STATED else {name: t(title) for name, title in lenses.COLUMNS.items()}
    shown = views.compare(family, units, lens, years, today, lang)
    selection = Selection(units=units, families=(family,)).slug()
    left, right = st.columns([5, 3], gap="large")
    with left:
        clicked = page.chart(shown)
        if lens != STATED:
            page.arithmetic(seen)
    with right:
        downloads.buttons(rows, "target_row", t("file.targets"), f"{selection}{lenses.slug(lens, years)}", "compare", more)
        with st.container(horizontal=True):
            carry.bar(shown)
            meeting.add_button(shown, "compare")
        if len(seen.left_out):
            page.hint(t("lens.left_out_count", rows=len(seen.left_out)))
        page.silence(facts.silent, units or database.usual())
        card = st.container()
    tabs = [t("compare.table"), t("compare.pairs"), t("view.sources", count=len(shown.sources)), *([t("boundary.tab")] if today else [])]
    table, pairs, sources, *added = st.tabs(tabs)
    with table:
        wanted = ("lens_stated", "lens_note", *(["lens_reason"] if len(seen.left_out) else []))
        columns = {name: more[name] for name in wanted if more}
        position = frames.show(rows, "target_row", f"compare_table_{family}_{lens}", without=("kind",), more=columns)
    with pairs:
        frames.pairs(facts.pairs, units or database.usual())
    with sources:
        page.sources(shown.sources)
    for tab in added:
        with tab:
            added_up(family, units, selection)
    with card:
        evidence.chosen(rows, clicked[0] if clicked else None, position)


page.head(t("compare.title"), t("compare.lede"))
view()
