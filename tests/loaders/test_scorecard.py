"""Goals against realized values as rows: one a stated number, with the verdict, the figure that judges it and its baseline."""

from functools import cache

import pandas as pd
import pytest

from loaders import scorecard
from loaders.texts import texts

UNITS = ("hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha", "viet-nam")
# What Decision 1318 wants by 2025, what came of it at the end of that year, and what follows: target, stated, realized, verdict, sign.
PLAN_TO_2025 = [
    ("qd-1318-2021-htx-stock-2025", "khoảng 35.000 HTX", "35.041 HTX (12/2025)", "đạt", "✓"),
    ("qd-1318-2021-lhhtx-stock-2025", "khoảng 210 liên hiệp HTX", "164 liên hiệp HTX (12/2025)", "quá hạn, không đạt", "✕"),
    ("qd-1318-2021-tht-stock-2025", "khoảng 134.000 tổ hợp tác", "gần 66.000 tổ hợp tác (12/2025)", "quá hạn, không đạt", "✕"),
    ("qd-1318-2021-lhhtx-member-htx-2025", "khoảng 1.100 HTX", "1.057 HTX (31/12/2025)", "xấp xỉ đạt", "≈"),
    ("qd-1318-2021-tht-members-2025", "khoảng 1.800.000 thành viên", "trên 1.000.000 thành viên (12/2025)", "chưa kết luận được", "?"),
]
FACTS = ["stated", "low", "high", "value_words", "value_id", "value_low", "value_high"]
VERDICT = {
    "verdict": "behind", "verdict_vi": "chậm tiến độ", "reason_vi": None, "equation_vi": "1 < 2", "end": "low",
}  # fmt: skip


@pytest.fixture(scope="module")
def card(shipped):
    """The scorecard at a margin in a language, made once however many tests look at it."""
    return cache(lambda tolerance=0.05, lang="vi": scorecard.scorecard(shipped.cursor(), tolerance, lang))


@pytest.fixture(scope="module")
def rows(card):
    return cache(lambda method="by_kind", tolerance=0.05, lang="vi": card(tolerance, lang).rows(method))


def by_target(frame: pd.DataFrame) -> pd.DataFrame:
    """The row of each target, also where documents share one."""
    return frame.assign(target_id=frame["target_ids"].str.split(";")).explode("target_id").set_index("target_id")


@pytest.mark.parametrize(("target", "stated", "value", "verdict", "sign"), PLAN_TO_2025)
def test_the_plan_to_2025_with_what_came_of_it(rows, target, stated, value, verdict, sign):
    row = by_target(rows()).loc[target]
    assert row[["stated", "value_words", "verdict_words", "signs"]].tolist() == [stated, value, verdict, sign]
    assert row["time"] == "past"


def test_every_target_stands_in_one_row_under_every_method(rows, cursor):
    every = sorted(target for (target,) in cursor.execute("select target_id from target").fetchall())
    for method in scorecard.METHODS:
        assert sorted(";".join(rows(method)["target_ids"]).split(";")) == every, method


def test_documents_that_say_the_same_with_the_same_answer_share_a_row(rows):
    """Resolution 20, Resolution 09 and Decision 340 all want about 45,000 cooperatives by 2030."""
    [row] = rows()[(rows()["indicator_id"] == "htx-stock") & (rows()["horizon"] == 2030) & (rows()["unit_id"] == "viet-nam")].to_dict(
        "records"
    )
    assert set(row["target_ids"].split(";")) == {"nq-20-2022-htx-stock-2030", "nq-09-2023-htx-stock-2030", "qd-340-2021-htx-stock-2030"}
    assert all(words in row["documents"] for words in ("Nghị quyết 20-NQ/TW", "Nghị quyết 09/NQ-CP", "Quyết định 340/QĐ-TTg"))


def test_a_pace_names_its_baseline_and_a_plain_comparison_does_not(rows):
    """From 27,342 at the end of 2021 to 35,041 at the end of 2025, towards 45,000."""
    found = by_target(rows())
    paced = found.loc["qd-340-2021-htx-stock-2030"]
    assert (paced["baseline_words"], paced["baseline_low"]) == ("27.342 HTX (31/12/2021)", 27342)
    plain = found.loc["qd-1318-2021-htx-stock-2025"]
    assert (plain["baseline_words"], plain["baseline_id"]) == ("", "")
    assert pd.isna(plain["baseline_low"])


def test_without_a_figure_the_reason_is_said_and_no_number_is_given(rows):
    none = rows()[rows()["value_words"] == ""]
    assert len(none) > 50
    assert (none["reason_words"] != "").all()
    assert none[["value_low", "value_high"]].isna().all(axis=None)


