"""The addresses for programs without a server: the routes alone, asked as a program would ask."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from api.routes import routes

V1 = "/api/v1/"


class Programs:
    """Asks the routes in the test's own thread. Starlette's client starts tasks in another one for each, which takes far longer than to answer."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        transport = httpx2.ASGITransport(Starlette(routes=routes()))
        self.client = httpx2.AsyncClient(transport=transport, base_url="http://testserver", follow_redirects=True)

    def request(self, method: str, address: str, **more: Any) -> httpx2.Response:
        return self.runner.run(self.client.request(method, address, **more))

    def get(self, address: str, **more: Any) -> httpx2.Response:
        return self.request("GET", address, **more)

    def head(self, address: str, **more: Any) -> httpx2.Response:
        return self.request("HEAD", address, **more)

    def options(self, address: str, **more: Any) -> httpx2.Response:
        return self.request("OPTIONS", address, **more)

    def close(self) -> None:
        self.runner.run(self.client.aclose())
        self.runner.close()


@pytest.fixture(scope="session")
def programs() -> Iterator[Programs]:
    client = Programs()
    yield client
    client.close()
