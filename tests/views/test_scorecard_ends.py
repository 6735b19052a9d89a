"""What a scorecard makes of verdicts: two ends of one target, what is over, now and later, and what rests on a pace."""

import pytest

from loaders.scorecard import scorecard
from tests.views.scenarios import BASE, FLOOR, figure, goal

TARGETS = {
    # 500 in 2020, 620 in 2024: beyond the low end, and on the line to the high one.
    "range": ("quang-nam", goal(550, 800, "range"), [BASE, figure("2024-12-31", 620)]),
    "behind": ("hai-phong", goal(800), [BASE, figure("2024-12-31", 610)]),
    "less than, perhaps behind": ("hai-duong", goal(800), [BASE, figure("2024-12-31", None, 560, "lt")]),
    "reached": ("yen-bai", goal(100), [figure("2024-12-31", 120)]),
    "2025": ("lao-cai", goal(800, horizon="2025"), []),
    "2026": ("lao-cai", goal(800, horizon="2026"), []),
    "2030": ("lao-cai", goal(800, horizon="2030"), []),
    "each year": ("kon-tum", goal(30, operator="ge", **FLOOR), []),
    "not in the text": ("da-nang", goal(absence_reason_id="text-not-available"), []),
}


@pytest.fixture(scope="module")
def card(small):
    targets = {name: {"unit_id": unit, **target} for name, (unit, target, _) in TARGETS.items()}
    figures = {f"{name} {n}": {"unit_id": unit, **one} for name, (unit, _, some) in TARGETS.items() for n, one in enumerate(some)}
    return scorecard(small(target=targets, observation=figures).cursor(), 0.05, "vi")


@pytest.fixture(scope="module")
def rows(card):
    return card.each("by_kind").set_index("target_id")


def test_where_one_end_is_reached_and_the_other_on_its_way_both_are_told_with_what_the_pace_counts_from(rows):
    row = rows.loc["range"]
    assert (row["verdicts"], row["signs"]) == ("attained;on_pace", "✓▲")
    assert (row["value_words"], row["baseline_words"]) == ("620 HTX (12/2024)", "500 HTX (12/2020)")
    assert (rows.loc["reached", "verdicts"], rows.loc["reached", "baseline_words"]) == ("attained", "")


@pytest.mark.parametrize(("target", "time"), [("2025", "past"), ("2026", "now"), ("2030", "later"), ("each year", "now")])
def test_a_horizon_is_over_after_its_year_and_a_yearly_floor_never(rows, target, time):
    assert rows.loc[target, "time"] == time


def test_an_equation_is_one_of_pace_where_the_verdict_or_the_lack_of_one_comes_from_it(card):
    paced = card.under("by_kind").set_index(["target_id", "end"])["is_paced"]
    assert paced["range"].to_dict() == {"low": False, "high": True}
    assert paced["behind", "low"]
    assert paced["less than, perhaps behind", "low"]
    assert not paced["reached", "low"]
    assert not paced["2030", "low"]


def test_a_number_that_is_not_stated_is_not_judged(rows):
    assert set(rows.index) == set(TARGETS) - {"not in the text"}
