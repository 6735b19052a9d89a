"""Checks that the data themselves allow: each rule fires on its case with the calculation written out, and is silent where nothing follows."""

import re
from collections.abc import Callable

import duckdb
import pytest

from loaders.database import SQL, VIEWS
from loaders.stating import number

PLAN = {"unit_id": "quang-nam", "document_id": "quang-nam-8560-kh-ubnd-2022"}
OTHER_PLAN = {"unit_id": "hai-phong", "document_id": "hai-phong-215-kh-ubnd-2021"}
NATIONAL = {"unit_id": "viet-nam", "document_id": "nq-20-2022"}
REST = {"verbal": "false", "wording": "x", "place": "Mục I", "modality": "plain", "role": "target", "operator": "eq", "horizon": "2030"}
Find = Callable[..., list[tuple]]


def what(indicator: str, kind: str, base: str, measure: str, **more: str) -> dict[str, str]:
    return {**PLAN, **REST, "indicator_id": indicator, "kind": kind, "base_id": base, "measure_id": measure, **more}


def exactly(value: float) -> dict:
    return {"operator": "eq", "low": value, "high": value}


def about(value: float) -> dict:
    return {"operator": "approx", "low": value, "high": value}


def over(value: float) -> dict:
    return {"operator": "gt", "low": value}


def from_(value: float) -> dict:
    return {"operator": "ge", "low": value}


def up_to(value: float) -> dict:
    return {"operator": "le", "high": value}


def between(low: float, high: float) -> dict:
    return {"operator": "range", "low": low, "high": high}


@pytest.fixture(scope="module")
def empty(small) -> duckdb.DuckDBPyConnection:
    return small()


@pytest.fixture
def find(empty: duckdb.DuckDBPyConnection) -> Find:
    """Put the targets given in place of all others; return what the rule finds: outcome, target_ids, arithmetic, implication_vi."""

    def ask(rule: str, columns: str = "outcome, target_ids, arithmetic, implication_vi", **targets: dict) -> list[tuple]:
        empty.execute("delete from target")
        for key, row in targets.items():
            row = {"target_id": key, **row}
            names = ", ".join(f'"{name}"' for name in row)
            empty.execute(f"insert into target ({names}) values ({', '.join('?' * len(row))})", list(row.values()))
        return empty.execute(f"select {columns} from consistency_{rule.replace('-', '_')} order by all").fetchall()

    return ask


# Yearly new units against stocks at two horizons.
A_YEAR = what("tht-new-annual", "flow_annual", "tht", "tht", horizon=None)
STOCK = what("tht-stock", "stock", "tht", "tht", standard_id="effective")
EARLY, LATE = {**STOCK, "horizon": "2025"}, {**STOCK, "horizon": "2030"}


def test_more_new_units_than_the_stock_gains_means_exits(find):
    found = find("flow-stock", new=A_YEAR | from_(30), a=EARLY | exactly(400), b=LATE | exactly(500))
    assert found == [(
        "tension",
        "new;a;b",
        "400 tổ hợp tác (2025), 500 tổ hợp tác (2030): (500 − 400)/(2030 − 2025) = 20 mỗi năm. "
        "Lập mới ít nhất 30 tổ hợp tác mỗi năm: 30 − 20 = 10, tức ít nhất 10 mỗi năm",
        "Mỗi năm có ít nhất 10 tổ hợp tác thôi hoạt động, hoặc lập ra mà không được tính vào số “hoạt động hiệu quả”.",
    )]  # fmt: skip


@pytest.mark.parametrize(
    ("new", "early", "late", "outcome", "words"),
    [
        (exactly(20), exactly(400), exactly(500), "consistent", "20 − 20 = 0"),
        (from_(10), exactly(400), exactly(500), "consistent", "10 − 20 = −10"),
        (exactly(10), exactly(400), exactly(500), "tension", "10 − 20 = −10"),
        (exactly(10), exactly(400), over(500), "tension", "10 − 20 = −10"),
        (exactly(10), over(400), over(500), "information", "10 − 20 = −10 nếu số có vừa đúng các mức nêu"),
        (from_(30), over(400), over(500), "information", "30 − 20 = 10, tức ít nhất 10 mỗi năm nếu số có vừa đúng các mức nêu"),
        (from_(30), over(400), exactly(500), "tension", "30 − 20 = 10, tức trên 10 mỗi năm"),
        (over(30), exactly(400), up_to(500), "tension", "30 − 20 = 10, tức trên 10 mỗi năm"),
        (exactly(30), exactly(400), up_to(500), "tension", "30 − 20 = 10, tức ít nhất 10 mỗi năm"),
        (exactly(30), exactly(400), exactly(500), "tension", "30 − 20 = 10"),
        (about(30), exactly(400), exactly(500), "tension", "30 − 20 = 10, tức khoảng 10 mỗi năm"),
        (between(40, 50), exactly(400), between(500, 550), "tension", "40–50 − (20–30) = 10–30"),
        (exactly(25), exactly(400), between(500, 550), "consistent", "25 − (20–30) = −5 … 5"),
    ],
)
def test_what_the_qualifiers_leave_of_the_exits(find, new, early, late, outcome, words):
    [(verdict, _, arithmetic, _)] = find("flow-stock", new=A_YEAR | new, a=EARLY | early, b=LATE | late)
    assert verdict == outcome
    assert arithmetic.endswith(words)


