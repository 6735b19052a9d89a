"""What every answer says to browsers about itself: nothing runs, loads or is sent that is not the dashboard's own.

The page's policy names what Streamlit 1.67 and plotly.js 4 need, and no more; WebAssembly, which one of Streamlit's files tries, is not
needed. Four things are looser than one would like:
`blob:` for scripts, since Streamlit turns a component's script into such an address, which nobody outside can make; inline styles, which
Streamlit's styled components write; `data:` for pictures and letters; and one inline handler of our own, allowed by its hash.
"""

import os
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache, partial
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import wire

# Addresses of the pages that may show the dashboard within themselves, separated by spaces; none unless the server is told.
FRAMING = "TRACKER_FRAMED_BY"
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:\d+)?", re.IGNORECASE)
# Half a year, said only over TLS: browsers would else never come back to a server without it.
SECURE_FOR = "max-age=15552000"
UNUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")
SAID = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}
INLINE = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def middleware(base: str) -> list[Middleware]:
    """Return what `st.App(middleware=)` needs, around all other; base: as for `wire.middleware`."""
    return [Middleware(Guard, base=base)]


def names(hosts: list[str]) -> list[Middleware]:
    """Return what refuses requests under other names than `hosts`, as in Streamlit's `server.allowedHosts`; nothing where there are none."""
    return [Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)] if hosts else []


class Guard:
    """ASGI middleware: adds the headers, and leaves those that an answer has itself."""

    def __init__(self, app: ASGIApp, base: str):
        framing = [address for address in os.environ.get(FRAMING, "").split() if ORIGIN.fullmatch(address)]
        self.app, self.api = app, (f"{base}/api", f"{base}/api/")
        self.page, self.other = page_policy(framing), _written({"default-src": "'none'", "frame-ancestors": "'none'"})
        self.is_framed = bool(framing)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, partial(self._send, scope, send) if scope["type"] == "http" else send)

    async def _send(self, scope: Scope, send: Send, message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [_over(scope, name, value) for name, value in message.get("headers", ())]
            headers = MutableHeaders(raw=message["headers"])
            for name, value in self.said(scope, Headers(raw=message["headers"])).items():
                headers.setdefault(name, value)
        await send(message)

    def said(self, scope: Scope, answer: Headers) -> dict[str, str]:
        """Return the headers of an answer: those of a page for what is one, those of a file else."""
        is_api = scope["path"] == self.api[0] or scope["path"].startswith(self.api[1])
        is_page = answer.get("content-type", "").startswith("text/html") and not is_api
        said = {
            **SAID,
            "Content-Security-Policy": self.page if is_page else self.other,
            # Other sites' programs may read the addresses under /api, and nothing else.
            "Cross-Origin-Resource-Policy": "cross-origin" if is_api else "same-origin",
        }
        if not (is_page and self.is_framed):
            said["X-Frame-Options"] = "DENY"
        if _is_secure(scope):
            said["Strict-Transport-Security"] = SECURE_FOR
        return said


def _is_secure(scope: Scope) -> bool:
    """Whether the browser asked over TLS, also where a proxy on this machine has taken it off: uvicorn believes that one alone."""
    return scope.get("scheme") == "https"


def _over(scope: Scope, name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header as it goes out: over TLS no cookie is one that may travel without."""
    is_open = name.lower() == b"set-cookie" and _is_secure(scope) and b"secure" not in value.lower().split(b"; ")
    return name, value + b"; Secure" if is_open else value


def page_policy(framing: list[str]) -> str:
    """Return the policy of a page. framing: origins that may show it within themselves."""
    handler = f"'unsafe-hashes' {_hash(wire.FAILED.encode())}"
    return _written(
        {
            "default-src": "'none'",
            "script-src": " ".join(["'self'", "blob:", *_inline_hashes(), handler]),
            "style-src": "'self' 'unsafe-inline'",
            "img-src": "'self' data: blob:",
            "font-src": "'self' data:",
            "connect-src": "'self'",
            "manifest-src": "'self'",
            "base-uri": "'self'",
            "form-action": "'self'",
            "frame-ancestors": " ".join(framing) or "'none'",
        }
    )


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


@cache
def _inline_hashes() -> tuple[str, ...]:
    """The hashes of the scripts that stand in Streamlit's own page: another version's are other ones."""
    page = (wire.package("streamlit") / "static" / "index.html").read_bytes()
    return tuple(_hash(script) for script in INLINE.findall(page))


def _hash(script: bytes) -> str:
    return f"'sha256-{b64encode(sha256(script).digest()).decode()}'"
