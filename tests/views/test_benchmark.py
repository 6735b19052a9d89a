"""A national target as yardstick: above, equal, below, overlaps, or no relation where the two do not compare."""

import pytest

SHARE = {"indicator_id": "org-quality-share", "kind": "share", "measure_id": "percent", "base_id": "org"}
NATION = {"unit_id": "viet-nam"}


def bounds(operator: str, low: str, high: str) -> dict[str, str]:
    return {**SHARE, "operator": operator, "low": low, "high": high}


EXACTLY_60, OVER_60, FROM_60, UNDER_60 = bounds("eq", "60", "60"), bounds("gt", "60", ""), bounds("ge", "60", ""), bounds("lt", "", "60")
BETWEEN = bounds("range", "60", "70")


RELATIONS = [
    (EXACTLY_60, EXACTLY_60, "equal"),
    (OVER_60, OVER_60, "equal"),
    (UNDER_60, UNDER_60, "equal"),
    (BETWEEN, BETWEEN, "equal"),
    (bounds("eq", "61", "61"), EXACTLY_60, "above"),
    (bounds("eq", "59", "59"), EXACTLY_60, "below"),
    (bounds("gt", "65", ""), OVER_60, "above"),
    (bounds("gt", "50", ""), OVER_60, "below"),
    (bounds("lt", "", "70"), UNDER_60, "above"),
    (bounds("lt", "", "50"), UNDER_60, "below"),
    (bounds("eq", "65", "65"), OVER_60, "above"),
    (bounds("eq", "59", "59"), OVER_60, "below"),
    (bounds("range", "50", "59"), OVER_60, "below"),
    (bounds("range", "50", "70"), OVER_60, "overlaps"),
    (bounds("range", "65", "75"), BETWEEN, "overlaps"),
    (bounds("range", "71", "75"), BETWEEN, "above"),
    (bounds("range", "50", "59"), BETWEEN, "below"),
    (BETWEEN, bounds("eq", "65", "65"), "overlaps"),
    (OVER_60, bounds("eq", "65", "65"), "overlaps"),
    (bounds("gt", "70", ""), bounds("eq", "65", "65"), "above"),
    (bounds("approx", "50", "50"), bounds("ge", "50", ""), "overlaps"),
    # The same number in other words is not the same target, and neither above nor below.
    (EXACTLY_60, bounds("approx", "60", "60"), "overlaps"),
    (OVER_60, FROM_60, "overlaps"),
    (FROM_60, OVER_60, "overlaps"),
    (UNDER_60, bounds("le", "", "60"), "overlaps"),
]


@pytest.fixture(scope="module")
def related(small):
    local = {f"local {number}": local for number, (local, _, _) in enumerate(RELATIONS)}
    national = {f"nation {number}": {**national, **NATION} for number, (_, national, _) in enumerate(RELATIONS)}
    return small(target={**local, **national})


@pytest.mark.parametrize("number", range(len(RELATIONS)))
def test_the_relation_of_bounds(related, number):
    query = "select relation from benchmark where target_id = ? and national_target_id = ?"
    found = related.execute(query, [f"local {number}", f"nation {number}"]).fetchall()
    assert found == [(RELATIONS[number][2],)]


@pytest.mark.parametrize("change", [{"base_id": "htx-agri"}, {"kind": "growth_annual"}])
def test_no_relation_where_the_two_do_not_compare(small, change):
    connection = small(target={"local": {**EXACTLY_60, **change}, "nation": {**EXACTLY_60, **NATION}})
    assert connection.execute('select relation, "class" from benchmark').fetchall() == [(None, "no")]


def test_a_count_for_the_country_is_no_yardstick(small):
    connection = small(target={"local": {}, "nation": NATION})
    assert connection.execute('select relation, "class", reasons from benchmark').fetchall() == [(None, "no", "scale")]


def test_two_localities_are_no_benchmark_of_each_other_nor_two_national_targets(small):
    other = {"unit_id": "hai-phong", "document_id": "hai-phong-215-kh-ubnd-2021"}
    connection = small(target={"a": SHARE, "b": {**SHARE, **other}, "n": {**SHARE, **NATION}, "m": {**SHARE, **NATION}})
    pairs = connection.execute("select target_id, national_target_id from benchmark order by all").fetchall()
    assert pairs == [("a", "m"), ("a", "n"), ("b", "m"), ("b", "n")]


@pytest.mark.parametrize(
    ("target", "national", "relation"),
    [
        ("quang-nam-org-quality-share-2030", "nq-20-2022-org-quality-share-2030", "overlaps"),
        ("yen-bai-city-org-quality-share-2030", "nq-20-2022-org-quality-share-2030", "above"),
        ("yen-bai-city-chain-rated-share-2030", "nq-20-2022-chain-rated-share-2030", "equal"),
        ("yen-bai-city-org-quality-share-2045", "nq-20-2022-org-quality-share-2045", "equal"),
        ("hai-phong-htx-quality-share-2025", "qd-1804-2020-htx-quality-share-2025", "above"),
        ("hai-phong-htx-stock-2025", "qd-1318-2021-htx-stock-2025", None),
    ],
)
def test_the_shipped_targets_stand_as_their_documents_say(cursor, target, national, relation):
    query = "select relation from benchmark where target_id = ? and national_target_id = ?"
    assert cursor.execute(query, [target, national]).fetchall() == [(relation,)]
