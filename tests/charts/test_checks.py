"""The matrix of checks: four outcomes, four shapes, several of them in one cell, every cell a filter."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import checks, grid, look

TEXTS = {
    "tension": "cần đọc lại", "information": "để biết", "consistent": "khớp", "none": "không có số để tính",
    "empty": "Không có gì", "source": "Nguồn: năm văn bản",
}  # fmt: skip
FOUND = [
    ("growth", "Tốc độ tăng", "quang-nam", "tension", 1),
    ("growth", "Tốc độ tăng", "hai-phong", "none", 0),
    ("benchmark", "So với mức cả nước", "quang-nam", "tension", 1),
    ("benchmark", "So với mức cả nước", "quang-nam", "information", 3),
    ("benchmark", "So với mức cả nước", "quang-nam", "consistent", 2),
    ("benchmark", "So với mức cả nước", "hai-phong", "consistent", 2),
]


@pytest.fixture
def frame():
    names = ["rule", "rule_label", "unit_id", "outcome", "count"]
    rows = pd.DataFrame(FOUND, columns=names)
    return rows.assign(unit_label=rows["unit_id"].map({"quang-nam": "Quảng Nam", "hai-phong": "Hải Phòng"}), chosen=True, hover="x")


@pytest.fixture
def figure(frame):
    return checks.figure(frame, texts=TEXTS, lang="vi", wide=True)


def by_name(figure):
    return {trace.name: trace for trace in figure.data}


def test_every_cell_can_be_clicked_once(figure, frame):
    found = [tuple(pair) for pair in by_name(figure)["hit"].customdata]
    assert sorted(found) == sorted(set(zip(frame["rule"], frame["unit_id"], strict=True)))


def test_the_four_outcomes_differ_in_shape(figure):
    drawn = by_name(figure)
    assert drawn["tension"].marker.color == look.LIGHT.reason
    assert drawn["information"].marker.color == look.CLEAR
    assert drawn["information"].marker.line.width > 0
    assert [text.startswith(f"<b>{checks.TICK}") for text in drawn["consistent"].text] == [True, True]
    assert drawn["none"].marker.symbol == "line-ew"


def test_each_part_says_how_many(figure):
    drawn = by_name(figure)
    assert drawn["tension-count"].text == ("<b>1</b>", "<b>1</b>")
    assert drawn["information-count"].text == ("<b>3</b>",)
    assert drawn["consistent"].text == ("<b>✓ 2</b>", "<b>✓ 2</b>")


def test_the_parts_of_a_cell_stand_side_by_side_within_it(figure):
    drawn = by_name(figure)
    quang_nam = 1  # after Hải Phòng
    [alone, beside] = [(left, left + wide) for left, wide in zip(drawn["tension"].base, drawn["tension"].x, strict=True)]
    [middle] = [(left, left + wide) for left, wide in zip(drawn["information"].base, drawn["information"].x, strict=True)]
    assert alone == pytest.approx((quang_nam - grid.CELL_WIDTH / 2, quang_nam + grid.CELL_WIDTH / 2))
    assert quang_nam - 0.5 < beside[0] < beside[1] < middle[0] < middle[1] < drawn["consistent"].x[0] < quang_nam + 0.5


def test_localities_stand_in_their_fixed_order_and_rules_as_given(figure):
    assert [name in head for name, head in zip(("Hải Phòng", "Quảng Nam"), figure.layout.xaxis.ticktext, strict=True)] == [True, True]
    rules = dict(zip((rule for rule, _ in by_name(figure)["hit"].customdata), by_name(figure)["hit"].y, strict=True))
    assert rules["growth"] < rules["benchmark"]


def test_the_key_names_the_four_marks(figure):
    said = [note.text for note in figure.layout.annotations]
    assert [outcome for outcome in checks.OUTCOMES if TEXTS[outcome] not in said] == []


def test_what_is_not_chosen_stands_back(frame):
    figure = checks.figure(frame.assign(chosen=frame["unit_id"] == "hai-phong"), texts=TEXTS, lang="vi")
    traces = [trace for trace in figure.data if trace.name == "consistent"]
    assert sorted((trace.opacity or 1, len(trace.x)) for trace in traces) == [(checks.FADED, 1), (1, 1)]


def test_a_click_dims_nothing(figure):
    for trace in figure.data:
        if trace.type == "scatter" and trace.mode == "text":
            assert trace.selected.textfont.color == trace.textfont.color
        else:
            assert trace.unselected.marker.opacity == 1


def test_an_unknown_outcome_is_refused(frame):
    with pytest.raises(ValueError, match="perhaps"):
        checks.figure(frame.assign(outcome="perhaps"), texts=TEXTS, lang="vi")


def test_an_empty_frame_says_so(frame):
    figure = checks.figure(frame.iloc[:0], texts=TEXTS, lang="vi")
    assert len(figure.data) == 0
    assert figure.layout.annotations[-1].text == TEXTS["empty"]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("wide", [False, True])
def test_plotly_accepts_every_property(frame, dark, wide, as_json):
    """Figures are built unchecked for speed; here plotly checks them."""
    made = checks.figure(frame, texts=TEXTS, lang="vi", dark=dark, wide=wide)
    assert as_json(go.Figure(made.to_plotly_json())) == as_json(made)
