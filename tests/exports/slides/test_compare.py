"""The comparison on slides: every number is the document's, every number keeps its qualifier, what does not compare shares no axis."""

import math
import re

import pytest

ENDS = ("low", "high")
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def stated(row) -> list[float]:
    return sorted({row[end] for end in ENDS if not math.isnan(row[end])})


def test_the_tables_inside_the_charts_hold_every_row_of_the_view_and_nothing_else(compared, compare, families, lang):
    assert len(families) >= 21
    for family in families:
        view = compare(family, lang)
        rows = [row for chart in compared(family, lang).charts for row in chart.rows]
        wanted = view.rows[["unit_label", "horizon_label", "stated", "low", "high", "note_short"]].to_dict("records")
        assert len(rows) == len(wanted)
        for found, row in zip(rows, wanted, strict=True):
            assert found[:3] == [row["unit_label"], row["horizon_label"], row["stated"]]
            assert found[3:5] == [None if math.isnan(row[end]) else row[end] for end in ENDS]
            assert (found[5] or "") == row["note_short"]


def test_a_chart_holds_the_rows_of_one_panel_only_with_its_reason_above(compared, compare, families, lang):
    for family in families:
        view = compare(family, lang)
        shown = compared(family, lang)
        panels = {(row["unit_label"], row["horizon_label"], row["stated"], row["panel_title"]) for row in view.rows.to_dict("records")}
        for chart in shown.charts:
            assert {(*row[:3], chart.frame.name) for row in chart.rows} <= panels
        told = "\n".join(shown.text(number) for number in range(len(shown.slides)))
        for reason in set(view.rows["panel_reason"]) - {""}:
            assert f"≠ {reason}" in told


def test_every_mark_stands_at_its_stated_ends_and_says_its_qualifier(compared, compare, families, lang):
    for family in families:
        view = compare(family, lang)
        charts = compared(family, lang).charts
        for row in view.rows.to_dict("records"):
            [chart] = [
                one
                for one in charts
                if one.frame.name == row["panel_title"]
                and [row["unit_label"], row["horizon_label"], row["stated"]] in [r[:3] for r in one.rows]
            ]
            assert any(label == row["stated"] or label.startswith(f"{row['stated']} · ") for label in chart.labels)
            pieces = chart.named(row["stated"])
            spots = {x for piece in pieces for x in piece.xs}
            assert set(stated(row)) <= spots, (family, row["stated"])
            if row["shape"] == "point":
                assert {piece.symbol for piece in pieces} == {"diamond"}
                assert spots == set(stated(row))
            else:
                assert any(piece.pen for piece in pieces), f"{row['stated']} looks like a point"


def test_a_floor_reaches_to_the_right_from_a_ring_or_a_dot_and_never_to_the_left(compared):
    """Hải Phòng: trên 400 HTX; Yên Bái: ít nhất 5 HTX mỗi năm."""
    charts = {chart.frame.name: chart for chart in compared("htx-number").charts}
    over = charts["Số hợp tác xã"].named("trên 400 HTX")
    assert min(x for piece in over for x in piece.xs) == 400
    assert max(x for piece in over for x in piece.xs) > 400
    assert [piece.symbol for piece in over if piece.symbol != "none"] == ["circle"] * 3  # a ring: its inside is drawn over it
    least = [piece for chart in charts.values() for piece in chart.named("ít nhất 5 HTX")]
    assert min(x for piece in least for x in piece.xs) == 5
    assert [piece.symbol for piece in least if piece.symbol != "none"] == ["circle"]


def test_nearly_comes_from_the_left_and_stops_short_of_its_tick(compared):
    """Hải Phòng: gần 200 tổ hợp tác."""
    [chart] = [one for one in compared("tht-number").charts if one.named("gần 200 tổ hợp tác")]
    arrow, tick = chart.named("gần 200 tổ hợp tác")
    assert set(tick.xs) == {200}
    assert max(arrow.xs) < 200
    assert arrow.symbol == tick.symbol == "none"


def test_about_is_a_band_on_both_sides_of_a_dot(compared):
    """Hải Phòng: khoảng 70% số HTX đạt khá, giỏi."""
    [chart] = [one for one in compared("quality").charts if one.named("khoảng 70%")]
    left, right, dot = chart.named("khoảng 70%")[:3]
    assert max(left.xs) < 70 < min(right.xs)
    assert dot.xs == [70]


