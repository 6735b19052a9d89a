"""A reader's own words that mean something to a browser, a spreadsheet or a slide: everywhere they are shown as the words that they are."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest
import streamlit as st

from exports.own_file import own_file
from exports.table_csv import FORMULA_STARTS
from loaders.own import Own, own
from tests.own_rows import sample
from tests.pages.test_own import SHOWN, everything, open_own  # noqa: F401

MARKUP = "<img src=x onerror=alert(1)>"
FORMULAS = ('=HYPERLINK("http://x","y")', "+cmd|' /C calc'!A0", "@SUM(1)", "-1+1", "\n=1+1", "＝1+1")
WORDS = ("label_vi", "label_en", "short_vi", "short_en", "publisher", "wording", "note", "note_en", "place", "summary_vi", "summary_en", "type_vi", "type_en",
         "issuer_vi", "issuer_en", "number")  # fmt: skip


def hostile(words: str) -> Own:
    """The sample with these words in front of every free text."""
    rows = sample()
    return own(
        {
            table: [{name: f"{words} {cell}" if name in WORDS else cell for name, cell in row.items()} for row in rows.rows(table)]
            for table, _ in rows.tables
        }
    )


@pytest.fixture
def made(monkeypatch):
    """File name -> what a click would make, of every button drawn."""
    offered = {}
    draw = st.download_button

    def listening(label, data, file_name, **more):
        offered[file_name] = data
        return draw(label, data=data, file_name=file_name, **more)

    monkeypatch.setattr(st, "download_button", listening)
    return offered


@pytest.mark.parametrize("name", SHOWN)
def test_markup_is_shown_and_never_is_markup(open_own, name):  # noqa: F811
    page = open_own(name, hostile(MARKUP), **SHOWN[name])
    bodies = [element.proto.body for element in page.get("html")]
    assert bodies
    assert not [body for body in bodies if "<img src=x" in body]
    for chart in page.get("plotly_chart"):
        assert "<img src=x" not in chart.proto.spec


def test_markup_does_reach_the_pages(open_own, prose):  # noqa: F811
    """Else the test above would hold of nothing."""
    assert "&lt;img src=x onerror=alert(1)&gt;" in prose(open_own("progress", hostile(MARKUP), **SHOWN["progress"])) + everything(
        open_own("locality", hostile(MARKUP), **SHOWN["locality"]), prose
    )


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_file_runs_what_a_reader_wrote(open_own, made, formula):  # noqa: F811
    open_own("data", hostile(formula), **SHOWN["data"])
    open_own("compare", hostile(formula), **SHOWN["compare"])
    kinds = set()
    for name, data in made.items():
        content, kind = data() if callable(data) else data, name.rpartition(".")[2]
        kinds.add(kind)
        for text in _tables(kind, content):
            cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
            assert not [cell for cell in cells if cell.lstrip(" \u00a0").startswith(FORMULA_STARTS)]
        if kind == "xlsx":
            assert not _formulas(content)
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


@pytest.mark.parametrize("formula", FORMULAS)
def test_rows_taken_home_are_words(formula):
    content = own_file(hostile(formula), "vi")
    assert not _formulas(content)
    with ZipFile(BytesIO(content)) as packed:
        assert not [name for name in packed.namelist() if "externalLink" in name]


def test_slides_hold_own_words_as_words(open_own, made):  # noqa: F811
    open_own("compare", hostile(f"{MARKUP} javascript:alert(1)"), **SHOWN["compare"])
    [content] = [data() for name, data in made.items() if name.endswith("pptx")]
    with ZipFile(BytesIO(content)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith((".xml", ".rels"))}
    assert any("&lt;img src=x" in part for part in parts.values())
    assert not [name for name, part in parts.items() if "<img src=x" in part]
    assert not [name for name, part in parts.items() if name.endswith(".rels") and "javascript:" in part]


def test_an_address_with_ids_that_nobody_has_opens_every_page(open_page):
    for name in SHOWN:
        page = open_page(name, "vi", don_vi="own-<script>", dia_phuong="own-' or 1=1 --", ho_so="own-\u202e", chi_tieu="own-" + "x" * 5000)
        assert not [element for element in page.get("html") if "<script>" in element.proto.body]
