"""What a statement can do through the cursors that pages and programs get: read the data, and nothing else at all."""

import pandas as pd
import pytest

import api.database
import ui.database
from loaders.database import VIEWS
from loaders.read_only import NotSelectError
from tests.hostile.corpus import EVERY, LONE

WORDS = [words for words in EVERY if words != LONE]
CURSORS = {"page": ui.database.cursor, "analysis": ui.database.analysis, "programs": api.database.cursor}
WRITES = (
    "insert into target select * from target",
    "update target set note = 'x'",
    "delete from target",
    "truncate target",
    "merge into target using target as t on false when not matched then insert by name",
    "drop table target",
    "drop view target_row",
    "create table x (a int)",
    "create temp table x as select 1",
    "create or replace view target_row as select 1",
    "create or replace macro fold(words) as 'x'",
    "create schema x",
    "create sequence x",
    "alter table target add column x int",
    "comment on table target is 'x'",
)
BEYOND = (
    "copy target to '/tmp/x.csv'",
    "copy target from '/etc/passwd'",
    "export database '/tmp/x'",
    "import database '/tmp/x'",
    "attach '/tmp/x.duckdb'",
    "attach ':memory:' as x",
    "detach memory",
    "use memory",
    "install httpfs",
    "load httpfs",
    "create secret (type s3)",
    "set memory_limit = '1GB'",
    "set enable_external_access = true",
    "reset enable_external_access",
    "set variable x = 1",
    "pragma database_list",
    "pragma enable_profiling = 'json'",
    "call enable_logging()",
    "checkpoint",
    "vacuum",
    "begin",
    "commit",
    "rollback",
    "prepare x as select 1",
    "explain analyze select 1",
    "select 1; select 2",
    "commit; drop table target",
    "select 1; drop table target",
    "",
    "--",
)
# Each is one `select`; what refuses them lies deeper.
WITHIN = (
    "with gone as (delete from target returning *) select * from gone",
    "with more as (insert into target select * from target returning *) select * from more",
    "select * from query('drop table target')",
    "select * from read_text('/etc/passwd')",
    "select * from read_csv('/etc/passwd')",
    "select * from read_blob('/proc/self/environ')",
    "select * from read_csv('https://evil.example/x.csv')",
    "select * from glob('/etc/*')",
    "select * from '/etc/passwd'",
    "select * from secret",
    "select getenv('PATH')",
    "select nextval('x')",
)


@pytest.fixture(params=CURSORS)
def given(request):
    """What makes a cursor."""
    return CURSORS[request.param]


@pytest.mark.parametrize("statement", [*WRITES, *BEYOND])
def test_a_statement_that_does_not_read_is_refused_before_any_of_it_is_done(given, statement):
    before = given().execute("select count(*) from target").fetchone()
    for ask in (given().execute, given().sql):
        with pytest.raises(NotSelectError):
            ask(statement)
    assert given().execute("select count(*) from target").fetchone() == before


@pytest.mark.parametrize("statement", WITHIN)
def test_a_select_that_would_write_or_look_elsewhere_is_refused(given, statement):
    secret = pd.DataFrame({"in": ["a variable of the program"]})  # which DuckDB would look for by its name
    with pytest.raises(Exception, match=r"(?i)read-only|permission|disabled|does not exist|single select"):
        given().execute(statement).fetchall()
    assert len(secret)
    assert given().execute("select count(*) from target").fetchone()[0] > 100


def test_the_database_keeps_to_memory(given):
    found = given().execute("select name, value from duckdb_settings()").fetchall()
    settings = dict(found)
    assert settings["temp_directory"] == ""
    assert settings["enable_external_access"] == "false"
    assert settings["lock_configuration"] == "true"


def test_every_view_can_be_read_through_the_cursor_for_it():
    for view in VIEWS:
        assert ui.database.analysis().execute(f"select count(*) from {view}").fetchone()[0] > 0


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_a_value_is_only_ever_a_value(given, words):
    assert given().execute("select $words", {"words": words}).fetchone() == (words,)
    assert given().execute("select count(*) from target where note = ?", [words]).fetchone() == (0,)
