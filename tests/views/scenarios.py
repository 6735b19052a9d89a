"""Targets with their figures, as literal rows, and the verdict that each must get; the settings are the shipped ones: 22 November 2026, 5%."""

from itertools import product

# Scenarios share one package: each has a locality and a question of its own, so that none speaks to another.
PLACES = ("quang-nam", "hai-phong", "hai-duong", "yen-bai", "quang-ngai", "lao-cai", "kon-tum", "da-nang")


def figure(on: str, low=None, high=None, operator: str = "eq", **other: str) -> dict[str, str]:
    """A figure of the press; an exact one where no operator is given."""
    ends = {"low": low, "high": low if operator in ("eq", "approx") else high}
    return {
        "as_of_on": on, "operator": operator, "as_of_precision": "month", **{k: "" if v is None else str(v) for k, v in ends.items()}, **other
    }  # fmt: skip


def goal(low=None, high=None, operator: str = "eq", horizon: str = "2030", **other: str) -> dict[str, str]:
    """A stock target of Quảng Nam's plan of 2022; an exact number where no operator is given."""
    ends = {"low": low, "high": low if operator in ("eq", "approx") else high}
    return {"operator": operator, "horizon": horizon, **{k: "" if v is None else str(v) for k, v in ends.items()}, **other}


def count(on: str, low=None, start: str = "2021-01-01", **other) -> dict[str, str]:
    return figure(on, low, kind="flow_cumulative", period_start_on=start, **other)


def year(number: int, low=None, start: str = "01-01", end: str = "12-31", **other) -> dict[str, str]:
    return figure(f"{number}-{end}", low, kind="flow_annual", period_start_on=f"{number}-{start}", **other)


FLOW = {"kind": "flow_cumulative", "period_start": "2021", "horizon": "2030"}
FLOOR = {"kind": "flow_annual", "horizon": ""}
GROWTH = {"kind": "growth_annual"}
BASE = figure("2020-12-31", 500)

