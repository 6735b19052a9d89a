"""The addresses as routes for a Starlette server: one endpoint for all that begins with /api, so that nothing there is left to the pages.

What answers is imported with the first question: a server that nobody asks for data starts as fast as without.
"""

import gzip
import logging
from hashlib import blake2b
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

if TYPE_CHECKING:
    from api.answers import Answer
    from api.refusals import RefusedError

METHODS = ("GET", "HEAD", "OPTIONS")
ANYONE = {"Access-Control-Allow-Origin": "*"}
READING = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
EXPOSED = {"Access-Control-Expose-Headers": "ETag, X-Data-Version, Content-Disposition"}
GUARDED = {"X-Content-Type-Options": "nosniff"}
CACHED = {"Cache-Control": "public, max-age=300, must-revalidate", "Vary": "Accept-Encoding"}
NOT_KEPT = {"Cache-Control": "no-store"}
_log = logging.getLogger(__name__)


def routes(base: str = "") -> list[Route]:
    """Return the routes of a server whose own path is `base` (empty, or with a slash before and none behind). Opens nothing."""
    programs = Programs(base)
    return [Route(f"{base}/api", programs), Route(f"{base}/api/{{place:path}}", programs)]


class Programs:
    """The endpoint of every address below /api. It writes nothing and knows neither sessions nor readers."""

    def __init__(self, base: str):
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(self.respond, Request(scope))
        await response(scope, receive, send)

    def respond(self, request: Request) -> Response:
        """Return the answer to a request, also to one that cannot be answered."""
        from api.refusals import RefusedError

        if request.method == "OPTIONS":
            return Response(status_code=204, headers=ANYONE | READING | GUARDED | {"Allow": ", ".join(METHODS)})
        try:
            if request.method not in METHODS:
                raise RefusedError(405, "method", METHODS, method=request.method)
            return self._answered(request)
        except RefusedError as refusal:
            return _refused(refusal, request.method)

    def _answered(self, request: Request) -> Response:
        from api.answers import answer
        from api.database import answering
        from api.refusals import RefusedError
        from loaders.database import DataError

        try:
            with answering():
                found = answer(request.path_params.get("place", ""), request.query_params.multi_items(), self.base)
                return _response(found, request)
        except (DataError, OSError) as error:
            _log.exception("The data could not be loaded")
            raise RefusedError(503, "no_data") from error


def _response(found: "Answer", request: Request) -> Response:
    """The answer as it travels: packed where the asker unpacks and it helps, named by its bytes, empty where the asker has it already."""
    from api.answers import version

    packed = "gzip" in request.headers.get("accept-encoding", "") and not found.file.endswith(".parquet")
    body = gzip.compress(found.body, compresslevel=6, mtime=0) if packed else found.body
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    headers = ANYONE | EXPOSED | GUARDED | CACHED | {"ETag": tag, "X-Data-Version": version()}
    known = {word.strip().removeprefix("W/") for word in request.headers.get("if-none-match", "").split(",")}
    if known & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    headers |= {
        "Content-Disposition": f'{"attachment" if found.saved else "inline"}; filename="{found.file}"',
        "Content-Length": str(len(body)),
        **({"Content-Encoding": "gzip"} if packed else {}),
    }
    return Response(b"" if request.method == "HEAD" else body, headers=headers, media_type=found.media_type)


def _refused(refusal: "RefusedError", method: str) -> Response:
    """A refusal as it travels; other sites' pages may read it where they may read an answer."""
    from api.database import speaking

    with speaking():
        body = refusal.body()
    allow = {"Allow": ", ".join(METHODS)} if refusal.status == 405 else ANYONE
    response = JSONResponse(body, refusal.status, headers=GUARDED | NOT_KEPT | allow)
    if method == "HEAD":
        response.body = b""
    return response
