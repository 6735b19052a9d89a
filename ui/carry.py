"""What a reader takes away from a chart: picture, slides, workbook, data package, address, citation, printed page, a place in the meeting set."""

from pathlib import Path

import streamlit as st

CSS = """
.carry {display: flex; flex-wrap: wrap; gap: .4rem}
.carry button {font: inherit; font-size: .9rem; padding: .35rem .7rem; border-radius: .5rem; cursor: pointer;
  color: var(--st-text-color); background: transparent; border: 1px solid var(--st-border-color)}
.carry button:hover, .carry button:focus-visible {border-color: var(--st-primary-color); color: var(--st-primary-color); outline: none}
.said {margin: .3rem 0 0; min-height: 1.2em; font-size: .85rem; color: var(--st-text-color)}
"""
HTML = "<div class='carry'></div><p class='said' role='status'></p>"
_component = st.components.v2.component("carry", html=HTML, css=CSS, js=(Path(__file__).parent / "carry.js").read_text(encoding="utf-8"))
FILES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
