"""Which targets share a panel, why the others stand apart, and which national target may be held to them."""

from functools import cache

import pandas as pd
import pytest

from loaders import comparison
from loaders.texts import texts

ANNUAL = "mỗi năm"


@pytest.fixture(scope="module")
def question(shipped):
    """A question, asked of the database once however many tests look at it."""
    return cache(lambda family, lang="vi": comparison.question(shipped.cursor(), family, lang))


@pytest.fixture(scope="module")
def panels(question):
    def make(family: str, *units: str, lang: str = "vi") -> pd.DataFrame:
        return comparison.panels(question(family, lang), units)

    return make


def held(frame: pd.DataFrame) -> dict[str, float]:
    """target_id -> the low end of the national target drawn over its row."""
    rows = frame[frame["benchmark_label"] != ""]
    return dict(zip(rows["target_id"], rows["benchmark_low"], strict=True))


def test_what_is_known_of_each_target_is_its_row_and_what_the_picture_draws(cursor, question, panels):
    drawn = {*comparison.DRAWN, "stated", "panel_id", "panel_subtitle", "horizon_label"}
    held_to = {"benchmark_label", "benchmark_low", "benchmark_high"}
    targets = set(question("quality").targets)
    assert targets == {*cursor.execute("from target_row limit 0").df(), *drawn, *held_to}
    assert set(panels("quality")) == targets | {"panel_reason", "note_short"}


def order(frame: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(frame["panel_id"]))


@pytest.mark.parametrize(
    ("family", "first", "units"),
    [
        ("quality", "org-quality-share", {"quang-nam", "yen-bai-city"}),
        ("value-chain", "chain-rated-share", {"quang-nam", "yen-bai-city"}),
        ("htx-number", "htx-stock", {"hai-phong", "yen-bai-city", "son-ha"}),
        ("lhhtx-number", "lhhtx-new", {"hai-duong", "quang-nam"}),
    ],
)
def test_the_panel_of_most_localities_comes_first_and_needs_no_reason(panels, family, first, units):
    frame = panels(family)
    assert order(frame)[0] == first
    assert set(frame[frame["panel_id"] == first]["unit_id"]) == units
    assert set(frame[frame["panel_id"] == first]["panel_reason"]) == {""}


def test_a_panel_never_mixes_indicators_bases_or_kinds(panels):
    for family in ("quality", "value-chain", "htx-number", "tht-number", "technology", "revenue"):
        one = panels(family).groupby("panel_id")[["indicator_id", "base_id", "kind", "measure_id"]].nunique()
        assert (one == 1).all(axis=None), family


def test_every_later_panel_says_why_it_stands_apart(panels):
    for family in ("quality", "value-chain", "htx-number", "tht-number", "lhhtx-number", "technology"):
        frame = panels(family)
        later = frame[frame["panel_id"] != order(frame)[0]]
        assert len(later), family
        assert (later["panel_reason"] != "").all(), family


@pytest.mark.parametrize(
    ("family", "panel", "lang", "words"),
    [
        ("quality", "htx-quality-share", "vi", "khác mẫu số"),
        ("quality", "htx-lhhtx-quality-share", "vi", "mẫu số gần nhau nhưng không trùng"),
        ("value-chain", "chain-htx-share", "en", "different base"),
        ("value-chain", "chain-effective-share", "en", "bases close but not equal"),
        ("htx-number", "htx-new", "vi", "khác loại số"),
        ("htx-number", "htx-agri-stock", "en", "different base"),
        ("technology", "high-tech-htx-number", "vi", "khác nội dung"),
        ("lhhtx-number", "lhhtx-stock", "en", "different kind"),
    ],
)
def test_the_reason_is_the_rules_own(panels, family, panel, lang, words):
    frame = panels(family, lang=lang)
    [reason] = set(frame[frame["panel_id"] == panel]["panel_reason"])
    assert reason.startswith(words)


