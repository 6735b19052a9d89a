"""What goes home: every column has a title and a meaning in both languages, and the other language is named where it stands."""

import pandas as pd
import pytest

from exports.columns import COLUMNS, columns, stem, title, titles
from exports.fields import COMPUTED, described, key, tidy
from loaders import questions
from loaders.package import read_package
from loaders.selection import Selection
from loaders.texts import texts

SHOWN = ("target_row", "observation_row", "commitment_row")


@pytest.mark.parametrize("view", SHOWN)
def test_every_column_that_goes_home_is_in_its_view(cursor, view, lang):
    assert set(columns(view, lang)) - {"stated", "as_of"} <= set(questions.rows(cursor, view, Selection()).columns)


@pytest.mark.parametrize("view", SHOWN)
def test_titles_are_the_words_of_the_language(view, lang):
    found = titles(view, lang, texts(lang))
    assert list(found) == columns(view, lang)
    assert all(found.values())
    assert found[f"unit_{lang}"] == {"vi": "Địa phương", "en": "Locality"}[lang]


def test_a_label_in_the_other_language_says_so():
    assert title("unit_en", "vi", texts("vi")) == "Địa phương (tiếng Anh)"
    assert title("unit_vi", "en", texts("en")) == "Locality (in Vietnamese)"


def test_a_column_without_a_title_is_refused():
    with pytest.raises(KeyError):
        title("khong_co", "vi", texts("vi"))


@pytest.mark.parametrize(("name", "root"), [("value_source_vi", "source"), ("low", "low"), ("baseline_as_of_on", "as_of_on")])
def test_a_name_without_language_and_figure(name, root):
    assert stem(name) == root


@pytest.mark.parametrize("view", COLUMNS)
def test_every_column_has_a_meaning_in_both_languages(view, lang):
    frame = pd.DataFrame(columns=columns(view, lang))
    for column in described(frame, {}, lang):
        assert column.descriptions["vi"], column.name
        assert column.descriptions["en"], column.name
        assert column.descriptions["vi"] != column.descriptions["en"]


def test_a_computed_column_comes_from_no_field_and_any_other_from_one(make_view, kind, lang):
    tables = read_package().by_name
    for column in described(tidy(make_view(kind, lang).table), {}, lang):
        if stem(column.name) in COMPUTED:
            assert column.origin == ""
        elif column.origin:
            table, field = column.origin.split(".")
            assert field in {known.name for known in tables[table].fields}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("compare", ["target_id"]), ("progress", ["target_id", "end"]), ("pathway", ["observation_id"]), ("checks", ["finding_id"]),
     ("coverage", ["unit_id", "family_id"]), ("commitments", ["commitment_id"])],
)  # fmt: skip
def test_the_key_of_each_table(make_view, kind, expected):
    assert key(make_view(kind).table) == expected


def test_rules_that_a_row_breaks_are_not_claimed(make_view):
    table = make_view("compare").table
    [whole] = [column for column in described(tidy(table), {}, "vi") if column.name == "target_id"]
    assert whole.constraints["unique"]
    twice = described(tidy(table.iloc[[0, 0]]), {}, "vi")
    broken = described(tidy(table.assign(target_id="=1", operator="khác")), {}, "vi")
    assert "unique" not in next(column for column in twice if column.name == "target_id").constraints
    assert "pattern" not in next(column for column in broken if column.name == "target_id").constraints
    assert "enum" not in next(column for column in broken if column.name == "operator").constraints


def test_years_beside_nulls_stay_whole(make_view):
    table = make_view("compare").table
    mixed = table.assign(horizon=table["horizon"].astype("float64").where(table.index > 0))
    assert tidy(mixed)["horizon"].dropna().tolist() == table["horizon"][1:].tolist()
    assert str(tidy(mixed)["horizon"].dtype) == "Int64"
