"""The parts that every page shares: its question, its answer in a line, lists of sentences, and charts."""

import re
from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from exports.sources import source
from loaders import lenses
from loaders.lenses import Lensed
from ui.texts import t


def head(title: str, lede: str) -> None:
    """Show the page's question and, under it, the answer in one line."""
    st.title(title, anchor=False)
    st.html(f"<p class='lede'>{escape(lede)}</p>")


def points(sentences: Sequence[str]) -> None:
    """Show short sentences as a list; empty ones are left out."""
    st.html("<ul class='points'>" + "".join(f"<li>{escape(words)}</li>" for words in sentences if words) + "</ul>")


def notes(title: str, sentences: Sequence[str]) -> None:
    """Show short sentences under a title in smaller letters, for what stands below a picture."""
    st.html(f"<div class='notes'><p>{escape(title)}</p><ul>" + "".join(f"<li>{escape(words)}</li>" for words in sentences) + "</ul></div>")


def arithmetic(lensed: Lensed) -> None:
    """Show below a picture what its lens divided by what and where that comes from, and what it could not divide."""
    for title, sentences in zip(("lens.said", "lens.left_out"), lenses.said(lensed), strict=True):
        if sentences:
            notes(t(title), list(dict.fromkeys(sentences)))


def plain(words: str) -> str:
    """Return words of a reader's own so that a label or message shows them as they are, whatever they mean to Markdown."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~$:.-])", r"\\\1", words)


def hint(words: str) -> None:
    """Show one muted line."""
    st.html(f"<p class='hint'>{escape(words)}</p>")


def status(words: str, more: str = "") -> None:
    """Show one sentence that says how something stands, and in a muted line what follows from it."""
    st.html(f"<p class='status'>{escape(words)}</p>" + (f"<p class='hint'>{escape(more)}</p>" if more else ""))


def listed(title: str, where: str, note: str) -> None:
    """Show one entry of a list: its title, in small letters where it comes from, and a note, empty for none."""
    told = f"<p>{escape(note)}</p>" if note else ""
    st.html(f"<div class='listed'><h3>{escape(title)}</h3><p class='where'>{escape(where)}</p>{told}</div>")


def facts(pairs: Sequence[tuple[str, str]]) -> None:
    """Show name and value pairs as a definition list; pairs without a value are left out."""
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs if value)
    st.html(f"<dl class='facts'>{lines}</dl>")


def chart(figure: go.Figure, key: str, config: dict, alt: str) -> list | None:
    """Show a figure as it was drawn; return what the reader clicked: the first point's customdata, or None."""
    event = st.plotly_chart(figure, theme=None, key=key, on_select="rerun", selection_mode="points", alt=alt, config=config)
    picked = event["selection"]["points"]
    return picked[0].get("customdata") if picked else None


def sources(lines: Sequence[str]) -> None:
    """List documents and publications, each address as a link."""
    items = []
    for words, address in map(source, lines):
        link = (
            f" <a href='{escape(address, quote=True)}' target='_blank' rel='noopener noreferrer'>{escape(t('card.open'))}</a>"
            if address
            else ""
        )
        items.append(f"<li>{escape(words)}{link}</li>")
    st.html(f"<ol class='sources'>{''.join(items)}</ol>")


def silence(frame: pd.DataFrame, units: tuple[str, ...]) -> None:
    """Say which of the chosen localities give no number for the question, and why; nothing when all do."""
    if units:
        frame = frame[frame["unit_id"].isin(units)]
    if len(frame):
        hint(t("compare.silent") + " " + "; ".join(frame["unit"] + ": " + frame["state_label"]))
