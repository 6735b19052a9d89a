"""What a lens says and when none is needed; on a literal figure and target."""

import math

import pytest

from loaders.pathway_lens import lens
from loaders.texts import texts

START = {
    "observation_id": "o", "at": 2025.0, "shape": "point", "operator": "eq", "low": 300.0, "high": 300.0, "stated": "300 HTX", "as_of": "31/12/2025",
}  # fmt: skip
GOAL = {
    "target_id": "t", "at": 2030.0, "horizon_label": "2030", "shape": "point", "operator": "eq", "direction": "more", "stated": "400 HTX",
    "measure_id": "htx",
}  # fmt: skip


def seen(**changed):
    """The lens from a figure to 400 in 2030."""
    start = {**START, **{key: value for key, value in changed.items() if key in ("low", "high", "at") or key.startswith("start_")}}
    start |= {key.removeprefix("start_"): start.pop(key) for key in list(start) if key.startswith("start_")}
    goal = {**GOAL, **{key: value for key, value in changed.items() if key in GOAL and key != "at"}}
    return lens(start, goal, changed.get("end", 400), changed.get("lang", "vi"), texts(changed.get("lang", "vi")))


def test_the_pace_is_a_plain_division_and_says_its_arithmetic():
    line = seen()
    assert (line["start_at"], line["start_value"], line["end_at"], line["end_value"]) == (2025.0, 300.0, 2030.0, 400)
    assert line["per_year"] == pytest.approx(20)
    assert line["label"] == "thấu kính: +20 mỗi năm"
    assert "từ 300 HTX (31/12/2025) đến 400 (hết 2030): (400 − 300) ÷ 5 năm = +20 mỗi năm" in line["sentence"]


def test_english_speaks_english():
    assert seen(lang="en", end=45000)["label"] == "lens: +8,940 a year"


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"low": math.nan, "start_shape": "near", "start_operator": "near_below"}, "ít nhất +20"),
        ({"high": math.nan, "start_shape": "floor", "start_operator": "gt"}, "nhiều nhất +20"),
        ({"high": 350.0, "start_shape": "interval", "start_operator": "range"}, "nhiều nhất +20"),
        ({"start_shape": "fuzzy", "start_operator": "approx"}, "khoảng +20"),
        ({"shape": "fuzzy", "operator": "approx"}, "khoảng +20"),
        ({"measure_id": "percent"}, "+20 điểm %"),
        ({"direction": "less", "end": 200}, "−20"),
        ({"direction": "neutral", "end": 200}, "−20"),
    ],
)
def test_an_open_figure_gives_a_bound(changed, label):
    assert seen(**changed)["label"] == f"thấu kính: {label} mỗi năm"


@pytest.mark.parametrize(
    "changed",
    [
        {"low": 400.0, "high": 400.0},
        {"low": 450.0, "high": math.nan, "start_shape": "floor", "start_operator": "gt"},
        {"direction": "less", "end": 350},
        {"shape": "ceiling", "operator": "lt", "end": 350},
    ],
)
def test_an_end_that_is_reached_needs_no_pace(changed):
    line = seen(**changed)
    assert line["label"] == ""
    assert "không cần thêm nhịp" in line["sentence"]


def test_more_than_400_is_not_reached_by_400():
    assert seen(low=400.0, high=400.0, shape="floor", operator="gt")["label"] == "thấu kính: +0 mỗi năm"
