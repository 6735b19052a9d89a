"""Two buttons that only a browser can serve: copy a link, read a small file."""

import streamlit as st

from exports.meeting_set import BYTES
from ui import meeting
from ui.texts import t

HTML = "<button type='button' class='copy'></button><label class='load'><span></span><input type='file' accept='.json,application/json'></label>"
CSS = """
:host, div {font-family: var(--st-font)}
button, label {display: block; width: 100%; box-sizing: border-box; text-align: center; margin: 0 0 .5rem; padding: .5rem .75rem;
  font: inherit; font-size: 1rem; line-height: 1.4; cursor: pointer;
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color, #c5cdd5); border-radius: .5rem}
button:hover, label:hover, label:focus-within, button:focus-visible {border-color: var(--st-primary-color); color: var(--st-primary-color)}
label:focus-within, button:focus-visible {outline: 3px solid currentColor; outline-offset: 1px}
input {position: absolute; width: 1px; height: 1px; opacity: 0}
[hidden] {display: none} button:empty, label:has(span:empty) {visibility: hidden} /* until the script names them */
"""
JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const copy = parentElement.querySelector('.copy'), load = parentElement.querySelector('.load');
  const file = load.querySelector('input');
  copy.hidden = !data.link;
  copy.textContent = data.copy;
  load.querySelector('span').textContent = data.load;
  copy.onclick = async () => {
    try { await navigator.clipboard.writeText(data.link); copy.textContent = data.copied; }
    catch { window.prompt(data.copy, data.link); }
  };
  file.onchange = async () => {
    const given = file.files[0];
    if (!given) return;
    setTriggerValue('file', given.size > data.most ? '\\0' : await given.text());
    file.value = '';
  };
}
"""
TOO_LARGE = b" " * (BYTES + 1)
_tools = st.components.v2.component("meeting_tools", html=HTML, css=CSS, js=JS)


def _loaded() -> None:
    text = st.session_state["meeting_tools"].file
    if isinstance(text, str):
        meeting.receive(meeting.read(TOO_LARGE if text == "\0" else text.encode("utf-8", "replace")))


def show() -> None:
    """Offer to copy the set's link, where there is one, and to open a set from a file."""
    link = meeting.link() if meeting.items() else ""
    words = {"copy": t("meeting.copy"), "copied": t("meeting.copied"), "load": t("meeting.load")}
    _tools(key="meeting_tools", data={"link": link, "most": BYTES, **words}, on_file_change=_loaded)
    if meeting.items() and not link:
        st.caption(t("meeting.link_long"))
