"""Goals and results through a lens: target, value and baseline divided alike, so that no verdict changes; and a choice as a whole."""

from dataclasses import replace
from datetime import datetime

import pandas as pd
import pytest

from loaders import lens_facts, lenses, progress, scorecard, scorecard_lens, verdict_table
from loaders.scorecard_lens import Choice

DIVIDING = [lens for lens in lenses.labels("vi") if lens != "stated"]
VERDICT = ["verdicts", "signs", "verdict_words", "equation", "answer"]
PEOPLE = 96_208_984  # the census of 2019


@pytest.fixture(scope="module")
def card(shipped):
    return scorecard.scorecard(shipped.cursor(), 0.05, "vi")


@pytest.fixture(scope="module")
def known(shipped):
    return lens_facts.facts(shipped.cursor(), "vi")


@pytest.fixture(scope="module")
def each(card):
    return card.each("by_kind")


@pytest.fixture
def seen(card, each, known):
    """A question through a lens: `seen("htx-number", "per_100k")`."""

    def seen(family: str, lens: str) -> lenses.Lensed:
        return scorecard_lens.through(card, each[each["family_id"] == family], lens, known)

    return seen


def row(lensed: lenses.Lensed, target: str) -> pd.Series:
    [found] = [row for _, row in lensed.rows.iterrows() if target in row["target_ids"].split(";")]
    return found


def test_per_100_000_people(seen):
    """About 35,000 wanted and 35,041 there at the end of 2025, among the people of the census."""
    found = row(seen("htx-number", "per_100k"), "qd-1318-2021-htx-stock-2025")
    assert found["low"] == pytest.approx(35_000 / PEOPLE * 100_000)
    assert found["value_low"] == found["value_high"] == pytest.approx(35_041 / PEOPLE * 100_000)
    assert (found["stated"], found["value_words"]) == ("khoảng 36,4", "36,4 (12/2025)")
    assert found["measure_symbol"] == "HTX/100.000 dân"
    assert "35.000 ÷ 96.208.984 người" in found["lens_note"]
    assert "số thực hiện 35.041 → 36,4218" in found["lens_note"]


def test_against_the_national_target(seen):
    """35,041 of about 45,000 by 2030, from 27,342."""
    found = row(seen("htx-number", "of_national"), "qd-340-2021-htx-stock-2030")
    assert (found["low"], found["value_low"], found["baseline_low"]) == pytest.approx((100, 35_041 / 450, 27_342 / 450))
    assert (found["stated"], found["value_words"]) == ("khoảng 100%", "77,9% (12/2025)")


@pytest.mark.parametrize("lens", DIVIDING)
def test_target_value_and_baseline_are_divided_by_the_same_number(seen, each, lens):
    before = each.set_index("target_id")
    checked = 0
    for family in each["family_id"].unique():
        for _, found in seen(family, lens).rows.iterrows():
            own = before.loc[found["target_id"]]
            ends = ["low", "high", *(f"{part}_{end}" for part in ("value", "baseline") for end in ("low", "high"))]
            factors = [found[end] / own[end] for end in ends if pd.notna(own[end]) and own[end]]
            assert factors == pytest.approx([factors[0]] * len(factors)) if factors else True
            checked += len(factors) > 2
    assert checked or lens == "per_year"  # no figure of a running count may judge yet


@pytest.mark.parametrize("lens", DIVIDING)
def test_no_verdict_changes_and_no_target_is_lost(seen, each, lens):
    before = each.set_index("target_id")
    for family in each["family_id"].unique():
        lensed = seen(family, lens)
        ids = [target for frame in lensed for ids in frame["target_ids"] for target in ids.split(";")]
        assert sorted(ids) == sorted(each[each["family_id"] == family]["target_id"])
        for _, found in lensed.rows.iterrows():
            assert all((before.loc[target, VERDICT] == found[VERDICT]).all() for target in found["target_ids"].split(";"))


def test_as_stated_nothing_is_divided(seen, card):
    lensed = seen("htx-number", "stated")
    plain = scorecard.joined(card.each("by_kind").query("family_id == 'htx-number'"))
    columns = ["target_ids", "low", "high", "stated", "value_words", "value_low", "baseline_words", "reason_words"]
    pd.testing.assert_frame_equal(lensed.rows[columns], plain[columns])
    assert len(lensed.left_out) == 0


def test_documents_of_different_dates_start_from_different_stocks(seen):
    """Resolutions of 2022 and 2023 and a decision of 2021 want the same number; each counts from the stock when it was issued."""
    rows = seen("htx-number", "of_start").rows
    ours = scorecard.of_question(rows, "htx-number", shared=True, lang="vi").query("unit_id == 'viet-nam' and horizon == 2030")
    assert len(ours) == 3
    assert ours["low"].nunique() == 3
    assert ours["time_words"].tolist() == ours["documents"].tolist()


def test_a_lens_that_does_not_apply_leaves_out_with_the_reason(seen):
    lensed = seen("quality", "per_100k")
    assert len(lensed.rows) == 0
    assert set(lensed.left_out["lens_reason"]) == {"không phải số đếm nên không quy đổi theo quy mô"}


def counted(card, each, start: str, end: str, target: str = "quang-nam-htx-new-2030") -> tuple[scorecard.Scorecard, pd.DataFrame]:
    """Quảng Nam's 300 to 400 new cooperatives by 2030, or another target, with 80 counted from one day to another."""
    own = each[each["target_id"] == target]
    model = next(iter(card.figures.values()))
    bounds = {"low": 80.0, "high": 80.0, "template_vi": "{low}", "symbol_vi": "HTX", "symbol_en": "HTX", "measure_id": "htx"}
    days = {"period_start_on": datetime.fromisoformat(start), "as_of_on": datetime.fromisoformat(end), "as_of": end[:4]}
    figure = {**model, **bounds, **days, "observation_id": "x"}
    judged = own.assign(value_id="x", value_words="80 HTX", value_low=80.0, value_high=80.0, value_shape="point", value_operator="eq")
    return replace(card, figures={**card.figures, "x": figure}), judged


