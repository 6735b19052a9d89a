"""What adds up across the boundary change: the same figure of every former unit, and nothing else; else the reason."""

import pytest

NAM, NANG = {"unit_id": "quang-nam"}, {"unit_id": "da-nang"}
HTX = {"indicator_id": "htx-stock", "base_id": "htx", "kind": "stock", "measure_id": "htx", "standard_id": "existing"}
SHARE = {"indicator_id": "chain-htx-share", "base_id": "htx", "kind": "share", "measure_id": "percent", "standard_id": "any-partner"}
GROWTH = {"indicator_id": "htx-revenue-growth", "base_id": "htx", "kind": "growth_annual", "measure_id": "percent-per-year"}
LEVEL = {"indicator_id": "htx-revenue-level", "base_id": "htx", "kind": "level", "measure_id": "million-vnd-per-htx-year"}
NEW = {"indicator_id": "htx-new", "base_id": "htx", "kind": "flow_cumulative", "measure_id": "htx"}


def bounds(operator: str, low: str, high: str) -> dict[str, str]:
    return {"operator": operator, "low": low, "high": high}


def exactly(value: str) -> dict[str, str]:
    return bounds("eq", value, value)


def asked(connection, indicator: str = "htx-stock") -> list[tuple]:
    query = """
        select members, missing_members, addable, reason_code, low, high, operator from crosswalk
        where successor_id = 'da-nang-2025' and indicator_id = ? order by horizon, as_of_on, standard_id, members
    """
    return connection.execute(query, [indicator]).fetchall()


def targets(small, one: dict[str, str], other: dict[str, str], **more: dict[str, str]):
    return small(target={"one": {**NAM, **one}, "other": {**NANG, **other}, **more})


BOTH = ("quang-nam;da-nang", None)
SUMS = [
    (exactly("300"), exactly("180"), (480.0, 480.0, "eq")),
    (bounds("gt", "300", ""), bounds("gt", "180", ""), (480.0, None, "gt")),
    (bounds("ge", "30", ""), bounds("ge", "5", ""), (35.0, None, "ge")),
    (bounds("le", "", "30"), bounds("le", "", "5"), (None, 35.0, "le")),
    (bounds("range", "300", "400"), bounds("range", "100", "150"), (400.0, 550.0, "range")),
    (bounds("approx", "70", "70"), bounds("approx", "30", "30"), (100.0, 100.0, "approx")),
]


@pytest.mark.parametrize(("one", "other", "total"), SUMS)
def test_counts_alike_in_everything_add_up_and_keep_their_qualifier(small, one, other, total):
    assert asked(targets(small, {**HTX, **one}, {**HTX, **other})) == [(*BOTH, True, None, *total)]


def test_the_sum_is_written_out_in_both_languages(small):
    connection = targets(small, {**HTX, **bounds("gt", "1300", "")}, {**HTX, **bounds("gt", "180.5", "")})
    query = "select stated_vi, arithmetic_vi, arithmetic_en, figure_ids from crosswalk"
    assert connection.execute(query).fetchall() == [
        (
            "trên 1.480,5 HTX",
            "trên 1.300 HTX + trên 180,5 HTX = trên 1.480,5 HTX",
            "more than 1,300 HTX + more than 180.5 HTX = more than 1,480.5 HTX",
            "one;other",
        )
    ]


APART = [
    ({**HTX, **exactly("300")}, {**HTX, **bounds("gt", "180", "")}, "operator"),
    ({**NEW, "period_start": "2021"}, {**NEW, "period_start": "2023"}, "period"),
    ({**NEW, "period_start": "2021"}, NEW, "period"),
    (GROWTH, GROWTH, "growth"),
    (LEVEL, LEVEL, "denominator_unknown"),
    (SHARE, SHARE, "denominator_unknown"),
]


