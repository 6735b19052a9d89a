"""Pictures are redrawn in place with plotly's own script, go ahead of their page, and say so where they cannot be drawn."""

import gzip
import json
import re
import urllib.request
from importlib.metadata import version

import pytest
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from loaders.texts import texts
from ui import ahead

VI = texts("vi")
LIBRARY = re.compile(r"/plotly-[\d.]+\.min\.js$")
WAY = re.compile("/picture/")
MARK = "() => { document.querySelector('.picture').dataset.mine = 'yes'; }"
DRAWN = "wanted => document.querySelector('.js-plotly-plot')?.layout?.annotations.some(note => note.text.includes(wanted))"
NOT_DRAWN = "wanted => !document.querySelector('.js-plotly-plot').layout.annotations.some(note => note.text.includes(wanted))"


def locality(reader, name: str):
    return reader.widget("dia-phuong").get_by_role("button", name=name)


@pytest.fixture
def asked(app_url):
    """Ask the server for a file as a program does: headers that it gives, body as it came."""

    def asked(path: str, **headers: str) -> tuple[dict[str, str], bytes]:
        with urllib.request.urlopen(urllib.request.Request(app_url + path, headers=headers)) as answer:
            return dict(answer.headers), answer.read()

    return asked


def test_a_filter_redraws_the_same_element(reader):
    reader.go("/so-sanh?cau-hoi=htx-number")
    reader.page.evaluate(MARK)
    locality(reader, "Sơn Hà").click()
    reader.page.wait_for_function(NOT_DRAWN, arg="trên 400 HTX")
    assert reader.page.evaluate(DRAWN, "23 HTX")
    reader.wait()
    expect(reader.page.locator(".picture[data-mine=yes] .main-svg").first).to_be_visible()
    reader.widget("cau-hoi").get_by_role("combobox").click()
    reader.page.get_by_role("option", name="Bao nhiêu tổ hợp tác?", exact=True).click()
    reader.page.wait_for_function(NOT_DRAWN, arg="23 HTX")
    reader.wait()
    expect(reader.page.locator(".picture[data-mine=yes]")).to_have_count(1)


def test_a_chosen_mark_stays_chosen_while_it_is_drawn(reader):
    reader.go("/so-sanh?cau-hoi=htx-number")
    reader.click_mark("yen-bai-city-htx-stock-2030")
    reader.card("TP Yên Bái · 2030")
    locality(reader, "TP Yên Bái").click()
    reader.page.wait_for_function(NOT_DRAWN, arg="trên 400 HTX")
    reader.wait()
    reader.card("TP Yên Bái · 2030")
    locality(reader, "TP Yên Bái").click()
    locality(reader, "Sơn Hà").click()
    reader.page.wait_for_function(NOT_DRAWN, arg="trên 85 HTX")
    reader.card("Sơn Hà · 2024")


def test_streamlits_own_chart_is_never_loaded_and_plotly_once(newcomer, app_url, every_page):
    reader = newcomer(app_url)
    fetched: list[str] = []
    reader.page.on("request", lambda request: fetched.append(request.url))
    reader.go("/so-sanh")
    for title in ("Mục tiêu và thực hiện", "Lộ trình", "Kiểm tra nội tại", "Tổng quan"):
        reader.nav(title).click()
        reader.wait()
    assert not [url for url in fetched if "PlotlyChart" in url]
    assert len([url for url in fetched if LIBRARY.search(url)]) == 1


def test_a_page_says_so_where_pictures_cannot_be_drawn_and_keeps_its_table(newcomer, app_url):
    reader = newcomer(app_url)
    reader.foreseen = ("Failed to load resource",)
    reader.page.route(LIBRARY, lambda route: route.abort())
    reader.page.goto(f"{app_url}/so-sanh?cau-hoi=quality")
    expect(reader.page.locator(".picture")).to_have_text(VI["chart.failed"])
    reader.holds(8)


