"""Every path of the shipped data: all its rows, no lens across a break, what is missing told with the reason."""

from functools import cache

import pytest

from loaders import pathway
from loaders.texts import texts

WORDS = texts("vi")
UNITS = ("viet-nam", "hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha")


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
    facts = unit("viet-nam")
    told = pathway.spoken(facts.path("htx-stock"), facts.breaks, "không dùng")
    for words in ("Cả nước: Số hợp tác xã", "12/2025: 35.041 HTX", "2030: khoảng 45.000 HTX", "÷ 5 năm"):
        assert words in told
    [other] = [line for line in told.splitlines() if "33.557" in line]
    assert "không dùng" in other


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
