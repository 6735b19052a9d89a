"""What a browser is told about the dashboard, and that a reader who uses all of it never meets what that forbids."""

import contextlib
import json
import shutil
import socket
import urllib.request

import pytest
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

import run
from loaders.texts import texts
from tests.browser.reader import Reader
from tests.browser.test_broken_data import NOT_NEEDED
from tests.browser.test_carry import opened, taken
from tests.browser.test_own_page import SON_HA, choose
from tests.hostile import corpus

VI = texts("vi")
HEADERS = {
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
}
# Told by the browser for each thing that the policy forbids.
WATCH = "window.forbidden = []; document.addEventListener('securitypolicyviolation', e => window.forbidden.push(e.violatedDirective + ' ' + e.blockedURI))"
# long.js, of Streamlit's own files, tries WebAssembly for whole numbers of 64 bits and does without where that is forbidden.
TRIED = "script-src wasm-eval"
LIMIT = 16 * 2**20  # of a message, as .streamlit/config.toml says


def answer(url: str, method: str = "GET", **headers: str):
    """Status, headers and body."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, headers=headers, method=method), timeout=30) as found:
            return found.status, {name.lower(): value for name, value in found.headers.items()}, found.read()
    except urllib.error.HTTPError as refused:
        return refused.code, {name.lower(): value for name, value in refused.headers.items()}, refused.read()


@pytest.fixture
def watched(warm_context, app_url):
    """A reader whose browser notes what the policy forbids."""
    page = warm_context.new_page()
    page.add_init_script(WATCH)
    yield Reader(page, app_url)
    page.close()


def unforbidden(reader) -> None:
    assert set(reader.page.evaluate("window.forbidden")) <= {TRIED}
    assert reader.troubles == []


@pytest.mark.parametrize(
    "path", ["/", "/so-sanh?lang=en", "/khong-co", "/favicon.png", "/_stcore/health", "/_stcore/host-config", "/api/v1/", "/api/v1/targets.csv", "/api/khong-co", "/media/x.csv", "/static/js/khong-co.js"]
)  # fmt: skip
def test_every_answer_says_what_browsers_may_do_with_it(app_url, path):
    status, headers, _ = answer(app_url + path, Accept="text/html")
    assert status in (200, 404)
    assert set(headers) >= HEADERS
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "strict-transport-security" not in headers  # which is said over TLS only
    open_to_others = headers["cross-origin-resource-policy"] == "cross-origin"
    assert open_to_others == ("access-control-allow-origin" in headers) == path.startswith("/api")


def test_a_page_may_load_and_send_to_nobody_else(app_url):
    policy = dict(part.strip().split(" ", 1) for part in answer(app_url, Accept="text/html")[1]["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["connect-src"] == policy["base-uri"] == policy["form-action"] == "'self'"
    allowed = {word for words in policy.values() for word in words.split()}
    assert not {"'unsafe-eval'", "*", "http:", "https:", "ws:", "wss:"} & allowed
    assert not [word for word in allowed if "://" in word]
    assert "'unsafe-inline'" not in policy["script-src"]
    for path in ("/api/v1/", "/media/x.csv"):
        assert answer(app_url + path)[1]["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_page_asks_for_what_is_forbidden(watched, each_page, lang):
    _, path = each_page
    watched.go(f"{path}?lang={lang}")
    for head in watched.page.get_by_test_id("stExpander").locator("summary").all():
        head.click()
    for tab in watched.page.get_by_role("tab").all():
        tab.click()
    watched.wait()
    unforbidden(watched)


def test_what_a_reader_takes_along_is_not_forbidden(watched):
    opened(watched, "/so-sanh?cau-hoi=htx-number")
    for act in ("png", "svg", "pptx", "xlsx", "zip"):
        assert len(taken(watched, act)[1]) > 1000
    for act in ("link", "cite", "print"):
        watched.page.locator(f"button[data-act={act}]").click()
    unforbidden(watched)


def test_what_a_reader_does_is_not_forbidden(watched):
    watched.go("/so-sanh?cau-hoi=htx-number")
    watched.click_mark("son-ha-htx-stock-2024")
    expect(watched.page.locator("article.evidence")).to_be_visible()
    watched.page.locator(".st-key-compare_add").get_by_role("button").click()
    expect(watched.page.locator(".st-key-compare_meeting")).to_contain_text(VI["meeting.added"].format(count=1))
    watched.nav("Trình chiếu").click()
    watched.page.get_by_role("button", name=VI["meeting.present"]).click()
    expect(watched.page.locator(".st-key-slide h1")).to_be_visible()
    watched.page.keyboard.press("Escape")
    watched.wait()
    watched.go("/so-lieu-cua-toi")
    choose(watched, "so-lieu.csv", SON_HA.encode())
    expect(watched.page.locator(".st-key-own_use button")).to_be_visible()
    unforbidden(watched)


def test_the_policy_is_kept_by_the_browser(watched):
    """Else nothing above would say anything: what is injected does not run, and what would leave does not."""
    watched.foreseen = ("Executing inline", "Refused to", "Connecting to", "Loading the", "Framing", "Evaluating", "Fetch API")
    watched.go()
    held = watched.page.evaluate("""async () => {
      const script = document.createElement('script'); script.textContent = 'window.struck = 1'; document.body.append(script);
      const holder = document.createElement('div'); holder.innerHTML = '<img src="data:x" onerror="window.struck = 1">'; document.body.append(holder);
      const frame = document.createElement('iframe'); frame.src = 'https://evil.example/'; document.body.append(frame);
      const sent = await fetch('https://evil.example/').then(() => true, () => false);
      await new Promise((done) => setTimeout(done, 300));
      return {sent, struck: window.struck ?? 0};
    }""")
    assert held == {"sent": False, "struck": 0}
    forbidden = " ".join(watched.page.evaluate("window.forbidden"))
    for directive in ("script-src-elem", "script-src-attr", "frame-src", "connect-src"):
        assert directive in forbidden


@pytest.fixture(scope="module")
def spoiled_url(tmp_path_factory, serve):
    """A dashboard on data whose every free text is markup or Markdown."""
    place = tmp_path_factory.mktemp("hostile")
    folder = shutil.copytree(run.ROOT, place / "copy", ignore=NOT_NEEDED)
    list(corpus.spoil(folder / "data", "links"))
    list(corpus.spoil(folder / "data", "markup"))
    with serve(place / "server.log", folder) as url:
        yield url


def test_hostile_data_strike_nobody(spoiled_url, newcomer, every_page):
    reader = newcomer(spoiled_url)
    reader.page.add_init_script(WATCH)
    for path in every_page.values():
        reader.go(path)
        assert reader.page.evaluate("window.struck ?? 0") == 0
        assert set(reader.page.evaluate("window.forbidden")) <= {TRIED}
        assert reader.page.url.startswith(spoiled_url)
        strange = reader.page.locator(
            "#root img[src*=evil], #root iframe, #root base, #root script, #root math, #root .katex, #root a[href^='javascript' i], "
            "#root [data-testid=stMarkdownContainer] a[href*=evil], #root [onload], #root [onerror], #root [onmouseover], .main-svg a, .main-svg image[href*=evil]"
        )
        assert strange.evaluate_all("found => found.map(one => one.outerHTML)") == []
    reader.go("/so-sanh?cau-hoi=quality")
    shown = reader.page.locator(".st-key-filter_dia-phuong button").all_inner_texts()
    assert shown
    assert all(any(words in name for words in corpus.MARKUP) for name in shown)


def test_another_site_cannot_open_a_session(app_url):
    stream = app_url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(stream, origin=app_url, subprotocols=["streamlit"]) as allowed:
        assert allowed.protocol
    with pytest.raises(InvalidStatus, match="403"), connect(stream, origin="https://evil.example", subprotocols=["streamlit"]):
        pass


def test_a_message_above_the_limit_ends_the_session_and_not_the_server(app_url):
    with connect(app_url.replace("http", "ws", 1) + "/_stcore/stream", origin=app_url, subprotocols=["streamlit"]) as stream:
        with contextlib.suppress(ConnectionClosed):
            stream.send(b"\0" * (LIMIT + 1024))
        with pytest.raises(ConnectionClosed) as closed:
            list(stream)
        assert closed.value.rcvd is None or closed.value.rcvd.code == 1009
    assert answer(f"{app_url}/_stcore/health")[0] == 200


def test_a_body_without_end_is_not_waited_for(app_url):
    host, port = app_url.removeprefix("http://").split(":")
    for path, status in (("/api/v1/targets.csv", b"405"), ("/api/", b"405")):
        with socket.create_connection((host, int(port)), timeout=30) as caller:
            caller.sendall(f"POST {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
            with contextlib.suppress(OSError):
                for _ in range(64):
                    caller.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
            assert status in caller.recv(64)
    assert answer(f"{app_url}/_stcore/health")[0] == 200


def test_cookies_uploads_and_settings_are_closed(app_url):
    _, headers, _ = answer(f"{app_url}/_stcore/health")
    assert "_streamlit_xsrf=" in headers["set-cookie"]
    assert "SameSite=Lax" in headers["set-cookie"]
    # Nothing is taken without the cookie's token, and nobody but a browser is served a session.
    assert answer(f"{app_url}/_stcore/upload_file/x/y", "PUT")[0] == 403
    assert answer(f"{app_url}/_stcore/agent/interact", "POST")[0] == 403
    _, _, body = answer(f"{app_url}/_stcore/host-config")
    assert json.loads(body).get("enableCustomParentMessages") is False
