"""Pages run in AppTest: the first through dashboard.py, each other through a few lines that do what the entry point does.

With a folder named `pages/`, AppTest's switch_page would run a page without the entry point.
"""

import gc
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pytest
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError
from streamlit.testing.v1 import AppTest

import run
from loaders.edition import EDITIONS
from loaders.texts import texts
from ui import database

SECONDS = 60
PAGE = """
import runpy

import streamlit as st

from ui import address

st.session_state["language"] = "{lang}"
address.arrive("{name}")
runpy.run_path({path!r}, run_name="__main__")
address.settle()
"""


@pytest.fixture(scope="session", autouse=True)
def nothing_kept(components_known: None) -> Iterator[None]:
    """Let go of the server's database in the end, so that Python can tidy up; ui/database.py tells it to leave it alone."""
    yield
    EDITIONS.newest().forget()
    gc.unfreeze()


@pytest.fixture(scope="session")
def open_page() -> Callable[..., AppTest]:
    """Run a page under an address: `open_page("data", "en", bang="ket-qua", nam=["2024"])`; `_` in a key stands for `-`."""

    def open_page(name: str, lang: str = "vi", **query: str | list[str]) -> AppTest:
        script = PAGE.format(lang=lang, name=name, path=str(run.ROOT / "pages" / f"{name}.py"))
        page = AppTest.from_string(script, default_timeout=SECONDS)
        page.query_params.update({key.replace("_", "-"): value for key, value in query.items()})
        return healthy(page.run())

    return open_page


@pytest.fixture(scope="session")
def open_dashboard() -> Callable[..., AppTest]:
    """Run dashboard.py under an address, which shows the first page."""

    def open_dashboard(**query: str) -> AppTest:
        dashboard = AppTest.from_file(str(run.ROOT / "dashboard.py"), default_timeout=SECONDS)
        dashboard.query_params.update(query)
        return healthy(dashboard.run())

    return open_dashboard


def bare(words: str) -> str:
    """Words that a page shows as they are, without the signs that keep Markdown from reading them."""
    return re.sub(r"\\(.)", r"\1", words)


def healthy(page: AppTest) -> AppTest:
    assert [error.message for error in page.exception] == []
    return page


@pytest.fixture(scope="session")
def prose() -> Callable[[AppTest], str]:
    """Everything that a page says outside of tables, charts and widgets."""

    def prose(page: AppTest) -> str:
        markup = [*(element.proto.body for element in page.get("html")), *leaves(page)]
        return "\n".join([*(element.value for element in (*page.title, *page.header, *page.info, *page.error)), *markup])

    return prose


@pytest.fixture(scope="session")
def spec() -> Callable[[AppTest], dict]:
    """The page's one figure as the browser gets it: data, layout, config, spoken, failed."""

    def spec(page: AppTest) -> dict:
        [chart] = charts(page)
        return figure(chart)

    return spec


def figure(chart: Any) -> dict[str, Any]:
    """One of `charts` as the browser gets it."""
    return json.loads(chart.proto.bytes)["figure"]


def charts(page: AppTest) -> list[Any]:
    """The page's figures, as elements."""
    return [element for element in drawn(page) if "html" not in figure(element)]


def leaves(page: AppTest) -> list[str]:
    """The page's words that are shown as pictures are, as HTML."""
    return [figure(element)["html"] for element in drawn(page) if "html" in figure(element)]


def drawn(page: AppTest) -> list[Any]:
    """What is shown in a place that stays: figures and words."""
    return [element for element in page.get("bidi_component") if element.proto.component_name.endswith("picture")]


@pytest.fixture(scope="session")
def figures() -> Callable[[AppTest], list[Any]]:
    """How many figures stand on a page can be counted by these elements."""
    return charts


@pytest.fixture(autouse=True)
def links(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The links to other pages that a page has drawn: page, label, query_params. A page run alone knows no other, so it draws none."""
    drawn: list[dict[str, Any]] = []
    draw = st.page_link

    def listening(page: str, **more: Any) -> Any:
        drawn.append({"page": page, **more})
        try:
            return draw(page, **more)
        except StreamlitPageNotFoundError:
            return None

    monkeypatch.setattr(st, "page_link", listening)
    return drawn


@pytest.fixture(params=["vi", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def words(lang: str) -> dict[str, str]:
    """The words of text.csv in the test's language."""
    return dict(texts(lang))


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SQL that pages have run since the test began."""
    asked: list[str] = []
    given = database.cursor

    analysing = database.analysis

    class Listening:
        def __init__(self, cursor: duckdb.DuckDBPyConnection):
            self.cursor = cursor

        def execute(self, query: str, *more: Any) -> duckdb.DuckDBPyConnection:
            asked.append(query)
            return self.cursor.execute(query, *more)

    monkeypatch.setattr(database, "cursor", lambda: Listening(given()))
    monkeypatch.setattr(database, "analysis", lambda: Listening(analysing()))
    return asked


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """File name -> what a click on its button would make, of every button for CSV drawn since the test began, the latest last."""
    offered: dict[str, Callable[[], bytes]] = {}
    draw = st.download_button

    def listening(label: str, data: Callable[[], bytes], file_name: str, **more: Any) -> bool:
        if file_name.endswith(".csv"):
            offered.pop(file_name, None)
            offered[file_name] = data
        return draw(label, data=data, file_name=file_name, **more)

    monkeypatch.setattr(st, "download_button", listening)
    return offered
