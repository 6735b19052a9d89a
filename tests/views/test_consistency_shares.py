"""Rules on shares: nested ones, a subgroup's, classes that add up, shares of a whole number."""

import pytest

from tests.views.targets import FARMS, OTHER_PLAN, RATED, TRADE, WHOLE, about, between, exactly, from_, over, up_to, what

# Nested share x parent.
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