@pytest.mark.parametrize(
    "change",
    [
        {"a": {"horizon": "2030"}},
        {"a": {"standard_id": "active"}},
        {"a": OTHER_PLAN},
        {"new": OTHER_PLAN},
        {"new": {"base_id": "htx"}},
        {"new": {"horizon": "2026"}},
        {"new": {"period_start": "2028"}},
        {"new": {"indicator_id": "tht-new-members-annual", "base_id": "tht-new", "measure_id": "members"}},
        {"new": {"low": None, "high": None}},
    ],
)
def test_a_flow_is_set_only_against_its_own_stock_in_its_own_years(find, change):
    targets = {"new": A_YEAR | from_(30), "a": EARLY | exactly(400), "b": LATE | exactly(500)}
    assert find("flow-stock", **{key: row | change.get(key, {}) for key, row in targets.items()}) == []


def test_a_stock_without_a_status_filter_is_just_the_number_at_hand(find):
    plain = {"standard_id": None}
    [(*_, implication)] = find("flow-stock", new=A_YEAR | exactly(30), a=EARLY | exactly(400) | plain, b=LATE | exactly(500) | plain)
    assert implication == "Mỗi năm có 10 tổ hợp tác thôi hoạt động, hoặc lập ra mà không được tính vào số có."


def test_steps_run_from_one_horizon_to_the_next(find):
    later = {**STOCK, "horizon": "2045"}
    found = find("flow-stock", new=A_YEAR | from_(30), a=EARLY | exactly(400), b=LATE | exactly(500), c=later | exactly(950))
    assert [(row[0], row[1]) for row in found] == [("consistent", "new;b;c"), ("tension", "new;a;b")]


# Parts against their whole.
WHOLE = what("htx-stock", "stock", "htx", "htx")
FARMS = what("htx-agri-stock", "stock", "htx-agri", "htx", parent_id="whole")
TRADE = what("htx-non-agri-stock", "stock", "htx-non-agri", "htx", parent_id="whole")


@pytest.mark.parametrize(
    ("whole", "farms", "trade", "outcome", "sum_", "implied"),
    [
        (exactly(460), exactly(310), exactly(150), "consistent", "310 + 150 = 460 HTX", "vừa bằng tổng nêu"),
        (over(400), exactly(310), exactly(150), "information", "310 + 150 = 460 HTX", "hai con số cho cùng một tổng: 460 và trên 400 HTX."),
        (over(400), from_(310), exactly(150), "information", "310 + 150 = 460, tức ít nhất 460 HTX", "ít nhất 460 và trên 400 HTX"),
        (exactly(450), exactly(310), exactly(150), "tension", "310 + 150 = 460 HTX", "vượt tổng nêu"),
        (exactly(460), over(310), exactly(150), "tension", "310 + 150 = 460, tức trên 460 HTX", "vượt tổng nêu"),
        (exactly(500), exactly(310), exactly(150), "information", "310 + 150 = 460 HTX", "Còn 40 HTX của tổng không thuộc phần nào"),
        (over(500), exactly(310), exactly(150), "information", "310 + 150 = 460 HTX", "Còn trên 40 HTX của tổng"),
        (between(450, 500), exactly(310), exactly(150), "consistent", "310 + 150 = 460 HTX", "nằm trong mức nêu cho tổng"),
        (exactly(460), about(310), exactly(150), "consistent", "310 + 150 = 460, tức khoảng 460 HTX", "nằm trong mức nêu cho tổng"),
    ],
)
def test_parts_are_added_up_and_set_against_the_whole(find, whole, farms, trade, outcome, sum_, implied):
    found = find("parts", whole=WHOLE | whole, farms=FARMS | farms, trade=TRADE | trade)
    [(verdict, ids, arithmetic, implication)] = found
    assert (verdict, ids) == (outcome, "whole;farms;trade")
    assert arithmetic.startswith(f"{sum_} (hợp tác xã nông nghiệp, hợp tác xã phi nông nghiệp); tổng nêu: ")
    assert implied in implication


def test_an_unclear_whole_says_how_many_shares_stand_on_it(find):
    shares = {"x": what("htx-quality-share", "share", "htx", "percent"), "y": what("htx-land-share", "share", "htx", "percent")}
    targets = {"whole": WHOLE | over(400), "farms": FARMS | exactly(310), "trade": TRADE | exactly(150)}
    [(_, _, _, implication)] = find("parts", **targets, **{key: row | exactly(50) for key, row in shares.items()})
    assert implication.endswith("Mẫu số của 2 tỷ lệ tính trên hợp tác xã trong văn bản vì thế chưa rõ.")


@pytest.mark.parametrize(
    "change",
    [
        {"trade": {"parent_id": None}},
        {"trade": {"base_id": "htx"}},
        {"trade": {"measure_id": "members"}},
        {"trade": {"indicator_id": "htx-agri-stopped-stock"}},
        {"trade": {"kind": "share"}},
    ],
)
def test_one_part_within_the_whole_says_nothing(find, change):
    targets = {"whole": WHOLE | exactly(400), "farms": FARMS | exactly(310), "trade": TRADE | exactly(150)}
    assert find("parts", **{key: row | change.get(key, {}) for key, row in targets.items()}) == []


