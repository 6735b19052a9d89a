"""The picture that goes ahead of its page, or lies ready in the browser, is the one that the page then shows."""

import gzip
import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import run
from loaders.own import NOTHING
from loaders.texts import texts
from tests.own_rows import sample
from tests.pages.conftest import PAGE, SECONDS, drawn, healthy
from ui import address, ahead, foresight, own


class Browser(ahead.Way):
    """A way whose browser draws at once what is sent, keeps what it is told to keep, and says so."""

    def __init__(self) -> None:
        super().__init__(self._take)
        self.messages: list[dict[str, Any]] = []
        self.figures: dict[str, bytes] = {}
        self.follows: dict[tuple[str, str], str] = {}

    def _take(self, message: bytes) -> bool:
        if not message.startswith(b"{"):
            self.figures[message[:16].decode()] = gzip.decompress(message[16:])
            return True
        said = json.loads(message)
        if "to" in said:
            self.follows[said["key"], said["words"]] = said["to"]
        else:
            self.messages.append(said)
            self.heard(f"{said.get('place')} {said.get('name')}")
        return True


@pytest.fixture
def prepared(monkeypatch) -> list[foresight.Page]:
    """The pages whose neighbours were to be made, the latest last; nothing makes them here."""
    pages: list[foresight.Page] = []
    monkeypatch.setattr(foresight, "prepare", lambda ticket, page: pages.append(page))
    return pages


@pytest.fixture
def browser(monkeypatch, prepared) -> Browser:
    """The browser of every session, also of those that other tests have left; every run counts as a part that the reader has changed."""
    one = Browser()
    foresight._work.readers.clear()
    monkeypatch.setattr(ahead, "way", lambda ticket: one)
    monkeypatch.setattr(address, "is_whole", lambda: False)
    return one


def goes_ahead_once(page, browser, figures) -> bool:
    """Whether one picture went ahead, and it is the one shown."""
    [shown] = figures(page)
    [first, *rest] = browser.messages
    browser.messages.clear()
    return first == json.loads(shown.proto.bytes) and not rest


def name(page: AppTest) -> str:
    """What the page's picture is known by, or the words in its place."""
    [shown] = drawn(page)
    return json.loads(shown.proto.bytes)["name"]


def test_a_choice_of_questions_and_localities_is_foreseen(open_page, browser, figures):
    page = open_page("compare", cau_hoi="htx-number")
    browser.messages.clear()
    page.button_group(key="filter_dia-phuong").set_value(["son-ha"]).run()
    assert goes_ahead_once(page, browser, figures)
    page.button_group(key="filter_dia-phuong").set_value(["son-ha", "hai-phong"]).run()
    assert goes_ahead_once(page, browser, figures)
    page.selectbox(key="filter_cau-hoi").select("tht-number").run()
    assert goes_ahead_once(page, browser, figures)
    page.run()
    assert [set(said) for said in browser.messages] == [{"place", "name"}]


def test_settings_of_a_judgement_are_foreseen(open_page, browser, figures):
    page = open_page("progress")
    browser.messages.clear()
    page.button_group(key="filter_don-vi").set_value("quang-nam").run()
    assert goes_ahead_once(page, browser, figures)
    page.number_input(key="filter_dung-sai").set_value(20).run()
    assert goes_ahead_once(page, browser, figures)
    page.selectbox(key="filter_phuong-phap").select("weather").run()
    assert goes_ahead_once(page, browser, figures)
    page.button_group(key="filter_theo").set_value("cau-hoi").run()
    assert goes_ahead_once(page, browser, figures)
    page.toggle(key="filter_cung-truc").set_value(False).run()
    assert goes_ahead_once(page, browser, figures)


def test_an_indicator_and_its_pace_are_foreseen(open_page, browser, figures):
    page = open_page("pathway")
    browser.messages.clear()
    page.selectbox(key="filter_chi-tieu-lt").select("tht-stock").run()
    assert goes_ahead_once(page, browser, figures)
    page.toggle(key="filter_nhip").set_value(False).run()
    assert goes_ahead_once(page, browser, figures)
    page.selectbox(key="filter_don-vi").select("yen-bai-city").run()
    assert goes_ahead_once(page, browser, figures)


def test_findings_are_foreseen(open_page, browser, figures):
    page = open_page("checks")
    browser.messages.clear()
    page.button_group(key="filter_dia-phuong").set_value(["quang-nam"]).run()
    assert goes_ahead_once(page, browser, figures)
    page.multiselect(key="filter_quy-tac").set_value(["growth"]).run()
    assert goes_ahead_once(page, browser, figures)


