"""An empty cell says what it means: number, words only, not mentioned, or not in the text that we have."""

import pytest

SUMMARY = {"unit_id": "hai-duong", "document_id": "hai-duong-64-ctr-tu-2023"}
YEARLY = {"unit_id": "yen-bai-city", "document_id": "yen-bai-city-209-kh-tu-2023"}
FLOOR = {**YEARLY, "indicator_id": "htx-new-annual", "kind": "flow_annual", "horizon": ""}
# An indicator appears in the matrix once any target has it; this one belongs to the country, so no locality has a number.
NATIONAL = {"n": {"unit_id": "viet-nam"}}


def state(connection, unit: str, horizon: int | None, indicator: str = "htx-stock") -> list[tuple]:
    query = "select state, target_id from coverage where unit_id = ? and indicator_id = ? and horizon is not distinct from ?"
    return connection.execute(query, [unit, indicator, horizon]).fetchall()


def test_a_number(small):
    connection = small(target={"a": {}})
    assert state(connection, "quang-nam", 2030) == [("number", "a")]
    assert state(connection, "quang-nam", 2045) == [("not_mentioned", None)]


@pytest.mark.parametrize("horizon", ["2030", ""])
def test_words_only_for_their_horizon_or_without_one_for_all(small, horizon):
    words = {"family_id": "htx-number", "horizon": horizon}
    connection = small(target=NATIONAL, commitment={"c": words, "said twice": words})
    assert state(connection, "quang-nam", 2030) == [("words_only", None)]
    assert state(connection, "quang-nam", 2045) == [("not_mentioned" if horizon else "words_only", None)]
    assert state(connection, "hai-phong", 2025) == [("not_mentioned", None)]


def test_general_words_promise_nothing_for_each_year(small):
    yearly = {"n": {"unit_id": "viet-nam", "indicator_id": "htx-new-annual", "kind": "flow_annual", "horizon": ""}}
    connection = small(target=yearly, commitment={"c": {**YEARLY, "family_id": "htx-number"}})
    assert state(connection, "yen-bai-city", None, "htx-new-annual") == [("not_mentioned", None)]


def test_words_on_another_question_say_nothing(small):
    connection = small(target=NATIONAL, commitment={"c": {"family_id": "quality"}, "d": {"family_id": ""}})
    assert state(connection, "quang-nam", 2030) == [("not_mentioned", None)]


@pytest.mark.parametrize(
    ("family", "expected"), [("htx-number", "text_not_available"), ("", "text_not_available"), ("quality", "not_mentioned")]
)
def test_what_our_copy_lacks_is_missing_never_absent(small, family, expected):
    connection = small(target=NATIONAL, absence={"x": {"family_id": family, "horizon": "2045"}})
    assert state(connection, "quang-nam", 2045) == [(expected, None)]
    assert state(connection, "quang-nam", 2030) == [("not_mentioned", None)]


def test_what_is_missing_of_one_question_speaks_before_what_is_missing_of_the_whole_year(small):
    missing = {"all": {"horizon": "2045"}, "one": {"family_id": "htx-number", "horizon": "2045", "absence_reason_id": "words-only"}}
    connection = small(target={**NATIONAL, "m": {"unit_id": "viet-nam", "indicator_id": "tht-stock"}}, absence=missing)
    assert state(connection, "quang-nam", 2045) == [("words_only", None)]
    assert state(connection, "quang-nam", 2045, "tht-stock") == [("text_not_available", None)]


def test_a_summary_leaves_open_what_it_does_not_tell(small):
    assert state(small(target=NATIONAL), "hai-duong", 2030) == [("text_not_available", None)]


def test_a_number_speaks_before_words_words_of_the_year_before_what_is_missing_and_that_before_general_words(small):
    number = {**SUMMARY, "horizon": "2030"}
    words = {**SUMMARY, "family_id": "htx-number", "theme_id": "quantity"}
    absence = {"x": {**SUMMARY, "horizon": "2045"}}
    both = small(target={"a": number}, commitment={"c": {**words, "horizon": "2030"}}, absence=absence)
    assert state(both, "hai-duong", 2030) == [("number", "a")]
    exact = small(target=NATIONAL, commitment={"c": {**words, "horizon": "2045"}}, absence=absence)
    assert state(exact, "hai-duong", 2045) == [("words_only", None)]
    general = small(target=NATIONAL, commitment={"c": words}, absence=absence)
    assert state(general, "hai-duong", 2045) == [("text_not_available", None)]
    assert state(general, "hai-duong", 2030) == [("words_only", None)]


