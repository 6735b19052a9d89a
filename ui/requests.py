"""Every request and every open page gets an id, told in the answer and in the log; what fails is said with it, for the operator to look up."""

import logging
import re
import secrets
from functools import partial
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.texts import LANGUAGES, texts
from ui import log

# A proxy's own id is taken over where it is a number, as `$request_id` of nginx or a UUID: words could be anybody's.
GIVEN = re.compile(r"[0-9a-f]{8,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
# The first parts of addresses that are told; what follows them may be a ticket, a session or somebody's words.
OWN = ("api", "health", "_stcore", "static", "media", "component", "picture")


def middleware(base: str) -> list[Middleware]:
    """Return what `st.App(middleware=)` needs, before all other; `base` as for `wire.middleware`."""
    return [Middleware(Requests, base=base)]


class _Answer:
    """What of an answer is told in the log."""

    def __init__(self, scope: Scope, base: str, name: str) -> None:
        self.is_page, self.name, self.status, self.bytes = scope["type"] == "websocket", name, 0, 0
        self._path, self._base = scope["path"], base
        self.method = scope["method"] if scope.get("method") in METHODS else "other"

    def path(self) -> str:
        return told(self._path, self._base, self.status)

    def note(self, message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.accept"):
            headers = MutableHeaders(raw=list(message.get("headers", ())))
            headers[log.HEADER] = self.name
            message["headers"], self.status = headers.raw, message.get("status", 101)
        elif message["type"] == "websocket.send":
            self.bytes += len(message.get("bytes") or message.get("text") or "")
        elif message["type"] == "http.response.body":
            self.bytes += len(message.get("body", b""))


class Requests:
    """ASGI middleware around all other."""

    def __init__(self, app: ASGIApp, base: str):
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(log.HEADER, "")
        name = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        key = log.HEADER.lower().encode()
        # The page's runs ask their connection for it.
        own = {**scope, "headers": [*((k, v) for k, v in scope["headers"] if k != key), (key, name.encode())]}
        answer, begun, token = _Answer(scope, self.base, name), perf_counter(), log.ID.set(name)
        try:
            await self.app(own, receive, partial(self._send, send, answer, begun))
        except Exception as error:
            log.write("fault", logging.ERROR, error)
            if not answer.status and not answer.is_page:
                await _failed(name)(scope, receive, partial(self._send, send, answer, begun))
            elif not answer.is_page:
                raise
        finally:
            _tell(answer, begun)
            log.ID.reset(token)

    async def _send(self, send: Send, answer: _Answer, begun: float, message: Message) -> None:
        answer.note(message)
        if message["type"] == "websocket.accept":
            log.write("opened", path=answer.path(), ms=log.thousandths(begun))
        await send(message)


def _tell(answer: _Answer, begun: float) -> None:
    path, ms = answer.path(), log.thousandths(begun)
    if answer.is_page:
        log.write("closed", path=path, ms=ms, bytes=answer.bytes)
    else:
        level = logging.ERROR if answer.status >= 500 else logging.INFO
        log.write("request", level, method=answer.method, path=path, status=answer.status, ms=ms, bytes=answer.bytes)


def told(path: str, base: str, status: int) -> str:
    """Return what the log may say of a path: addresses for programs that were answered, else the part that is the server's own word."""
    parts = path.removeprefix(base).strip("/").split("/")
    if parts == [""]:
        return "/"
    if parts[0] not in OWN:
        return "/…"  # a page, which its runs name, or anything that somebody has typed
    if status in (101, 200, 304) and (parts[0] in ("api", "health") or (parts[0] == "_stcore" and len(parts) == 2)):
        return "/" + "/".join(parts)
    return f"/{parts[0]}" if len(parts) == 1 else f"/{parts[0]}/…"


def _failed(name: str) -> JSONResponse:
    words = {f"message_{lang}": texts(lang)["fault.words"].format(id=name) for lang in LANGUAGES}
    return JSONResponse({"error": "fault", "id": name, **words}, 500, headers={"Cache-Control": "no-store"})
