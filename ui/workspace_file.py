"""Where an exported workspace comes back in: one ZIP, chosen in the reader's own words, read only as far as it may be large."""

import base64
import binascii

import streamlit as st

from ui import kept
from ui.texts import t
from workspace.archive import SENT

KEY = "workspace_file"
HTML = "<label class='load'><span></span><input type='file' accept='.zip,application/zip'></label><p class='said' role='status'></p>"
CSS = """
:host, div {font-family: var(--st-font)}
label {display: inline-block; box-sizing: border-box; min-height: 1.9rem; padding: .15rem .7rem; font-size: .875rem; line-height: 1.6; white-space: nowrap; cursor: pointer; border-radius: .5rem;
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color, #c5cdd5)}
label:hover, label:focus-within {border-color: var(--st-primary-color); color: var(--st-primary-color)}
label:focus-within {outline: 3px solid currentColor; outline-offset: 1px}
input {position: absolute; width: 1px; height: 1px; opacity: 0}
label:has(span:empty) {visibility: hidden} /* until the script names it */
.said {margin: 0; font-size: .9rem} .said:not(:empty) {margin-top: .4rem}
"""
JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const load = parentElement.querySelector('.load'), said = parentElement.querySelector('.said');
  const file = load.querySelector('input');
  load.querySelector('span').textContent = data.load;
  said.textContent = '';
  file.onchange = () => {
    const given = file.files[0];
    if (!given) return;
    if (given.size > data.most) { said.textContent = data.tooLarge; file.value = ''; return; }
    said.textContent = data.reading;
    const reader = new FileReader();
    reader.onload = () => { setTriggerValue('file', reader.result.slice(reader.result.indexOf(',') + 1)); file.value = ''; };
    reader.onerror = () => { said.textContent = data.unreadable; file.value = ''; };
    reader.readAsDataURL(given);
  };
}
"""
_component = st.components.v2.component(KEY, html=HTML, css=CSS, js=JS)


def show() -> None:
    """Offer to restore an exported workspace."""
    words = {
        "load": t("panel.restore"),
        "reading": t("panel.reading"),
        "unreadable": t("workspace.archive_bad"),
        "tooLarge": t("workspace.archive_large", most=SENT // 1_000_000),
    }
    _component(key=KEY, data={"most": SENT, **words}, width="content", on_file_change=_receive)


def _receive() -> None:
    """What the browser has handed over; whatever it is, it ends in a change or in words."""
    text = st.session_state[KEY].file
    if isinstance(text, str):
        try:
            content = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            content = b""
        kept.restore(content)
