"""A phone, a projector, light and dark; and no page calls anybody but its own server."""

import pytest
from playwright.sync_api import expect

from loaders.texts import texts

VI = texts("vi")
PHONE = {"width": 390, "height": 844}
SIDEWAYS = "() => document.scrollingElement.scrollWidth - window.innerWidth"
INSIDE = "() => { const main = document.querySelector('[data-testid=stMain]'); return main.scrollWidth - main.clientWidth; }"
LAYOUT = "() => { const l = document.querySelector('.js-plotly-plot')?.layout; return l && [l.height, l.margin.l]; }"
# How far what stands on the screen has been pushed about, as browsers reckon it: shares of the screen times shares of its height.
PUSHED = """window.pushed = 0;
new PerformanceObserver(list => list.getEntries().forEach(shift => { window.pushed += shift.value; })).observe({type: 'layout-shift', buffered: true});
"""
RUNS = """window.runs = 0;
new MutationObserver(all => all.forEach(({target}) => { window.runs += target.dataset.testScriptState === 'running'; }))
  .observe(document, {subtree: true, attributeFilter: ['data-test-script-state']});
"""
CLIPPED = """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && box.right > window.innerWidth + 1 && !e.closest('[data-testid=stDataFrame], [role=tablist], .js-plotly-plot');
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture
def phone(newcomer, app_url):
    return newcomer(app_url, viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)


def test_no_page_scrolls_sideways_on_a_phone(phone, every_page):
    for path in every_page.values():
        phone.go(path)
        assert phone.page.evaluate(SIDEWAYS) <= 0, path
        assert phone.page.evaluate(CLIPPED) == [], path


@pytest.mark.parametrize("size", [(640, 360), (320, 180)], ids=["200%", "400%"])
def test_a_page_enlarged_as_a_whole_scrolls_one_way_only(newcomer, app_url, every_page, size):
    one = newcomer(app_url, viewport={"width": size[0], "height": size[1]})
    for name, path in every_page.items():
        one.go(path)
        expect(one.page.locator("h1")).to_have_text(VI[f"{name}.title"])  # a link opens its page, however narrow the window
        assert one.page.evaluate(SIDEWAYS) <= 0, path
        assert one.page.evaluate(INSIDE) <= 0, path
        assert one.page.evaluate(CLIPPED) == [], path


def test_letters_twice_as_large_find_room(newcomer, app_url, every_page):
    one = newcomer(app_url)
    for path in every_page.values():
        one.go(path)
        one.page.add_style_tag(content="html {font-size: 32px !important}")
        one.page.wait_for_function(f"() => ({INSIDE})() <= 0")
        one.page.wait_for_function(f"() => ({CLIPPED})().length === 0")
        menu, switch = one.box("[data-testid=stTopNav]"), one.box(".st-key-language")
        assert menu["x"] + menu["width"] <= switch["x"], path


def test_a_page_stands_still_while_it_comes(reader, each_page):
    """A tenth is what browsers' makers call good; a page whose rules of style came with its first parts had moved by one."""
    _, path = each_page
    reader.page.add_init_script(PUSHED)
    reader.go(path)
    assert reader.page.evaluate("window.pushed") < 0.1


def test_a_phone_gets_its_page_at_once(newcomer, app_url, playwright):
    one = newcomer(app_url, **{**playwright.devices["Pixel 7"], "locale": "vi-VN"})
    one.page.add_init_script(RUNS)
    one.go("/so-sanh?cau-hoi=htx-number")
    assert one.page.wait_for_function(LAYOUT).json_value()[1] == 8
    assert one.page.evaluate("window.runs") == 1


def test_charts_on_a_phone_are_drawn_for_a_phone(phone, reader):
    phone.go("/so-sanh?cau-hoi=htx-number")
    phone.page.wait_for_function("() => document.querySelector('.js-plotly-plot')?.layout?.margin.l === 8")
    reader.go("/so-sanh?cau-hoi=htx-number")
    (tall, narrow_margin), (low, wide_margin) = (one.page.wait_for_function(LAYOUT).json_value() for one in (phone, reader))
    assert narrow_margin < 20 < 100 < wide_margin
    assert tall > low
    drawn = phone.box(".js-plotly-plot .main-svg")
    assert drawn["x"] >= 0
    assert drawn["x"] + drawn["width"] <= PHONE["width"]
    assert abs(drawn["height"] - tall) < 2


def test_the_first_screen_of_a_projector_holds_question_chart_download_and_evidence(reader):
    reader.go("/so-sanh")
    for selector in (
        ".st-key-filter_cau-hoi",
        ".st-key-filter_dia-phuong",
        ".js-plotly-plot .barlayer .point",
        ".st-key-compare_excel",
        "article.evidence blockquote",
        "article.evidence dl",
    ):
        reader.sees_whole(selector)
    assert reader.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_the_first_screen_of_a_projector_holds_the_whole_matrix(reader):
    reader.go()
    reader.sees_whole(".js-plotly-plot .barlayer")


@pytest.mark.parametrize(("scheme", "page", "text"), [("light", (255, 255, 255), (31, 42, 55)), ("dark", (18, 23, 29), (230, 234, 240))])
def test_light_and_dark(newcomer, app_url, scheme, page, text):
    reader = newcomer(app_url, color_scheme=scheme)
    reader.go("/so-sanh")
    expect(reader.page.get_by_test_id("stApp")).to_have_css("background-color", "rgb({}, {}, {})".format(*page))
    expect(reader.page.locator("h1")).to_have_css("color", "rgb({}, {}, {})".format(*text))
    paper = "#{:02x}{:02x}{:02x}".format(*page)
    reader.page.wait_for_function(
        "paper => document.querySelector('.js-plotly-plot')?.layout?.template?.layout.paper_bgcolor === paper", arg=paper
    )


def test_no_page_calls_anybody_or_complains(newcomer, app_url, every_page):
    reader = newcomer(app_url)
    for path in every_page.values():
        reader.go(path)
        reader.page.wait_for_load_state("networkidle")
        expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    assert reader.troubles == []
