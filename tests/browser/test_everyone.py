"""Open to everyone: axe finds nothing on any page; all of it by keyboard; the machine is told which language is which."""

import re
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect

from exports import meeting_set
from exports.meeting_set import Item
from loaders.package import read_package
from loaders.texts import texts

VI = texts("vi")
SCREEN, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
# Every language in every light on every screen, in as few visits as can be.
SIGHTS = {
    "vi-light": ("vi", "light", SCREEN),
    "en-dark": ("en", "dark", SCREEN),
    "vi-dark-phone": ("vi", "dark", PHONE),
    "en-light-phone": ("en", "light", PHONE),
}
# What Streamlit does and no style or script of a page can mend: rule and selector -> why it stays. Nothing so far.
ACCEPTED: dict[tuple[str, str], str] = {}
# Own rows of which one is read, one is asked about and one is wrong.
OWN = """Địa phương;Chỉ tiêu;Giá trị;Thời điểm
Huyện Sơn Hà;Số HTX hiện có;24;31/12/2024
Huyện Sơn Hà;Doanh thu bình quân 1 HTX (triệu đồng);1.050;2024
Huyện Sơn Hà;Lợi nhuận bình quân một HTX;nhiều lắm;2024
"""
SHOWN = (
    "() => { const r = document.querySelector('.picture-ring'); return Boolean(r && !r.hidden && r.getBoundingClientRect().width > 10); }"
)
# Whether what the keyboard stands on is to be told by eye: by a line around it or around what holds it.
SEEN = """() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body) return null;
  const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}`;
  const canvas = element.closest('[data-testid=stDataFrame]');
  if (canvas) return [name, true];  // a table paints the cell that the keyboard stands on
  for (let n = 0, at = element; at && n < 4; n += 1, at = at.parentElement) {
    const look = getComputedStyle(at);
    if ((look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2) || (look.boxShadow !== 'none' && !look.boxShadow.includes('rgba(0, 0, 0, 0)'))) return [name, true];
  }
  return [name, false];
}"""