def test_one_part_above_the_whole_is_found(find):
    [(outcome, ids, _, _)] = find("parts", whole=WHOLE | exactly(300), farms=FARMS | exactly(310))
    assert (outcome, ids) == ("tension", "whole;farms")


# Members per unit at two horizons.
MEMBERS = what("tht-members", "stock", "tht", "members", standard_id="effective")


def four(members: tuple, units: tuple) -> dict[str, dict]:
    years = ("2025", "2030")
    found = {f"m{year}": MEMBERS | bounds | {"horizon": year} for year, bounds in zip(years, members, strict=True)}
    return found | {f"u{year}": STOCK | bounds | {"horizon": year} for year, bounds in zip(years, units, strict=True)}


@pytest.mark.parametrize(
    ("members", "units", "arithmetic", "direction"),
    [
        ((exactly(900), exactly(1500)), (exactly(400), exactly(500)),
         "2025: 900/400 = 2,25 thành viên một tổ hợp tác; 2030: 1.500/500 = 3 thành viên một tổ hợp tác", "tăng"),
        ((over(900), over(1500)), (exactly(400), exactly(500)),
         "2025: 900/400 = 2,25, tức trên 2,25 thành viên một tổ hợp tác; 2030: 1.500/500 = 3, tức trên 3 thành viên một tổ hợp tác", "tăng"),
        ((about(500), about(600)), (over(70), over(85)),
         "2025: 500/70 ≈ 7,14, tức dưới khoảng 7,14 thành viên một tổ hợp tác; 2030: 600/85 ≈ 7,06, tức dưới khoảng 7,06 thành viên một tổ hợp tác", "giảm"),
        ((from_(900), from_(1500)), (from_(400), from_(500)),
         "2025: 900/400 = 2,25 (để ngỏ nên không suy ra được gì) thành viên một tổ hợp tác; "
         "2030: 1.500/500 = 3 (để ngỏ nên không suy ra được gì) thành viên một tổ hợp tác", "tăng"),
        ((between(800, 1000), exactly(1000)), (exactly(400), exactly(400)),
         "2025: 800–1.000/400 = 2–2,5 thành viên một tổ hợp tác; 2030: 1.000/400 = 2,5 thành viên một tổ hợp tác", "không đổi rõ"),
    ],
)  # fmt: skip
def test_the_average_size_is_worked_out_at_both_horizons(find, members, units, arithmetic, direction):
    [(outcome, ids, found, implication)] = find("members", **four(members, units))
    assert (outcome, ids, found) == ("information", "m2025;u2025;m2030;u2030", arithmetic)
    assert f"bình quân một tổ hợp tác {direction}" in implication
    closed = all("high" in bounds and "low" in bounds for bounds in (*members, *units))
    assert implication.endswith("chưa chắc.") != closed


@pytest.mark.parametrize(
    "change",
    [
        {"m2025": {"horizon": "2024"}},
        {"m2025": {"standard_id": "existing"}},
        {"u2030": {"base_id": "htx"}},
        {"u2030": OTHER_PLAN},
        {"u2025": exactly(0)},
        {"m2025": {"measure_id": "persons"}},
    ],
)
def test_without_members_and_units_at_both_horizons_there_is_no_average(find, change):
    targets = four((exactly(900), exactly(1500)), (exactly(400), exactly(500)))
    assert find("members", **{key: row | change.get(key, {}) for key, row in targets.items()}) == []


# Nested share x parent.
RATED = what("org-quality-share", "share", "org", "percent")
CHAIN = what("chain-rated-share", "share", "org-rated", "percent", parent_id="rated")
OF_ALL = "tổ chức kinh tế tập thể (tổ hợp tác, hợp tác xã, liên hiệp)"


@pytest.mark.parametrize(
    ("child", "parent", "outcome", "product", "second"),
    [
        (about(50), between(60, 70), "information", "50% × 60–70% = 30–35%, tức khoảng 30–35%", "Nếu tính trên tất cả: khoảng 50%."),
        (from_(30), over(50), "information", "30% × 50% = 15%, tức trên 15%", "Nếu tính trên tất cả: ít nhất 30%."),
        (from_(50), between(60, 70), "information", "50% × 60–70% = 30–35%, tức ít nhất 30%", "Nếu tính trên tất cả: ít nhất 50%."),
        (exactly(50), exactly(65), "information", "50% × 65% = 32,5%", "Nếu tính trên tất cả: 50%."),
        (exactly(80), exactly(60), "information", "80% × 60% = 48%", "Tính trên tất cả thì vượt 60% nên không thể."),
        (from_(50), up_to(60), "information", "50% × 60% = 30% (để ngỏ nên không suy ra được gì)", "Nếu tính trên tất cả: ít nhất 50%."),
        (exactly(70), exactly(100), "consistent", "70% × 100% = 70%", "Hai cách đọc mẫu số cho cùng một con số."),
    ],
)
def test_a_nested_share_is_turned_into_a_share_of_all_and_both_readings_are_given(find, child, parent, outcome, product, second):
    [found] = find("nested", rated=RATED | parent, chain=CHAIN | child)
    assert found[:3] == (outcome, "chain;rated", f"{product} số {OF_ALL}")
    assert found[3].endswith(second)


