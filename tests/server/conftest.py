"""The server around the pages, without pages: its ids, its log and its health, asked as a program would ask."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from ui import log, requests


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What has been logged since the test began."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(log.Lines())
    root, own = logging.getLogger(), logging.getLogger(log.OWN)
    before = own.level
    root.addHandler(handler)
    own.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    own.setLevel(before)
    root.removeHandler(handler)


async def fine(_: Request) -> PlainTextResponse:
    return PlainTextResponse("twelve bytes")


async def failing(request: Request) -> PlainTextResponse:
    figure = request.query_params["figure"]
    raise ValueError(f"not a figure: {figure}")


async def talking(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


@pytest.fixture
def server() -> Iterator[TestClient]:
    """A server at /dash, all of whose faults are its own to answer for."""
    routes = [Route(f"/dash/{path}", fine) for path in ("api/v1/targets.csv", "media/{name}", "{name:path}")]
    routes = [Route("/dash/fails", failing), WebSocketRoute("/dash/picture/{ticket}", talking), *routes]
    with TestClient(Starlette(routes=routes, middleware=requests.middleware("/dash"))) as client:
        yield client
