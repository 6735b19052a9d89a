"""What several folders of tests share: the database of the shipped data, and a copy of the data that may be broken."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from loaders.database import build
from loaders.package import DATA

# Tests that take long by their nature, and what they do meanwhile; a step of their own of `python run.py test`.
ENDURANCE = {
    "fuzz/": "thousands of made-up and broken files, and tables as long as are taken",
    "exports/slides/": "every question's slides in both languages, read back part by part",
    "exports/test_meeting_set.py::test_whatever_stands_in_a_file": "hundreds of made-up files",
    "loaders/intake/test_bounds.py": "the worst files, each read by a process of its own",
    "loaders/test_pathway.py::test_the_two_languages_know_the_same": "every indicator of every unit in both languages",
    "loaders/test_pathway.py::test_every_path_shows_all_its_rows": "every indicator of every unit",
    "loaders/test_scorecard_lens.py::test_no_verdict_changes_and_no_target_is_lost": "every question through every lens",
    "loaders/test_scorecard_lens.py::test_target_value_and_baseline_are_divided_by_the_same_number": "every question through every lens",
    "pages/test_compare.py::test_each_question_draws_and_lists_all_its_local_targets": "the page of every question",
    "pages/test_compare_ways.py::test_every_question_can_be_seen_through_every_lens": "the page of every question through every lens",
    "pages/test_own.py::test_many_readers_at_once": "many readers at once",
    "pages/test_own.py::test_published_frames_are_never_put_out": "many readers one after the other",
    "pages/test_progress.py::test_every_question_opens_in_both_languages": "the page of every question",
    "workspace/test_durable.py": "processes killed while they write, full disks",
    "workspace/test_postgres.py": "several servers at once on a real PostgreSQL",
}
# Folders whose files share what is made once: they stay with one worker, as the tests of each other file do.
TOGETHER = ("tests/exports/slides/",)

# How long one example takes says nothing on a busy machine; the same examples each time, so that a run can be repeated.
settings.register_profile("unhurried", deadline=None, derandomize=True)
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes long."""
    for item in items:
        if any(item.nodeid.startswith(f"tests/{name}") for name in ENDURANCE):
            item.add_marker(pytest.mark.endurance)


class Together(LoadScopeScheduling):
    """Keep what shares fixtures on one worker. Marks would not do: pytest-xdist 3.8 loses their groups under pytest 9.2."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid.partition("::")[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    return Together(config, log)


@pytest.fixture(scope="session")
def shipped() -> Iterator[duckdb.DuckDBPyConnection]:
    with build() as connection:
        yield connection


@pytest.fixture(scope="session")
def components_known() -> Iterator[None]:
    """Let Streamlit look through all installed packages for components once and not in every run of a page, most of which that would be."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def cursor(shipped: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    return shipped.cursor()


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")
