"""What the browser tests share: a Chromium as a person in Viet Nam would use it, and a running dashboard."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, FloatRect, Locator, Page, expect

import run

HERE = Path(__file__).resolve().parent
# The sandbox does not start for root; the rest keeps Chromium from calling anybody but the dashboard.
LAUNCH_ARGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
START_SECONDS = 60
# A busy machine takes its time; a test that passes never waits this long.
expect.set_options(timeout=20_000)
# Streamlit looks for its server below the page's own address first and is refused there.
PROBES = ("/_stcore/health", "/_stcore/host-config")
# The middle of what a click on a chart can pick, by the first words of its customdata.
MIDDLE = """wanted => {
  for (const trace of document.querySelectorAll('.js-plotly-plot .barlayer g.trace')) {
    if (trace.__data__[0].trace.name !== 'hit') continue;
    for (const point of trace.querySelectorAll('g.point')) {
      const box = point.querySelector('path').getBoundingClientRect();
      const words = trace.__data__[0].trace.customdata[point.__data__.i];
      if (wanted.every((word, n) => words[n] === word) && box.width > 2) return [box.x + box.width / 2, box.y + box.height / 2];
    }
  }
  return null;
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder `browser`, so that `-m "not browser"` leaves the quick ones."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Launch options with the Chromium of CHROMIUM_PATH (run.py sets it) or of the system; fails without one."""
    path = run.system_browser(os.environ)
    if path is None:
        pytest.fail(run.NO_BROWSER)
    return {**browser_type_launch_args, "executable_path": path, "args": list(LAUNCH_ARGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """A Vietnamese browser on an ordinary laptop screen."""
    return {
        **browser_context_args,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1280, "height": 720},
    }


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of one dashboard for the whole run, without a slash at the end; other tests have warmed it."""
    with serving(tmp_path_factory.mktemp("server") / "server.log") as url:
        yield url


@pytest.fixture
def fresh_app_url(tmp_path: Path) -> Iterator[str]:
    """Address of a dashboard that nobody has visited, for what happens on a cold start."""
    with serving(tmp_path / "server.log") as url:
        yield url


class Reader:
    """A person with the dashboard open in a tab. `troubles` holds what should never happen, whatever they do."""

    def __init__(self, page: Page, url: str):
        self.page, self.url, self.troubles, self.foreseen = page, url, [], ()
        page.on("request", lambda request: self._visit(request.url))
        page.on("websocket", lambda socket: self._visit(socket.url.replace("ws:", "http:", 1)))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("dialog", self._dismiss)

    def _visit(self, address: str) -> None:
        if not address.startswith((f"{self.url}/", "data:", f"blob:{self.url}/")):
            self.troubles.append(f"request: {address}")

    def _hear(self, message: ConsoleMessage) -> None:
        probed = message.location["url"].endswith(PROBES) and "404" in message.text
        if message.type == "error" and not probed and not message.text.startswith(self.foreseen or ("\0",)):
            self.troubles.append(f"console: {message.text}")

    def _dismiss(self, dialog) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, path: str = "") -> None:
        """Open an address of the dashboard and wait until the page stands."""
        self.page.goto(self.url + path)
        self.wait()

    def wait(self) -> None:
        """Wait until the page has its title, its pictures are drawn and nothing runs any more."""
        expect(self.page.locator("h1")).to_be_visible()
        expect(self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
        expect(self.page.locator("[data-testid=stSkeleton], [data-testid=stPlotlyChart]:not(:has(.main-svg))")).to_have_count(0)

    @property
    def query(self) -> dict[str, list[str]]:
        """What stands in the address behind the question mark."""
        return parse_qs(urlsplit(self.page.url).query)

    def widget(self, key: str) -> Locator:
        """The filter that stands in the address under `key`."""
        return self.page.locator(f".st-key-filter_{key}")

    def nav(self, title: str) -> Locator:
        return self.page.get_by_test_id("stTopNav").get_by_role("link", name=title, exact=True)

    def says(self, words: str) -> None:
        """Wait until the line above the table begins with these words."""
        expect(self.page.locator("p.hint").first).to_have_text(re.compile("^" + re.escape(words)))

    def holds(self, rows: int) -> None:
        """Wait until the table on screen has this many rows."""
        expect(self.page.locator("[role=grid]").first).to_have_attribute("aria-rowcount", str(rows + 1))

    def cells(self, column: int) -> list[str]:
        """What the table's first rows say in a column; columns count from 1."""
        return self.page.locator(f"[role=grid] >> nth=0 >> [role=gridcell][aria-colindex='{column}']").all_text_contents()

    def card(self, head: str) -> Locator:
        """Wait until one card of evidence stands on the page, headed so; return it."""
        expect(self.page.locator("article.evidence .head")).to_have_text([head])
        return self.page.locator("article.evidence")

    def click_mark(self, *words: str) -> None:
        """Click what stands in the chart for a target, or for a question and locality."""
        self.page.mouse.click(*self.page.wait_for_function(MIDDLE, arg=list(words)).json_value())

    def box(self, selector: str) -> FloatRect:
        found = self.page.locator(selector).first.bounding_box()
        assert found, f"{selector} is not on the page"
        return found


@pytest.fixture(scope="session")
def warm_context(browser: Browser, browser_context_args: dict) -> Iterator[BrowserContext]:
    """One browser for most tests; it fetches Streamlit's own files once."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def reader(warm_context: BrowserContext, app_url: str) -> Iterator[Reader]:
    """A reader in a tab of their own, so in a session of their own."""
    one = Reader(warm_context.new_page(), app_url)
    yield one
    one.page.close()
    assert one.troubles == []


@pytest.fixture
def newcomer(browser: Browser, browser_context_args: dict) -> Iterator[Callable[..., Reader]]:
    """Make readers with a browser of their own: `newcomer(url, color_scheme="dark")`."""
    readers: list[Reader] = []

    def newcomer(url: str, **options) -> Reader:
        readers.append(Reader(browser.new_context(**{**browser_context_args, **options}).new_page(), url))
        return readers[-1]

    yield newcomer
    for one in readers:
        one.page.context.close()
    assert [trouble for one in readers for trouble in one.troubles] == []


@pytest.fixture(scope="session")
def serve() -> Callable[..., contextlib.AbstractContextManager[str]]:
    """The dashboard of another folder: `with serve(log, folder) as url:`."""
    return serving


@contextlib.contextmanager
def serving(log: Path, folder: Path = run.ROOT) -> Iterator[str]:
    """Run the dashboard of `folder` on a free port until the block ends; its output goes to `log`."""
    port = unused_port()
    command = [sys.executable, "-m", "ui.serve", "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    env["PYTHONUTF8"] = "1"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            kill_tree(server)


def unused_port() -> int:
    """A port that the system has just given out and taken back."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(url: str, server: subprocess.Popen, log: Path) -> None:
    """Return once the server answers; fail with its output when it ends or takes too long."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(urllib.error.URLError, OSError), opener.open(f"{url}/_stcore/health", timeout=5):
            return
        time.sleep(0.1)
    pytest.fail(f"The dashboard did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-4000:]}")


def kill_tree(server: subprocess.Popen) -> None:
    """End the server and whatever it started."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(server.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
    server.wait(timeout=30)
