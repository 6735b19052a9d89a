"""`/health`: whether this server can answer readers, for whoever watches it or shares readers out; `/health/live`: whether it runs at all."""

import asyncio
from collections.abc import Callable
from time import monotonic, perf_counter

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from loaders.database import DataError
from ui import account, database, kept, log
from workspace.errors import WorkspaceError

# Seconds after which a part that does not answer counts as not answering.
PATIENCE = 5
# The name of no workspace: to ask for its revision is the least that a store can be asked.
NOBODY = "health"
_begun = monotonic()


def routes(base: str) -> list[Route]:
    """Return what `st.App(routes=)` needs; `base` as for `wire.middleware`."""
    return [Route(f"{base}/health", _ready), Route(f"{base}/health/live", _live)]


async def _live(_: Request) -> JSONResponse:
    return _said(200, status="ok", uptime_s=round(monotonic() - _begun))


async def _ready(_: Request) -> JSONResponse:
    """200 with status `ok`, or 503 with the reason: what could not be asked, in a word and never in its own message."""
    found: dict[str, object] = {}
    reason = await _asked(_data, found, "data") or await _asked(_workspace, found, "workspace")
    found |= {"status": "failing", "reason": reason} if reason else {"status": "ok"}
    return _said(503 if reason else 200, **found, uptime_s=round(monotonic() - _begun))


async def _asked(ask: Callable[[], dict[str, object]], found: dict[str, object], name: str) -> str:
    """Why a part does not answer, or nothing; what it answers goes to `found`."""
    try:
        found |= await asyncio.wait_for(run_in_threadpool(ask), PATIENCE)
    except TimeoutError:
        return f"{name}-does-not-answer"
    except (DataError, WorkspaceError, OSError, ValueError):
        return f"{name}-cannot-be-read"
    return ""


def _data() -> dict[str, object]:
    cursor, begun = database.cursor(), perf_counter()
    cursor.execute("select count(*) from target").fetchone()
    return {"data_version": database.package().version, "database_ms": log.thousandths(begun)}


def _workspace() -> dict[str, object]:
    if not account.address():
        return {"workspace": "none"}
    kept.store().revision(NOBODY)
    return {"workspace": "ok"}


def _said(code: int, **fields: object) -> JSONResponse:
    return JSONResponse(fields, code, headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"})
