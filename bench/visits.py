"""A first visit: from starting a server that nobody has visited to a picture in a browser that knows nothing, and what came over the wire."""

import math
import time
from dataclasses import dataclass

from playwright.sync_api import Browser

from bench.clicks import SCRIPT
from bench.servers import serving

# What is opened cold: name -> server, path, what is waited for. The empty page tells what of a wait is Streamlit's own.
FIRST = {
    "this dashboard, so-sanh": ("app", "/so-sanh?cau-hoi=htx-number", "plot"),
    "this dashboard, tong-quan": ("app", "/", "plot"),
    "Streamlit, empty page": ("empty", "/", "text"),
    "comparison in Streamlit as it comes": ("streamlit", "/", "plot"),
    "comparison in Dash": ("dash", "/", "plot"),
    "comparison in Panel": ("panel", "/", "plot"),
}


@dataclass(frozen=True)
class Visit:
    """Seconds from the start of the process to the picture, and to the server's first answer; seconds that the visitor waited, and of these
    until the page had its line to the server, by which it asks for what it shows (not a number where it needs none); MiB received.
    """

    cold: float
    answers: float
    waited: float
    connected: float
    received: float


def first(browser: Browser, name: str) -> Visit:
    """Start a server, open a page of it in an empty browser, and end it."""
    server, path, what = FIRST[name]
    with serving(server) as started:
        page = browser.new_context(viewport={"width": 1280, "height": 720}, locale="vi-VN").new_page()
        page.add_init_script(SCRIPT)
        sizes: list[float] = []
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        wire.on("Network.webSocketFrameReceived", lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 / 4))
        lines: list[float] = []
        wire.on("Network.webSocketHandshakeResponseReceived", lambda _: lines.append(time.perf_counter()))
        asked = time.perf_counter()
        page.goto(started.url + path)
        page.wait_for_function("what => bench.stands(what)", arg=what, timeout=60_000, polling="raf")
        seen = time.perf_counter()
        page.wait_for_timeout(2000)  # what is fetched after the picture counts too
        page.context.close()
        connected = lines[0] - asked if lines else math.nan
        return Visit(seen - started.began, asked - started.began, seen - asked, connected, sum(sizes) / 2**20)


def measure(browser: Browser, rounds: int) -> dict[str, list[Visit]]:
    """Return name -> visits, one of each in every round."""
    found: dict[str, list[Visit]] = {name: [] for name in FIRST}
    for _ in range(rounds):
        for name in FIRST:
            found[name].append(first(browser, name))
    return found
