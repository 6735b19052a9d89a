"""A picture's own way to the browser: what a reader has chosen comes ahead of its page, what they may choose next lies ready there.

What goes this way comes again with the page, so nothing is lost where the way is closed; then the picture waits for its turn.
"""

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from urllib.parse import urlsplit

import streamlit as st
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.web.server.server_util import is_url_from_allowed_origins

TICKET = "picture_ticket"
# Seconds that the rest of a page waits for its picture to be drawn: both at once would make a browser do the rest first.
PATIENCE = 0.12
# Seconds in which a browser that has opened a way says whose it is; letters of a message from there; messages that wait to be sent.
GREETING, LONGEST, WAITING = 10, 200, 100
# Figures that a browser keeps at a time, and pictures that a page may hold.
MOST, PLACES = 150, 20
FORGET = b'{"forget":true}'
TOO_MUCH, NOT_ALLOWED = 1009, 1008  # as the protocol of websockets numbers them


class Way:
    """The open way to one browser: what its pictures show and what was sent last, by their place, and which figures it keeps."""

    def __init__(self, put: Callable[[bytes], bool]) -> None:
        self.put, self.stands, self.sent, self.kept = put, dict[str, str](), dict[str, str](), set[str]()
        self.drawn = Event()

    def keep(self, name: str, message: bytes) -> bool:
        """Let the browser keep a figure, unless it does; return whether there was room on the way."""
        if name in self.kept:
            return True
        if len(self.kept) >= MOST:
            self.kept.clear()
            if not self.put(FORGET):
                return False
        self.kept.add(name)
        return self.put(message)

    def heard(self, words: str) -> None:
        """Note what the browser says it shows: a place and the name of a figure."""
        place, _, name = words.partition(" ")
        if len(self.stands) < PLACES or place in self.stands:
            self.stands[place] = name
        self.drawn.set()


# Ticket of a session -> its way, while its page is open.
_ways: dict[str, Way] = {}
# What is told that a way was opened.
_listeners: list[Callable[[], None]] = []


def routes(base: str) -> list[WebSocketRoute]:
    """Return what `st.App(routes=)` needs; `base` as for `wire.middleware`."""
    return [WebSocketRoute(f"{base}/picture/way", _open)]


def ticket() -> str:
    """Return what opens this session's way: nobody else can guess it, and it stands in no address."""
    if TICKET not in st.session_state:
        st.session_state[TICKET] = secrets.token_urlsafe(16)
    return str(st.session_state[TICKET])


def way(name: str) -> Way | None:
    """Return the way that a ticket has opened, None while there is none."""
    return _ways.get(name)


def on_opening(listener: Callable[[], None]) -> None:
    """Have `listener` called, in no particular thread, whenever a way is opened."""
    _listeners.append(listener)


def send(place: str, name: str, message: bytes) -> None:
    """Send a picture ahead of its page and wait a moment until it is drawn; where it stands already, only say that it is the right one.

    Nothing happens where the session's browser has opened no way.
    """
    if not (found := way(ticket())):
        return
    # What the browser said last may be out of date: another figure may be on its way to it.
    last, found.sent[place] = found.sent.get(place), name
    if found.stands.get(place) == name and (last == name or name in found.kept):
        found.put(b'{"place":"%s","name":"%s"}' % (place.encode(), name.encode()))
        return
    found.drawn.clear()
    found.put(message)
    found.drawn.wait(PATIENCE)


def is_allowed(origin: str | None, host: str | None) -> bool:
    """Whether a page of `origin` may open a way: one of the dashboard's own, or of an origin that Streamlit is told to trust.

    A program that is no browser names no origin; it still needs a ticket.
    """
    return origin is None or urlsplit(origin).netloc == host or is_url_from_allowed_origins(origin)


async def _open(socket: WebSocket) -> None:
    """Pass on what the session sends until the browser leaves; the browser first says its ticket."""
    if not is_allowed(socket.headers.get("origin"), socket.headers.get("host")):
        await socket.close(NOT_ALLOWED)
        return
    await socket.accept()
    with suppress(WebSocketDisconnect, asyncio.TimeoutError):
        name = await asyncio.wait_for(_hear(socket), GREETING)
        if name:
            await _serve(socket, name)
    with suppress(RuntimeError):  # closed already
        await socket.close()


async def _serve(socket: WebSocket, name: str) -> None:
    loop, messages = asyncio.get_running_loop(), asyncio.Queue[bytes](WAITING)

    def put(message: bytes) -> bool:
        if messages.full():
            return False
        try:
            loop.call_soon_threadsafe(_add, messages, message)
        except RuntimeError:  # the server ends
            return False
        return True

    opened = _ways[name] = Way(put)
    passing = asyncio.create_task(_pass_on(socket, messages))
    for listener in _listeners:
        listener()
    try:
        while words := await _hear(socket):
            opened.heard(words)
    finally:
        passing.cancel()
        if _ways.get(name) is opened:
            del _ways[name]


async def _hear(socket: WebSocket) -> str:
    """The next short message from the browser; nothing where it says what it should not."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1000))
    words = message.get("text") or ""
    if not 0 < len(words) <= LONGEST:
        await socket.close(TOO_MUCH)
        return ""
    return words


def _add(messages: asyncio.Queue[bytes], message: bytes) -> None:
    with suppress(asyncio.QueueFull):  # a browser that does not listen
        messages.put_nowait(message)


async def _pass_on(socket: WebSocket, messages: asyncio.Queue[bytes]) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            await socket.send_bytes(await messages.get())
