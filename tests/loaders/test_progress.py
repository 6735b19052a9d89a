"""Verdicts at any margin and on any day, the past of a target, and the figures behind an equation."""

from datetime import date

import pandas as pd
import pytest

from loaders import progress

DONE = ("attained", "nearly")
LABELS = ("verdict_vi", "verdict_en", "method_vi", "method_en")
REASON = ("reason_vi", "reason_en", "explanation_vi", "explanation_en", "needed_vi", "needed_en")


@pytest.fixture(scope="module")
def shipped_verdicts(shipped) -> pd.DataFrame:
    return progress.verdicts(shipped.cursor())


def by_target(frame: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    return dict(zip(frame[["target_id", "end", "method"]].itertuples(index=False, name=None), frame["verdict"], strict=True))


def plain(frame: pd.DataFrame) -> list[dict]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def test_the_shipped_settings_are_five_percent_and_the_day_of_the_data(cursor):
    assert progress.settings(cursor) == (0.05, date(2026, 11, 22))


def test_without_settings_of_its_own_the_question_gives_the_view(cursor, shipped_verdicts):
    view = cursor.execute("select * from verdict").df()
    assert by_target(shipped_verdicts) == by_target(view)
    assert set(view.columns) <= set(shipped_verdicts.columns)


def test_the_settings_own_values_given_by_hand_change_nothing(cursor, shipped_verdicts):
    pd.testing.assert_frame_equal(progress.verdicts(cursor, *progress.settings(cursor)), shipped_verdicts)


def test_asking_with_other_settings_leaves_the_view_as_it_was(cursor, shipped_verdicts):
    assert by_target(progress.verdicts(cursor, 0.5, date(2023, 1, 1))) != by_target(shipped_verdicts)
    assert by_target(progress.verdicts(cursor)) == by_target(shipped_verdicts)


@pytest.mark.parametrize("tolerance", [0, 0.03, 0.04, 0.25, 0.6])
def test_the_margin_moves_nearly_and_never_attained(cursor, shipped_verdicts, tolerance):
    """1,057 is 3.9% short of 1,100, 164 is 21.9% short of 210, nearly 66,000 at least 50.7% short of 134,000."""
    moved = progress.verdicts(cursor, tolerance)
    attained = [set(frame[frame["verdict"] == "attained"]["target_id"]) for frame in (moved, shipped_verdicts)]
    assert attained[0] == attained[1]
    over = by_target(moved[moved["horizon"] == 2025])
    assert (over["qd-1318-2021-lhhtx-member-htx-2025", "low", "linear"] == "nearly") == (tolerance >= 0.04)
    assert (over["qd-1318-2021-lhhtx-stock-2025", "low", "linear"] == "nearly") == (tolerance >= 0.25)
    assert over["qd-1318-2021-tht-stock-2025", "low", "linear"] == ("overdue" if tolerance < 0.5 else "cannot_tell")


@pytest.mark.parametrize("tolerance", [-0.01, 1, 5])
def test_a_margin_that_is_no_fraction_is_refused(cursor, tolerance):
    with pytest.raises(ValueError, match="fraction"):
        progress.verdicts(cursor, tolerance)


def test_the_day_decides_what_is_over_and_which_figures_are_known(cursor):
    """At the end of 2024 the plan to 2025 still runs: 33,335 cooperatives of about 35,000 are nearly there, 152 unions of 210 are not."""
    then = progress.verdicts(cursor, as_of=date(2024, 12, 31))
    then = then[then["is_default"]].set_index("target_id")
    assert then.loc["qd-1318-2021-htx-stock-2025", ["verdict", "observation_id", "is_nearest"]].tolist() == [
        "nearly", "viet-nam-htx-stock-2024-12-bo-khdt", True,
    ]  # fmt: skip
    assert then.loc["qd-1318-2021-lhhtx-stock-2025", "verdict"] == "behind"
    assert not then.loc["qd-340-2021-htx-stock-2030", "is_nearest"]
    assert (then["as_of_on"].dropna() <= pd.Timestamp("2024-12-31")).all()


@pytest.mark.parametrize(("day", "verdict"), [(date(2025, 12, 31), "behind"), (date(2026, 1, 1), "overdue")])
def test_a_horizon_is_over_the_day_after_its_last(cursor, day, verdict):
    found = progress.verdicts(cursor, as_of=day, target_id="qd-1318-2021-lhhtx-stock-2025")
    assert set(found[found["is_default"]]["verdict"]) == {verdict}


def test_one_target_is_the_same_as_among_all(cursor, shipped_verdicts):
    one = progress.verdicts(cursor, target_id="nq-20-2022-htx-stock-2030")
    same = shipped_verdicts[shipped_verdicts["target_id"] == "nq-20-2022-htx-stock-2030"]
    assert len(one) == 4
    assert plain(one) == plain(same)
    assert progress.verdicts(cursor, target_id="no-such-target").empty


def test_every_verdict_has_its_words_in_both_languages(shipped_verdicts):
    assert shipped_verdicts[list(LABELS)].notna().all(axis=None)
    with_reason = shipped_verdicts["reason_code"].notna()
    assert shipped_verdicts.loc[with_reason, list(REASON)].notna().all(axis=None)
    assert shipped_verdicts.loc[~with_reason, list(REASON)].isna().all(axis=None)
    assert (shipped_verdicts["class"].notna() == shipped_verdicts["class_vi"].notna()).all()


def test_localities_come_before_the_country_and_the_low_end_and_the_prescribed_method_first(shipped_verdicts):
    country = shipped_verdicts["unit_id"] == "viet-nam"
    assert country.is_monotonic_increasing
    for _, rows in shipped_verdicts.groupby(["target_id"], sort=False):
        assert rows["end"].is_monotonic_decreasing
        assert rows["is_default"].iloc[0]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_figures_behind_a_verdict_come_with_their_sources(cursor, lang):
    verdict = progress.verdicts(cursor, target_id="nq-20-2022-lhhtx-stock-2030").iloc[0]
    found = progress.inputs(cursor, verdict, lang)
    assert found[["part", "observation_id"]].to_numpy().tolist() == [
        ["judged", "viet-nam-lhhtx-stock-2025-12-bao-cao-768"],
        ["baseline", "viet-nam-lhhtx-stock-2022"],
    ]
    assert list(found) == [*cursor.execute("from observation_row limit 0").df(), "part", "stated", "as_of"]
    assert found["stated"].str.startswith(("164", "125")).all()
    assert found[["source_vi", "publisher", "as_of", "url"]].notna().all(axis=None)


def test_the_closest_figure_stands_beside_a_target_that_none_may_judge(cursor):
    verdict = progress.verdicts(cursor, target_id="yen-bai-city-htx-stock-2030").iloc[0]
    assert verdict["reason_code"] == "parent-only"
    assert progress.inputs(cursor, verdict, "vi")[["part", "unit_id"]].to_numpy().tolist() == [["other", "yen-bai"]]


def test_where_nothing_is_published_there_are_no_figures(cursor):
    verdict = progress.verdicts(cursor, target_id="hai-phong-grdp-share-2025").iloc[0]
    found = progress.inputs(cursor, verdict, "vi")
    assert found.empty
    assert {"part", "stated", "as_of", "source_vi"} <= set(found.columns)


def test_the_past_of_a_target_is_told_year_by_year(cursor):
    """Cooperatives towards 45,000 by 2030, by the ministry's figures since 2021: ahead in 2023 and 2024, behind in 2025."""
    found = progress.by_year(cursor, "nq-20-2022-htx-stock-2030")
    assert found["year"].tolist() == list(range(2018, 2026))
    assert found[["year", "verdict"]].tail(3).to_numpy().tolist() == [[2023, "on_pace"], [2024, "on_pace"], [2025, "behind"]]
    assert found["is_default"].all()
    assert list(found) == [*progress.verdicts(cursor, target_id="no-such-target"), "year"]
    assert progress.by_year(cursor, "nq-20-2022-htx-stock-2030", as_of=date(2023, 6, 30))["year"].max() == 2022


def test_a_target_without_figures_has_no_past(cursor):
    found = progress.by_year(cursor, "hai-phong-grdp-share-2025")
    assert found.empty
    assert {"year", "verdict", "equation"} <= set(found.columns)
