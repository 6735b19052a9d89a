"""Through time, read as the browser gets it: what is joined, what is written where, what the lens may cross."""

import json
import re

import plotly.graph_objects as go
import pytest

from charts import look
from tests.charts.paths import BREAK, LENS, TEXTS, by_name, draw, said


def test_only_figures_of_one_run_are_joined():
    figure = draw([{"at": 2018.0, "run": "a"}, {"at": 2019.0, "run": "a"}, {"at": 2020.0, "run": "b"}, {"at": 2021.0}, {"at": 2022.0}])
    joins = [trace for trace in figure.data if trace.name == "join"]
    assert [(trace.x, trace.mode) for trace in joins] == [((2018.0, 2019.0), "lines")]
    others = [trace for trace in figure.data if trace.type == "scatter" and trace.name != "join"]
    assert {trace.mode for trace in others} == {"markers"}


def test_a_figure_alone_in_its_run_has_no_line():
    assert "join" not in by_name(draw([{"run": "a"}, {"at": 2022.0, "run": "b"}]))


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


def test_the_axis_runs_from_2018_and_from_nought():
    figure = draw([{}], [{}])
    assert 2017 < figure.layout.xaxis.range[0] < 2018
    assert figure.layout.yaxis.range[0] == 0
    assert draw([{"at": 2016.5}]).layout.xaxis.range[0] < 2016


def test_the_years_after_2030_are_there_only_for_what_stands_in_them():
    assert 2030 < draw([{}], [{}]).layout.xaxis.range[1] < 2035
    figure = draw([{}], [{}, {"at": 2045.0}], wide=True)
    assert 2045 < figure.layout.xaxis.range[1] < 2046
    assert figure.layout.xaxis.ticktext[-1] == "2045"


def test_the_axis_lies_under_a_target_of_nought():
    assert draw(wanted=[{"low": 0, "high": 0}]).layout.xaxis.layer == "below traces"


def key(figure: go.Figure) -> str:
    """What stands between the subtitle and the panel."""
    return said(figure)[2]


def test_the_key_says_status_and_use_where_they_differ():
    rows = [{}, {"at": 2021.0, "mark": "provisional"}, {"at": 2021.0, "mark": "computed", "is_current": False}]
    assert key(draw(rows, wide=True)) == "■ sơ bộ · × tính được · đặc: đang dùng · rỗng: không dùng"
    assert "đặc" not in " ".join(said(draw([{}, {"at": 2021.0}], wide=True)))


def test_the_key_names_standards_where_there_are_two():
    rows = [{"at": 2021.0, "series": "active", "series_label": "đang hoạt động"}, {}]
    assert key(draw(rows, [{}], wide=True)) == "● hiện có · ▲ đang hoạt động"


def test_the_key_names_the_line_where_there_is_one():
    assert key(draw([{"run": "a"}, {"at": 2021.0, "run": "a"}])) == "— cùng cơ quan"
    assert not any("cùng cơ quan" in words for words in said(draw([{"run": "a"}, {"at": 2021.0, "run": "b"}])))


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


def test_the_picture_holds_its_title_note_and_source(full_path):
    words = " ".join(said(draw(**full_path)))
    for key in ("title", "subtitle", "axis_note", "source"):
        assert TEXTS[key] in words


def test_nothing_to_show_says_so():
    figure = draw()
    assert len(figure.data) == 0
    assert TEXTS["empty"] in said(figure)[-1]


def test_missing_words_are_left_out(full_path):
    assert "None" not in draw(**full_path, texts={}).to_json()


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_left_to_the_defaults_of_plotly(full_path, dark):
    figure = draw(**full_path, dark=dark)
    text = json.dumps(figure.to_plotly_json(), default=str).lower()
    assert not [colour for colour in ("#636efa", "#ef553b", "#1f77b4", "#2a3f5f", "#e5ecf6", "#444", "#000001") if f'"{colour}"' in text]
    assert figure.layout.template.layout.paper_bgcolor == look.ink(dark).page
    assert all("color" in trace.marker.to_plotly_json() for trace in figure.data)


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_plotly_accepts_every_property(full_path, dark, wide, as_json):
    """Figures are built unchecked for speed; here plotly checks them."""
    made = draw(**full_path, dark=dark, wide=wide)
    assert as_json(go.Figure(made.to_plotly_json())) == as_json(made)
