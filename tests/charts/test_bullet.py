"""Goals against realized values, read as the browser gets it: every shape beside every shape, all verdicts, words that never collide."""

import json
import re
from itertools import pairwise, product

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import bullet, look
from charts.lettering import LIMIT, width

NAN = float("nan")
TEXTS = {
    "title": "Cả nước", "subtitle": "Dấu: mục tiêu · thanh: kết quả", "source": "Nguồn: sáu văn bản", "baseline": "gốc:",
    "hover_value": "Số thực hiện", "hover_document": "Văn bản", "empty": "Không có mục tiêu nào",
}  # fmt: skip
ROW = {
    "panel_id": "htx", "panel_title": "Số hợp tác xã", "panel_subtitle": "HTX", "unit_id": "viet-nam", "unit_label": "Cả nước", "horizon_label": "2030",
    "head": "2030", "time_words": "", "stated": "khoảng 450 HTX", "operator": "eq", "shape": "point", "low": 450.0, "high": 450.0,
    "measure_symbol": "HTX", "value_words": "350 HTX (2025)", "value_operator": "eq", "value_shape": "point", "value_low": 350.0,
    "value_high": 350.0, "baseline_words": "", "baseline_operator": "", "baseline_shape": "", "baseline_low": NAN, "baseline_high": NAN,
    "verdicts": "behind", "signs": "▽", "verdict_words": "chậm tiến độ", "reason_words": "", "equation": "350 < 450", "documents": "Quyết định 340",
}  # fmt: skip
START = {
    "baseline_words": "200 HTX (2021)",
    "baseline_operator": "eq",
    "baseline_shape": "point",
    "baseline_low": 200.0,
    "baseline_high": 200.0,
}
NO_VALUE = {
    "value_words": "", "value_operator": "", "value_shape": "", "value_low": NAN, "value_high": NAN, "verdicts": "not_assessable", "signs": "–",
    "verdict_words": "không đánh giá được", "reason_words": "chưa có kết quả thực hiện",
}  # fmt: skip
# What a document can say -> operator, shape and both ends around a number.
SAID = {
    "eq": ("point", 1, 1), "gt": ("floor", 1, NAN), "ge": ("floor", 1, NAN), "lt": ("ceiling", NAN, 1), "le": ("ceiling", NAN, 1),
    "near_below": ("near", NAN, 1), "approx": ("fuzzy", 1, 1), "range": ("interval", 1, 1.2),
}  # fmt: skip
VERDICTS = {
    "attained": ("✓", "đạt"), "nearly": ("≈", "xấp xỉ đạt"), "on_pace": ("▲", "đúng tiến độ"), "behind": ("▽", "chậm tiến độ"),
    "moving_away": ("▼", "đi xa mục tiêu"), "overdue": ("✕", "quá hạn, không đạt"), "cannot_tell": ("?", "chưa kết luận được"),
    "not_assessable": ("–", "không đánh giá được"),
}  # fmt: skip
DEFAULTS = ("#636efa", "#ef553b", "#1f77b4", "#2a3f5f", "#e5ecf6", "#444", "#000001", "#000002")
SHEETS = list(product([False, True], repeat=2))
WIDTHS = {True: bullet.WIDE, False: LIMIT}


