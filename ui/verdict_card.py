"""The verdict of one target with what a pencil needs to check it: the equation, what it means, its figures and their sources."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders import stating
from loaders.records import records
from loaders.scorecard import PRESCRIBED, SIGNS, Scorecard, percent
from ui import evidence, viewport
from ui.keeping import kept
from ui.texts import t

# A plain comparison multiplies only where the margin for "nearly" comes in.
MARGIN = "×"
# Column of a verdict that names a figure -> the words for what the figure is there for.
FIGURES = {"observation_id": "progress.judged", "baseline_observation_id": "progress.start", "other_observation_id": "progress.other"}


def place(spot: DeltaGenerator, title: str, *, chosen: bool) -> DeltaGenerator:
    """Return where the card stands: in `spot`; on a phone, once a row is chosen, at the foot of the screen, under a title that folds it."""
    if chosen and viewport.narrow():
        return spot.container(key="verdict_sheet").expander(title, expanded=True)
    return spot.container(key="verdict")


def show(card: Scorecard, target_id: str, method: str) -> None:
    """Show what is said of a target under `method`, how it was reckoned, from which figures, and what the other methods say."""
    st.html(_article(card, target_id, method))


@kept(max_entries=500, hash_funcs={Scorecard: lambda card: (card.tolerance, card.lang)})
def _article(card: Scorecard, target_id: str, method: str) -> str:
    """The card as safe HTML: of published and own rows, margin and language say which scorecard it is."""
    lang = card.lang
    [target] = records(card.targets[card.targets["target_id"] == target_id])
    every = card.of(target_id)
    own = every[every["is_default"]] if method == PRESCRIBED else every[every["method"] == method]
    # An interval of which nothing at all is known says so once.
    ends = records(own.drop_duplicates(["verdict", "reason_code", f"equation_{lang}"]))
    return (
        f"<article class='evidence verdict'><p class='head'>{escape(target['unit_label'])} · {escape(target['horizon_label'])}</p>"
        f"<h3 aria-level='2'>{escape(target[f'indicator_{lang}'])}: {escape(target['stated'])}</h3>"
        + "".join(_end(end, card, several=len(ends) > 1) for end in ends)
        + _inputs(card, ends)
        + _promise(target, lang)
        + _others(every[~every.index.isin(own.index)], lang)
        + "</article>"
    )


def years(verdicts: pd.DataFrame, lang: str) -> None:
    """Show what could be said of a target at the end of each year, oldest first: rows of `progress.by_year`."""
    if verdicts.empty:
        st.html(f"<p class='hint'>{escape(t('progress.no_years'))}</p>")
        return
    lines = [
        (row["year"], f"{SIGNS[row['verdict']]} {row[f'verdict_{lang}']}", _text(row[f"equation_{lang}"]), _text(row[f"reason_{lang}"]))
        for row in records(verdicts)
    ]
    titles = [t("column.year"), t("column.verdict"), t("column.equation"), t("column.reason")]
    frame = pd.DataFrame(lines, columns=titles)
    config = {titles[0]: st.column_config.NumberColumn(titles[0], format="%d", width="small")}
    st.dataframe(frame, hide_index=True, column_config=config, placeholder="–", alt=t("table.alt", rows=len(frame)))


def _end(end: Mapping[str, Any], card: Scorecard, several: bool) -> str:
    """Verdict, reason and equation of one end, and what the equation means."""
    lang = card.lang
    which = t(f"progress.{end['end']}_end") + ": " if several else ""
    reckoned = _text(end[f"class_{lang}"])
    said = (
        f"<p class='said'><b>{SIGNS[end['verdict']]} {escape(which + end[f'verdict_{lang}'])}</b>"
        + (f" · {escape(reckoned)}" if reckoned else "")
        + "</p>"
    )
    why = " ".join(_text(end[f"{name}_{lang}"]) for name in ("explanation", "needed")) if _text(end["reason_code"]) else ""
    parts = [said, f"<p>{escape(why)}</p>" if why else ""]
    if _text(end[f"equation_{lang}"]):
        parts.append(f"<p class='equation'>{escape(end[f'equation_{lang}'])}</p><p class='how'>{escape(_meaning(end, card))}</p>")
    return "".join(parts)


def _meaning(end: Mapping[str, Any], card: Scorecard) -> str:
    """What the equation does, in words: the pace of its method, or the plain comparison that comes before any pace."""
    if end["is_paced"]:
        return t(f"progress.how.{end['method']}")
    if MARGIN not in end[f"equation_{card.lang}"]:
        return t("progress.how.fact")
    return t("progress.how.nearly" if end["verdict"] == "nearly" else "progress.how.margin", margin=percent(card.tolerance, card.lang))


def _inputs(card: Scorecard, ends: list[dict[str, Any]]) -> str:
    """The figures that the verdict names, each once, with date, source and link."""
    named = {end[column]: words for column, words in FIGURES.items() for end in ends if _text(end[column])}
    lines = []
    for observation_id, words in named.items():
        figure = card.figures[observation_id]
        source = ", ".join(
            filter(None, (_text(figure[f"source_{card.lang}"]), _text(figure["publisher"]), stating.day(figure["published_on"], card.lang)))
        )
        unit = "" if words != "progress.other" else f"{figure[f'unit_{card.lang}']}, {figure[f'indicator_{card.lang}']}: "
        standard = _text(figure[f"standard_{card.lang}"])
        head = f"<b>{escape(unit + figure['stated'])}</b> ({escape(figure['as_of'])}{', ' + escape(standard) if standard else ''})"
        lines.append(
            f"<dt>{escape(t(words))}</dt><dd>{head}<br><span lang='{evidence.spoken(figure)}'>“{evidence.marked(figure)}”</span> — {escape(source)} {evidence.address(figure)}</dd>"
        )
    return f"<dl>{''.join(lines)}</dl>" if lines else ""


def _promise(target: Mapping[str, Any], lang: str) -> str:
    quoted = f"“{evidence.marked(target)}” — {escape(_text(target['place']))}"
    said = ", ".join((f"<span lang='vi'>{quoted}</span>", escape(evidence.document(target, lang))))
    return f"<dl><dt>{escape(t('column.target'))}</dt><dd>{said} {evidence.address(target)}</dd></dl>"


def _others(verdicts: pd.DataFrame, lang: str) -> str:
    """What the other methods say of the same figures, folded away; each with its equation and what it means."""
    lines = []
    for row in records(verdicts):
        said = " · ".join(filter(None, (row[f"verdict_{lang}"], _text(row[f"class_{lang}"]), _text(row[f"reason_{lang}"]))))
        equation = _text(row[f"equation_{lang}"]) if row["is_paced"] else ""
        how = f"<br><span class='equation'>{escape(equation)}</span><br>{escape(t('progress.how.' + row['method']))}" if equation else ""
        end = f" ({escape(t('progress.' + row['end'] + '_end'))})" if (verdicts["end"] != row["end"]).any() else ""
        lines.append(f"<dt>{escape(row[f'method_{lang}'])}{end}</dt><dd>{SIGNS[row['verdict']]} {escape(said)}{how}</dd>")
    return f"<details><summary>{escape(t('progress.lenses'))}</summary><dl>{''.join(lines)}</dl></details>" if lines else ""


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)
