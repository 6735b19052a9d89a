"""A reader's own words that mean something to a browser, a spreadsheet or a slide: everywhere they are shown as the words that they are."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from itertools import count
from zipfile import ZipFile

import openpyxl
import pytest

from exports.own_file import own_file
from loaders.own import Own, own
from tests.hostile.conftest import labels, parts
from tests.hostile.corpus import GROUPS, LINKS, MARKDOWN, MARKUP
from tests.hostile.test_pages import TAGS, formulas, sound, strings
from tests.own_rows import sample
from tests.pages.conftest import charts, figure
from tests.pages.test_own import SHOWN, everything

WORDS = ("label_vi", "label_en", "short_vi", "short_en", "publisher", "wording", "note", "note_en", "place", "summary_vi", "summary_en", "type_vi", "type_en",
         "issuer_vi", "issuer_en", "number", "url")  # fmt: skip


def hostile(strings: Sequence[str], first: int = 0) -> Own:
    """The sample with these strings by turns in front of every free text."""
    rows, turn = sample(), count(first)

    def spoiled(name: str, cell: str) -> str:
        return f"{strings[next(turn) % len(strings)]} {cell}" if name in WORDS else cell

    return own({table: [{name: spoiled(name, cell) for name, cell in row.items()} for row in rows.rows(table)] for table, _ in rows.tables})


@pytest.mark.parametrize("name", SHOWN)
def test_words_are_shown_and_never_are_markup(open_own, open_page, name):
    clean = parts(open_own(name, **SHOWN[name]))[0]
    for first, strings_of in enumerate((MARKUP, MARKUP, LINKS + MARKDOWN)):
        page = open_own(name, hostile(strings_of, first), **SHOWN[name])
        found, links = parts(page)
        assert found - clean - {("a", ""), ("a", "href"), ("a", "rel"), ("a", "target")} == set()
        assert [link for link in links if not link.startswith(("https://", "http://", "/api/"))] == []
        assert [label for label in labels(page) for words in (*MARKUP, *MARKDOWN) if words in label] == []
        for chart in charts(page):
            assert [text for text in strings([figure(chart)[part] for part in ("data", "layout")]) if TAGS.search(text)] == []


def test_markup_does_reach_the_pages(open_own, prose):
    """Else the test above would hold of nothing."""
    markup = hostile(("<img src=x onerror=alert(1)>",))
    assert "&lt;img src=x onerror=alert(1)&gt;" in prose(open_own("progress", markup, **SHOWN["progress"])) + everything(
        open_own("locality", markup, **SHOWN["locality"]), prose
    )


@pytest.mark.parametrize("group", GROUPS)
def test_no_file_runs_what_a_reader_wrote(open_own, made, group):
    rows = hostile(GROUPS[group])
    open_own("data", rows, **SHOWN["data"])
    open_own("compare", rows, **SHOWN["compare"])
    kinds = set()
    for name, data in made.items():
        content, kind = data() if callable(data) else data, name.rpartition(".")[2]
        kinds.add(kind)
        for text in _tables(kind, content):
            assert formulas(list(csv.reader(StringIO(text, newline="")))) == []
        if kind == "xlsx":
            assert _formulas(content) == []
        if kind in ("xlsx", "pptx"):
            sound(content)
    assert {"csv", "xlsx", "pptx", "zip"} <= kinds


def _tables(kind: str, content: bytes) -> list[str]:
    if kind == "csv":
        return [content.decode("utf-8-sig")]
    if kind != "zip":
        return []
    with ZipFile(BytesIO(content)) as packed:
        return [packed.read(name).decode("utf-8-sig") for name in packed.namelist() if name.endswith(".csv")]


def _formulas(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(BytesIO(content))
    return [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("group", GROUPS)
def test_rows_taken_home_are_words(group):
    content = own_file(hostile(GROUPS[group]), "vi")
    assert _formulas(content) == []
    sound(content)
    with ZipFile(BytesIO(content)) as packed:
        assert not [name for name in packed.namelist() if "externalLink" in name]


def test_slides_hold_own_words_as_words(open_own, made):
    open_own("compare", hostile(("<img src=x onerror=alert(1)> javascript:alert(1)",)), **SHOWN["compare"])
    [content] = [data() for name, data in made.items() if name.endswith("pptx")]
    with ZipFile(BytesIO(content)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith((".xml", ".rels"))}
    assert any("&lt;img src=x" in part for part in parts.values())
    assert not [name for name, part in parts.items() if "<img src=x" in part]
    assert not [name for name, part in parts.items() if name.endswith(".rels") and "javascript:" in part]
