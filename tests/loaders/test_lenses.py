"""Targets seen through lenses: the arithmetic, the qualifier that stays, the source on screen, and the reason where it does not apply."""

from functools import cache

import pandas as pd
import pytest

from loaders import comparison, lens_facts, lenses
from loaders.lens_facts import LensFacts
from loaders.lens_steps import LENSES


@pytest.fixture(scope="module")
def known(shipped):
    return cache(lambda lang="vi": lens_facts.facts(shipped.cursor(), lang))


@pytest.fixture(scope="module")
def panels(shipped):
    questions = cache(lambda family, lang: comparison.question(shipped.cursor(), family, lang))
    return lambda family, *units, lang="vi": comparison.panels(questions(family, lang), units)


@pytest.fixture(scope="module")
def seen(panels, known):
    def make(family: str, lens: str, *units: str, lang: str = "vi", years: int | None = None) -> lenses.Lensed:
        return lenses.apply(panels(family, *units, lang=lang), lens, known(lang), lang, years=years)

    return make


def row(frame: pd.DataFrame, target_id: str) -> dict:
    [found] = frame[frame["target_id"] == target_id].to_dict("records")
    return found


def test_the_lens_that_changes_nothing_changes_nothing(seen, panels):
    rows, left_out = seen("htx-number", "stated")
    before = panels("htx-number")
    pd.testing.assert_frame_equal(rows[list(before)], before)
    assert left_out.empty
    assert set(rows["lens_note"]) == {""}


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("family", ["htx-number", "tht-number", "quality", "value-chain", "htx-members", "technology", "revenue"])
def test_every_row_is_shown_or_left_out_with_a_reason_and_the_columns_stay(seen, panels, family, lens):
    before = panels(family)
    rows, left_out = seen(family, lens)
    assert sorted([*rows["target_id"], *left_out["target_id"]]) == sorted(before["target_id"])
    assert set(rows) - set(before) == {"document_stated", "lens_note", "lens_basis", "lens_years"}
    assert list(rows)[: len(before.columns)] == list(before)
    assert (left_out["lens_reason"] != "").all()
    assert dict(zip(rows["target_id"], rows["document_stated"], strict=True)) == {
        target: words for target, words in zip(before["target_id"], before["stated"], strict=True) if target in set(rows["target_id"])
    }


def test_hai_phong_per_100_000_people(seen):
    """The text says 400, and 2,121,841 people were counted on 1 April 2024."""
    found = row(seen("htx-number", "per_100k").rows, "hai-phong-htx-stock-2025")
    assert found["low"] == pytest.approx(400 / 2121841 * 100000)
    assert found["low"] == pytest.approx(18.8516, abs=5e-5)
    assert pd.isna(found["high"])
    assert found["stated"] == "trên 18,9 HTX/100.000 dân"
    assert found["lens_note"] == "400 ÷ 2.121.841 người (1/4/2024, danso.asia) × 100.000 = 18,8516"
    assert found["lens_basis"].startswith("Điều tra dân số giữa kỳ 2024")
    assert (found["measure_symbol"], found["measure_vi"], found["measure_en"]) == (
        "HTX/100.000 dân",
        "hợp tác xã trên 100.000 dân",
        "cooperatives per 100,000 people",
    )


def test_the_same_in_english(seen):
    found = row(seen("htx-number", "per_100k", lang="en").rows, "hai-phong-htx-stock-2025")
    assert found["stated"] == "more than 18.9 HTX/100,000 people"
    assert found["lens_note"] == "400 ÷ 2,121,841 people (1 April 2024, danso.asia) × 100,000 = 18.8516"
    assert found["lens_basis"].startswith("2024 mid-term census")


def test_labour_force_is_no_population(known):
    assert known().people["hai-phong"]["persons"] == 2121841
    assert known().people["yen-bai-city"]["persons"] == 100631
    assert "xa-son-ky-2025" not in known().people


def test_quang_nams_range_over_the_assumed_eight_years(seen):
    found = row(seen("htx-number", "per_year").rows, "quang-nam-htx-new-2030")
    assert (found["low"], found["high"], found["lens_years"]) == (37.5, 50, 8)
    assert found["stated"] == "37,5–50 HTX/năm"
    assert found["lens_note"] == "300–400 ÷ 8 năm giả định (2023–2030) = 37,5–50"
    assert found["note_short"] == "÷ 8 năm giả định (2023–2030)"
    assert "giả định" in found["lens_basis"]


def test_a_yearly_floor_stays_and_joins_the_others_on_one_axis(seen):
    rows, left_out = seen("htx-number", "per_year")
    assert rows["target_id"].tolist() == ["hai-duong-htx-new-2030", "quang-nam-htx-new-2030", "yen-bai-city-htx-new-annual-annual"]
    assert set(rows["panel_id"]) == {"htx-new-annual"}
    assert set(rows["panel_title"]) == {"Số hợp tác xã thành lập mới mỗi năm"}
    assert set(rows["panel_reason"]) == {""}
    found = row(rows, "yen-bai-city-htx-new-annual-annual")
    assert (found["low"], found["stated"], found["lens_note"]) == (5, "ít nhất 5 HTX/năm", "")
    assert pd.isna(found["lens_years"])
    assert set(left_out["kind"]) == {"stock"}


