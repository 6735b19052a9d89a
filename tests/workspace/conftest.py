"""Both stores, empty; rows of one's own made from published ones; a PostgreSQL server for the length of the run."""

import csv
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from loaders.own import Own, own
from loaders.package import DATA
from tests.workspace.server import postgres
from workspace.store import Store, open_store

PUBLISHED = DATA / "tables" / "observation.csv"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of the tests' own."""
    with postgres() as address:
        yield address


@pytest.fixture
def postgres_address(server: str) -> Iterator[str]:
    """The address of an empty database."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
        yield server.rpartition("/")[0] + "/" + name
        connection.execute(f"drop database {name} with (force)".encode())


@pytest.fixture
def duckdb_address(tmp_path: Path) -> str:
    return str(tmp_path / "workspace.duckdb")


@pytest.fixture(params=["duckdb", "postgres"])
def address(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"{request.param}_address")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = open_store(address)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def rows() -> Callable[..., Own]:
    """Published observations under names of one's own, with other cells where told: `rows("own-a", "own-b", wording="khoảng 60%")`."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        published = next(row for row in csv.DictReader(file) if row["is_current"] == "true")

    def rows(*names: str, **cells: str) -> Own:
        return own({"observation": [{**published, **cells, "observation_id": name} for name in names]})

    return rows
