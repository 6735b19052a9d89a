"""Numbers, dates and stated bounds in words, as a Vietnamese and an English reader write them."""

from datetime import date

import pandas as pd
import pytest

from loaders import questions
from loaders.selection import Selection
from loaders.stating import day, described, number, own_figures, sentence_case, stated, with_own, with_stated


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),
        (60, "60", "60"),
        (100.0, "100", "100"),
        (0.67, "0,67", "0.67"),
        (1234.5, "1.234,5", "1,234.5"),
        (7_100_000, "7.100.000", "7,100,000"),
        (-2.6, "−2,6", "−2.6"),
        (16.6667, "16,6667", "16.6667"),
        (1 / 3, "0,3333", "0.3333"),
        (1500, "1.500", "1,500"),
    ],
)
def test_a_number_has_its_languages_separators_and_no_trailing_zeros(value, vi, en):
    assert number(value) == number(value, "vi") == vi
    assert number(value, "en") == en


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (date(2021, 9, 21), "21/9/2021", "21 September 2021"),
        (pd.Timestamp("2022-12-01"), "1/12/2022", "1 December 2022"),
        (None, "", ""),
        (pd.NaT, "", ""),
    ],
)
def test_a_day(value, vi, en):
    assert (day(value), day(value, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("precision", "vi", "en"),
    [
        ("year", "2024", "2024"),
        ("half-year", "6/2024", "June 2024"),
        ("quarter", "6/2024", "June 2024"),
        ("month", "6/2024", "June 2024"),
        ("day", "30/6/2024", "30 June 2024"),
    ],
)
def test_the_date_of_a_figure_is_told_no_more_exactly_than_it_is_known(precision, vi, en):
    assert described(date(2024, 6, 30), precision) == vi
    assert described(date(2024, 6, 30), precision, "en") == en


# operator -> (low, high) as stated, in words in both languages; the number is 1.234,5 on purpose.
WORDS = {
    "eq": (1234.5, 1234.5, "1.234,5 HTX", "1,234.5 HTX"),
    "gt": (1234.5, None, "trên 1.234,5 HTX", "more than 1,234.5 HTX"),
    "ge": (1234.5, None, "ít nhất 1.234,5 HTX", "at least 1,234.5 HTX"),
    "lt": (None, 1234.5, "dưới 1.234,5 HTX", "less than 1,234.5 HTX"),
    "le": (None, 1234.5, "tối đa 1.234,5 HTX", "at most 1,234.5 HTX"),
    "near_below": (None, 1234.5, "gần 1.234,5 HTX", "nearly 1,234.5 HTX"),
    "approx": (1234.5, 1234.5, "khoảng 1.234,5 HTX", "about 1,234.5 HTX"),
    "range": (1000, 1234.5, "1.000–1.234,5 HTX", "1,000–1,234.5 HTX"),
}


def row(cursor, operator: str, low: float | None, high: float | None, measure: str = "htx") -> dict:
    query = (
        "select template_vi, template_en, symbol_vi, symbol_en, measure_id from operator, measure where operator_id = ? and measure_id = ?"
    )
    found = cursor.execute(query, [operator, measure]).df().to_dict("records")[0]
    return {**found, "low": low, "high": high, "verbal": False}


@pytest.mark.parametrize("operator", WORDS)
def test_each_operator_is_said_in_both_languages(cursor, operator):
    low, high, vi, en = WORDS[operator]
    assert stated(row(cursor, operator, low, high)) == vi
    assert stated(row(cursor, operator, low, high), "en") == en


def test_every_operator_of_the_vocabulary_is_tested(cursor):
    assert {name for (name,) in cursor.execute("select operator_id from operator").fetchall()} == set(WORDS)


@pytest.mark.parametrize(
    ("measure", "vi", "en"),
    [
        ("percent", "60–70%", "60–70%"),
        ("percent-per-year", "60–70%/năm", "60–70% a year"),
        ("million-vnd-per-person-year", "60–70 triệu đồng/người/năm", "60–70 million VND/person/year"),
        ("lhhtx", "60–70 liên hiệp HTX", "60–70 LHHTX"),
    ],
)
def test_a_percent_sign_clings_to_its_number_and_a_unit_stands_apart(cursor, measure, vi, en):
    assert stated(row(cursor, "range", 60, 70, measure)) == vi
    assert stated(row(cursor, "range", 60, 70, measure), "en") == en


def test_an_unknown_value_says_nothing(cursor):
    assert stated(row(cursor, "eq", None, None)) == stated(row(cursor, "eq", float("nan"), float("nan")), "en") == ""


@pytest.mark.parametrize(
    ("target", "vi", "en"),
    [
        ("hai-phong-tht-stock-2025", "gần 200 tổ hợp tác", "nearly 200 THT"),
        ("hai-phong-htx-weak-stock-2025", "0 HTX", "0 HTX"),
        ("hai-phong-grdp-share-2025", "0,67%", "0.67%"),
        ("quang-nam-tht-new-2030", "450–600 tổ hợp tác", "450–600 THT"),
        ("yen-bai-city-tht-new-annual-annual", "ít nhất 30 tổ hợp tác", "at least 30 THT"),
        ("yen-bai-city-tht-members-2030", "trên 1.500 thành viên", "more than 1,500 members"),
        ("son-ha-htx-member-income-level-2024", "45 triệu đồng/người/năm", "45 million VND/person/year"),
        ("qd-1318-2021-htx-members-2025", "khoảng 7.100.000 thành viên", "about 7,100,000 members"),
    ],
)
def test_shipped_targets_are_said_as_their_documents_say_them(cursor, target, vi, en):
    frame = questions.rows(cursor, "target_row", Selection())
    words = {lang: dict(zip(frame["target_id"], with_stated(frame, lang)["stated"], strict=True)) for lang in ("vi", "en")}
    assert (words["vi"][target], words["en"][target]) == (vi, en)


def test_a_frame_gets_one_more_column_in_its_own_order(cursor):
    frame = questions.rows(cursor, "target_row", Selection(units=("son-ha",))).iloc[::-1]
    told = with_stated(frame, "vi")
    assert list(told.columns) == [*frame.columns, "stated"]
    assert list(told["target_id"]) == list(frame["target_id"])
    assert "stated" not in frame
    assert (told["stated"] != "").all()


def test_an_observation_also_tells_its_date_no_more_exactly_than_it_is_known(cursor):
    frame = with_stated(questions.rows(cursor, "observation_row", Selection(units=("hai-duong",))), "vi").set_index("observation_id")
    assert frame.loc["hai-duong-htx-stock-2022", "as_of"] == "2022"
    assert frame.loc["hai-duong-htx-stock-2025-02", "as_of"] == "2/2025"
    assert frame.loc["hai-duong-tht-stock-2022", "stated"] == "khoảng 800 tổ hợp tác"


@pytest.mark.parametrize(("words", "said"), [("trên 400 HTX", "Trên 400 HTX"), ("đạt", "Đạt"), ("HTX", "HTX"), ("", "")])
def test_a_sentence_begins_with_a_capital_and_keeps_the_rest(words, said):
    assert sentence_case(words) == said


def test_own_figures_are_counted_once_however_often_and_wherever_they_are_named():
    targets = pd.DataFrame({"target_ids": ["own-a;own-b", "son-ha-htx-stock-2024", "own-b;yen-bai-city-htx-stock-2025"]})
    values = pd.DataFrame({"target_id": ["own-a", "x"], "observation_id": ["own-c", None], "wording": ["own-d", "own-e"]})
    assert own_figures(targets, values) == 3
    assert own_figures(targets.iloc[1:2]) == own_figures() == 0


def test_the_source_says_how_many_figures_are_ones_own_and_is_silent_where_none_is():
    assert with_own("Nguồn: Kế hoạch 215.", 0, "vi") == "Nguồn: Kế hoạch 215."
    said = with_own("Nguồn: Kế hoạch 215.", 1200, "vi")
    assert said == "Nguồn: Kế hoạch 215. Có 1.200 số riêng, chưa công bố."


def test_an_empty_frame_stays_empty(cursor):
    told = with_stated(questions.rows(cursor, "target_row", Selection(units=("nowhere",))), "en")
    assert told.empty
    assert "stated" in told
