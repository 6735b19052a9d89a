"""What realized values must keep, each rule at its edges on rows typed here: one in use a place and day, of which territory, from when."""

import pytest

from loaders import observation_rules as rules
from tests.contracts.conftest import asked

OBSERVATION = {
    "unit_id": "hai-duong",
    "indicator_id": "htx-stock",
    "standard_id": "",
    "period_start_on": "",
    "as_of_on": "2024-12-31",
    "is_current": "true",
    "note": "",
    "note_en": "",
    "territory": "before-2025-07",
}
PEOPLE = {"unit_id": "hai-duong", "is_current": "true", "concept": "average"}
ASIDE = {"is_current": "false"}
FORMER = {"unit_id": "hai-duong", "role": "locality", "valid_from": "", "valid_to": "2025-06-30"}
TODAY = {"unit_id": "hai-phong-2025", "role": "successor", "valid_from": "2025-07-01", "valid_to": ""}
COUNTRY = {"unit_id": "viet-nam", "role": "country", "valid_from": "", "valid_to": ""}


@pytest.mark.parametrize(
    ("table", "rows", "lines"),
    [
        ("observation", [{}], []),
        ("observation", [{}, {}], [3]),
        ("observation", [{}, {}, {}], [3, 4]),
        ("observation", [{}, ASIDE], []),
        ("observation", [{}, {"as_of_on": "2023-12-31"}], []),
        ("observation", [{}, {"standard_id": "active"}], []),
        ("observation", [{}, {"unit_id": "hai-phong"}], []),
        ("population", [{}, {"concept": "census"}], [3]),
        ("population", [{}, {"concept": "labour-force"}], []),
        ("population", [{"concept": "labour-force"}, {"concept": "labour-force"}], [3]),
    ],
)
def test_one_figure_is_in_use_for_one_thing_at_one_place_and_day(table, rows, lines):
    usual = OBSERVATION if table == "observation" else PEOPLE
    assert asked(rules.current_is_single, **{table: [usual | row for row in rows]}) == [(table, line, "is_current") for line in lines]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({}, False),
        (ASIDE | {"note": "trùng", "note_en": "twice"}, False),
        (ASIDE | {"note": "trùng"}, True),
        (ASIDE | {"note_en": "twice"}, True),
        (ASIDE, True),
    ],
)
def test_a_figure_set_aside_says_why_in_both_languages(row, found):
    assert asked(rules.set_aside_has_note, observation=[OBSERVATION | row]) == ([("observation", 2, "note")] if found else [])


@pytest.mark.parametrize(
    ("unit", "territory", "found"),
    [
        (FORMER, "before-2025-07", False),
        (FORMER, "from-2025-07", True),
        (FORMER, "unchanged", True),
        (TODAY, "from-2025-07", False),
        (TODAY, "before-2025-07", True),
        (COUNTRY, "unchanged", False),
        (COUNTRY, "before-2025-07", True),
    ],
)
def test_a_figure_is_of_the_territory_of_its_unit(unit, territory, found):
    row = OBSERVATION | {"unit_id": unit["unit_id"], "territory": territory}
    assert asked(rules.territory_agrees, unit=[unit], observation=[row]) == ([("observation", 2, "territory")] if found else [])


@pytest.mark.parametrize(
    ("ended", "effective", "began", "found"),
    [
        ("2025-06-30", "2025-07-01", "2025-07-01", False),
        ("2025-07-01", "2025-07-01", "2025-07-01", True),
        ("2025-06-29", "2025-07-01", "2025-07-01", True),
        ("2025-06-30", "2025-07-01", "2025-07-02", True),
        ("2025-07-02", "2025-07-01", "2025-07-02", True),
        ("", "2025-07-01", "2025-07-01", True),
    ],
)
def test_a_successor_begins_on_the_day_after_the_last_of_the_former_unit(ended, effective, began, found):
    units = [FORMER | {"valid_to": ended}, TODAY | {"valid_from": began}]
    row = {"unit_id": "hai-duong", "successor_id": "hai-phong-2025", "effective_on": effective}
    assert asked(rules.successor_follows, unit=units, unit_successor=[row]) == ([("unit_successor", 2, "effective_on")] if found else [])


@pytest.mark.parametrize(("start", "found"), [("", False), ("2024-01-01", False), ("2024-12-31", False), ("2025-01-01", True)])
def test_a_period_does_not_start_after_its_last_day(start, found):
    row = OBSERVATION | {"period_start_on": start}
    assert asked(rules.period_fits, observation=[row]) == ([("observation", 2, "period_start_on")] if found else [])
