"""A quiet line at the foot of an open page: newer data are there, and one click opens the same page on them.

The browser asks now and then which editions there are, so that a page says so to a reader who only looks at it.
"""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from loaders.edition import EDITIONS
from ui import component, edition, wire
from ui.texts import t

# Seconds between two questions of a browser; it asks at once when the reader comes back to the page.
EVERY, SOON = 30, 5
HTML = "<div class='news' hidden><span role='status'></span><button class='open' type='button'></button><button class='later' type='button'>×</button></div>"
CSS = """
.news {position: fixed; z-index: 999; left: 50%; bottom: 1rem; transform: translateX(-50%); box-sizing: border-box; width: max-content; max-width: calc(100vw - 1.6rem);
  display: flex; align-items: center; gap: .2rem .8rem; padding: .45rem .9rem; border-radius: .5rem; font-size: .92rem; line-height: 1.4;
  color: light-dark(#1d2730, #e8edf2); background: light-dark(#ffffff, #1b232c); border: 1px solid light-dark(#3f78b0, #6fa8dc);
  box-shadow: 0 2px 12px rgba(0, 0, 0, .2)}
.news[hidden], .news .open:empty {display: none}
.news button {font: inherit; font-weight: 600; white-space: nowrap; cursor: pointer; min-height: 1.9rem; padding: .05rem .7rem;
  color: inherit; background: transparent; border: 1px solid currentColor; border-radius: .5rem}
@media (forced-colors: none) {.news .later {border: 0; font-size: 1.2rem; padding: 0 .4rem}}
@media print {.news {display: none}}
"""
_component = component.listening(
    "news", (Path(__file__).parent / "news.js").read_text(encoding="utf-8"), html=HTML, css=CSS, isolate_styles=False
)


def routes(base: str) -> list[Route]:
    """Return what `st.App(routes=)` needs; `base` as for `wire.middleware`."""
    return [Route(f"{base}/{wire.EDITIONS}", _editions)]


def watch(*, quiet: bool = False) -> None:
    """Let the page say when newer data are there. Called once a run; before `edition.arrive` has found any, the page opens by itself. `quiet`: say nothing, as on a wall."""
    held = st.session_state.get(edition.KEY)
    data = {
        "held": held.token if held else "",
        "every": EVERY if held else SOON,
        "path": wire.EDITIONS,
        "quiet": quiet,
        "newer": t("news.newer"),
        "open": t("news.open"),
        "later": t("news.later"),
        "moved": t("news.moved", version=held.version) if held and edition.has_moved() else "",
    }
    _component(key="news", data=data, height=0, on_open_change=edition.move_on)


async def _editions(_: Request) -> JSONResponse:
    """Token and version of the editions that there are, the newest first."""
    told = [{"token": found.token, "version": found.version} for found in EDITIONS.held()]
    return JSONResponse(told, headers={"Cache-Control": "no-store", "X-Server": wire.SERVER, "X-Content-Type-Options": "nosniff"})
