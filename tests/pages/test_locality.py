"""One locality: its document, what became of it, everything it promised and everything known of what came about."""

import io
import re
from html import escape

import pandas as pd
import pytest

from loaders import questions
from loaders.profile import document_facts, profile, sentences
from loaders.selection import Selection
from loaders.stating import number
from ui import database

UNITS = ("hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha")
PROVINCE = {"yen-bai-city": "yen-bai", "son-ha": "quang-ngai"}


def test_it_opens_on_the_first_locality(open_page, words, lang):
    page = open_page("locality", lang)
    assert page.title[0].value == words["locality.title"]
    assert page.button_group(key="filter_ho-so").value == "hai-phong"


@pytest.mark.parametrize("unit", UNITS)
def test_it_says_document_fate_and_counts(open_page, prose, cursor, words, unit, lang):
    said = prose(open_page("locality", lang, ho_so=unit))
    facts = profile(cursor, unit, lang)
    for name, value in document_facts(facts, words, lang):
        assert (f"<dt>{name}</dt><dd>{escape(value)}</dd>" in said) == bool(value)
    for sentence in sentences(facts, words, lang):
        assert f"<li>{escape(sentence)}</li>" in said
    assert not re.search(r"\b(None|nan|NaT|NA)\b", said)


@pytest.mark.parametrize("unit", UNITS)
def test_its_tables_hold_its_rows(open_page, cursor, unit, lang):
    targets, words, results, people = (element.value for element in open_page("locality", lang, ho_so=unit).dataframe)
    own = Selection(units=(unit,))
    assert list(targets["wording"]) == list(questions.rows(cursor, "target_row", own)["wording"])
    assert list(words[f"summary_{lang}"]) == list(questions.rows(cursor, "commitment_row", own)[f"summary_{lang}"])
    units = (unit, PROVINCE[unit]) if unit in PROVINCE else (unit,)
    wanted = [questions.rows(cursor, "observation_row", Selection(units=(one,))) for one in units]
    assert list(results["wording"]) == list(pd.concat(wanted)["wording"])
    [(figures,)] = cursor.execute("select count(*) from population where unit_id = ?", [unit]).fetchall()
    assert len(people) == figures
    assert people.notna().all(axis=None)


@pytest.mark.parametrize("unit", UNITS)
def test_tabs_say_how_many_rows_they_hold(open_page, unit, lang):
    page = open_page("locality", lang, ho_so=unit)
    for tab in page.tabs:
        numbers = [int(part) for part in "".join(c if c.isdigit() else " " for c in tab.label).split()]
        [frame] = [element.value for element in tab.dataframe]
        assert sum(numbers) == len(frame), tab.label


@pytest.mark.parametrize("unit", UNITS)
def test_its_files_hold_the_rows_of_the_tables(open_page, files, unit, lang, words):
    page = open_page("locality", lang, ho_so=unit)
    frames = [element.value for element in page.dataframe]
    plain = [(name, make()) for name, make in files.items() if name.endswith("_plain.csv")]
    assert [name.split("_")[:2] for name, _ in plain] == [
        [words[f"file.{what}"], unit] for what in ("targets", "commitments", "observations")
    ]
    for frame, (_, content) in zip(frames, plain, strict=False):
        assert len(pd.read_csv(io.BytesIO(content), dtype=str)) == len(frame)


def test_choosing_another_locality_changes_page_and_address(open_page, prose):
    page = open_page("locality")
    page.button_group(key="filter_ho-so").set_value("son-ha").run()
    assert page.query_params == {"ho-so": "son-ha"}
    assert "Huyện Sơn Hà" in prose(page)
    assert "215/KH-UBND" not in prose(page)


def test_the_chosen_locality_cannot_be_let_go(open_page, prose):
    page = open_page("locality", ho_so="son-ha")
    page.button_group(key="filter_ho-so").set_value(None).run()
    assert not page.exception
    assert "<dl class='facts'>" in prose(page)


@pytest.mark.parametrize("unit", PROVINCE)
def test_a_districts_page_marks_the_provinces_rows_as_context(open_page, prose, cursor, unit, lang, words):
    page = open_page("locality", lang, ho_so=unit)
    facts = profile(cursor, unit, lang)
    assert words["locality.context_note"] in prose(page)
    assert page.tabs[2].label == words["locality.observations_context"].format(own=facts.own, context=facts.context)
    assert list(page.dataframe[2].value[f"unit_{lang}"])[facts.own :] == [facts.parent[f"short_{lang}"]] * facts.context


@pytest.mark.parametrize("column", ["persons", "as_of_on"])
def test_a_population_without_number_or_date_says_so(open_page, cursor, monkeypatch, words, lang, column):
    facts = profile(cursor, "son-ha", lang)
    facts.population.loc[0, column] = None
    monkeypatch.setattr(database, "profile", lambda unit, lang: facts)
    people = open_page("locality", lang, ho_so="son-ha").dataframe[3].value
    assert people[words[f"column.{column}"]][0] == words["value.absent" if column == "persons" else "value.not_stated"]


def test_numbers_carry_the_languages_separators(open_page, cursor):
    query = "select persons from population where unit_id = 'hai-phong' and is_current and persons is not null"
    [(persons,), *_] = cursor.execute(query).fetchall()
    for lang, title in (("vi", "Số người"), ("en", "Persons")):
        assert number(persons, lang) in set(open_page("locality", lang).dataframe[3].value[title])
    assert number(1500, "vi") == "1.500"
    assert number(1500, "en") == "1,500"


@pytest.fixture
def silent(cursor, monkeypatch):
    """A locality about which nothing is known but its document."""
    facts = profile(cursor, "son-ha", "vi")
    nothing = {name: getattr(facts, name).iloc[:0] for name in ("successors", "population", "targets", "commitments", "observations")}
    monkeypatch.setattr(database, "profile", lambda unit, lang: type(facts)(facts.unit, facts.document, facts.parent, **nothing))


@pytest.mark.usefixtures("silent")
def test_a_locality_with_nothing_to_show(open_page, prose, lang, words):
    page = open_page("locality", lang, ho_so="son-ha")
    assert [len(element.value) for element in page.dataframe] == [0, 0, 0, 0]
    assert all(button.disabled for button in page.get("download_button"))
    assert words["locality.counts"].format(targets=0, commitments=0, observations=0) in prose(page)


@pytest.mark.parametrize(("unit", "count"), [("quang-nam", 2), ("yen-bai-city", 1), ("hai-phong", 0), ("hai-duong", 0), ("son-ha", 0)])
def test_it_leads_to_what_of_its_numbers_asks_to_be_read_again(open_page, links, words, lang, unit, count):
    """Quảng Nam: profit 3-5% beside revenue 5-6%, 70% in chains to 2045 beside the nation's 75%. Yên Bái: 30 new a year, 20 more a year."""
    open_page("locality", lang, ho_so=unit)
    found = [(link["page"], link["label"], link["query_params"]) for link in links]
    wanted = ("pages/checks.py", words["locality.checks"].format(count=count), {"dia-phuong": unit, "ket-luan": "tension"})
    assert found == ([wanted] if count else [])
