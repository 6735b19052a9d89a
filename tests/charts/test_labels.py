"""Words find room: they cover neither each other nor a mark, and stand by their own."""

import re
from itertools import combinations

import pytest

from charts import look, pathway
from charts.labels import Box, Label, Panel, Plane, place
from tests.charts.paths import draw


@pytest.mark.parametrize("wide", [True, False])
def test_labels_do_not_cover_each_other(full_path, wide):
    figure = draw(**{**full_path, "breaks": ()}, wide=wide)
    plane = Plane(*figure.layout.xaxis.range, *figure.layout.yaxis.range, 600.0 if wide else 260.0, pathway.HEIGHTS[wide])
    boxes = []
    for note in (note for note in figure.layout.annotations if note.name == "label"):
        x, y = plane.spot(note.x, note.y)
        x += (note.ax if note.showarrow else note.xshift) or 0
        y += note.ay if note.showarrow else -(note.yshift or 0)
        lines = [re.sub(r"<[^>]+>", "", line) for line in note.text.split("<br>")]
        across = max(len(line) for line in lines) * 5
        left = x - {"left": 0, "center": across / 2, "right": across}[note.xanchor]
        top = y - {"top": 0, "middle": len(lines) * 7, "bottom": len(lines) * 14}[note.yanchor]
        boxes.append(Box(left, top, left + across, top + len(lines) * 14))
    assert len(boxes) >= 6
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlap(pair[1]) > 120]


PLANE = Plane(2018.0, 2030.0, 0.0, 100.0, 600.0, 300.0)


def label(at: float, value: float, **more) -> Label:
    return Label(at, value, ((("words",), 50.0),), "#000000", 13, 9.0, **more)


def stand(*labels: Label, taken: tuple[Box, ...] = (), barriers: tuple[Box, ...] = ()) -> list[dict]:
    marked = [PLANE.spot(one.at, one.value) for one in labels]
    return place(labels, taken, Panel(PLANE, Box(0, 0, 600, 300), barriers, marked), look.LIGHT)


def test_a_plane_turns_years_and_values_into_pixels():
    assert PLANE.spot(2018.0, 100.0) == (0, 0)
    assert PLANE.spot(2030.0, 0.0) == (600, 300)
    assert PLANE.box(2024.0, 50.0, 10, 5) == Box(290, 145, 310, 155)


def test_boxes_overlap_by_their_common_area_and_touch_by_none():
    assert Box(0, 0, 10, 10).overlap(Box(5, 5, 20, 20)) == 25
    assert Box(0, 0, 10, 10).overlap(Box(10, 0, 20, 10)) == 0
    assert Box(0, 0, 10, 10).distance(13, 14) == 5


def test_a_lone_label_stands_on_its_first_side():
    [note] = stand(label(2024.0, 50.0))
    assert (note["xanchor"], note["yanchor"], note["yshift"]) == ("center", "bottom", 9)
    [note] = stand(label(2024.0, 50.0, sides=((1, 0),)))
    assert (note["xanchor"], note["yanchor"], note["xshift"]) == ("left", "middle", 9)


def test_a_label_keeps_within_the_edge():
    [note] = stand(label(2029.9, 50.0, sides=((1, 0), (-1, 0))))
    assert note["xanchor"] == "right"


def test_a_label_gives_way_to_what_is_taken_and_may_be_led_to_its_mark():
    around = PLANE.box(2024.0, 50.0, 100, 40)
    [note] = stand(label(2024.0, 50.0), taken=(around,))
    assert note["showarrow"]
    assert abs(note["ay"]) >= 40


def test_an_optional_label_without_room_is_left_out():
    assert stand(label(2024.0, 50.0, optional=True), taken=(PLANE.box(2024.0, 50.0, 200, 100),)) == []


def test_words_that_must_cross_a_barrier_stand_on_the_page_s_colour():
    [free] = stand(label(2024.0, 50.0))
    [crossing] = stand(label(2024.0, 50.0), barriers=(Box(0, 0, 600, 300),))
    assert free["bgcolor"] == look.CLEAR
    assert crossing["bgcolor"] == look.LIGHT.page


def test_words_stay_on_their_side_of_a_barrier():
    [note] = stand(label(2024.0, 50.0, sides=((1, 0), (-1, 0))), barriers=(Box(305, 0, 315, 300),))
    assert note["xanchor"] == "right"
