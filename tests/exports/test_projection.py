"""Views on a wall: everything is shown once, in order, and fits its slide."""

import pytest

from exports import projection
from ui import database, view_at

FAMILIES = ("quality", "htx-number", "value-chain", "technology")
UNITS = ("hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha", "viet-nam")
ADDRESSES = [
    *(f"/so-sanh?cau-hoi={family}" for family in FAMILIES),
    *(f"/thuc-hien?don-vi={unit}" for unit in UNITS),
    *(f"/lo-trinh?don-vi={unit}" for unit in UNITS),
    "/thuc-hien?theo=cau-hoi&cau-hoi=quality",
    "/kiem-tra",
    "/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_row_stands_on_one_slide_and_fits_it(address, lang):
    view = view_at.at(address, lang)
    found = projection.slides(view, title="Một tên dài hơn một dòng trên màn hình của phòng họp " * 2, note="Lời ghi")
    if view.page in projection.MATRICES:
        assert [label for slide in found for label in slide.matrix.labels] == projection.MATRICES[view.page](view).labels
        assert all(projection.row_height(slide) >= projection.ROW for slide in found)
        return
    assert [row for slide in found for row in slide.rows.index] == list(view.rows.index)
    for slide in found:
        assert slide.figure(dark=False).layout.height <= slide.room


def test_each_panel_of_a_slide_keeps_its_own_axis():
    view = view_at.at("/so-sanh?cau-hoi=htx-number", "vi")
    for slide in projection.slides(view):
        axes = [name for name in slide.figure(dark=True).layout.to_plotly_json() if name.startswith("xaxis")]
        assert len(axes) == slide.rows["panel_id"].nunique()


def test_several_slides_of_a_view_are_counted_and_name_their_own_sources():
    view = view_at.at("/so-sanh?cau-hoi=htx-number", "vi")
    found = projection.slides(view, title="Tên")
    assert [slide.title for slide in found] == [(f"Tên ({n}/{len(found)})",) for n in range(1, len(found) + 1)]
    for slide in found:
        assert [name for name in set(view.rows["document_short"]) if name in slide.source] == [
            name for name in set(view.rows["document_short"]) if name in set(slide.rows["document_short"])
        ]


def test_a_long_title_and_note_are_cut_to_three_lines():
    [slide, *_] = projection.slides(view_at.at("/lo-trinh", "vi"), title="chữ " * 50, note="lời " * 250)
    assert (len(slide.title), len(slide.note)) == (3, 3)
    assert slide.note[-1].endswith("…")


def test_the_families_of_this_test_are_those_of_the_data():
    assert set(FAMILIES) <= set(database.families()["family_id"])
