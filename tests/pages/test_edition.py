"""What sessions see of an update of the data: an open one stays with what it opened until its reader moves on, a new one has the new data."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import loaders.edition
from exports.citation import permalink
from loaders import package
from loaders.edition import Editions
from loaders.package import read_package
from loaders.texts import texts
from ui import edition, news, views

MINE = """
import streamlit as st
from loaders.package import read_package
from loaders.texts import texts
from ui import database, edition, views
edition.arrive()
if edition.has_moved():
    st.write("moved")
view = views.coverage("vi")
st.write(view.version, view.title, database.package().version, read_package().version, texts("vi")["overview.title"])
st.session_state["make"] = edition.bound(lambda: read_package().version.encode())
"""


@pytest.fixture
def house(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Editions:
    """The editions of a copy of the data from which a server of its own serves; what is new is taken without the check."""
    made = Editions(data_copy)
    for module in (edition, news):
        monkeypatch.setattr(module, "EDITIONS", made)
    monkeypatch.setattr(package, "DATA", data_copy)
    monkeypatch.setattr(loaders.edition, "_check", lambda folder: None)
    return made


@pytest.fixture
def release(house: Editions):
    """Let data with another version and another title be the newest edition."""

    def release(version: str) -> None:
        house.newest()
        house.look()
        path, words = house.source / "datapackage.json", house.source / "vocabulary" / "text.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(read_package(house.source).version, version), encoding="utf-8")
        lines = words.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [f"overview.title,Hứa {version}?,Said {version}?\n" if line.startswith("overview.title,") else line for line in lines]
        words.write_text("".join(kept), encoding="utf-8")
        assert not house.look()
        assert house.look()

    return release


@pytest.fixture
def session():
    """A reader's session, run once."""

    def session() -> AppTest:
        page = AppTest.from_string(MINE, default_timeout=60).run()
        assert [error.message for error in page.exception] == []
        return page

    return session


def said(page: AppTest) -> list[str]:
    return [element.value for element in page.markdown]


def as_of(version: str) -> list[str]:
    return [f"{version} Hứa {version}? {version} {version} Hứa {version}?"]


def test_an_open_session_stays_with_its_data_and_a_new_one_has_the_new(release, session):
    release("2031.1")
    first = session()
    assert said(first) == as_of("2031.1")
    release("2031.2")
    second = session()
    assert said(second) == as_of("2031.2")
    assert said(first.run()) == as_of("2031.1")
    assert said(second.run()) == as_of("2031.2")


def test_a_session_two_updates_behind_is_moved_and_told_so_once(release, session):
    release("2031.1")
    page = session()
    release("2031.2")
    assert said(page.run()) == as_of("2031.1")
    release("2031.3")
    assert said(page.run()) == ["moved", *as_of("2031.3")]
    assert said(page.run()) == as_of("2031.3")


def test_a_file_made_by_a_click_holds_what_the_page_showed(release, session):
    release("2031.1")
    page = session()
    make = page.session_state["make"]
    release("2031.2")
    assert ThreadPoolExecutor(1).submit(make).result() == b"2031.1"
    assert ThreadPoolExecutor(1).submit(session().session_state["make"]).result() == b"2031.2"


def test_outside_of_a_session_views_are_of_the_newest_data(release):
    release("2031.1")
    before = views.coverage("vi")
    release("2031.2")
    assert [before.version, views.coverage("vi").version] == ["2031.1", "2031.2"]
    assert permalink(before, "https://example.vn").endswith("v=2031.1")


def test_an_open_page_is_told_which_edition_it_shows(house: Editions, release, open_dashboard, lang):
    release("2031.1")
    page = open_dashboard(lang=lang)
    [told] = [element for element in page.get("bidi_component") if element.proto.component_name.endswith("news")]
    data = json.loads(told.proto.json)
    words = texts(lang, house.source)
    assert data["held"] == house.newest().token
    assert [data[name] for name in ("newer", "open", "later")] == [words[f"news.{name}"] for name in ("newer", "open", "later")]
    assert page.title[0].value == words["overview.title"]
