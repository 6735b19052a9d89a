"""A viewer without a browser: speaks to the server as the browser's scripts do, cookies, files and the pictures' own way included."""

import asyncio
import http.client
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from http.cookies import SimpleCookie
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.client import PATIENCE, Reader, Run, connect

EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
PAPER = "<section class='paper'>"


class WrongError(Exception):
    """An answer that is missing or is not the one that was asked for; the message says which."""


@dataclass(frozen=True)
class Answer:
    """What an address answered. kind: its type without parameters."""

    status: int
    kind: str
    body: bytes


class Viewer(Reader):
    """One session in one tab. `shown`: what the page says in words for the printer, and its pictures."""

    def __init__(self, socket: websockets.ClientConnection, page: str):
        super().__init__(socket, page)
        self.session = self.ticket = ""
        self.cookies: dict[str, str] = {}
        self.pages: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.shown: dict[str, str] = {}
        self.answers: dict[str, str] = {}
        self.ahead: asyncio.Task[None] | None = None

    @classmethod
    async def arrive(cls, page: str, cookies: dict[str, str] | None = None) -> tuple[Self, Run]:
        """Open an address as a browser does, its page first, and wait until it stands."""
        began = time.perf_counter()
        held = dict(cookies or {})
        answer = await asyncio.to_thread(fetch, page, held)
        if answer.status != 200 or b'id="root"' not in answer.body:
            raise WrongError(f"page: {answer.status}")
        viewer = cls(await connect(page, headers=_cookie(held)), page)
        viewer.cookies = held
        viewer._take_cookies()
        run = await viewer._run("")
        return viewer, Run(time.perf_counter() - began, run.sizes)

    async def go(self, path: str) -> Run:
        """Choose a page in the menu."""
        self.page = urlsplit(self.page)._replace(path=f"/{path}", query="").geturl()
        self.script = self.pages[path]
        self.states.clear()
        return await self._run("")

    async def download(self, label: str) -> Answer:
        """Press a button for a file, by its words, and fetch what the server makes."""
        asked = BackMsg()
        request = asked.backend_operation_request
        request.request_id, request.session_id, request.deferred_file.file_id = label, self.session, self.files[label]
        await self.socket.send(asked.SerializeToString())
        while label not in self.answers:
            self._read(await self._message())
        return await asyncio.to_thread(fetch, urlsplit(self.page)._replace(path=self.answers.pop(label), query="").geturl(), self.cookies)

    async def come_back(self) -> Run:
        """Find a server again after this one has gone, as the browser's scripts do, and ask it for what stands in the address."""
        began = time.perf_counter()
        while True:
            with suppress(OSError, websockets.WebSocketException, TimeoutError):
                health = urlsplit(self.page)._replace(path="/_stcore/health", query="").geturl()
                if (await asyncio.to_thread(fetch, health, self.cookies)).status == 200:
                    self.socket = await connect(self.page, ("PLACEHOLDER_AUTH_TOKEN", self.session), _cookie(self.cookies))
                    break
            if time.perf_counter() - began > PATIENCE:
                raise WrongError("no server")
            await asyncio.sleep(0.5)
        self._take_cookies()
        run = await self._run("")
        return Run(time.perf_counter() - began, run.sizes)

    async def close(self) -> None:
        """Leave."""
        if self.ahead:
            self.ahead.cancel()
        await super().close()

    @property
    def address(self) -> str:
        """Where the viewer is: path and query in a fixed order, without the server."""
        parts = urlsplit(self.page)
        query = urlencode(sorted(parse_qsl(parts.query)))
        return f"{parts.path}?{query}" if query else parts.path

    @property
    def view(self) -> str:
        """A short name of what the page shows now; equal where two viewers see the same."""
        return blake2b("\0".join(f"{part} {words}" for part, words in sorted(self.shown.items())).encode(), digest_size=8).hexdigest()

    async def _run(self, fragment: str) -> Run:
        self.shown.clear()
        self.widgets = {key: widget for key, widget in self.widgets.items() if fragment and widget.fragment != fragment}
        self.files.clear()
        run = await super()._run(fragment)
        if "paper" not in self.shown:
            raise WrongError("no answer")
        if "exception" in run.sizes:
            raise WrongError("exception")
        there = {widget.id for widget in self.widgets.values()}
        self.states = {name: state for name, state in self.states.items() if name in there}
        return run

    async def _message(self) -> ForwardMsg:
        content = await asyncio.wait_for(self.socket.recv(), PATIENCE)
        return ForwardMsg.FromString(content if isinstance(content, bytes) else content.encode())

    def _read(self, message: ForwardMsg) -> str:
        kind = super()._read(message)
        if kind == "script_finished" and message.script_finished == EARLY:
            return "script_begins_again"
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            self.script = message.navigation.page_script_hash  # a new session's first message names the entry point
        elif kind == "backend_operation_response":
            self.answers[message.backend_operation_response.request_id] = message.backend_operation_response.deferred_file.url
        elif message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._look(message.delta.new_element)
        return kind

    def _look(self, element: Any) -> None:
        if element.WhichOneof("type") == "html" and PAPER in element.html.body:
            self.shown["paper"] = element.html.body
        elif element.WhichOneof("type") == "download_button" and not element.download_button.disabled:
            self.files[element.download_button.label] = element.download_button.deferred_file_id
        elif element.WhichOneof("type") == "bidi_component" and element.bidi_component.component_name == "picture":
            message = json.loads(element.bidi_component.bytes)
            self.shown[element.bidi_component.id.rpartition("-")[2]] = json.dumps(message["figure"])
            self._listen_ahead(message)

    def _listen_ahead(self, message: dict[str, Any]) -> None:
        """Keep the pictures' own way open and say at once that they are drawn."""
        if message["ticket"] != self.ticket:
            self.ticket = message["ticket"]
            if self.ahead:
                self.ahead.cancel()
            address = f"ws://{urlsplit(self.page).netloc}/picture/way"
            self.ahead = asyncio.create_task(_draw_ahead(address, self.ticket, _cookie(self.cookies)))

    def _take_cookies(self) -> None:
        answer = self.socket.response
        for words in answer.headers.get_all("Set-Cookie") if answer else ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(words).items()}


async def _draw_ahead(address: str, ticket: str, headers: dict[str, str]) -> None:
    """As ui/picture.js does: what has a place is drawn, and the server told so; the rest is kept."""
    with suppress(OSError, websockets.WebSocketException):
        async with websockets.connect(address, additional_headers=headers, max_size=None, proxy=None) as way:
            await way.send(ticket)
            async for message in way:
                said = json.loads(message) if message[:1] in (b"{", "{") else {}
                if "figure" in said:
                    await way.send(f"{said['place']} {said['name']}")


def fetch(url: str, cookies: dict[str, str]) -> Answer:
    """Return what an address answers; cookies that it sets are put among `cookies`. Raises OSError where nothing answers."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
    try:
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("GET", target, headers={"Accept": "text/html,*/*", **_cookie(cookies)})
        answer = connection.getresponse()
        for words in answer.headers.get_all("Set-Cookie", ()):
            cookies |= {name: morsel.value for name, morsel in SimpleCookie(words).items()}
        return Answer(answer.status, answer.headers.get_content_type(), answer.read())
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()


def _cookie(cookies: dict[str, str]) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
