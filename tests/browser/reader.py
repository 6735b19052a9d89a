"""A person with the dashboard open: what they do, what they wait for, and what must never happen to them."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import ConsoleMessage, FloatRect, Locator, Page, TimeoutError, expect

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

# Nothing is still to come or fades and, for a few frames, nothing has moved: a click would else press what has gone from under it.
STILL = """unready => {
  const parts = document.querySelectorAll('.stElementContainer, button');
  const fading = document.getAnimations().some(one => one.playState === 'running' && one.effect.getComputedTiming().endTime < Infinity);
  const at = fading || document.querySelector(unready) ? '' : [...parts].map(part => Math.round(part.getBoundingClientRect().top)).join();
  window.still = at && at === window.stood ? window.still + 1 : 0;
  window.stood = at;
  return window.still > 2;
}"""

WHOLE = """selector => {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return box && Math.min(box.left, box.top) >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
}"""


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
        """Wait until the page has its title and letters, its pictures are drawn whole and told, its parts are named, and nothing runs or moves any more."""
        expect(self.page.locator("h1")).to_be_visible()
        expect(self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
        self.page.evaluate("document.fonts.ready.then(() => { window.stood = ''; })")  # others are as wide as they like
        unnamed = "[data-testid=stSidebarNavItems]:not([role=none])"  # see ui/names.js
        unready = f"[data-testid=stSkeleton], .picture:not([role=img]), {unnamed}"
        try:
            self.page.wait_for_function(STILL, arg=unready)
        except TimeoutError as error:
            left = self.page.locator(unready).evaluate_all("parts => parts.map(part => part.outerHTML.slice(0, 200))")
            raise AssertionError(f"{self.page.url} does not come to rest: {left}; {self.troubles}") from error

    @property
    def query(self) -> dict[str, list[str]]:
        """What stands in the address behind the question mark."""
        return parse_qs(urlsplit(self.page.url).query)

    def widget(self, key: str) -> Locator:
        """The filter that stands in the address under `key`."""
        return self.page.locator(f".st-key-filter_{key}")

    def area(self, key: str) -> Locator:
        """The place where files come in, once it listens for them: its words come with its script."""
        found = self.page.locator(f".st-key-{key}")
        expect(found.locator(".call")).not_to_be_empty()
        return found

    def nav(self, title: str) -> Locator:
        """The menu's entry for a page; the menu's drop-down is opened for one that stands in it."""
        shown = self.page.get_by_test_id("stTopNav").get_by_role("link", name=title, exact=True)
        if shown.count():
            return shown
        listed = self.page.get_by_test_id("stTopNavPopover")
        if not listed.count():
            self.page.get_by_test_id("stTopNavSection").click()
        return listed.get_by_role("menuitem", name=title, exact=True)

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

    def sees_whole(self, selector: str) -> None:
        """Wait until the first of these stands on the screen from edge to edge, nothing scrolled."""
        self.page.wait_for_function(WHOLE, arg=selector)

    def box(self, selector: str) -> FloatRect:
        """Where something stands, once it moves no more."""
        self.page.locator(selector).first.element_handle().wait_for_element_state("stable")
        found = self.page.locator(selector).first.bounding_box()
        assert found, f"{selector} is not on the page"
        return found
