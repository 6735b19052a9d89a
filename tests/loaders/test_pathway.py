"""What is joined, what a lens says and what forbids one; on a few literal rows, then on the shipped data."""

import math
from datetime import date
from functools import cache

import pandas as pd
import pytest

from loaders import pathway
from loaders.texts import texts

WORDS = texts("vi")
START = {
    "observation_id": "o", "at": 2025.0, "shape": "point", "operator": "eq", "low": 300.0, "high": 300.0, "stated": "300 HTX", "as_of": "31/12/2025",
}  # fmt: skip
GOAL = {
    "target_id": "t", "at": 2030.0, "horizon_label": "2030", "shape": "point", "operator": "eq", "direction": "more", "stated": "400 HTX",
    "measure_id": "htx",
}  # fmt: skip
UNITS = ("viet-nam", "hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha")


def seen(**changed):
    """The lens from a figure to 400 in 2030."""
    start = {**START, **{key: value for key, value in changed.items() if key in ("low", "high", "at") or key.startswith("start_")}}
    start |= {key.removeprefix("start_"): start.pop(key) for key in list(start) if key.startswith("start_")}
    goal = {**GOAL, **{key: value for key, value in changed.items() if key in GOAL and key != "at"}}
    return pathway.lens(start, goal, changed.get("end", 400), changed.get("lang", "vi"), texts(changed.get("lang", "vi")))


def row(day: str, **changed) -> dict:
    plain = {
        "as_of_on": pd.Timestamp(day), "is_current": True, "kind": "stock", "shape": "point", "compiler": "planning", "standard_id": "existing",
        "base_id": "htx", "territory": "unchanged",
    }  # fmt: skip
    return {**plain, **changed}


def runs(*rows: dict, ended_on: date | None = None) -> list[list[int]]:
    """Which rows, by number, stand in one run of at least two."""
    found = pathway._runs(pd.DataFrame(rows), ended_on)
    return [list(group.index) for name, group in found.groupby(found) if name and len(group) > 1]


@pytest.mark.parametrize(("day", "place"), [("2025-12-31", 2025.0), ("2024-12-31", 2024.0), ("2025-06-30", 2024 + 181 / 365)])
def test_a_year_stands_at_its_last_day(day, place):
    assert pathway.position(date.fromisoformat(day)) == pytest.approx(place)


def test_consecutive_years_of_one_compiler_are_a_run():
    assert runs(row("2022-12-31"), row("2023-12-31"), row("2024-12-31")) == [[0, 1, 2]]


@pytest.mark.parametrize(
    "changed",
    [
        {"compiler": "alliance"},
        {"standard_id": "active"},
        {"standard_id": None},
        {"base_id": "org"},
        {"territory": "from-2025-07"},
        {"is_current": False},
        {"kind": "flow_annual"},
        {"shape": "floor"},
        {"shape": "near"},
        {"shape": "interval"},
        {"as_of_on": pd.Timestamp("2024-12-31")},
    ],
)
def test_nothing_else_is_joined(changed):
    assert runs(row("2022-12-31"), row("2023-12-31", **changed)) == []


def test_a_run_ends_at_a_gap_and_another_may_begin():
    days = ("2018-12-31", "2019-12-31", "2022-12-31", "2023-12-31")
    assert runs(*(row(day) for day in days)) == [[0, 1], [2, 3]]


def test_no_run_crosses_the_end_of_a_territory():
    rows = (row("2024-09-30"), row("2025-06-30"), row("2025-09-30"))
    assert runs(*rows, ended_on=date(2025, 6, 30)) == [[0, 1]]
    assert runs(*rows) == [[0, 1, 2]]


def test_the_pace_is_a_plain_division_and_says_its_arithmetic():
    line = seen()
    assert (line["start_at"], line["start_value"], line["end_at"], line["end_value"]) == (2025.0, 300.0, 2030.0, 400)
    assert line["per_year"] == pytest.approx(20)
    assert line["label"] == "thấu kính: +20 mỗi năm"
    assert "từ 300 HTX (31/12/2025) đến 400 (hết 2030): (400 − 300) ÷ 5 năm = +20 mỗi năm" in line["sentence"]


