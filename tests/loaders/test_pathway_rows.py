"""Which figures may be joined, and where a day stands; on a few literal rows."""

from datetime import date

import pandas as pd
import pytest

from loaders import pathway_rows


def row(day: str, **changed) -> dict:
    plain = {
        "as_of_on": pd.Timestamp(day), "is_current": True, "kind": "stock", "shape": "point", "compiler": "planning", "standard_id": "existing",
        "base_id": "htx", "territory": "unchanged",
    }  # fmt: skip
    return {**plain, **changed}


def runs(*rows: dict, ended_on: date | None = None) -> list[list[int]]:
    """Which rows, by number, stand in one run of at least two."""
    found = pathway_rows.runs(pd.DataFrame(rows), ended_on)
    return [list(group.index) for name, group in found.groupby(found) if name and len(group) > 1]


@pytest.mark.parametrize(("day", "place"), [("2025-12-31", 2025.0), ("2024-12-31", 2024.0), ("2025-06-30", 2024 + 181 / 365)])
def test_a_year_stands_at_its_last_day(day, place):
    assert pathway_rows.position(date.fromisoformat(day)) == pytest.approx(place)


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


@pytest.mark.parametrize(
    ("described", "published", "territory", "late"),
    [
        ("2025-09-30", None, "before-2025-07", True),
        ("2025-06-30", "2025-07-07", "before-2025-07", True),
        ("2025-06-30", "2025-06-30", "before-2025-07", False),
        ("2025-09-30", None, "from-2025-07", False),
    ],
)
def test_a_figure_that_came_after_the_end_under_the_old_name_says_so(described, published, territory, late):
    row = {"as_of_on": pd.Timestamp(described), "published_on": pd.Timestamp(published) if published else pd.NaT, "territory": territory}
    row |= {"status": "final", "method": "reported", "territory_vi": "địa giới cũ", "standard_vi": None}
    scope = pathway_rows.Scope({}, date(2026, 11, 22), date(2025, 6, 30), "vi", {}, "1")
    assert pathway_rows._note(row, scope, several=False) == ("địa giới cũ" if late else "")
