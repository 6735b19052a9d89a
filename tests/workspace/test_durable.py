"""A DuckDB workspace through sudden deaths, full disks, damage and a second process."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

import run
from tests.workspace.writer import ROWS, put
from workspace.duck import DuckStore, read_copy
from workspace.errors import WorkspaceError
from workspace.store import Reader, open_reader, open_store

ROUNDS = 10
SEED = 20261122


def writer(address: str, who: str = "an", most: int = 100_000, **more) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.workspace.writer", address, who, str(most)]
    return subprocess.Popen(command, cwd=run.ROOT, stdout=subprocess.PIPE, encoding="utf-8", **more)


def confirmed(process: subprocess.Popen) -> list[int]:
    """The revisions that a writer has said."""
    return [int(line) for line in process.stdout.read().split("\n") if line.isdecimal()]


def is_whole(reader: Reader) -> int:
    """Whether the rows are those of whole changes without a gap; the revision."""
    rows, history = reader.current("an").rows("observation"), reader.history("an")
    assert set(Counter(row["low"] for row in rows).values()) <= {ROWS}
    assert [change.revision for change in reversed(history)] == list(range(1, len(history) + 1))
    assert all(len(change.rows) == ROWS for change in history)
    return len(history)


def test_every_confirmed_change_survives_being_killed_at_any_moment(duckdb_address):
    chance, known = random.Random(SEED), 0
    for _ in range(ROUNDS):
        process = writer(duckdb_address)
        assert process.stdout.readline() == "open\n"
        time.sleep(chance.uniform(0, 0.35))
        process.kill()
        said = confirmed(process)
        process.wait()
        known = max([known, *said])
        store = open_store(duckdb_address)
        # The last one may have been written without anybody having heard of it.
        assert known <= is_whole(store) <= known + 1
        known = store.revision("an")
        assert open_reader(duckdb_address).revision("an") == known
        store.close()
    assert known > ROUNDS


def test_another_process_reads_whole_states_while_one_writes_and_holds_it_up_not(duckdb_address):
    open_store(duckdb_address).close()
    process = writer(duckdb_address, most=60)
    reader, seen = open_reader(duckdb_address), []
    while process.poll() is None:
        revision = reader.revision("an")
        seen.append(is_whole(reader))
        assert seen[-1] >= revision
    assert confirmed(process) == list(range(1, 61))
    assert seen == sorted(seen)
    assert len(set(seen)) > 3
    assert is_whole(reader) == 60


def test_a_reader_that_stays_open_holds_nobody_up(duckdb_address, rows):
    store = open_store(duckdb_address)
    store.change("an", "", "", rows("own-a"), expected=0)
    script = (
        "import sys, duckdb\n"
        f"held = duckdb.connect({str(read_copy(Path(duckdb_address)))!r}, read_only=True)\n"
        "print(held.execute('select max(revision) from workspace_change').fetchone()[0], flush=True)\n"
        "sys.stdin.readline()\n"
        "print(held.execute('select max(revision) from workspace_change').fetchone()[0], flush=True)\n"
    )
    held = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    assert held.stdout.readline() == "1\n"
    assert store.change("an", "", "", rows("own-b"), expected=1) == 2
    assert open_reader(duckdb_address).revision("an") == 2
    assert held.communicate("\n", timeout=20)[0] == "1\n"
    store.close()


def test_a_second_server_is_told_to_use_postgresql(duckdb_address):
    process = writer(duckdb_address)
    assert process.stdout.readline() == "open\n"
    with pytest.raises(WorkspaceError) as refused:
        open_store(duckdb_address)
    process.kill()
    process.communicate()
    assert refused.value.text_id == "workspace.taken"
    assert all("PostgreSQL" in refused.value.words(lang) for lang in ("vi", "en"))


FULL = """
import resource, sys
from tests.workspace import writer
from workspace.store import open_store
open_store(sys.argv[1]).close()
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
writer.main(sys.argv[1], "an", 500)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file to stand for a full disk")
@pytest.mark.parametrize("room", [700_000, 1_100_000])
def test_a_full_disk_refuses_the_change_and_keeps_what_was_confirmed(duckdb_address, room):
    done = subprocess.run(
        [sys.executable, "-c", FULL, duckdb_address, str(room)],
        cwd=run.ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    *said, last = done.stdout.split("\n")[1:-1]
    assert last == "refused workspace.not_written"
    store = open_store(duckdb_address)
    assert is_whole(store) == int(said[-1]) == len(said)
    assert put(store, "binh", 1) == len(said) + 1
    store.close()


@pytest.mark.parametrize("content", [b"", b"no database\n" * 500, b"PK\x03\x04" + b"\0" * 9000])
def test_a_file_that_is_no_workspace_is_left_as_it_is(tmp_path, content):
    path = tmp_path / "workspace.duckdb"
    path.write_bytes(content)
    with pytest.raises(WorkspaceError, match="damaged") as refused:
        open_store(str(path))
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]
    assert all(path.name in refused.value.words(lang) for lang in ("vi", "en"))


def filled(address: str) -> bytes:
    store = open_store(address)
    for number in range(1, 4):
        put(store, "an", number, rows=200)
    store.close()
    return Path(address).read_bytes()


