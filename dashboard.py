"""The dashboard's entry point: page frame, language, navigation. Run with `python run.py`."""

from pathlib import Path

import streamlit as st

from loaders.database import DataError
from ui import address, database, problems, style, viewport
from ui.texts import LANGUAGES, language, t

# Page file -> its address, which differs from the file's stem: a cold server would else run the page without this entry point.
PAGES = {"overview": "tong-quan", "compare": "so-sanh", "locality": "dia-phuong", "data": "du-lieu", "sources": "nguon"}
ICONS = {"overview": "grid_view", "compare": "compare_arrows", "locality": "location_city", "data": "table_view", "sources": "menu_book"}


def choose_language() -> None:
    """Take the language from the address, else from the session; every page's link carries it."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES and asked != st.session_state.get("language_in_address"):
        st.session_state["language"] = asked
    st.session_state.setdefault("language", "vi")


def language_switch() -> None:
    """Offer the other language; what is chosen stands in the address of every page."""
    with st.container(key="language"):
        chosen = st.segmented_control(
            t("language.label"),
            LANGUAGES,
            default=language(),
            format_func={"vi": "Tiếng Việt", "en": "English"}.get,
            key=f"language_{language()}",
            label_visibility="collapsed",
            required=True,
        )
    if chosen and chosen != language():
        st.session_state["language"] = chosen
        st.query_params["lang"] = st.session_state["language_in_address"] = chosen
        st.rerun()
    st.query_params["lang"] = st.session_state["language_in_address"] = language()


choose_language()
st.set_page_config(page_title=t("app.title"), page_icon=str(Path(__file__).parent / "ui" / "icon.svg"), layout="wide")
style.apply()
viewport.watch()
pages = {
    name: st.Page(f"pages/{name}.py", title=t(f"page.{name}"), url_path=path, icon=f":material/{ICONS[name]}:", default=name == "overview")
    for name, path in PAGES.items()
}
page = st.navigation(list(pages.values()), position="top")
language_switch()
try:
    database.cursor()
except (DataError, OSError, ValueError) as error:
    problems.show(error)
    st.stop()
address.arrive(page.url_path or "tong-quan")
page.run()
address.settle()
