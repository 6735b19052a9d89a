"""Each qualifier has a mark of its own; a floor is never a point."""

import math

import pytest

from charts.marks import Mark, anchor, traces

NAN = math.nan
COLOUR, PAGE, FADE = "#0a6fb5", "#ffffff", 10


def drawn(shape, operator, low, high):
    made = traces([Mark(20, shape, operator, low, high, COLOUR)], "2", FADE, PAGE)
    return {trace["name"]: trace for trace in made}


def test_a_floor_draws_an_open_ring_and_no_filled_point():
    kinds = drawn("floor", "gt", 50, NAN)
    assert set(kinds) == {"fade", "shaft", "arrow-right", "ring"}
    assert kinds["ring"]["marker"]["color"] == PAGE
    assert kinds["ring"]["marker"]["line"] == {"color": [COLOUR], "width": 2.8}
    assert kinds["ring"]["x"] == [50]


def test_a_floor_that_holds_its_number_is_filled_and_still_points_onward():
    kinds = drawn("floor", "ge", 30, NAN)
    assert set(kinds) == {"fade", "shaft", "arrow-right", "dot"}
    assert kinds["dot"]["marker"]["color"] == [COLOUR]


@pytest.mark.parametrize(("operator", "edge"), [("lt", "ring"), ("le", "dot")])
def test_a_ceiling_mirrors_the_floor(operator, edge):
    kinds = drawn("ceiling", operator, NAN, 50)
    assert set(kinds) == {"fade", "shaft", "arrow-left", edge}
    assert kinds["arrow-left"]["x"] == [50 - FADE]
    assert kinds["arrow-left"]["marker"]["angle"] == -90
    assert all(length < 0 for length in kinds["fade"]["x"])


def test_a_range_has_two_closed_ends():
    kinds = drawn("interval", "range", 60, 70)
    assert set(kinds) == {"interval", "cap"}
    assert (kinds["interval"]["base"], kinds["interval"]["x"]) == ([60], [10])
    assert kinds["cap"]["x"] == [60, 70]
    assert kinds["cap"]["marker"]["symbol"] == "line-ns"


def test_near_stops_short_of_a_tick_at_the_number():
    kinds = drawn("near", "near_below", NAN, 200)
    assert set(kinds) == {"fade", "shaft", "arrow-right", "tick"}
    assert kinds["tick"]["x"] == [200]
    assert 200 - FADE < kinds["arrow-right"]["x"][0] < 200


def test_about_is_a_band_on_both_sides_of_a_small_dot():
    kinds = drawn("fuzzy", "approx", 70, 70)
    assert set(kinds) == {"haze", "core"}
    reach = [base + length - 70 for base, length in zip(kinds["haze"]["base"], kinds["haze"]["x"], strict=True)]
    assert min(reach) == pytest.approx(-max(reach))


def test_a_bare_number_is_a_diamond():
    assert set(drawn("point", "eq", 23, 23)) == {"diamond"}


def test_a_fade_has_one_length_in_a_panel():
    marks = [Mark(20 * n, "floor", "gt", low, NAN, COLOUR) for n, low in enumerate((10, 400))]
    arrows = next(trace for trace in traces(marks, "", 40, PAGE) if trace["name"] == "arrow-right")
    assert arrows["x"] == [50, 440]


def test_many_marks_share_a_trace_for_each_kind_of_piece():
    marks = [Mark(20 * n, "floor", "gt", n, NAN, COLOUR) for n in range(15)]
    assert len(traces(marks, "", 1, PAGE)) == 4


def test_marks_go_to_their_own_axes_and_leave_hover_and_clicks_alone():
    for trace in drawn("floor", "gt", 50, NAN).values():
        assert (trace["xaxis"], trace["yaxis"], trace["hoverinfo"]) == ("x2", "y2", "skip")
        assert trace["unselected"]["marker"]["opacity"] == 1


def test_without_a_number_there_is_no_mark():
    assert traces([Mark(0, "point", "eq", NAN, NAN, COLOUR)], "", 1, PAGE) == []
    assert math.isnan(anchor(Mark(0, "point", "eq", NAN, NAN, COLOUR)))


def test_an_unknown_shape_is_refused():
    with pytest.raises(KeyError, match="blob"):
        traces([Mark(0, "blob", "eq", 1, 1, COLOUR)], "", 1, PAGE)
