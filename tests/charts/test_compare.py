"""The comparison chart, read as the browser gets it."""

import json
import re
import time
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import compare, look
from charts.lettering import LIMIT, width

# Colours that plotly or Streamlit put where none was given.
DEFAULTS = ("#636efa", "#ef553b", "#1f77b4", "#2a3f5f", "#e5ecf6", "#444", "#000001", "#000002")


def hits(figure):
    return [trace for trace in figure.data if trace.name == "hit"]


def benchmarks(figure):
    return [shape for shape in figure.layout.shapes if shape.name == "benchmark"]


def words(figure):
    return [note.text for note in figure.layout.annotations]


@pytest.fixture
def figure(quality, texts):
    return compare.figure(quality, texts=texts, lang="vi")


def test_every_row_can_be_clicked_with_its_target(figure, quality):
    found = [point[0] for trace in hits(figure) for point in trace.customdata]
    assert set(found) == set(quality["target_id"])


def test_the_whole_width_of_a_row_can_be_clicked(figure):
    for trace in hits(figure):
        axis = figure.layout["xaxis" + trace.xaxis[1:]]
        edges = {round(edge, 6) for edge in trace.base}
        assert edges == {round(edge, 6) for edge in axis.range}
        assert trace.marker.color == look.CLEAR


def test_each_row_says_who_when_and_how_much(figure, quality):
    for row in quality.itertuples():
        line = next(text for text in words(figure) if f"<b>{row.stated}</b>" in text)
        assert f"{row.unit_label} · 2030" in line
        assert look.STYLES[row.unit_id].glyph in line
        assert look.STYLES[row.unit_id].light in line


def test_a_floor_draws_an_open_ring_and_no_filled_point(frame, texts):
    figure = compare.figure(frame({"shape": "floor", "operator": "gt", "low": 50}), texts=texts, lang="vi")
    kinds = {trace.name: trace for trace in figure.data}
    assert kinds["ring"].marker.color == look.LIGHT.page
    assert not {"dot", "core", "diamond"} & set(kinds)


def test_a_range_has_two_closed_caps(frame, texts):
    figure = compare.figure(frame({"shape": "interval", "operator": "range", "low": 60, "high": 70}), texts=texts, lang="vi")
    assert next(trace.x for trace in figure.data if trace.name == "cap") == (60, 70)


def test_a_benchmark_stands_only_in_rows_that_carry_one(figure):
    found = benchmarks(figure)
    assert [shape.x0 for shape in found] == [60, 60]
    assert {shape.yref for shape in found} == {"y"}
    marks_with = {y for trace in hits(figure)[:1] for y in trace.y if any(s.y0 < y < s.y1 or s.y0 <= y + 20 <= s.y1 for s in found)}
    assert len(marks_with) == 2


def test_a_benchmark_is_labelled_once_in_a_panel(figure):
    assert sum("Cả nước 2030" in text for text in words(figure)) == 1


def test_without_benchmarks_nothing_is_dashed(frame, texts):
    figure = compare.figure(frame({"low": 5, "high": 5}), texts=texts, lang="vi")
    assert benchmarks(figure) == []


def test_a_benchmark_between_two_numbers_draws_both(frame, texts):
    row = {"low": 65, "high": 65, "benchmark_label": "Cả nước", "benchmark_low": 60, "benchmark_high": 70}
    assert [s.x0 for s in benchmarks(compare.figure(frame(row), texts=texts, lang="vi"))] == [60, 70]


def test_a_panel_apart_says_why_and_has_its_own_axes(figure):
    reasons = [text for text in words(figure) if "≠" in text]
    assert len(reasons) == 1
    assert "Mẫu số khác: chỉ tính hợp tác xã" in reasons[0]
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]
    assert {trace.xaxis for trace in hits(figure)} == {"x", "x2"}


@pytest.mark.parametrize(("lang", "label"), [("vi", "1.000"), ("en", "1,000")])
def test_separators_by_language(frame, texts, lang, label):
    figure = compare.figure(frame({"low": 900, "high": 900, "measure_symbol": "HTX"}), texts=texts, lang=lang)
    assert figure.layout.separators == look.SEPARATORS[lang]
    assert figure.layout.xaxis.ticktext[-1] == label


def test_the_picture_holds_its_title_note_and_source(figure, texts):
    said = " ".join(re.sub(r"<[^>]+>", " ", " ".join(words(figure))).split())
    for key in ("title", "subtitle", "axis_note", "source"):
        assert texts[key] in said


def test_hover_gives_wording_place_and_document(figure):
    hover = hits(figure)[0].hovertext[0].replace("<br>", " ")
    for part in ("<b>Quảng Nam · 2030</b>", "Nguyên văn: “khoảng 60% - 70%”", "Vị trí: Mục II.2.1", "Văn bản: Kế hoạch"):
        assert part in hover


