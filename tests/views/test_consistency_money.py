"""Rules on profit and revenue: the margin that two levels give, and the margin's way that two rates of growth give."""

import pytest

from tests.views.targets import (
    OTHER_PLAN,
    PROFIT,
    PROFIT_GROWTH,
    REVENUE,
    REVENUE_GROWTH,
    about,
    between,
    exactly,
    from_,
    over,
    up_to,
)  # fmt: skip

# Margin, and growth of profit against revenue.


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
        (over(150), exactly(900), "information", "150/900 ≈ 16,7%, tức trên 16,7%", "Lãi bằng trên 16,7% doanh thu"),
        (about(150), exactly(900), "information", "150/900 ≈ 16,7%, tức khoảng 16,7%", "Lãi bằng khoảng 16,7% doanh thu"),
        (exactly(0.5), exactly(1), "information", "0,5/1 = 50%", "Lãi bằng 50% doanh thu"),
        (exactly(900), exactly(900), "information", "900/900 = 100%", "Lãi bằng 100% doanh thu"),
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


@pytest.mark.parametrize(
    ("profit", "revenue", "outcome", "implied"),
    [
        (between(3, 5), between(5, 6), "tension", "nhiều nhất là đi ngang, còn lại là giảm."),
        (exactly(3), exactly(5), "tension", "giảm."),
        (exactly(4.5), exactly(5), "tension", "giảm."),
        (between(4.5, 6), exactly(5), "information", "có thể tăng hoặc giảm, tùy kết quả rơi vào đâu."),
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


@pytest.mark.parametrize(
    ("profit", "revenue", "words"),
    [
        (exactly(6), exactly(5), "(1 + 6%)/(1 + 5%) − 1 ≈ 0,95%"),
        (over(6), exactly(5), "(1 + 6%)/(1 + 5%) − 1 ≈ 0,95%, tức trên 0,95%"),
        (about(6), exactly(5), "(1 + 6%)/(1 + 5%) − 1 ≈ 0,95%, tức khoảng 0,95%"),
        (from_(6), exactly(5), "(1 + 6%)/(1 + 5%) − 1 ≈ 0,95%, tức ít nhất 0,95%"),
        (up_to(6), exactly(5), "(1 + 6%)/(1 + 5%) − 1 ≈ 0,95%, tức tối đa 0,95%"),
        (from_(6), from_(5), "(1 + 6%)/(1 + 5%) − 1 ≈ 0,95% (để ngỏ nên không suy ra được gì)"),
        (between(3, 5), exactly(5), "(1 + 3%)/(1 + 5%) − 1 ≈ −1,9%; (1 + 5%)/(1 + 5%) − 1 = 0%"),
        (exactly(5), between(5, 6), "(1 + 5%)/(1 + 6%) − 1 ≈ −0,94%; (1 + 5%)/(1 + 5%) − 1 = 0%"),
    ],
)
def test_what_the_qualifiers_leave_of_the_margins_growth(find, profit, revenue, words):
    [(_, _, arithmetic, _)] = find("growth", profit=PROFIT_GROWTH | profit, revenue=REVENUE_GROWTH | revenue)
    assert arithmetic.endswith(f"%/năm: {words} mỗi năm")


@pytest.mark.parametrize(("fall", "findings"), [(-100, 0), (-99.5, 1)])
def test_of_revenue_that_ends_there_is_no_margin(find, fall, findings):
    assert len(find("growth", profit=PROFIT_GROWTH | exactly(3), revenue=REVENUE_GROWTH | exactly(fall))) == findings


@pytest.mark.parametrize("change", [{"horizon": "2025"}, {"base_id": "htx-agri"}, {"indicator_id": "htx-revenue-total-growth"}, OTHER_PLAN])
def test_growth_of_other_things_is_not_set_against_profit(find, change):
    assert find("growth", profit=PROFIT_GROWTH | exactly(3), revenue=REVENUE_GROWTH | exactly(5) | change) == []
