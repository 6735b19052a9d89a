"""Rules on shares: nested ones, a subgroup's, classes that add up, shares of a whole number."""

import pytest

from tests.views.targets import (
    CHAIN,
    COURSE,
    DEGREE,
    FARMS,
    FARMS_LINKED,
    LINKED,
    OTHER_PLAN,
    QUALITY,
    RATED,
    TRADE,
    WHOLE,
    about,
    below,
    between,
    exactly,
    from_,
    over,
    up_to,
    what,
)  # fmt: skip

# Nested share x parent.
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
        (exactly(60), exactly(60), "information", "60% × 60% = 36%", "Nếu tính trên tất cả: 60%."),
        (exactly(70), between(90, 100), "information", "70% × 90–100% = 63–70%", "Nếu tính trên tất cả: 70%."),
        (exactly(70), exactly(100), "consistent", "70% × 100% = 70%", "Hai cách đọc mẫu số cho cùng một con số."),
    ],
)
def test_a_nested_share_is_turned_into_a_share_of_all_and_both_readings_are_given(find, child, parent, outcome, product, second):
    [found] = find("nested", rated=RATED | parent, chain=CHAIN | child)
    assert found[:3] == (outcome, "chain;rated", f"{product} số {OF_ALL}")
    assert found[3].endswith(second)


@pytest.mark.parametrize(("parent", "known"), [(exactly(60), "ít nhất 30%"), (up_to(60), "chưa biết bao nhiêu")])
def test_what_the_share_of_all_would_be_is_said_or_not_known(find, parent, known):
    [(*_, implication)] = find("nested", rated=RATED | parent, chain=CHAIN | from_(50))
    assert implication.startswith(f"Nếu tính trên tổ chức kinh tế tập thể đạt loại khá, tốt: {known} số {OF_ALL}. ")


@pytest.mark.parametrize("change", [{"parent_id": None}, {"indicator_id": "org-quality-share"}, {"kind": "stock"}])
def test_a_share_that_is_not_nested_in_another_meaning_has_no_product(find, change):
    assert find("nested", rated=RATED | exactly(60), chain=CHAIN | exactly(50) | change) == []


# A subgroup's share against the group's.
OTHERS = exactly(150)


def linked(of_farms: dict, of_all: dict, whole: dict, farms: float = 310, others: dict | None = OTHERS) -> dict[str, dict]:
    counts = {"whole": WHOLE | whole, "farms": FARMS | exactly(farms)} | ({"trade": TRADE | others} if others else {})
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
    ("of_farms", "of_all", "outcome", "implied"),
    [
        (exactly(90), exactly(50), "tension", "đã đưa tỷ lệ chung vượt mức nêu."),
        (exactly(90), exactly(80), "information", "chưa chắc đưa tỷ lệ chung tới mức nêu; phần còn lại phải do các đơn vị khác."),
        (up_to(90), between(60, 70), "information", "chưa chắc đưa tỷ lệ chung tới mức nêu; phần còn lại phải do các đơn vị khác."),
        (exactly(90), over(60), "consistent", "đã đưa tỷ lệ chung tới mức nêu: hai con số khớp khi 90% tính trên hợp tác xã nông nghiệp."),
        (
            over(90),
            over(60),
            "consistent",
            "đã đưa tỷ lệ chung tới mức nêu: hai con số khớp khi trên 90% tính trên hợp tác xã nông nghiệp.",
        ),
    ],
)
def test_a_subgroup_gives_a_least_share_of_the_group(find, of_farms, of_all, outcome, implied):
    [(verdict, _, arithmetic, implication)] = find("subgroup", **linked(of_farms, of_all, exactly(460)))
    assert verdict == outcome
    assert implication.startswith(f"Riêng hợp tác xã nông nghiệp {implied} Cách đọc khác: ")
    assert "279/400" not in arithmetic


def test_a_group_without_parts_stands_for_itself(find):
    targets = linked(exactly(90), exactly(60), exactly(400), others=None)
    [(_, ids, arithmetic, _)] = find("subgroup", **targets)
    assert (ids, arithmetic) == ("some;linked;farms;whole", "90% × 310 = 279; 279/400 ≈ 69,8% số hợp tác xã; tỷ lệ chung nêu 60%")