@pytest.mark.parametrize("change", [{"parent_id": None}, {"indicator_id": "org-quality-share"}, {"kind": "stock"}])
def test_a_share_that_is_not_nested_in_another_meaning_has_no_product(find, change):
    assert find("nested", rated=RATED | exactly(60), chain=CHAIN | exactly(50) | change) == []


# A subgroup's share against the group's.
LINKED = what("chain-htx-share", "share", "htx", "percent")
FARMS_LINKED = what("chain-htx-agri-share", "share", "htx-agri", "percent", parent_id="linked")


def linked(of_farms: dict, of_all: dict, whole: dict) -> dict[str, dict]:
    counts = {"whole": WHOLE | whole, "farms": FARMS | exactly(310), "trade": TRADE | exactly(150)}
    return counts | {"linked": LINKED | of_all, "some": FARMS_LINKED | of_farms}


def test_a_subgroups_share_is_carried_over_to_the_group(find):
    [found] = find("subgroup", **linked(about(90), between(60, 70), over(400)))
    assert found == (
        "consistent",
        "some;linked;farms;trade;whole",
        "90% × 310 = 279; 279/460 ≈ 60,7%, tức khoảng 60,7% số hợp tác xã (310 + 150 = 460); "
        "279/400 ≈ 69,8%, tức dưới khoảng 69,8%; tỷ lệ chung nêu 60–70%",
        "Riêng hợp tác xã nông nghiệp đã đưa tỷ lệ chung tới mức nêu: hai con số khớp khi khoảng 90% tính trên hợp tác xã nông nghiệp. "
        "Cách đọc khác: khoảng 90% số đạt tỷ lệ chung là hợp tác xã nông nghiệp, tức khoảng 54–63% số hợp tác xã.",
    )


@pytest.mark.parametrize(
    ("of_farms", "of_all", "outcome"),
    [
        (exactly(90), exactly(50), "tension"),
        (exactly(90), exactly(80), "information"),
        (up_to(90), between(60, 70), "information"),
        (exactly(90), over(60), "consistent"),
    ],
)
def test_a_subgroup_gives_a_least_share_of_the_group(find, of_farms, of_all, outcome):
    [(verdict, _, arithmetic, _)] = find("subgroup", **linked(of_farms, of_all, exactly(460)))
    assert verdict == outcome
    assert "279/400" not in arithmetic


def test_a_group_without_parts_stands_for_itself(find):
    targets = linked(exactly(90), exactly(60), exactly(400))
    del targets["trade"]
    [(_, ids, arithmetic, _)] = find("subgroup", **targets)
    assert (ids, arithmetic) == ("some;linked;farms;whole", "90% × 310 = 279; 279/400 ≈ 69,8% số hợp tác xã; tỷ lệ chung nêu 60%")


def test_the_other_reading_is_left_open_where_its_bounds_are(find):
    [(*_, implication)] = find("subgroup", **linked(from_(90), up_to(60), over(400)))
    assert implication.endswith("Cách đọc khác: ít nhất 90% số đạt tỷ lệ chung là hợp tác xã nông nghiệp.")


@pytest.mark.parametrize("missing", ["whole", "farms", "linked"])
def test_without_the_counts_or_the_groups_share_nothing_is_carried_over(find, missing):
    targets = linked(exactly(90), exactly(60), exactly(400))
    del targets[missing]
    assert find("subgroup", **targets) == []


# Classes that add up to 100%.
DEGREE = what("managers-degree-share", "share", "htx-managers", "percent")
COURSE = what("managers-vocational-share", "share", "htx-managers", "percent")


@pytest.mark.parametrize(
    ("degree", "course", "outcome", "sum_", "implied"),
    [
        (exactly(20), exactly(80), "consistent", "20% + 80% = 100%", "tách rời"),
        (between(10, 30), exactly(80), "consistent", "10–30% + 80% = 90–110%", "tách rời"),
        (about(20), exactly(80), "consistent", "20% + 80% = 100%, tức khoảng 100%", "tách rời"),
        (from_(30), exactly(80), "information", "30% + 80% = 110%, tức ít nhất 110%", "chồng lên nhau ít nhất 10 điểm phần trăm"),
        (exactly(30), exactly(80), "information", "30% + 80% = 110%", "chồng lên nhau 10 điểm phần trăm"),
    ],
)
def test_classes_that_fill_the_whole_are_read_as_disjoint(find, degree, course, outcome, sum_, implied):
    [found] = find("classes", degree=DEGREE | degree, course=COURSE | course)
    assert found[:3] == (outcome, "degree;course", f"{sum_} số cán bộ quản lý hợp tác xã")
    assert implied in found[3]


