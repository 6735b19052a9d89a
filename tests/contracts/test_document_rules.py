"""What a document's rows must keep, each rule at its edges on rows typed here: whose, by when, nested in what, under which codes."""

import pytest

from loaders import document_rules as rules
from tests.contracts.conftest import asked

TARGET = {
    "target_id": "stock",
    "unit_id": "hai-phong",
    "document_id": "plan-215",
    "kind": "stock",
    "horizon": "2025",
    "period_start": "",
    "parent_id": "",
}
DOCUMENT = {"document_id": "plan-215", "unit_id": "hai-phong", "horizons": "2025;2045"}
YEARLY = {"kind": "flow_annual", "horizon": ""}


def nested(target_id, parent_id, **other):
    return TARGET | {"target_id": target_id, "parent_id": parent_id, **other}


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([TARGET, nested("agri", "stock"), nested("agri-rated", "agri")], []),
        ([nested("stock", "stock")], [2]),
        ([nested("stock", "agri"), nested("agri", "stock")], [2, 3]),
        ([nested("stock", "agri"), nested("agri", "stock"), nested("agri-rated", "agri")], [2, 3, 4]),
        ([TARGET, nested("agri", "stock", unit_id="son-ha")], [3]),
        ([TARGET, nested("agri", "stock", document_id="plan-64")], [3]),
        ([TARGET, nested("agri", "stock", horizon="2030")], [3]),
    ],
)
def test_a_part_is_of_another_target_of_the_same_plan_and_year(rows, lines):
    assert asked(rules.parent_agrees, target=rows) == [("target", line, "parent_id") for line in lines]


def test_an_indicator_has_the_theme_of_its_question():
    rows = [{"family_id": "high-tech", "theme_id": theme} for theme in ("technology", "quality")]
    assert asked(rules.theme_agrees, family=rows[:1], indicator=rows) == [("indicator", 3, "theme_id")]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({}, []),
        ({"horizon": ""}, ["horizon"]),
        (YEARLY, []),
        (YEARLY | {"horizon": "2030"}, []),
        (YEARLY | {"period_start": "2021"}, []),
        ({"period_start": "2021"}, []),
        ({"period_start": "2025"}, []),  # a plan for one year
        ({"period_start": "2026"}, ["period_start"]),
    ],
)
def test_only_what_is_promised_for_each_year_needs_no_horizon_and_none_lies_before_its_start(row, found):
    assert asked(rules.horizon_stated, target=[TARGET | row]) == [("target", 2, field) for field in found]


@pytest.mark.parametrize(
    ("table", "row", "horizons", "found"),
    [
        ("target", {}, "2025;2045", []),
        ("target", {"horizon": "2045"}, "2025;2045", []),
        ("target", {"horizon": "2030"}, "2025;2045", ["horizon"]),
        ("target", YEARLY, "annual;2025", []),
        ("target", YEARLY, "2025", ["horizon"]),
        ("target", {"unit_id": "son-ha", "horizon": "2030"}, "2025", ["unit_id"]),
        ("commitment", {"horizon": ""}, "2025", []),
        ("commitment", {"horizon": "2030"}, "2025", ["horizon"]),
        ("absence", {"horizon": ""}, "2025", []),
        ("absence", {"horizon": "2025"}, "2025", []),
        ("absence", {"unit_id": "son-ha"}, "2025", ["unit_id"]),
    ],
)
def test_a_promise_is_of_the_place_and_the_years_of_its_document(table, row, horizons, found):
    rows = {table: [TARGET | row], "document": [DOCUMENT | {"horizons": horizons}]}
    assert asked(rules.document_agrees, **rows) == [(table, 2, field) for field in found]


@pytest.mark.parametrize(
    ("table", "row", "found"),
    [
        ("unit", {"level": "province"}, []),
        ("unit", {"level": "canton"}, ["level"]),
        ("unit", {"level": "final"}, ["level"]),  # a word of another list
        ("unit", {"level": ""}, []),
        ("population", {"concept": "", "confidence": "", "status": "final", "method": "", "as_of_precision": "year"}, []),
        (
            "population",
            {"concept": "", "confidence": "", "status": "year", "method": "", "as_of_precision": "day"},
            ["as_of_precision", "status"],
        ),
    ],
)
def test_a_code_has_its_words(table, row, found):
    codes = [("level", "province"), ("precision", "year"), ("status", "final")]
    rows = {table: [row], "code": [{"list_id": list_id, "code": code} for list_id, code in codes]}
    assert asked(rules.code_has_label, **rows) == [(table, 2, field) for field in found]


def test_what_a_text_speaks_of_and_we_lack_is_quoted_and_what_it_keeps_silent_about_is_not():
    rows = [
        {"absence_reason_id": "text-not-available", "wording": "mục tiêu đến năm 2045"},
        {"absence_reason_id": "text-not-available", "wording": ""},
        {"absence_reason_id": "not-mentioned", "wording": ""},
    ]
    assert asked(rules.absent_part_is_quoted, absence=rows) == [("absence", 3, "wording")]


def test_no_published_row_takes_an_id_of_a_readers_own():
    assert asked(rules.id_is_published, target=[TARGET, TARGET | {"target_id": "own-stock"}]) == [("target", 3, "target_id")]