def test_yearly_floors_stand_in_the_yearly_column_of_documents_that_have_one(small):
    connection = small(target={"a": FLOOR, "b": {**YEARLY, "horizon": "2025"}})
    assert state(connection, "yen-bai-city", None, "htx-new-annual") == [("number", "a")]
    assert state(connection, "yen-bai-city", 2025, "htx-new-annual") == []
    assert state(connection, "yen-bai-city", None, "htx-stock") == []
    assert state(connection, "yen-bai-city", 2025, "htx-stock") == [("number", "b")]
    assert state(connection, "son-ha", None, "htx-new-annual") == []


def test_an_indicator_without_any_target_has_no_cells_and_the_country_has_none(small):
    connection = small(target=NATIONAL)
    assert connection.execute("select distinct indicator_id from coverage").fetchall() == [("htx-stock",)]
    assert connection.execute("select count(*) from coverage where unit_id = 'viet-nam'").fetchone() == (0,)


def test_the_cells_of_a_document_are_its_horizons(small):
    query = "select unit_id, list(horizon order by horizon) from coverage group by unit_id"
    assert dict(small(target=NATIONAL).execute(query).fetchall()) == {
        "hai-phong": [2025],
        "hai-duong": [2030, 2045],
        "quang-nam": [2030, 2045],
        "yen-bai-city": [2025, 2030, 2045],
        "son-ha": [2024],
    }


def family(connection, unit: str, name: str = "htx-number") -> tuple:
    query = """select state, targets, number_horizons, has_annual, words_horizons from coverage_family
               where unit_id = ? and family_id = ?"""
    [row] = connection.execute(query, [unit, name]).fetchall()
    return row


def test_a_question_is_covered_by_numbers_words_or_not_at_all(small):
    connection = small(
        target={"a": {}, "b": {"horizon": "2045"}, "c": FLOOR, "d": {**YEARLY, "horizon": "2025", "standard_id": "active"}},
        commitment={
            "c1": {"family_id": "htx-number", "horizon": "2045"},
            "c2": {"family_id": "quality", "horizon": "2045"},
            "c3": {"family_id": "quality", "horizon": "2030"},
            "c4": {"family_id": "export"},
        },
    )
    assert family(connection, "quang-nam") == ("number", 2, "2030;2045", False, "2045")
    assert family(connection, "yen-bai-city") == ("number", 2, "2025", True, None)
    assert family(connection, "quang-nam", "quality") == ("words_only", 0, None, False, "2030;2045")
    assert family(connection, "quang-nam", "export") == ("words_only", 0, None, False, None)
    assert family(connection, "son-ha") == ("not_mentioned", 0, None, False, None)
    assert family(connection, "hai-duong") == ("text_not_available", 0, None, False, None)


def test_two_numbers_or_words_for_one_year_name_it_once(small):
    words = {"family_id": "quality", "horizon": "2030"}
    connection = small(target={"a": {}, "b": {"standard_id": "active"}}, commitment={"c": words, "d": words})
    assert family(connection, "quang-nam") == ("number", 2, "2030", False, None)
    assert family(connection, "quang-nam", "quality") == ("words_only", 0, None, False, "2030")


def test_ones_own_targets_are_counted_among_all_and_the_published_one_speaks(small):
    connection = small(target={"own-a": {"standard_id": "active"}, "z": {}, "own-b": {"horizon": "2045"}})
    query = (
        "select unit_id, targets, own_targets from coverage_family where family_id = 'htx-number' and unit_id in ('quang-nam', 'son-ha')"
    )
    assert sorted(connection.execute(query).fetchall()) == [("quang-nam", 3, 2), ("son-ha", 0, 0)]
    assert state(connection, "quang-nam", 2030) == [("number", "z")]
    assert state(connection, "quang-nam", 2045) == [("number", "own-b")]


def test_a_locality_without_any_document_has_no_text_that_could_be_silent(small):
    connection = small()
    connection.execute("update unit set role = 'locality' where unit_id = 'da-nang'")
    assert family(connection, "da-nang") == ("text_not_available", 0, None, False, None)


@pytest.mark.parametrize(
    ("unit", "name", "expected"),
    [
        ("hai-phong", "tht-number", "number"),
        ("quang-nam", "export", "not_mentioned"),
        ("hai-duong", "export", "words_only"),  # “Tăng số lượng HTX xuất khẩu sản phẩm trực tiếp”: no number, and it still binds
        ("yen-bai-city", "export", "words_only"),
        ("son-ha", "value-chain", "words_only"),
        ("son-ha", "tht-number", "not_mentioned"),
        ("hai-duong", "income", "words_only"),
        ("hai-duong", "insurance", "text_not_available"),
    ],
)
def test_the_shipped_matrix_says_what_the_documents_say(cursor, unit, name, expected):
    assert family(cursor, unit, name)[0] == expected


def test_hai_duong_2045_is_nowhere_not_mentioned(cursor):
    query = "select distinct state from coverage where unit_id = 'hai-duong' and horizon = 2045"
    assert cursor.execute(query).fetchall() == [("text_not_available",)]
