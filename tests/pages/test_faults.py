"""Data that cannot be loaded: whatever is wrong with them, the page names the file and what to do, in the reader's language, and nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders import package
from loaders.edition import Editions
from loaders.seal import seal
from loaders.texts import WORDLESS
from ui import edition, news, problems

TARGETS, WORDS = Path("tables/target.csv"), Path("vocabulary/text.csv")


def bad_letters(path: Path) -> None:
    whole = path.read_bytes()
    at = whole.index("ạ".encode(), len(whole) // 3)
    path.write_bytes(whole[:at] + b"\xb9" + whole[at + 3 :])


def wrong_header(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("_id,", "_ma,", 1), encoding="utf-8")


def cut_in_a_row(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-17])


def half_there(path: Path) -> None:
    """Cut behind a line, so that nothing but the sums can tell."""
    seal(path.parent.parent)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"\n", len(whole) // 2) + 1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def a_folder_in_its_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


FAULTS = (bad_letters, wrong_header, cut_in_a_row, half_there, empty, gone, a_folder_in_its_place)


@pytest.fixture
def served(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data from which a server of its own serves."""
    house = Editions(data_copy)
    for module in (edition, news):
        monkeypatch.setattr(module, "EDITIONS", house)
    for module in (package, problems):
        monkeypatch.setattr(module, "DATA", data_copy)
    return data_copy


def said(page: AppTest) -> str:
    """All that a page says, which is nothing but the fault."""
    assert [error.message for error in page.exception] == []
    for kind in ("title", "dataframe", "download_button", "selectbox"):
        assert not page.get(kind)
    [error] = page.error
    tables = [cell for table in page.table for cell in table.value.to_numpy().ravel()]
    return "\n".join([error.value, *tables, *(code.value for code in page.code)])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_table_is_named_with_its_remedy(served: Path, fault: Callable[[Path], None], open_dashboard, words, lang):
    fault(served / TARGETS)
    told = said(open_dashboard(lang=lang))
    assert told.startswith(words["problems.title"])
    assert "target.csv" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("fault", FAULTS)
def test_without_its_words_the_page_still_says_what_is_wrong(served: Path, fault: Callable[[Path], None], open_dashboard, lang):
    fault(served / WORDS)
    assert "text.csv" in said(open_dashboard(lang=lang))


@pytest.mark.parametrize("fault", [bad_letters, empty, gone, a_folder_in_its_place])
def test_a_damaged_description_is_named(served: Path, fault: Callable[[Path], None], open_dashboard, lang):
    fault(served / "datapackage.json")
    assert "datapackage.json" in said(open_dashboard(lang=lang))


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"name": 1, "resources": [{}]}', "null"])
def test_a_description_of_something_else_is_named(served: Path, content: str, open_dashboard, lang):
    (served / "datapackage.json").write_text(content)
    assert "datapackage.json" in said(open_dashboard(lang=lang))


def test_without_its_folder_the_page_says_what_to_copy(served: Path, open_dashboard, lang):
    shutil.rmtree(served)
    assert said(open_dashboard(lang=lang)).startswith(WORDLESS[lang])


def test_a_page_opens_once_the_data_are_mended(served: Path, open_dashboard):
    whole = (served / TARGETS).read_bytes()
    cut_in_a_row(served / TARGETS)
    page = open_dashboard()
    said(page)
    (served / TARGETS).write_bytes(whole)
    page.run()
    assert [title.value for title in page.title] != []
    assert not page.error


def test_what_nobody_foresaw_is_said_in_the_readers_language(words, lang):
    page = AppTest.from_string(
        f"import streamlit as st\nfrom ui import problems\nst.session_state['language'] = '{lang}'\nproblems.unexpected(KeyError('x'))"
    ).run()
    assert [error.value for error in page.error] == [words["fault.words"].format(id="–")]
    assert not page.exception
