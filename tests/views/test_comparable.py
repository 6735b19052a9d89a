"""The comparability rule on literal rows: each reason fires alone, and only forbidding reasons or caveats lower the class."""

import pytest

DISTRICT = {"unit_id": "son-ha", "document_id": "son-ha-plan-2024"}
NATION = {"unit_id": "viet-nam"}
SUMMARY = {"unit_id": "hai-duong", "document_id": "hai-duong-64-ctr-tu-2023"}
OTHER = {"unit_id": "hai-phong", "document_id": "hai-phong-215-kh-ubnd-2021"}
FLOW = {"indicator_id": "htx-new", "kind": "flow_cumulative"}
QUALITY = {"indicator_id": "org-quality-share", "kind": "share", "measure_id": "percent", "base_id": "org"}
OVER = {"operator": "gt", "high": ""}
# Reason -> what both targets have, what only the second has, and the class that follows.
ALONE = {
    "kind": ({}, {"kind": "share"}, "no"),
    "annualise": ({"kind": "flow_cumulative"}, {"kind": "flow_annual"}, "no"),
    "meaning": ({"kind": "flow_cumulative"}, {"indicator_id": "htx-new"}, "no"),
    "measure": ({}, {"measure_id": "org"}, "no"),
    "base": ({}, {"base_id": "htx-agri"}, "no"),
    "scale": ({}, NATION, "no"),
    "base-near": (QUALITY, {"base_id": "htx-lhhtx"}, "caveat"),
    "horizon": ({}, {"horizon": "2025"}, "caveat"),
    "level": ({}, DISTRICT, "caveat"),
    "status-filter": ({"standard_id": "active"}, {"standard_id": "existing"}, "caveat"),
    "standard": ({**QUALITY, "standard_id": "fair-good"}, {"standard_id": "fair-and-up"}, "caveat"),
    "wording": ({}, OVER, "caveat"),
    "period": ({**FLOW, "period_start": "2021"}, {"period_start": "2023"}, "caveat"),
    "source": ({}, SUMMARY, "direct"),
}


def judged(connection, one="a", other="b"):
    query = 'select "class", reasons from comparable where target_id = ? and other_target_id = ?'
    return connection.execute(query, [one, other]).fetchone()


@pytest.fixture(scope="module")
def alone(small):
    ones = {f"{reason} a": both for reason, (both, _, _) in ALONE.items()}
    others = {f"{reason} b": {**both, **OTHER, **change} for reason, (both, change, _) in ALONE.items()}
    return small(target={**ones, **others})


@pytest.mark.parametrize("reason", ALONE)
def test_a_reason_fires_alone_and_gives_the_class(alone, reason):
    expected = (ALONE[reason][2], reason)
    assert judged(alone, f"{reason} a", f"{reason} b") == judged(alone, f"{reason} b", f"{reason} a") == expected


def test_every_reason_of_the_vocabulary_is_tested(shipped):
    severities = dict(shipped.cursor().execute("select reason_id, severity from reason").fetchall())
    expected = {"no": "no", "caveat": "caveat", "direct": "remark"}
    assert severities == {reason: expected[verdict] for reason, (_, _, verdict) in ALONE.items()}


def test_two_targets_that_differ_in_nothing_compare_directly(small):
    assert judged(small(target={"a": {}, "b": OTHER})) == ("direct", "")


def test_a_target_stands_beside_others_of_its_family_only(small):
    connection = small(target={"a": {}, "b": OTHER, "c": {"indicator_id": "tht-stock", "base_id": "tht", "measure_id": "tht"}})
    assert connection.execute("select target_id, other_target_id from comparable order by all").fetchall() == [("a", "b"), ("b", "a")]


TOGETHER = [
    ({**DISTRICT, "horizon": "2025", **OVER}, "caveat", "horizon;level;wording"),
    ({**DISTRICT, "horizon": "2025", "kind": "share"}, "no", "kind;horizon;level"),
    ({**SUMMARY, **OVER}, "caveat", "wording;source"),
    ({**SUMMARY, "base_id": "htx-agri"}, "no", "base;source"),
    ({"standard_id": "effective"}, "caveat", "status-filter"),
    ({**NATION, "kind": "share", "measure_id": "percent"}, "no", "kind;scale"),
    ({"operator": "approx"}, "direct", ""),
    ({"operator": "range", "low": "90", "high": "110"}, "direct", ""),
    ({"operator": "near_below", "low": ""}, "caveat", "wording"),
]


@pytest.fixture(scope="module")
def together(small):
    others = {str(number): {**OTHER, **change} for number, (change, _, _) in enumerate(TOGETHER)}
    return small(target={"a": {}, **others})


@pytest.mark.parametrize("number", range(len(TOGETHER)))
def test_all_reasons_are_listed_in_their_order_and_the_worst_decides(together, number):
    assert judged(together, "a", str(number)) == TOGETHER[number][1:]


def test_one_unstated_standard_is_a_different_status_whichever_side_states_it(small):
    connection = small(target={"a": {}, "b": {**OTHER, "standard_id": "effective"}})
    assert judged(connection) == judged(connection, "b", "a") == ("caveat", "status-filter")


