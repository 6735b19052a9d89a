"""Through time on a slide: what is joined, where each number stands, what its label says."""

import math
from itertools import pairwise

import pytest

BREAK = 2024.4959  # 30/6/2025 on an axis whose whole numbers are 31 December


@pytest.mark.parametrize(("unit", "indicator"), [("viet-nam", "htx-stock"), ("viet-nam", "htx-members"), ("hai-phong", "htx-stock"), ("quang-nam", "htx-stock"), ("yen-bai-city", "tht-stock"), ("son-ha", "htx-stock")])  # fmt: skip
def test_the_table_holds_every_figure_and_target(unit, indicator, through_time, deck, lang, is_moved):
    view = through_time(unit, indicator, lang)
    [chart] = deck(view).charts
    rows = view.rows[view.rows["start_at"].isna() & view.rows["at"].notna() & view.rows["stated"].notna()].to_dict("records")
    assert rows
    assert len(chart.rows) == len(rows)
    for found, row in zip(chart.rows, rows, strict=True):
        assert found[1] == row["stated"]
        assert found[2:4] == [None if math.isnan(row[end]) else row[end] for end in ("low", "high")]
        assert found[4] == pytest.approx(row["at"], rel=1e-12)
    assert is_moved(chart) == []


def test_every_target_is_labelled_with_horizon_and_qualifier(through_time, deck):
    """Resolution 20: 45.000 HTX by 2030; Decision 1318: khoảng 35.000 by 2025."""
    [chart] = deck(through_time("viet-nam", "htx-stock")).charts
    assert {"2030: khoảng 45.000 HTX", "2025: khoảng 35.000 HTX"} <= set(chart.labels)
    assert any(label.startswith("12/2025: 35.041 HTX") for label in chart.labels)


def test_a_floor_points_upwards(through_time, deck):
    """Yên Bái: trên 70 HTX by 2025, trên 85 by 2030."""
    [chart] = deck(through_time("yen-bai-city", "htx-stock")).charts
    pieces = chart.named("trên 85 HTX")
    assert min(y for piece in pieces for y in piece.ys) == 85
    assert max(y for piece in pieces for y in piece.ys) > 85
    assert {x for piece in pieces if piece.symbol != "none" for x in piece.xs} == {2030}


@pytest.mark.parametrize("unit", ["viet-nam", "hai-phong", "hai-duong", "quang-nam"])
def test_only_figures_of_one_run_are_joined_and_never_across_the_change_of_territory(unit, through_time, deck):
    view = through_time(unit, "htx-stock")
    [chart] = deck(view).charts
    runs = [
        list(zip(rows["at"], rows["low"], strict=True)) for run, rows in view.rows[view.rows["run"].fillna("") != ""].groupby("run") if run
    ]
    wanted = {pair for run in runs for pair in pairwise(run)}
    joins = [
        one for one in chart.series
        if one.pen and not one.dash.startswith(("sysDot", "dash")) and len(one.xs) == 2 and one.xs[0] != one.xs[1] and one.ys[0] != one.ys[1]
    ]  # fmt: skip
    assert {tuple(zip(one.xs, one.ys, strict=True)) for one in joins} == {pair for pair in wanted if pair[0][1] != pair[1][1]}
    if unit != "viet-nam":
        assert not [one for one in joins if min(one.xs) <= BREAK < max(one.xs)]


def test_the_change_of_territory_is_a_marked_line(through_time, deck):
    [chart] = deck(through_time("hai-duong", "htx-stock")).charts
    [cut] = [one for one in chart.series if one.dash == "dash"]
    assert cut.xs[0] == cut.xs[1] == pytest.approx(BREAK, abs=1e-3)
    assert "1/7/2025: nay thuộc Hải Phòng (mới)" in chart.labels


def test_the_pace_is_dotted_and_says_that_it_is_a_lens(through_time, deck):
    """From 35.041 at the end of 2025 to 45.000 at the end of 2030: 9.959 in five years."""
    view = through_time("viet-nam", "htx-stock")
    shown = deck(view)
    [chart] = shown.charts
    [pace] = [one for one in chart.series if one.dash == "sysDot"]
    assert (set(pace.xs), set(pace.ys)) == ({2025, 2030}, {35041, 45000})
    assert "thấu kính: khoảng +1.992 mỗi năm" in chart.labels
    assert "(45.000 − 35.041) ÷ 5 năm" in shown.notes(0)


def test_a_source_that_is_not_used_is_open_and_one_in_use_is_filled(through_time, deck):
    view = through_time("viet-nam", "htx-stock")
    [chart] = deck(view).charts
    figures = view.rows[view.rows["observation_id"].notna() & view.rows["start_at"].isna()]
    markers = [one for one in chart.series if one.symbol in ("circle", "square", "x") and len(one.xs) == 1]
    used = figures["is_current"].astype(bool)
    computed = figures["mark"] == "computed"
    assert len(markers) == (used | computed).sum() + 3 * (~used & ~computed).sum()
