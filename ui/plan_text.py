"""The text of a plan on screen, with every recognised number and promise to be clicked."""

from hashlib import blake2s
from pathlib import Path
from typing import Any

import streamlit as st

from loaders.reader.passages import BULLET
from loaders.reader.reading import Mark, Reading
from ui.texts import language, t

HTML = "<div class='plan' tabindex='0' role='region' lang='vi'></div>"
CSS = """
.plan {font-family: var(--st-font); font-size: 1rem; line-height: 1.6; height: 100%; box-sizing: border-box; overflow-y: auto; padding: .3rem .9rem;
  color: var(--st-text-color); border: 1px solid var(--st-border-color); border-radius: .5rem}
.plan:focus-visible {outline: 2px solid var(--st-primary-color); outline-offset: 2px}
h3 {font-size: 1rem; margin: .8rem 0 .2rem} p {margin: 0 0 .45rem; overflow-wrap: anywhere} .item {padding-left: 1rem; text-indent: -.6rem} .item::before {content: "– "}
[role=button] {padding: 0 .2em; border-radius: 3px; cursor: pointer; text-indent: 0; box-decoration-break: clone; -webkit-box-decoration-break: clone}
.target {background: #f7d774; color: #1f2a37; font-weight: 700} .target[data-number]::after {content: " " attr(data-number); font-size: .7em; vertical-align: super}
.not {text-decoration: underline dotted; text-underline-offset: 3px; opacity: .75}
.promise {border-bottom: 4px double var(--st-border-color); border-radius: 0; padding: 0}
.dropped {text-decoration: line-through; background: none; color: inherit; font-weight: 400}
[aria-current] {outline: 3px solid var(--st-primary-color); outline-offset: 1px}
[role=button]:focus-visible {outline: 3px dashed var(--st-text-color); outline-offset: 1px}
"""
SAID = {"target": "plan.mark_target", "promise": "plan.mark_promise"}
_component = st.components.v2.component(
    "plan_text", html=HTML, css=CSS, js=(Path(__file__).parent / "plan_text.js").read_text(encoding="utf-8")
)


def show(reading: Reading, dropped: frozenset[int], chosen: str, key: str, height: int) -> str | None:
    """Show a judged reading's text; return the id of the mark clicked just now, else None. Ids are those of `name`."""
    passages = _passages(reading, dropped, language())
    data = {
        "label": t("plan.text"),
        "passages": passages,
        "chosen": chosen,
        "token": blake2s(repr(passages).encode(), digest_size=8).hexdigest(),
    }
    clicked = _component(key=key, data=data, height=height, on_chosen_change=lambda: None).chosen
    return clicked if isinstance(clicked, str) else None


def name(mark: Mark) -> str:
    """Return what names a mark in the text, whatever becomes of the others."""
    return f"{mark.passage}-{mark.start}-{mark.end}"


def _passages(reading: Reading, dropped: frozenset[int], lang: str) -> list[dict[str, Any]]:
    marks: dict[int, list[Mark]] = {}
    for mark in reading.marks:
        marks.setdefault(mark.passage, []).append(mark)
    return [
        {
            "text": passage.text,
            "sort": "heading" if passage.kind == "heading" else "row" if passage.cells else "item" if passage.level >= BULLET else "plain",
            "marks": [_mark(mark, dropped, lang) for mark in marks.get(place, ())],
        }
        for place, passage in enumerate(reading.passages)
    ]


def _mark(mark: Mark, dropped: frozenset[int], lang: str) -> dict[str, Any]:
    said = mark.reason.words(lang) if mark.reason else t(SAID[mark.sort])
    place = {"id": name(mark), "start": mark.start, "end": mark.end}
    return {
        **place,
        "sort": mark.sort,
        "said": said,
        "number": "" if mark.row is None else str(mark.row + 1),
        "dropped": mark.row in dropped,
    }