def frame(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([{**ROW, "target_id": f"t{n}", **row} for n, row in enumerate(rows)], columns=["target_id", *ROW])


def draw(*rows: dict, lang: str = "vi", texts=None, **how) -> go.Figure:
    return bullet.figure(frame(*rows), texts=TEXTS if texts is None else texts, lang=lang, **how)


def stated(part: str, operator: str, number: float) -> dict:
    shape, low, high = SAID[operator]
    return {f"{part}operator": operator, f"{part}shape": shape, f"{part}low": low * number, f"{part}high": high * number}


def named(figure: go.Figure, name: str) -> list:
    return [trace for trace in figure.data if trace.name == name]


def shapes(figure: go.Figure, name: str) -> list:
    return [shape for shape in figure.layout.shapes if shape.name == name]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()


def said(figure: go.Figure) -> list[str]:
    return [plain(note.text) for note in figure.layout.annotations]


def clicked(figure: go.Figure) -> list[str]:
    return [ids[0] for trace in named(figure, "hit") for ids in trace.customdata]


def reach(line: str, size: float) -> float:
    """How wide a line of markup is; a line that is small from end to end says so in its span."""
    small = re.fullmatch(r'<span style="[^"]*font-size:([\d.]+)px">[^<]*</span>', line)
    return width(re.sub(r"<[^>]+>", "", line), float(small[1]) if small else size, "<b>" in line)


class Box:
    """Where a text stands, in pixels from the left edge of the sheet and from the top of its panel."""

    def __init__(self, figure: go.Figure, note, wide: bool):
        lines, size, shift = note.text.split("<br>"), note.font.size, note.xshift or 0
        across = max(reach(line, size) for line in lines)
        left = figure.layout.margin.l
        plot = WIDTHS[wide] - left
        if note.xref == "paper":
            x = left + note.x * plot + shift
        else:
            start, end = figure.layout["xaxis" + note.xref[1:]].range
            x = left + (note.x - start) / (end - start) * plot + shift
        self.text, self.panel = plain(note.text), note.yref
        self.left = x - {"left": 0, "right": across}[note.xanchor]
        self.right = self.left + across
        high = len(lines) * size * 1.3
        self.top = note.y - {"top": 0, "middle": high / 2}[note.yanchor]
        self.bottom = self.top + high

    def covers(self, other: "Box") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return self.panel == other.panel and across > 1 and down > 3


def boxes(figure: go.Figure, wide: bool) -> list[Box]:
    return [Box(figure, note, wide) for note in figure.layout.annotations if note.yref != "paper"]


@pytest.fixture
def every_pair() -> list[dict]:
    """Every shape of target beside every shape of value, with a baseline."""
    return [
        {**stated("", goal, 400.0), **stated("value_", value, 300.0), **START, "stated": f"{goal} 400 HTX", "value_words": f"{value} 300 HTX (12/2025)"}
        for goal, value in product(SAID, SAID)
    ]  # fmt: skip


@pytest.fixture
def full(every_pair) -> list[dict]:
    """Also every verdict, a row without a value, one with two verdicts, several localities on an axis, shares."""
    verdicts = [{"verdicts": v, "signs": sign, "verdict_words": words, "panel_id": "verdicts"} for v, (sign, words) in VERDICTS.items()]
    both = {
        "verdicts": "attained;behind", "signs": "✓▽", "verdict_words": "đầu thấp: đạt · đầu cao: chậm tiến độ", **stated("", "range", 300.0),
        "time_words": "đã qua · đang hoạt động hiệu quả", "reason_words": "số nêu chưa đủ chính xác", "stated": "300–360 HTX",
    }  # fmt: skip
    units = [
        {**NO_VALUE, "panel_id": "units", "unit_id": unit, "head": f"{unit} · 2030", "time_words": "về sau · hoạt động hiệu quả"}
        for unit in ("hai-phong", "yen-bai-city")
    ]
    share = {
        "measure_symbol": "%",
        "panel_id": "share",
        "panel_subtitle": "% hợp tác xã",
        "low": 60.0,
        "high": 70.0,
        "shape": "interval",
        "operator": "range",
    }
    return [*every_pair, *verdicts, both, *units, {**share, "value_low": 78.1, "value_high": 78.1, "value_words": "78,1% (12/2025)"}]  # fmt: skip


@pytest.mark.parametrize(("wide", "dark"), SHEETS)
def test_plotly_accepts_every_property(full, dark, wide, as_json):
    """Figures are built unchecked for speed; here plotly checks them."""
    made = draw(*full, dark=dark, wide=wide)
    assert as_json(go.Figure(made.to_plotly_json())) == as_json(made)


@pytest.mark.parametrize(("wide", "dark"), SHEETS)
def test_nothing_is_left_to_the_defaults_of_plotly(full, dark, wide):
    figure = draw(*full, dark=dark, wide=wide)
    text = json.dumps(figure.to_plotly_json(), default=str).lower()
    assert not [colour for colour in DEFAULTS if f'"{colour}"' in text]
    assert all("color" in trace.marker.to_plotly_json() for trace in figure.data)
    assert figure.layout.template.layout.paper_bgcolor == look.ink(dark).page


@pytest.mark.parametrize("wide", [False, True])
def test_every_row_can_be_clicked_over_its_whole_width(full, wide):
    figure = draw(*full, wide=wide)
    assert sorted(clicked(figure)) == sorted(f"t{n}" for n in range(len(full)))
    for trace in named(figure, "hit"):
        start, end = figure.layout["xaxis" + trace.xaxis[1:]].range
        assert set(trace.base) == {start}
        assert set(trace.x) == {end - start}
        assert trace.marker.color == look.CLEAR


@pytest.mark.parametrize("wide", [False, True])
def test_rows_follow_each_other_without_overlap(full, wide):
    for trace in named(draw(*full, wide=wide), "hit"):
        spans = [(y - high / 2, y + high / 2) for y, high in zip(trace.y, trace.width, strict=True)]
        assert all(above[1] <= below[0] + 1e-6 for above, below in pairwise(spans))


@pytest.mark.parametrize("wide", [False, True])
def test_no_text_is_wider_than_the_sheet_and_none_covers_another(full, wide):
    figure = draw(*full, wide=wide)
    found = boxes(figure, wide)
    assert [(box.text, round(box.left), round(box.right)) for box in found if box.left < 0 or box.right > WIDTHS[wide] + 1] == []
    assert [(one.text, other.text) for n, one in enumerate(found) for other in found[n + 1 :] if one.covers(other)] == []


@pytest.mark.parametrize("wide", [False, True])
def test_long_english_words_fit_too(wide):
    row = {
        **stated("", "approx", 2_000_000.0), **stated("value_", "gt", 1_000_000.0), "stated": "about 2,000,000 members", "time_words": "over · existing",
        "value_words": "more than 1,000,000 members (December 2025)", "verdict_words": "overdue and not attained", "signs": "✕", "verdicts": "overdue",
        **START, "baseline_words": "more than 800,000 members (December 2024)", "baseline_low": 800_000.0, "baseline_high": NAN, "baseline_shape": "floor",
        "panel_title": "Members of cooperative groups that take part in the value chains of enterprises", "panel_subtitle": "members · operating effectively",
    }  # fmt: skip
    found = boxes(draw(row, {**row, "horizon_label": "2045", "head": "Yên Bái city · each year"}, lang="en", wide=wide), wide)
    assert max(box.right for box in found) <= WIDTHS[wide] + 1
    assert not [(one.text, other.text) for n, one in enumerate(found) for other in found[n + 1 :] if one.covers(other)]


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("goal", SAID)
def test_a_target_wears_the_mark_of_its_qualifier(goal, wide):
    figure = draw({**stated("", goal, 400.0)}, wide=wide)
    [shape] = {SAID[goal][0]}
    mark = {"point": "diamond", "floor": "ring" if goal == "gt" else "dot", "ceiling": "ring" if goal == "lt" else "dot", "near": "tick",
            "fuzzy": "core", "interval": "cap"}[shape]  # fmt: skip
    [trace] = named(figure, mark)
    assert set(trace.x) == ({400.0, 480.0} if goal == "range" else {400.0})
    assert not {"diamond", "ring", "dot", "tick", "core", "cap"} - {mark} & {trace.name for trace in figure.data}


@pytest.mark.parametrize("goal", SAID)
def test_a_line_leads_from_every_end_of_the_target_to_the_bar(goal):
    found = shapes(draw(stated("", goal, 400.0)), "goal")
    assert sorted(line.x0 for line in found) == ([400.0, 480.0] if goal == "range" else [400.0])
    assert all(line.x0 == line.x1 for line in found)


def bar(figure: go.Figure) -> list[tuple[float, float, str]]:
    """The pieces of the bar from left to right: start, end, colour."""
    [trace] = named(figure, "value")
    pieces = zip(trace.base, trace.x, trace.marker.color, strict=True)
    return sorted((min(base, base + x), max(base, base + x), colour) for base, x, colour in pieces)


def test_an_exact_value_is_one_solid_bar_from_nought():
    assert bar(draw({})) == [(0.0, 350.0, look.STYLES["viet-nam"].light)]


def test_what_a_value_leaves_open_is_never_solid():
    solid = look.STYLES["viet-nam"].light

    def drawn(operator):
        pieces = bar(draw(stated("value_", operator, 300.0)))
        return max(end for _, end, colour in pieces if colour == solid), max(end for _, end, _ in pieces)

    assert drawn("eq") == drawn("approx") == (300.0, 300.0)
    assert drawn("range") == (300.0, 360.0)
    for operator in ("gt", "ge"):
        certain, end = drawn(operator)
        assert certain == 300.0 < end
    for operator in ("near_below", "lt", "le"):
        certain, end = drawn(operator)
        assert certain < end == pytest.approx(300.0)


def test_without_a_value_the_reason_stands_in_place_of_the_bar():
    for wide in (True, False):
        figure = draw(NO_VALUE, wide=wide)
        assert named(figure, "value") == []
        assert any("chưa có kết quả thực hiện" in text for text in said(figure))
    assert any("<i>chưa có kết quả thực hiện</i>" in note.text for note in draw(NO_VALUE, wide=True).layout.annotations)


def test_a_reason_beside_a_value_is_said_too():
    row = {"verdicts": "cannot_tell", "signs": "?", "verdict_words": "chưa kết luận được", "reason_words": "số chỉ nêu một đầu"}
    for wide in (True, False):
        words = " ".join(said(draw(row, wide=wide)))
        assert "350 HTX (2025)" in words
        assert "số chỉ nêu một đầu" in words


@pytest.mark.parametrize("wide", [False, True])
def test_the_baseline_is_a_tick_with_its_words(wide):
    figure = draw(START, wide=wide)
    [tick], [strip] = shapes(figure, "baseline"), shapes(figure, "strip")
    assert (tick.x0, tick.x1) == (200.0, 200.0)
    assert strip.line.color == look.LIGHT.page != tick.line.color  # a bar may be as dark as the tick
    assert "gốc: 200 HTX (2021)" in said(figure)
    assert shapes(draw({}, wide=wide), "baseline") == []
    assert not [text for text in said(draw({}, wide=wide)) if "gốc" in text]


def test_words_beside_a_bar_hide_no_baseline_and_no_goal_close_by():
    """A value that went away from its baseline: 66,000 of 140,000 when 71,000 were there."""
    away = {**stated("value_", "near_below", 330.0), **START, "baseline_low": 355.0, "baseline_high": 355.0}
    for row, line in ((away, 355.0), ({"value_low": 445.0, "value_high": 445.0}, 450.0)):
        [words] = [note for note in draw(row, wide=True).layout.annotations if "350 HTX (2025)" in note.text]
        assert words.x == line
        assert words.xshift > 0


@pytest.mark.parametrize(("wide", "dark"), SHEETS)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_its_sign_before_its_words(verdict, wide, dark):
    sign, words = VERDICTS[verdict]
    figure = draw({"verdicts": verdict, "signs": sign, "verdict_words": words}, wide=wide, dark=dark)
    assert any(f"{sign} {words}" in text for text in said(figure))


def test_verdicts_differ_without_colour():
    assert len({sign for sign, _ in VERDICTS.values()}) == len(VERDICTS)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("unit", look.STYLES)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_can_be_read_on_its_chip(verdict, unit, dark):
    sign, words = VERDICTS[verdict]
    figure = draw({"verdicts": verdict, "signs": sign, "verdict_words": words, "unit_id": unit}, wide=True, dark=dark)
    [chip], [note] = shapes(figure, "chip"), [note for note in figure.layout.annotations if note.name == "verdict"]
    assert contrast(chip.fillcolor, note.font.color) >= 4.5


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_chip_holds_all_its_words(full):
    """Its ground is a shape: a background measured in the page's font is too small in a downloaded picture."""
    figure = draw(*full, wide=True)
    chips, notes = shapes(figure, "chip"), [note for note in figure.layout.annotations if note.name == "verdict"]
    assert len(chips) == len(notes) == len(full)
    assert not [note for note in figure.layout.annotations if note.bgcolor]
    for chip, note in zip(chips, notes, strict=True):
        box = Box(figure, note, True)
        assert chip.yref == box.panel
        assert chip.x0 + figure.layout.margin.l <= box.left < box.right <= chip.x1 + figure.layout.margin.l
        assert chip.y0 <= box.top < box.bottom <= chip.y1 + 2


def test_words_grow_to_the_right_in_a_picture_with_another_font(full):
    for wide in (True, False):
        assert {(note.align, note.xanchor) for note in draw(*full, wide=wide).layout.annotations} <= {("left", "left"), ("right", "right")}


def test_a_panel_of_one_unit_has_no_ticks_and_one_of_several_has():
    alone = draw({}, {"head": "2045"})
    together = draw({"unit_id": "hai-phong"}, {"unit_id": "son-ha"})
    assert alone.layout.xaxis.showticklabels is False
    assert together.layout.xaxis.showgrid is True
    assert together.layout.xaxis.ticktext[0] == "0"


def test_panels_have_axes_of_their_own_and_start_at_nought():
    figure = draw({}, {"panel_id": "b", "low": 9e6, "high": 9e6})
    assert [trace.xaxis for trace in named(figure, "hit")] == ["x", "x2"]
    assert all(figure.layout[axis].range[0] <= 0 for axis in ("xaxis", "xaxis2"))
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]


