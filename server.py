"""The server's entry point: the pages of dashboard.py and, beside them on the same port, the addresses for programs under /api."""

import asyncio
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from api.routes import routes

EVERYWHERE = (None, "", "0.0.0.0", "::")


@asynccontextmanager
async def opened(_: st.App) -> AsyncIterator[None]:
    """Open the reader's browser as the server starts, unless it runs headless; Streamlit's App leaves that to us."""
    if not st.get_option("server.headless"):
        address = st.get_option("server.address")
        host = "localhost" if address in EVERYWHERE else address
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, f"http://{host}:{st.get_option('server.port')}{BASE}/")
    yield


# The path, if any, under which a proxy shows the dashboard: empty, or with a slash before and none behind.
BASE = f"/{st.get_option('server.baseUrlPath') or ''}".rstrip("/").replace("//", "/")
app = st.App("dashboard.py", routes=routes(BASE), lifespan=opened)
