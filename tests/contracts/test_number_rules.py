"""What a stated number must keep, each rule at its edges on rows typed here: what is just right, and what is just wrong."""

import pytest

from loaders import number_rules as rules
from tests.contracts.conftest import asked

TARGET = {
    "indicator_id": "htx-stock",
    "kind": "stock",
    "base_id": "htx",
    "measure_id": "htx",
    "operator": "eq",
    "low": "100",
    "high": "100",
    "verbal": "false",
    "wording": "có 100 hợp tác xã",
    "publication_id": "",
    "absence_reason_id": "",
}
OBSERVATION = {name: cell for name, cell in TARGET.items() if name != "verbal"} | {"method": "reported", "publication_id": "paper"}
INDICATOR = {"indicator_id": "htx-stock", "kind": "stock", "base_id": "htx", "measure_id": "htx"}
SHARE = {"kind": "share"}
NOT_STATED = {"low": "", "high": ""}


def ends(low="", high="", **other):
    return {"low": low, "high": high, **other}


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        (ends("450", "600"), []),
        (ends("100", "100"), []),
        (ends("400"), []),
        (ends(high="200"), []),
        (ends("600", "450"), ["low"]),
        (ends("9", "10"), []),  # as numbers, not as letters
    ],
)
def test_the_low_end_is_not_above_the_high_one(bounds, found):
    assert asked(rules.interval_order, target=[TARGET | bounds]) == [("target", 2, field) for field in found]


# The table of qualifiers: what each states, and what else might be written beside it.
@pytest.mark.parametrize(
    ("operator", "fitting", "others"),
    [
        ("eq", [("400", "400"), ("400", "400.0")], [("400", "401"), ("400", ""), ("", "400")]),  # 400 tổ hợp tác
        ("approx", [("70", "70")], [("70", "75"), ("70", ""), ("", "70")]),  # khoảng 70%
        ("range", [("60", "70")], [("60", "60"), ("60", ""), ("", "70")]),  # 60% - 70%
        ("gt", [("400", "")], [("400", "400"), ("", "400")]),  # trên 400
        ("ge", [("30", "")], [("30", "30"), ("", "30")]),  # từ 30 trở lên
        ("lt", [("", "10")], [("10", "10"), ("10", "")]),
        ("le", [("", "10")], [("10", "10"), ("10", "")]),
        ("near_below", [("", "200")], [("200", "200"), ("200", "")]),  # gần 200
    ],
)
def test_a_qualifier_states_just_its_own_ends(operator, fitting, others):
    rows = [TARGET | {"operator": operator} | ends(*bounds) for bounds in [("", ""), *fitting, *others]]
    first = 2 + 1 + len(fitting)
    assert asked(rules.operator_bounds, target=rows) == [("target", first + n, "operator") for n in range(len(others))]


@pytest.mark.parametrize(
    ("table", "row", "found"),
    [
        ("target", TARGET, False),
        ("target", TARGET | ends("400"), False),
        ("target", TARGET | NOT_STATED, True),
        ("target", TARGET | NOT_STATED | {"absence_reason_id": "not-published"}, False),
        ("observation", OBSERVATION | ends(high="400") | {"absence_reason_id": "not-published"}, True),
        ("population", {"persons": "1000", "absence_reason_id": ""}, False),
        ("population", {"persons": "", "absence_reason_id": ""}, True),
        ("document", {"number": "215/KH-UBND", "issued_on": "2021-09-21", "absence_reason_id": ""}, False),
        ("document", {"number": "215/KH-UBND", "issued_on": "", "absence_reason_id": ""}, True),
        ("document", {"number": "", "issued_on": "2021-09-21", "absence_reason_id": ""}, True),
        ("document", {"number": "", "issued_on": "2021-09-21", "absence_reason_id": "not-in-text"}, False),
    ],
)
def test_what_is_absent_says_why_and_what_is_there_does_not(table, row, found):
    assert asked(rules.absence_has_reason, **{table: [row]}) == ([(table, 2, "absence_reason_id")] if found else [])