def test_localities_may_be_chosen_and_the_first_panel_follows_them(panels):
    frame = panels("quality", "hai-phong", "son-ha")
    assert order(frame) == ["htx-quality-share"]
    assert list(frame["unit_id"]) == ["hai-phong", "son-ha"]
    assert set(panels("quality", "hai-duong")["panel_reason"]) == {""}


def test_rows_stand_by_locality_then_horizon(panels):
    rows = panels("quality")
    first = rows[rows["panel_id"] == "org-quality-share"]
    assert list(zip(first["unit_id"], first["horizon"], strict=True)) == [
        ("quang-nam", 2030), ("quang-nam", 2045), ("yen-bai-city", 2025), ("yen-bai-city", 2030), ("yen-bai-city", 2045),
    ]  # fmt: skip


def test_the_quality_targets_for_2030_are_held_to_the_resolutions_60_percent(panels):
    """Resolution 20: over 60% of all organisations by 2030, over 90% “effective” by 2045. Shares of cooperatives have another base."""
    assert held(panels("quality")) == {
        "quang-nam-org-quality-share-2030": 60.0,
        "yen-bai-city-org-quality-share-2030": 60.0,
        "yen-bai-city-org-quality-share-2045": 90.0,
    }


def test_the_chain_targets_are_held_to_50_percent_of_the_rated_and_75_of_the_effective(panels):
    assert held(panels("value-chain")) == {
        "quang-nam-chain-rated-share-2030": 50.0,
        "yen-bai-city-chain-rated-share-2030": 50.0,
        "yen-bai-city-chain-effective-share-2045": 75.0,
    }


@pytest.mark.parametrize("family", ["htx-number", "tht-number", "lhhtx-number", "htx-members", "tht-members"])
def test_a_count_for_the_country_is_held_to_nobody(panels, family):
    assert held(panels(family)) == {}


def test_a_benchmark_names_horizon_words_and_documents(panels):
    labels = panels("quality").set_index("target_id")["benchmark_label"]
    assert labels["quang-nam-org-quality-share-2030"] == "Cả nước 2030: trên 60% (20-NQ/TW, 09/NQ-CP)"
    english = panels("quality", lang="en").set_index("target_id")["benchmark_label"]
    assert english["quang-nam-org-quality-share-2030"] == "Viet Nam 2030: more than 60% (20-NQ/TW, 09/NQ-CP)"


def test_a_standard_that_differs_within_its_panel_is_said(panels):
    notes = panels("htx-number").set_index("target_id")["note_short"]
    assert notes["hai-phong-htx-stock-2025"] == "đang hoạt động"
    assert notes["son-ha-htx-stock-2024"] == "hiện có"
    # Two of the four count what is effective: no more than half, so these say it too.
    assert notes["yen-bai-city-htx-stock-2025"] == notes["yen-bai-city-htx-stock-2030"] == "hoạt động hiệu quả"
    quality = panels("quality").set_index("target_id")["note_short"]
    assert quality["yen-bai-city-org-quality-share-2045"] == "hoạt động hiệu quả"
    assert quality["yen-bai-city-org-quality-share-2030"] == ""


@pytest.mark.parametrize(
    ("family", "panel", "lang", "words"),
    [
        ("quality", "htx-quality-share", "vi", "% hợp tác xã"),
        ("quality", "htx-lhhtx-quality-share", "vi", "% hợp tác xã và liên hiệp hợp tác xã · loại khá, tốt"),
        ("htx-number", "htx-stock", "vi", "HTX · số có tại thời điểm"),
        ("htx-number", "htx-agri-stock", "vi", "HTX · số có tại thời điểm · đang hoạt động"),
    ],
)
def test_a_panel_says_its_unit_then_the_base_of_a_share_or_the_kind_of_a_count_then_its_usual_standard(panels, family, panel, lang, words):
    frame = panels(family, lang=lang)
    assert set(frame[frame["panel_id"] == panel]["panel_subtitle"]) == {words}