@pytest.mark.parametrize(("years", "quang_nam", "hai_duong"), [(None, 37.5, 180 / 7), (8, 37.5, 22.5), (5, 60, 36), (1, 300, 180)])
def test_the_assumed_years_are_the_readers_choice(seen, years, quang_nam, hai_duong):
    rows = seen("htx-number", "per_year", years=years).rows
    assert row(rows, "quang-nam-htx-new-2030")["low"] == pytest.approx(quang_nam)
    assert row(rows, "hai-duong-htx-new-2030")["low"] == pytest.approx(hai_duong)


def test_the_choice_is_said(seen):
    found = row(seen("htx-number", "per_year", years=5).rows, "quang-nam-htx-new-2030")
    assert found["lens_note"] == "300–400 ÷ 5 năm giả định (2026–2030) = 60–80"
    assert found["lens_basis"] == "Văn bản không nêu năm bắt đầu; số năm do người xem chọn."


def test_a_period_that_the_document_states_is_not_assumed(seen):
    found = row(seen("dissolution", "per_year", years=3).rows, "hai-phong-htx-dissolved-2025")
    assert (found["low"], found["lens_years"]) == (20, 5)
    assert found["lens_note"] == "100 ÷ 5 năm (2021–2025) = 20"
    assert found["lens_basis"] == "Giai đoạn do văn bản nêu."


def test_a_period_of_less_than_a_year_is_refused(seen):
    with pytest.raises(ValueError, match="at least one year"):
        seen("htx-number", "per_year", years=0)


def test_an_unknown_lens_is_refused(seen):
    with pytest.raises(KeyError):
        seen("htx-number", "per_head")


def test_new_cooperatives_as_a_share_of_those_there_were(seen):
    rows, left_out = seen("htx-number", "of_start")
    found = row(rows, "quang-nam-htx-new-2030")
    assert (found["low"], found["high"]) == (pytest.approx(300 / 509 * 100), pytest.approx(400 / 509 * 100))
    assert found["stated"] == "58,9–78,6% số đầu kỳ"
    assert found["lens_note"].startswith("300–400 ÷ 509 HTX (12/2022) × 100 = 58,9391–")
    assert row(rows, "hai-duong-htx-new-2030")["low"] == pytest.approx(180 / 522 * 100)
    reasons = dict(zip(left_out["target_id"], left_out["lens_reason"], strict=True))
    assert "trước đó" in reasons["hai-phong-htx-stock-2025"]
    assert reasons["son-ha-htx-stock-2024"] == "văn bản không ghi ngày ban hành"


def test_a_figure_after_the_issue_of_the_document_is_no_start(known, panels):
    """Hải Phòng's 358 active cooperatives are of January 2023, its plan of September 2021."""
    rows = panels("htx-number", "hai-phong")
    later = rows.assign(issued_on=pd.Timestamp("2023-06-01"))
    found = row(lenses.apply(later, "of_start", known(), "vi").rows, "hai-phong-htx-stock-2025")
    assert found["low"] == pytest.approx(400 / 358 * 100)
    assert "hai-phong-htx-stock-2025" in set(lenses.apply(rows, "of_start", known(), "vi").left_out["target_id"])


def test_a_share_of_the_national_target_names_its_documents(seen):
    found = row(seen("quality", "of_national").rows, "yen-bai-city-org-quality-share-2030")
    assert found["low"] == pytest.approx(65 / 60 * 100)
    assert found["stated"] == "trên 108% mục tiêu cả nước"
    assert found["lens_basis"] == "Cả nước nêu: trên 60% (20-NQ/TW, 09/NQ-CP)."
    assert (found["benchmark_low"], found["benchmark_high"]) == (100, 100)
    assert found["benchmark_label"].endswith("= 100%")


def test_another_standard_of_the_national_target_is_said(seen):
    found = row(seen("quality", "of_national").rows, "quang-nam-org-quality-share-2045")
    assert found["lens_basis"].endswith("Cả nước theo tiêu chuẩn khác: hoạt động hiệu quả.")


def test_national_documents_that_disagree_give_no_one_number(known, panels):
    rows = panels("htx-number", "hai-phong")
    facts = known()
    [nation] = [n for n in facts.nations if n["indicator_id"] == "htx-stock" and n["horizon"] == 2025]
    other = {**nation, "low": 36000, "high": 36000, "stated": "36.000 HTX", "document_number": "1/QĐ"}
    two = LensFacts(facts.people, facts.stocks, [nation, other], facts.indicators, facts.reasons)
    left_out = lenses.apply(rows, "of_national", two, "vi").left_out
    reason = row(left_out, "hai-phong-htx-stock-2025")["lens_reason"]
    assert reason == "mục tiêu cả nước không phải một con số: khoảng 35.000 HTX (1318/QĐ-TTg); 36.000 HTX (1/QĐ)"