@pytest.mark.parametrize(("of_all", "outcome"), [(59.8, "tension"), (60, "consistent"), (60.3, "information")])
def test_the_least_share_is_set_against_the_one_of_all_to_the_point(find, of_all, outcome):
    """90% of 300 are 270, and these are 60% of 450."""
    [(verdict, *_)] = find("subgroup", **linked(exactly(90), exactly(of_all), exactly(450), farms=300))
    assert verdict == outcome


@pytest.mark.parametrize(
    ("of_farms", "whole", "others", "words"),
    [
        (over(90), exactly(460), OTHERS, "279; 279/460 ≈ 60,7%, tức trên 60,7% số hợp tác xã (310 + 150 = 460)"),
        (exactly(90), exactly(460), below(150), "279; 279/460 ≈ 60,7%, tức trên 60,7% số hợp tác xã (310 + 150 = 460)"),
        (exactly(90), exactly(460), about(150), "279; 279/460 ≈ 60,7%, tức khoảng 60,7% số hợp tác xã (310 + 150 = 460)"),
        (up_to(90), exactly(450), OTHERS,
         "279; 279/460 ≈ 60,7%, tức tối đa 60,7% số hợp tác xã (310 + 150 = 460); 279/450 = 62%, tức tối đa 62%"),
        (from_(90), exactly(450), OTHERS,
         "279; 279/460 ≈ 60,7%, tức ít nhất 60,7% số hợp tác xã (310 + 150 = 460); 279/450 = 62%, tức ít nhất 62%"),
        (exactly(90), below(400), None, "279; 279/400 ≈ 69,8%, tức trên 69,8% số hợp tác xã"),
        (exactly(90), between(450, 460), OTHERS,
         "279; 279/460 ≈ 60,7% số hợp tác xã (310 + 150 = 460); 279/450–460 ≈ 60,7–62%"),
        (exactly(90), between(460, 470), OTHERS,
         "279; 279/460 ≈ 60,7% số hợp tác xã (310 + 150 = 460); 279/460–470 ≈ 59,4–60,7%"),
    ],
)  # fmt: skip
def test_what_the_qualifiers_leave_of_the_subgroups_share(find, of_farms, whole, others, words):
    [(_, _, arithmetic, _)] = find("subgroup", **linked(of_farms, exactly(60), whole, others=others))
    assert arithmetic == f"90% × 310 = {words}; tỷ lệ chung nêu 60%"


@pytest.mark.parametrize(("farms", "whole", "findings"), [(0, 400, 0), (310, 0, 0), (1, 1, 1)])
def test_of_no_units_nothing_is_carried_over(find, farms, whole, findings):
    assert len(find("subgroup", **linked(exactly(90), exactly(60), exactly(whole), farms, others=None))) == findings


@pytest.mark.parametrize("which", ["whole", "farms"])
def test_dormant_units_are_not_the_group(find, which):
    targets = linked(exactly(90), exactly(60), exactly(400))
    assert find("subgroup", **targets | {which: targets[which] | {"indicator_id": "htx-stopped-stock"}}) == []


def test_parts_that_leave_the_subgroup_out_are_not_the_group(find):
    targets = linked(exactly(90), exactly(60), exactly(400))
    shops = what("htx-trade-service-stock", "stock", "htx-trade-service", "htx", parent_id="whole") | exactly(50)
    [(_, ids, arithmetic, _)] = find("subgroup", **targets | {"farms": targets["farms"] | {"parent_id": None}}, shops=shops)
    assert (ids, arithmetic) == ("some;linked;farms;whole", "90% × 310 = 279; 279/400 ≈ 69,8% số hợp tác xã; tỷ lệ chung nêu 60%")