@pytest.mark.parametrize(
    ("row", "proven"),
    [
        (TARGET, True),
        (TARGET | {"wording": "có 200 hợp tác xã"}, False),
        (TARGET | {"wording": "không có hợp tác xã nào"}, False),
        (TARGET | {"wording": "100% hợp tác xã"} | ends("100", "120"), False),
        (TARGET | {"wording": "trên 400 hợp tác xã"} | ends("400"), True),
        (TARGET | {"wording": "gần 200 tổ hợp tác"} | ends(high="200"), True),
        # All of them and none of them are numbers in words; of a target only where it is said to be in words.
        (TARGET | {"wording": "các tổ chức đều áp dụng"}, False),
        (TARGET | {"wording": "các tổ chức đều áp dụng", "verbal": "true"}, True),
        (TARGET | {"wording": "các tổ chức đều áp dụng", "verbal": "true"} | ends("50", "50"), False),
        (TARGET | {"wording": "không có HTX yếu kém"} | ends("0", "0"), True),
        # Money may be written out; other things may not.
        (TARGET | {"wording": "đạt 366 triệu", "measure_id": "million-vnd-per-year"} | ends("366", "366"), True),
        (TARGET | {"wording": "đạt 1,2 tỷ", "measure_id": "billion-vnd"} | ends("1.2", "1.2"), True),
        (TARGET | {"wording": "đạt 366", "measure_id": "million-vnd-per-year"} | ends("366", "366"), True),
        (TARGET | {"wording": "đạt 366 tỷ", "measure_id": "million-vnd-per-year"} | ends("366", "366"), False),
        (TARGET | {"wording": "đạt 366 triệu"} | ends("366", "366"), False),
        # What is no number is in no phrase.
        (TARGET | ends("inf", "inf"), False),
        (TARGET | ends("100", "nan"), False),
    ],
)
def test_a_targets_words_prove_its_number(row, proven):
    assert asked(rules.wording_holds_number, target=[row]) == ([] if proven else [("target", 2, "wording")])


@pytest.mark.parametrize(
    ("row", "language", "proven"),
    [
        (OBSERVATION, "vi", True),
        (OBSERVATION | {"wording": "có 90 hợp tác xã"}, "vi", False),
        (OBSERVATION | {"wording": "90 + 10", "method": "computed"}, "vi", True),
        (OBSERVATION | {"wording": "tất cả các hợp tác xã đều"}, "vi", True),
        (OBSERVATION | {"wording": "1,500 cooperatives"} | ends("1500", "1500"), "en", True),
        (OBSERVATION | {"wording": "1,500 cooperatives"} | ends("1500", "1500"), "vi", False),
    ],
)
def test_a_figures_words_prove_it_in_the_language_of_their_source(row, language, proven):
    publication = {"publication_id": "paper", "language": language}
    assert asked(rules.wording_holds_number, observation=[row], publication=[publication]) == (
        [] if proven else [("observation", 2, "wording")]
    )


def test_a_quotation_has_twelve_words_at_most():
    twelve = TARGET | {"wording": "một hai ba bốn năm sáu bảy tám chín mười mười_một mười_hai"}
    thirteen = twelve | {"wording": f"{twelve['wording']} mười_ba"}
    assert asked(rules.wording_is_short, target=[twelve, thirteen]) == [("target", 3, "wording")]


def test_a_number_is_of_the_kind_base_and_measure_of_its_indicator():
    rows = [TARGET, *(TARGET | {name: "x"} for name in ("kind", "base_id", "measure_id"))]
    expected = [("target", 3, "kind"), ("target", 4, "base_id"), ("target", 5, "measure_id")]
    assert asked(rules.indicator_agrees, indicator=[INDICATOR], target=rows) == expected


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (ends("0", "100") | SHARE, []),
        (ends("60") | SHARE, []),
        (ends("-0.5", "60") | SHARE, ["low"]),
        (ends("60", "100.5") | SHARE, ["high"]),
        (ends("101", "101") | SHARE, ["low"]),
        (ends(high="6000") | SHARE, ["high"]),
        (ends("400", "400"), []),
        (ends("-3", "-3", kind="growth_annual"), []),
    ],
)
def test_only_a_share_lies_between_none_and_all(row, found):
    assert asked(rules.share_in_range, target=[TARGET | row]) == [("target", 2, field) for field in found]
