"""What the reader's own figures show: the targets that they judge, or why none is judged and which page shows them."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from exports import views as drawing
from exports.view import View
from loaders import own_change, own_result, scorecard
from loaders.scorecard_lens import USUAL_MARGIN, Choice
from loaders.stating import own_figures, with_own
from loaders.texts import texts
from ui import assessed, database, own, own_review, page, views
from ui.keeping import kept
from ui.texts import language, t

METHOD = scorecard.PRESCRIBED
MOST = 4  # indicators without a verdict that are told one by one


def choice(unit: str) -> Choice:
    """Return how the page Mục tiêu và thực hiện shows a unit to begin with."""
    return Choice(False, unit, USUAL_MARGIN, METHOD, True)


def rows() -> pd.DataFrame:
    """Return what own figures judge, of the rows taken over last where they judge any; never changed in place."""
    return _rows(own_review.taken(), language())


@kept(max_entries=20)
def _rows(taken: tuple[str, ...], lang: str) -> pd.DataFrame:
    return own_result.judged(assessed.stated_numbers(lang), taken)


def head(found: pd.DataFrame) -> None:
    """Say what was taken over and how many targets are judged."""
    own_count = len(own_review.taken()) or own_change.facts(own.current())
    concluded = own_result.concluded(found)
    st.header(t("own.result" if concluded else "own.result_none", count=own_count, targets=concluded), anchor=False)


def seen(unit: str) -> View:
    """Return the targets of a unit that own figures judge, as the page Mục tiêu và thực hiện draws them; never changed in place."""
    return _seen(unit, own_review.taken(), language())


@kept(max_entries=20)
def _seen(unit: str, taken: tuple[str, ...], lang: str) -> View:
    whole, words = views.progress(choice(unit), lang), texts(lang)
    shown = whole.rows[whole.rows["target_ids"].isin(_rows(taken, lang)["target_ids"])].reset_index(drop=True)
    named = scorecard.chart_words(assessed.card(USUAL_MARGIN, lang), whole.title, shown, assessed.methods(lang)[METHOD], (), whole.version)
    named["source"] = with_own(named["source"], own_figures(shown), lang)
    draw = drawing.draw("progress", shown, {**words, **named}, lang)
    # Not the whole page's picture, so not under its address either.
    address = f"{whole.address}#{';'.join(shown['target_id'])}"
    return replace(
        whole,
        page="own",
        address=address,
        rows=shown,
        draw=draw,
        spoken=scorecard.spoken(f"{whole.title} – {words['page.progress']}", shown, words["progress.baseline"]),
    )


def ways(unit: str, family: str) -> None:
    """Lead to the pages that show a unit, and to the question of its first target."""
    lang = {} if language() == "vi" else {"lang": language()}
    with st.container(horizontal=True, key="own_ways"):
        st.page_link("pages/progress.py", label=t("page.progress"), icon=":material/flag:", query_params={"don-vi": unit, **lang})
        st.page_link(
            "pages/compare.py", label=t("page.compare"), icon=":material/compare_arrows:", query_params={"cau-hoi": family, **lang}
        )
        if unit in database.locality_names(language()):
            st.page_link(
                "pages/locality.py", label=t("own.to_locality"), icon=":material/location_city:", query_params={"ho-so": unit, **lang}
            )


@kept(max_entries=4)
def _silent(lang: str) -> list[own_result.Silent]:
    observed = database.own_rows("observation_row", lang)
    mine = observed[observed["observation_id"].isin([row["observation_id"] for row in own.current().rows("observation")])]
    return own_result.silent(assessed.stated_numbers(lang), mine, lang)


def silence() -> None:
    """Say of which figures no verdict came, why, and on which page they are to be seen."""
    lang = language()
    found = _silent(lang)
    if not found:
        return
    page.notes(
        t("own.silent", count=len(found)),
        [_why(one) for one in found[:MOST]] + ([t("own.silent_more", count=len(found) - MOST)] if len(found) > MOST else []),
    )
    more = {} if lang == "vi" else {"lang": lang}
    query = {"don-vi": found[0].unit_id, "chi-tieu-lt": found[0].indicator_id, **more}
    st.page_link("pages/pathway.py", label=t("own.to_pathway"), icon=":material/timeline:", query_params=query)


def _why(one: own_result.Silent) -> str:
    reasons = "; ".join(one.reasons) or t("own.no_target")
    return f"{one.unit}, {one.indicator}: {reasons}"