@pytest.mark.parametrize(
    ("degree", "course"),
    [
        (exactly(20), exactly(70)),
        (from_(20), from_(30)),
        (exactly(20), exactly(80) | {"horizon": "2045"}),
        (exactly(20), exactly(80) | {"base_id": "htx-directors"}),
        (exactly(20), exactly(80) | {"indicator_id": "htx-quality-share"}),
        (exactly(20), exactly(80) | {"indicator_id": "managers-degree-share"}),
        (exactly(20), exactly(80) | OTHER_PLAN),
    ],
)
def test_shares_below_100_or_of_other_things_are_no_classes(find, degree, course):
    assert find("classes", degree=DEGREE | degree, course=COURSE | course) == []


# Shares and whole numbers.
QUALITY = what("htx-quality-share", "share", "htx", "percent")


def test_a_share_that_no_whole_number_has_is_found(find):
    [found] = find("whole-number", share=QUALITY | about(70), stock=WHOLE | exactly(23))
    assert found == (
        "information",
        "share;stock",
        "70% × 23 = 16,1 HTX; 16/23 ≈ 69,6%; 17/23 ≈ 73,9%",
        "Không số nguyên nào vừa đúng 70% của 23 HTX: 16 thì chưa tới, 17 thì vượt; “khoảng” cho phép cả hai.",
    )


@pytest.mark.parametrize(
    ("share", "stock"),
    [
        (exactly(50), exactly(20)),
        (exactly(70), exactly(30)),
        (from_(70), exactly(23)),
        (between(60, 70), exactly(23)),
        (exactly(70), about(23)),
        (exactly(70), over(23)),
        (exactly(70), exactly(23) | {"horizon": "2025"}),
        (exactly(70), exactly(23) | {"base_id": "htx-agri"}),
        (exactly(70), exactly(23) | {"indicator_id": "htx-stopped-stock"}),
    ],
)
def test_a_share_that_some_whole_number_has_is_not(find, share, stock):
    assert find("whole-number", share=QUALITY | share, stock=WHOLE | stock) == []


# Margin, and growth of profit against revenue.
PROFIT = what("htx-profit-level", "level", "htx", "million-vnd-per-htx-year")
REVENUE = what("htx-revenue-level", "level", "htx", "million-vnd-per-htx-year")


@pytest.mark.parametrize(
    ("profit", "revenue", "outcome", "arithmetic", "implied"),
    [
        (exactly(150), exactly(900), "information", "150/900 ≈ 16,7%", "Lãi bằng 16,7% doanh thu"),
        (exactly(150), from_(900), "information", "150/900 ≈ 16,7%, tức tối đa 16,7%", "Lãi bằng tối đa 16,7% doanh thu"),
        (
            from_(150),
            over(900),
            "information",
            "150/900 ≈ 16,7% (để ngỏ nên không suy ra được gì)",
            "Lãi bằng một phần chưa biết doanh thu",
        ),
        (between(90, 180), exactly(900), "information", "90–180/900 = 10–20%", "Lãi bằng 10–20% doanh thu"),
        (exactly(950), exactly(900), "tension", "950/900 ≈ 105,6%", "Lãi vượt doanh thu"),
    ],
)
def test_a_margin_follows_from_profit_and_revenue(find, profit, revenue, outcome, arithmetic, implied):
    [found] = find("margin", profit=PROFIT | profit, revenue=REVENUE | revenue)
    assert found[:3] == (outcome, "profit;revenue", f"{arithmetic} (triệu đồng/HTX/năm)")
    assert found[3].startswith(implied)


@pytest.mark.parametrize("change", [{"horizon": "2025"}, {"base_id": "htx-agri"}, {"measure_id": "billion-vnd"}, OTHER_PLAN, exactly(0)])
def test_profit_and_revenue_of_other_things_give_no_margin(find, change):
    assert find("margin", profit=PROFIT | exactly(150), revenue=REVENUE | exactly(900) | change) == []


PROFIT_GROWTH = what("htx-profit-growth", "growth_annual", "htx", "percent-per-year")
REVENUE_GROWTH = what("htx-revenue-growth", "growth_annual", "htx", "percent-per-year")


@pytest.mark.parametrize(
    ("profit", "revenue", "outcome", "implied"),
    [
        (between(3, 5), between(5, 6), "tension", "nhiều nhất là đi ngang, còn lại là giảm."),
        (exactly(3), exactly(5), "tension", "giảm."),
        (exactly(5), exactly(5), "consistent", "đi ngang hoặc tăng."),
        (from_(6), up_to(5), "consistent", "đi ngang hoặc tăng."),
        (between(5, 6), between(3, 5), "consistent", "đi ngang hoặc tăng."),
        (between(3, 6), exactly(5), "information", "có thể tăng hoặc giảm, tùy kết quả rơi vào đâu."),
        (from_(3), from_(5), "information", "có thể tăng hoặc giảm, tùy kết quả rơi vào đâu."),
        (up_to(5), from_(5), "tension", "nhiều nhất là đi ngang, còn lại là giảm."),
    ],
)
def test_profit_must_keep_up_with_revenue_or_the_margin_falls(find, profit, revenue, outcome, implied):
    [found] = find("growth", profit=PROFIT_GROWTH | profit, revenue=REVENUE_GROWTH | revenue)
    assert found[:2] == (outcome, "profit;revenue")
    assert found[3] == f"Tỷ suất lãi trên doanh thu {implied}"