def test_pairs_name_both_sides_best_first(question):
    pairs = question("htx-number", "vi").pairs
    assert list(dict.fromkeys(pairs["class"])) == ["direct", "caveat", "no"]
    first = pairs.iloc[0]
    assert (first["one"], first["other"]) == ("Hải Dương 2030: 180 HTX", "Quảng Nam 2030: 300–400 HTX")
    assert first["class_label"] == "so trực tiếp được"
    assert (pairs["unit_id"] != pairs["other_unit_id"]).all()
    assert not pairs.duplicated(["target_id", "other_target_id"]).any()


@pytest.mark.parametrize(
    ("family", "silent"),
    [
        ("quality", {}),
        ("value-chain", {"son-ha": "words_only"}),
        ("tht-number", {"son-ha": "not_mentioned"}),
        (
            "weak",
            {"hai-duong": "text_not_available", "quang-nam": "not_mentioned", "yen-bai-city": "not_mentioned", "son-ha": "words_only"},
        ),
    ],
)
def test_who_has_no_number_is_told_with_the_state(question, family, silent):
    frame = question(family, "vi").silent
    assert dict(zip(frame["unit_id"], frame["state"], strict=True)) == silent
    assert list(frame["unit_id"]) == list(silent)


@pytest.mark.parametrize("units", [("no-such-unit",), ("son-ha",)])
def test_nobody_to_show_gives_an_empty_frame_with_its_columns(question, units):
    facts = question("tht-number", "vi")
    frame = comparison.panels(facts, units)
    assert frame.empty
    assert {"panel_id", "panel_reason", "note_short", "target_id"} <= set(frame.columns)
    assert comparison.spoken(frame, "Bao nhiêu tổ hợp tác?") == "Bao nhiêu tổ hợp tác?"


def test_a_question_that_nobody_answers_is_empty(question):
    facts = question("ocop", "en")
    assert facts.targets.empty
    assert facts.pairs.empty
    assert len(facts.silent) == 5


def test_the_chart_gets_a_word_for_floors_without_a_last_year(panels):
    frame = panels("tht-number")
    labels = dict(zip(frame["target_id"], frame["horizon_label"], strict=True))
    assert labels["yen-bai-city-tht-new-annual-annual"] == ANNUAL
    assert labels["yen-bai-city-tht-stock-2025"] == "2025"
    assert set(frame["benchmark_label"]) == {""}


def test_the_picture_names_its_documents_and_version(panels):
    words = comparison.chart_words("x", "Mục tiêu trên 100.000 dân", panels("weak"), texts("vi"), "2026.11.22")
    assert words["title"] == "x"
    assert words["subtitle"].startswith("Mục tiêu trên 100.000 dân; ◆ đúng số")
    assert words["source"] == "Nguồn: Kế hoạch 215/KH-UBND. Dữ liệu phiên bản 2026.11.22."


def test_the_chart_can_be_heard(panels):
    said = comparison.spoken(panels("quality", "quang-nam"), "Bao nhiêu phần trăm?")
    assert said.splitlines()[0] == "Bao nhiêu phần trăm?"
    assert [line.split(",")[0] for line in said.splitlines()[1:]] == ["Quảng Nam 2030: 60–70%", "Quảng Nam 2045: khoảng 90%"]
    assert said.splitlines()[1].endswith(" – Cả nước 2030: trên 60% (20-NQ/TW, 09/NQ-CP);")


def test_who_listens_hears_once_and_first_why_a_panel_stands_apart(panels):
    said = comparison.spoken(panels("quality", "quang-nam", "yen-bai-city", "hai-phong", "son-ha"), "x").splitlines()
    assert [line.split(":")[0] for line in said] == [
        "x", "Quảng Nam 2030", "Quảng Nam 2045", "TP Yên Bái 2025", "TP Yên Bái 2030", "TP Yên Bái 2045",
        "Tỷ lệ hợp tác xã đạt loại khá trở lên", "Hải Phòng 2025", "Sơn Hà 2024",
    ]  # fmt: skip
