"""The evidence beside a number: its wording with the number marked, where it stands, in which document, and what is disputed."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from exports.sources import ADDRESS
from loaders import stating, wording
from ui import database, frames
from ui.texts import LANGUAGES, language, t


class Row(Mapping[str, Any]):
    """One row of a frame, read cell by cell: a card shows a dozen of eighty columns, and to take the whole row out costs most of a rerun."""

    def __init__(self, frame: pd.DataFrame, position: int):
        self.frame, self.position = frame, position

    def __getitem__(self, name: str) -> Any:
        return self.frame[name].iat[self.position]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frame.columns)

    def __len__(self) -> int:
        return len(self.frame.columns)


def target_card(row: Mapping[str, Any]) -> None:
    """Show one row of `target_row` as a card: what, wording, place, document, reading of the qualifier, note."""
    st.html(target_article(row))


def target_article(row: Mapping[str, Any]) -> str:
    """Return the card of one row of `target_row` as safe HTML."""
    lang = language()
    facts = [
        (t("card.place"), row["place"]),
        (t("card.document"), document(row, lang)),
        (t("card.base"), row[f"base_{lang}"]),
        (t("card.standard"), row[f"standard_{lang}"]),
        (t("card.kind"), row[f"kind_{lang}"]),
        (t("card.modality"), row[f"modality_{lang}"]),
    ]
    return _article(row, f"{row[f'unit_{lang}']} · {horizon(row)}", facts, address(row))


def observation_card(row: Mapping[str, Any]) -> None:
    """Show one row of `observation_row` as a card: what, wording, publication, date, territory, how far it can be trusted, note."""
    lang = language()
    when = stating.described(row["as_of_on"], row["as_of_precision"], lang)
    trust = " · ".join(row[f"{name}_{lang}"] for name in ("status", "method", "confidence"))
    published = stating.day(row["published_on"], lang)
    facts = [
        (t("card.as_of"), f"{when} ({row[f'precision_{lang}']})"),
        (t("card.territory"), row[f"territory_{lang}"]),
        (t("card.base"), row[f"base_{lang}"]),
        (t("card.standard"), row[f"standard_{lang}"]),
        (t("card.publication"), ", ".join(part for part in (row[f"source_{lang}"], row["publisher"], published) if part)),
        (t("card.compiler"), row[f"compiler_{lang}"]),
        (t("card.trust"), trust),
    ]
    st.html(_article(row, f"{row[f'unit_{lang}']} · {when}", facts, address(row)))


def _article(row: Mapping[str, Any], head: str, facts: list[tuple[str, Any]], link: str) -> str:
    lang = language()
    note = row["note"] if lang == "vi" else row["note_en"]
    # A place in a document is told in the document's language.
    told = [(name, " lang='vi'" if name == t("card.place") else "", value) for name, value in facts if pd.notna(value) and value]
    lines = "".join(f"<dt>{escape(name)}</dt><dd{spoken}>{escape(str(value))}</dd>" for name, spoken, value in told)
    return (
        f"<article class='evidence'><p class='head'>{escape(head)}</p>"
        f"<h3 aria-level='2'>{escape(row[f'indicator_{lang}'])}: {escape(stating.stated(row, lang))}</h3>"
        f"<blockquote lang='{spoken(row)}'>“{marked(row)}”</blockquote><dl>{lines}</dl>"
        + (f"<p class='note'>{escape(note)}</p>" if pd.notna(note) and note else "")
        + (f"<p>{link}</p>" if link else "")
        + "</article>"
    )


def marked(row: Mapping[str, Any]) -> str:
    """Return the wording as safe HTML with its number marked."""
    text, parts, last = row["wording"], [], 0
    low, high = (None if pd.isna(row[end]) else float(row[end]) for end in ("low", "high"))
    for start, end in wording.span(text, low, high, bool(row.get("verbal", False))):
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return "".join(parts) + escape(text[last:])


def spoken(row: Mapping[str, Any]) -> str:
    """Return the language of a row's wording: its publication's, Vietnamese for a document of the plans and for a reader's own."""
    return database.spoken().get(str(row.get("publication_id")), LANGUAGES[0])


def document(row: Mapping[str, Any], lang: str) -> str:
    """Return the document in words: title, date of issue, how complete its text is."""
    parts = [row[f"document_{lang}"], stating.day(row["issued_on"], lang), row[f"completeness_{lang}"]]
    return ", ".join(part for part in parts if part)


def horizon(row: Mapping[str, Any]) -> str:
    """Return the horizon in words."""
    return t("horizon.annual") if pd.isna(row["horizon"]) else str(int(row["horizon"]))


def address(row: Mapping[str, Any]) -> str:
    """Return the link to a source as safe HTML; empty text where there is none that a browser may open."""
    url = row["url"]
    if pd.isna(url) or not ADDRESS.fullmatch(str(url)):
        return ""
    return f"<a href='{escape(str(url), quote=True)}' target='_blank' rel='noopener noreferrer'>{escape(t('card.open'))}</a>"


CARDS = {"target_row": target_card, "observation_row": observation_card}


def table(frame: pd.DataFrame, view: str, key: str, *, without: tuple[str, ...]) -> None:
    """Show rows of a labelled view; a picked row's card stands above the table."""
    place = st.container()
    position = frames.show(frame, view, key, without=without)
    with place:
        if position is not None and view in CARDS:
            CARDS[view](Row(frame, position))
        elif view in CARDS:
            st.html(f"<p class='hint'>{escape(t('card.pick'))}</p>")


def chosen(frame: pd.DataFrame, target_id: str | None, position: int | None) -> None:
    """Show the card of the target clicked in the chart, else of the row picked in the table, else of the first, saying how to pick.

    A sum names its targets' ids joined by `;`: each gets its card.
    """
    ids = (target_id or "").split(";")
    picked = [at for at, found in enumerate(frame["target_id"]) if found in ids] or ([] if position is None else [position])
    if not picked and len(frame):
        st.html(f"<p class='hint'>{escape(t('card.click'))}</p>")
        picked = [0]
    for at in picked:
        target_card(Row(frame, at))
