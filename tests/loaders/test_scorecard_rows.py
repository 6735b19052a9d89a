"""Rows of a scorecard typed here: what is joined, how a question's panels are ordered and named, and what is said of them."""

import pandas as pd
import pytest

from loaders import scorecard

ROW = {
    "target_id": "a",
    "unit_id": "viet-nam",
    "unit_role": "country",
    "unit_label": "Cả nước",
    "indicator_id": "htx-stock",
    "family_id": "htx-number",
    "base_id": "htx",
    "standard_id": None,
    "standard_vi": None,
    "horizon": 2030,
    "horizon_label": "2030",
    "operator": "eq",
    "low": 45_000.0,
    "high": 45_000.0,
    "is_own": False,
    "answer": "behind 1 < 2",
    "document_short": "Nghị quyết 20",
    "documents": "Nghị quyết 20",
    "panel_id": "htx-stock",
    "panel_subtitle": "HTX",
    "time_words": "",
    "note": "",
}
SECOND = {"target_id": "b", "document_short": "Nghị quyết 09"}
LOCAL = {"unit_role": "locality", "unit_id": "son-ha", "unit_label": "Sơn Hà"}
OTHER = LOCAL | {"unit_id": "hai-phong", "unit_label": "Hải Phòng"}


def frame(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([ROW | row for row in rows])


@pytest.mark.parametrize(
    ("rows", "ids"),
    [
        ([{}, SECOND], ["a;b"]),
        ([{}, SECOND, SECOND | {"target_id": "c"}], ["a;b;c"]),
        ([{"horizon": None, "standard_id": None}, SECOND | {"horizon": None}], ["a;b"]),  # two yearly floors
        ([{"indicator_id": "x"}, SECOND, {"target_id": "c", "indicator_id": "x"}], ["a;c", "b"]),
        ([{}, SECOND | {"low": 46_000.0}], ["a", "b"]),
        ([{}, SECOND | {"answer": "attained 2 ≥ 2"}], ["a", "b"]),
        ([{}, SECOND | {"is_own": True}], ["a", "b"]),
        ([{}, SECOND | {"note": "÷ 8"}], ["a", "b"]),
    ],
)
def test_documents_that_say_the_same_share_a_row_that_names_each_once(rows, ids):
    given = frame(*rows).drop(columns="documents")
    found = scorecard.joined(given, "note")
    assert found["target_ids"].tolist() == ids
    assert list(found) == [*given, "documents", "target_ids"]
    names = dict(zip(given["target_id"], given["document_short"], strict=True))
    assert found["documents"].tolist() == ["; ".join(dict.fromkeys(names[one] for one in several.split(";"))) for several in ids]
    assert found.index.tolist() == list(range(len(ids)))


PANELS = [
    LOCAL | {"panel_id": "z"},
    LOCAL | {"panel_id": "a"},
    LOCAL | {"panel_id": "m"},
    OTHER | {"panel_id": "m"},
    {"panel_id": "z"},
    {"panel_id": "of the country"},
]


@pytest.mark.parametrize(
    ("shared", "panels"),
    [
        (True, ["m", "m", "z", "z|viet-nam", "a", "of the country|viet-nam"]),
        (False, ["m|son-ha", "m|hai-phong", "z|son-ha", "z|viet-nam", "a|son-ha", "of the country|viet-nam"]),
    ],
)
def test_most_localities_come_first_then_the_order_of_the_question_and_the_country_apart(shared, panels):
    found = scorecard.of_question(frame(*PANELS, {"family_id": "other"}), "htx-number", shared=shared, lang="vi")
    assert found["panel_id"].tolist() == panels
    assert found["head"].tolist()[:2] == ["Sơn Hà · 2030", "Hải Phòng · 2030"]
    assert list(found) == [*frame({}), "head"]


def test_rows_of_one_heading_say_their_documents_and_others_do_not():
    rows = frame({"time_words": "chưa tới"}, {"documents": "Nghị quyết 09"}, {"horizon_label": "2045", "documents": "Nghị quyết 09"})
    found = scorecard.of_question(rows, "htx-number", shared=True, lang="vi")
    assert found["time_words"].tolist() == ["chưa tới · Nghị quyết 20", "Nghị quyết 09", ""]


ACTIVE, EXISTING = {"standard_vi": "đang hoạt động"}, {"standard_vi": "hiện có"}


@pytest.mark.parametrize(
    ("rows", "above", "beside"),
    [
        ([{}, {}], ["HTX", "HTX"], ["", ""]),
        ([ACTIVE, ACTIVE], ["HTX · đang hoạt động"] * 2, ["", ""]),
        ([ACTIVE, EXISTING | {"time_words": "đã qua"}], ["HTX", "HTX"], ["đang hoạt động", "đã qua · hiện có"]),
        ([ACTIVE, {}], ["HTX", "HTX"], ["đang hoạt động", ""]),
        ([ACTIVE, EXISTING | {"indicator_id": "htx-new"}], ["HTX · đang hoạt động", "HTX · hiện có"], ["", ""]),
    ],
)
def test_the_standard_of_a_count_stands_once_above_its_panel_or_beside_each_row_that_names_one(rows, above, beside):
    found = scorecard.of_unit(frame(*rows, {"unit_id": "son-ha"}), "viet-nam", "vi")
    assert found["panel_subtitle"].tolist() == above
    assert found["time_words"].tolist() == beside
    assert list(found) == [*frame({}), "head"]


def test_verdicts_that_occur_are_counted_the_surest_first_and_both_of_a_range():
    rows = pd.DataFrame({"verdicts": ["overdue", "attained;on_pace", "attained"]})
    assert list(scorecard.count(rows).items()) == [("attained", 2), ("on_pace", 1), ("overdue", 1)]


def test_what_was_reckoned_with_is_told_with_its_equation():
    told = {"stated": "45.000 HTX", "verdict_words": "chậm tiến độ"}
    rows = frame(told | {"equation": "1 < 2"}, told | {"equation": ""})
    assert scorecard.equations(rows) == ["Cả nước 2030, 45.000 HTX: chậm tiến độ — 1 < 2"]


def test_an_empty_picture_says_whether_a_choice_or_the_texts_left_it_empty():
    verdicts = pd.DataFrame({"verdict": ["overdue"], "verdict_vi": ["quá hạn"]})
    card = scorecard.Scorecard(pd.DataFrame(), verdicts, {}, 0.05, "vi")
    chosen, none = (scorecard.chart_words(card, "", frame(), "x", verdicts, "1")["empty"] for verdicts in (("overdue",), ()))
    assert chosen == "Không có mục tiêu nào có kết luận đã chọn."
    assert none == "Chưa văn bản nào nêu con số cho câu hỏi này."
