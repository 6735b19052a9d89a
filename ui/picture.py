"""A figure in the page as a component that keeps its element: a new figure is put into the old one's place, with zoom and selection.

Streamlit's own chart is taken down and built anew whenever its figure changes, and brings 4.7 MB of JavaScript of its own; this one
loads the plotly.js that plotly's package holds, once (see ui/wire.py).
"""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

import streamlit as st

from ui import address, ahead

CSS = """
.picture {width: 100%; height: 100%}
.picture.still {width: fit-content}
[data-testid="stElementContainer"]:has(.picture) {overflow: visible !important}
:has(> .picture) {position: relative}
.picture-marks {position: absolute; inset: 0; pointer-events: none; overflow: clip; border-radius: 4px}
.picture-marks:focus-visible {outline: 3px solid var(--st-primary-color); outline-offset: 1px}
.picture-marks > * {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)}
.picture-marks q {quotes: none}
.picture-told, .picture-heard {position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%)}
.picture-ring {position: absolute; pointer-events: none; border-radius: 4px; outline: 3px solid var(--st-primary-color); outline-offset: 1px; scroll-margin: 5rem}
.picture-foot {display: none; position: fixed; inset: auto 0 0; z-index: 1001; padding: .4rem 2rem .5rem; line-height: 1.35;
  background: var(--st-text-color); color: var(--st-background-color)}
.picture-foot p {margin: 0} .picture-keys {font-size: .875rem}
.picture-marks:focus-visible ~ .picture-foot {display: block}
@media (max-width: 379px) {
  [data-testid="stElementContainer"]:has(.picture) {overflow: auto hidden !important}
  .picture {min-width: 344px}
  .picture-marks:focus-visible {outline-color: transparent} /* which is as wide as the screen */
  .picture:has(~ .picture-marks:focus-visible) {outline: 3px solid var(--st-primary-color); outline-offset: -3px}
}
@media print {.picture-ring, .picture-foot {display: none !important}}
"""
HTML = """<div class='picture'></div>
<div class='picture-marks' role='listbox' tabindex='0' hidden></div>
<div class='picture-ring' hidden></div>
<div class='picture-foot'><p class='picture-here' aria-hidden='true'></p><p class='picture-keys'></p></div>
<ul class='picture-told'></ul>
<p class='picture-heard' role='status'></p>"""
# Before the keys of pictures: what a session keeps under a widget's key, Streamlit takes away with the widget.
WIDGET = "picture_"
SCRIPTS = ("picture_keys.js", "picture.js")
_component = st.components.v2.component(
    "picture",
    html=HTML,
    css=CSS,
    js="".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in SCRIPTS),
    isolate_styles=False,
)
# What a picture says of itself: that it cannot be drawn, and to those who hear it or walk through it by keyboard.
WORDS = {
    "failed": "chart.failed",
    "told": "chart.told",
    "marks": "chart.marks",
    "keys": "chart.keys",
    "chosen": "chart.chosen",
    "let_go": "chart.let_go",
}
LET_GO: list = []  # what a click tells in place of a mark when the reader lets go of it


@dataclass(frozen=True)
class Picture:
    """A figure ready to be sent. name: what it and the choices that it shows are known by; packed: the figure as picture.js reads it;
    height in px, 0 for what takes the room that it needs; marks: the customdata that a click can give.
    """

    name: str
    packed: bytes
    height: int
    marks: list[list]

    @cached_property
    def kept(self) -> bytes:
        """The message that lets a browser keep the figure: its name, then the figure compressed."""
        return self.name.encode() + gzip.compress(self.packed, 6, mtime=0)


def picture(figure: Any, *, about: str, spoken: str, words: Mapping[str, str], config: Mapping[str, Any], where: str = "") -> Picture:
    """Return a plotly figure made ready once for all readers of it.

    about: what the figure is about; while that stays, so does the reader's zoom. spoken: the figure in words, a line for each part. words: of each
    of WORDS. config: plotly's options. where: the address that it is the picture of.
    """
    made = json.loads(figure.to_json())
    made["layout"]["uirevision"] = crc32(about.encode())
    sent = {"data": made["data"], "layout": made["layout"], "config": config, "spoken": spoken, "words": dict(words)}
    said = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()
    marks = [mark for trace in made["data"] for mark in trace.get("customdata", ())]
    return Picture(_name(said, where), said, int(made["layout"]["height"]), marks)


def leaf(html: str, *, where: str) -> Picture:
    """Return words ready to be shown as pictures are. html: with everything in it escaped; where: the address that they stand at."""
    said = json.dumps({"html": html}, ensure_ascii=False).encode()
    return Picture(_name(said, where), said, 0, [])


def _name(said: bytes, where: str) -> str:
    return blake2b(said, digest_size=8, key=crc32(where.encode()).to_bytes(4)).hexdigest()


def show(shown: Picture, key: str, *, width: Literal["stretch", "content"] = "stretch") -> list | None:
    """Put a picture on the page; return the customdata of the mark clicked just now, which this run answers, LET_GO, else None."""
    if st.session_state.get(f"{key}_shown") != shown.name:
        hurry(shown, key)
    clicked = _component(
        key=f"{WIDGET}{key}",
        data=_message(shown, key),
        height=shown.height or "content",
        width=width,
        on_clicked_change=lambda: None,
    ).clicked
    return clicked if clicked == LET_GO or clicked in shown.marks else None


def hurry(shown: Picture, key: str) -> None:
    """Send a picture ahead of the part of its page that is drawn anew."""
    st.session_state[f"{key}_shown"] = shown.name
    if not address.is_arrival():  # else nothing may stand there yet
        ahead.send(key, shown.name, _message(shown, key))


def pick(place: str, stands: str, key: str, words: str, name: str) -> bytes:
    """Return the message that tells a browser which of the figures that it keeps follows on the one that `stands`, where `words` of a widget
    are chosen.
    """
    return json.dumps({"place": place, "from": stands, "key": key, "words": words, "to": name}, ensure_ascii=False).encode()


def _message(shown: Picture, key: str) -> bytes:
    return b'{"ticket":"%s","place":"%s","name":"%s","figure":%s}' % (
        ahead.ticket().encode(),
        key.encode(),
        shown.name.encode(),
        shown.packed,
    )


def kept(shown: Picture, key: str) -> list | None:
    """Put a picture on the page; return the customdata of the mark chosen last, as long as it is drawn. A second click lets it go."""
    memory = f"{key}_mark"
    clicked = show(shown, key)
    if clicked is not None:
        st.session_state[memory] = None if clicked in (LET_GO, st.session_state.get(memory)) else clicked
    chosen = st.session_state.get(memory)
    return chosen if chosen in shown.marks else None


def forget(key: str) -> None:
    """Let go of the mark chosen in a picture."""
    st.session_state.pop(f"{key}_mark", None)
