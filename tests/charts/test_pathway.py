"""Through time, read as the browser gets it: what is joined, what each mark says, what the lens may cross."""

import json
import math
import re
from itertools import combinations

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import look, pathway

NAN = math.nan
TEXTS = {
    "title": "Cả nước: Số hợp tác xã", "subtitle": "HTX. ● đang dùng", "axis_note": "Vạch năm là 31/12", "source": "Nguồn: tám ấn phẩm",
    "empty": "Chưa có con số nào",
}  # fmt: skip
POINT = {
    "unit_id": "viet-nam", "at": 2020.0, "shape": "point", "operator": "eq", "low": 100.0, "high": 100.0, "stated": "100 HTX", "as_of": "2020",
    "mark": "final", "note_short": "", "is_current": True, "series": "existing", "run": "", "measure_symbol": "HTX", "hover": "100 HTX · 2020\nBáo A",
}  # fmt: skip
GOAL = {
    "unit_id": "viet-nam", "at": 2030.0, "shape": "point", "operator": "eq", "low": 400.0, "high": 400.0, "stated": "400 HTX", "horizon_label": "2030",
    "documents": "Nghị quyết 20-NQ/TW", "note_short": "", "series": "existing", "measure_symbol": "HTX", "hover": "2030: 400 HTX\nNghị quyết 20-NQ/TW",
}  # fmt: skip
LENS = {"start_at": 2025.0, "start_value": 300.0, "end_at": 2030.0, "end_value": 400.0, "label": "thấu kính: +20 mỗi năm"}
BREAK = {"at": 2024.496, "label": "1/7/2025: nay thuộc Đà Nẵng (mới)", "is_end": False}


