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
