"""However often a page is made anew, each of its parts listens once: Streamlit calls their scripts again and ends only the last call."""

from playwright.sync_api import expect

from loaders.texts import LANGUAGES
from tests.browser.test_own_page import PATH, SON_HA, choose, counted, drop

# Counts what listens to the whole page and has not ended, by what it hears.
COUNT = """() => {
  window.hears = {};
  for (const target of [Window, Document]) {
    const add = EventTarget.prototype.addEventListener, end = EventTarget.prototype.removeEventListener;
    target.prototype.addEventListener = function (name, ...more) { window.hears[name] = (window.hears[name] ?? 0) + 1; return add.call(this, name, ...more); };
    target.prototype.removeEventListener = function (name, ...more) { window.hears[name] = (window.hears[name] ?? 0) - 1; return end.call(this, name, ...more); };
  }
}"""


def made_anew(reader, times: int) -> None:
    """Switch the language there and back, for each of which the whole page runs."""
    for turn in range(times):
        lang = LANGUAGES[(turn + 1) % 2]
        reader.page.locator(".st-key-language button").nth((turn + 1) % 2).click()
        expect(reader.page.locator("html")).to_have_attribute("lang", lang)
        reader.wait()


def test_a_page_that_is_seen_again_asks_once_for_newer_data(reader):
    reader.go("/so-sanh")
    made_anew(reader, 4)
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/editions") else None)
    reader.page.evaluate("window.dispatchEvent(new Event('focus'))")
    reader.page.wait_for_timeout(1000)
    assert len(asked) == 1


def test_what_is_dropped_is_heard_once(reader):
    reader.page.add_init_script(f"({COUNT})()")
    reader.go(PATH)
    made_anew(reader, 2)
    before = reader.page.evaluate("window.hears.drop")
    made_anew(reader, 2)
    assert reader.page.evaluate("window.hears.drop") == before == 1
    drop(reader, "so-lieu.csv", SON_HA.encode())
    counted(reader, 2)
    choose(reader, "so-lieu.csv", SON_HA.encode())
    counted(reader, 2)
