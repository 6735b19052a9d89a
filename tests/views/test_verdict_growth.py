"""Growth a year in per cent: it can be reckoned from anything above none, to none, and neither from nor to less than none."""

import pytest

from tests.views.scenarios import PLACES, figure, goal

# At the end of 2020, at the end of 2024, goal of 2030 -> why there is no answer.
STEPS = {
    "from a part of one": (0.5, 0.6, 0.8, None),
    "down to none": (500, 0, 800, None),
    "none as the goal": (20, 13, 0, None),
    "from none": (0, 50, 100, "zero-base"),
    "from less than none": (-0.5, 50, 100, "zero-base"),
    "down to less than none": (500, -0.5, 800, "zero-base"),
    "less than none as the goal": (500, 400, -0.5, "zero-base"),
}


@pytest.fixture(scope="module")
def grown(small):
    targets, figures = {}, {}
    for place, (name, (start, now, end, _)) in zip(PLACES, STEPS.items(), strict=False):
        like = {"unit_id": place}
        targets[name] = goal(end, **like)
        figures |= {f"{name} 0": figure("2020-12-31", start, **like), f"{name} 1": figure("2024-12-31", now, **like)}
    return small(target=targets, observation=figures)


@pytest.mark.parametrize("name", STEPS)
def test_growth_is_reckoned_where_it_can_be(grown, name):
    query = "select reason_code, ratio is null, required is null from pace where observation_id = ? and method = 'eurostat'"
    reason = STEPS[name][-1]
    assert grown.execute(query, [f"{name} 1"]).fetchall() == [(reason, reason is not None, reason is not None)]
