"""Stated bounds come through unchanged with what comparing needs; of two figures that disagree one is drawn and both are kept."""

import pytest

# operator -> stated (low, high), ends closed, side.
SIDES = {
    "eq": ("100", "100", True, True, "two"),
    "approx": ("100", "100", True, True, "two"),
    "range": ("100", "200", True, True, "two"),
    "gt": ("100", "", False, False, "floor"),
    "ge": ("100", "", True, False, "floor"),
    "lt": ("", "100", False, False, "ceiling"),
    "le": ("", "100", False, True, "ceiling"),
    "near_below": ("", "100", False, False, "ceiling"),
}


@pytest.fixture(scope="module")
def operators(small):
    return small(target={name: {"operator": name, "low": low, "high": high} for name, (low, high, *_) in SIDES.items()})


@pytest.mark.parametrize("operator", SIDES)
def test_an_operator_states_its_ends_and_nothing_is_added(operators, operator):
    low, high, low_closed, high_closed, side = SIDES[operator]
    expected = (float(low) if low else None, float(high) if high else None, low_closed, high_closed, side)
    query = "select low, high, low_closed, high_closed, side from target_bounds where operator = ?"
    assert operators.execute(query, [operator]).fetchall() == [expected]
    query = "select low, high, low_closed, high_closed from target_row where operator = ?"
    assert operators.execute(query, [operator]).fetchall() == [expected[:4]]


def test_bounds_carry_what_comparing_needs(small):
    connection = small(target={"a": {"standard_id": "active", "parent_id": ""}})
    query = "select unit_role, level, family_id, meaning, is_extensive, completeness, direction, standard_id from target_bounds"
    assert connection.execute(query).fetchall() == [("locality", "province", "htx-number", "count", True, "cut", "more", "active")]


def test_an_empty_package_gives_empty_views(small):
    connection = small()
    for view in ("target_bounds", "current_observation", "comparable_reason", "comparable", "benchmark", "coverage", "target_row"):
        assert connection.execute(f"select count(*) from {view}").fetchone() == (0,), view


def test_of_two_figures_that_disagree_charts_use_one_and_the_table_keeps_both(small):
    connection = small(
        observation={
            "a": {},
            "b": {"low": "80", "high": "80", "is_current": "false", "note": "Bài không ghi ngày.", "note_en": "No date."},
        }
    )
    assert connection.execute("select observation_id, low from current_observation").fetchall() == [("a", 90.0)]
    query = "select observation_id, low, is_current, note from observation_row order by observation_id"
    assert connection.execute(query).fetchall() == [("a", 90.0, True, None), ("b", 80.0, False, "Bài không ghi ngày.")]


def test_a_figure_brings_its_question_direction_and_level(small):
    connection = small(observation={"a": {"indicator_id": "htx-weak-stock"}})
    query = "select family_id, theme_id, direction, level from current_observation"
    assert connection.execute(query).fetchall() == [("weak", "quality", "less", "province")]


def test_a_figure_may_be_an_open_interval_and_its_year_is_that_of_its_date(small):
    connection = small(observation={"a": {"operator": "gt", "high": "", "as_of_on": "2025-02-28", "as_of_precision": "month"}})
    query = "select low, high, horizon, precision_vi, precision_en from observation_row"
    assert connection.execute(query).fetchall() == [(90.0, None, 2025, "theo tháng", "to the month")]


def test_rows_have_labels_in_both_languages(small):
    connection = small(target={"a": {}}, commitment={"c": {"family_id": "export"}})
    query = "select unit_vi, unit_en, kind_vi, kind_en, measure_vi, operator_vi, modality_en, role_vi from target_row"
    assert connection.execute(query).fetchall() == [
        ("Quảng Nam", "Quảng Nam", "số có tại thời điểm", "stock at the horizon", "hợp tác xã", "đúng", "plain", "mục tiêu")
    ]
    query = "select unit_vi, theme_vi, theme_en, family_en, horizon from commitment_row"
    assert connection.execute(query).fetchall() == [
        ("Quảng Nam", "Số lượng tổ chức", "Number of organisations", "How many cooperatives export directly?", None)
    ]


def test_a_commitment_without_a_question_keeps_its_row(small):
    connection = small(commitment={"c": {}})
    assert connection.execute("select commitment_id, family_vi from commitment_row").fetchall() == [("c", None)]
