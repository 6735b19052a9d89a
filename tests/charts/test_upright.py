"""Upright marks: what each shape says of a target, and that a figure never passes for one."""

from itertools import combinations

import pytest

from charts import look
from tests.charts.paths import NAN, by_name, draw


def test_every_figure_and_target_can_be_clicked(full_path):
    found = [ids[0] for ids in by_name(draw(**full_path))["hit"].customdata]
    assert sorted(found) == ["o0", "o1", "o2", "o3", "o4", "o5", "o6", "o7", "t0", "t1", "t2"]


def test_the_figure_in_use_is_filled_and_the_other_hollow_beside_it():
    drawn = by_name(draw([{"is_current": False}, {}]))
    assert drawn["observed"].x == (2020.0,)
    assert drawn["observed"].marker.color == (look.STYLES["viet-nam"].light,)
    assert drawn["kept"].marker.color == (look.LIGHT.page,)
    assert 0 < abs(drawn["kept"].x[0] - 2020.0) < 1.2  # on a phone a year is ten pixels
    assert drawn["kept"].y == (100.0,)


def test_many_sources_of_one_day_never_cover_each_other():
    figure = draw([{}, *[{"is_current": False, "low": 100 + n, "high": 100 + n} for n in range(4)]])
    drawn = by_name(figure)
    places = [drawn["observed"].x[0], *drawn["kept"].x]
    assert all(abs(one - other) > 0.3 for one, other in combinations(places, 2))
    assert places[0] == 2020.0


def test_status_is_said_by_shape():
    drawn = by_name(draw([{}, {"at": 2021.0, "mark": "provisional"}, {"at": 2022.0, "mark": "computed"}]))
    assert drawn["observed"].marker.symbol == ("circle", "square", "x")


def test_another_standard_has_another_shape_and_the_target_s_own_comes_first():
    seen = ({"series": "registered"}, {"at": 2021.0, "series": "registered"}, {"at": 2022.0, "series": "active"})
    assert by_name(draw(seen, [{"series": "active"}]))["observed"].marker.symbol == ("triangle-up", "triangle-up", "circle")


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        ({"shape": "point"}, {"diamond"}),
        ({"shape": "interval", "operator": "range", "high": 500}, {"interval", "cap"}),
        ({"shape": "floor", "operator": "gt", "high": NAN}, {"fade", "shaft", "arrow-up", "ring"}),
        ({"shape": "floor", "operator": "ge", "high": NAN}, {"fade", "shaft", "arrow-up", "dot"}),
        ({"shape": "ceiling", "operator": "lt", "low": NAN}, {"fade", "shaft", "arrow-down", "ring"}),
        ({"shape": "near", "operator": "near_below", "low": NAN}, {"fade", "shaft", "arrow-up", "tick"}),
        ({"shape": "fuzzy", "operator": "approx"}, {"haze", "stroke"}),
    ],
)
def test_a_target_wears_the_mark_of_its_qualifier(row, kinds):
    drawn = by_name(draw(wanted=[row]))
    assert set(drawn) == kinds | {"hit"}
    assert all(2030.0 in trace.x for trace in drawn.values())


def test_an_interval_stands_upright_between_its_caps():
    drawn = by_name(draw(wanted=[{"shape": "interval", "operator": "range", "low": 300, "high": 400}]))
    assert (drawn["interval"].orientation, drawn["interval"].base, drawn["interval"].y) == ("v", (300,), (100,))
    assert (drawn["cap"].y, drawn["cap"].marker.symbol) == ((300, 400), "line-ew")


def test_more_than_points_up_and_its_ring_is_open():
    drawn = by_name(draw(wanted=[{"shape": "floor", "operator": "gt", "high": NAN}]))
    assert drawn["ring"].marker.color == look.LIGHT.page
    assert drawn["arrow-up"].y[0] > 400
    assert drawn["arrow-up"].marker.angle == 0


def test_nearly_stops_short_below_its_number():
    for figure in (draw(wanted=[{"shape": "near", "low": NAN}]), draw([{"shape": "near", "low": NAN, "high": 400}])):
        drawn = by_name(figure)
        assert drawn["tick"].y == (400,)
        assert 0 < drawn["arrow-up"].y[0] < 400
        assert drawn["arrow-up"].marker.angle == 0


def test_a_figure_of_more_than_is_an_open_ring_with_an_arrow():
    drawn = by_name(draw([{"shape": "floor", "operator": "gt", "high": NAN}]))
    assert {"fade", "shaft", "arrow-up"} < set(drawn)
    assert drawn["observed"].marker.color == (look.LIGHT.page,)
    assert "ring" not in drawn


def test_a_figure_of_about_lies_in_a_band_and_a_range_has_no_point():
    assert {"haze", "observed"} < set(by_name(draw([{"shape": "fuzzy", "operator": "approx"}])))
    drawn = by_name(draw([{"shape": "interval", "operator": "range", "high": 200}]))
    assert "observed" not in drawn
    assert drawn["cap"].y == (100, 200)


def test_a_mark_follows_its_figure_when_that_stands_beside_another():
    row = {"shape": "floor", "operator": "gt", "high": NAN, "is_current": False}
    drawn = by_name(draw([{}, row]))
    assert drawn["kept"].x == drawn["arrow-up"].x != (2020.0,)


def test_hover_says_value_source_and_is_no_markup():
    hit = by_name(draw([{"hover": "<i>100</i> HTX · 2020\nBáo & Đài"}]))["hit"]
    assert hit.hovertext == ("<b>&lt;i&gt;100&lt;/i&gt; HTX · 2020</b><br>Báo &amp; Đài",)