@pytest.mark.parametrize(("one", "other", "reason"), APART)
def test_what_both_state_may_still_not_add_up(small, one, other, reason):
    found = asked(targets(small, one, other), one["indicator_id"])
    assert found == [(*BOTH, False, reason, None, None, None)]


MISSED = [
    ({**HTX, "horizon": "2025"}, {**HTX, "horizon": "2030"}, "horizon"),
    ({**HTX, "standard_id": "active"}, HTX, "standard"),
    (HTX, NEW, "kind"),
    (HTX, {**HTX, "indicator_id": "tht-stock", "base_id": "tht", "measure_id": "tht"}, "no_figure"),
    (HTX, {**HTX, "indicator_id": "htx-agri-stock", "base_id": "htx-agri"}, "no_figure"),
]


@pytest.mark.parametrize(("one", "other", "reason"), MISSED)
def test_a_former_unit_without_the_figure_is_named_with_what_it_has_instead(small, one, other, reason):
    connection = targets(small, one, other)
    found = [row for row in asked(connection) if row[0] == "quang-nam"]
    assert found == [("quang-nam", "da-nang", False, reason, None, None, None)]


def test_what_stands_there_instead_is_named_with_kind_or_standard_and_time(small):
    query = "select arithmetic_vi, arithmetic_en from crosswalk where members = 'quang-nam' and indicator_id = 'htx-stock'"
    kind = {**NEW, "period_start": "2021"}
    assert targets(small, HTX, kind).execute(query).fetchall() == [
        (
            "Quảng Nam: 100 HTX; Đà Nẵng: 100 HTX (Số hợp tác xã thành lập mới (cộng dồn), 2030)",
            "Quảng Nam: 100 HTX; Đà Nẵng: 100 HTX (New cooperatives (cumulative), 2030)",
        )
    ]
    assert targets(small, HTX, {**HTX, "standard_id": "active"}).execute(query).fetchall() == [
        ("Quảng Nam: 100 HTX; Đà Nẵng: 100 HTX (đang hoạt động, 2030)", "Quảng Nam: 100 HTX; Đà Nẵng: 100 HTX (in operation, 2030)")
    ]
    assert small(target={"one": {**NAM, **HTX}}).execute(query).fetchall() == [
        ("Quảng Nam: 100 HTX; Đà Nẵng: –", "Quảng Nam: 100 HTX; Đà Nẵng: –")
    ]


def test_the_closest_figure_stands_beside_with_its_time(small):
    connection = targets(small, {**HTX, "horizon": "2025"}, {**HTX, "horizon": "2030", **exactly("180")})
    query = "select horizon, arithmetic_vi from crosswalk order by horizon"
    assert connection.execute(query).fetchall() == [
        (2025, "Quảng Nam: 100 HTX; Đà Nẵng: 180 HTX (2030)"),
        (2030, "Quảng Nam: 100 HTX (2025); Đà Nẵng: 180 HTX"),
    ]


def test_shares_are_weighted_by_their_denominators_when_each_is_known(small):
    """60% of 300 and 30% of 100 are 210 of 400; no more than that many, no more of all."""
    bases = {"n": {**NAM, **HTX, **exactly("300")}, "d": {**NANG, **HTX, **exactly("100")}}
    connection = targets(small, {**SHARE, **bounds("gt", "60", "")}, {**SHARE, **bounds("gt", "30", "")}, **bases)
    assert asked(connection, "chain-htx-share") == [(*BOTH, True, None, 52.5, None, "gt")]
    query = "select arithmetic_vi from crosswalk where indicator_id = 'chain-htx-share'"
    assert connection.execute(query).fetchall() == [("(trên 60% × 300 + trên 30% × 100) ÷ 400 = trên 52,5%",)]
    connection = targets(small, {**SHARE, **bounds("le", "", "60")}, {**SHARE, **bounds("le", "", "30")}, **bases)
    assert asked(connection, "chain-htx-share") == [(*BOTH, True, None, None, 52.5, "le")]
    query = "select arithmetic_en from crosswalk where indicator_id = 'chain-htx-share'"
    assert connection.execute(query).fetchall() == [("(at most 60% × 300 + at most 30% × 100) ÷ 400 = at most 52.5%",)]


