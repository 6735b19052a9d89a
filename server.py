"""The server's entry point: the pages of dashboard.py and, beside them on the same port, the addresses for programs under /api."""

import asyncio
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from api.routes import routes
from ui import ahead, guard, health, log, made_files, news, problems, ready, requests, wire

EVERYWHERE = (None, "", "0.0.0.0", "::")


@asynccontextmanager
async def opened(_: st.App) -> AsyncIterator[None]:
    """Get ready and open the reader's browser as the server starts, unless it runs headless; Streamlit's App leaves that to us."""
    log.begin()
    ready.begin()
    if not st.get_option("server.headless"):
        address = st.get_option("server.address")
        host = "localhost" if address in EVERYWHERE else address
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, f"http://{host}:{st.get_option('server.port')}{BASE}/")
    yield


# The path, if any, under which a proxy shows the dashboard: empty, or with a slash before and none behind.
BASE = f"/{st.get_option('server.baseUrlPath') or ''}".rstrip("/").replace("//", "/")
made_files.begin()
app = st.App(
    "dashboard.py",
    routes=[*routes(BASE), *ahead.routes(BASE), *health.routes(BASE), *news.routes(BASE)],
    # The guard first: whatever is answered, also about a fault, carries its headers.
    middleware=[
        *guard.middleware(BASE),
        *requests.middleware(BASE),
        *guard.names(st.get_option("server.allowedHosts") or []),
        *wire.middleware(BASE),
    ],
    lifespan=opened,
    on_script_error=problems.unexpected,
)