def test_each_end_of_one_growth_is_set_against_the_opposite_end_of_the_other(find):
    [(_, _, arithmetic, _)] = find("growth", profit=PROFIT_GROWTH | between(3, 5), revenue=REVENUE_GROWTH | between(5, 6))
    assert arithmetic == "lãi 3–5%/năm, doanh thu 5–6%/năm: (1 + 3%)/(1 + 6%) − 1 ≈ −2,83%; (1 + 5%)/(1 + 5%) − 1 = 0% mỗi năm"


@pytest.mark.parametrize("change", [{"horizon": "2025"}, {"base_id": "htx-agri"}, {"indicator_id": "htx-revenue-total-growth"}, OTHER_PLAN])
def test_growth_of_other_things_is_not_set_against_profit(find, change):
    assert find("growth", profit=PROFIT_GROWTH | exactly(3), revenue=REVENUE_GROWTH | exactly(5) | change) == []


# Against the national benchmark.
@pytest.mark.parametrize(
    ("local", "national", "outcome", "arithmetic", "implied"),
    [
        (over(65), over(60), "consistent", "trên 65% (2030) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 65 − 60 = 5 điểm phần trăm", "Vượt mức cả nước."),
        (over(50), over(60), "tension", "trên 50% (2030) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 50 − 60 = −10 điểm phần trăm", "Chưa tới mức cả nước."),
        (over(60), over(60), "consistent", "trên 60% (2030) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 60 − 60 = 0 điểm phần trăm", "Bằng mức cả nước."),
        (between(60, 70), over(60), "information",
         "60–70% (2030) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 60–70 − 60 = 0–10 điểm phần trăm", "Chồng lên mức cả nước"),
        (over(70), between(60, 70), "information",
         "trên 70% (2030) so với 60–70% (Nghị quyết 20-NQ/TW, 2030): 70 − (60–70) = 0–10 điểm phần trăm", "Chồng lên mức cả nước"),
        (over(50) | {"horizon": "2025"}, over(60), "information",
         "trên 50% (2025) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 50 − 60 = −10 điểm phần trăm", "Chưa tới mức cả nước của năm 2030, nhưng đây là mốc sớm hơn."),
        (over(70) | {"horizon": "2045"}, over(60), "information",
         "trên 70% (2045) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 70 − 60 = 10 điểm phần trăm", "Vượt mức cả nước, nhưng muộn hơn."),
    ],
)  # fmt: skip
def test_a_local_target_stands_above_or_below_the_national_one(find, local, national, outcome, arithmetic, implied):
    [found] = find("benchmark", local=RATED | local, nation=RATED | NATIONAL | national)
    assert found[:3] == (outcome, "local;nation", arithmetic)
    assert found[3].startswith(implied)


def test_less_is_better_turns_the_benchmark_round(find):
    weak = what("htx-average-share", "share", "htx", "percent")
    [(outcome, *_)] = find("benchmark", local=weak | up_to(20), nation=weak | NATIONAL | up_to(10))
    assert outcome == "tension"


def test_the_caveats_are_said_and_documents_that_state_the_same_benchmark_count_as_one(find):
    again = {"unit_id": "viet-nam", "document_id": "nq-09-2023"}
    [found] = find("benchmark", local=RATED | exactly(70), a=RATED | again | over(60), b=RATED | NATIONAL | over(60))
    assert found[1] == "local;b;a"
    assert "(Nghị quyết 20-NQ/TW, Nghị quyết 09/NQ-CP, 2030)" in found[2]
    assert found[3] == "Vượt mức cả nước. So được, kèm lưu ý (khác cách nêu số: “đúng” / “trên”; văn bản không đủ)."


def test_of_one_national_document_the_nearest_horizon_counts(find):
    later = RATED | NATIONAL | over(90) | {"horizon": "2045"}
    found = find("benchmark", local=RATED | over(65), near=RATED | NATIONAL | over(60), far=later)
    assert [row[1] for row in found] == ["local;near"]
    found = find("benchmark", local=RATED | over(65) | {"horizon": "2035"}, near=RATED | NATIONAL | over(60), far=later)
    assert [row[1] for row in found] == ["local;far"]


@pytest.mark.parametrize("change", [{"base_id": "htx-agri"}, {"kind": "growth_annual"}, OTHER_PLAN])
def test_what_does_not_compare_is_no_benchmark(find, change):
    assert find("benchmark", local=RATED | over(65), nation=RATED | over(60) | {**NATIONAL, **change}) == []


def test_one_target_alone_gives_no_finding(empty, find):
    assert find("parts", alone=WHOLE | exactly(100)) == []
    assert empty.execute("select count(*) from consistency").fetchone() == (0,)


# The words of numbers.
@pytest.mark.parametrize("value", [0, 5, 0.67, 2.25, 16.1, 900, 1500, 45000, 8000000, 1234.5, 1234567.8912, 100, 1e-9])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_views_write_numbers_as_the_pages_do(cursor, value, lang):
    assert cursor.execute(f"select number_{lang}(?::double)", [value]).fetchone() == (number(value, lang),)