def test_an_interval_is_closed_at_both_ends(compared):
    """Quảng Nam: từ 60% đến 70%."""
    [chart] = [one for one in compared("quality").charts if one.named("60–70%")]
    bar, first, last = chart.named("60–70%")
    assert (bar.xs, set(first.xs), set(last.xs)) == ([60, 70], {60}, {70})


def test_a_ceiling_reaches_to_the_left(compare, deck, make):
    view = compare("weak")
    row = view.rows.iloc[[0]].assign(shape="ceiling", operator="lt", low=math.nan, high=30.0, stated="dưới 30 HTX")
    [chart] = deck(make("compare", "vi", row)).charts
    pieces = chart.named("dưới 30 HTX")
    assert max(x for piece in pieces for x in piece.xs) == 30
    assert min(x for piece in pieces for x in piece.xs) < 30


def test_the_national_target_is_dashed_over_the_rows_to_which_it_may_be_held(compared, compare, families, lang):
    for family in families:
        view = compare(family, lang)
        held = view.rows[view.rows["benchmark_low"].notna() | view.rows["benchmark_high"].notna()]
        charts = compared(family, lang).charts
        dashed = [piece for chart in charts for piece in chart.series if piece.dash == "sysDash"]
        assert [piece.name for piece in dashed] == list(held["benchmark_label"])
        assert [set(piece.xs) for piece in dashed] == [{low} for low in held["benchmark_low"]]
        assert {label for chart in charts for label in chart.labels} >= set(held["benchmark_label"])


def test_the_benchmark_of_the_share_rated_fair_or_good_is_over_60_percent(compared):
    """Nghị quyết 20-NQ/TW: trên 60%."""
    labels = [label for chart in compared("quality").charts for label in chart.labels]
    assert "Cả nước 2030: trên 60% (20-NQ/TW, 09/NQ-CP)" in labels


def test_who_and_when_stand_before_every_row_under_the_locality_s_sign(compared):
    labels = [label.strip() for chart in compared("htx-number").charts for label in chart.labels]
    assert "● Hải Phòng · 2025" in labels
    assert "◆ TP Yên Bái · mỗi năm" in labels


def test_changing_a_number_in_the_first_sheet_moves_what_is_drawn(compared, families, is_moved):
    for family in families:
        for chart in compared(family).charts:
            assert is_moved(chart) == []
            formulas = [
                str(cell.value)
                for row in chart.formulas.worksheets[1].iter_rows(min_row=2, max_col=3)
                for cell in row
                if cell.value is not None
            ]
            assert any("!$D$" in formula or "!$E$" in formula for formula in formulas)


def test_the_charts_refer_to_the_cells_of_their_workbook(compared):
    for chart in compared("quality").charts:
        references = [element.text for element in chart.space.iter(f"{C}f")]
        drawing = chart.values.worksheets[1]
        assert references
        for reference in references:
            sheet, cells = re.fullmatch(r"'([^']+)'!(.+)", reference).groups()
            assert sheet == drawing.title
            found = drawing[cells.replace("$", "")]
            assert all(row[0].value is not None for row in found) if isinstance(found, tuple) else True


@pytest.mark.parametrize(("language", "sign"), [("vi", "."), ("en", ",")])
def test_thousands_are_parted_as_the_language_does_in_every_office(compared, language, sign):
    """Yên Bái: trên 1.500 thành viên, so the axis goes beyond a thousand."""
    [chart] = [one for one in compared("tht-members", language).charts if any(row[3] == 1500 for row in one.rows)]
    forms = [element.get("formatCode") for element in chart.space.iter(f"{C}numFmt")]
    assert f'[>=1000000]0"{sign}"000"{sign}"000;[>=1000]0"{sign}"000;0' in forms
    assert any(f"1{sign}500" in label for label in chart.labels)


def test_no_series_stands_before_a_longer_one(compared, families):
    """LibreOffice would lose it."""
    for family in families:
        for chart in compared(family).charts:
            lengths = [len(piece.xs) for piece in chart.series]
            assert lengths[0] == max(lengths)