def test_words_are_never_markup(frame, texts):
    figure = compare.figure(frame({"low": 5, "high": 5, "stated": "<b>5</b> & hơn"}), texts=texts, lang="vi")
    assert any("&lt;b&gt;5&lt;/b&gt; &amp; hơn" in text for text in words(figure))


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_left_to_the_defaults_of_plotly(quality, texts, dark):
    figure = compare.figure(quality, texts=texts, lang="vi", dark=dark)
    text = json.dumps(figure.to_plotly_json(), default=str).lower()
    assert not [colour for colour in DEFAULTS if f'"{colour}"' in text]
    assert all("color" in trace.marker.to_plotly_json() for trace in figure.data)
    assert figure.layout.template.layout.paper_bgcolor == look.ink(dark).page


def test_dark_wears_the_dark_colours(quality, texts):
    text = compare.figure(quality, texts=texts, lang="vi", dark=True).to_json()
    for unit in set(quality["unit_id"]):
        assert look.STYLES[unit].dark in text
        assert look.STYLES[unit].light not in text.replace(json.dumps(look.TEMPLATES[True]), "")


def test_no_text_is_wider_than_a_phone(quality, texts):
    quality["note_short"] = "tính trên hợp tác xã hoạt động hiệu quả, không kèm tiêu chí nào trong văn bản"
    figure = compare.figure(quality, texts=texts, lang="vi")
    lines = [line for text in words(figure) for line in re.sub(r"<(?!br)[^>]+>", "", text).split("<br>")]
    assert max(map(len, lines)) < 60


def test_rows_never_overlap(figure):
    for trace in hits(figure):
        spans = sorted({(y - h / 2, y + h / 2) for y, h in zip(trace.y, trace.width, strict=True)})
        assert all(above[1] <= below[0] + 1e-6 for above, below in pairwise(spans))
    assert figure.layout.height > 500


def test_a_row_without_a_number_can_still_be_clicked(frame, texts):
    figure = compare.figure(frame({"stated": "không nêu"}), texts=texts, lang="vi")
    assert [trace.name for trace in figure.data] == ["hit"]
    assert figure.data[0].customdata[0][0] == "t0"


def test_missing_words_are_left_out(frame):
    figure = compare.figure(frame({"low": 5, "high": 5, "note_short": None}), texts={}, lang="vi")
    assert "None" not in figure.to_json()


def test_an_empty_frame_says_so(frame, texts):
    figure = compare.figure(frame(), texts=texts, lang="vi")
    assert len(figure.data) == 0
    assert texts["empty"] in words(figure)[-1]
    assert figure.layout.annotations[-1].xanchor == "center"


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_plotly_accepts_every_property(quality, texts, dark, wide, as_json):
    """Figures are built unchecked for speed; here plotly checks them."""
    made = compare.figure(quality, texts=texts, lang="vi", dark=dark, wide=wide)
    assert as_json(go.Figure(made.to_plotly_json())) == as_json(made)


def test_a_wide_picture_has_the_same_rows_marks_and_words(figure, quality, texts):
    wide = compare.figure(quality, texts=texts, lang="vi", wide=True)
    assert wide.layout.margin.l > figure.layout.margin.l
    assert wide.layout.height < figure.layout.height
    assert [(trace.name, trace.x) for trace in wide.data if trace.type == "scatter"] == [
        (trace.name, trace.x) for trace in figure.data if trace.type == "scatter"
    ]
    assert {point[0] for trace in hits(wide) for point in trace.customdata} == set(quality["target_id"])
    assert all(any(stated in text for text in words(wide)) for stated in quality["stated"])
    assert len(benchmarks(wide)) == len(benchmarks(figure))


def test_a_finger_scrolls_the_page(figure):
    assert figure.layout.dragmode is False


def test_words_stand_on_a_ground_that_hides_lines_behind_them(figure, quality):
    grounds = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert len(grounds) == len(quality)
    assert {shape.fillcolor for shape in grounds} == {look.LIGHT.page}
    assert {shape.layer for shape in grounds} == {"between"}
    assert {shape.xref for shape in grounds} == {"x", "x2"}  # on paper they would lie under the benchmark


def test_fifteen_rows_are_quick(frame, texts):
    rows = frame(*({"shape": "floor", "operator": "gt", "low": n, "panel_id": f"p{n % 3}"} for n in range(15)))
    compare.figure(rows, texts=texts, lang="vi")
    times = []
    for _ in range(9):
        start = time.process_time()
        compare.figure(rows, texts=texts, lang="vi")
        times.append(time.process_time() - start)
    assert min(times) < 0.05


