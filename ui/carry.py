"""What a reader takes away from a chart: picture, slides, workbook, data package, link, citation, printed page."""

from datetime import date, datetime
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from exports.citation import citation, permalink
from exports.table_csv import file_name
from exports.view import View
from ui import database, edition, style
from ui.downloads import HANOI
from ui.texts import t

CSS = """
.carry {display: flex; flex-wrap: wrap; gap: .4rem}
.carry button {font: inherit; font-size: .9rem; padding: .35rem .7rem; border-radius: .5rem; cursor: pointer;
  color: var(--st-text-color); background: transparent; border: 1px solid var(--st-border-color)}
.carry button:hover, .carry button:focus-visible {border-color: var(--st-primary-color); color: var(--st-primary-color)}
.carry button:focus-visible {outline: 3px solid currentColor; outline-offset: 1px}
.said {margin: .3rem 0 0; min-height: 1.2em; font-size: .85rem; color: var(--st-text-color)}
"""
HTML = "<div class='carry'></div><p class='said' role='status'></p>"
_component = st.components.v2.component("carry", html=HTML, css=CSS, js=(Path(__file__).parent / "carry.js").read_text(encoding="utf-8"))
# Lines on paper; a longer list belongs into a file.
MOST = 120
ACTS = ("png", "svg", "link", "cite", "print")
OFFICE = "application/vnd.openxmlformats-officedocument"
MIMES = {"pptx": f"{OFFICE}.presentationml.presentation", "xlsx": f"{OFFICE}.spreadsheetml.sheet", "zip": "application/zip"}


def base_url() -> str:
    """Return the address of the dashboard as the reader's browser knows it, without a page; empty where nothing is known."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rsplit('/', 1)[0]}" if parts.netloc else ""


def bar(view: View) -> None:
    """Offer a view to be taken along, folded away behind one button, and write down for the printer what the page shows."""
    today = datetime.now(HANOI).date()
    with st.popover(t("carry.title"), icon=":material/ios_share:"):
        st.html(f"<p class='hint'>{escape(t('carry.files'))}</p>")
        with st.container(horizontal=True):
            for kind in MIMES:
                _file(view, kind, today)
        st.html(f"<p class='hint'>{escape(t('carry.picture'))}</p>")
        _component(key=f"carry_{view.page}", data=_data(view, today))
    paper(view.title, view.filters, (*view.method, *view.wording), view.sources)


def paper(title: str, filters: str, lines: tuple[str, ...] = (), sources: tuple[str, ...] = (), *, most: int = MOST) -> None:
    """Write down, for the printer only, which choices the page was printed under, what it says line by line, and from where.

    Of more than `most` lines the rest is counted.
    """
    printed = t("carry.printed", day=datetime.now(HANOI).date().isoformat(), version=database.package().version)
    told = ". ".join(filter(None, (filters, printed)))
    rest = len(lines) - most
    lines = (*lines[:most], t("carry.more", rows=rest)) if rest > 0 else lines
    parts = [f"<h2>{escape(title)}</h2><p>{escape(told)}</p>"]
    parts += [f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in group)}</ul>" for group in (lines, sources) if group]
    st.html(f"<section class='paper'>{''.join(parts)}</section>")


def _file(view: View, kind: str, today: date) -> None:
    """One button; the file is made on the click."""
    st.download_button(
        t(f"carry.{kind}"),
        data=edition.bound(partial(_made, kind, view, today, base_url())),
        file_name=f"{_name(view, today)}.{kind}",
        mime=MIMES[kind],
        key=f"carry_{view.page}_{kind}",
        on_click="ignore",
        disabled=view.rows.empty or view.table.empty,
    )


def _made(kind: str, view: View, today: date, base: str) -> bytes:
    """The file. What makes files is imported for the first of them, not for the first page."""
    if kind == "pptx":
        from exports.slides import Slide, presentation

        return presentation([Slide(view)], on=today, base_url=base)
    if kind == "xlsx":
        from exports.workbook import workbook

        return workbook([view], on=today, base_url=base)
    from exports.data_package import data_package

    return data_package([view], on=today, base_url=base)


def _name(view: View, today: date) -> str:
    """The name of a file without its ending: page, choices, data version, day."""
    query = "-".join(part.split("=", 1)[-1] for part in urlsplit(view.address).query.split("&") if part)
    return file_name(view.page, query or "all", view.version, today, for_excel=False).removesuffix("_plain.csv")


def _data(view: View, today: date) -> dict[str, object]:
    base = base_url()
    paper_colour, ink = style.ground()
    words = {act: t(f"carry.{act}") for act in ACTS}
    words |= {f"{act}_done": t(f"carry.{act}_done") for act in ("png", "svg", "link", "cite")} | {"failed": t("carry.failed")}
    cited = citation(view, view.lang, today, base)
    return {
        "name": _name(view, today),
        "alt": view.spoken,
        "link": permalink(view, base),
        "citation": cited,
        "foot": [view.filters, cited],
        "page": paper_colour,
        "ink": ink,
        "font": style.FONT,
        "words": words,
    }