def faults(page) -> list[str]:
    """What axe finds, but for what is accepted; a finding of any weight counts."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    nodes = [(rule, node, " ".join(map(str, node["target"]))) for rule in found for node in rule["nodes"]]
    return [
        f"{rule['impact']} {rule['id']} at {where}: {node['html'][:160]} – {node['failureSummary'][:200]}"
        for rule, node, where in nodes
        if not any(rule["id"] == accepted and selector in where for accepted, selector in ACCEPTED)
    ]


def spoken_in(path: str, lang: str) -> str:
    return path if lang == "vi" else f"{path}{'&' if '?' in path else '?'}lang={lang}"


@pytest.fixture(params=SIGHTS)
def sight(request, newcomer, app_url):
    """A reader in one language, light and screen: open a page with `sight(path)`."""
    lang, scheme, viewport = SIGHTS[request.param]
    one = newcomer(app_url, color_scheme=scheme, viewport=viewport, reduced_motion="reduce")

    def sight(path: str):
        one.go(spoken_in(path, lang))
        return one

    return sight


def test_axe_finds_nothing_on_a_page(sight, each_page):
    assert faults(sight(each_page[1]).page) == []


def verdict_picked(one) -> None:
    one.page.locator(".picture-marks").focus()
    one.page.keyboard.press("Enter")
    expect(one.page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    one.wait()


def finding_opened(one) -> None:
    one.page.locator(".finding summary").first.click()


def carried(one) -> None:
    one.page.get_by_test_id("stPopover").get_by_text(re.compile(f"{VI['carry.title']}|{texts('en')['carry.title']}")).first.click()
    expect(one.page.get_by_test_id("stPopoverBody")).to_be_visible()


def slide_shown(one) -> None:
    expect(one.page.locator(".st-key-slide .main-svg, .st-key-slide table").first).to_be_visible()


def own_reviewed(one) -> None:
    given = {"name": "son-ha.csv", "mimeType": "text/csv", "buffer": OWN.encode()}
    one.area("own_drop").locator("input[type=file]").set_input_files(given)
    expect(one.page.locator("[class*=st-key-own_answer] button").first).to_be_visible()
    one.wait()


def own_judged(one) -> None:
    own_reviewed(one)
    one.page.locator(".st-key-own_use button").click()
    expect(one.page.locator("article.verdict")).to_be_visible()
    one.wait()


def as_it_is(one) -> None:
    """Nothing more is done."""


def link(*addresses: str) -> str:
    return "/trinh-chieu?bo=" + meeting_set.link([Item(address) for address in addresses], read_package().version)


STATES = {
    "a verdict picked": ("/thuc-hien?don-vi=hai-phong", verdict_picked),
    "a question with a lens": ("/thuc-hien?theo=cau-hoi&cau-hoi=htx-number", as_it_is),
    "today's boundaries": ("/so-sanh?cau-hoi=htx-number&dia-gioi=hien-nay", as_it_is),
    "a finding opened": ("/kiem-tra", finding_opened),
    "what can be taken home": ("/so-sanh", carried),
    "nothing fits": ("/so-sanh?cau-hoi=tht-number&dia-phuong=son-ha", as_it_is),
    "no finding fits": ("/kiem-tra?dia-phuong=hai-duong&quy-tac=classes", as_it_is),
    "a set for a meeting": (link("/so-sanh?cau-hoi=quality", "/thuc-hien?don-vi=hai-phong"), as_it_is),
    "a slide with a picture": (link("/so-sanh?cau-hoi=quality") + "&slide=1", slide_shown),
    "a slide with a table": (link("/") + "&slide=1", slide_shown),
    "own rows with a question and a fault": ("/so-lieu-cua-toi", own_reviewed),
    "own rows and their verdicts": ("/so-lieu-cua-toi", own_judged),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_state(newcomer, app_url, state, scheme):
    path, reach = STATES[state]
    one = newcomer(app_url, color_scheme=scheme, reduced_motion="reduce")
    one.go(path)
    reach(one)
    assert faults(one.page) == []


def test_axe_finds_nothing_on_paper(newcomer, app_url):
    one = newcomer(app_url, reduced_motion="reduce")
    one.go("/thuc-hien?don-vi=hai-phong")
    one.page.emulate_media(media="print")
    assert faults(one.page) == []


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("/so-sanh?cau-hoi=htx-number", ["Hải Phòng · 2025", "TP Yên Bái · 2025", "TP Yên Bái · 2030", "Sơn Hà · 2024"]),
        ("/thuc-hien?don-vi=yen-bai-city", ["TP Yên Bái · mỗi năm"]),
    ],
)
def test_arrow_keys_walk_through_the_marks_and_enter_picks(reader, path, marks):
    reader.go(path)
    listed = reader.page.locator(".picture-marks")
    expect(listed.locator("[role=option]").nth(len(marks) - 1)).to_be_attached()
    listed.focus()
    for words in marks:
        active = listed.get_attribute("aria-activedescendant")
        expect(reader.page.locator(f"#{active}")).to_have_text(re.compile(f"^{re.escape(words)}"))
        assert reader.page.evaluate(SHOWN)
        reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Home")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".picture-heard")).to_have_text(re.compile("^Đã chọn: "))
    expect(reader.page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    reader.card(marks[0])
    expect(listed).to_be_focused()
    reader.page.keyboard.press("End")
    reader.page.keyboard.press("Enter")
    last = listed.locator("[role=option]").last
    expect(last).to_have_attribute("aria-selected", "true")
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator(".picture-heard")).to_have_text(VI["chart.let_go"])
    expect(reader.page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    reader.card(marks[0])


def test_the_keyboard_picks_through_time_the_earliest_first(reader):
    reader.go("/lo-trinh")
    listed = reader.page.locator(".picture-marks")
    expect(listed.locator("[role=option]").nth(5)).to_be_attached()
    said = listed.locator("[role=option]").all_text_contents()
    years = [int(re.search(r"\b(20[0-4]\d)\b", words)[1]) for words in said]
    assert years == sorted(years)
    listed.focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press(" ")
    expect(reader.page.locator("[role=option]").nth(1)).to_have_attribute("aria-selected", "true")
    # The card before may stand beside it for a moment.
    expect(reader.page.locator("article.evidence", has_text=re.match(r"[\d.]+", said[1])[0])).to_be_visible()


def test_the_keyboard_goes_from_the_matrix_to_the_comparison(reader):
    reader.go()
    listed = reader.page.locator(".picture-marks")
    expect(listed.locator("[role=option]").nth(9)).to_be_attached()
    listed.focus()
    first = reader.page.locator(f"#{listed.get_attribute('aria-activedescendant')}").inner_text()
    reader.page.keyboard.press("ArrowDown")
    below = reader.page.locator(f"#{listed.get_attribute('aria-activedescendant')}").inner_text()
    assert first.split(" · ")[0] == below.split(" · ")[0]  # the same locality, the next question
    assert first != below
    reader.page.keyboard.press("Enter")
    expect(reader.page).to_have_url(re.compile("/so-sanh"))


def test_what_is_chosen_by_mouse_is_where_the_keyboard_begins(reader):
    reader.go("/so-sanh?cau-hoi=htx-number")
    reader.click_mark("son-ha-htx-stock-2024")
    reader.card("Sơn Hà · 2024")
    reader.page.locator(".picture-marks").focus()
    active = reader.page.locator(".picture-marks").get_attribute("aria-activedescendant")
    expect(reader.page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(reader.page.locator(f"#{active}")).to_contain_text("Sơn Hà")


def test_the_first_key_leads_past_the_menu(reader, every_page):
    for path in every_page.values():
        reader.go(path)
        reader.page.keyboard.press("Tab")
        skip = reader.page.locator(":focus")
        expect(skip).to_have_text(VI["app.skip"])
        expect(skip).to_be_in_viewport()
        reader.page.keyboard.press("Enter")
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate("() => Boolean(document.activeElement.closest('[data-testid=stMain]'))"), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whatever_the_keyboard_reaches_is_seen_to_be_reached(newcomer, app_url, every_page, scheme):
    one = newcomer(app_url, color_scheme=scheme, reduced_motion="reduce")
    unseen = {}
    for page, path in every_page.items():
        one.go(path)
        reached = []
        for _ in range(40):
            one.page.keyboard.press("Tab")
            reached.append(one.page.evaluate(SEEN))
        assert len([found for found in reached if found]) > 15
        unseen[page] = sorted({found[0] for found in reached if found and not found[1]})
    assert {page: names for page, names in unseen.items() if names} == {}


def test_everything_around_a_picture_is_within_reach_of_the_keyboard(reader):
    reader.go("/so-sanh?cau-hoi=htx-number")
    wanted = {
        ".picture-marks",
        ".st-key-filter_cau-hoi *",
        ".st-key-filter_dia-phuong *",
        "[data-testid=stPopover] *",
        "[role=tab]",
        "[data-testid=stDataFrame] *",
    }
    wanted |= {".st-key-compare_excel *", ".st-key-compare_plain *", ".st-key-compare_add *", ".st-key-language *"}
    for _ in range(90):
        reader.page.keyboard.press("Tab")
        wanted -= {
            selector for selector in wanted if reader.page.evaluate("selector => document.activeElement.matches(selector)", selector)
        }
        if not wanted:
            break
    assert wanted == set()


def test_a_popover_opens_and_closes_by_keyboard_and_gives_the_focus_back(reader):
    reader.go("/so-sanh")
    button = reader.page.get_by_test_id("stPopoverButton").filter(has_text=VI["carry.title"])
    button.focus()
    reader.page.keyboard.press("Enter")
    body = reader.page.get_by_test_id("stPopoverBody")
    expect(body).to_be_visible()
    reader.page.wait_for_function("() => Boolean(document.activeElement.closest('[data-testid=stPopoverBody]'))")
    with reader.page.expect_download() as download:
        reader.page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".pptx")
    reader.page.keyboard.press("Escape")
    expect(body).to_be_hidden()
    expect(button).to_be_focused()


def test_tabs_filters_and_the_language_are_changed_by_keyboard(reader):
    reader.go("/so-sanh?cau-hoi=htx-number")
    reader.page.get_by_role("tab").first.focus()
    reader.page.keyboard.press("ArrowRight")
    expect(reader.page.get_by_role("tab").nth(1)).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("tab").nth(1)).to_have_attribute("aria-selected", "true")
    pill = reader.widget("dia-phuong").get_by_role("button", name="Sơn Hà")
    pill.focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function("() => document.querySelectorAll('.picture-marks [role=option]').length === 1")
    reader.page.locator(".st-key-language").get_by_text("English", exact=True).locator("xpath=ancestor-or-self::button").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")


def test_other_languages_are_told_apart(reader):
    for lang, said in (("vi", VI), ("en", texts("en"))):
        reader.go(spoken_in("/so-sanh?cau-hoi=htx-number", lang))
        reader.page.wait_for_function("() => document.querySelectorAll('.st-key-language button[lang]').length === 2")
        told = {button.inner_text(): button.get_attribute("lang") for button in reader.page.locator(".st-key-language button").all()}
        assert told == {"Tiếng Việt": "vi", "English": "en"}
        expect(reader.page.locator("article.evidence blockquote")).to_have_attribute("lang", "vi")
        expect(reader.page.locator("[role=option] q").first).to_have_attribute("lang", "vi")
        expect(reader.page.get_by_test_id("stSkipToContent")).to_have_text(said["app.skip"])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_first_paint_tells_the_language_and_the_title(newcomer, app_url, lang):
    one = newcomer(app_url)
    # Nothing runs: what the server sent is what stands.
    one.page.route(re.compile(r"\.js$"), lambda route: route.abort())
    one.foreseen = ("Failed to load resource",)
    with suppress(Error):
        one.page.goto(app_url + spoken_in("/so-sanh", lang))
    expect(one.page.locator("html")).to_have_attribute("lang", lang)
    expect(one.page).to_have_title(texts(lang)["app.title"])


def test_streamlits_own_names_are_in_the_pages_language(reader):
    """What a page says of its parts in Vietnamese holds none of Streamlit's English words for them."""
    english = {texts("en")[text_id] for text_id in VI if text_id.startswith("app.") and VI[text_id] != texts("en")[text_id]}
    for path in ("/so-sanh", "/du-lieu", "/kiem-tra?dia-phuong=son-ha"):
        reader.go(path)
        found = "english => [...document.querySelectorAll('[aria-label], [placeholder]')].flatMap(e => [e.ariaLabel, e.placeholder]).filter(words => english.includes(words))"
        reader.page.wait_for_function(f"english => ({found})(english).length === 0", arg=sorted(english))


