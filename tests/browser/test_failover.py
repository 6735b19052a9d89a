"""A server's process ends while people use it: they go on with another one, at the same view, with the figures that they brought."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from google.protobuf.message import DecodeError
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.test_own_page import PATH, SON_HA, WORDS, choose, counted, use
from tests.workspace.server import postgres
from ui import account

# What a browser says of a server that has gone.
GONE = ("WebSocket connection to", "WebSocket is", "Failed to load resource", "Client Error: WebSocket")


@dataclass(frozen=True)
class Pair:
    """One address for two servers; `kill` ends the one that answers."""

    url: str
    kill: Callable[[], None]


@pytest.fixture(params=["tab", "workspace"])
def keeping(request, monkeypatch) -> Iterator[None]:
    """Where figures of one's own are kept: in the reader's own tab, or on a PostgreSQL server that all processes share."""
    monkeypatch.delenv(account.VARIABLE, raising=False)
    with postgres() if request.param == "workspace" else contextlib.nullcontext() as address:
        if address:
            monkeypatch.setenv(account.VARIABLE, address)
        yield


@pytest.fixture
def pair(serve, tmp_path) -> Iterator[Pair]:
    first, second, listener = contextlib.ExitStack(), contextlib.ExitStack(), socket.create_server(("127.0.0.1", 0))
    with first, second, listener:
        urls = [stack.enter_context(serve(tmp_path / f"{n}.log")) for n, stack in enumerate((first, second))]
        ports = [urlsplit(url).port for url in urls]
        threading.Thread(target=welcome, args=(listener, ports), daemon=True).start()
        yield Pair(f"http://127.0.0.1:{listener.getsockname()[1]}", first.close)


def welcome(listener: socket.socket, ports: list[int]) -> None:
    """Lead every caller to the first server that takes calls, as a proxy would."""
    with contextlib.suppress(OSError):
        while True:
            caller, _ = listener.accept()
            for port in ports:
                with contextlib.suppress(OSError):
                    server = socket.create_connection(("127.0.0.1", port))
                    for one, other in ((caller, server), (server, caller)):
                        threading.Thread(target=pass_on, args=(one, other), daemon=True).start()
                    break
            else:
                caller.close()


def pass_on(one: socket.socket, other: socket.socket) -> None:
    """Send on what comes until either side ends, and end both."""
    with contextlib.suppress(OSError):
        while said := one.recv(65536):
            other.sendall(said)
    for end in (one, other):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def drawn(reader) -> str:
    """What stands in the picture."""
    return "\n".join(sorted(reader.page.locator(".js-plotly-plot text").all_text_contents()))


def go_on_elsewhere(reader, pair: Pair) -> None:
    """End the server, and wait until the page has been answered by the other one."""
    ends: list[str] = []
    reader.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: ends.extend(ended(frame))))
    pair.kill()
    deadline = time.monotonic() + 60
    while not ends and time.monotonic() < deadline:
        reader.page.wait_for_timeout(100)
    assert ends
    reader.wait()


def ended(frame: str | bytes) -> list[str]:
    """What a message from the server says of the end of a run; nothing for messages that say something else."""
    with contextlib.suppress(DecodeError, TypeError):
        message = ForwardMsg.FromString(frame)
        return ["end"] if message.WhichOneof("type") == "script_finished" else []
    return []


def test_the_view_stands_again_and_goes_on(pair, newcomer):
    reader = newcomer(pair.url)
    reader.foreseen = GONE
    reader.go("/so-sanh?cau-hoi=htx-number")
    reader.widget("dia-phuong").get_by_role("button", name="Quảng Nam").click()
    expect(reader.page.locator("article.evidence .head").first).to_contain_text("Quảng Nam")
    reader.wait()
    before, query = drawn(reader), reader.query
    go_on_elsewhere(reader, pair)
    assert (drawn(reader), reader.query) == (before, query)
    reader.widget("dia-phuong").get_by_role("button", name="Hải Phòng").click()
    expect(reader.page.locator("article.evidence .head").filter(has_text="Hải Phòng")).not_to_have_count(0)
    reader.wait()
    assert set(reader.query["dia-phuong"]) == {"quang-nam", "hai-phong"}
    with reader.page.expect_download() as download:
        reader.page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    assert "Quảng Nam" in download.value.path().read_text(encoding="utf-8-sig")


def test_figures_of_ones_own_are_still_there(keeping, pair, newcomer):
    reader = newcomer(pair.url)
    reader.foreseen = GONE
    reader.go(PATH)
    choose(reader, "son-ha.csv", SON_HA.encode("utf-8-sig"))
    counted(reader, 2)
    use(reader)
    reader.nav(WORDS["page.progress"]).click()
    expect(reader.page.locator(".st-key-own_line")).to_contain_text("2")
    go_on_elsewhere(reader, pair)
    expect(reader.page.locator(".st-key-own_line")).to_contain_text("2")
    reader.nav(WORDS["page.own"]).click()
    expect(reader.page.locator("article.verdict")).to_be_visible()
    reader.wait()


def test_figures_stay_with_their_tab(newcomer, app_url):
    reader = newcomer(app_url)
    reader.go(PATH)
    choose(reader, "son-ha.csv", SON_HA.encode("utf-8-sig"))
    counted(reader, 2)
    use(reader)
    reader.page.reload()
    reader.wait()
    expect(reader.page.locator("article.verdict")).to_be_visible()
    # Another tab of the same browser has none; what is taken away does not come back.
    beside = reader.page.context.new_page()
    beside.goto(app_url + "/thuc-hien?don-vi=son-ha")
    expect(beside.locator("h1")).to_be_visible()
    expect(beside.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(beside.locator(".st-key-own_line")).to_have_count(0)
    reader.page.locator(".st-key-own_remove_all button").click()
    expect(reader.page.locator("article.verdict")).to_have_count(0)
    reader.wait()
    reader.page.reload()
    reader.wait()
    expect(reader.page.locator(".st-key-own_remove_all")).to_have_count(0)
    expect(reader.page.locator("article.verdict")).to_have_count(0)


def test_a_copy_that_is_none_of_ours_is_refused_in_words(newcomer, app_url):
    reader = newcomer(app_url)
    reader.go("/so-sanh")
    reader.page.evaluate("() => { sessionStorage.setItem('so-lieu-cua-toi', 'AAAA'); document.cookie = 'own_copy=1; path=/'; }")
    reader.page.reload()
    reader.wait()
    expect(reader.page.get_by_test_id("stAlert")).to_contain_text(WORDS["own.copy_misfit"][:30])
    expect(reader.page.locator(".st-key-own_line")).to_have_count(0)