@pytest.mark.parametrize(
    ("of_farms", "of_all", "other"),
    [
        (exactly(90), exactly(60), "54%"),
        (over(90), exactly(60), "trên 54%"),
        (exactly(90), over(60), "trên 54%"),
        (about(90), exactly(60), "khoảng 54%"),
        (exactly(90), about(60), "khoảng 54%"),
        (from_(90), exactly(60), "ít nhất 54%"),
        (exactly(90), up_to(60), "tối đa 54%"),
    ],
)
def test_the_other_reading_keeps_the_qualifiers_of_both_shares(find, of_farms, of_all, other):
    [(*_, implication)] = find("subgroup", **linked(of_farms, of_all, exactly(460)))
    assert implication.endswith(f"là hợp tác xã nông nghiệp, tức {other} số hợp tác xã.")


def test_the_other_reading_is_left_open_where_its_bounds_are(find):
    [(*_, implication)] = find("subgroup", **linked(from_(90), up_to(60), over(400)))
    assert implication.endswith("Cách đọc khác: ít nhất 90% số đạt tỷ lệ chung là hợp tác xã nông nghiệp.")


@pytest.mark.parametrize("missing", ["whole", "farms", "linked"])
def test_without_the_counts_or_the_groups_share_nothing_is_carried_over(find, missing):
    targets = linked(exactly(90), exactly(60), exactly(400))
    del targets[missing]
    assert find("subgroup", **targets) == []


# Classes that add up to 100%.


@pytest.mark.parametrize(
    ("degree", "course", "outcome", "sum_", "implied"),
    [
        (exactly(20), exactly(80), "consistent", "20% + 80% = 100%", "tách rời"),
        (between(10, 30), exactly(80), "consistent", "10–30% + 80% = 90–110%", "tách rời"),
        (between(10, 20), exactly(80), "consistent", "10–20% + 80% = 90–100%", "tách rời"),
        (about(20), exactly(80), "consistent", "20% + 80% = 100%, tức khoảng 100%", "tách rời"),
        (from_(30), exactly(80), "information", "30% + 80% = 110%, tức ít nhất 110%", "chồng lên nhau ít nhất 10 điểm phần trăm"),
        (exactly(30), exactly(80), "information", "30% + 80% = 110%", "chồng lên nhau 10 điểm phần trăm"),
        (over(30), exactly(80), "information", "30% + 80% = 110%, tức trên 110%", "chồng lên nhau trên 10 điểm phần trăm"),
        (over(20), exactly(80), "information", "20% + 80% = 100%, tức trên 100%", "chồng lên nhau trên 0 điểm phần trăm"),
        (exactly(20.5), exactly(80), "information", "20,5% + 80% = 100,5%", "chồng lên nhau 0,5 điểm phần trăm"),
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
        (exactly(19.5), exactly(80)),
        (from_(20), from_(30)),
        (up_to(60), up_to(60)),
        (from_(20), up_to(90)),
        (exactly(20), exactly(80) | {"horizon": "2045"}),
        (exactly(20), exactly(80) | {"base_id": "htx-directors"}),
        (exactly(20), exactly(80) | {"indicator_id": "htx-quality-share"}),
        (exactly(20), exactly(80) | {"indicator_id": "managers-degree-share"}),
        (exactly(20), exactly(80) | OTHER_PLAN),
    ],
)
def test_shares_below_100_or_of_other_things_are_no_classes(find, degree, course):
    assert find("classes", degree=DEGREE | degree, course=COURSE | course) == []


def test_a_class_that_is_everybody_is_one_class(find):
    assert find("classes", all=DEGREE | exactly(100)) == []


def test_counts_are_no_classes(find):
    assert find("classes", stock=WHOLE | exactly(60), new=what("htx-new", "flow_cumulative", "htx", "htx") | exactly(40)) == []


# Shares and whole numbers.


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
        (exactly(70), exactly(0)),
        (exactly(70), about(23)),
        (exactly(70), over(23)),
        (exactly(70), exactly(23) | {"horizon": "2025"}),
        (exactly(70), exactly(23) | {"base_id": "htx-agri"}),
        (exactly(70), exactly(23) | {"indicator_id": "htx-stopped-stock"}),
    ],
)
def test_a_share_that_some_whole_number_has_is_not(find, share, stock):
    assert find("whole-number", share=QUALITY | share, stock=WHOLE | stock) == []
