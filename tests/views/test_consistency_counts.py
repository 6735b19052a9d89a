"""Rules on counts: new units against the stock, parts against their whole, members per unit."""

import pytest

from tests.views.targets import (
    A_YEAR,
    EARLY,
    FARMS,
    LATE,
    MEMBERS,
    OTHER_PLAN,
    STOCK,
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

# Yearly new units against stocks at two horizons.


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
        (exactly(21), exactly(400), exactly(502), "tension", "21 − 20,4 = 0,6"),
        (exactly(20), exactly(400), exactly(502), "tension", "20 − 20,4 = −0,4"),
        (exactly(30), about(400), exactly(500), "tension", "30 − 20 = 10, tức khoảng 10 mỗi năm"),
        (exactly(30), exactly(400), about(500), "tension", "30 − 20 = 10, tức khoảng 10 mỗi năm"),
    ],
)
def test_what_the_qualifiers_leave_of_the_exits(find, new, early, late, outcome, words):
    [(verdict, _, arithmetic, _)] = find("flow-stock", new=A_YEAR | new, a=EARLY | early, b=LATE | late)
    assert verdict == outcome
    assert arithmetic.endswith(words)


STOPPED = {"indicator_id": "htx-stopped-stock"}


@pytest.mark.parametrize(
    "change",
    [
        {"a": {"horizon": "2030"}},
        {"a": {"standard_id": "active"}},
        {"a": OTHER_PLAN},
        {"new": OTHER_PLAN},
        {"new": {"base_id": "htx"}},
        {"new": {"horizon": "2026"}},
        {"new": {"period_start": "2027"}},
        {"a": STOPPED, "b": STOPPED},
        {"new": {"indicator_id": "tht-new-members-annual", "base_id": "tht-new", "measure_id": "members"}},
        {"new": {"low": None, "high": None}},
    ],
)
def test_a_flow_is_set_only_against_its_own_stock_in_its_own_years(find, change):
    targets = {"new": A_YEAR | from_(30), "a": EARLY | exactly(400), "b": LATE | exactly(500)}
    assert find("flow-stock", **{key: row | change.get(key, {}) for key, row in targets.items()}) == []


@pytest.mark.parametrize("years", [{"horizon": "2030"}, {"period_start": "2026"}, {"period_start": "2026", "horizon": "2030"}])
def test_a_flow_of_just_the_years_between_two_horizons_is_set_against_both(find, years):
    assert len(find("flow-stock", new=A_YEAR | from_(30) | years, a=EARLY | exactly(400), b=LATE | exactly(500))) == 1


def test_a_stock_without_a_status_filter_is_just_the_number_at_hand(find):
    plain = {"standard_id": None}
    [(*_, implication)] = find("flow-stock", new=A_YEAR | exactly(30), a=EARLY | exactly(400) | plain, b=LATE | exactly(500) | plain)
    assert implication == "Mỗi năm có 10 tổ hợp tác thôi hoạt động, hoặc lập ra mà không được tính vào số có."


@pytest.mark.parametrize(
    ("stock", "implied"),
    [
        (exactly, "."),
        (over, ", nếu số có vừa đúng các mức nêu; số có để ngỏ một đầu nên hai bên chưa chắc lệch nhau."),
    ],
)
def test_fewer_new_units_than_the_stock_gains_cannot_be_all(find, stock, implied):
    [(*_, implication)] = find("flow-stock", new=A_YEAR | exactly(10), a=EARLY | stock(400), b=LATE | stock(500))
    assert implication == f"Số lập mới chưa đủ cho mức tăng của số “hoạt động hiệu quả”, dù không đơn vị nào thôi hoạt động{implied}"


def test_as_many_new_units_as_the_stock_gains_need_no_exit(find):
    [(*_, implication)] = find("flow-stock", new=A_YEAR | exactly(20), a=EARLY | exactly(400), b=LATE | exactly(500))
    assert implication == "Số lập mới và mức tăng của số có khớp nhau mà không cần đơn vị nào thôi hoạt động."


def test_steps_run_from_one_horizon_to_the_next(find):
    later = {**STOCK, "horizon": "2045"}
    found = find("flow-stock", new=A_YEAR | from_(30), a=EARLY | exactly(400), b=LATE | exactly(500), c=later | exactly(950))
    assert [(row[0], row[1]) for row in found] == [("consistent", "new;b;c"), ("tension", "new;a;b")]


# Parts against their whole.


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
        (between(500, 600), exactly(310), exactly(150), "information", "310 + 150 = 460 HTX", "Còn 40–140 HTX của tổng"),
        (about(500), exactly(310), exactly(150), "information", "310 + 150 = 460 HTX", "Còn khoảng 40 HTX của tổng"),
        (exactly(500), exactly(310), about(150), "information", "310 + 150 = 460, tức khoảng 460 HTX", "Còn khoảng 40 HTX của tổng"),
        (over(460), exactly(310), exactly(150), "information", "310 + 150 = 460 HTX", "Còn trên 0 HTX của tổng"),
        (exactly(460), exactly(310), below(150), "information", "310 + 150 = 460, tức dưới 460 HTX", "Còn trên 0 HTX của tổng"),
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
    [(_, _, _, implication)] = find("parts", **targets, one=shares["x"] | exactly(50))
    assert implication.endswith("Mẫu số của 1 tỷ lệ tính trên hợp tác xã trong văn bản vì thế chưa rõ.")
    [(_, _, _, implication)] = find("parts", **targets)
    assert "Mẫu số" not in implication


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


def test_one_target_alone_gives_no_finding(empty, find):
    assert find("parts", alone=WHOLE | exactly(100)) == []
    assert empty.execute("select count(*) from consistency").fetchone() == (0,)


# Members per unit at two horizons.


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
        ((exactly(1000), between(800, 1000)), (exactly(400), exactly(400)),
         "2025: 1.000/400 = 2,5 thành viên một tổ hợp tác; 2030: 800–1.000/400 = 2–2,5 thành viên một tổ hợp tác", "không đổi rõ"),
        ((from_(900), exactly(1500)), (exactly(400), exactly(500)),
         "2025: 900/400 = 2,25, tức ít nhất 2,25 thành viên một tổ hợp tác; 2030: 1.500/500 = 3 thành viên một tổ hợp tác", "tăng"),
        ((exactly(10), exactly(12)), (exactly(1), exactly(1)),
         "2025: 10/1 = 10 thành viên một tổ hợp tác; 2030: 12/1 = 12 thành viên một tổ hợp tác", "tăng"),
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


def test_two_figures_for_one_horizon_are_no_step(find):
    now = {"horizon": "2025"}
    assert find("members", one=MEMBERS | now | exactly(900), other=MEMBERS | now | exactly(950), units=STOCK | now | exactly(400)) == []
