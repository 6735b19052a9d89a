"""A line that is cut and a server that dies: the page says so in the reader's language, and everything is as it was once it is back."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import WebSocketRoute, expect

import run
from tests.browser.conftest import kill_tree, unused_port, wait_until_healthy

# What a browser without a connection writes in its console.
CUT = (
    "Failed to load resource",
    "Client Error",
    "Is Streamlit still running",
    "Streamlit server is not responding",
    "WebSocket connection",
)
ENGLISH = ("Connection error", "Is Streamlit still running", "Streamlit server is not responding")


class Server:
    """A server that can be killed at any moment and started again at the same address."""

    def __init__(self, log: Path, **env: str):
        self.port, self.log, self.env = unused_port(), log, env
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "ui.serve",
            "--server.headless",
            "true",
            "--server.address",
            "127.0.0.1",
            "--server.port",
            str(self.port),
        ]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=run.ROOT,
                env={**kept, "PYTHONUTF8": "1", **self.env},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until_healthy(self.url, self.process, self.log)

    def kill(self) -> None:
        kill_tree(self.process)


@contextlib.contextmanager
def running(log: Path, **env: str) -> Iterator[Server]:
    server = Server(log, **env)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@pytest.mark.parametrize(
    ("lang", "lost"),
    [("vi", "Mất kết nối với máy chủ."), ("en", "The connection to the server is lost.")],
)
def test_a_killed_server_is_said_in_the_readers_language_and_its_successor_shows_the_same(tmp_path, newcomer, lang, lost):
    with running(tmp_path / "server.log") as server:
        reader = newcomer(server.url)
        reader.foreseen = CUT
        reader.go(f"/du-lieu?dia-phuong=hai-phong{'&lang=en' if lang == 'en' else ''}")
        address, rows = reader.page.url, reader.page.locator("p.hint").first.inner_text()
        box = reader.widget("tim").locator("input")
        box.fill("liên kết")  # and not sent
        server.kill()
        line = reader.page.locator("#connection")
        expect(line).to_contain_text(lost)
        expect(line).to_have_role("status")
        reader.page.wait_for_timeout(3000)  # by then Streamlit shows its own window
        assert not [words for words in ENGLISH if words in reader.page.inner_text("body")]
        expect(reader.page.get_by_role("dialog")).to_have_count(0)
        expect(reader.page.locator("h1")).to_be_visible()
        expect(box).to_have_value("liên kết")
        with reader.page.expect_event("load", timeout=60_000):  # the new server makes the page again
            server.start()
        reader.wait()
        assert reader.page.url == address
        assert reader.page.locator("p.hint").first.inner_text() == rows
        box.fill("liên kết")
        box.press("Enter")
        expect(reader.page.locator("p.hint").first).to_contain_text("liên kết")
        assert reader.query["dia-phuong"] == ["hai-phong"]


def test_after_a_restart_a_link_opens_the_same_view(tmp_path, newcomer):
    link, seen = "/so-sanh?cau-hoi=quality&dia-phuong=quang-nam&dia-phuong=yen-bai-city", []
    with running(tmp_path / "server.log") as server:
        for _ in range(2):
            reader = newcomer(server.url)
            reader.go(link)
            seen.append(
                (
                    reader.page.url,
                    reader.page.inner_text("[data-testid=stMain]"),
                    reader.page.locator(".picture .main-svg").first.text_content(),
                )
            )
            reader.page.goto("about:blank")
            server.kill()
            server.start()
    assert seen[0] == seen[1]


def test_a_browser_without_a_network_goes_on_where_it_was(app_url, newcomer):
    reader, open_lines = newcomer(app_url), []

    def pass_on(line: WebSocketRoute) -> None:
        line.connect_to_server()
        open_lines.append(line)

    reader.foreseen = CUT
    reader.page.route_web_socket("**/_stcore/stream", pass_on)
    reader.go("/du-lieu?bang=ket-qua")
    reader.widget("dia-phuong").locator("input").click()
    reader.page.get_by_role("option", name="Sơn Hà").click()
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator("p.hint").first).to_contain_text("Sơn Hà")
    reader.wait()
    said, address = reader.page.locator("p.hint").first.inner_text(), reader.page.url
    reader.page.context.set_offline(True)
    for line in open_lines:
        line.close()
    expect(reader.page.locator("#connection")).to_contain_text("Máy đang không có mạng.")
    reader.page.context.set_offline(False)
    expect(reader.page.locator("#connection")).to_have_text("Đã nối lại.", timeout=60_000)
    reader.wait()
    assert (reader.page.locator("p.hint").first.inner_text(), reader.page.url) == (said, address)
    assert len(open_lines) > 1


CLOCK = """
import time
_real, _real_ns = time.time, time.time_ns
_off = {off}
time.time = lambda: _real() + _off
time.time_ns = lambda: _real_ns() + _off * 10**9
"""


@pytest.mark.parametrize("year", [1970, 2100])
def test_a_server_whose_clock_is_far_off_shows_the_same_figures(tmp_path, app_url, newcomer, year):
    off = 86_400 * 365 * (year - 1970) + 86_400 - int(time.time())
    (tmp_path / "sitecustomize.py").write_text(CLOCK.format(off=off))
    with running(tmp_path / "server.log", PYTHONPATH=str(tmp_path)) as server:
        told = subprocess.run(
            [sys.executable, "-c", "import time; print(time.gmtime(time.time()).tm_year)"],
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert int(told.stdout) in (year, year - 1)
        assert figures(newcomer(server.url)) == figures(newcomer(app_url))


@pytest.mark.parametrize("year", [1970, 2100])
def test_a_browser_whose_clock_is_far_off_shows_the_same_figures(app_url, newcomer, year):
    reader = newcomer(app_url)
    reader.page.clock.set_fixed_time(f"{year}-01-02T00:00:00Z")
    assert figures(reader) == figures(newcomer(app_url))
    assert reader.page.evaluate("new Date().getUTCFullYear()") == year


def figures(reader) -> list[str]:
    """All that two pages say that judge by days."""
    found = []
    for path in ("/thuc-hien?don-vi=quang-nam", "/lo-trinh?don-vi=hai-phong"):
        reader.go(path)
        expect(reader.page.locator(".picture-told li").first).to_be_attached()  # a picture is said once it has been drawn
        found.append(reader.page.inner_text("[data-testid=stMain]"))
    return found
