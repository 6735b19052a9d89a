"""Goals against realized values: what was promised, what came of it, and how one can tell."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders import lenses, missing, scorecard
from loaders.scorecard_lens import COLUMNS, STATED, Choice
from loaders.stating import sentence_case
from ui import address, assessed, carry, database, downloads, filters, frames, meeting, page, verdict_card, viewport, views
from ui.texts import language, plain, t

COUNTRY, USUAL = "viet-nam", "htx-number"
UNIT, QUESTION = "don-vi", "cau-hoi"


def settings(by: str, lang: str) -> tuple[float, str, bool]:
    """The margin as a fraction, the method, and whether localities share an axis; behind a button that says what is chosen."""
    names = assessed.methods(lang)
    said = filters.kept("phuong-phap", names, scorecard.PRESCRIBED)
    with st.popover(t("progress.settings", method=plain(names[said])), icon=":material/tune:"):
        options = {method: sentence_case(name) for method, name in names.items()}
        method = filters.one("phuong-phap", t("progress.method"), options, scorecard.PRESCRIBED, help=t("progress.method_help"))
        tolerance = filters.percent("dung-sai", t("progress.tolerance"), 5, 0, 50, help=t("progress.tolerance_help"))
        shared = by != QUESTION or filters.switch("cung-truc", t("progress.axis"), default=True, help=t("progress.axis_help"))
    return tolerance, method, shared


def subject(view: DeltaGenerator, what: DeltaGenerator, lang: str) -> tuple[str, str]:
    """What the reader looks at: a locality or a question, and its id."""
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
    return by, chosen


def narrowed(choice: Choice, lang: str) -> Choice:
    """Let the reader keep some verdicts only and, of a question, choose a lens; return the choice so narrowed."""
    counts = scorecard.counted(assessed.results(choice, lang).rows, assessed.card(choice.tolerance, lang, choice).names)
    if not choice.by_question:
        return choice._replace(verdicts=filters.pills("ket-luan", t("progress.verdicts"), counts))
    some, how = st.columns([5, 8], gap="medium")
    with some:
        verdicts = filters.pills("ket-luan", t("progress.verdicts"), counts)
    with how, st.expander(t("lens.label")) if viewport.narrow() else st.container():
        greyed = assessed.greyed_results(choice.chosen, lang)
        lens = filters.greyed("thau-kinh", t("lens.label"), lenses.labels(lang), greyed, STATED)
    return choice._replace(verdicts=verdicts, lens=lens)


def gaps(lacking: pd.DataFrame, lines: int, chosen: str, lang: str) -> None:
    """What to look for, and a form to fill in."""
    page.hint(missing.count(lines, len(lacking), lang))
    downloads.forms(lacking, lines, chosen)
    st.page_link("pages/own.py", label=t("progress.to_own"), icon=":material/upload_file:")
    frames.plain(missing.shown(lacking, lang))


def card(spot: DeltaGenerator, choice: Choice, shown: str, *, picked: bool) -> None:
    """The verdict of the target that was picked, else of the first one, with how to pick."""
    with verdict_card.place(spot, t("progress.card"), chosen=picked):
        if not picked:
            page.hint(t("progress.click"))
        verdict_card.show(assessed.card(choice.tolerance, language(), choice), shown, choice.method)
        if st.toggle(t("progress.past_years"), key="past_years"):
            verdict_card.years(assessed.verdicts_by_year(shown, choice.tolerance), language())


@st.fragment
def view() -> None:
    page.foresee("thuc-hien")
    lang = language()
    kind, what, how = st.columns([2, 5, 2], gap="small", vertical_alignment="bottom")
    by, chosen = subject(kind, what, lang)
    with how:
        tolerance, method, shared = settings(by, lang)
    choice = narrowed(Choice(by == QUESTION, chosen, tolerance, method, shared), lang)
    address.notice()
    if choice.by_question:
        page.usual()
    shown, seen = views.progress(choice, lang), assessed.results(choice, lang)
    table = assessed.verdict_lines(choice, lang)
    more = {} if choice.lens == STATED else {column: t(title) for column, title in COLUMNS.items()}
    left, right = st.columns([3, 2], gap="large")
    with left:
        clicked = page.chart(shown)
        if more:
            page.arithmetic(seen)
    with right:
        downloads.buttons(table, "verdict_row", t("file.verdicts"), choice.slug(), "verdicts", more)
        with st.container(horizontal=True):
            carry.bar(shown)
            meeting.add_button(shown, "progress")
        if len(seen.left_out):
            page.hint(t("lens.left_out_count", rows=len(seen.left_out)))
        spot = st.empty()
    lacking, lines = assessed.lacking(choice, lang)
    tabs = [t("progress.table", rows=len(table)), t("progress.missing", rows=len(lacking)), t("view.sources", count=len(shown.sources))]
    found, wanted, sources = st.tabs(tabs)
    with found:
        columns = {column: more[column] for column in ("lens_stated", "lens_value", "lens_note") if more}
        row = frames.show(table, "verdict_row", f"verdicts_{chosen}_{choice.lens}", more=columns)
    with wanted:
        gaps(lacking, lines, choice._replace(lens=STATED).slug(), lang)
    with sources:
        page.sources(shown.sources)
    # Unpicked, the first row of the picture; where a lens leaves every row out, the first of the table.
    usual = next(iter([*seen.rows["target_id"], *table["target_id"]]), None)
    in_table = table["target_id"].iloc[row] if row is not None else usual
    if picked := clicked[0] if clicked else in_table:
        card(spot, choice, picked, picked=bool(clicked) or row is not None)


page.head(t("progress.title"), t("progress.lede"))
view()