def test_a_running_count_is_divided_by_the_years_that_it_counts(card, each, known):
    fuller, judged = counted(card, each, "2023-01-01", "2024-12-31")
    [found] = [row for _, row in scorecard_lens.through(fuller, judged, "per_year", known).rows.iterrows()]
    assert (found["low"], found["high"]) == pytest.approx((300 / 8, 400 / 8))
    assert (found["value_low"], found["value_words"]) == (40, "40 (2024)")
    assert "80 → 40" in found["lens_note"]


def test_a_running_count_among_people_is_divided_as_its_target_whatever_it_counts(card, each, known):
    fuller, judged = counted(card, each, "2022-12-21", "2024-06-30")
    [found] = [row for _, row in scorecard_lens.through(fuller, judged, "per_100k", known).rows.iterrows()]
    assert found["value_low"] / 80 == pytest.approx(found["low"] / 300)


def test_what_is_of_one_year_already_stays_and_nothing_is_said_of_a_division(card, each, known):
    fuller, judged = counted(card, each, "2024-01-01", "2024-12-31", "yen-bai-city-htx-new-annual-annual")
    [found] = [row for _, row in scorecard_lens.through(fuller, judged, "per_year", known).rows.iterrows()]
    assert (found["stated"], found["value_words"], found["lens_note"]) == ("ít nhất 5", "80 (2024)", "")


@pytest.mark.parametrize(("start", "end"), [("2023-01-01", "2024-06-30"), ("2022-12-21", "2024-12-31")])
def test_a_count_of_broken_years_is_not_drawn_and_says_why(card, each, known, start, end):
    fuller, judged = counted(card, each, start, end)
    [found] = [row for _, row in scorecard_lens.through(fuller, judged, "per_year", known).rows.iterrows()]
    assert (found["low"], found["value_words"]) == (300 / 8, "")
    assert pd.isna(found["value_low"])
    assert "không phủ trọn năm" in found["reason_words"]
    assert "80" not in found["lens_note"]


@pytest.mark.parametrize("lens", DIVIDING)
def test_the_table_keeps_every_line_and_says_what_the_lens_made_of_it(card, each, known, lens):
    choice = Choice(True, "htx-number", lens=lens)
    lensed = scorecard_lens.results(card, each, choice, known)
    stated = scorecard_lens.results(card, each, choice._replace(lens="stated"), known).rows
    plain = verdict_table.table(card, stated, "by_kind")
    found = scorecard_lens.lines(card, stated, lensed, choice)
    pd.testing.assert_frame_equal(found[plain.columns.tolist()], plain)
    assert set(scorecard_lens.COLUMNS) <= set(found.columns)
    without = found["lens_reason"].fillna("") != ""
    assert found.loc[without, "lens_stated"].isna().all()
    assert found.loc[~without, "lens_stated"].notna().all()
    left_out = {target for ids in lensed.left_out["target_ids"] for target in ids.split(";")}
    assert set(found.loc[without, "target_id"]) == left_out


def test_chosen_verdicts_leave_rows_drawn_and_left_out(card, each, known):
    choice = Choice(True, "htx-number", lens="of_national", verdicts=("attained",))
    lensed = scorecard_lens.results(card, each, choice, known)
    assert lensed.rows["target_id"].tolist() == ["qd-1318-2021-htx-stock-2025"]
    assert lensed.left_out.empty
    unjudged = scorecard_lens.results(card, each, choice._replace(verdicts=("not_assessable",)), known)
    assert "son-ha-htx-stock-2024" in set(unjudged.left_out["target_id"])
    assert set(unjudged.left_out["verdicts"]) == {"not_assessable"}


def test_localities_share_an_axis_until_a_reader_asks_for_one_each(card, each, known):
    rows = scorecard_lens.results(card, each, Choice(True, "htx-number"), known).rows
    assert set(rows[rows["panel_id"] == "htx-stock"]["unit_id"]) == {"hai-phong", "yen-bai-city", "son-ha"}
    apart = scorecard_lens.results(card, each, Choice(True, "htx-number", shared=False), known).rows
    assert "htx-stock" not in set(apart["panel_id"])


def test_a_locality_is_seen_as_stated(card, each, known):
    lensed = scorecard_lens.results(card, each, Choice(False, "son-ha"), known)
    assert set(lensed.rows["unit_id"]) == {"son-ha"}
    assert len(lensed.left_out) == 0


@pytest.mark.parametrize(
    ("choice", "slug"),
    [
        (Choice(False, "viet-nam"), "viet-nam"),
        (Choice(False, "viet-nam", 0.25, "sdg_trend", verdicts=("cannot_tell", "overdue")), "viet-nam_sdg-trend_25_cannot-tell_overdue"),
        (Choice(False, "viet-nam", 0.6), "viet-nam_60"),
        (Choice(True, "htx-number", lens="per_100k"), "htx-number_per-100k"),
    ],
)
def test_a_file_is_named_after_what_was_chosen(choice, slug):
    assert choice.slug() == slug


def test_the_usual_margin_is_that_of_the_settings(shipped):
    assert progress.settings(shipped.cursor())[0] == scorecard_lens.USUAL_MARGIN == 0.05
