"""A made-up package, as CSV and as Parquet: the same rows out of every table and view, and within some units the answers that these have alone."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from loaders import database, large, questions
from loaders.own import own
from loaders.package import read_package
from loaders.pairs import pairs
from loaders.ready import FOLDER

PLACES = ["tinh-02", "xa-0001"]
ORDER = "order by all"


@pytest.fixture(scope="module")
def small(folders: dict[str, Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    with database.build(folders["csv"]) as connection:
        yield connection


@pytest.fixture(scope="module")
def big(folders: dict[str, Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    with database.build(folders["parquet"]) as connection:
        yield connection


def rows(cursor: duckdb.DuckDBPyConnection, query: str) -> list[tuple]:
    return cursor.execute(query).fetchall()


def names() -> list[str]:
    return list(database.names(read_package()))


@pytest.mark.parametrize("name", names())
def test_both_forms_give_the_same_rows(small, big, name):
    assert rows(big.cursor(), f'select * from "{name}" {ORDER}') == rows(small.cursor(), f'select * from "{name}" {ORDER}')


def test_what_is_made_is_of_many_kinds(small):
    def kinds(column: str, table: str) -> set:
        return {found for (found,) in rows(small, f"select distinct {column} from {table}")}

    assert kinds("operator", "target") >= {"eq", "ge", "gt", "approx", "range", "near_below"}
    assert len(kinds("kind", "target")) >= 4
    assert kinds("is_current", "observation") == {True, False}
    assert len(kinds("publication_id", "observation")) == 5
    assert rows(small, "select count(*) > 0 from target where parent_id is not null") == [(True,)]
    assert rows(small, "select count(*) > 0 from target where horizon is null and kind = 'flow_annual'") == [(True,)]


@pytest.mark.parametrize("view", ["verdict", "missing_value", "consistency", "target_row", "observation_row", "commitment_row"])
def test_within_some_units_they_answer_as_among_all(small, big, view):
    near = large.within(big.cursor(), PLACES)
    query = f"select * from {view} where list_contains({PLACES!r}, unit_id) {ORDER}"
    alone = rows(near, query)
    assert alone
    assert alone == rows(small.cursor(), query)


def test_within_some_units_their_targets_compare_as_among_all(small, big):
    near = large.within(big.cursor(), PLACES)
    query = f"""select c.* from comparable c join target a using (target_id) join target b on b.target_id = c.other_target_id
        where list_contains({PLACES!r}, a.unit_id) and list_contains({PLACES!r}, b.unit_id) {ORDER}"""
    alone = rows(near, query)
    assert alone
    assert alone == rows(small.cursor(), query)


def test_within_some_units_there_are_no_others(big):
    near = large.within(big.cursor(), ["xa-0001"])
    assert {unit for (unit,) in rows(near, "select distinct unit_id from target")} == {"viet-nam", "tinh-01", "xa-0001"}
    assert large.within(big.cursor(), []).execute("select count(distinct unit_id) from target").fetchone() > (3,)


def test_a_former_unit_brings_the_one_of_today_and_all_that_it_was_made_of(big):
    near = large.within(big.cursor(), ["tinh-01"])
    made_of = {unit for (unit,) in rows(big, "select unit_id from unit_successor where successor_id = 'tinh-01'")}
    assert len(made_of) > 1
    assert {unit for (unit,) in rows(near, "select distinct unit_id from target")} == {"viet-nam", "tinh-01", *made_of}


def test_a_question_holds_its_own_targets_only(big):
    near = large.within(big.cursor(), ["tinh-01"], "htx-number")
    assert rows(near, "select distinct family_id from target join indicator using (indicator_id)") == [("htx-number",)]


@pytest.mark.parametrize("form", ["csv", "parquet", "shipped"])
def test_pairs_are_as_many_as_laid_side_by_side(small, big, shipped, form):
    connection = {"csv": small, "parquet": big, "shipped": shipped}[form]
    laid = rows(
        connection.cursor(),
        """select "class", count(*) from compared c join target a using (target_id) join target b on b.target_id = c.other_target_id
           where c.target_id < c.other_target_id and c.unit_role = 'locality' and c.other_unit_role = 'locality' and a.unit_id <> b.unit_id
           group by all""",
    )
    assert laid
    assert dict(laid) == dict(pairs(connection.cursor()))


def test_own_rows_stand_behind_the_published_ones_in_both_forms(folders):
    with database.build(folders["csv"]) as published:
        [one] = published.execute("select * from observation where is_current order by observation_id limit 1").df().to_dict("records")
    row = {name: "" if pd.isna(value) else str(value) for name, value in one.items()}
    row |= {
        "observation_id": "own-1",
        "low": "77",
        "high": "77",
        "operator": "eq",
        "as_of_on": str(one["as_of_on"])[:10],
        "is_current": "true",
    }
    row |= {"period_start_on": "" if pd.isna(one["period_start_on"]) else str(one["period_start_on"])[:10]}
    mine = own({"observation": [row]}, set_aside=[one["observation_id"]])
    found = {}
    for form, folder in folders.items():
        with database.build(folder, database.CORE_VIEWS, mine) as connection:
            found[form] = rows(connection, f"select * from observation where unit_id = '{one['unit_id']}' {ORDER}")
            assert rows(connection, "select low, is_current from observation where observation_id = 'own-1'") == [(77.0, True)]
            set_aside = f"select is_current from observation where observation_id = '{one['observation_id']}'"
            assert rows(connection, set_aside) == [(False,)]
    assert found["csv"] == found["parquet"]


def test_it_is_made_ready_once_and_again_when_a_file_changes(made):
    database.build(made).close()
    [first] = made.glob(f"{FOLDER}/*.duckdb")
    written = first.stat().st_mtime_ns
    database.build(made).close()
    assert first.stat().st_mtime_ns == written
    (made / "tables" / "commitment.csv").write_bytes((made / "tables" / "commitment.csv").read_bytes() + b"\n")
    database.build(made).close()
    [second] = made.glob(f"{FOLDER}/*.duckdb")
    assert second.name != first.name


BREAKS = {
    "a value that is not allowed": "select * replace ('guess' as operator)",
    "a value that is missing": "select * replace (null as wording)",
    "a value of another type": "select * replace ('many' as low)",
    "a place that is unknown": "select * replace (if(unit_id = 'tinh-01', 'nowhere', unit_id) as unit_id)",
    "an id that is repeated": "select * replace ('same' as target_id)",
    "a column that is missing": "select * exclude (note_en)",
}


@pytest.mark.parametrize("broken", BREAKS)
def test_a_broken_parquet_file_is_refused_by_name_and_leaves_nothing(made, broken):
    file = made / "tables" / "target.parquet"
    duckdb.execute(f"copy ({BREAKS[broken]} from read_parquet('{file}')) to '{file}.new' (format parquet)")
    Path(f"{file}.new").replace(file)
    with pytest.raises(database.DataError, match="target"):
        database.build(made)
    assert not list(made.glob(f"{FOLDER}/*"))


def test_the_rows_of_a_selection_are_the_first_of_all(big):
    frame = questions.rows(big.cursor(), "observation_row", questions.Selection(units=("tinh-01",)))
    first = questions.rows(big.cursor(), "observation_row", questions.Selection(units=("tinh-01",)), 7)
    pd.testing.assert_frame_equal(first, frame.head(7))
    assert questions.count(big.cursor(), "observation_row", questions.Selection(units=("tinh-01",))) == len(frame)
