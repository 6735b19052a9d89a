"""Where a reader's own table comes in: dropped, chosen or pasted, in the reader's own words; checked in the browser and again here."""

import base64
import logging
import traceback
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from loaders.intake import files
from loaders.intake.cells import Book, RefusedError
from loaders.intake.limits import MOST_BYTES
from ui import component
from ui.texts import language, plain, t

# What the reader may choose.
TAKEN = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods"
HTML = f"""
<div class="drop" tabindex="0" role="group">
  <p class="call"></p>
  <div class="ways">
    <label class="choose"><span></span><input type="file" accept="{TAKEN}"></label>
    <textarea rows="1" spellcheck="false"></textarea>
    <button type="button" class="read" hidden></button>
  </div>
  <p class="kinds"></p>
  <p class="said" role="status"></p>
</div>
"""
CSS = """
.drop {font-family: var(--st-font); box-sizing: border-box; padding: 1.1rem 1.2rem; border: 2px dashed var(--st-border-color);
  border-radius: .6rem; background: var(--st-secondary-background-color); color: var(--st-text-color)}
.drop:focus-visible, .drop.over {border-color: var(--st-primary-color)}
.drop:focus-visible, textarea:focus-visible, button:focus-visible {outline: 3px solid var(--st-primary-color); outline-offset: 1px}
.drop.over {border-style: solid}
p {margin: 0} .call {font-size: 1.15rem; font-weight: 600; line-height: 1.4} .kinds {font-size: .875rem; opacity: .75; margin-top: .55rem}
.ways {display: flex; flex-wrap: wrap; gap: .6rem; margin-top: .7rem}
.choose, .read {font-size: 1rem; padding: .45rem .95rem; border-radius: .5rem; cursor: pointer; line-height: 1.4; font-family: inherit;
  border: 1px solid var(--st-primary-color); background: var(--st-primary-color); color: #fff}
.choose:focus-within {outline: 2px solid var(--st-text-color); outline-offset: 2px}
.choose input {position: absolute; width: 1px; height: 1px; opacity: 0}
textarea {flex: 1 1 14rem; min-width: 0; font: inherit; font-size: 1rem; line-height: 1.4; padding: .45rem .7rem; border-radius: .5rem; resize: vertical;
  border: 1px solid var(--st-border-color); background: var(--st-background-color); color: var(--st-text-color)}
textarea:focus {border-color: var(--st-primary-color)} textarea::placeholder {color: inherit; opacity: .7}
.said:not(:empty) {margin-top: .6rem; font-size: .95rem} .said.wrong::before {content: "✕ "} .said.wrong {font-weight: 600}
.busy .ways {opacity: .45; pointer-events: none}
.compact {padding: .55rem .8rem; display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .9rem}
.compact .call {font-size: .95rem; font-weight: 400} .compact .kinds {display: none} .compact .ways {margin: 0; flex: 1 1 20rem}
.compact .choose, .compact textarea, .compact .read {font-size: .9rem; padding: .25rem .7rem}
.compact .choose {background: transparent; color: inherit; border-color: var(--st-border-color)} .compact .said {flex-basis: 100%; margin-top: 0}
[hidden] {display: none} .drop:has(.call:empty) {visibility: hidden} /* until the script names its parts */
"""
KEY = "own_drop"
LOG = logging.getLogger(__name__)
JS = (Path(__file__).parent / "own_drop.js").read_text(encoding="utf-8")
_component = component.listening(KEY, JS, html=HTML, css=CSS)


def show(take: Callable[[Book], None], *, compact: bool) -> None:
    """Offer the place where a table comes in, `compact` where one is there already; a table that can be read is given to `take`."""
    words = {
        "call": t("own.bring_again" if compact else "own.bring"),
        "kinds": t("own.bring_kinds", most=MOST_BYTES // 2**20),
        "choose": t("own.choose"),
        "paste": t("own.paste"),
        "read": t("own.read"),
        "reading": t("own.reading"),
        "pasted": t("own.pasted"),
        "oneOnly": t("own.one_only"),
        "unreadable": t("own.unreadable"),
        "tooLarge": t("own.too_large", file="{file}", size="{size}", most=MOST_BYTES // 2**20),
    }
    data = {"words": words, "compact": compact, "most": MOST_BYTES, "lang": language(), "done": st.session_state.get("own_done", 0)}
    _component(key=KEY, data=data, on_given_change=lambda: _receive(take))
    if refused := st.session_state.get("own_refused"):
        name, why = refused
        told = why.words(language()) if isinstance(why, RefusedError) else t("own.failed")
        st.error(plain(f"{t('own.refused', file=name)} {told}"))


def offer(name: str, content: bytes, take: Callable[[Book], None]) -> None:
    """Read a file as if the reader had dropped it."""
    _take(name, lambda: files.read(name, content), take)


def _receive(take: Callable[[Book], None]) -> None:
    """What the browser has handed over; whatever it is, it ends in a book or in words."""
    name, content = received(KEY, MOST_BYTES)
    _take(name, lambda: files.read_text(name, content) if isinstance(content, str) else files.read(name, content), take)


def received(key: str, most: int) -> tuple[str, bytes | str]:
    """Return name and content of what the browser has handed over through a component: pasted text, or a file's bytes.

    Of a file above `most` bytes, and of letters that are no file, come bytes that whoever reads them refuses.
    """
    given = st.session_state[key].given
    name = files.shown(_text(given, "name")) or t("own.pasted")
    return name, _text(given, "text") or _decoded(_text(given, "base64"), most)


def _text(given: object, field: str) -> str:
    value = given.get(field) if hasattr(given, "get") else None
    return value if isinstance(value, str) else ""


def _decoded(words: str, most: int) -> bytes:
    """The bytes of a file; too many of them are not even decoded."""
    if len(words) > most * 4 // 3 + 4:
        return bytes(most + 1)
    try:
        return base64.b64decode(words, validate=True)
    except ValueError:  # letters that are no base64, or none of ASCII
        return b""


def _take(name: str, read: Callable[[], Book], take: Callable[[Book], None]) -> None:
    st.session_state["own_done"] = st.session_state.get("own_done", 0) + 1
    st.session_state.pop("own_refused", None)
    try:
        take(read())
    except RefusedError as refusal:
        st.session_state["own_refused"] = (name, refusal)
    except Exception as error:
        note(error)
        st.session_state["own_refused"] = (name, None)


def note(error: Exception) -> None:
    """Write down where something unforeseen happened, without its message, which may hold what stands in the reader's file."""
    LOG.error("%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
