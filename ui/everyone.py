"""What pages do for those who read with a keyboard, a screen reader, large letters, few colours or without movement."""

from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from loaders.texts import LANGUAGES, texts

# What Streamlit calls its own parts: in English these words are its own, so that they can be found.
NAMES = (
    "app.skip", "app.pages", "app.open", "app.close", "app.choose", "app.clear", "app.clear_value", "app.remove", "app.selected", "app.no_results",
    "app.enter", "app.copy", "app.fullscreen", "app.close_fullscreen", "app.search_table", "app.close_search", "app.columns", "app.column_menu",
    "app.tabs_left", "app.tabs_right", "app.more_pages", "app.more", "app.less", "app.menu",
)  # fmt: skip
JS = (Path(__file__).parent / "names.js").read_text(encoding="utf-8")
RING = "light-dark(#1d4e79, #8cc4f5)"
CSS = f"""
<style>
:is(a, button, summary, input, textarea, [tabindex], [role="radio"], [role="tab"], [role="option"]):focus-visible {{
  outline: 3px solid {RING} !important; outline-offset: 1px}}
[data-testid="stTopNavLink"]:focus-visible, [role="tab"]:focus-visible {{outline-offset: -3px !important}}
button[data-selected="true"] * {{color: light-dark(#1d4e79, #9fcbf3) !important}}
[data-testid="stSkipToContent"]:focus {{z-index: 1000000}}
[data-testid="stHeader"] {{padding-right: 11.5rem !important}}
[data-testid="stColumn"] {{min-width: min(100%, 9.5rem)}}
.evidence dl, .facts {{overflow-wrap: anywhere}}
:is([data-testid="stDownloadButton"], [data-testid="stPopover"], [data-testid="stButton"]) button {{height: auto; max-width: 100%}}
:is([data-testid="stDownloadButton"], [data-testid="stPopover"], [data-testid="stButton"]) button p {{white-space: normal; text-align: left}}
@media (prefers-reduced-motion: reduce) {{
  *, *::before, *::after {{animation-duration: 1ms !important; animation-iteration-count: 1 !important; transition-duration: 1ms !important; scroll-behavior: auto !important}}
}}
@media (prefers-contrast: more) {{
  .lede, .hint, .resolves, .where, .how, dt, .head, summary {{opacity: 1 !important}}
  .finding, .st-key-own_line a, button {{border-color: currentColor !important}}
}}
@media (forced-colors: active) {{
  .picture {{forced-color-adjust: none; border: 1px solid CanvasText}}
  .picture-ring, .picture-marks:focus-visible, :focus-visible {{outline-color: Highlight !important}}
  .picture-foot {{border-top: 2px solid CanvasText}}
  .outcome {{border-color: CanvasText !important}}
}}
</style>
"""


def names(lang: str) -> dict[str, object]:
    """Return what `names.js` needs to call Streamlit's parts by their words in a language."""
    return {"names": {texts("en")[text_id]: texts(lang)[text_id] for text_id in NAMES}, "languages": list(LANGUAGES)}


def first_paint(page: bytes, query: bytes) -> bytes:
    """Return the page that a browser gets before anything is drawn, with the language that its address says and the dashboard's title.

    What Streamlit writes there is English: language and title of its own, and the words for browsers without scripts.
    """
    lang = next((said for said in parse_qs(query.decode("latin-1")).get("lang", ()) if said in LANGUAGES), LANGUAGES[0])
    title = f"<title>{escape(texts(lang)['app.title'])}</title>".encode()
    page = page.replace(b'<html lang="en">', f'<html lang="{lang}">'.encode(), 1).replace(b"<title>Streamlit</title>", title, 1)
    return page.replace(b"<noscript>", b'<noscript lang="en">')