@pytest.mark.parametrize(
    ("low", "high", "held", "vi", "en"),
    [
        (2.25, 2.25, (True, True, False, False), "= 2,25", "= 2.25"),
        (50 / 7, 50 / 7, (True, True, False, False), "≈ 7,14", "≈ 7.14"),
        (100 / 6, 100 / 6, (True, True, False, True), "≈ 16,7, tức khoảng 16,7", "≈ 16.7, i.e. about 16.7"),
        (1500, 1500, (True, False, False, False), "= 1.500, tức ít nhất 1.500", "= 1,500, i.e. at least 1,500"),
        (30, 35, (True, False, True, False), "= 30–35, tức trên 30", "= 30–35, i.e. more than 30"),
        (30, 35, (False, True, False, False), "= 30–35, tức tối đa 35", "= 30–35, i.e. at most 35"),
        (7, 7, (False, True, True, True), "= 7, tức dưới khoảng 7", "= 7, i.e. less than about 7"),
        (30, 35, (True, True, False, False), "= 30–35", "= 30–35"),
        (-2.5, 0, (True, True, False, False), "= −2,5 … 0", "= −2.5 … 0"),
        (-0.0001, -0.0001, (True, True, False, False), "≈ 0", "≈ 0"),
        (3, 3, (False, False, False, False), "= 3 (để ngỏ nên không suy ra được gì)", "= 3 (open-ended, so nothing follows)"),
    ],
)  # fmt: skip
def test_a_result_says_what_the_qualifiers_leave_of_it(cursor, low, high, held, vi, en):
    query = """
        select equals_vi(r) || that_is_vi(r, ''), equals_en(r) || that_is_en(r, ''), bounds_vi(r) is null and bounds_en(r) is null
        from (select result(?::double, ?::double, ?::boolean, ?::boolean, ?::boolean, ?::boolean) as r)
    """
    assert cursor.execute(query, [low, high, *held]).fetchone() == (vi, en, not (held[0] or held[1]))


# What must appear on the shipped data.
@pytest.fixture(scope="module")
def shown(shipped) -> dict[str, dict]:
    rows = shipped.cursor().execute("select * from consistency").df().to_dict("records")
    assert len({row["finding_id"] for row in rows}) == len(rows)
    return {row["finding_id"]: row for row in rows}


