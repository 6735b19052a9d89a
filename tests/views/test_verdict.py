"""Verdicts on literal rows: every verdict, every reason, and the worked examples of the design."""

from datetime import date

import pytest

from loaders import progress
from tests.views.scenarios import FLOW, MISSES, SCENARIOS, WEATHER, count, figure, frame, goal

EXPECTED = {name: tuple(expected) for named in SCENARIOS.values() for name, (_, _, *expected) in named.items()}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_scenario_gets_its_verdict_and_its_reason(scenarios, name):
    found = scenarios[(scenarios["target_id"] == name) & scenarios["is_default"]]
    assert set(zip(found["verdict"], found["reason_code"], strict=True)) == {EXPECTED[name]}


@pytest.fixture(scope="module")
def misses(small):
    targets = {reason: goal(100) | target for reason, (target, _) in MISSES.items()}
    figures = {f"{reason}-figure": figure("2024-12-31", 120) | target | other for reason, (target, other) in MISSES.items()}
    return frame(small(target=targets, observation=figures))


@pytest.mark.parametrize("reason", MISSES)
def test_a_figure_that_may_not_judge_is_named_with_what_it_misses_by(misses, reason):
    found = misses[misses["target_id"] == reason]
    assert set(found["verdict"]) == {"not_assessable"}
    assert set(found["reason_code"]) == {reason}
    assert set(found["observation_id"]) == {None}
    assert set(found["other_observation_id"]) == {f"{reason}-figure"}


def test_the_closest_of_several_misses_is_named(small):
    """Of another filter before of another base, and the latest of them."""
    figures = {
        "base": figure("2024-12-31", 1, indicator_id="htx-agri-stock", base_id="htx-agri"),
        "old": figure("2023-12-31", 1, standard_id="active"),
        "new": figure("2024-06-30", 1, standard_id="active"),
    }
    found = frame(small(target={"t": goal(100)}, observation=figures))
    assert set(zip(found["reason_code"], found["other_observation_id"], strict=True)) == {("other-status-filter", "new")}


@pytest.mark.parametrize(
    ("alike", "later"),
    [
        (count("2023-12-31", 1, indicator_id="htx-new"), count("2024-12-31", 1, indicator_id="htx-new", base_id="htx-agri")),
        (figure("2023-12-31", 1, indicator_id="htx-stock-growth", kind="growth_annual"), count("2024-12-31", 1, indicator_id="htx-new")),
    ],
)
def test_of_two_reasons_alike_the_figure_more_like_the_target_is_named(small, alike, later):
    """Both are of another kind; one at least counts what is meant, or of the same, though the other is the later."""
    found = frame(small(target={"t": goal(100)}, observation={"alike": alike, "later": later}))
    assert set(zip(found["reason_code"], found["other_observation_id"], strict=True)) == {("different-kind", "alike")}


def test_a_figure_of_today_that_may_not_judge_is_named(small):
    found = frame(small(target={"t": goal(100)}, observation={"today": figure("2026-11-22", 120, standard_id="active")}))
    assert set(zip(found["reason_code"], found["other_observation_id"], strict=True)) == {("other-status-filter", "today")}


def test_of_two_figures_of_one_day_the_one_counted_as_the_target_judges(small):
    figures = {"a": figure("2025-12-31", 90, standard_id="existing"), "b": figure("2025-12-31", 120)}
    found = frame(small(target={"t": goal(100, horizon="2025")}, observation=figures))
    assert set(zip(found["verdict"], found["observation_id"], strict=True)) == {("attained", "b")}


def test_a_figure_of_the_indicator_itself_over_another_base_never_judges(small):
    found = frame(small(target={"t": goal(100)}, observation={"agri": figure("2024-12-31", 120, base_id="htx-agri")}))
    assert set(zip(found["reason_code"], found["other_observation_id"], strict=True)) == {("different-base", "agri")}


@pytest.mark.parametrize("unit", ["viet-nam", "hai-phong-2025"])
def test_a_figure_of_the_country_or_of_what_another_province_became_says_nothing_of_a_province(small, unit):
    found = frame(small(target={"t": goal(100)}, observation={"o": figure("2024-12-31", 120, unit_id=unit)}))
    assert set(zip(found["reason_code"], found["other_observation_id"], strict=True)) == {("no-realized-value", None)}


