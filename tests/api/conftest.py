"""The addresses for programs without a server: the routes alone, asked as a program would ask."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import routes

V1 = "/api/v1/"


@pytest.fixture(scope="session")
def programs() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes())) as client:
        yield client
