"""What goes over the wire before a page stands: Streamlit's own scripts and styles, ours and plotly.js, compressed once and kept by browsers.

Streamlit sends its files as they are, 7 MB for a page with a chart. Here each is compressed when it is first asked for, and the bytes
are kept: 7 MB at most, of all of them.
"""

import gzip
import json
import re
from collections.abc import Iterable
from functools import cache, partial
from hashlib import blake2b
from html import escape
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.texts import LANGUAGES, UNREADABLE, texts
from ui import everyone

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
# Every such address holds its file's version, so that what it names never changes.
FOREVER = "public, max-age=31536000, immutable"
LIBRARY = f"plotly-{version('plotly')}.min.js"
WATCH = Path(__file__).parent / "connection.js"
STYLE = Path(__file__).parent / "style.css"
SAID = {"lost": "connection.lost", "offline": "connection.offline", "back": "connection.back"}
# Where it asks which server answers, and what names this one, since no other was started as this one was.
EDITIONS = "editions"
SERVER = token_hex(8)
ROOT = b'<div id="root"></div>'
# What a page does when plotly.js does not come; ui/guard.py allows this very handler.
FAILED = "this.dataset.failed=1"
# What Streamlit would ask for only when a page needs it, which every page with a picture does: asked for while the page is made.
ELEMENTS = ("Html", "BidiComponent", "ButtonGroup", "Selectbox", "Button")
IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def middleware(base: str) -> list[Middleware]:
    """Return what `st.App(middleware=)` needs; `base`: the path before every address, empty or with a slash in front and none behind."""
    return [Middleware(Wire, base=base)]


def files(base: str) -> dict[str, Path]:
    """Return the files that are sent compressed: address -> where it lies. Plotly's and Streamlit's own, and two of ours; nothing is copied."""
    static = package("streamlit") / "static"
    own = {f"{base}/{path.relative_to(static).as_posix()}": path for path in static.glob("static/*/*") if path.suffix in TYPES}
    return {
        **own,
        f"{base}/{LIBRARY}": package("plotly") / "package_data" / "plotly.min.js",
        f"{base}/{_named(WATCH)}": WATCH,
        f"{base}/{_named(STYLE)}": STYLE,
    }


def _named(file: Path) -> str:
    """The name under which a file of ours is sent, which changes with it."""
    return f"{file.stem}-{blake2b(file.read_bytes(), digest_size=6).hexdigest()}{file.suffix}"


def elements() -> list[str]:
    """Return the names of the scripts of ELEMENTS and of all that they import, but for what Streamlit's own page names."""
    folder, named = package("streamlit") / "static" / "static" / "js", (package("streamlit") / "static" / "index.html").read_text("utf-8")
    left = [path.name for element in ELEMENTS for path in folder.glob(f"{element}.*.js")]
    found: dict[str, None] = {}
    while left:
        name = left.pop()
        if name not in found and name not in named:
            found[name] = None
            left += IMPORTED.findall((folder / name).read_text("utf-8"))
    return list(found)


class Wire:
    """ASGI middleware: answers for `files`, names plotly.js and our style in the page, and lets everything else pass."""

    def __init__(self, app: ASGIApp, base: str):
        self.app, self.files, self.api = app, files(base), f"{base}/api/"  # which answers for itself
        address = escape(f"{base}/{LIBRARY}", quote=True)
        # Asked for at once, while Streamlit's own scripts load and the page is made; picture.js waits for it.
        self.script = f'<script async id="plotly" src="{address}" onerror="{FAILED}"></script>'.encode()
        addresses = [escape(f"{base}/static/js/{name}", quote=True) for name in elements()]
        self.script += "".join(f'<link rel="modulepreload" crossorigin href="{one}">' for one in addresses).encode()
        # Below the head, where Streamlit puts its own rules as it draws: among rules of equal weight the later one holds.
        self.style = f'<link rel="stylesheet" href="{escape(f"{base}/{_named(STYLE)}", quote=True)}">'.encode()
        self.watch, self.editions = f"{base}/{_named(WATCH)}", escape(f"{base}/{EDITIONS}", quote=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
        elif (file := self.files.get(scope["path"])) is not None:
            await (await _answer(file, Headers(scope=scope)))(scope, receive, send)
        elif "text/html" in Headers(scope=scope).get("accept", "") and not scope["path"].startswith(self.api):
            # Whole each time, since what is added changes with plotly's version and Streamlit's own file does not.
            plain = _without(scope, (b"if-none-match", b"if-modified-since", b"accept-encoding"))
            await self.app(plain, receive, partial(self._page, send, scope["query_string"], []))
        else:
            await self.app(scope, receive, send)

    async def _page(self, send: Send, query: bytes, held: list[Message], message: Message) -> None:
        """Send a message on; the page that Streamlit's script fills gets plotly.js's address, other answers stay as they are."""
        if message["type"] == "http.response.start" and _is_page(message):
            held.append(message)
        elif held and message["type"] == "http.response.body":
            held.append(message)
            if not message.get("more_body"):
                await self._whole(send, query, held[0], b"".join(part.get("body", b"") for part in held[1:]))
        else:
            await send(message)

    async def _whole(self, send: Send, query: bytes, start: Message, body: bytes) -> None:
        if ROOT in body:
            body = everyone.first_paint(body, query).replace(b"</head>", self.script + self._connection() + b"</head>", 1)
            body = body.replace(ROOT, self.style + ROOT, 1)
            headers = MutableHeaders(raw=start["headers"])
            headers["Content-Length"] = str(len(body))
            for name in ("etag", "last-modified"):
                if name in headers:
                    del headers[name]
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def _connection(self) -> bytes:
        """The script that says when the server cannot be reached, with its words; nothing where these cannot be read."""
        try:
            words = {lang: {name: texts(lang)[text_id] for name, text_id in SAID.items()} for lang in LANGUAGES}
        except UNREADABLE:
            return b""
        said = escape(json.dumps(words, ensure_ascii=False), quote=True)
        return f'<script async src="{escape(self.watch, quote=True)}" data-words="{said}" data-server="{SERVER}" data-editions="{self.editions}"></script>'.encode()


async def _answer(file: Path, asked: Headers) -> Response:
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if "gzip" not in asked.get("accept-encoding", ""):
        return Response(await to_thread.run_sync(file.read_bytes), headers=headers, media_type=TYPES[file.suffix])
    body = await to_thread.run_sync(_compressed, file)
    return Response(body, headers={**headers, "Content-Encoding": "gzip"}, media_type=TYPES[file.suffix])


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")


def _without(scope: Scope, names: Iterable[bytes]) -> Scope:
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in names]}


def package(name: str) -> Path:
    """Return the folder of an installed package, which is not imported for that."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(name)
    return Path(spec.origin).parent