def test_english_speaks_english():
    assert seen(lang="en", end=45000)["label"] == "lens: +8,940 a year"


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"low": math.nan, "start_shape": "near", "start_operator": "near_below"}, "ít nhất +20"),
        ({"high": math.nan, "start_shape": "floor", "start_operator": "gt"}, "nhiều nhất +20"),
        ({"high": 350.0, "start_shape": "interval", "start_operator": "range"}, "nhiều nhất +20"),
        ({"start_shape": "fuzzy", "start_operator": "approx"}, "khoảng +20"),
        ({"shape": "fuzzy", "operator": "approx"}, "khoảng +20"),
        ({"measure_id": "percent"}, "+20 điểm %"),
        ({"direction": "less", "end": 200}, "−20"),
        ({"direction": "neutral", "end": 200}, "−20"),
    ],
)
def test_an_open_figure_gives_a_bound(changed, label):
    assert seen(**changed)["label"] == f"thấu kính: {label} mỗi năm"


@pytest.mark.parametrize(
    "changed",
    [
        {"low": 400.0, "high": 400.0},
        {"low": 450.0, "high": math.nan, "start_shape": "floor", "start_operator": "gt"},
        {"direction": "less", "end": 350},
        {"shape": "ceiling", "operator": "lt", "end": 350},
    ],
)
def test_an_end_that_is_reached_needs_no_pace(changed):
    line = seen(**changed)
    assert line["label"] == ""
    assert "không cần thêm nhịp" in line["sentence"]


def test_more_than_400_is_not_reached_by_400():
    assert seen(low=400.0, high=400.0, shape="floor", operator="gt")["label"] == "thấu kính: +0 mỗi năm"


@pytest.fixture(scope="module")
def unit(shipped):
    return cache(lambda unit_id, lang="vi": pathway.pathways(shipped.cursor(), unit_id, lang, "1"))


def test_every_unit_offers_what_has_a_horizon_or_two_figures(unit, cursor):
    for name in UNITS:
        dated = "select indicator_id from target where unit_id = $u and horizon is not null"
        twice = "select indicator_id from observation where unit_id = $u group by 1 having count(*) > 1"
        wanted = {i for (i,) in cursor.execute(f"{dated} union {twice}", {"u": name}).fetchall()}
        assert set(unit(name).indicators) == wanted
        assert "htx-stock" in wanted


def test_every_path_shows_all_its_rows(unit, cursor):
    for name in UNITS:
        for indicator in unit(name).indicators:
            path = unit(name).path(indicator)
            count = "select count(*) from {} where unit_id = ? and indicator_id = ?{}"
            assert len(path.points) == cursor.execute(count.format("observation", ""), [name, indicator]).fetchone()[0]
            assert len(path.targets) == cursor.execute(count.format("target", " and horizon is not null"), [name, indicator]).fetchone()[0]
            assert path.points["at"].is_monotonic_increasing
            assert (path.latest is None) == path.points.empty
            assert bool(path.silence) == (path.points.empty or path.goals.empty)
            assert unit(name).path(indicator) is path


def test_no_lens_is_drawn_to_a_horizon_that_has_passed_or_across_a_break(unit):
    drawn = 0
    for name in UNITS:
        for indicator in unit(name).indicators:
            lenses = unit(name).path(indicator).lenses
            drawn += len(lenses)
            assert (lenses["end_at"] > 2025).all()
            for at in unit(name).breaks["at"]:
                assert not ((lenses["start_at"] <= at) & (lenses["end_at"] > at)).any()
    assert drawn > 3


def test_no_run_of_the_shipped_data_crosses_the_break_or_mixes_compilers(unit):
    joined = 0
    for name in UNITS:
        for indicator in unit(name).indicators:
            points = unit(name).path(indicator).points
            for run, rows in points[points["run"] != ""].groupby("run"):
                joined += len(rows) > 1
                assert rows[["compiler", "series", "base_id"]].drop_duplicates().shape[0] == 1, run
                assert rows["at"].diff().dropna().le(1.1).all(), run
                assert not [at for at in unit(name).breaks["at"] if rows["at"].min() <= at < rows["at"].max()]
    assert joined > 3


def test_national_documents_that_say_the_same_are_one_mark(unit):
    goals = unit("viet-nam").path("htx-stock").goals
    assert list(goals["stated"]) == ["khoảng 35.000 HTX", "khoảng 45.000 HTX"]
    assert goals["documents"].iloc[1].count(";") == 2
    assert len(unit("viet-nam").path("htx-stock").targets) == 4