@pytest.mark.parametrize(("lang", "label"), [("vi", "1.000"), ("en", "1,000")])
def test_separators_by_language(lang, label):
    row = {"low": 900.0, "high": 900.0}
    figure = draw({**row, "unit_id": "hai-phong"}, {**row, "unit_id": "son-ha"}, lang=lang)
    assert figure.layout.separators == look.SEPARATORS[lang]
    assert label in figure.layout.xaxis.ticktext


def test_hover_says_target_value_verdict_equation_and_document_and_is_no_markup():
    hover = named(draw({"stated": "<b>450</b> & hơn"}), "hit")[0].hovertext[0].replace("<br>", " ")
    for part in (
        "&lt;b&gt;450&lt;/b&gt; &amp; hơn",
        "Số thực hiện: 350 HTX (2025)",
        "chậm tiến độ",
        "350 &lt; 450",
        "Văn bản: Quyết định 340",
    ):
        assert part in hover


def test_words_are_never_markup():
    row = {"stated": "<b>5</b>", "value_words": "<i>6</i>", "verdict_words": "<u>7</u>", "panel_title": "<s>8</s>", "head": "<q>9</q>"}
    for wide in (True, False):
        notes = " ".join(note.text for note in draw(row, wide=wide).layout.annotations)
        assert all(f"&lt;{tag}&gt;" in notes for tag in "biusq")


def test_the_picture_holds_its_title_and_source(full):
    words = " ".join(said(draw(*full)))
    assert all(TEXTS[key] in words for key in ("title", "subtitle", "source"))


def test_missing_words_are_left_out(full):
    for wide in (True, False):
        assert "None" not in draw(*full, {"reason_words": None, "time_words": None}, texts={}, wide=wide).to_json()


def test_an_unknown_shape_is_refused():
    with pytest.raises(KeyError):
        draw({"shape": "wave"})


def test_an_empty_frame_says_so():
    figure = draw()
    assert len(figure.data) == 0
    assert TEXTS["empty"] in said(figure)[-1]
