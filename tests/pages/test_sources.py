"""Sources and method: every table of every section, in words, without a hole that a program left."""

import pytest

from loaders import dictionary
from loaders.package import read_package

HOLES = {"None", "nan", "NaN", "NaT", "<NA>", "null", "True", "False"}


@pytest.fixture
def page(open_page, lang):
    return open_page("sources", lang)


def test_it_names_the_version_of_the_data(page, prose, words):
    assert page.title[0].value == words["sources.title"]
    assert words["sources.lede"].format(version=read_package().version) in prose(page)


def test_every_section_has_its_tab_and_its_note(page, prose, words):
    assert [tab.label for tab in page.tabs] == [words[f"sources.{name}"] for name in dictionary.SECTIONS]
    for tab, name in zip(page.tabs, dictionary.SECTIONS, strict=True):
        assert words[f"sources.{name}_note"] in tab.get("html")[0].proto.body
        assert len(tab.dataframe) == len(dictionary.SECTIONS[name])


def test_every_table_has_rows_and_titled_columns(page, words):
    titles = {text for text_id, text in words.items() if text_id.startswith("column.")}
    for element in page.dataframe:
        assert len(element.value) > 0
        assert set(element.value.columns) <= titles
        assert element.value.columns.is_unique


def test_no_cell_holds_what_a_program_says_for_nothing(page):
    for element in page.dataframe:
        frame = element.value
        for column in frame.columns:
            said = {str(value) for value in frame[column].dropna()}
            assert not said & HOLES, column
            assert not [text for text in said if not text.strip() or "None" in text or "{" in text], column


def test_numbers_agree_with_the_tables_that_they_count(page, cursor, words):
    tables = {tab.label: tab.dataframe[0].value for tab in page.tabs}

    def rows(table: str) -> int:
        return cursor.execute(f"select count(*) from {table}").fetchone()[0]

    documents, publications = tables[words["sources.documents"]], tables[words["sources.publications"]]
    indicators, operators = tables[words["sources.indicators"]], tables[words["sources.operators"]]
    assert len(documents) == rows("document")
    assert len(publications) == rows("publication")
    assert len(indicators) == rows("indicator")
    assert indicators[words["column.targets"]].sum() == operators[words["column.targets"]].sum() == rows("target")
    assert indicators[words["column.observations"]].sum() == publications[words["column.observations"]].sum() == rows("observation")


def test_links_lead_to_web_addresses(page, words):
    linked = [element.value for element in page.dataframe if words["column.url"] in element.value]
    assert len(linked) == 2
    for frame in linked:
        assert frame[words["column.url"]].dropna().str.match(r"https?://\S+$").all()


def test_the_two_languages_show_the_same_rows(open_page):
    sizes = [[element.value.shape for element in open_page("sources", lang).dataframe] for lang in ("vi", "en")]
    assert sizes[0] == sizes[1]


def test_it_says_how_targets_are_judged(page, cursor, lang, words):
    [tab] = [tab for tab in page.tabs if tab.label == words["sources.assessment"]]
    methods, verdicts, reasons, settings = (element.value for element in tab.dataframe)
    labels = f"select label_{lang} from code where list_id = ? order by position"
    assert methods[words["column.assessed_by"]].tolist() == [label for (label,) in cursor.execute(labels, ["verdict_method"]).fetchall()]
    named = [label for (label,) in cursor.execute(labels, ["verdict"]).fetchall()]
    assert [verdict.split(" ", 1)[1] for verdict in verdicts[words["column.verdict"]]] == named
    assert len({verdict[0] for verdict in verdicts[words["column.verdict"]]}) == len(named)  # told apart without colour
    assert verdicts[words["column.targets"]].sum() == cursor.execute("select count(*) from target").fetchone()[0]
    assert len(reasons) == cursor.execute("select count(*) from verdict_reason").fetchone()[0] == 27
    assert reasons[words["column.needed"]].notna().all()
    assert reasons[words["column.targets"]].sum() == cursor.execute("select count(*) from missing_value").fetchone()[0]
    assert settings[words["column.value"]].tolist() == ["22/11/2026", "5%"]
