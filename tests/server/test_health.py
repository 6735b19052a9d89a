"""Whoever watches a server learns whether it can answer readers, and of what fails which part, never its secrets."""

import time
from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from loaders.database import DataError
from loaders.package import read_package
from ui import account, database, health, kept
from workspace.errors import WorkspaceError

SECRET = "mat-khau"


@pytest.fixture
def asked(monkeypatch) -> Callable[[str], object]:
    """Ask a server that keeps nobody's rows, at /dash."""
    monkeypatch.setattr(account, "address", lambda: "")
    monkeypatch.setattr(health, "PATIENCE", 60)  # building the data may take a busy machine longer than a server is given
    client = TestClient(Starlette(routes=health.routes("/dash")))
    return lambda path: client.get(f"/dash{path}")


def test_a_server_that_can_answer_says_so_with_the_data_that_it_shows(asked):
    answer = asked("/health")
    said = answer.json()
    assert answer.status_code == 200
    assert said.keys() == {"status", "data_version", "database_ms", "workspace", "uptime_s"}
    assert (said["status"], said["data_version"], said["workspace"]) == ("ok", read_package().version, "none")
    assert said["database_ms"] >= 0
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("error", [DataError(SECRET), OSError(SECRET), ValueError(SECRET)])
def test_data_that_cannot_be_read_are_the_reason(asked, monkeypatch, error):
    def fail():
        raise error

    monkeypatch.setattr(database, "cursor", fail)
    answer = asked("/health")
    assert answer.status_code == 503
    assert (answer.json()["status"], answer.json()["reason"]) == ("failing", "data-cannot-be-read")
    assert SECRET not in answer.text


def test_a_workspace_that_cannot_be_reached_is_the_reason(asked, monkeypatch):
    def fail():
        raise WorkspaceError("workspace.unreachable", address=SECRET)

    monkeypatch.setattr(account, "address", lambda: f"postgresql://tracker:{SECRET}@localhost/tracker")
    monkeypatch.setattr(kept, "store", fail)
    answer = asked("/health")
    assert (answer.status_code, answer.json()["reason"]) == (503, "workspace-cannot-be-read")
    assert SECRET not in answer.text


def test_a_workspace_that_can_be_read_is_told_without_its_address(asked, monkeypatch, tmp_path):
    monkeypatch.setattr(account, "address", lambda: str(tmp_path / f"{SECRET}.duckdb"))
    answer = asked("/health")
    assert (answer.status_code, answer.json()["workspace"]) == (200, "ok")
    assert SECRET not in answer.text
    kept.store().close()
    kept._door.clear()


def test_a_part_that_does_not_answer_holds_nobody_up(asked, monkeypatch):
    monkeypatch.setattr(health, "PATIENCE", 0.01)
    monkeypatch.setattr(database, "cursor", lambda: time.sleep(0.5))
    assert (asked("/health").status_code, asked("/health").json()["reason"]) == (503, "data-does-not-answer")


def test_a_server_that_runs_is_alive_also_without_data(asked, monkeypatch):
    def fail():
        raise DataError(SECRET)

    monkeypatch.setattr(database, "cursor", fail)
    answer = asked("/health/live")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_the_address_is_the_base_path_s(asked):
    assert TestClient(Starlette(routes=health.routes(""))).get("/health/live").status_code == 200
    assert TestClient(Starlette(routes=health.routes("/other"))).get("/health/live").status_code == 404