def test_a_picture_says_more_than_its_title(reader):
    reader.go("/thuc-hien?don-vi=hai-phong")
    picture = reader.page.locator(".picture")
    expect(picture).to_have_attribute("role", "img")
    expect(picture).to_have_attribute("aria-label", re.compile("^Hải Phòng"))
    lines = reader.page.locator(".picture-told li")
    expect(lines.first).to_be_attached()
    assert lines.count() == reader.page.locator("[role=option]").count()
    for text in lines.all_text_contents():
        assert re.search(r"20\d\d|mỗi năm", text), text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_the_readers_own_leave_marks_and_focus(newcomer, app_url, scheme):
    one = newcomer(app_url, color_scheme=scheme, forced_colors="active")
    one.go("/thuc-hien")
    expect(one.page.locator(".picture")).to_have_css("forced-color-adjust", "none")
    expect(one.page.locator("[role=option]").first).to_be_attached()
    one.page.locator(".picture-marks").focus()
    one.page.keyboard.press("ArrowDown")
    assert one.page.evaluate(SHOWN)


def test_nothing_moves_for_readers_who_want_it_so(newcomer, app_url):
    one = newcomer(app_url, reduced_motion="reduce")
    one.go("/so-sanh")
    slow = """() => [...document.querySelectorAll('*')].filter(e => {
      const look = getComputedStyle(e);
      return [look.transitionDuration, look.animationDuration].some(words => words.split(',').some(time => parseFloat(time) > 0.05));
    }).map(e => e.outerHTML.slice(0, 80))"""
    assert one.page.evaluate(slow) == []