def test_a_picture_that_cannot_go_ahead_comes_with_its_page(newcomer, app_url):
    reader = newcomer(app_url)
    reader.page.route_web_socket(WAY, lambda way: way.close())
    reader.go("/so-sanh?cau-hoi=htx-number")
    locality(reader, "Sơn Hà").click()
    reader.page.wait_for_function(NOT_DRAWN, arg="trên 400 HTX")


def test_a_picture_goes_ahead_of_its_page(newcomer, app_url):
    reader = newcomer(app_url)
    ahead: list[bytes] = []

    def pass_figures(way) -> None:
        server = way.connect_to_server()
        server.on_message(lambda said: said.startswith(b'{"ticket"') and (ahead.append(said), way.send(said)))

    reader.page.route_web_socket(WAY, pass_figures)
    reader.go("/so-sanh?cau-hoi=htx-number")
    locality(reader, "Sơn Hà").click()
    reader.page.wait_for_function(NOT_DRAWN, arg="trên 400 HTX")
    reader.wait()
    assert len(ahead) == 1
    assert "23 HTX" in ahead[0].decode()


class Ways:
    """What goes between a reader's browser and the server: what lies ready for which words, what the browser says it shows; the server can be
    made deaf, and what lies ready for some words be mixed up with what lies ready for others.
    """

    def __init__(self, page, *, wrong: tuple[str, str] = ("", "")):
        self.page, self.wrong, self.ready, self.told, self.deaf = page, wrong, dict[str, str](), list[str](), False
        page.route_web_socket(WAY, self._watch)
        page.route_web_socket(re.compile("/_stcore/stream"), self._hold)

    def _watch(self, way) -> None:
        server = way.connect_to_server()
        way.on_message(lambda said: (self.told.append(said), server.send(said)))
        server.on_message(lambda said: way.send(self._noted(said)))

    def _noted(self, said: bytes) -> bytes:
        if not said.startswith(b"{") or "to" not in (follows := json.loads(said)):
            return said
        self.ready[follows["words"]] = follows["to"]
        words, instead = self.wrong
        return json.dumps({**follows, "to": self.ready[instead]}).encode() if follows["words"] == words else said

    def _hold(self, stream) -> None:
        server = stream.connect_to_server()
        stream.on_message(lambda said: None if self.deaf else server.send(said))

    def wait(self, words: str) -> None:
        """Wait until the browser keeps what follows on a choice."""
        for _ in range(600):
            if words in self.ready:
                self.page.wait_for_timeout(500)  # until the browser has unpacked it
                return
            self.page.wait_for_timeout(100)
        pytest.fail(f"{words} was never made ready")


def press(reader, name: str) -> None:
    locality(reader, name).focus()
    reader.page.keyboard.press("Enter")


def from_list(reader, name: str) -> None:
    reader.widget("cau-hoi").get_by_role("combobox").click()
    reader.page.get_by_role("option", name=name, exact=True).click()


def one_up(reader, name: str) -> None:
    reader.widget("cau-hoi").get_by_role("combobox").click()
    expect(reader.page.get_by_role("option", name=name, exact=True)).to_be_visible()
    reader.page.keyboard.press("ArrowUp")
    reader.page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("choose", "words", "drawn"),
    [
        (lambda reader, name: locality(reader, name).click(), "Sơn Hà", "23 HTX"),
        (press, "Sơn Hà", "23 HTX"),
        (from_list, "Bao nhiêu tổ hợp tác?", "400 tổ hợp tác"),
        (one_up, "Bao nhiêu tổ hợp tác?", "400 tổ hợp tác"),
    ],
    ids=["click", "key", "list", "list by keys"],
)
def test_what_lies_ready_is_drawn_without_the_server(newcomer, app_url, choose, words, drawn):
    reader = newcomer(app_url)
    ways = Ways(reader.page)
    reader.go("/so-sanh?cau-hoi=htx-number")
    ways.wait(words)
    reader.page.evaluate(MARK)
    ways.deaf = True
    choose(reader, words)
    reader.page.wait_for_function(NOT_DRAWN, arg="trên 400 HTX")
    assert reader.page.evaluate(DRAWN, drawn)
    expect(reader.page.locator(".picture[data-mine=yes] .main-svg").first).to_be_visible()