def test_the_country_is_a_yardstick_once_both_are_per_100_000_people(seen):
    """As counts they do not compare; per head those of one standard do."""
    rows = seen("tht-number", "per_100k").rows
    found = row(rows, "hai-phong-tht-stock-2025")
    assert found["benchmark_low"] == pytest.approx(134000 / 96208984 * 100000)
    assert "96.208.984 người (1/4/2019" in found["benchmark_label"]
    assert row(rows, "yen-bai-city-tht-stock-2025")["benchmark_label"] == ""
    assert (rows["benchmark_low"].notna() == (rows["benchmark_label"] != "")).all()


def test_panels_stay_apart_for_the_reasons_that_remain(seen):
    rows = seen("htx-number", "per_100k").rows
    reasons = rows.groupby("panel_id", sort=False)["panel_reason"].first()
    assert reasons.iloc[0] == ""
    assert reasons["htx-new"] == "khác loại số: số có tại thời điểm / tăng thêm cộng dồn cả giai đoạn"
    per_year = seen("htx-members", "per_year").rows.groupby("panel_id", sort=False)["panel_reason"].first()
    assert "mỗi năm" not in per_year["htx-new-members-annual"]
    assert per_year["htx-new-members-annual"].startswith("khác nội dung")


def test_which_lenses_apply_and_why_not(panels, known):
    said = lenses.available(panels("quality"), known(), "vi")
    assert said == {
        "stated": "",
        "per_year": "không phải số cộng dồn nên không chia cho năm",
        "per_100k": "không phải số đếm nên không quy đổi theo quy mô",
        "of_start": "không phải số đếm nên không quy đổi theo quy mô",
        "of_national": "",
    }
    assert set(lenses.available(panels("htx-number"), known(), "vi").values()) == {""}
    one = lenses.available(panels("htx-number", "son-ha", lang="en"), known("en"), "en")
    assert one["of_start"] == "the document has no date of issue"


def test_without_people_the_lens_says_so(panels, known):
    facts = known()
    nobody = LensFacts({}, facts.stocks, facts.nations, facts.indicators, facts.reasons)
    assert lenses.available(panels("htx-number", "hai-phong"), nobody, "vi")["per_100k"] == "chưa có dân số của địa phương"


def test_nothing_to_show_leaves_only_the_first_lens(panels, known):
    rows = panels("gdp-share", "son-ha")
    said = lenses.available(rows, known(), "vi")
    assert said.pop("stated") == ""
    assert all(said.values())
    for lens in LENSES:
        assert lenses.apply(rows, lens, known(), "vi").rows.empty


def test_lenses_have_names_in_order():
    assert list(lenses.labels("vi")) == list(LENSES)
    assert lenses.labels("en")["per_100k"] == "Per 100,000 people"


def test_what_stands_under_the_chart(seen):
    notes, apart = lenses.said(seen("htx-number", "per_year"))
    assert notes[0].startswith("Hải Dương 2030: 180 HTX. 180 ÷ 7 năm giả định (2024–2030) = 25,7143. Văn bản không nêu")
    assert "Hải Phòng 2025: trên 400 HTX – không phải số cộng dồn nên không chia cho năm" in apart
    assert lenses.said(seen("gdp-share", "per_year", "son-ha")) == ([], [])


def test_what_documents_state_stands_beside_what_a_lens_makes_of_it(seen, panels):
    before = panels("htx-number")
    frame = lenses.beside(before, seen("htx-number", "per_year"), "per_year", "vi")
    assert list(frame) == [*before, *lenses.COLUMNS]
    own = frame.sort_values("target_id")[list(before)].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, before.sort_values("target_id").reset_index(drop=True))
    found = row(frame, "quang-nam-htx-new-2030")
    assert (found["stated"], found["low"], found["lens_stated"], found["lens_low"]) == ("300–400 HTX", 300, "37,5–50 HTX/năm", 37.5)
    assert (found["lens"], found["lens_measure"], found["lens_reason"]) == ("Quy về mỗi năm", "hợp tác xã một năm", "")
    left = row(frame, "son-ha-htx-stock-2024")
    assert (left["stated"], left["lens_stated"], left["lens_note"]) == ("23 HTX", "", "")
    assert pd.isna(left["lens_low"])
    assert left["lens_reason"].startswith("không phải số cộng dồn")
    assert frame["lens_reason"].tolist() == sorted(frame["lens_reason"])


def test_whether_years_were_assumed(seen):
    assert lenses.assumes(seen("htx-number", "per_year"))
    assert lenses.assumes(seen("htx-number", "per_year", years=5))
    assert not lenses.assumes(seen("dissolution", "per_year"))
    assert not lenses.assumes(seen("htx-number", "per_100k"))


def test_a_lens_ends_the_name_of_its_file():
    assert [lenses.slug("stated", 5), lenses.slug("per_year", 5), lenses.slug("of_start", None)] == ["", "_per-year-5", "_of-start"]


@pytest.mark.parametrize(
    ("value", "words"), [(18.8516, 18.9), (56.25, 56.3), (0.4607, 0.461), (396.5, 397), (12345.6, 12346), (-2.65, -2.65)]
)
def test_words_are_rounded_and_numbers_are_not(value, words):
    assert lenses._rounded(value) == pytest.approx(words)
