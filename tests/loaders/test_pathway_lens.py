"""What a lens says and when none is needed; on a literal figure and target."""

import math
from datetime import date

import pandas as pd
import pytest

from loaders.pathway_lens import lens, lenses
from loaders.pathway_rows import Scope
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
        ({"direction": "neutral", "high": 350.0, "start_shape": "interval", "start_operator": "range"}, "nhiều nhất +20"),
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


@pytest.mark.parametrize(
    ("changed", "reached"),
    [
        # At least 400, trên 400: the number itself reaches the first and not the second, unless it is more than 400 itself.
        ({"shape": "floor", "operator": "ge"}, True),
        ({"shape": "floor", "operator": "gt"}, False),
        ({"shape": "floor", "operator": "gt", "start_operator": "gt", "high": math.nan}, True),
        ({"shape": "floor", "operator": "ge", "start_operator": "gt", "high": math.nan}, True),
        # Less of it is better; what the text calls a floor or a ceiling counts before that.
        ({"direction": "less", "operator": "lt", "shape": "ceiling"}, False),
        ({"direction": "less", "operator": "lt", "shape": "ceiling", "start_operator": "lt", "low": math.nan}, True),
        ({"direction": "less", "operator": "le", "shape": "ceiling", "end": 399}, False),
        ({"direction": "less", "operator": "ge", "shape": "floor", "end": 399}, True),
        ({"direction": "more", "operator": "le", "shape": "ceiling", "end": 401}, True),
        # Neither more nor less is wanted: nothing is ever done with.
        ({"direction": "neutral"}, False),
        ({"direction": "neutral", "end": 300}, False),
        # Known from the other side only.
        ({"low": math.nan, "start_operator": "near_below"}, False),
    ],
)
def test_whether_400_reach_an_end_of_400(changed, reached):
    assert (seen(**{"low": 400.0, "high": 400.0, **changed})["label"] == "") == reached


@pytest.mark.parametrize(
    ("end", "pace"),
    [
        (300 + 5 * 1992.3, "+1.992"),
        (300 + 5 * 100.4, "+100"),
        (300 + 5 * 99.54, "+99,5"),
        (300 + 5 * 14.62, "+14,6"),
        (300 + 5 * 10.26, "+10,3"),
        (300 + 5 * 9.254, "+9,25"),
        (300 + 5 * 0.374, "+0,37"),
        (300, "+0"),
        (300 - 5 * 0.374, "−0,37"),
        (300 - 5 * 12.34, "−12,3"),
    ],
)
def test_a_pace_has_its_sign_and_three_digits_that_say_something(end, pace):
    assert seen(direction="neutral", end=end)["label"] == f"thấu kính: {pace} mỗi năm"


def test_the_years_left_are_told_in_hundredths_and_a_share_with_its_sign():
    line = seen(at=2024.7486, measure_id="percent", low=50.0, high=50.0, start_stated="50%", end=60.0)
    assert line["per_year"] == pytest.approx(10 / 5.2514)
    assert "từ 50% (31/12/2025) đến 60% (hết 2030): (60% − 50%) ÷ 5,25 năm = +1,9 điểm % mỗi năm" in line["sentence"]


FIGURE = {**START, "series": "s", "is_current": True, "as_of_on": pd.Timestamp(2025, 12, 31)}
TARGET = {**GOAL, "series": "s", "kind": "stock", "low": 400.0, "high": 400.0}
TODAY = date(2026, 11, 22)


def paces(*figures, ended_on=None, as_of=TODAY, **goal) -> tuple[list[tuple[str, float]], list[str]]:
    """(observation, end) of each pace, and what is said, of one target among these figures."""
    scope = Scope({}, as_of, ended_on, "vi", texts("vi"), "")
    points = pd.DataFrame([FIGURE | figure for figure in figures], columns=list(FIGURE))
    lines, said = lenses(points, pd.DataFrame([TARGET | goal]), scope)
    return list(zip(lines["observation_id"], lines["end_value"], strict=True)), said


@pytest.mark.parametrize(
    ("goal", "ends"),
    [({}, [400]), ({"high": math.nan}, [400]), ({"low": math.nan}, [400]), ({"high": 500.0}, [400, 500]), ({"low": 200.0}, [400])],
)
def test_there_is_a_pace_to_each_end_that_is_stated_and_not_reached(goal, ends):
    assert paces({}, **goal)[0] == [("o", end) for end in ends]


def test_both_ends_have_a_sentence_where_one_is_ahead_and_the_farther_alone_where_both_are_reached():
    _, one_ahead = paces({}, low=200.0, high=400.0)
    assert [("không cần thêm nhịp" in words) for words in one_ahead] == [True, False]
    for low in (200.0, 250.0):
        _, [reached] = paces({}, low=low, high=250.0)
        assert "đã tới 250, không cần thêm nhịp" in reached


def test_the_latest_figure_in_use_of_the_same_series_counts():
    figures = [{"observation_id": "old"}, {"observation_id": "last"}, {"observation_id": "aside", "is_current": False}]
    assert paces(*figures, {"observation_id": "other", "series": "x"})[0] == [("last", 400)]


@pytest.mark.parametrize(
    ("figures", "changed", "why"),
    [
        ([{}], {"at": 2026.0, "as_of": date(2026, 12, 30)}, ""),
        ([{}], {"at": 2026.0, "as_of": date(2026, 12, 31)}, "đã qua"),
        ([{}], {"at": 2026.0, "as_of": date(2027, 1, 1)}, "đã qua"),
        ([{}], {"kind": "flow_cumulative"}, "không phải số có tại thời điểm"),
        ([], {}, "chưa có số liệu đang dùng"),
        ([{"is_current": False}], {}, "chưa có số liệu đang dùng"),
        # The district ended on 30 June 2025: no pace leads from before that day to after it.
        ([{"as_of_on": pd.Timestamp(2024, 12, 31)}], {"ended_on": date(2025, 6, 30)}, "không tính nhịp qua ngày 30/6/2025"),
        ([{"as_of_on": pd.Timestamp(2025, 6, 30)}], {"ended_on": date(2025, 6, 30)}, "không tính nhịp qua ngày 30/6/2025"),
        ([{"as_of_on": pd.Timestamp(2025, 7, 1)}], {"ended_on": date(2025, 6, 30)}, ""),
        ([{}], {"ended_on": date(2030, 12, 31)}, ""),
    ],
)
def test_where_there_is_no_pace_the_reason_is_told(figures, changed, why):
    drawn, [said] = paces(*figures, **changed)
    assert (drawn == []) == bool(why)
    assert why in said
