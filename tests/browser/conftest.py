"""What the browser tests share: a Chromium as a person in Viet Nam would use it, and a running dashboard."""

import ast
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

import run
from tests.browser.reader import Reader

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


def pages() -> dict[str, str]:
    """Page -> its path, as dashboard.py says; its default page has none."""
    tree = ast.parse((run.ROOT / "dashboard.py").read_text(encoding="utf-8"))
    [told] = [node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "PAGES"]
    return {**{name: f"/{path}" for name, path in ast.literal_eval(told).items()}, "overview": "/"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `each_page` once a page, with (page, path)."""
    if "each_page" in metafunc.fixturenames:
        metafunc.parametrize("each_page", pages().items(), ids=pages())


@pytest.fixture(scope="session")
def every_page() -> dict[str, str]:
    """Page -> its path."""
    return pages()


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
