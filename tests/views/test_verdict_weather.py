"""The weather: where a target will stand if the last years go on, how far they reach back, and how its equation says so."""

import pytest

from tests.views.scenarios import figure, frame, goal

YEARS = range(2018, 2025)
# A leap before the last five yearly changes, and another within them.
GROWING = dict(zip(YEARS, (100, 500, 520, 560, 570, 590, 600), strict=True))
FALLING = dict(zip(YEARS, (90, 40, 38, 34, 33, 31, 30), strict=True))


@pytest.fixture(scope="module")
def skies(small):
    """Under the weather: five years of 20 more a year and of 2 less a year, told at the end of 2024."""
    targets = {
        "enough": goal(700),
        "hardly enough": goal(720, unit_id="hai-phong"),
        "not enough": goal(840, unit_id="hai-duong"),
        "four years": goal(840, unit_id="yen-bai"),
        "between": goal(840, unit_id="lao-cai"),
        "few enough": goal(20, indicator_id="htx-stopped-stock"),
        "not few enough": goal(10, indicator_id="htx-stopped-stock", unit_id="hai-duong"),
    }
    figures = {}
    for name, target in targets.items():
        like = {key: target[key] for key in ("unit_id", "indicator_id") if key in target}
        values = FALLING if "few" in name else GROWING
        figures |= {f"{name} {year}": figure(f"{year}-12-31", value, **like) for year, value in values.items()}
    figures = {key: row for key, row in figures.items() if key not in ("four years 2018", "four years 2019", "four years 2020")}
    figures["between 2024"] |= {"operator": "range", "low": "590"}
    found = frame(small(target=targets, observation=figures))
    return found[found["method"] == "weather"].set_index("target_id")


# 600 + 20 × 6 = 720 and 30 − 2 × 6 = 18 would be there at the end of 2030.
@pytest.mark.parametrize(
    ("name", "symbol", "gap", "equation"),
    [
        ("enough", "sun", 0, "600 + (600 − 500) / 5 × (11 − 5) = 720 ≥ 700"),
        ("hardly enough", "sun", 0, "600 + (600 − 500) / 5 × (11 − 5) = 720 ≥ 720"),
        ("not enough", "cloud", 0.5, "600 + (600 − 500) / 5 × (11 − 5) = 720; |840 − 720| / |840 − 600| = 0.5"),
        ("few enough", "sun", 0, "30 + (30 − 40) / 5 × (11 − 5) = 18 ≤ 20"),
        ("not few enough", "cloud", 0.4, "30 + (30 − 40) / 5 × (11 − 5) = 18; |10 − 18| / |10 − 30| = 0.4"),
    ],
)
def test_the_last_five_yearly_changes_go_on(skies, name, symbol, gap, equation):
    assert skies.loc[name, ["class", "ratio", "equation_en"]].tolist() == [symbol, gap, equation]
    assert skies.loc[name, "baseline_observation_id"] == f"{name} 2019"


def test_four_years_are_enough(skies):
    assert skies.loc["four years", ["class", "baseline_observation_id"]].tolist() == ["cloud", "four years 2021"]


def test_of_two_ends_the_larger_gap_is_told(skies):
    """From 600 half of it stays open; from 590 it is 18 a year, 698 at the end, and 142 of 250 stay open."""
    assert skies.loc["between", ["class", "ratio"]].tolist() == ["cloud", 142 / 250]


def test_a_figure_is_never_its_own_baseline(scenarios, lenses):
    for found in (scenarios, lenses):
        assert not (found["baseline_observation_id"] == found["observation_id"]).any()


def test_a_fall_says_how_much_a_year(lenses):
    [found] = lenses[(lenses["target_id"] == "storm") & (lenses["method"] == "weather")]["equation_en"]
    assert found == "(495 − 500) / 4 = −1.25"
