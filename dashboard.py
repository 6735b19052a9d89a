"""The dashboard's entry point: page frame, language, navigation. Run with `python run.py`."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from loaders.database import DataError
from ui import address, database, edition, kept, meeting, news, own_copy, own_use, problems, viewport
from ui.texts import LANGUAGES, language, t

# Page file -> its address, which differs from the file's stem: a cold server would else run the page without this entry point.
PAGES = {
    "overview": "tong-quan",
    "compare": "so-sanh",
    "progress": "thuc-hien",
    "pathway": "lo-trinh",
    "checks": "kiem-tra",
    "meeting": "trinh-chieu",
    "locality": "dia-phuong",
    "own": "so-lieu-cua-toi",
    "reader": "doc-van-ban",
    "data": "du-lieu",
    "sources": "nguon",
}
# Pages behind one heading of the menu, which has not the room for all at 1280 px.
GROUPED = ("reader", "data", "sources")
ICON = str(Path(__file__).parent / "ui" / "icon.svg")
ICONS = {
    "overview": "grid_view",
    "compare": "compare_arrows",
    "progress": "flag",
    "pathway": "timeline",
    "checks": "rule",
    "meeting": "slideshow",
    "locality": "location_city",
    "own": "upload_file",
    "reader": "document_scanner",
    "data": "table_view",
    "sources": "menu_book",
}


def screens(title: Callable[[str], str]) -> dict[str, StreamlitPage]:
    """Return the pages by name; `title`: name -> title."""
    return {
        name: st.Page(f"pages/{name}.py", title=title(name), url_path=path, icon=f":material/{ICONS[name]}:", default=name == "overview")
        for name, path in PAGES.items()
    }


def choose_language() -> None:
    """Take the language from the address when it says something new, else keep the session's; Vietnamese to begin with."""
    said = st.query_params.get("lang")
    if said in LANGUAGES and said != st.session_state.get("language_said"):
        st.session_state["language"] = said
    st.session_state["language_said"] = said
    st.session_state.setdefault("language", "vi")


def keep_language() -> None:
    """On reaching a page, let its address say a language other than the first one, so that the link can be copied."""
    if address.is_arrival() and language() != LANGUAGES[0] and "lang" not in st.query_params:
        st.query_params["lang"] = st.session_state["language_said"] = language()


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
        st.query_params["lang"] = st.session_state["language_said"] = chosen
        st.rerun()


choose_language()
try:
    edition.arrive()
except DataError:
    st.set_page_config(page_icon=ICON, layout="wide")
    st.navigation(list(screens(str).values()), position="hidden")  # else the address would be lost
    problems.alone()
    st.stop()
st.set_page_config(page_title=t("app.title"), page_icon=ICON, layout="wide")
pages = screens(lambda name: t(f"page.{name}"))
menu = {
    "": [shown for name, shown in pages.items() if name not in GROUPED],
    t("nav.data"): [pages[name] for name in GROUPED],
}
page = st.navigation(menu, position="top")
# After the navigation: a narrow screen asks for another run at once, which must ask for this page and not for the first one.
viewport.watch(language())
st.set_page_config(page_title=f"{page.title} · {t('app.title')}")
language_switch()
kept.arrive()
own_copy.keep()
try:
    kept.fitting(database.cursor)
except DataError as error:
    problems.show(error)
    st.stop()
meeting.keep()
address.arrive(page.url_path or PAGES["overview"])
keep_language()
if page.url_path != PAGES["own"] and not address.is_slide():
    own_use.line()
kept.notice()
own_copy.notice()
news.watch(quiet=address.is_slide())
address.version_notice(database.package().version)
page.run()
address.settle()