def points(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([{**POINT, "observation_id": f"o{n}", **row} for n, row in enumerate(rows)], columns=["observation_id", *POINT])


def goals(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([{**GOAL, "target_id": f"t{n}", **row} for n, row in enumerate(rows)], columns=["target_id", *GOAL])


def draw(seen=(), wanted=(), *, lang="vi", lenses=(), breaks=(), **how) -> go.Figure:
    lines, cuts = (pd.DataFrame([*rows]) if rows else None for rows in (lenses, breaks))
    return pathway.figure(points(*seen), goals(*wanted), texts=how.pop("texts", TEXTS), lang=lang, lenses=lines, breaks=cuts, **how)


def by_name(figure: go.Figure) -> dict:
    return {trace.name: trace for trace in figure.data}


def said(figure: go.Figure) -> list[str]:
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", note.text)).strip() for note in figure.layout.annotations]


@pytest.fixture
def full():
    """Every mark, status and shape; two sources of one day; a break; a lens."""
    seen = (
        {"at": 2019.0, "run": "a"}, {"at": 2020.0, "run": "a", "low": 120, "high": 120},
        {"at": 2020.0, "is_current": False, "low": 121, "high": 121, "mark": "provisional", "stated": "121 HTX"},
        {"at": 2021.0, "shape": "floor", "operator": "gt", "low": 150, "high": NAN, "stated": "trên 150 HTX"},
        {"at": 2022.0, "shape": "near", "operator": "near_below", "low": NAN, "high": 200, "stated": "gần 200 HTX"},
        {"at": 2023.0, "shape": "fuzzy", "operator": "approx", "low": 250, "high": 250, "stated": "khoảng 250 HTX"},
        {"at": 2024.0, "shape": "interval", "operator": "range", "low": 260, "high": 280, "stated": "260–280 HTX"},
        {"at": 2024.9, "low": 300, "high": 300, "mark": "computed", "series": "active", "note_short": "tính được, đang hoạt động"},
    )  # fmt: skip
    wanted = (
        {
            "at": 2025.0,
            "horizon_label": "2025",
            "shape": "fuzzy",
            "operator": "approx",
            "low": 310,
            "high": 310,
            "stated": "khoảng 310 HTX",
        },
        {"shape": "floor", "operator": "ge", "low": 400, "high": NAN, "stated": "ít nhất 400 HTX"},
        {"at": 2045.0, "horizon_label": "2045", "shape": "interval", "operator": "range", "low": 600, "high": 700, "stated": "600–700 HTX"},
    )
    return {"seen": seen, "wanted": wanted, "lenses": (LENS,), "breaks": ({**BREAK, "is_end": True},)}


def test_every_figure_and_target_can_be_clicked(full):
    found = [ids[0] for ids in by_name(draw(**full))["hit"].customdata]
    assert sorted(found) == ["o0", "o1", "o2", "o3", "o4", "o5", "o6", "o7", "t0", "t1", "t2"]


def test_only_figures_of_one_run_are_joined():
    figure = draw([{"at": 2018.0, "run": "a"}, {"at": 2019.0, "run": "a"}, {"at": 2020.0, "run": "b"}, {"at": 2021.0}, {"at": 2022.0}])
    joins = [trace for trace in figure.data if trace.name == "join"]
    assert [(trace.x, trace.mode) for trace in joins] == [((2018.0, 2019.0), "lines")]
    others = [trace for trace in figure.data if trace.type == "scatter" and trace.name != "join"]
    assert {trace.mode for trace in others} == {"markers"}


def test_a_figure_alone_in_its_run_has_no_line():
    assert "join" not in by_name(draw([{"run": "a"}, {"at": 2022.0, "run": "b"}]))


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


def test_the_lens_is_a_thin_dotted_line_with_its_number():
    figure = draw([{"at": 2025.0, "low": 300, "high": 300}], [{}], lenses=(LENS,), wide=True)
    line = by_name(figure)["lens"]
    assert (line.x, line.y, line.line.dash) == ((2025.0, 2030.0), (300.0, 400.0), "dot")
    assert line.line.color == look.LIGHT.reason
    assert "thấu kính: +20 mỗi năm" in said(figure)


def test_without_lenses_nothing_is_dotted():
    figure = draw([{"at": 2025.0}], [{}])
    assert "lens" not in by_name(figure)
    assert not any("thấu kính" in words for words in said(figure))


def test_a_break_is_hatched_and_named():
    figure = draw([{}], breaks=(BREAK,))
    hatch = by_name(figure)["break"]
    assert hatch.x == (BREAK["at"],)
    assert hatch.marker.pattern.shape == "/"
    assert BREAK["label"] in said(figure)
    assert not [shape for shape in figure.layout.shapes if shape.name == "ended"]


def test_after_the_end_of_a_unit_the_axis_is_shaded():
    figure = draw([{}], breaks=({**BREAK, "is_end": True, "label": "từ 1/7/2025 không còn cấp huyện"},))
    [shade] = [shape for shape in figure.layout.shapes if shape.name == "ended"]
    assert (shade.x0, shade.x1) == (BREAK["at"], figure.layout.xaxis.range[1])
    assert "từ 1/7/2025 không còn cấp huyện" in said(figure)


def test_the_axis_runs_from_2018_to_2045_and_from_nought():
    figure = draw([{}], [{}])
    assert 2017 < figure.layout.xaxis.range[0] < 2018
    assert 2045 < figure.layout.xaxis.range[1] < 2046
    assert figure.layout.yaxis.range[0] == 0
    assert draw([{"at": 2016.5}]).layout.xaxis.range[0] < 2016


@pytest.mark.parametrize(("lang", "label"), [("vi", "40.000"), ("en", "40,000")])
def test_large_numbers_are_written_in_full_with_the_language_s_separators(lang, label):
    figure = draw(wanted=[{"low": 38000, "high": 38000}], lang=lang)
    assert figure.layout.separators == look.SEPARATORS[lang]
    assert label in figure.layout.yaxis.ticktext


def test_a_target_says_its_words_and_document_at_the_mark():
    words = said(draw(wanted=[{"stated": "khoảng 400 HTX", "note_short": "đang hoạt động"}], wide=True))
    assert "2030: khoảng 400 HTX đang hoạt động Nghị quyết 20-NQ/TW" in words


def test_on_a_phone_the_documents_stand_below_the_picture():
    words = said(draw(wanted=[{}]))
    assert "2030: 400 HTX" in words
    assert "2030: Nghị quyết 20-NQ/TW" in words


def test_few_figures_are_all_labelled_in_a_wide_picture_and_many_by_first_and_latest():
    few = [{"at": 2018.0 + 3 * n, "stated": f"{n} HTX", "low": 10 + n, "high": 10 + n} for n in range(8)]
    many = [{"at": 2018.0 + 2 * n, "stated": f"{n} HTX", "low": 10 + n, "high": 10 + n} for n in range(9)]

    def labelled(rows, **how):
        return {words[0] for words in said(draw(rows, **how)) if re.match(r"\d HTX 2020", words)}

    assert labelled(few, wide=True) == set("01234567")
    assert labelled(many, wide=True) == labelled(many) == set("08")


def test_status_and_date_are_said_beside_the_latest():
    words = said(draw([{"at": 2025.0, "as_of": "31/12/2025", "note_short": "sơ bộ", "mark": "provisional"}], wide=True))
    assert "100 HTX 31/12/2025 · sơ bộ" in words


@pytest.mark.parametrize("wide", [True, False])
def test_labels_do_not_cover_each_other(full, wide):
    figure = draw(**{**full, "breaks": ()}, wide=wide)
    plane = pathway.Plane(*figure.layout.xaxis.range, None, *figure.layout.yaxis.range, 600.0 if wide else 260.0, pathway.HEIGHTS[wide])
    boxes = []
    for note in (note for note in figure.layout.annotations if note.name == "label"):
        x, y = plane.spot(note.x, note.y)
        x += (note.ax if note.showarrow else note.xshift) or 0
        y += note.ay if note.showarrow else -(note.yshift or 0)
        lines = [re.sub(r"<[^>]+>", "", line) for line in note.text.split("<br>")]
        across = max(len(line) for line in lines) * 5
        left = x - {"left": 0, "center": across / 2, "right": across}[note.xanchor]
        top = y - {"top": 0, "middle": len(lines) * 7, "bottom": len(lines) * 14}[note.yanchor]
        boxes.append(pathway.Box(left, top, left + across, top + len(lines) * 14))
    assert len(boxes) >= 6
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlap(pair[1]) > 120]


def test_hover_says_value_source_and_is_no_markup():
    hit = by_name(draw([{"hover": "<i>100</i> HTX · 2020\nBáo & Đài"}]))["hit"]
    assert hit.hovertext == ("<b>&lt;i&gt;100&lt;/i&gt; HTX · 2020</b><br>Báo &amp; Đài",)


def test_the_picture_holds_its_title_note_and_source(full):
    words = " ".join(said(draw(**full)))
    for key in ("title", "subtitle", "axis_note", "source"):
        assert TEXTS[key] in words


def test_nothing_to_show_says_so():
    figure = draw()
    assert len(figure.data) == 0
    assert TEXTS["empty"] in said(figure)[-1]


def test_missing_words_are_left_out(full):
    assert "None" not in draw(**full, texts={}).to_json()


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_left_to_the_defaults_of_plotly(full, dark):
    figure = draw(**full, dark=dark)
    text = json.dumps(figure.to_plotly_json(), default=str).lower()
    assert not [colour for colour in ("#636efa", "#ef553b", "#1f77b4", "#2a3f5f", "#e5ecf6", "#444", "#000001") if f'"{colour}"' in text]
    assert figure.layout.template.layout.paper_bgcolor == look.ink(dark).page
    assert all("color" in trace.marker.to_plotly_json() for trace in figure.data)


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_plotly_accepts_every_property(full, dark, wide, as_json):
    """Figures are built unchecked for speed; here plotly checks them."""
    made = draw(**full, dark=dark, wide=wide)
    assert as_json(go.Figure(made.to_plotly_json())) == as_json(made)
