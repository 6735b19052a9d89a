"""What several folders of tests share: the database of the shipped data, and a copy of the data that may be broken."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings

from loaders.database import build
from loaders.package import DATA

# How long one example takes says nothing on a busy machine.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def shipped() -> Iterator[duckdb.DuckDBPyConnection]:
    with build() as connection:
        yield connection


@pytest.fixture
def cursor(shipped: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    return shipped.cursor()


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")