@pytest.mark.parametrize("standard", ["existing", ""])
def test_a_share_of_one_alone_is_the_share_of_both_together(small, standard):
    counted = {**HTX, "standard_id": standard}
    bases = {"n": {**NAM, **counted, **exactly("1")}, "d": {**NANG, **counted, **exactly("0")}}
    connection = targets(small, {**SHARE, **exactly("60")}, {**SHARE, **exactly("30")}, **bases)
    assert asked(connection, "chain-htx-share") == [(*BOTH, True, None, 60.0, 60.0, "eq")]


NO_WEIGHT = [
    {"n": {**NAM, **HTX, **exactly("300")}},
    {"n": {**NAM, **HTX, **exactly("300")}, "d": {**NANG, **HTX, **bounds("gt", "100", "")}},
    {"n": {**NAM, **HTX, **exactly("300")}, "d": {**NANG, **HTX, **exactly("100"), "horizon": "2025"}},
    {"n": {**NAM, **HTX, **exactly("300")}, "d": {**NANG, **HTX, **exactly("100"), "standard_id": "active"}},
    {"n": {**NAM, **HTX, **exactly("300")}, "d": {**NANG, **HTX, **exactly("100"), "standard_id": ""}},
    {"n": {**NAM, **HTX, **exactly("0")}, "d": {**NANG, **HTX, **exactly("0")}},
]


@pytest.mark.parametrize("bases", NO_WEIGHT)
def test_a_share_is_not_weighted_by_a_base_that_is_missing_open_or_of_another_time_or_standard(small, bases):
    connection = targets(small, SHARE, SHARE, **bases)
    assert asked(connection, "chain-htx-share") == [(*BOTH, False, "denominator_unknown", None, None, None)]


def test_realized_values_add_up_on_the_same_day_only(small):
    same = {"as_of_on": "2024-12-31"}
    rows = {"n": {**NAM, **HTX, **same}, "d": {**NANG, **HTX, **same}, "later": {**NAM, **HTX, "as_of_on": "2025-03-31"}}
    found = asked(small(observation=rows))
    assert found == [(*BOTH, True, None, 180.0, 180.0, "eq"), ("quang-nam", "da-nang", False, "date", None, None, None)]


def test_a_date_is_as_exact_as_the_least_exact_of_the_figures_added(small):
    query = "select as_of_on::varchar, as_of_precision, arithmetic_vi from crosswalk order by all"
    month, late = {"as_of_precision": "month"}, {"as_of_on": "2025-03-31", "as_of_precision": "month"}
    assert small(observation={"n": {**NAM, **HTX, **month}, "d": {**NANG, **HTX}}).execute(query).fetchall() == [
        ("2024-12-31", "year", "90 HTX + 90 HTX = 180 HTX")
    ]
    assert small(observation={"n": {**NAM, **HTX}, "d": {**NANG, **HTX, **late}}).execute(query).fetchall() == [
        ("2024-12-31", "year", "Quảng Nam: 90 HTX; Đà Nẵng: 90 HTX (3/2025)"),
        ("2025-03-31", "month", "Quảng Nam: 90 HTX (2024); Đà Nẵng: 90 HTX"),
    ]


@pytest.mark.parametrize(("days", "nearest"), [(("2024-06-30", "2025-03-31"), "3/2025"), (("2024-10-31", "2025-09-30"), "10/2024")])
def test_of_several_days_the_nearest_stands_beside(small, days, nearest):
    others = {day: {**NANG, **HTX, "as_of_on": day, "as_of_precision": "month"} for day in days}
    connection = small(observation={"n": {**NAM, **HTX}, **others})
    query = "select arithmetic_vi from crosswalk where members = 'quang-nam'"
    assert connection.execute(query).fetchall() == [(f"Quảng Nam: 90 HTX; Đà Nẵng: 90 HTX ({nearest})",)]


