"""Public names that people's scripts rely on: tables, views, their columns, ids and codes. Adding is free, losing one is a break."""

import pytest

from loaders.database import VIEWS
from loaders.package import read_package

LABELLED = "label_vi label_en"
COLUMNS = {
    "target": "target_id unit_id document_id indicator_id base_id kind period_start horizon operator low high measure_id wording place "
    "parent_id modality role note",
    "observation": "observation_id unit_id indicator_id base_id kind operator low high measure_id as_of_on as_of_precision territory "
    "publication_id wording status method confidence is_current note",
    "commitment": "commitment_id unit_id document_id theme_id horizon summary_vi summary_en place",
    "indicator": "indicator_id label_vi label_en family_id theme_id kind base_id measure_id direction definition_vi definition_en",
    "family": f"family_id {LABELLED} theme_id",
    "unit": f"unit_id {LABELLED}",
    "document": f"document_id {LABELLED}",
    "publication": f"publication_id {LABELLED}",
    "base": f"base_id {LABELLED}",
    "measure": f"measure_id {LABELLED}",
    "operator": f"operator_id {LABELLED}",
    "theme": f"theme_id {LABELLED}",
    "coverage": "unit_id indicator_id horizon state target_id",
    "comparable": "target_id other_target_id class reasons",
    "benchmark": "target_id national_target_id relation class reasons",
    "verdict": "target_id end method observation_id verdict reason_code equation",
    "consistency": "finding_id rule unit_id target_ids arithmetic implication_vi implication_en",
}
UNITS = (
    "viet-nam hai-phong hai-duong quang-nam yen-bai-city son-ha yen-bai quang-ngai hai-phong-2025 da-nang-2025 lao-cai-2025 quang-ngai-2025"
)
CODES = {
    ("target", "kind"): "stock flow_cumulative flow_annual share growth_annual level",
    ("target", "operator"): "eq gt ge lt le near_below approx range",
    ("observation", "status"): "final preliminary estimate unstated",
    ("observation", "method"): "reported computed",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_promised_table_or_view_has_its_promised_columns(cursor, name):
    columns = [column[0] for column in cursor.execute(f'select * from "{name}" limit 0').description]
    assert set(COLUMNS[name].split()) <= set(columns)


def test_the_promised_units_are_there_and_lie_where_they_lay(cursor):
    units = dict(cursor.execute("select unit_id, parent_id from unit").fetchall())
    assert set(UNITS.split()) <= units.keys()
    assert (units["yen-bai-city"], units["son-ha"], units["hai-phong"]) == ("yen-bai", "quang-ngai", "viet-nam")


def test_the_five_localities_are_not_of_one_level(cursor):
    levels = dict(cursor.execute("select unit_id, level from unit where role = 'locality'").fetchall())
    assert levels == {
        "hai-phong": "province",
        "hai-duong": "province",
        "quang-nam": "province",
        "yen-bai-city": "district",
        "son-ha": "district",
    }


@pytest.mark.parametrize(("old", "new"), [("hai-phong", "hai-phong-2025"), ("hai-duong", "hai-phong-2025"), ("quang-nam", "da-nang-2025"),
                                          ("yen-bai", "lao-cai-2025"), ("kon-tum", "quang-ngai-2025")])  # fmt: skip
def test_the_merger_of_2025_names_the_successor(cursor, old, new):
    query = "select successor_id, effective_on::varchar from unit_successor where unit_id = ?"
    assert cursor.execute(query, [old]).fetchall() == [(new, "2025-07-01")]


@pytest.mark.parametrize(("table", "field"), CODES)
def test_a_code_list_is_the_promised_one(table, field):
    [column] = [f for f in read_package().by_name[table].fields if f.name == field]
    assert set(column.constraints["enum"]) == set(CODES[table, field].split())


def test_ids_are_ascii_slugs(cursor):
    for table in read_package().tables:
        for name in table.primary_key:
            ids = [row[0] for row in cursor.execute(f'select "{name}" from "{table.name}"').fetchall()]
            assert all(value.isascii() and value == value.strip().lower() for value in ids), (table.name, name)


def test_the_four_states_of_coverage_are_the_promised_ones(cursor):
    states = {row[0] for row in cursor.execute("select distinct state from coverage").fetchall()}
    assert states == {"number", "words_only", "not_mentioned", "text_not_available"}


def test_the_three_classes_and_four_relations_are_the_promised_ones(cursor):
    assert {row[0] for row in cursor.execute('select distinct "class" from comparable').fetchall()} == {"direct", "caveat", "no"}
    relations = {row[0] for row in cursor.execute("select distinct relation from benchmark where relation is not null").fetchall()}
    assert relations <= {"above", "equal", "below", "overlaps"}


def test_a_view_has_the_name_of_no_table():
    assert not set(VIEWS) & read_package().by_name.keys()