# name -> target, figures, expected verdict and reason under the prescribed method. The settings: 22 November 2026, 5%.
FACTS = {
    "reached": (goal(100), [figure("2024-12-31", 100)], "attained", None),
    "passed beyond": (goal(100), [figure("2024-12-31", 120)], "attained", None),
    "reached before the horizon, which is over": (goal(100, horizon="2025"), [figure("2023-06-30", 100)], "attained", None),
    "the number itself is not more than it": (goal(400, operator="gt", horizon="2025"), [figure("2025-12-31", 400)], "overdue", None),
    "the number itself is at least it": (goal(400, operator="ge", horizon="2025"), [figure("2025-12-31", 400)], "attained", None),
    "more than the number is more than it": (goal(400, operator="gt"), [figure("2025-12-31", 400, operator="gt")], "attained", None),
    "about the number reaches it": (goal(400), [figure("2025-12-31", 400, operator="approx")], "attained", None),
    "within the margin of about": (goal(1100, operator="approx", horizon="2025"), [figure("2025-12-31", 1057)], "nearly", None),
    "at the very margin": (goal(1100, operator="approx", horizon="2025"), [figure("2025-12-31", 1045)], "nearly", None),
    "beyond the margin": (goal(1100, operator="approx", horizon="2025"), [figure("2025-12-31", 1044)], "overdue", None),
    "within the margin, the horizon still to come": (goal(1100, operator="approx"), [figure("2025-12-31", 1057)], "nearly", None),
    "near the number that is nearly meant": (goal(high=200, operator="near_below"), [figure("2024-12-31", 195)], "nearly", None),
    "the number that is nearly meant": (goal(high=200, operator="near_below"), [figure("2024-12-31", 200)], "attained", None),
    "an exact number has no margin": (goal(1100, horizon="2025"), [figure("2025-12-31", 1099)], "overdue", None),
    "over and short": (goal(800, horizon="2025"), [figure("2025-12-31", 560)], "overdue", None),
    "told in December": (goal(800, horizon="2025"), [figure("2025-12-09", 560)], "overdue", None),
    "told for the year": (goal(800, horizon="2025"), [figure("2025-03-01", 560, as_of_precision="year")], "overdue", None),
    "told in February": (goal(800, horizon="2025"), [figure("2025-02-28", 560)], "cannot_tell", "value-before-horizon"),
    "told a year early": (goal(800, horizon="2025"), [figure("2024-12-31", 560)], "cannot_tell", "value-before-horizon"),
    "nearly a year early": (goal(1100, operator="approx", horizon="2025"), [figure("2024-12-31", 1057)], "cannot_tell", "value-before-horizon"),
    "the latest figure speaks": (goal(100), [figure("2023-12-31", 120), figure("2024-12-31", 90), figure("2019-12-31", 80)], "on_pace", None),
    "a figure after the horizon does not": (goal(100, horizon="2024"), [figure("2024-12-31", 90), figure("2025-12-31", 120)], "overdue", None),
    "only after the horizon": (goal(100, horizon="2024"), [figure("2025-12-31", 120)], "not_assessable", "horizon-passed-before-first-value"),
    "after today": (goal(100), [figure("2026-11-23", 120)], "not_assessable", "no-realized-value"),
    "today": (goal(100), [figure("2026-11-22", 120)], "attained", None),
    "set aside": (goal(100), [figure("2024-12-31", 120, is_current="false")], "not_assessable", "no-realized-value"),
    "open above": (goal(1800, operator="approx", horizon="2025"), [figure("2025-12-31", 1000, operator="gt")], "cannot_tell", "interval-undecided"),
    "open below, short for certain": (goal(1800, horizon="2025"), [figure("2025-12-31", None, 1000, "near_below")], "overdue", None),
    "open below, perhaps nearly": (goal(200, operator="approx", horizon="2025"), [figure("2025-12-31", None, 200, "near_below")], "cannot_tell", "interval-undecided"),
    "up to the goal": (goal(100), [figure("2024-12-31", 80, 100, "range")], "cannot_tell", "interval-undecided"),
    "up to the margin": (goal(1100, operator="approx", horizon="2025"), [figure("2025-12-31", 1000, 1045, "range")], "cannot_tell", "interval-undecided"),
    "less than the margin": (goal(1100, operator="approx", horizon="2025"), [figure("2025-12-31", None, 1045, "lt")], "overdue", None),
    "astride the goal": (goal(100), [figure("2024-12-31", 90, 110, "range")], "cannot_tell", "interval-undecided"),
    "existing ones where no filter is named": (goal(100), [figure("2024-12-31", 120, standard_id="existing")], "attained", None),
    "no filter named where existing ones are meant": (goal(100, standard_id="existing"), [figure("2024-12-31", 120)], "attained", None),
    "nothing published": (goal(100), [], "not_assessable", "no-realized-value"),
    "said in words": (goal(100, verbal="true"), [], "not_assessable", "verbal-target"),
    "said in words, and counted": (goal(100, verbal="true"), [figure("2024-12-31", 100)], "attained", None),
}  # fmt: skip
PACE = {
    "on the line": (goal(800), [BASE, figure("2024-12-31", 620)], "on_pace", None),
    "just under the line": (goal(800), [BASE, figure("2024-12-31", 619)], "behind", None),
    "no change": (goal(800), [BASE, figure("2024-12-31", 500)], "behind", None),
    "one more a year is due": (goal(510), [BASE, figure("2024-12-31", 504)], "on_pace", None),
    "down": (goal(800), [BASE, figure("2024-12-31", 499)], "moving_away", None),
    "down from beyond the goal": (goal(800), [figure("2020-12-31", 900), figure("2024-12-31", 790)], "moving_away", None),
    "older than the plan": (goal(800), [BASE], "not_assessable", "value-before-plan"),
    "no earlier figure": (goal(800), [figure("2024-12-31", 620)], "not_assessable", "no-baseline"),
    "an earlier figure of another compiler": (goal(800), [BASE, figure("2024-12-31", 620, compiler="alliance")], "not_assessable", "no-baseline"),
    "the earliest of the same compiler": (goal(800), [BASE, figure("2023-12-31", 700), figure("2024-12-31", 620)], "on_pace", None),
    "from the goal down": (goal(800), [figure("2020-12-31", 800), figure("2024-12-31", 790)], "not_assessable", "no-change-due"),
    "an interval behind at both ends": (goal(800), [BASE, figure("2024-12-31", 540, 560, "range")], "behind", None),
    "an interval astride the line": (goal(800), [BASE, figure("2024-12-31", 610, 630, "range")], "cannot_tell", "ends-disagree"),
    "a baseline that decides the pace": (goal(800), [figure("2020-12-31", 500, 700, "range"), figure("2024-12-31", 690)], "cannot_tell", "ends-disagree"),
    "a baseline with one end": (goal(800), [figure("2020-12-31", 500, operator="gt"), figure("2024-12-31", 560)], "cannot_tell", "open-end"),
    "a baseline that may be the goal": (goal(800), [figure("2020-12-31", 500, 800, "range"), figure("2024-12-31", 790)], "not_assessable", "no-change-due"),
    "a baseline that may be the goal, and less than": (goal(800), [figure("2020-12-31", 500, 800, "range"), figure("2024-12-31", None, 560, "lt")], "cannot_tell", "open-end"),
    "a baseline that may be none": (goal(800), [figure("2020-12-31", 0, 700, "range"), figure("2024-12-31", 560)], "cannot_tell", "ends-disagree"),
    "less than, not certainly behind": (goal(800), [BASE, figure("2024-12-31", None, 560, "lt")], "cannot_tell", "open-end"),
    "nearly, not certainly behind": (goal(800), [BASE, figure("2024-12-31", None, 560, "near_below")], "cannot_tell", "open-end"),
    "less than the baseline, certainly away": (goal(800), [BASE, figure("2024-12-31", None, 490, "near_below")], "moving_away", None),
}  # fmt: skip
FLOWS = {
    "5 of 100 at 40% of the time": (goal(100, **FLOW), [count("2024-12-31", 5)], "behind", None),
    "its share of the time": (goal(100, **FLOW), [count("2024-12-31", 40)], "on_pace", None),
    "all of it early": (goal(100, **FLOW), [count("2024-12-31", 100)], "attained", None),
    "short at the end": (goal(100, **FLOW | {"horizon": "2025"}), [count("2025-12-31", 90)], "overdue", None),
    "more than a part": (goal(100, **FLOW), [count("2024-12-31", 5, operator="gt")], "cannot_tell", "interval-undecided"),
    "none of none due": (goal(0, operator="gt", **FLOW), [count("2024-12-31", 0)], "not_assessable", "no-change-due"),
    "no first year": (goal(100, **FLOW | {"period_start": ""}), [count("2024-12-31", 100)], "not_assessable", "no-period-start"),
    "counted from another year": (goal(100, **FLOW), [count("2024-12-31", 100, "2020-01-01")], "not_assessable", "different-period"),
    "within a ceiling so far": (goal(high=10, operator="le", **FLOW), [count("2024-12-31", 4)], "cannot_tell", "still-counting"),
    "within a ceiling at the end": (goal(high=10, operator="le", **FLOW | {"horizon": "2025"}), [count("2025-12-31", 4)], "attained", None),
    "over a ceiling already": (goal(high=10, operator="le", **FLOW), [count("2024-12-31", 11)], "behind", None),
    "over a ceiling of none": (goal(high=0, operator="le", **FLOW), [count("2024-12-31", 1)], "behind", None),
    "none yet of one": (goal(1, **FLOW), [count("2024-12-31", 0)], "behind", None),
    "the last year speaks": (goal(30, operator="ge", **FLOOR), [year(2023, 20), year(2024, 30)], "attained", None),
    "short in the last year": (goal(30, operator="ge", **FLOOR), [year(2023, 40), year(2024, 29)], "overdue", None),
    "each year until a last one": (goal(30, operator="ge", **FLOOR | {"horizon": "2030"}), [year(2024, 29)], "overdue", None),
    "part of a year": (goal(30, operator="ge", **FLOOR), [year(2024, 40, end="09-30")], "not_assessable", "incomplete-year"),
    "the plan's first year": (goal(30, operator="ge", **FLOOR | {"period_start": "2023"}), [year(2023, 30)], "attained", None),
    "a year before the plan": (goal(30, operator="ge", **FLOOR), [year(2021, 40)], "not_assessable", "year-before-plan"),
    "enough growth": (goal(5, 6, "range", **GROWTH), [figure("2024-12-31", 7, **GROWTH)], "on_pace", None),
    "more growth than that": (goal(5, operator="ge", **GROWTH), [figure("2024-12-31", 5, operator="gt", **GROWTH)], "on_pace", None),
    "just that growth is not more": (goal(5, operator="gt", **GROWTH), [figure("2024-12-31", 5, **GROWTH)], "behind", None),
    "too little growth": (goal(5, operator="ge", **GROWTH), [figure("2024-12-31", 4, **GROWTH)], "behind", None),
    "more growth than that, as more is asked for": (goal(5, operator="gt", **GROWTH), [figure("2024-12-31", 5, operator="gt", **GROWTH)], "on_pace", None),
    "less growth than that, told as a bound": (goal(5, operator="ge", **GROWTH), [figure("2024-12-31", None, 5, "lt", **GROWTH)], "cannot_tell", "open-end"),
    "hardly any growth": (goal(5, operator="ge", **GROWTH), [figure("2024-12-31", 0.5, **GROWTH)], "behind", None),
    "neither growth nor fall": (goal(5, operator="ge", **GROWTH), [figure("2024-12-31", 0, **GROWTH)], "behind", None),
    "hardly a fall": (goal(5, operator="ge", **GROWTH), [figure("2024-12-31", -0.5, **GROWTH)], "moving_away", None),
    "more growth than a ceiling": (goal(high=5, operator="le", **GROWTH), [figure("2024-12-31", 7, **GROWTH)], "behind", None),
    "less of a fall than asked for": (goal(high=-5, operator="le", **GROWTH), [figure("2024-12-31", -3, **GROWTH)], "behind", None),
    "a fall as asked for": (goal(high=-5, operator="le", **GROWTH), [figure("2024-12-31", -6, **GROWTH)], "on_pace", None),
    "a fall": (goal(5, operator="ge", **GROWTH), [figure("2024-12-31", -1, **GROWTH)], "moving_away", None),
    "growth of the last year": (goal(5, operator="ge", horizon="2025", **GROWTH), [figure("2025-12-31", 6, **GROWTH)], "attained", None),
    "levels but no growth": (goal(5, operator="ge", **GROWTH), [figure("2024-12-31", 900, kind="level")], "not_assessable", "no-growth-series"),
    "no growth at all": (goal(5, operator="ge", **GROWTH), [], "not_assessable", "no-growth-series"),
}  # fmt: skip
LESS = {
    "none left": (goal(0), [figure("2024-12-31", 0)], "attained", None),
    "some left": (goal(0, horizon="2025"), [figure("2025-12-31", 1)], "overdue", None),
    "fewer as planned": (goal(0), [figure("2020-12-31", 20), figure("2024-12-31", 12)], "on_pace", None),
    "fewer, not as planned": (goal(0), [figure("2020-12-31", 20), figure("2024-12-31", 13)], "behind", None),
    "fewer, from between 20 and 30": (goal(0), [figure("2020-12-31", 20, 30, "range"), figure("2024-12-31", 10)], "on_pace", None),
    "more than before": (goal(0), [figure("2020-12-31", 20), figure("2024-12-31", 21)], "moving_away", None),
    "more than 12, not certainly on the line": (goal(0), [figure("2020-12-31", 20), figure("2024-12-31", 12, operator="gt")], "cannot_tell", "open-end"),
    "more than before, at least": (goal(0), [figure("2020-12-31", 20), figure("2024-12-31", 21, operator="gt")], "moving_away", None),
    "up from below the goal": (goal(10), [figure("2020-12-31", 5), figure("2024-12-31", 12)], "moving_away", None),
    "a little over about": (goal(100, operator="approx"), [figure("2024-12-31", 105)], "nearly", None),
    "a lot over about": (goal(100, operator="approx", horizon="2025"), [figure("2025-12-31", 106)], "overdue", None),
    "more than it, and worse": (goal(10, horizon="2025"), [figure("2025-12-31", 10, operator="gt")], "overdue", None),
    "as many as it, where fewer are meant": (goal(high=10, operator="lt", horizon="2025"), [figure("2025-12-31", 10)], "overdue", None),
    "as many as it, where no more are meant": (goal(high=10, operator="le", horizon="2025"), [figure("2025-12-31", 10)], "attained", None),
    "over both ends": (goal(10, 20, "range", horizon="2025"), [figure("2025-12-31", 25)], "overdue", None),
    "the text says at least": (goal(10, operator="ge"), [figure("2024-12-31", 12)], "attained", None),
}  # fmt: skip
NEUTRAL = {
    "exactly it": (goal(100), [figure("2024-12-31", 100)], "attained", None),
    "not it": (goal(100), [figure("2024-12-31", 110)], "not_assessable", "no-direction"),
    "the text names the side": (goal(100, operator="ge"), [figure("2024-12-31", 110)], "attained", None),
    "the text names the other side": (goal(high=100, operator="le", horizon="2025"), [figure("2025-12-31", 110)], "overdue", None),
}  # fmt: skip
SCENARIOS = {"more": FACTS | PACE | FLOWS, "less": LESS, "neutral": NEUTRAL}
# Near misses: (where the target stands and what it differs by, what the figure differs by). The target is existing HTX, else the same.
MISSES = {
    "other-status-filter": ({"unit_id": "quang-nam"}, {"standard_id": "active"}),
    "other-standard": ({"unit_id": "hai-duong", "standard_id": "fair-good"}, {"standard_id": "fair-and-up"}),
    "different-base": ({"unit_id": "yen-bai"}, {"indicator_id": "htx-agri-stock", "base_id": "htx-agri"}),
    "different-kind": ({"unit_id": "lao-cai"}, {"indicator_id": "htx-new-annual", "kind": "flow_annual"}),
    "different-indicator": ({"unit_id": "kon-tum", "indicator_id": "high-tech-htx-number"}, {"indicator_id": "high-tech-agri-htx-number"}),
    "parent-only": ({"unit_id": "son-ha"}, {"unit_id": "quang-ngai"}),
    "different-territory": ({"unit_id": "hai-phong"}, {"unit_id": "hai-phong-2025"}),
}
# Five years of figures from 2020 on, towards 800 by 2030: the symbol, the verdict, the gap that stays.
WEATHER = {
    "sun": ([500, 530, 560, 590, 620], "on_pace", 0.0),
    "sun_cloud": ([500, 530, 560, 585, 606], "behind", 35 / 194),
    "cloud": ([500, 515, 530, 545, 560], "behind", 0.625),
    "storm": ([500, 510, 520, 505, 495], "moving_away", None),
}


def places(cursor):
    """One (locality, indicator) a scenario, by direction of the indicator; of each question one indicator only."""
    query = "select direction, min(indicator_id) from indicator group by direction, family_id order by 1, 2"
    found = cursor.execute(query).fetchall()
    return {way: iter(list(product((i for d, i in found if d == way), PLACES))) for way in SCENARIOS}


def rows(name: str, target: dict[str, str], figures: list[dict[str, str]], where: dict[str, str]):
    """The target's row and its figures' rows, all at one place and of one kind and base."""
    like = {"kind": target.get("kind", "stock")}
    return {name: where | target}, {f"{name}: {n}": where | like | one for n, one in enumerate(figures)}


def frame(connection):
    """The view with None for every null, so that rows can be set against literal ones."""
    found = connection.execute("select * from verdict").df()
    return found.astype(object).where(found.notna(), None)