def test_a_wrong_guess_is_put_right_by_the_page(newcomer, app_url):
    reader = newcomer(app_url)
    ways = Ways(reader.page, wrong=("Sơn Hà", "Hải Phòng"))
    reader.go("/so-sanh?cau-hoi=htx-number")
    ways.wait("Sơn Hà")
    guessed = ways.ready["Hải Phòng"]  # before the choice, after which other pictures lie ready for the same words
    locality(reader, "Sơn Hà").click()
    reader.page.wait_for_function(DRAWN, arg="23 HTX")
    reader.wait()
    assert f"compare {guessed}" in ways.told
    assert reader.page.evaluate(NOT_DRAWN, "trên 400 HTX")
    assert reader.query["dia-phuong"] == ["son-ha"]


def test_what_was_foreseen_and_what_the_page_says_agree_in_the_end_however_quickly_one_chooses(newcomer, app_url):
    reader = newcomer(app_url)
    ways = Ways(reader.page)
    reader.go("/so-sanh?cau-hoi=htx-number")
    ways.wait("Sơn Hà")
    for name in ("Sơn Hà", "Sơn Hà", "Hải Phòng", "Sơn Hà", "Hải Phòng"):
        locality(reader, name).click()
        reader.page.wait_for_timeout(60)
    reader.page.wait_for_timeout(1500)
    reader.wait()
    chosen = reader.widget("dia-phuong").locator("button[aria-pressed=true]").all_text_contents()
    for name, drawn in (("Hải Phòng", "trên 400 HTX"), ("Sơn Hà", "23 HTX")):
        assert reader.page.evaluate(DRAWN, drawn) == (not chosen or name in chosen)
    assert len(reader.query.get("dia-phuong", [])) == len(chosen)


def test_a_page_of_another_origin_opens_no_way(app_url):
    address = f"{app_url.replace('http', 'ws', 1)}/picture/way"
    with pytest.raises(InvalidStatus):
        connect(address, origin="https://elsewhere.example", proxy=None)
    with connect(address, origin=app_url, proxy=None) as way:
        way.send("x" * (ahead.LONGEST + 1))
        with pytest.raises(ConnectionClosed):
            way.recv(timeout=20)


def test_plotly_is_sent_compressed_and_kept_by_browsers(asked):
    headers, body = asked(f"/plotly-{version('plotly')}.min.js", **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]
    plain, whole = asked(f"/plotly-{version('plotly')}.min.js")
    assert "content-encoding" not in plain
    assert gzip.decompress(body) == whole
    assert len(body) < len(whole) / 3


def test_the_rules_of_style_come_with_the_page_and_are_kept_by_browsers(asked):
    _, page = asked("/so-sanh", Accept="text/html")
    [address] = re.findall(r'<link rel="stylesheet" href="(/style-[^"]+)"><div id="root">', page.decode())
    headers, body = asked(address, **{"Accept-Encoding": "gzip"})
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"].startswith("text/css")
    assert ".evidence" in gzip.decompress(body).decode()


def test_streamlits_own_files_are_sent_compressed_and_unchanged(asked):
    _, page = asked("/so-sanh", Accept="text/html")
    [script] = re.findall(r'src="\.(/static/js/index\.[^"]+)"', page.decode())
    headers, body = asked(script, **{"Accept-Encoding": "gzip"})
    plain, whole = asked(script)
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == whole
    assert "immutable" in headers["cache-control"]
    assert "immutable" in plain["cache-control"]