MUST_APPEAR = [
    ("flow-stock-yen-bai-city-tht-new-annual-annual-yen-bai-city-tht-stock-2025-yen-bai-city-tht-stock-2030", "tension",
     ["400 tổ hợp tác (2025)", "500 tổ hợp tác (2030)", "(500 − 400)/(2030 − 2025) = 20 mỗi năm", "ít nhất 30", "30 − 20 = 10", "ít nhất 10 mỗi năm"],
     ["ít nhất 10 tổ hợp tác thôi hoạt động", "không được tính vào số “hoạt động hiệu quả”"]),
    ("flow-stock-yen-bai-city-htx-new-annual-annual-yen-bai-city-htx-stock-2025-yen-bai-city-htx-stock-2030", "information",
     ["trên 70 HTX (2025)", "trên 85 HTX (2030)", "(85 − 70)/(2030 − 2025) = 3 mỗi năm", "ít nhất 5", "5 − 3 = 2", "nếu số có vừa đúng các mức nêu"],
     ["ít nhất 2 HTX", "số có để ngỏ một đầu"]),
    ("members-yen-bai-city-tht-members-2025-yen-bai-city-tht-stock-2025-yen-bai-city-tht-members-2030-yen-bai-city-tht-stock-2030", "information",
     ["900/400 = 2,25, tức trên 2,25", "1.500/500 = 3, tức trên 3"], ["tăng"]),
    ("members-yen-bai-city-htx-members-2025-yen-bai-city-htx-stock-2025-yen-bai-city-htx-members-2030-yen-bai-city-htx-stock-2030", "information",
     ["500/70 ≈ 7,14, tức dưới khoảng 7,14", "600/85 ≈ 7,06, tức dưới khoảng 7,06"], ["giảm"]),
    ("growth-quang-nam-htx-profit-growth-2030-quang-nam-htx-revenue-growth-2030", "tension",
     ["lãi 3–5%/năm, doanh thu 5–6%/năm", "≈ −2,83%", "= 0% mỗi năm"], ["nhiều nhất là đi ngang, còn lại là giảm"]),
    ("classes-son-ha-managers-degree-share-2024-son-ha-managers-vocational-share-2024", "consistent", ["20% + 80% = 100%"], ["tách rời"]),
    ("whole-number-son-ha-htx-quality-share-2024-son-ha-htx-stock-2024", "information",
     ["70% × 23 = 16,1 HTX", "16/23 ≈ 69,6%", "17/23 ≈ 73,9%"], ["Không số nguyên nào vừa đúng 70% của 23 HTX"]),
    ("margin-son-ha-htx-profit-level-2024-son-ha-htx-revenue-level-2024", "information", ["150/900 ≈ 16,7%"], ["16,7% doanh thu"]),
    ("parts-hai-phong-htx-stock-2025-hai-phong-htx-agri-stock-2025-hai-phong-htx-non-agri-stock-2025", "information",
     ["310 + 150 = 460 HTX", "trên 400 HTX"], ["Không trái nhau", "460 và trên 400 HTX", "6 tỷ lệ tính trên hợp tác xã"]),
    ("parts-hai-phong-lhhtx-stock-2025-hai-phong-lhhtx-non-agri-stock-2025-hai-phong-lhhtx-agri-stock-2025", "consistent",
     ["2 + 1 = 3 liên hiệp HTX"], ["vừa bằng tổng nêu"]),
    ("subgroup-hai-phong-chain-htx-agri-share-2025-hai-phong-chain-htx-share-2025-hai-phong-htx-agri-stock-2025-hai-phong-htx-non-agri-stock-2025-hai-phong-htx-stock-2025",
     "consistent", ["90% × 310 = 279", "279/460 ≈ 60,7%", "310 + 150 = 460", "tỷ lệ chung nêu 60–70%"], ["hai con số khớp", "khoảng 54–63%"]),
    ("nested-quang-nam-chain-rated-share-2030-quang-nam-org-quality-share-2030", "information",
     ["50% × 60–70% = 30–35%, tức khoảng 30–35%"], ["Nếu tính trên tất cả: khoảng 50%."]),
    ("nested-yen-bai-city-chain-rated-share-2025-yen-bai-city-org-quality-share-2025", "information", ["30% × 50% = 15%, tức trên 15%"], ["ít nhất 30%"]),
    ("nested-yen-bai-city-chain-rated-share-2030-yen-bai-city-org-quality-share-2030", "information", ["50% × 65% = 32,5%, tức trên 32,5%"], ["ít nhất 50%"]),
    ("nested-yen-bai-city-chain-effective-share-2045-yen-bai-city-org-quality-share-2045", "information", ["75% × 90% = 67,5%, tức trên 67,5%"], ["ít nhất 75%"]),
    ("nested-hai-phong-key-staff-degree-share-2025-hai-phong-key-staff-trained-share-2025", "consistent", ["70% × 100% = 70%"], ["cùng một con số"]),
    ("benchmark-yen-bai-city-org-quality-share-2030-nq-20-2022-org-quality-share-2030-nq-09-2023-org-quality-share-2030", "consistent",
     ["trên 65% (2030) so với trên 60%", "65 − 60 = 5 điểm phần trăm"], ["Vượt mức cả nước", "So trực tiếp được"]),
    ("benchmark-yen-bai-city-org-quality-share-2025-nq-20-2022-org-quality-share-2030-nq-09-2023-org-quality-share-2030", "information",
     ["trên 50% (2025) so với trên 60%", "50 − 60 = −10 điểm phần trăm"], ["mốc sớm hơn"]),
    ("benchmark-quang-nam-chain-rated-share-2045-nq-20-2022-chain-effective-share-2045-nq-09-2023-chain-effective-share-2045", "tension",
     ["khoảng 70% (2045) so với ít nhất 75%", "70 − 75 = −5 điểm phần trăm"], ["Chưa tới mức cả nước", "kèm lưu ý"]),
]  # fmt: skip


@pytest.mark.parametrize(("finding", "outcome", "arithmetic", "implied"), MUST_APPEAR)
def test_the_shipped_targets_show_what_the_domain_names(shown, finding, outcome, arithmetic, implied):
    row = shown[finding]
    assert row["outcome"] == outcome
    assert [words for words in arithmetic if words not in row["arithmetic"]] == []
    assert [words for words in implied if words not in row["implication_vi"]] == []


def test_every_finding_says_all_in_both_languages_with_the_same_numbers(shown):
    for row in shown.values():
        assert all(isinstance(value, int) or value.strip() for value in row.values())
        assert row["outcome"] in {"consistent", "tension", "information"}
        for vi, en in (("arithmetic", "arithmetic_en"), ("implication_vi", "implication_en")):
            numbers = [re.findall(r"\d[\d.,]*(?<=\d)", text) for text in (row[vi].translate(str.maketrans(",.", ".,")), row[en])]
            assert numbers[0] == numbers[1], row["finding_id"]


def test_a_finding_is_named_by_its_rule_and_targets_which_are_the_units_own_or_national(shown, cursor):
    units = dict(cursor.execute("select target_id, unit_id from target").fetchall())
    for name, row in shown.items():
        targets = row["target_ids"].split(";")
        assert name == "-".join([row["rule"], *targets])
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert units[targets[0]] == row["unit_id"]
        assert {units[target] for target in targets} <= {row["unit_id"], "viet-nam"}


def test_every_rule_has_its_words_and_its_view_and_finds_something(shown, cursor):
    rules = [rule for (rule,) in cursor.execute("select rule_id from consistency_rule order by position").fetchall()]
    views = [view.removeprefix("consistency_").replace("_", "-") for view in VIEWS if view.startswith("consistency_")]
    assert rules == [view for view in views if view != "target"]
    assert {row["rule"] for row in shown.values()} == set(rules)


def test_no_finding_is_typed_in():
    """The rules know no target, locality or number of a document."""
    for path in SQL.glob("consistency*.sql"):
        code = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"hai-phong|hai-duong|quang-nam|yen-bai|son-ha|nq-|qd-|\b(400|460|310|279|23|900)\b", code), path.name
