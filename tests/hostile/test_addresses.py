"""Hostile words in addresses, sets, names and files that readers bring: answered in words, or taken as the words that they are."""

import csv
import io
import json
import logging
import re
from dataclasses import replace
from datetime import date
from html import escape

import pytest

from exports import meeting_set
from exports.citation import citation
from exports.meeting_set import Item
from loaders.intake import files, reading
from loaders.intake.cells import RefusedError
from loaders.intake.known import known
from loaders.package import read_package
from loaders.selection import KEYS, SEARCH
from tests.api.conftest import V1
from tests.hostile.conftest import labels, parts
from tests.hostile.corpus import EVERY, GROUPS, LONE, MARKDOWN, MARKUP
from tests.hostile.test_pages import PAGES
from tests.loaders.intake.archives import workbook
from ui import meeting, views
from workspace import names
from workspace.errors import WorkspaceError

# Every name that a page looks for in its address.
ASKED = (*KEYS.values(), SEARCH, "bang", "bo", "cau-hoi", "cung-truc", "dia-gioi", "don-vi", "dung-sai", "ho-so", "ket-luan", "lang", "phong",
         "phuong-phap", "quy-tac", "slide", "so-nam", "thau-kinh", "theo", "v", "chi-tieu-lt", "duong-can")  # fmt: skip
CODE = re.compile(r"`[^`\n]*`")
WORDS = [words for words in EVERY if words != LONE]


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_under_any_address(open_page, name, group):
    page = open_page(name, **{key: list(GROUPS[group]) for key in ASKED if key not in ("lang", "bo", "slide")})
    assert not [part for part in parts(page)[0] if part[0] in ("script", "img", "svg", "iframe", "base", "meta", "style", "math", "object")]
    said = [CODE.sub("", label) for label in labels(page)]
    assert [label for label in said for words in (*MARKDOWN, *MARKUP) if words in label or "evil" in label] == []


@pytest.mark.parametrize("key", ["bo", "slide"])
def test_a_meeting_opens_under_any_address(open_page, key):
    for words in WORDS[::3]:
        page = open_page("meeting", **{key: words})
        assert not [part for part in parts(page)[0] if part[0] in ("script", "img", "svg", "iframe")]
        assert [label for label in map(lambda label: CODE.sub("", label), labels(page)) if "evil" in label] == []


def test_the_dashboard_speaks_its_own_languages_only(open_dashboard):
    for words in ("../vi", *WORDS[::9]):
        assert open_dashboard(lang=words).session_state["language"] == "vi"


def test_a_set_shows_titles_and_notes_as_words(open_page):
    version = read_package().version
    for group in GROUPS.values():
        items = [
            Item(f"/so-sanh?cau-hoi=quality&so-nam={number}&thau-kinh=per-year", words, words) for number, words in enumerate(group, 1)
        ]
        page = open_page("meeting", bo=meeting_set.link(items, version))
        kept = page.session_state["meeting"]
        assert len(kept) == len(items)
        elements, links = parts(page)
        assert not [part for part in elements if part[0] in ("script", "img", "svg", "iframe", "a")]
        assert links == set()
        said = "\n".join(element.proto.body for element in page.get("html"))
        assert all(
            escape(item.title, quote=False)[:30] in said.replace("&quot;", '"').replace("&#x27;", "'") for item in kept if item.title
        )
        assert [label for label in labels(page) for words in (*MARKDOWN, *MARKUP) if words in label] == []


def test_a_set_leads_to_pages_of_the_dashboard_only():
    version = read_package().version
    for words in EVERY:
        content = json.dumps(
            {"kind": meeting_set.KIND, "format": meeting_set.FORMAT, "data_version": version, "items": [{"address": words}]}
        )
        found = meeting_set.read(content.encode(), version, meeting.opens)
        assert all(item.address.startswith("/") and "evil" not in item.address for item in found.items)


def test_a_citation_is_one_line_of_words():
    for words in WORDS:
        said = citation(replace(views.coverage("vi"), title=words), "vi", date(2026, 1, 1), "http://localhost")
        assert not {"\n", "\r"} & set(said)


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_a_search_by_a_program_is_only_words(programs, words):
    for key in (SEARCH, *KEYS.values()):
        for form in ("csv", "json"):
            answer = programs.get(f"{V1}targets.{form}", params={key: words})
            assert answer.status_code in (200, 400)
            assert "set-cookie" not in answer.headers
            assert all(value.isascii() and value.isprintable() for value in answer.headers.values())
            assert answer.headers["content-type"] in ("text/csv; charset=utf-8", "application/json")
            if answer.status_code == 400:
                json.loads(answer.content)
                assert len(answer.content) < 20_000


def told(do, *given):
    """What comes of it: what it returns, or the words in which it is refused, in both languages."""
    try:
        return do(*given)
    except (RefusedError, WorkspaceError) as refused:
        return refused.words("vi"), refused.words("en")


def read(name, content):
    return reading.draft(files.read(name, content), known())


@pytest.mark.parametrize("words", EVERY, ids=range(len(EVERY)))
def test_a_file_of_hostile_words_is_read_or_refused_in_words(words, caplog):
    caplog.set_level(logging.DEBUG)
    rows = [
        [f"Địa phương {words}", "Chỉ tiêu", "Giá trị", "Thời điểm", words],
        ["Sơn Hà", f"{words} Số HTX hiện có", "24", "31/12/2024", words],
    ]
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    held = [
        [re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", cell) for cell in row] for row in rows
    ]  # as openpyxl writes it
    for name, content in (
        (words, written.getvalue().encode("utf-8", "replace")),
        (f"{words}.csv", written.getvalue().encode("utf-8", "surrogatepass")),
        ("a.xlsx", workbook(*held)),
    ):
        assert told(read, name, content)
    assert [record.getMessage() for record in caplog.records if "\n" in record.getMessage()] == []


@pytest.mark.parametrize("words", EVERY, ids=range(len(EVERY)))
def test_a_name_is_plain_or_refused(words):
    kept = told(names.workspace, words)
    assert isinstance(kept, tuple) or names.NAME.fullmatch(kept)
    for check in (names.author, names.summary):
        kept = told(check, words)
        assert isinstance(kept, tuple) or kept.isprintable()
    assert names.printable(words, names.AUTHOR).isprintable()
    assert len(names.printable(words, names.AUTHOR)) <= names.AUTHOR
