"""What is held against a target, and how much of it is missing."""

import pytest

from tests.views.scenarios import figure, goal


@pytest.mark.parametrize("view", ["candidate_observation", "matched_observation", "attainment", "pace"])
def test_a_target_without_a_figure_is_held_against_nothing(small, view):
    assert small(target={"t": goal(100)}).execute(f"select count(*) from {view}").fetchone() == (0,)


@pytest.mark.parametrize(
    ("target", "value", "missing"),
    [
        (goal(200), 150, 0.25),
        (goal(200), 250, -0.25),  # beyond it
        (goal(1), 0.75, 0.25),
        (goal(20, indicator_id="htx-weak-stock"), 25, 0.25),
        (goal(0, indicator_id="htx-weak-stock"), 5, None),  # a part of none is no number
    ],
)
def test_what_is_missing_is_told_as_a_part_of_the_goal(small, target, value, missing):
    like = {key: target[key] for key in ("indicator_id",) if key in target}
    connection = small(target={"t": target}, observation={"o": figure("2024-12-31", value, **like)})
    assert connection.execute("select shortfall_least, shortfall_most from attainment").fetchall() == [(missing, missing)]