@pytest.mark.parametrize("part", [0.0, 0.2, 0.4, 0.6, 0.8, 0.99])
def test_a_damaged_file_is_said_to_be_and_left_as_it_is(duckdb_address, part):
    whole = filled(duckdb_address)
    at = int(part * (len(whole) - 4096))
    damaged = whole[:at] + bytes(byte ^ 0x5A for byte in whole[at : at + 4096]) + whole[at + 4096 :]
    Path(duckdb_address).write_bytes(damaged)
    refused = opened_or_refused(duckdb_address)
    assert refused in ("workspace.damaged", "workspace.behind", "")
    assert not refused or Path(duckdb_address).read_bytes() == damaged


def opened_or_refused(address: str) -> str:
    """Why a store cannot be opened; empty where it can, because the damage is in bytes that the database does not use."""
    try:
        store = open_store(address)
    except WorkspaceError as error:
        return error.text_id
    assert is_whole_of_200(store)
    store.close()
    return ""


def is_whole_of_200(store: Reader) -> bool:
    return [len(change.rows) for change in store.history("an")] == [200] * 3 and len(store.current("an").rows("observation")) == 600


def test_a_file_cut_short_is_said_to_be_damaged(duckdb_address):
    whole = filled(duckdb_address)
    for size in (100, len(whole) // 3, len(whole) // 2):
        Path(duckdb_address).write_bytes(whole[:size])
        with pytest.raises(WorkspaceError, match=r"damaged|behind"):
            open_store(duckdb_address)
        assert Path(duckdb_address).read_bytes() == whole[:size]


def test_an_older_file_under_a_newer_copy_is_not_opened(duckdb_address):
    filled(duckdb_address)
    older = Path(duckdb_address).read_bytes()
    store = open_store(duckdb_address)
    put(store, "an", 4)
    store.close()
    Path(duckdb_address).write_bytes(older)
    with pytest.raises(WorkspaceError, match="behind"):
        open_store(duckdb_address)
    assert open_reader(duckdb_address).revision("an") == 4


def test_a_file_that_has_gone_is_not_begun_anew_over_its_copy(duckdb_address):
    filled(duckdb_address)
    Path(duckdb_address).unlink()
    with pytest.raises(WorkspaceError, match="gone"):
        open_store(duckdb_address)
    assert not Path(duckdb_address).exists()
    read_copy(Path(duckdb_address)).rename(duckdb_address)
    store = open_store(duckdb_address)
    assert is_whole_of_200(store)
    assert put(store, "an", 4) == 4
    store.close()


def test_a_copy_that_is_damaged_or_gone_is_made_anew(duckdb_address):
    filled(duckdb_address)
    copy = read_copy(Path(duckdb_address))
    for content in (b"half a copy", None):
        copy.unlink()
        if content:
            copy.write_bytes(content)
            with pytest.raises(WorkspaceError, match="unreadable"):
                open_reader(duckdb_address).revision("an")
        open_store(duckdb_address).close()
        assert open_reader(duckdb_address).revision("an") == 3


def test_a_folder_that_is_not_there_or_no_place_is_said(tmp_path):
    with pytest.raises(WorkspaceError, match="no_folder"):
        open_store(str(tmp_path / "none" / "workspace.duckdb"))
    with pytest.raises(WorkspaceError, match="damaged"):
        open_store(str(tmp_path))
    with pytest.raises(WorkspaceError, match="missing"):
        open_reader(str(tmp_path / "workspace.duckdb")).revision("an")
    for address in ("", "mysql://localhost/x", "https://example.vn", "a\0b"):
        with pytest.raises(WorkspaceError, match="bad_address"):
            open_store(address)


@pytest.mark.skipif(os.name == "nt", reason="rights are POSIX's")
def test_a_file_that_may_not_be_written_is_said(duckdb_address):
    filled(duckdb_address)
    Path(duckdb_address).chmod(0o444)
    Path(duckdb_address).parent.chmod(0o555)
    script = (
        "import os, sys\n"
        "from workspace.store import open_store\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "os.access(sys.argv[1], os.R_OK)\n"
        "try: open_store(sys.argv[1])\n"
        "except Exception as error: print(error)\n"
    )
    for folder in Path(duckdb_address).parents[1:4]:  # pytest's own folders, of a run and of a worker, let nobody else in
        if folder.stat().st_uid == os.geteuid() and "pytest" in str(folder):
            folder.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", script, duckdb_address], cwd=run.ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    Path(duckdb_address).parent.chmod(0o755)
    assert done.stdout == "workspace.read_only\n"


def test_a_workspace_of_a_newer_form_is_left_alone(duckdb_address):
    filled(duckdb_address)
    with duckdb.connect(duckdb_address) as connection:
        connection.execute("update workspace_form set form = 2")
    with pytest.raises(WorkspaceError, match="newer"):
        open_store(duckdb_address)


def test_a_change_is_kept_even_where_no_copy_for_readers_can_be_made(duckdb_address, rows, monkeypatch):
    store = open_store(duckdb_address)
    store.change("an", "", "", rows("own-a"), expected=0)

    def full(*_):
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", full)
        assert store.change("an", "", "", rows("own-b"), expected=1) == 2
    assert open_reader(duckdb_address).revision("an") == 1
    assert store.change("an", "", "", rows("own-c"), expected=2) == 3
    assert open_reader(duckdb_address).revision("an") == 3
    store.close()


def test_many_threads_of_one_server_write_without_losing_a_row(duckdb_address):
    store = DuckStore(Path(duckdb_address))
    with ThreadPoolExecutor(8) as pool:
        revisions = list(pool.map(lambda number: put(store, "an", number, ROWS), range(60)))
    assert sorted(revisions) == list(range(1, 61))
    assert is_whole(store) == 60
    store.close()
