"""Goals against realized values: what was promised, what came of it, and how one can tell."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts import bullet, look
from charts.sheet import touchable
from loaders import missing, scorecard, verdict_table
from loaders.selection import Selection
from loaders.stating import sentence_case
from ui import address, database, downloads, filters, frames, page, style, verdict_card, viewport
from ui.texts import all_texts, language, t

COUNTRY, USUAL = "viet-nam", "htx-number"
UNIT, QUESTION = "don-vi", "cau-hoi"


def settings(by: str, lang: str) -> tuple[str, float, bool]:
    """The method, the margin as a fraction, and whether localities share an axis; behind a button that says what is chosen."""
    names = database.methods(lang)
    said = filters.kept("phuong-phap", names, scorecard.PRESCRIBED)
    with st.popover(t("progress.settings", method=names[said]), icon=":material/tune:"):
        options = {method: sentence_case(name) for method, name in names.items()}
        method = filters.one("phuong-phap", t("progress.method"), options, scorecard.PRESCRIBED, help=t("progress.method_help"))
        tolerance = filters.percent("dung-sai", t("progress.tolerance"), 5, 0, 50, help=t("progress.tolerance_help"))
        shared = by == QUESTION and filters.switch("cung-truc", t("progress.axis"), default=True, help=t("progress.axis_help"))
    return method, tolerance, shared


def subject(view: DeltaGenerator, what: DeltaGenerator, lang: str) -> tuple[str, str, str]:
    """What the reader looks at: a locality or a question, its id and its name."""
    with view:
        by = filters.one_of("theo", t("progress.by"), {UNIT: t("progress.by_unit"), QUESTION: t("progress.by_question")}, UNIT)
    with what:
        if by == UNIT:
            options = {COUNTRY: database.labels(lang)["units"][COUNTRY]} | database.locality_names(lang)
            chosen = filters.one_of(UNIT, t("pathway.unit"), options, COUNTRY)
        else:
            families = database.families()
            options = dict(zip(families["family_id"], families[f"label_{lang}"], strict=True))
            chosen = filters.one(QUESTION, t("compare.question"), options, USUAL)
    return by, chosen, options[chosen]


def lacks(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The targets among `rows` that no realized value judges."""
    return missing.of(database.missing_values(lang), rows)


def gaps(lacking: pd.DataFrame, chosen: str, lang: str) -> None:
    """What to look for, and a form to fill in."""
    page.hint(missing.count(lacking, lang))
    downloads.forms(lacking, chosen)
    frames.plain(missing.shown(lacking, lang))


@st.fragment
def view() -> None:
    lang = language()
    kind, what, how = st.columns([2, 5, 2], gap="small", vertical_alignment="bottom")
    by, chosen, name = subject(kind, what, lang)
    with how:
        method, tolerance, shared = settings(by, lang)
    card = database.card(tolerance, lang)
    rows = database.judged(tolerance, method, lang)
    rows = scorecard.of_unit(rows, chosen, lang) if by == UNIT else scorecard.of_question(rows, chosen, shared=shared, lang=lang)
    verdicts = filters.pills("ket-luan", t("progress.verdicts"), scorecard.counted(rows, card.names))
    rows = scorecard.with_verdict(rows, verdicts)
    address.notice()
    table = verdict_table.table(card, rows, method)
    left, right = st.columns([3, 2], gap="large")
    with left:
        named = scorecard.chart_words(card, name, rows, database.methods(lang)[method], verdicts, database.package().version)
        figure = bullet.figure(rows, texts={**all_texts(), **named}, lang=lang, dark=style.dark(), wide=not viewport.narrow())
        clicked = page.chart(
            touchable(figure),
            f"progress_{chosen}",
            look.config(f"progress_{chosen}", lang, page.chart_words()),
            scorecard.spoken(name, rows),
        )
    with right:
        downloads.buttons(table, "verdict_row", t("file.verdicts"), Selection(units=(chosen,)).slug(), "verdicts")
        spot = st.empty()
    found, wanted = st.tabs([t("progress.table", rows=len(table)), t("progress.missing", rows=len(lacking := lacks(rows, lang)))])
    with found:
        row = frames.show(table, "verdict_row", f"verdicts_{chosen}")
    with wanted:
        gaps(lacking, chosen, lang)
    shown = clicked[0] if clicked else table["target_id"].iloc[row] if row is not None else next(iter(rows["target_id"]), None)
    if shown:
        chosen_row = clicked is not None or row is not None
        with verdict_card.place(spot, t("progress.card"), chosen=chosen_row):
            if not chosen_row:
                page.hint(t("progress.click"))
            verdict_card.show(card, shown, method)
            if st.toggle(t("progress.past_years"), key="past_years"):
                verdict_card.years(database.verdicts_by_year(shown, tolerance), lang)


page.head(t("progress.title"), t("progress.lede"))
view()
