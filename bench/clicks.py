"""From a click to the picture, and to the whole page: in a real Chromium, beside other dashboards.

Painted: two frames after the plot holds the new data, or the words of a page without one. Settled: two frames after the last change of
anything on the page, which is when the last part of the rerun stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from playwright.sync_api import Browser, Error, Page

# What stands in a page is read in each frame; it must be cheap. Panel hides its plots in shadow roots.
SCRIPT = """
(() => {
  const REST = 400, FRAME = 1000 / 60; // ms
  let plot = null;
  const deep = (root, wanted) => {
    const found = root.querySelector(wanted);
    if (found) return found;
    for (const element of root.querySelectorAll('*')) {
      const inside = element.shadowRoot && deep(element.shadowRoot, wanted);
      if (inside) return inside;
    }
    return null;
  };
  const sight = {
    plot: () => {
      if (!plot?.isConnected) plot = deep(document, '.js-plotly-plot');
      if (!plot?.data || !plot.querySelector('.main-svg')) return null;
      return JSON.stringify([plot.data, plot.layout.annotations, plot.layout.height]);
    },
    text: () => document.querySelector('#said')?.textContent ?? null,
    count: () => document.querySelector('p.hint')?.textContent ?? null,
    facts: () => document.querySelector('.facts')?.textContent ?? null,
  };
  window.bench = {
    stands: (what) => Boolean(sight[what]()),
    arm: (what) => {
      const before = sight[what]();
      let last = 0;
      const watch = new MutationObserver(() => (last = performance.now()));
      const everything = { subtree: true, childList: true, attributes: true, characterData: true };
      const observe = (root) => {
        watch.observe(root, everything);
        for (const element of root.querySelectorAll('*')) if (element.shadowRoot) observe(element.shadowRoot);
      };
      observe(document);
      window.bench.waited = new Promise((done, failed) => {
        setTimeout(() => failed(new Error(`${what} stayed as it was`)), 30000);
        document.addEventListener('pointerdown', (event) => {
          const look = () => {
            const now = sight[what]();
            if (now === null || now === before) return void requestAnimationFrame(look);
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - event.timeStamp)));
            window.bench.settled = new Promise((stands) => {
              const rest = () => {
                if (performance.now() - last < REST) return void setTimeout(rest, 50);
                watch.disconnect();
                stands(last - event.timeStamp + 2 * FRAME);
              };
              setTimeout(rest, REST);
            });
          };
          requestAnimationFrame(look);
        }, { capture: true, once: true });
      });
    },
  };
})();
"""
Click = Callable[[Page, int], None]


# Nothing can be unpacked that comes compressed, so that nothing lies ready.
UNREADY = "window.DecompressionStream = undefined"


@dataclass(frozen=True)
class Way:
    """One thing to measure. server: a name of servers.COMMANDS; path: where; what: what changes (plot, facts, count, text); click: does it;
    script: what runs in the browser before the page.
    """

    name: str
    server: str
    path: str
    what: str
    click: Click
    script: str = ""


class Wait(NamedTuple):
    """One click. Milliseconds until what it asks for is painted, and until the whole page stands."""

    painted: float
    settled: float


def named(words: tuple[str, ...], within: str = "body") -> Click:
    """Click what says these words, in turn."""
    return lambda page, turn: page.locator(within).get_by_text(words[turn % len(words)], exact=True).first.click()


def option(key: str, words: tuple[str, ...]) -> Click:
    """Choose these options of a drop-down in turn; the time begins with the click on the option."""

    def click(page: Page, turn: int) -> None:
        page.locator(f".st-key-filter_{key}").get_by_role("combobox").click()
        found = page.get_by_role("option", name=words[turn % len(words)], exact=True)
        found.wait_for()
        page.wait_for_timeout(250)
        page.evaluate("what => bench.arm(what)", "plot")
        found.click()

    return click


BUTTON = named(("click",))
PAIR = ("Hải Phòng", "Sơn Hà")
QUESTIONS = ("Bao nhiêu hợp tác xã?", "Bao nhiêu tổ hợp tác?")
MAIN = "so-sanh: địa phương"
UNFORESEEN = f"{MAIN}, nothing lies ready"
WAYS = (
    Way("Streamlit, empty page", "empty", "/", "text", BUTTON),
    Way("Streamlit, empty page, this dashboard's settings", "floor", "/", "text", BUTTON),
    Way("Streamlit, one figure that stays", "figure", "/", "text", BUTTON),
    Way("comparison in Streamlit as it comes", "streamlit", "/", "plot", named(PAIR)),
    Way("comparison in Dash", "dash", "/", "plot", named(PAIR)),
    Way("comparison in Panel", "panel", "/", "plot", named(PAIR)),
    Way(MAIN, "app", "/so-sanh?cau-hoi=htx-number", "plot", named(PAIR, ".st-key-filter_dia-phuong")),
    Way(UNFORESEEN, "app", "/so-sanh?cau-hoi=htx-number", "plot", named(PAIR, ".st-key-filter_dia-phuong"), UNREADY),
    Way("so-sanh: câu hỏi", "app", "/so-sanh", "plot", option("cau-hoi", QUESTIONS)),
    Way("thuc-hien: địa phương", "app", "/thuc-hien", "plot", named(PAIR, ".st-key-filter_don-vi")),
    Way("lo-trinh: chỉ tiêu", "app", "/lo-trinh", "plot", option("chi-tieu-lt", ("Số tổ hợp tác", "Số hợp tác xã"))),
    Way("kiem-tra: địa phương", "app", "/kiem-tra", "plot", named(PAIR, ".st-key-filter_dia-phuong")),
    Way("dia-phuong: hồ sơ", "app", "/dia-phuong", "facts", named(("Sơn Hà", "Hải Phòng"), ".st-key-filter_ho-so")),
    Way("du-lieu: bảng", "app", "/du-lieu", "count", named(("Kết quả thực hiện", "Mục tiêu"), ".st-key-filter_bang")),
)


def measure(browser: Browser, urls: dict[str, str], rounds: int, warm: int, ways: tuple[Way, ...] = WAYS) -> dict[str, list[Wait]]:
    """Return way -> the waits of its clicks. Every round clicks once in every way, so that a busy moment hits all alike."""
    pages = {way.name: opened(browser, urls[way.server] + way.path, way.what, way.script) for way in ways}
    found: dict[str, list[Wait]] = {way.name: [] for way in ways}
    for turn in range(warm + rounds):
        for way in ways:
            page = pages[way.name]
            page.bring_to_front()
            page.evaluate("what => bench.arm(what)", way.what)
            way.click(page, turn)
            try:
                took = Wait(page.evaluate("() => bench.waited"), page.evaluate("() => bench.settled"))
            except Error as error:
                raise RuntimeError(f"{way.name}, click {turn + 1}") from error
            if turn >= warm:
                found[way.name].append(took)
    for page in pages.values():
        page.context.close()
    return found


def opened(browser: Browser, url: str, what: str, script: str = "") -> Page:
    """Open an address in a browser that knows nothing of it, and wait until it shows what it is to show."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh").new_page()
    page.add_init_script(SCRIPT + script)
    page.goto(url)
    page.wait_for_function("what => bench.stands(what)", arg=what, timeout=60_000)
    page.wait_for_timeout(1500)
    return page