def test_the_pace_to_45000(unit):
    path = unit("viet-nam").path("htx-stock")
    [line] = path.lenses.to_dict("records")
    assert line["observation_id"] == path.latest == "viet-nam-htx-stock-2025-12-bao-cao-768"
    assert line["per_year"] == pytest.approx((45000 - 35041) / 5)
    assert line["label"] == "thấu kính: khoảng +1.992 mỗi năm"
    assert any("2025" in words and "đã qua" in words for words in path.said)


def test_nearly_66000_gives_a_least_pace(unit):
    [line] = unit("viet-nam").path("tht-stock").lenses.to_dict("records")
    assert line["label"].startswith("thấu kính: ít nhất +14.6")


def test_a_share_beyond_both_ends_needs_none(unit):
    path = unit("viet-nam").path("htx-quality-share")
    assert path.lenses.empty
    assert "78,1% (12/2025) đã tới 70%" in path.said[0]


def test_the_other_source_of_a_year_is_kept_and_told(unit):
    points = unit("viet-nam").path("htx-stock").points
    same_day = points[points["at"] == 2022.0]
    assert len(same_day) == 3
    assert list(same_day["is_current"]) == [True, False, False]
    assert WORDS["pathway.in_use"] in same_day["hover"].iloc[0]
    assert WORDS["pathway.kept"] in same_day["hover"].iloc[1]


def test_status_is_told_by_mark_and_word(unit):
    points = unit("viet-nam").path("htx-stock").points.set_index("observation_id")
    assert points.loc["viet-nam-htx-stock-2018-12-31", ["mark", "note_short"]].to_list() == ["final", ""]
    assert points.loc["viet-nam-htx-stock-2024-12-bo-khdt", ["mark", "note_short"]].to_list() == ["provisional", "sơ bộ"]
    assert points.loc["viet-nam-htx-stock-2020-bo-tai-chinh", ["mark", "note_short"]].to_list() == ["computed", "ước tính, tính được"]


def test_different_standards_are_named_and_apart(unit):
    points = unit("hai-phong").path("htx-stock").points
    assert set(points["series"]) == {"registered", "active"}
    assert "đang hoạt động" in " ".join(points["note_short"])


def test_a_late_figure_of_the_old_territory_says_so(unit):
    late = unit("quang-nam").path("htx-stock").points.iloc[-1]
    assert late["at"] > unit("quang-nam").breaks["at"].iloc[0]
    assert "địa giới trước 1/7/2025" in late["note_short"]


def test_only_units_whose_territory_ended_have_a_break(unit):
    assert unit("viet-nam").breaks.empty
    for name in UNITS[1:]:
        [cut] = unit(name).breaks.to_dict("records")
        assert cut["at"] == pytest.approx(2024.4959, abs=1e-3)
        assert "1/7/2025" in cut["label"]
        assert cut["is_end"] == (name in ("yen-bai-city", "son-ha"))
    assert "Đà Nẵng (mới)" in unit("quang-nam").breaks["label"].iloc[0]


def test_what_is_missing_is_told_with_the_reason(unit):
    [said] = unit("yen-bai-city").path("htx-stock").silence
    assert said.startswith("TP Yên Bái chưa có số liệu thực hiện nào cho chỉ tiêu này")
    assert "số của tỉnh không phải số của TP Yên Bái" in said
    [said] = unit("hai-duong").path("htx-stock").silence
    assert "2045: không có trong bản văn đang có" in said


def test_the_picture_can_be_heard(unit):
    told = pathway.spoken(unit("viet-nam").path("htx-stock"))
    for words in ("Cả nước: Số hợp tác xã", "12/2025: 35.041 HTX", "2030: khoảng 45.000 HTX", "÷ 5 năm"):
        assert words in told
    assert "33.557" not in told


def test_the_two_languages_know_the_same(unit):
    for name in UNITS:
        assert set(unit(name).indicators) == set(unit(name, "en").indicators)
        for indicator in unit(name).indicators:
            one, other = unit(name).path(indicator), unit(name, "en").path(indicator)
            assert one.lenses["per_year"].to_list() == other.lenses["per_year"].to_list()
            assert len(one.said) == len(other.said)
            assert not [words for words in (*other.said, *other.silence, *other.words.values()) if "{" in words or "nan" in words.split()]


def test_an_unknown_unit_or_indicator_is_refused(unit):
    with pytest.raises(IndexError):
        unit("khong-co")
    with pytest.raises(KeyError):
        unit("viet-nam").path("khong-co")
