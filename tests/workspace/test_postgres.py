"""A workspace on a real PostgreSQL server: several server processes at once, and a server that does not answer or does not allow."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

import run
from tests.workspace.server import unused_port
from tests.workspace.writer import ROWS, put
from workspace.errors import ConflictError, WorkspaceError
from workspace.postgres import PostgresStore
from workspace.store import open_store

CHANGES = 120


def started(address: str, who: str, most: int = CHANGES) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.workspace.writer", address, who, str(most)]
    return subprocess.Popen(command, cwd=run.ROOT, stdout=subprocess.PIPE, encoding="utf-8")


def test_two_servers_write_at_once_and_nothing_is_lost_or_counted_twice(postgres_address):
    processes = [started(postgres_address, who) for who in ("an", "binh")]
    heard = [process.communicate(timeout=60)[0].splitlines() for process in processes]
    said = [[int(line) for line in lines if line.isdecimal()] for lines in heard]
    assert [len(one) for one in said] == [CHANGES, CHANGES]
    assert sorted(said[0] + said[1]) == list(range(1, 2 * CHANGES + 1))
    assert min(said[0]) < max(said[1])
    assert min(said[1]) < max(said[0])
    store = open_store(postgres_address)
    history = store.history("an")
    assert [change.revision for change in history] == list(range(2 * CHANGES, 0, -1))
    assert {change.revision for change in history if change.author == "an"} == set(said[0])
    assert all(len(change.rows) == ROWS for change in history)
    assert len(store.current("an").rows("observation")) == 2 * CHANGES * ROWS
    store.close()


def test_a_server_process_that_dies_leaves_no_half_change(postgres_address):
    process = started(postgres_address, "an", 10_000)
    heard = [process.stdout.readline() for _ in range(7)]
    process.kill()
    process.communicate()
    store = open_store(postgres_address)
    history = store.history("an")
    assert len(history) >= int(heard[-1]) == 6
    assert all(len(change.rows) == ROWS for change in history)
    assert put(store, "binh", 1) == len(history) + 1
    store.close()


def test_two_servers_begin_the_tables_at_once(postgres_address):
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(lambda _: open_store(postgres_address), range(6)))
    assert [store.revision("an") for store in stores] == [0] * 6
    for store in stores:
        store.close()


def test_one_servers_change_is_the_others_conflict(postgres_address, rows):
    here, there = open_store(postgres_address), open_store(postgres_address)
    here.change("an", "An", "", rows("own-a"), expected=0)
    assert there.revision("an") == 1
    there.change("an", "Bình", "", rows("own-a", low="1"), expected=1)
    with pytest.raises(ConflictError) as refused:
        here.change("an", "An", "", rows("own-a", low="2"), expected=1)
    assert [change.author for change in refused.value.changes] == ["Bình"]
    here.close()
    there.close()


def test_many_threads_share_a_few_connections(postgres_address, server):
    store = PostgresStore(postgres_address)
    with ThreadPoolExecutor(24) as pool:
        revisions = list(pool.map(lambda number: put(store, "an", number), range(48)))
    assert sorted(revisions) == list(range(1, 49))
    with psycopg.connect(server) as connection:
        asked = connection.execute("select count(*) from pg_stat_activity where datname = %s", [postgres_address.rpartition("/")[2]])
        assert asked.fetchone()[0] <= 4
    store.close()


def test_a_connection_that_the_server_ended_is_made_anew(postgres_address, server, rows):
    store = open_store(postgres_address)
    store.change("an", "", "", rows("own-a"), expected=0)
    with psycopg.connect(server, autocommit=True) as connection:
        ended = connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [postgres_address.rpartition("/")[2]]
        )
        assert ended.fetchall() == [(True,)]
    assert store.revision("an") == 1
    store.close()


def test_a_server_that_does_not_answer_is_said_without_the_password(caplog):
    with pytest.raises(WorkspaceError, match="unreachable") as refused:
        open_store(f"postgresql://an:geheim@127.0.0.1:{unused_port()}/x")
    assert "geheim" not in caplog.text + "".join(refused.value.words(lang) for lang in ("vi", "en"))


def test_an_account_that_may_not_write_is_said(postgres_address):
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute("drop role if exists onlooker")
        connection.execute("create role onlooker login")
    with pytest.raises(WorkspaceError, match="no_right"):
        open_store(postgres_address.replace("postgres@", "onlooker@"))
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute("drop role onlooker")


def test_a_workspace_of_a_newer_form_is_left_alone(postgres_address):
    open_store(postgres_address).close()
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute("update workspace_form set form = 2")
    with pytest.raises(WorkspaceError, match="newer"):
        open_store(postgres_address)
