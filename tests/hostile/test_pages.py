"""Data whose every free text is hostile, through every page and every file: shown and kept as words, never run, never followed."""

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from exports.table_csv import FORMULA
from tests.hostile.conftest import labels, parts
from tests.hostile.corpus import GROUPS, MARKDOWN, MARKUP
from tests.pages.conftest import charts, figure

PAGES = {
    "overview": {},
    "compare": {"cau_hoi": "quality"},
    "progress": {"don_vi": "hai-phong"},
    "pathway": {"don_vi": "hai-phong"},
    "checks": {},
    "meeting": {},
    "locality": {"ho_so": "hai-phong"},
    "own": {},
    "data": {},
    "sources": {},
}
# Pages whose files hold what the data say; those of the others are made of the same rows in the same way.
TAKEN_HOME = ("compare", "progress", "data")
FORMULAS = re.compile(FORMULA)
SOUND_ADDRESS = re.compile(r"(https?:/|/api/v1)/[^\s<>\"]*")
# What plotly makes of the dashboard's own lines: nothing that opens, loads or runs.
TAGS = re.compile(r"<(?!/?(?:b|i|br|sup|sub|span|extra)\b|br/|span style=\"[^\"<>]*\">)[a-z!/]", re.IGNORECASE)


@dataclass
class Seen:
    """What all pages sent to a browser."""

    elements: set[tuple[str, str]] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    drawn: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, page: AppTest) -> None:
        elements, links = parts(page)
        self.elements |= elements
        self.links |= links
        self.labels |= set(labels(page))
        for chart in charts(page):
            self.drawn |= set(strings([figure(chart)["data"], figure(chart)["layout"]]))
        for table in page.dataframe:
            config = json.loads(table.proto.columns or "{}")
            opened = [name for name, how in config.items() if how.get("type_config", {}).get("type") == "link"]
            self.addresses |= {address for name in opened for address in table.value[name].dropna()}


def strings(value: Any) -> Iterator[str]:
    """Every text within a figure."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(part)


VISITS: dict[str, Seen] = {}


@pytest.fixture
def clean(open_page):
    """What pages send of the published data; looked at once."""
    if "" not in VISITS:
        VISITS[""] = seen = Seen()
        for name, query in PAGES.items():
            seen.add(open_page(name, **query))
    return VISITS[""]


@pytest.fixture(params=GROUPS)
def seen(request, clean, open_page, on_spoiled, made):
    """What pages send of data spoiled by a group, and the files that they offer; looked at once."""
    if request.param not in VISITS:
        on_spoiled(request.param)
        seen = Seen()
        for name, query in PAGES.items():
            made.clear()
            seen.add(open_page(name, **query))
            if name in TAKEN_HOME:
                seen.files |= {name: data() if callable(data) else data for name, data in made.items()}
        VISITS[request.param] = seen
    return VISITS[request.param]


def test_pages_hold_no_element_that_is_not_theirs(seen, clean):
    assert clean.elements
    assert seen.elements - clean.elements == set()


def test_links_lead_to_web_pages_only(seen):
    assert seen.links
    assert [link for link in seen.links if not SOUND_ADDRESS.fullmatch(link)] == []
    assert seen.addresses
    assert [address for address in seen.addresses if not SOUND_ADDRESS.fullmatch(address)] == []


def test_labels_show_words_as_they_are(seen, clean):
    assert seen.labels - clean.labels
    assert [label for label in seen.labels for words in (*MARKDOWN, *MARKUP) if words in label] == []


def test_figures_hold_no_markup_that_is_not_theirs(seen):
    assert len(seen.drawn) > 100
    assert [text for text in seen.drawn if TAGS.search(text)] == []


def test_files_have_names_of_plain_letters(seen):
    assert {name.rpartition(".")[2] for name in seen.files} == {"csv", "xlsx", "pptx", "zip"}
    assert [name for name in seen.files if not re.fullmatch(r"[A-Za-z0-9._-]{1,200}", name)] == []


def test_no_table_holds_a_formula(seen):
    tables = [content for name, content in seen.files.items() if name.endswith(".csv")]
    for content in (content for name, content in seen.files.items() if name.endswith(".zip")):
        with ZipFile(BytesIO(content)) as packed:
            assert [name for name in packed.namelist() if name.startswith(("/", "..")) or "\\" in name] == []
            json.loads(packed.read("datapackage.json"))
            tables += [packed.read(name) for name in packed.namelist() if name.endswith(".csv")]
    assert len(tables) > 5
    for content in tables:
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert formulas(rows) == []


def formulas(rows: list[list[str]]) -> list[str]:
    """Cells that a spreadsheet would take for a formula; a negative number is none."""
    return [cell for row in rows for cell in row if FORMULAS.match(cell) and not re.fullmatch(r"-[\d.,]+", cell)]


def test_no_workbook_holds_a_formula_or_leads_elsewhere(seen):
    books = [content for name, content in seen.files.items() if name.endswith(".xlsx")]
    assert books
    for content in books:
        cells = [cell for sheet in openpyxl.load_workbook(BytesIO(content)) for row in sheet.iter_rows() for cell in row]
        assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
        links = [cell.hyperlink.target for cell in cells if cell.hyperlink]
        assert [link for link in links if not link.startswith(("https://", "http://"))] == []
        sound(content)


def test_slides_open_and_lead_nowhere_else(seen):
    decks = [content for name, content in seen.files.items() if name.endswith(".pptx")]
    assert decks
    for content in decks:
        assert len(Presentation(BytesIO(content)).slides)
        sound(content)


def sound(content: bytes) -> None:
    """Every part is XML, and what it leads to lies within or on the web."""
    with ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = ET.fromstring(packed.read(name))
            outside = [found.get("Target", "") for found in root if found.get("TargetMode") == "External"]
            assert [target for target in outside if not target.startswith(("https://", "http://"))] == []