def test_a_figure_of_the_province_never_stands_in_the_bar_of_its_city(rows):
    row = by_target(rows()).loc["yen-bai-city-htx-stock-2025"]
    assert (row["value_words"], row["reason_words"]) == ("", "chỉ có số của tỉnh")


@pytest.mark.parametrize("lens", scorecard.LENSES)
def test_a_lens_changes_no_fact_and_no_verdict_of_facts(card, rows, lens):
    assert set(card().under(lens)["method"]) == {lens}
    prescribed, seen = (by_target(rows(method)).sort_index() for method in ("by_kind", lens))
    pd.testing.assert_frame_equal(prescribed[FACTS], seen[FACTS])
    for verdict in ("attained", "nearly", "overdue"):
        settled = prescribed.index[prescribed["verdicts"] == verdict]
        assert len(settled) > 0
        assert settled.tolist() == seen.index[seen["verdicts"] == verdict].tolist()


@pytest.mark.parametrize(
    ("tolerance", "target", "verdict"),
    [
        (0.03, "qd-1318-2021-lhhtx-member-htx-2025", "overdue"),  # 1,057 of 1,100 is 3.9% short
        (0.04, "qd-1318-2021-lhhtx-member-htx-2025", "nearly"),
        (0.21, "qd-1318-2021-lhhtx-stock-2025", "overdue"),  # 164 of 210 is 21.9% short
        (0.25, "qd-1318-2021-lhhtx-stock-2025", "nearly"),
        (0.25, "qd-1318-2021-htx-stock-2025", "attained"),
    ],
)
def test_the_margin_moves_what_is_nearly(rows, tolerance, target, verdict):
    assert by_target(rows(tolerance=tolerance)).loc[target, "verdicts"] == verdict


def test_a_range_has_a_verdict_for_each_end(card):
    ends = card().of("quang-nam-htx-new-2030")
    assert ends[ends["is_default"]]["end"].tolist() == ["low", "high"]


def test_two_ends_that_differ_are_both_told():
    ends = [{**VERDICT, "verdict": "attained", "verdict_vi": "đạt"}, {**VERDICT, "end": "high", "equation_vi": "1 < 3"}]
    said = scorecard.told(ends, "vi")
    assert said["verdicts"] == "attained;behind"
    assert said["verdict_words"] == "đầu thấp: đạt · đầu cao: chậm tiến độ"
    assert said["signs"] == "✓▽"
    assert said["equation"] == "1 < 2; 1 < 3"


def test_two_ends_that_agree_are_told_once():
    said = scorecard.told([VERDICT, {**VERDICT, "end": "high", "equation_vi": "1 < 3"}], "vi")
    assert (said["verdicts"], said["verdict_words"], said["signs"], said["reason_words"]) == ("behind", "chậm tiến độ", "▽", "")


def test_unknown_methods_and_margins_are_refused(card, shipped):
    with pytest.raises(KeyError):
        card().rows("guess")
    with pytest.raises(ValueError, match="fraction"):
        scorecard.scorecard(shipped.cursor(), 5, "vi")


def test_each_call_gives_rows_of_its_own(card):
    first = card().rows("by_kind")
    first["stated"] = ""
    assert (card().rows("by_kind")["stated"] != "").all()


def test_rows_are_counted_by_verdict_the_surest_first(rows):
    country = scorecard.of_unit(rows(), "viet-nam", "vi")
    found = scorecard.count(country)
    assert list(found) == [verdict for verdict in scorecard.VERDICTS if verdict in found]
    assert sum(found.values()) == len(country)
    assert found["overdue"] == 3  # cooperative groups, unions, and members of cooperatives of Decision 1318


def test_a_reader_chooses_from_sign_name_and_number(rows, card):
    found = scorecard.counted(scorecard.of_unit(rows(), "viet-nam", "vi"), card().names)
    assert found["overdue"] == "✕ quá hạn, không đạt: 3"


def test_chosen_verdicts_leave_the_rows_that_have_one_of_them():
    frame = pd.DataFrame({"verdicts": ["attained", "attained;behind", "overdue"], "n": [1, 2, 3]})
    assert scorecard.with_verdict(frame, ())["n"].tolist() == [1, 2, 3]
    assert scorecard.with_verdict(frame, ("behind",))["n"].tolist() == [2]
    assert scorecard.with_verdict(frame, ("attained", "overdue"))["n"].tolist() == [1, 2, 3]
    assert scorecard.with_verdict(frame.iloc[:0], ("behind",)).columns.tolist() == ["verdicts", "n"]


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_has_its_own_targets_only_a_panel_an_indicator(rows, cursor, unit):
    own = scorecard.of_unit(rows(), unit, "vi")
    query = "select target_id from target where unit_id = ?"
    assert sorted(";".join(own["target_ids"]).split(";")) == sorted(target for (target,) in cursor.execute(query, [unit]).fetchall())
    assert (own["panel_id"] == own["indicator_id"]).all()
    assert own.groupby("panel_id")[["measure_symbol", "kind"]].nunique().eq(1).all(axis=None)