@pytest.mark.parametrize(
    ("meant", "counted", "reason"),
    [("", "active", "other-status-filter"), ("active", "", "other-status-filter"), ("", "fair-good", "other-standard")],
)
def test_what_only_one_of_them_names_is_told_as_what_it_is(small, meant, counted, reason):
    found = frame(small(target={"t": goal(100, standard_id=meant)}, observation={"o": figure("2024-12-31", 120, standard_id=counted)}))
    assert set(found["reason_code"]) == {reason}


def test_each_kind_of_target_prescribes_its_method(scenarios, lenses):
    prescribed = {
        (kind, method) for found in (scenarios, lenses) for kind, method in found.loc[found["is_default"], ["kind", "method"]].to_numpy()
    }
    assert prescribed == {
        ("stock", "linear"), ("share", "linear"), ("flow_cumulative", "pro_rata"), ("flow_annual", "yearly_floor"), ("growth_annual", "growth_rate")
    }  # fmt: skip


def test_nothing_is_nearly_none(small):
    stopped = {"indicator_id": "htx-stopped-stock"}
    found = frame(
        small(target={"t": goal(0, operator="approx", horizon="2025", **stopped)}, observation={"some": figure("2025-12-31", 1, **stopped)})
    )
    assert set(zip(found["verdict"], found["reason_code"], strict=True)) == {("overdue", None)}


def test_the_last_quarter_tells_the_end_of_its_year(small):
    goals = {unit: goal(800, horizon="2025", unit_id=unit) for unit in ("quang-nam", "hai-phong")}
    figures = {"september": figure("2025-09-30", 560, unit_id="quang-nam"), "october": figure("2025-10-31", 560, unit_id="hai-phong")}
    found = frame(small(target=goals, observation=figures))
    assert set(zip(found["target_id"], found["verdict"], strict=True)) == {("quang-nam", "cannot_tell"), ("hai-phong", "overdue")}


GOLDEN = [
    ("800", "low", "linear", "behind", None, 0.5),
    ("800", "low", "eurostat", "behind", "insufficient", 0.5972),
    ("800", "low", "sdg_trend", "behind", "improving", 0.5),  # on the 50% line
    ("700", "low", "linear", "behind", None, 0.75),
    ("700", "low", "eurostat", "behind", "moderate", 0.8398),
    ("700", "low", "sdg_trend", "behind", "improving", 0.75),
    ("700-800", "low", "eurostat", "behind", "moderate", 0.8398),
    ("700-800", "high", "eurostat", "behind", "insufficient", 0.5972),
    ("700-800", "low", "sdg_trend", "behind", "improving", 0.75),
    ("700-800", "high", "sdg_trend", "behind", "improving", 0.5),
    ("90%", "low", "eurostat", "behind", "insufficient", 0.5827),
    ("90%", "low", "sdg_trend", "behind", "improving", 0.5),
    *((symbol, "low", "weather", verdict, symbol, gap) for symbol, (_, verdict, gap) in WEATHER.items()),
]


@pytest.mark.parametrize(("name", "end", "method", "verdict", "symbol", "ratio"), GOLDEN)
def test_a_worked_example_to_four_decimals(lenses, name, end, method, verdict, symbol, ratio):
    [found] = lenses[(lenses["target_id"] == name) & (lenses["end"] == end) & (lenses["method"] == method)].to_dict("records")
    assert (found["verdict"], found["reason_code"], found["class"]) == (verdict, None, symbol)
    assert found["ratio"] == (None if ratio is None else pytest.approx(ratio, abs=5e-5))


@pytest.mark.parametrize(
    ("name", "method", "reason"),
    [
        ("800", "weather", "too-few-points"),
        ("three years", "weather", "too-few-points"),
        ("a gap in the years", "weather", "too-few-points"),
        ("hold", "linear", "no-change-due"),
        ("hold", "eurostat", "no-change-due"),
        ("hold", "sdg_trend", "no-change-due"),
        ("from none", "eurostat", "zero-base"),
    ],
)
def test_where_a_lens_cannot_see_it_says_why(lenses, name, method, reason):
    [found] = lenses[(lenses["target_id"] == name) & (lenses["method"] == method)].to_dict("records")
    assert (found["verdict"], found["reason_code"], found["ratio"]) == ("not_assessable", reason, None)


def test_an_interval_is_judged_at_both_ends_and_the_weather_at_the_weakest(lenses):
    found = lenses[lenses["target_id"] == "700-800"]
    assert sorted(zip(found["method"], found["end"], strict=True)) == [
        ("eurostat", "high"), ("eurostat", "low"), ("linear", "high"), ("linear", "low"), ("sdg_trend", "high"), ("sdg_trend", "low"),
        ("weather", "low"),
    ]  # fmt: skip


