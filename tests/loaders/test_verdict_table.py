"""The table twin: one line a target and finite end, with the figures that its verdict names."""

import pandas as pd
import pytest

from exports.columns import columns
from loaders import scorecard, verdict_table
from ui import frames

SOURCES = ["value_source_vi", "value_publisher", "value_url"]


@pytest.fixture(scope="module")
def card(shipped):
    return scorecard.scorecard(shipped.cursor(), 0.05, "vi")


@pytest.fixture(scope="module")
def rows(card):
    return card.rows("by_kind")


@pytest.fixture(scope="module")
def lines(card, rows):
    return verdict_table.table(card, rows, "by_kind")


@pytest.mark.parametrize("method", scorecard.METHODS)
def test_a_line_for_every_target_and_finite_end(card, cursor, method):
    found = verdict_table.table(card, card.rows(method), method)
    assert not found.duplicated(["target_id", "end"]).any()
    finite = {(target, end) for target, end in cursor.execute('select target_id, "end" from target_end').fetchall()}
    given = set(found[["target_id", "end"]].itertuples(index=False, name=None))
    assert given == finite if method != "weather" else given <= finite
    assert {target for target, _ in given} == {target for target, _ in finite}


def test_lines_follow_the_rows_and_the_low_end_comes_first(lines, rows):
    ids = ";".join(rows["target_ids"]).split(";")
    assert lines["target_id"].drop_duplicates().tolist() == ids
    for _, ends in lines.groupby("target_id"):
        assert ends["end"].tolist() in (["low"], ["high"], ["low", "high"])


def test_both_ends_of_a_range_are_shown(lines):
    found = lines[lines["target_id"] == "qd-340-2021-htx-quality-share-2030"]
    assert found[["end", "goal", "verdict", "equation_vi"]].to_numpy().tolist() == [
        ["low", 60.0, "attained", "78,1 ≥ 60"],
        ["high", 70.0, "attained", "78,1 ≥ 70"],
    ]


def test_a_line_gives_figure_baseline_equation_and_sources(lines):
    [row] = lines[lines["target_id"] == "qd-340-2021-lhhtx-stock-2030"].to_dict("records")
    assert (row["stated"], row["value_stated"], row["baseline_stated"]) == (
        "khoảng 340 liên hiệp HTX",
        "164 liên hiệp HTX",
        "125 liên hiệp HTX",
    )
    assert (row["value_as_of"], row["baseline_as_of"]) == ("12/2025", "2022")
    assert row["ratio"] == pytest.approx((164 - 125) / 3 / ((340 - 125) / 8))
    assert row["equation_vi"].endswith("= 0,4837")
    assert all(row[source] for source in SOURCES)
    assert row["assessed_by"] == "linear"


def test_where_no_figure_may_judge_its_columns_are_null_and_a_reason_stands(lines):
    none = lines[lines["verdict"] == "not_assessable"]
    assert none["reason_code"].notna().all()
    without = none[none["value_observation_id"].isna()]
    assert len(without) > 80
    assert without[["value_stated", "value_low", "value_high", *SOURCES, "ratio"]].isna().all(axis=None)


def test_every_line_says_method_and_margin(card):
    found = verdict_table.table(card, card.rows("eurostat"), "eurostat")
    assert set(found["assessed_by"]) == {"eurostat"}
    assert set(found["tolerance"]) == {0.05}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_holds_all_that_screen_and_files_show(shipped, lang):
    card = scorecard.scorecard(shipped.cursor(), 0.05, lang)
    found = verdict_table.table(card, card.rows("by_kind"), "by_kind")
    assert set(columns("verdict_row", lang)) <= set(found.columns)
    assert set(frames.SHOWN["verdict_row"].format(lang=lang).split()) <= set(found.columns)
    assert found[[f"verdict_{lang}", f"end_{lang}", f"assessed_by_{lang}", "stated"]].notna().all(axis=None)


def test_no_rows_give_no_lines_with_the_same_columns(card, rows, lines):
    found = verdict_table.table(card, rows.iloc[:0], "by_kind")
    assert len(found) == 0
    assert found.columns.tolist() == lines.columns.tolist()
    assert isinstance(found, pd.DataFrame)