def test_a_question_puts_one_indicator_on_an_axis_and_never_the_country_with_localities(rows):
    own = scorecard.of_question(rows(), "htx-number", shared=True, lang="vi")
    assert own.groupby("panel_id")["indicator_id"].nunique().eq(1).all()
    assert own.groupby("panel_id")["unit_role"].nunique().eq(1).all()
    assert set(own[own["panel_id"] == "htx-stock"]["unit_id"]) == {"hai-phong", "yen-bai-city", "son-ha"}
    assert own["panel_id"].iloc[0] == "htx-stock"  # most localities


def test_on_axes_of_their_own_every_unit_has_a_panel(rows):
    own = scorecard.of_question(rows(), "htx-number", shared=False, lang="vi")
    assert own.groupby("panel_id")["unit_id"].nunique().eq(1).all()
    shared = scorecard.of_question(rows(), "htx-number", shared=True, lang="vi")
    assert own["target_id"].tolist() == shared["target_id"].tolist()


def test_rows_of_a_panel_stand_together(rows, cursor):
    for (family,) in cursor.execute("select distinct family_id from target_row").fetchall():
        own = scorecard.of_question(rows(), family, shared=True, lang="vi")
        changes = (own["panel_id"] != own["panel_id"].shift()).sum()
        assert changes == own["panel_id"].nunique(), family


def test_a_standard_stands_above_the_panel_where_it_is_one_and_beside_each_row_where_not(rows):
    """Hải Phòng counts those in operation, Yên Bái those operating effectively, Sơn Hà the existing ones."""
    panel = scorecard.of_question(rows(), "htx-number", shared=True, lang="vi").query("panel_id == 'htx-stock'")
    assert panel["panel_subtitle"].unique().tolist() == ["HTX"]
    beside = dict(zip(panel["unit_id"], panel["time_words"], strict=True))
    assert "đang hoạt động" in beside["hai-phong"]
    assert "hoạt động hiệu quả" in beside["yen-bai-city"]
    country = scorecard.of_unit(rows(), "viet-nam", "vi").query("indicator_id == 'htx-stock'")
    assert country["panel_subtitle"].unique().tolist() == ["HTX · hiện có"]
    assert not country["time_words"].str.contains("hiện có").any()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_methods_to_choose_from(shipped, lang):
    found = scorecard.methods(shipped.cursor(), lang)
    assert tuple(found) == scorecard.METHODS
    assert found["by_kind"] == texts(lang)["progress.by_kind"]
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_picture_says_method_margin_and_the_verdicts_chosen(card, rows, lang):
    given = card(0.05, lang)
    words = scorecard.chart_words(given, "Cả nước", rows(lang=lang), "linear", ("overdue",), "1.2.3")
    for part in ("linear", "5%", given.names["overdue"]):
        assert part in words["subtitle"]
    assert given.names["overdue"] not in scorecard.chart_words(given, "Cả nước", rows(lang=lang), "linear", (), "1.2.3")["subtitle"]
    assert "1.2.3" in words["source"]
    assert words["source"].count("1318") == 1


def test_the_picture_of_nothing_names_no_document(card, rows):
    words = scorecard.chart_words(card(), "Cả nước", rows().iloc[:0], "linear", (), "1")
    assert "None" not in words["source"]
    assert scorecard.spoken("Cả nước", rows().iloc[:0], "gốc:") == "Cả nước."


def test_the_picture_can_be_heard(rows):
    said = scorecard.spoken("Cả nước", scorecard.of_unit(rows(), "viet-nam", "vi"), "gốc:")
    assert "gốc: 27.342 HTX (31/12/2021) – chậm tiến độ" in said
    assert "Số hợp tác xã, 2025: khoảng 35.000 HTX – 35.041 HTX (12/2025) – đạt" in said


@pytest.mark.parametrize(
    ("tolerance", "lang", "words"), [(0.05, "vi", "5%"), (0.29, "en", "29%"), (0.075, "vi", "7,5%"), (0.075, "en", "7.5%")]
)
def test_a_margin_in_words(tolerance, lang, words):
    assert scorecard.percent(tolerance, lang) == words
