"""The first page, reached as everybody reaches it: through dashboard.py."""

import re

import pytest

from loaders import overview, questions
from loaders.database import DataError
from tests.pages.conftest import bare
from ui import database, problems


def test_the_first_page_answers_its_question(open_dashboard, prose, words, lang):
    page = open_dashboard(lang=lang)
    assert [title.value for title in page.title] == [words["overview.title"]]
    assert "69" in prose(page)
    assert "53" in prose(page)
    assert [header.value for header in page.header] == [words["overview.points"]]
    assert page.query_params["lang"] == lang


def test_every_number_of_the_first_page_is_computed(open_dashboard, prose, cursor, words, lang):
    totals = questions.totals(cursor)
    said = prose(open_dashboard(lang=lang))
    assert words["overview.lede"].format(**totals) in said
    for sentence in overview.sentences(overview.facts(cursor), totals, lang, words):
        assert sentence in said


@pytest.mark.parametrize("asked", ["fr", "", "VI", "<b>"])
def test_an_unknown_language_is_vietnamese(open_dashboard, asked):
    page = open_dashboard(lang=asked)
    assert page.title[0].value == "Năm địa phương đã hứa gì cho kinh tế tập thể, đến năm nào?"


def test_the_matrix_holds_every_question_and_locality_that_the_table_in_words_does(open_dashboard, spec, words, lang):
    page = open_dashboard(lang=lang)
    [table] = [frame.value for frame in page.dataframe]
    [hits] = [trace for trace in spec(page)["data"] if trace["name"] == "hit"]
    assert table.columns[0] == words["column.family"]
    assert table.shape == (25, 6)
    assert len(hits["customdata"]) == 25 * 5
    assert {unit for _, unit in hits["customdata"]} == {"hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha"}


def test_the_table_in_words_says_what_each_document_says_of_each_question(open_dashboard):
    table = open_dashboard().dataframe[0].value.set_index("Câu hỏi")
    assert table.loc["Xếp loại khá, tốt", "Hải Phòng"] == "có con số (2025)"
    assert table.loc["Tổ chức KTTT", "Hải Dương"] == "không có trong bản văn đang có"
    assert table.loc["Tổ hợp tác", "Sơn Hà"] == "không nhắc tới"
    assert table.notna().all(axis=None)


def test_the_language_switch_keeps_the_page(open_dashboard):
    page = open_dashboard()
    for chosen, title in (("en", "What did five"), ("vi", "Năm địa phương"), ("en", "What did five")):
        page.button_group[0].set_value(chosen).run()
        assert page.title[0].value.startswith(title)
        assert page.query_params["lang"] == chosen
        assert page.button_group[0].value == chosen


def test_the_first_page_links_to_the_pages_that_follow(open_dashboard, words, lang):
    links = open_dashboard(lang=lang).get("page_link")
    assert [link.proto.label for link in links] == [words[f"overview.to_{name}"] for name in ("compare", "own", "data", "sources")]


@pytest.fixture
def broken(data_copy, monkeypatch):
    """A dashboard whose target.csv holds one cell that is no number."""
    path = data_copy / "tables" / "target.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",gt,false,60,", ",gt,false,sáu mươi,", 1), encoding="utf-8")

    def refuse():
        raise DataError("target.csv: Conversion Error")

    monkeypatch.setattr(database, "cursor", refuse)
    monkeypatch.setattr(problems, "DATA", data_copy)


@pytest.mark.usefixtures("broken")
def test_broken_data_is_named_by_file_row_column_and_remedy_and_nothing_else_is_shown(open_dashboard, figures, words, lang):
    page = open_dashboard(lang=lang)
    assert [error.value for error in page.error] == [words["problems.title"]]
    [table] = [element.value for element in page.table]
    assert list(table.columns) == [words[f"problems.{name}"] for name in ("file", "row", "field", "message")]
    assert table.iloc[0, :3].tolist() == ["target.csv", "2", "low"]
    assert "sáu mươi" in table.iloc[0, 3]
    assert "datapackage.json" in bare(table.iloc[0, 3])
    assert len(page.title) == len(page.dataframe) == len(figures(page)) == 0


@pytest.mark.usefixtures("broken")
def test_broken_data_shows_no_traceback(open_dashboard, prose):
    assert not re.search("Traceback|Error|duckdb", prose(open_dashboard()))
