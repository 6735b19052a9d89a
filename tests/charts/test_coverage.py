"""The matrix: four states, four shapes, every cell a link."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import coverage, look


@pytest.fixture
def figure(coverage_frame, coverage_texts):
    return coverage.figure(coverage_frame, texts=coverage_texts, lang="vi")


def by_name(figure):
    return {trace.name: trace for trace in figure.data}


def test_every_cell_can_be_clicked(figure, coverage_frame):
    found = {tuple(pair) for pair in by_name(figure)["hit"].customdata}
    assert found == set(zip(coverage_frame["family_id"], coverage_frame["unit_id"], strict=True))


def test_the_four_states_differ_in_shape(figure):
    drawn = by_name(figure)
    assert (drawn["number"].type, drawn["number"].marker.cornerradius) == ("bar", coverage.RADIUS)
    assert drawn["number"].marker.pattern.shape is None
    assert drawn["text_not_available"].marker.pattern.shape == "/"
    assert "“ ”" in drawn["words_only"].text[0]
    assert drawn["not_mentioned"].marker.symbol == "line-ew"


def test_a_number_wears_the_colour_and_says_the_years(figure):
    drawn = by_name(figure)
    assert set(drawn["number"].marker.color) == {look.STYLES[u].light for u in ("hai-phong", "yen-bai-city")}
    assert drawn["years"].text[:2] == ("<b>2025</b>", "<b>’25·30·45</b>")
    assert drawn["years"].textfont.color == look.LIGHT.page


@pytest.mark.parametrize(
    ("horizons", "shown"),
    [
        ("2030", "2030"),
        ("2025 · 2030", "’25 ’30"),
        ("2025 · 2030 · 2045", "’25·30·45"),
        ("mỗi năm", "mỗi năm"),
        ("mỗi năm · 2030", "2030"),
        ("", ""),
    ],
)
def test_years(horizons, shown):
    assert coverage._years(horizons) == shown


def test_localities_stand_in_their_fixed_order(figure):
    heads = figure.layout.xaxis.ticktext
    assert [style.glyph in head for style, head in zip(look.STYLES.values(), heads, strict=False)] == [True] * 5
    assert figure.layout.xaxis.tickangle == 0


def test_a_line_parts_two_themes(figure):
    lines = [shape for shape in figure.layout.shapes if shape.type == "line" and shape.layer == "below"]
    assert len({shape.yanchor for shape in lines}) == 1
    assert len(lines) == 2


def test_the_key_names_the_four_marks(figure, coverage_texts):
    said = [note.text for note in figure.layout.annotations]
    for state in coverage.STATES:
        assert coverage_texts[state] in said


def test_twenty_two_rows_fit_a_screen(coverage_frame, coverage_texts):
    one = coverage_frame[coverage_frame["family_id"] == "quality"]
    many = [one.assign(family_id=f"f{n}") for n in range(22)]
    figure = coverage.figure(pd.concat(many), texts=coverage_texts, lang="vi")
    rows = (figure.layout.yaxis.domain[1] - figure.layout.yaxis.domain[0]) * figure.layout.height
    assert rows == pytest.approx(22 * coverage.ROW)
    assert figure.layout.height < 600


def test_a_click_dims_nothing(figure):
    for trace in figure.data:
        if trace.type == "scatter" and trace.mode == "text":
            assert trace.selected.textfont.color == trace.textfont.color
        else:
            assert trace.unselected.marker.opacity == 1


def test_an_unknown_state_is_refused(coverage_frame, coverage_texts):
    with pytest.raises(ValueError, match="perhaps"):
        coverage.figure(coverage_frame.assign(state="perhaps"), texts=coverage_texts, lang="vi")


def test_an_empty_frame_says_so(coverage_frame, coverage_texts):
    figure = coverage.figure(coverage_frame.iloc[:0], texts=coverage_texts, lang="vi")
    assert len(figure.data) == 0
    assert figure.layout.annotations[-1].text == coverage_texts["empty"]


@pytest.mark.parametrize("dark", [False, True])
def test_plotly_accepts_every_property(coverage_frame, coverage_texts, dark, as_json):
    """Figures are built unchecked for speed; here plotly checks them."""
    made = coverage.figure(coverage_frame, texts=coverage_texts, lang="vi", dark=dark)
    assert as_json(go.Figure(made.to_plotly_json())) == as_json(made)
