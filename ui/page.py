"""The parts that every page shares: its question, its answer in a line, lists of sentences, and charts."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from html import escape
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from exports.sources import source
from exports.view import View
from loaders import lenses
from loaders.lenses import Lensed
from loaders.stating import number
from ui import address, ahead, database, edition, filters, foresight, own, picture, style, view_at, viewport, views
from ui.texts import language, t


def head(title: str, lede: str) -> None:
    """Show the page's question and, under it, the answer in one line."""
    st.title(title, anchor=False)
    st.html(f"<p class='lede'>{escape(lede)}</p>")


def points(sentences: Sequence[str]) -> None:
    """Show short sentences as a list; empty ones are left out."""
    st.html(listing(sentences))


def listing(sentences: Sequence[str]) -> str:
    """Return short sentences as a list, as HTML; empty ones are left out."""
    return "<ul class='points'>" + "".join(f"<li>{escape(words)}</li>" for words in sentences if words) + "</ul>"


def notes(title: str, sentences: Sequence[str]) -> None:
    """Show short sentences under a title in smaller letters, for what stands below a picture."""
    st.html(f"<div class='notes'><p>{escape(title)}</p><ul>" + "".join(f"<li>{escape(words)}</li>" for words in sentences) + "</ul></div>")


def arithmetic(lensed: Lensed) -> None:
    """Show below a picture what its lens divided by what and where that comes from, and what it could not divide."""
    for title, sentences in zip(("lens.said", "lens.left_out"), lenses.said(lensed), strict=True):
        if sentences:
            notes(t(title), list(dict.fromkeys(sentences)))


def hint(words: str) -> None:
    """Show one muted line."""
    st.html(f"<p class='hint'>{escape(words)}</p>")


def status(words: str, more: str = "") -> None:
    """Show one sentence that says how something stands, and in a muted line what follows from it."""
    st.html(f"<p class='status'>{escape(words)}</p>" + (f"<p class='hint'>{escape(more)}</p>" if more else ""))


def listed(title: str, where: str, note: str) -> None:
    """Show one entry of a list: its title, in small letters where it comes from, and a note, empty for none."""
    told = f"<p>{escape(note)}</p>" if note else ""
    st.html(f"<div class='listed'><h3 aria-level='2'>{escape(title)}</h3><p class='where'>{escape(where)}</p>{told}</div>")


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """Return name and value pairs as a definition list, as HTML; pairs without a value are left out."""
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs if value)
    return f"<dl class='facts'>{lines}</dl>"


def foresee(path: str) -> None:
    """Send the picture of what the reader has just chosen on the page at `path`, before the page is made anew. Called first in its fragment."""
    filters.begin()
    if address.is_whole():
        return
    with suppress(KeyError):  # nothing to draw
        view = view_at.at(f"/{path}?{urlencode(filters.held(), doseq=True)}", language())
        picture.hurry(_drawn(view), view.page)


def chart(view: View, ready: picture.Picture | None = None) -> list | None:
    """Show a view's picture; return the customdata of the mark that the reader chose, as long as it is drawn, or None.

    ready: the picture of a view that is not the one that its address opens.
    """
    if address.is_arrival():
        picture.forget(view.page)
    if ready is None:
        _prepare(view)
    return picture.kept(ready or _drawn(view), view.page)


def switchboard(view: View) -> list | None:
    """Show a view's picture whose marks lead elsewhere; return the customdata of the mark clicked just now, or None."""
    _prepare(view)
    return picture.show(_drawn(view), view.page)


def leaf(shown: picture.Picture, place: str, path: str, draw: Callable[[str, str, bool, bool], picture.Picture]) -> None:
    """Show words in a place as pictures are shown; `draw` makes those that another choice on the page at `path` would show."""
    _neighbours(place, path, shown, draw)
    picture.show(shown, place)


def _prepare(view: View) -> None:
    _neighbours(view.page, urlsplit(view.address).path, _drawn(view), foresight.figure)


def _neighbours(place: str, path: str, shown: picture.Picture, draw: Callable[[str, str, bool, bool], picture.Picture]) -> None:
    """Have that made which the reader may choose next."""
    held = filters.held()
    choices = [
        foresight.Choice(key, words, f"{path}?{urlencode({**held, **chosen}, doseq=True)}")
        for key, words, chosen in filters.offered()[: foresight.MOST]
    ]
    if choices:
        drawn = (language(), style.dark(), not viewport.narrow())
        foresight.prepare(ahead.ticket(), foresight.Page(place, shown.name, *drawn, own.current(), edition.current(), tuple(choices), draw))


def _drawn(view: View) -> picture.Picture:
    return views.drawn(view, style.dark(), not viewport.narrow())


def sources(lines: Sequence[str]) -> None:
    """List documents and publications, each address as a link."""
    items = []
    for words, url in map(source, lines):
        link = f" <a href='{escape(url, quote=True)}' target='_blank' rel='noopener noreferrer'>{escape(t('card.open'))}</a>" if url else ""
        items.append(f"<li>{escape(words)}{link}</li>")
    st.html(f"<ol class='sources'>{''.join(items)}</ol>")


def usual(units: tuple[str, ...] = ()) -> None:
    """Say that a page shows the first localities only, where it does: of a large package, as long as none is chosen."""
    shown = database.usual()
    if shown and not units:
        hint(t("scope.usual", shown=len(shown), total=number(len(database.localities()), language()), most=database.MOST))


def first(shown: int, total: int) -> None:
    """Say that only the first rows are shown, where there are more."""
    if shown < total:
        hint(t("scope.first", shown=number(shown, language()), total=number(total, language())))


def silence(frame: pd.DataFrame, units: tuple[str, ...]) -> None:
    """Say which of the chosen localities give no number for the question, and why; nothing when all do."""
    if units:
        frame = frame[frame["unit_id"].isin(units)]
    if len(frame):
        hint(t("compare.silent") + " " + "; ".join(frame["unit"] + ": " + frame["state_label"]))
