"""Goals against realized values on slides: value with its date, target with its qualifier, verdict with its sign."""

import math

import pytest

UNITS = ("viet-nam", "hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha")
NUMBERS = {4: "low", 5: "high", 7: "value_low", 8: "value_high", 10: "baseline_low", 11: "baseline_high"}


@pytest.mark.parametrize("unit", UNITS)
def test_the_tables_hold_every_target_figure_and_baseline(unit, judged, deck, lang, is_moved):
    view = judged(unit, lang)
    charts = deck(view).charts
    rows = [row for chart in charts for row in chart.rows]
    assert len(rows) == len(view.rows)
    for found, row in zip(rows, view.rows.to_dict("records"), strict=True):
        assert found[1] == f"{row['signs']} {row['verdict_words']}"
        assert (found[3], found[6] or "", found[9] or "") == (row["stated"], row["value_words"], row["baseline_words"])
        for place, name in NUMBERS.items():
            missing = row[name] is None or math.isnan(row[name])
            assert found[place] == (None if missing else row[name]), name
    assert [is_moved(chart) for chart in charts] == [[]] * len(charts)


@pytest.mark.parametrize("unit", UNITS)
def test_each_target_verdict_and_value_is_said_in_words(unit, judged, deck, lang):
    view = judged(unit, lang)
    labels = [label.replace("\u00a0", " ").strip() for chart in deck(view).charts for label in chart.labels]
    for row in view.rows.to_dict("records"):
        assert row["stated"] in labels
        assert f"{row['signs']} {row['verdict_words']}" in labels
        said = [label for label in labels if label.startswith(row["value_words"] or row["reason_words"])]
        assert said, row["target_id"]


def test_the_country_s_cooperatives_of_2025(judged, deck):
    """Decision 1318: khoảng 35.000 HTX by 2025; 35.041 at the end of 2025."""
    [chart] = [one for one in deck(judged("viet-nam")).charts if one.frame.name == "Số hợp tác xã"]
    [row] = [row for row in chart.rows if row[3] == "khoảng 35.000 HTX"]
    assert row[1] == "✓ đạt"
    assert row[6] == "35.041 HTX (12/2025)"
    bars = [piece for piece in chart.named("35.041 HTX (12/2025)") if piece.xs[0] == 0]
    assert {max(piece.xs) for piece in bars} == {35041}


def test_a_figure_known_from_one_side_has_no_end_of_its_own(judged, deck):
    """Members of cooperative groups: trên 1.000.000, so the bar goes on, paler."""
    [chart] = [one for one in deck(judged("viet-nam")).charts if one.frame.name == "Số thành viên tổ hợp tác"]
    pieces = chart.named("trên 1.000.000 thành viên (12/2025)")
    assert {max(piece.xs) for piece in pieces if piece.xs[0] == 0} == {1_000_000}
    assert max(x for piece in pieces for x in piece.xs) > 1_000_000


def test_each_unit_has_axes_of_its_own_and_indicators_do_not_mix(judged, deck):
    view = judged("hai-phong")
    charts = deck(view).charts
    assert [chart.frame.name for chart in charts] == list(dict.fromkeys(view.rows["panel_title"]))


def test_a_missing_value_is_said_and_not_drawn(judged, deck):
    view = judged("yen-bai-city")
    assert set(view.rows["value_words"]) == {""}
    for chart in deck(view).charts:
        goals = {row[3] for row in chart.rows}
        drawn = {piece.name for piece in chart.series if piece.pen and piece.name}
        assert drawn <= goals
