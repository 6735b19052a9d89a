"""What holds for every view: one file, one bare select, five lines of header, no duplicates in its grain, no row lost to a join."""

import re

import pytest

from loaders.database import SQL, VIEWS, build
from loaders.package import read_package

HEADER = ("Grain", "Reads", "Nulls", "Units", "Why")
# The columns that make a row of the view one row.
GRAIN = {
    "target_bounds": "target_id",
    "current_observation": "unit_id, indicator_id, standard_id, as_of_on",
    "comparable_reason": "target_id, other_target_id, reason_id",
    "compared_reason": "target_id, other_target_id, reason_id",
    "comparable": "target_id, other_target_id",
    "compared": "target_id, other_target_id",
    "benchmark": "target_id, national_target_id",
    "coverage": "unit_id, indicator_id, horizon",
    "coverage_family": "unit_id, family_id",
    "target_row": "target_id",
    "observation_row": "observation_id",
    "commitment_row": "commitment_id",
    "indicator_row": "indicator_id",
    "unit_row": "unit_id",
    "document_row": "document_id",
    "target_end": 'target_id, "end"',
    "target_method": 'target_id, "end", method',
    "candidate_observation": "target_id, observation_id",
    "matched_observation": "target_id, observation_id",
    "attainment": 'target_id, "end", observation_id',
    "pace_step": 'target_id, "end", observation_id, method, y, y0',
    "pace": 'target_id, "end", observation_id, method',
    "verdict": 'target_id, "end", method',
    "crosswalk": "successor_id, subject, indicator_id, standard_id, horizon, as_of_on",
    "missing_value": "target_id",
    "consistency_target": "target_id",
    "consistency_flow_stock": "target_ids",
    "consistency_parts": "target_ids",
    "consistency_members": "target_ids",
    "consistency_nested": "target_ids",
    "consistency_subgroup": "target_ids",
    "consistency_classes": "target_ids",
    "consistency_whole_number": "target_ids",
    "consistency_margin": "target_ids",
    "consistency_growth": "target_ids",
    "consistency_benchmark": "target_ids",
    "consistency": "finding_id",
}
# View -> what it must have one row of.
ONE_TO_ONE = {
    "target_bounds": "target",
    "target_row": "target",
    "observation_row": "observation",
    "commitment_row": "commitment",
    "indicator_row": "indicator",
    "unit_row": "unit",
    "document_row": "document",
    "current_observation": "observation where is_current",
    "comparable": "target_bounds a join target_bounds b on b.family_id = a.family_id and b.target_id <> a.target_id",
    "coverage_family": "family cross join (select * from unit where role = 'locality')",
}


def text(view: str) -> str:
    return (SQL / f"{view}.sql").read_text(encoding="utf-8")


def read_by(view: str) -> set[str]:
    """The tables and views after `from` and `join`, without the query's own names."""
    code = re.sub(r"--.*", "", text(view))
    own = set(re.findall(r"(?:with|,)\s*(\w+)\s+as\s*\(\s*select", code))
    return set(re.findall(r"(?<!distinct )\b(?:from|join)\s+([a-z_]+)\b", code)) - own


def test_the_order_of_creation_names_every_file_once():
    assert sorted(VIEWS) == sorted(path.stem for path in SQL.iterdir())
    assert len(set(VIEWS)) == len(VIEWS)
    assert set(GRAIN) == set(VIEWS)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_opens_with_its_five_lines_and_is_one_bare_select(view):
    lines = text(view).splitlines()
    for name, line in zip(HEADER, lines, strict=False):
        assert re.fullmatch(rf"-- {name}: +\S.*\.", line), line
    code = "\n".join(lines[5:])
    assert re.match(r"(select|with)\b", code)
    assert ";" not in re.sub(r"'[^']*'", "", code)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_says_nothing_of_its_own(view):
    """Its sentences stand in the table of texts, where both languages are side by side; see loaders.macros."""
    said = re.findall(r"'([^']*)'", re.sub(r"--.*", "", text(view)))
    assert [words for words in said if re.search(r"[^\W\d_a-zA-Z]|[a-z]{2,} [a-z]{2,}", words)] == []


def test_a_view_speaks_the_words_of_the_table(data_copy):
    path = data_copy / "vocabulary" / "text.csv"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("Các phần cộng lại vừa bằng tổng nêu.", "Các phần 'vừa' với tổng."), encoding="utf-8")
    with build(data_copy) as connection:
        found = connection.execute("select implication_vi from consistency where rule = 'parts'").fetchall()
    assert ("Các phần 'vừa' với tổng.",) in found


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_reads_only_what_stands_before_it(view):
    tables = read_package().by_name.keys()
    assert read_by(view) <= tables | set(VIEWS[: VIEWS.index(view)])


@pytest.mark.parametrize("view", VIEWS)
def test_the_header_names_all_that_is_read(view):
    [said] = re.findall(r"^-- Reads: (.*)\.$", text(view), re.MULTILINE)
    assert read_by(view) <= set(said.split(", "))


@pytest.mark.parametrize("view", VIEWS)
def test_the_grain_has_no_duplicates_on_the_shipped_data(cursor, view):
    query = f"select {GRAIN[view]}, count(*) as n from {view} group by all having n > 1"
    assert cursor.execute(query).fetchall() == []
    assert cursor.execute(f"select count(*) > 0 from {view}").fetchone() == (True,)


@pytest.mark.parametrize("view", ONE_TO_ONE)
def test_no_row_is_lost_to_a_join(cursor, view):
    rows = cursor.execute(f"select count(*) from {view}").fetchone()
    assert rows == cursor.execute(f"select count(*) from {ONE_TO_ONE[view]}").fetchone()


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_makes_a_number_infinite_or_not_a_number(cursor, view):
    frame = cursor.execute(f"select * from {view}").df()
    for name in frame.select_dtypes("float"):
        column = frame[name].dropna()
        assert column.between(-1e15, 1e15).all(), name