@pytest.mark.parametrize("standard", ["active", "fair-good"])
def test_one_and_the_same_standard_sets_nothing_apart(small, standard):
    same = {**QUALITY, "standard_id": standard}
    assert judged(small(target={"a": same, "b": {**same, **OTHER}})) == ("direct", "")


def test_a_share_of_the_country_is_a_yardstick_and_brings_no_level(small):
    assert judged(small(target={"a": QUALITY, "b": {**QUALITY, **NATION}})) == ("direct", "")


def test_two_unlike_sorts_of_standard_are_a_different_standard(small):
    connection = small(target={"a": {**QUALITY, "standard_id": "fair-good"}, "b": {**QUALITY, **OTHER, "standard_id": "effective"}})
    assert judged(connection) == ("caveat", "standard")


def test_an_unknown_start_is_no_different_start(small):
    assert judged(small(target={"a": FLOW, "b": {**FLOW, **OTHER, "period_start": "2021"}})) == ("direct", "")


def test_a_yearly_floor_without_an_end_has_another_horizon_than_a_year(small):
    floor = {"indicator_id": "htx-new-annual", "kind": "flow_annual", "horizon": ""}
    connection = small(target={"a": floor, "b": {**floor, **OTHER}, "c": {**floor, **OTHER, "horizon": "2030"}})
    assert judged(connection) == ("direct", "")
    assert judged(connection, "a", "c") == ("caveat", "horizon")


@pytest.mark.parametrize("view", ["comparable_reason", "compared_reason"])
def test_what_stands_beside_nothing_is_set_apart_from_nothing(small, view):
    connection = small(target={"a": {}, "b": {**OTHER, "indicator_id": "tht-stock", "base_id": "tht", "measure_id": "tht"}})
    assert connection.execute(f"select * from {view}").fetchall() == []


# What each reason says of the pair of ALONE, in Vietnamese and English; of the others their own name says it all.
SAID = {
    "kind": ("số có tại thời điểm / tỷ lệ", "stock at the horizon / share"),
    "annualise": ("tăng thêm cộng dồn cả giai đoạn / mỗi năm", "new or dissolved over the period / each year"),
    "base": ("hợp tác xã / hợp tác xã nông nghiệp", "cooperatives (HTX) / agricultural cooperatives"),
    "base-near": (
        "một bên tính cả tổ hợp tác, bên kia chỉ tính hợp tác xã và liên hiệp",
        "one side counts cooperative groups too, the other only cooperatives and unions",
    ),
    "horizon": ("2030 / 2025", "2030 / 2025"),
    "level": ("cấp tỉnh / cấp huyện", "province level / district level"),
    "status-filter": ("đang hoạt động / hiện có", "in operation / existing"),
    "standard": ("loại khá, tốt / từ loại khá trở lên", "rated fair or good / fair and above"),
    "wording": ("“đúng” / “trên”", "“exactly” / “more than”"),
}


def details(connection, one: str, other: str):
    query = "select detail_vi, detail_en from comparable_reason where target_id = ? and other_target_id = ?"
    return connection.execute(query, [one, other]).fetchone()


@pytest.mark.parametrize("reason", ALONE)
def test_a_reason_says_what_each_side_is(alone, reason):
    there = SAID.get(reason, (None, None))
    back = there if reason == "base-near" else tuple(words and " / ".join(reversed(words.split(" / "))) for words in there)
    assert details(alone, f"{reason} a", f"{reason} b") == there
    assert details(alone, f"{reason} b", f"{reason} a") == back


def test_what_a_side_does_not_state_is_said_to_be_unstated(small):
    floor = {"indicator_id": "htx-new-annual", "kind": "flow_annual"}
    connection = small(
        target={
            "year": floor,
            "floor": {**floor, **OTHER, "horizon": ""},
            "any": {**QUALITY},
            "good": {**QUALITY, **OTHER, "standard_id": "fair-good"},
            "all": {},
            "run": {**OTHER, "standard_id": "active"},
        }
    )
    assert details(connection, "year", "floor") == ("2030 / mỗi năm", "2030 / each year")
    assert details(connection, "floor", "year") == ("mỗi năm / 2030", "each year / 2030")
    for one, other, vi, en in (("any", "good", "loại khá, tốt", "rated fair or good"), ("all", "run", "đang hoạt động", "in operation")):
        assert details(connection, one, other) == (f"không nêu / {vi}", f"not stated / {en}")
        assert details(connection, other, one) == (f"{vi} / không nêu", f"{en} / not stated")


def test_the_words_name_both_sides_in_both_languages(small):
    connection = small(target={"a": {}, "b": {**OTHER, "horizon": "2025", "base_id": "htx-agri"}})
    vi, en = connection.execute("select reasons_vi, reasons_en from comparable where target_id = 'a'").fetchone()
    assert vi == "khác mẫu số: hợp tác xã / hợp tác xã nông nghiệp; khác năm đích: 2030 / 2025"
    assert en == "different base: cooperatives (HTX) / agricultural cooperatives; different horizon: 2030 / 2025"
