"""Where one class of a lens ends and the next begins: Eurostat's 95, 60 and 0%, the SDG Index's 100, 50 and 0%, the weather's 5 and 20%."""

import pytest

from tests.views.scenarios import PLACES, figure, frame, goal

# Growth of 10% a year is asked for over the six years to 2026, or ten units a year; the figure is of the third year.
START = figure("2020-12-31", 100)
GROWTH, STEPS = goal(177.1561, horizon="2026"), goal(160, horizon="2026")
# name -> target, figure of 2023, method, class, verdict.
LINES = {
    "9.5% a year": (GROWTH, 131.2932375, "eurostat", "significant", "on_pace"),
    "hardly less than 9.5%": (GROWTH, 131.29, "eurostat", "moderate", "behind"),
    "6% a year": (GROWTH, 119.1016, "eurostat", "moderate", "behind"),
    "hardly less than 6%": (GROWTH, 119.10, "eurostat", "insufficient", "behind"),
    "no growth": (GROWTH, 100, "eurostat", "insufficient", "behind"),
    "hardly a fall": (GROWTH, 99.99, "eurostat", "away", "moving_away"),
    "ten a year": (STEPS, 130, "sdg_trend", "on_track", "on_pace"),
    "hardly less than ten": (STEPS, 129.99, "sdg_trend", "improving", "behind"),
    "five a year": (STEPS, 115, "sdg_trend", "improving", "behind"),
    "hardly less than five": (STEPS, 114.99, "sdg_trend", "stagnating", "behind"),
    "none a year": (STEPS, 100, "sdg_trend", "stagnating", "behind"),
    "hardly one less": (STEPS, 99.99, "sdg_trend", "decreasing", "moving_away"),
}
# name -> target, figures of 2020 to 2024, class, verdict. Going on like this, 737.5 or 750 would be there at the end of 2030.
SKIES = {
    "under 5% stays open": (goal(744.9), (500, 520, 545, 570, 595), "sun", "on_pace"),
    "5% stays open": (goal(745), (500, 520, 545, 570, 595), "sun_cloud", "behind"),
    "20% stays open": (goal(787.5), (500, 525, 550, 575, 600), "sun_cloud", "behind"),
    "over 20% stays open": (goal(787.6), (500, 525, 550, 575, 600), "cloud", "behind"),
    "no more than there was": (goal(800), (500, 525, 550, 525, 500), "cloud", "behind"),
    "hardly less than there was": (goal(800), (500, 525, 550, 525, 499.9), "storm", "moving_away"),
}


@pytest.fixture(scope="module")
def judged(small):
    """The verdicts of all lines and skies."""
    where = iter(
        [{"unit_id": place, "indicator_id": indicator} for place in PLACES for indicator in ("htx-stock", "tht-stock", "lhhtx-stock")]
    )
    targets, observations = {}, {}
    for name, (target, value, *_) in LINES.items():
        like = next(where)
        targets[name] = like | target
        observations |= {f"{name} 0": like | START, f"{name} 1": like | figure("2023-12-31", value)}
    for name, (target, values, *_) in SKIES.items():
        like = next(where)
        targets[name] = like | target
        observations |= {f"{name} {n}": like | figure(f"{2020 + n}-12-31", value) for n, value in enumerate(values)}
    return frame(small(target=targets, observation=observations))


@pytest.mark.parametrize(("name", "method", "symbol", "verdict"), [(name, *rest) for name, (_, _, *rest) in LINES.items()])
def test_a_class_begins_at_its_line(judged, name, method, symbol, verdict):
    [found] = judged[(judged["target_id"] == name) & (judged["method"] == method)].to_dict("records")
    assert (found["class"], found["verdict"], found["reason_code"]) == (symbol, verdict, None)


@pytest.mark.parametrize(("name", "symbol", "verdict"), [(name, *rest) for name, (_, _, *rest) in SKIES.items()])
def test_the_weather_turns_at_its_lines(judged, name, symbol, verdict):
    [found] = judged[(judged["target_id"] == name) & (judged["method"] == "weather")].to_dict("records")
    assert (found["class"], found["verdict"], found["reason_code"]) == (symbol, verdict, None)


@pytest.mark.parametrize(("name", "method", "due"), [("6% a year", "eurostat", 133.1), ("five a year", "sdg_trend", 130)])
def test_after_three_years_of_six_three_years_are_due(judged, name, method, due):
    [found] = judged.loc[(judged["target_id"] == name) & (judged["method"] == method), "required"]
    assert found == pytest.approx(due)


def test_every_class_has_its_line(judged, cursor):
    codes = {code for (code,) in cursor.execute("select code from code where list_id = 'verdict_class'").fetchall()}
    assert set(judged["class"]) - {None} == codes
