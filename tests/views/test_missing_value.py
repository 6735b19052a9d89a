"""Which value is missing, for which day, and whether an earlier one is missing too; today is 22 November 2026, as the settings say."""

from datetime import date

import pytest

from tests.views.scenarios import figure, goal

CITY = {"unit_id": "yen-bai-city", "document_id": "yen-bai-city-209-kh-tu-2023"}
DISTRICT = {"unit_id": "son-ha", "document_id": "son-ha-plan-2024"}
YEARLY = {"kind": "flow_annual", "indicator_id": "htx-new-annual"}
# name -> the target, its figure; each asks a question of its own of its locality.
TARGETS = {
    "to come": (goal(100), None),
    "this year": (goal(100, indicator_id="tht-stock", horizon="2026"), None),
    "last year": (goal(100, indicator_id="lhhtx-stock", horizon="2025"), None),
    "every year": (goal(5, operator="ge", horizon="", **YEARLY), None),
    "growth": (goal(5, indicator_id="htx-revenue-growth", kind="growth_annual"), None),
    "older figure": (goal(100, indicator_id="htx-members"), figure("2020-12-31", 50, indicator_id="htx-members")),
    "undecided": (goal(100, indicator_id="org-members"), figure("2024-12-31", 90, 110, "range", indicator_id="org-members")),
    "judged": (goal(100, indicator_id="tht-members"), figure("2024-12-31", 120, indicator_id="tht-members")),
    "another count": (goal(100, indicator_id="htx-workers", standard_id="active"), figure("2024-12-31", 80, indicator_id="htx-workers", standard_id="existing")),
    "two ends": (goal(100, 200, "range", indicator_id="chain-htx-number"), figure("2024-12-31", 90, 110, "range", indicator_id="chain-htx-number")),
    "city": (goal(100, **CITY), None),
    "city, every year": (goal(5, operator="ge", horizon="", **CITY, **YEARLY), None),
    "city, before its end": (goal(100, indicator_id="tht-stock", horizon="2024", **CITY), None),
    "undated plan": (goal(100, **DISTRICT), None),
}  # fmt: skip


@pytest.fixture(scope="module")
def connection(small):
    figures = {f"figure, {name}": one for name, (_, one) in TARGETS.items() if one}
    return small(target={name: target for name, (target, _) in TARGETS.items()}, observation=figures)


def missing(connection, columns: str) -> dict[str, tuple]:
    return {name: tuple(row) for name, *row in connection.execute(f"select target_id, {columns} from missing_value").fetchall()}


def test_what_is_judged_lacks_nothing(connection):
    assert set(missing(connection, "verdict")) == set(TARGETS) - {"judged"}


def test_a_value_helps_for_the_last_year_that_is_over_and_that_its_place_lived_to_see(connection):
    december, end = date(2025, 12, 31), date(2025, 6, 30)
    assert missing(connection, "needed_on, is_running, year_end_on, ended_on, wanted_on") == {
        "to come": (date(2030, 12, 31), True, december, None, december),
        "this year": (date(2026, 12, 31), True, december, None, december),
        "last year": (december, False, december, None, december),
        "every year": (None, True, december, None, december),
        "growth": (date(2030, 12, 31), True, december, None, december),
        "older figure": (date(2030, 12, 31), True, december, None, december),
        "undecided": (date(2030, 12, 31), True, december, None, december),
        "another count": (date(2030, 12, 31), True, december, None, december),
        "two ends": (date(2030, 12, 31), True, december, None, december),
        "city": (date(2030, 12, 31), True, december, end, end),
        "city, every year": (None, True, december, end, date(2024, 12, 31)),
        "city, before its end": (date(2024, 12, 31), False, date(2024, 12, 31), None, date(2024, 12, 31)),
        "undated plan": (date(2030, 12, 31), True, december, end, end),
    }


def test_a_pace_needs_an_earlier_value_too_from_before_the_plan(connection):
    issued = {"to come", "this year", "another count"}
    needed = {name: (name in issued or name in ("city", "undated plan"), None) for name in TARGETS if name != "judged"}
    needed |= dict.fromkeys(issued, (True, date(2022, 12, 21))) | {"city": (True, date(2023, 4, 14))}
    assert missing(connection, "needs_baseline, baseline_by") == needed


def test_the_reason_is_named_with_the_figure_that_comes_closest(connection):
    found = missing(connection, "verdict, reason_code, observation_id")
    # The higher end lacks an earlier figure too; where two things are missing, what stands first in the list of reasons is told.
    assert found["two ends"] == ("cannot_tell", "interval-undecided", "figure, two ends")
    assert found["to come"] == ("not_assessable", "no-realized-value", None)
    assert found["older figure"] == ("not_assessable", "value-before-plan", "figure, older figure")
    assert found["undecided"] == ("cannot_tell", "interval-undecided", "figure, undecided")
    assert found["another count"] == ("not_assessable", "other-status-filter", "figure, another count")


def test_reasons_stand_in_the_order_of_their_list(connection):
    query = "select count(*) from missing_value m join verdict_reason r on r.verdict_reason_id = m.reason_code where r.position = m.reason_position"
    assert connection.execute(query).fetchone() == (len(TARGETS) - 1,)


def test_a_district_that_ended_with_the_year_has_that_year(small):
    connection = small(target={"city": goal(100, **CITY)})
    connection.execute("update unit set valid_to = '2025-12-31' where unit_id = 'yen-bai-city'")
    assert missing(connection, "ended_on, wanted_on") == {"city": (None, date(2025, 12, 31))}
