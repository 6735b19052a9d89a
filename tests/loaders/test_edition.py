"""New data under a running server: taken whole and valid or not at all, and in one step for everybody who reads."""

import errno
import gc
import logging
import os
import shutil
import subprocess
import sys
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

import run
from loaders import edition, package
from loaders.database import DataError
from loaders.edition import Editions
from loaders.package import read_package
from loaders.seal import SUMS, cut_off, seal, seal_problems
from loaders.texts import texts

TARGETS = Path("tables/target.csv")


@pytest.fixture
def house(data_copy: Path) -> Editions:
    """A server's editions of a copy of the data, the first one made."""
    made = Editions(data_copy)
    made.newest()
    assert not made.look()
    return made


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is new is taken without the check, which takes seconds, where a test is about what comes after."""
    monkeypatch.setattr(edition, "_check", lambda folder: None)


def release(folder: Path, version: str) -> None:
    """Say another version, and say it in the data too, so that a mixture of two would be seen."""
    path = folder / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace(read_package(folder).version, version), encoding="utf-8")
    words = folder / "vocabulary" / "text.csv"
    lines = [line for line in words.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("app.title,")]
    lines.insert(next(n for n, line in enumerate(lines) if n and line > "app.title,"), f"app.title,Tên {version},Title {version}\n")
    words.write_text("".join(lines), encoding="utf-8")


def settled(house: Editions) -> bool:
    """Whether two looks take what is there now."""
    assert not house.look()
    return house.look()


def titles(made: edition.Edition) -> set[str]:
    """The version as all places of an edition say it: description, words, database, files."""
    [in_database] = made.cursor().execute("select en from \"text\" where text_id = 'app.title'").fetchone()
    said = {made.version, texts("vi", made.folder)["app.title"].removeprefix("Tên "), in_database.removeprefix("Title ")}
    return said | {read_package(made.folder).version}


def test_an_update_that_passes_the_check_becomes_the_newest_edition(house: Editions):
    before = house.newest()
    release(house.source, "2031.1")
    assert settled(house)
    assert house.newest().version == "2031.1"
    assert titles(house.newest()) == {"2031.1"}
    assert house.held() == (house.newest(), before)
    assert before.version != "2031.1"
    assert texts("vi", before.folder)["app.title"] == texts("vi", package.DATA)["app.title"]
    assert house.refused == ""


def test_what_is_still_being_written_waits(house: Editions, unchecked):
    release(house.source, "2031.1")
    assert not house.look()
    release(house.source, "2031.2")
    assert not house.look()
    assert house.look()
    assert house.newest().version == "2031.2"


def test_files_written_anew_with_what_they_said_are_no_update(house: Editions):
    before = house.newest()
    for path in house.source.rglob("*.csv"):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
    assert not settled(house)
    assert house.newest() is before
    assert house.refused == ""


def broken_rule(folder: Path) -> None:
    text = (folder / TARGETS).read_text(encoding="utf-8")
    (folder / TARGETS).write_text(text.replace(",gt,false,60,,", ",gt,false,6O,,", 1), encoding="utf-8")


def cut_short(folder: Path) -> None:
    (folder / TARGETS).write_bytes((folder / TARGETS).read_bytes()[:-9])


def half_copied(folder: Path) -> None:
    seal(folder)
    (folder / TARGETS).write_text((folder / TARGETS).read_text(encoding="utf-8").replace("phấn đấu", "cố gắng"), encoding="utf-8")


def without_a_file(folder: Path) -> None:
    (folder / TARGETS).unlink()


def without_description(folder: Path) -> None:
    (folder / "datapackage.json").unlink()


def without_words(folder: Path) -> None:
    path = folder / "vocabulary" / "text.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("page.progress,")), encoding="utf-8")


def without_all(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (broken_rule, "target.csv"),
        (cut_short, "target.csv"),
        (half_copied, SUMS),
        (without_a_file, "target.csv"),
        (without_description, "datapackage.json"),
        (without_words, "page.progress"),
        (without_all, "data"),
    ],
)
def test_what_does_not_hold_never_reaches_readers_and_the_log_says_why_once(house: Editions, damage, named, caplog):
    before, copy = house.newest(), shutil.copytree(house.source, house.source.parent / "whole")
    release(house.source, "2031.1")
    damage(house.source)
    with caplog.at_level(logging.ERROR):
        assert not settled(house)
        assert not settled(house)
    assert house.newest() is before
    assert named in house.refused
    assert [record.getMessage() for record in caplog.records if named in record.getMessage()] == [
        f"The files in {house.source} were not taken; readers keep version {before.version}: {house.refused}"
    ]
    shutil.copytree(copy, house.source, dirs_exist_ok=True)
    (house.source / SUMS).unlink(missing_ok=True)
    settled(house)
    assert (house.newest(), house.refused) == (before, "")


def test_a_full_disk_keeps_the_old_data_and_the_new_come_when_there_is_room(house: Editions, unchecked, monkeypatch):
    release(house.source, "2031.1")
    with monkeypatch.context() as full:
        full.setattr(shutil, "copyfile", no_room)
        assert not settled(house)
        assert "No space left" in house.refused
    assert house.look()
    assert house.newest().version == "2031.1"


def test_a_server_that_starts_on_a_full_disk_reads_the_files_themselves(data_copy: Path, monkeypatch, caplog):
    monkeypatch.setattr(shutil, "copyfile", no_room)
    made = Editions(data_copy).newest()
    assert made.folder == data_copy
    assert made.cursor().execute("select count(*) from target").fetchone() > (0,)
    assert "No space left" in caplog.text


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_everybody_who_reads_while_data_are_switched_reads_one_version(house: Editions, unchecked):
    done, first = Event(), house.newest().version
    release(house.source, first)

    def read() -> list[set[str]]:
        seen = []
        while not done.wait(0.02) or not seen:  # a pause, else six readers would leave the release no processor
            seen.append(titles(house.newest()) - {"Mục tiêu kinh tế tập thể", "Collective-economy targets"})
        return seen

    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(read) for _ in range(6)]
        try:
            for version in ("2031.1", "2031.2", "2031.3", "2031.4"):
                release(house.source, version)
                assert settled(house)
        finally:
            done.set()
        seen = [said for reader in readers for said in reader.result()]
    assert {len(said) for said in seen} == {1}
    assert len(set(map(frozenset, seen))) > 2


def test_an_edition_goes_with_the_last_who_holds_it_and_is_past_once_two_are_newer(house: Editions, unchecked):
    held = house.newest()
    folder = held.folder
    release(house.source, "2031.1")
    assert settled(house)
    assert held in house.held()
    assert not held.is_past
    release(house.source, "2031.2")
    assert settled(house)
    assert held.is_past
    assert held not in house.held()
    assert held.cursor().execute("select count(*) from target").fetchone() > (0,)  # who is in the midst of a page gets to its end
    gone, _ = weakref.ref(held), gc.collect()
    del held
    assert gone() is None
    assert not folder.exists()


def test_an_edition_that_nobody_works_with_goes_at_once(house: Editions, unchecked):
    folder = house.newest().folder
    release(house.source, "2031.1")
    assert settled(house)
    assert [made.version for made in house.held()] == ["2031.1"]
    assert not folder.exists()


def test_what_others_leave_while_they_write_is_no_data(house: Editions):
    before = house.newest()
    for name in (".target.csv.Xy12", "target.csv~", "target.csv.tmp", "target.csv.part"):
        (house.source / "tables" / name).write_text("half")
    assert not settled(house)
    assert house.newest() is before
    assert {path.name for path in before.folder.rglob("*target*")} == {"target.csv"}


def test_sums_tell_a_whole_package_from_a_half_copied_one(data_copy: Path):
    assert seal_problems(data_copy) == []
    path = seal(data_copy)
    assert path.name == SUMS
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1 + len(read_package(data_copy).tables)
    assert seal_problems(data_copy) == []
    cut_short(data_copy)
    (data_copy / "sources" / "document.csv").unlink()
    assert [(problem.file, problem.rule) for problem in seal_problems(data_copy)] == [("document.csv", "seal"), ("target.csv", "seal")]
    assert [(problem.file, problem.rule) for problem in cut_off(data_copy)] == [("target.csv", "cut_off")]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
def test_other_programs_read_the_sums(data_copy: Path):
    seal(data_copy)
    check = ["sha256sum", "--check", "--strict", SUMS]
    assert subprocess.run(check, cwd=data_copy, capture_output=True, check=False).returncode == 0
    cut_short(data_copy)
    assert subprocess.run(check, cwd=data_copy, capture_output=True, check=False).returncode == 1


def test_the_command_seals_and_the_check_finds_what_is_not_as_sealed(data_copy: Path):
    def loaders(option: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "loaders", option, "--data", str(data_copy), "--lang", "en"]
        return subprocess.run(command, cwd=run.ROOT, capture_output=True, encoding="utf-8", check=False)

    assert loaders("--seal").stdout == f"{data_copy / SUMS}\n"
    assert loaders("--check").returncode == 0
    (data_copy / "LICENSE.md").write_text("")  # no table
    half_copied_line = (data_copy / TARGETS).read_text(encoding="utf-8").replace("phấn đấu", "cố gắng", 1)
    (data_copy / TARGETS).write_text(half_copied_line, encoding="utf-8")
    done = loaders("--check")
    assert done.returncode == 1
    assert "target.csv, row 0 [seal]" in done.stdout


UNREADABLE = """
import gzip, os, sys, zipfile  # which Python would look for once it may not read them
from pathlib import Path
from loaders.faults import faults
faults(Path(sys.argv[1]))
os.setgroups([]); os.setgid(65534); os.setuid(65534)
for problem in faults(Path(sys.argv[1])): print(problem.file, problem.message_vi)
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="takes another account, which only root can become")
@pytest.mark.parametrize("name", ["datapackage.json", "tables/target.csv"])
def test_a_file_that_may_not_be_read_is_named(data_copy: Path, name: str):
    for folder in data_copy.parents:
        if "pytest" in str(folder):
            folder.chmod(0o755)
    (data_copy / name).chmod(0)
    done = subprocess.run(
        [sys.executable, "-c", UNREADABLE, str(data_copy)], cwd=run.ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert Path(name).name in done.stdout


def test_a_locked_file_is_named_with_its_remedy(data_copy: Path, monkeypatch):
    """As Windows refuses a file that Excel has open."""
    from loaders import faults

    def locked(folder: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(folder / TARGETS))

    monkeypatch.setattr(faults, "problems", locked)
    [found] = faults.faults(data_copy)
    assert (found.file, found.rule) == ("target.csv", "unreadable")
    assert "đang bị chương trình khác khóa; đặt lại tệp" in found.message_vi
    assert "another program has locked it; put it back" in found.message_en


def test_nothing_to_load_is_one_kind_of_error(tmp_path: Path):
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(DataError):
            Editions(place).newest()


@pytest.fixture
def in_a_thread() -> Callable[[Callable[[], object]], object]:
    """Ask something in a thread that has been told nothing."""
    return lambda question: ThreadPoolExecutor(1).submit(question).result()


def test_a_thread_reads_the_folder_that_it_was_told_and_no_other_does(data_copy: Path, in_a_thread):
    assert package.here() == package.DATA
    with package.using(data_copy):
        assert package.here() == data_copy
        assert read_package().folder == data_copy
        assert in_a_thread(package.here) == package.DATA
    assert package.here() == package.DATA