def test_where_less_is_better_the_weakest_end_is_the_high_one(scenarios):
    found = scenarios[(scenarios["target_id"] == "over both ends") & (scenarios["method"] == "weather")]
    assert found["end"].tolist() == ["high"]


def test_five_of_a_hundred_at_forty_percent_of_the_time_is_behind_and_on_track_under_no_lens(small):
    """2 of the 5 years to 2025, asked on the day after; Eurostat's growth from a base of 0.001 would call it on track."""
    plan = goal(100, **FLOW | {"horizon": "2025"})
    connection = small(target={"t": plan}, observation={"o": count("2022-12-31", 5)})
    found = progress.verdicts(connection.cursor(), as_of=date(2023, 1, 1)).set_index("method")
    assert found.loc["pro_rata", ["verdict", "ratio", "required"]].tolist() == ["behind", pytest.approx(0.125), pytest.approx(40)]
    assert found.loc["pro_rata", "equation"] == "(5 / 100) / (2 / 5) = 0,125"
    others = found.drop(index="pro_rata")
    assert len(others) == 3
    assert set(zip(others["verdict"], others["reason_code"], strict=True)) == {("not_assessable", "method-not-for-flows")}


def test_every_verdict_and_every_reason_has_its_scenario(scenarios, misses, lenses, cursor):
    frames = (scenarios, misses, lenses)
    codes = {code for (code,) in cursor.execute("select code from code where list_id = 'verdict'").fetchall()}
    assert set().union(*(found["verdict"] for found in frames)) == codes
    reasons = {reason for (reason,) in cursor.execute("select verdict_reason_id from verdict_reason").fetchall()}
    assert set().union(*(found["reason_code"] for found in frames)) - {None} == reasons
    symbols = {code for (code,) in cursor.execute("select code from code where list_id = 'verdict_class'").fetchall()}
    assert set().union(*(found["class"] for found in frames)) - {None} <= symbols


NO_PACE = ["no-baseline", "no-change-due", "open-end", "too-few-points", "zero-base", "method-not-for-flows"]


def test_where_no_pace_can_be_reckoned_there_is_no_number(scenarios, lenses):
    for found in (scenarios, lenses):
        without = found[found["reason_code"].isin(NO_PACE)]
        assert len(without) > 4
        assert without[["ratio", "class", "required"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("name", "ratio", "required"),
    [
        ("a baseline that decides the pace", -2.5 / 10, 740),  # from 700; from 500 it would be 47.5 a year of 30, and 620 due
        ("fewer, from between 20 and 30", 2.5 / 2, 12),  # from 20; from 30 it would be 5 a year of 3, and 18 due
        ("5 of 100 at 40% of the time", 0.125, 40),
        ("reached", None, 100),  # what is due where no pace is asked for is the goal
        ("over and short", None, 800),
    ],
)
def test_of_several_ends_the_weaker_speaks_and_says_what_is_due(scenarios, name, ratio, required):
    [found] = scenarios[(scenarios["target_id"] == name) & scenarios["is_default"]].to_dict("records")
    assert found["ratio"] == (None if ratio is None else pytest.approx(ratio))
    assert found["required"] == pytest.approx(required)


def test_the_facts_are_the_same_under_every_lens(scenarios, lenses):
    """Attained, nearly, overdue, and what no figure can decide; a lens speaks only of what is still open."""
    for found in (scenarios, lenses):
        for _, same in found.groupby(["target_id", "end"]):
            facts = {verdict for verdict in same["verdict"] if verdict in ("attained", "nearly", "overdue")}
            assert not facts or set(same["verdict"]) == facts


def test_the_nearest_horizon_judges_and_later_ones_are_listed(small):
    """Today is in 2026: 2025 is over, this year is not; 2030 judges, 2045 is listed; where all are over the last one judges."""
    units = {"quang-nam": ("2025", "2030", "2045"), "hai-phong": ("2020", "2025"), "lao-cai": ("2026", "2030")}
    targets = {f"{unit}-{horizon}": goal(100, horizon=horizon, unit_id=unit) for unit, horizons in units.items() for horizon in horizons}
    found = frame(small(target=targets, observation={}))
    assert set(found[found["is_nearest"].astype(bool)]["target_id"]) == {"quang-nam-2030", "hai-phong-2025", "lao-cai-2026"}
    assert set(found["target_id"]) == targets.keys()