def test_a_unit_of_which_only_a_part_came_adds_nothing(small):
    connection = targets(small, HTX, HTX)
    connection.execute("update unit_successor set scope = 'part' where unit_id = 'quang-nam'")
    assert [row[2:4] for row in asked(connection)] == [(False, "district_ended")]


def test_a_sum_with_figures_of_ones_own_says_so(small):
    query = "select origin, stated_vi, stated_en from crosswalk"
    assert targets(small, HTX, HTX).execute(query).fetchall() == [("published", "200 HTX", "200 HTX")]
    own = small(target={"one": {**NAM, **HTX}, "own-other": {**NANG, **HTX}})
    assert own.execute(query).fetchall() == [("own", "200 HTX [số riêng]", "200 HTX [own]")]


def test_a_figure_set_aside_is_not_added(small):
    rows = {"n": {**NAM, **HTX}, "d": {**NANG, **HTX, "is_current": "false"}}
    assert [row[2:4] for row in asked(small(observation=rows))] == [(False, "no_figure")]


def test_hai_phong_and_hai_duong_never_add_and_say_why(cursor):
    query = "select distinct reason_code from crosswalk where successor_id = 'hai-phong-2025' and subject = 'target' order by 1"
    assert cursor.execute(query).fetchall() == [("horizon",), ("kind",), ("no_figure",)]
    query = "select missing_members, arithmetic_vi from crosswalk where indicator_id = 'chain-htx-share' and horizon = 2025 and successor_id = 'hai-phong-2025'"
    assert cursor.execute(query).fetchall() == [("hai-duong", "Hải Phòng: 60–70%; Hải Dương: trên 60% (liên kết với doanh nghiệp, 2030)")]


def test_the_realized_values_of_the_two_are_of_different_days(cursor):
    query = """
        select distinct reason_code from crosswalk
        where successor_id = 'hai-phong-2025' and subject = 'observation' and indicator_id in ('htx-stock', 'htx-agri-stock', 'lhhtx-stock')
    """
    assert cursor.execute(query).fetchall() == [("date",)]


def test_nothing_that_is_shipped_adds_up(cursor):
    """Should this fail because new figures came in, look at the sum and move the line."""
    assert cursor.execute("select count(*) from crosswalk where addable").fetchone() == (0,)


def test_a_districts_figures_are_never_given_to_its_wards_and_communes(cursor):
    query = """
        select c.members, count(distinct c.successor_id), count(distinct c.reason_code), any_value(c.reason_code)
        from crosswalk c join unit u on u.unit_id = c.successor_id where u.level = 'commune' group by all order by all
    """
    assert cursor.execute(query).fetchall() == [("son-ha", 5, 1, "district_ended"), ("yen-bai-city", 4, 1, "district_ended")]


def test_a_new_unit_has_two_former_ones_at_most(cursor):
    """Of a figure that one of them states only the other can miss: there is one reason."""
    query = "select max(former) from (select count(*) as former from unit_successor group by successor_id)"
    assert cursor.execute(query).fetchone() == (2,)


def test_every_figure_of_a_former_unit_is_asked_for(cursor):
    query = """
        select count(*) from target_bounds t
        where t.unit_role <> 'country' and not exists (select 1 from crosswalk c where list_contains(string_split(c.figure_ids, ';'), t.target_id))
    """
    assert cursor.execute(query).fetchone() == (0,)


def test_every_reason_has_a_label_and_either_a_sum_or_a_reason_stands_there(cursor):
    query = """
        select count(*) from crosswalk c left join code r on r.list_id = 'crosswalk_reason' and r.code = c.reason_code
        where addable <> (c.reason_code is null) or (c.reason_code is not null and r.code is null)
    """
    assert cursor.execute(query).fetchone() == (0,)