def heads(figure):
    return [note.text for note in figure.layout.annotations if note.name == "group"]


@pytest.mark.parametrize("wide", [False, True])
def test_rows_of_one_group_share_a_heading_above_their_words(frame, texts, wide):
    one, other = {"group_title": "Một", "group_reason": "không cộng được"}, {"group_title": "Hai", "group_reason": ""}
    rows = [{"low": n, "high": n, "stated": str(n)} for n in (1, 2, 3)]
    groups = pd.DataFrame([one, one, other])
    drawn = frame(*rows).assign(**groups)
    figure = compare.figure(drawn, texts=texts, lang="vi", wide=wide)
    assert [re.sub("<.*?>", "", text) for text in heads(figure)] == ["Mộtkhông cộng được", "Hai"]
    plain = compare.figure(frame(*rows), texts=texts, lang="vi", wide=wide)
    assert heads(plain) == []
    assert figure.layout.height > plain.layout.height


def test_the_documents_own_words_and_the_arithmetic_stand_in_the_tooltip(frame, texts):
    row = {"low": 25.7, "high": 25.7, "stated": "25,7 HTX/năm"}
    words = {**texts, "hover_stated": "Văn bản nêu", "hover_lens": "Phép tính"}
    seen = frame(row).assign(document_stated="180 HTX", lens_note="180 ÷ 7 = 25,7")
    [hover] = set(hits(compare.figure(seen, texts=words, lang="vi"))[0].hovertext)
    assert "Văn bản nêu: 180 HTX<br>Phép tính: 180 ÷ 7 = 25,7" in hover
    own = frame(row).assign(document_stated="25,7 HTX/năm", lens_note="")
    [hover] = set(hits(compare.figure(own, texts=words, lang="vi"))[0].hovertext)
    assert "Văn bản nêu" not in hover
    assert "Phép tính" not in hover


@pytest.mark.parametrize("value", [30, 40, 50, 60])
def test_a_note_that_fits_on_neither_side_of_a_mark_goes_below_its_number(frame, texts, value):
    long = {"low": value, "high": value, "stated": "25,7 HTX/năm", "note_short": "÷ 7 năm giả định, từ 2024 đến hết năm 2030"}
    figure = compare.figure(frame(long), texts=texts, lang="vi", wide=True)
    [words] = [note for note in figure.layout.annotations if "25,7" in note.text]
    assert words.text.startswith("<b>25,7 HTX/năm</b><br>")
    assert words.xanchor == ("right" if value > 50 else "left")
    short = compare.figure(frame({**long, "note_short": "÷ 7 năm"}), texts=texts, lang="vi", wide=True)
    assert short.layout.height < figure.layout.height


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("at", [2, 50, 98])
def test_a_long_label_of_a_benchmark_stays_within_the_panel(frame, texts, wide, at):
    label = "Cả nước 2030: trên 5,2 HTX/100.000 dân = trên 5.000 HTX (20-NQ/TW, 09/NQ-CP, 340/QĐ-TTg) ÷ 96.208.984 người × 100.000"
    row = {"low": 100, "high": 100, "benchmark_label": label, "benchmark_low": at, "benchmark_high": at}
    figure = compare.figure(frame(row), texts=texts, lang="vi", wide=wide)
    [note] = [note for note in figure.layout.annotations if note.name == "benchmark"]
    room = compare.WIDE - compare.GUTTER if wide else LIMIT
    start, end = figure.layout.xaxis.range
    length = max(width(line, 12.5) for line in note.text.split("<br>"))
    left = room * (note.x if note.xref == "paper" else (note.x - start) / (end - start))
    left -= {"left": 0, "center": length / 2, "right": length}[note.xanchor]
    assert left >= -0.01
    assert left + length <= room + 0.01


@pytest.mark.parametrize("name", ["Tuyên Quang [số riêng]", "Thị xã Nghĩa Lộ, tỉnh Yên Bái cũ [số riêng]", "Sơn Hà"])
def test_whom_a_row_is_about_stands_within_the_margin(frame, texts, name):
    figure = compare.figure(frame({"unit_label": name, "horizon_label": "2025"}), texts=texts, lang="vi", wide=True)
    [margin] = [note for note in figure.layout.annotations if note.xanchor == "right" and note.xref == "paper"]
    lines = [re.sub("<[^>]+>", "", line) for line in margin.text.split("<br>")]
    assert [word for line in lines for word in line.split() if word != "·"][1:] == [*name.split(), "2025"]
    assert all(width(line, margin.font.size) - margin.xshift <= compare.GUTTER for line in lines)
    [mark] = [note for note in figure.layout.annotations if note.xref == "x"]
    assert mark.y == margin.y