@pytest.mark.parametrize(
    ("which", "query", "key", "words", "choose"),
    [
        (
            "compare",
            {"cau_hoi": "htx-number"},
            "dia-phuong",
            "Sơn Hà",
            lambda page: page.button_group(key="filter_dia-phuong").set_value(["son-ha"]),
        ),
        ("compare", {}, "cau-hoi", "Bao nhiêu tổ hợp tác?", lambda page: page.selectbox(key="filter_cau-hoi").select("tht-number")),
        (
            "compare",
            {"cau_hoi": "htx-new"},
            "dia-gioi",
            texts("vi")["boundary.now"],
            lambda page: page.button_group(key="filter_dia-gioi").set_value("hien-nay"),
        ),
        ("progress", {}, "don-vi", "Sơn Hà", lambda page: page.button_group(key="filter_don-vi").set_value("son-ha")),
        ("pathway", {}, "nhip", "", lambda page: page.toggle(key="filter_nhip").set_value(False)),
        ("checks", {}, "dia-phuong", "Sơn Hà", lambda page: page.button_group(key="filter_dia-phuong").set_value(["son-ha"])),
        ("data", {}, "bang", "Kết quả thực hiện", lambda page: page.button_group(key="filter_bang").set_value("ket-qua")),
        (
            "data",
            {"nam": "2025", "tim": "HTX"},
            "dia-phuong",
            "Hải Phòng",
            lambda page: page.multiselect(key="filter_dia-phuong").select("hai-phong"),
        ),
    ],
)
def test_what_lies_ready_for_a_choice_is_what_the_page_then_shows(open_page, browser, prepared, which, query, key, words, choose):
    page = open_page(which, **query)
    standing = prepared[-1]
    assert standing.name == name(page)
    [choice] = [choice for choice in standing.choices if (choice.key, choice.words) == (key, words)]
    foresight.foresee(browser, standing, choice)
    ready = browser.follows[key, words]
    healthy(choose(page).run())
    [shown] = drawn(page)
    sent = json.loads(shown.proto.bytes)
    assert ready == sent["name"] != standing.name
    assert json.loads(browser.figures[ready]) == sent["figure"]


def test_a_figure_is_kept_once_and_forgotten_before_there_are_too_many(browser):
    for number in range(ahead.MOST + 1):
        browser.keep(f"{number:016}", f"{number:016}".encode() + gzip.compress(b"{}"))
        browser.keep(f"{number:016}", b"")
    assert len(browser.figures) == ahead.MOST + 1
    assert [said for said in browser.messages] == [{"forget": True}]
    assert browser.kept == {f"{ahead.MOST:016}"}


def test_own_rows_lie_ready_for_whoever_brought_them_and_for_nobody_else(open_page, browser, prepared):
    script = PAGE.format(lang="vi", name="progress", path=str(run.ROOT / "pages" / "progress.py"))
    mine = AppTest.from_string(script, default_timeout=SECONDS)
    mine.session_state[own.KEY] = sample()
    healthy(mine.run())
    open_page("progress")
    own_page, other = prepared[0], prepared[-1]
    assert len(own_page.rows)
    assert not other.rows
    told = {}
    for page in (own_page, other):
        browser.figures.clear()
        browser.kept.clear()
        for choice in [choice for choice in page.choices if choice.key == "don-vi"]:
            foresight.foresee(browser, page, choice)
        told[bool(page.rows)] = b"".join(browser.figures.values()).decode()
    found = {mine: re.findall(r".{0,60}own-.{0,60}", said) for mine, said in told.items()}
    assert found[True]
    assert found[False] == []
    assert own.current() == NOTHING


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        ("https://tracker.example.vn", "tracker.example.vn", True),
        ("https://tracker.example.vn:8501", "tracker.example.vn:8501", True),
        (None, "tracker.example.vn", True),
        ("https://elsewhere.example", "tracker.example.vn", False),
        ("https://tracker.example.vn.elsewhere.example", "tracker.example.vn", False),
        ("null", "tracker.example.vn", False),
        ("", "tracker.example.vn", False),
    ],
)
def test_a_page_from_elsewhere_opens_no_way(origin, host, allowed):
    assert ahead.is_allowed(origin, host) is allowed


def test_a_figure_on_its_way_is_followed_by_the_one_that_the_browser_still_says_it_shows(monkeypatch):
    browser = Browser()
    monkeypatch.setattr(ahead, "way", lambda ticket: browser)
    monkeypatch.setattr(ahead, "ticket", lambda: "t")
    ahead.send("compare", "before", b'{"name":"before","figure":{}}')
    monkeypatch.setattr(browser, "heard", lambda words: browser.drawn.set())  # what it says is late
    ahead.send("compare", "chosen", b'{"name":"chosen","figure":{}}')
    ahead.send("compare", "before", b'{"name":"before","figure":{}}')
    assert [set(said) for said in browser.messages] == [{"name", "figure"}] * 3
