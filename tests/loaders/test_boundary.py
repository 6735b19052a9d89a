"""Targets in the group of the unit that has their territory today; with nothing shipped that adds up, each stays as its document states it."""

from functools import cache

import pandas as pd
import pytest

from loaders import boundary, comparison
from loaders.database import build


@pytest.fixture(scope="module")
def connection():
    connection = build()
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def grouped(connection):
    """(rows as they were, rows by today's units) of a question."""

    @cache
    def grouped(family: str, *units: str, lang: str = "vi") -> tuple[pd.DataFrame, pd.DataFrame]:
        rows = comparison.panels(comparison.question(connection.cursor(), family, lang), units)
        return rows, boundary.regrouped(rows, boundary.boundary(connection.cursor(), family, lang), lang)

    return grouped


def heads(frame: pd.DataFrame, unit: str) -> set[tuple[str, str]]:
    of_unit = frame[frame["unit_id"] == unit]
    return set(zip(of_unit["group_title"], of_unit["group_reason"], strict=True))


@pytest.mark.parametrize("family", ["quality", "htx-number", "value-chain", "tht-number", "gdp-share"])
def test_no_target_changes_its_number_its_unit_or_its_place(grouped, family):
    rows, today = grouped(family)
    pd.testing.assert_frame_equal(today[list(rows)], rows)
    assert set(today) - set(rows) == {"group_title", "group_reason"}
    assert (today["group_title"] != "").all()
    assert (today["group_reason"] != "").all()


def test_hai_phong_and_hai_duong_stand_together_and_do_not_add_up(grouped):
    """60–70% by 2025 and more than 60% by 2030: another horizon."""
    _, today = grouped("value-chain")
    both = today[today["indicator_id"] == "chain-htx-share"]
    head = ("Thành phố Hải Phòng (từ 1/7/2025) = Hải Phòng + Hải Dương", "không cộng được: khác năm đích")
    assert heads(both, "hai-phong") == heads(both, "hai-duong") == {head}


def test_who_has_no_figure_is_named(grouped):
    _, today = grouped("quality")
    head = ("Thành phố Đà Nẵng (từ 1/7/2025) = Quảng Nam + Đà Nẵng", "không cộng được: có đơn vị cũ không có số (Đà Nẵng)")
    assert heads(today, "quang-nam") == {head}


@pytest.mark.parametrize(
    ("unit", "title", "reason"),
    [
        (
            "yen-bai-city",
            "Lào Cai province (from 1 July 2025) = Yên Bái province + Lào Cai",
            "Yên Bái city ended with the district level on 30 June 2025, and so did its series; figures of Lào Cai (new) are not its own",
        ),
        (
            "son-ha",
            "Quảng Ngãi province (from 1 July 2025) = Quảng Ngãi province + Kon Tum",
            "Sơn Hà ended with the district level on 30 June 2025, and so did its series; figures of Quảng Ngãi (new) are not its own",
        ),
    ],
)
def test_a_districts_series_ends_and_the_new_province_does_not_continue_it(grouped, unit, title, reason):
    _, today = grouped("htx-number", lang="en")
    assert heads(today, unit) == {(title, reason)}


def test_nothing_to_group_is_an_empty_frame(grouped):
    _, today = grouped("gdp-share", "son-ha")
    assert today.empty
    assert {"group_title", "group_reason"} <= set(today)


@pytest.mark.parametrize(
    ("days", "day"),
    [
        (("2023-01-17", "2023-01-17"), "2023-01-17"),
        (("2023-01-17", "2021-09-21"), None),
        (("2023-01-17", None), None),
        ((None, None), None),
    ],
)
def test_a_sum_is_of_the_day_of_its_documents_where_that_is_one(days, day):
    nothing = {"panel_id": "htx-stock", "wording": "", "place": "", "benchmark_label": "", "note_short": ""}
    bounds = {"low": 1.0, "high": 1.0, "stated": "1 HTX", "benchmark_low": None, "benchmark_high": None}
    units = {"hai-phong": days[0], "hai-duong": days[1], "own-commune": "2020-01-01"}
    rows = pd.DataFrame(
        {"target_id": unit, "unit_id": unit, "unit_label": unit, "document_short": unit, "issued_on": issued, **nothing, **bounds}
        for unit, issued in units.items()
    )
    group = {"today_id": "hai-phong-2025", "title": "Hải Phòng", "short": "Hải Phòng", "ended": False}
    total = {"figure_ids": "hai-phong;hai-duong", "successor_id": "hai-phong-2025", "successor": "Hải Phòng (mới)", "addable": True}
    total |= {"reason_code": None, "reason": None, "missing": None, "low": 2.0, "high": 2.0, "stated": "2 HTX", "arithmetic": "1 + 1 = 2"}
    groups = {unit: group for unit in ("hai-phong", "hai-duong")} | {"own-commune": group | {"today_id": "own-commune"}}
    known = boundary.Boundary(groups, {"hai-phong": total, "hai-duong": total})
    sums, own = boundary.regrouped(rows, known, "vi").to_dict("records")
    assert (sums["target_id"], sums["low"], sums["document_short"]) == ("hai-phong;hai-duong", 2, "hai-phong, hai-duong")
    assert sums["issued_on"] == day if day else pd.isna(sums["issued_on"])
    # A unit of one's own is not part of the change: nothing is said of it.
    assert (own["target_id"], own["issued_on"], own["group_reason"]) == ("own-commune", "2020-01-01", "")
