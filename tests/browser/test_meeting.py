"""A person gathers pictures for a meeting, finds them again, sends them on, shows them on a wall and takes them home."""

import io
import re
import zipfile

import openpyxl
import pytest
from playwright.sync_api import expect
from pptx import Presentation

from exports import meeting_set
from exports.meeting_set import Item
from loaders.package import read_package
from loaders.texts import texts

WORDS = texts("vi")
PICTURES = {"/so-sanh?cau-hoi=quality": "compare", "/thuc-hien?don-vi=hai-phong": "progress", "/lo-trinh?don-vi=hai-phong": "pathway"}
MIXED = [*PICTURES, "/", "/kiem-tra", "/lo-trinh?chi-tieu-lt=htx-stock", "/thuc-hien?theo=cau-hoi&cau-hoi=htx-number"]
# Keys are heard from then on: see ui/present.py.
LISTENS = "() => document.documentElement.style.getPropertyValue('--slide')"
NUMBER = re.compile(r"^(\d+)/(\d+)$")
KEPT = "count => JSON.parse(localStorage.getItem('bo-trinh-chieu') ?? '{\"items\": []}').items.length === count"
# Letters and marks on the slide: how high the letters are on screen, and what stands outside of it.
MEASURE = """() => {
  const scale = element => {
    let factor = 1;
    for (; element; element = element.parentElement) {
      const look = getComputedStyle(element);
      if (look.transform !== 'none' && !(element instanceof SVGElement)) factor *= new DOMMatrix(look.transform).a;
      factor *= parseFloat(look.zoom) || 1;
    }
    return factor;
  };
  const slide = document.querySelector('.st-key-slide'), walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement, box = element.getBoundingClientRect();
    if (!walk.currentNode.data.trim() || !box.width || element.closest('.picture-told, .picture-heard, .picture-marks')) continue;  // those are for the ear
    const inside = box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
    found.push([walk.currentNode.data, parseFloat(getComputedStyle(element).fontSize) * scale(element), inside]);
  }
  const root = document.documentElement;
  return {found, scrolls: root.scrollHeight > innerHeight || root.scrollWidth > innerWidth};
}"""


def link(*addresses: str) -> str:
    return "/trinh-chieu?bo=" + meeting_set.link([Item(address) for address in addresses], read_package().version)


def titles(one) -> list[str]:
    return one.page.locator(".listed h3").all_text_contents()


def number(one):
    return one.page.locator(".st-key-slide .foot p").last


@pytest.fixture
def gathered(newcomer, app_url):
    """A reader who has put three pictures of three pages into the set, by its buttons, and opened it."""
    one = newcomer(app_url)
    for count, (address, key) in enumerate(PICTURES.items()):
        one.go(address)
        one.page.locator(f".st-key-{key}_add").get_by_role("button").click()
        expect(one.page.locator(f".st-key-{key}_meeting")).to_contain_text(WORDS["meeting.added"].format(count=count + 1))
        one.page.wait_for_function(KEPT, arg=count + 1)
    one.go("/trinh-chieu")
    expect(one.page.locator(".listed h3")).to_have_count(3)
    return one


def test_a_set_outlives_a_reload_and_keeps_its_order_and_words(gathered):
    before = titles(gathered)
    gathered.page.locator("[class*='st-key-down_']").first.get_by_role("button").click()
    expect(gathered.page.locator(".listed h3").first).to_have_text(before[1].replace("2.", "1."))
    gathered.page.locator("[class*='st-key-edit_']").first.get_by_role("button").click()
    field = gathered.page.get_by_label(WORDS["meeting.title_of"])
    field.fill("Kết quả của Hải Phòng")
    field.press("Enter")
    expect(gathered.page.locator(".listed h3").first).to_have_text("1. Kết quả của Hải Phòng")
    gathered.go("/trinh-chieu")
    expect(gathered.page.locator(".listed h3")).to_have_count(3)
    assert titles(gathered)[0] == "1. Kết quả của Hải Phòng"


def test_keys_turn_the_slides_and_lead_back(gathered):
    page = gathered.page
    page.locator(".st-key-present").get_by_role("button").click()
    expect(number(gathered)).to_have_text(re.compile(r"^1/\d+$"))
    page.wait_for_function(LISTENS)
    gathered.wait()
    count = int(NUMBER.match(number(gathered).inner_text())[2])
    expect(page.get_by_test_id("stTopNav")).to_be_hidden()
    for key, at in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        (" ", 4),
        ("ArrowLeft", 3),
        ("PageUp", 2),
        ("End", count),
        ("ArrowRight", count),
        ("Home", 1),
    ):
        page.keyboard.press(key)
        expect(number(gathered)).to_have_text(f"{at}/{count}")
        expect(page).to_have_url(re.compile(rf"[?&]slide={at}(&|$)"))
    ground = "() => getComputedStyle(document.querySelector('.st-key-slide_room')).backgroundColor"
    bright = page.evaluate(ground)
    page.keyboard.press("d")
    page.wait_for_function(f"bright => ({ground})() !== bright", arg=bright)
    expect(page).to_have_url(re.compile("[?&]phong=toi(&|$)"))
    page.keyboard.press("Escape")
    expect(page.locator(".listed h3")).to_have_count(3)
    expect(page.get_by_test_id("stTopNav")).to_be_visible()
    expect(page).not_to_have_url(re.compile("slide="))


def test_a_link_opened_elsewhere_gives_the_same_set(newcomer, app_url):
    one = newcomer(app_url)
    one.go(link(*PICTURES))
    expect(one.page.locator(".listed h3")).to_have_count(3)
    said = titles(one)
    one.go("/trinh-chieu")
    expect(one.page.locator(".listed h3")).to_have_count(3)
    assert titles(one) == said


def test_a_link_that_comes_to_a_reader_with_a_set_asks(gathered):
    gathered.go(link("/kiem-tra"))
    expect(gathered.page.locator(".st-key-meeting_offer")).to_be_visible()
    expect(gathered.page.locator(".listed h3")).to_have_count(3)
    gathered.page.locator(".st-key-meeting_append").get_by_role("button").click()
    expect(gathered.page.locator(".listed h3")).to_have_count(4)


def test_a_file_that_is_no_set_says_so(gathered):
    gathered.page.locator("input[type=file]").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{}"})
    expect(gathered.page.get_by_test_id("stAlert")).to_contain_text(WORDS["meeting.bad_file"])
    expect(gathered.page.locator(".listed h3")).to_have_count(3)


def test_the_set_goes_home_as_slides_workbook_and_package(gathered):
    made = {}
    for kind in ("pptx", "xlsx", "zip"):
        with gathered.page.expect_download(timeout=60_000) as download:
            gathered.page.locator(f".st-key-meeting_{kind}").get_by_role("button").click()
        assert download.value.suggested_filename.endswith(f".{kind}")
        made[kind] = io.BytesIO(download.value.path().read_bytes())
    assert len(Presentation(made["pptx"]).slides) >= 3
    assert len(openpyxl.load_workbook(made["xlsx"]).sheetnames) >= 3
    assert {"data/compare.csv", "data/progress.csv", "data/pathway.csv"} <= set(zipfile.ZipFile(made["zip"]).namelist())


@pytest.mark.parametrize(("lang", "size"), [("vi", (1280, 720)), ("en", (1280, 720)), ("vi", (1920, 1080))])
def test_the_last_row_can_read_every_word_of_every_slide(newcomer, app_url, lang, size):
    one = newcomer(app_url, viewport={"width": size[0], "height": size[1]})
    one.go(f"{link(*MIXED)}&lang={lang}")
    expect(one.page.locator(".listed h3")).to_have_count(len(MIXED))
    one.page.locator(".st-key-present").get_by_role("button").click()
    expect(number(one)).to_have_text(re.compile(r"^1/\d+$"))
    count = int(NUMBER.match(number(one).inner_text())[2])
    for at in range(1, count + 1):
        expect(number(one)).to_have_text(f"{at}/{count}")
        expect(one.page.locator(".st-key-slide .main-svg, .st-key-slide table").first).to_be_visible()
        one.page.wait_for_timeout(150)
        measured = one.page.evaluate(MEASURE)
        assert len(measured["found"]) > 5
        assert [(words, size) for words, size, _ in measured["found"] if size < 24] == [], f"slide {at}"
        assert [words for words, _, inside in measured["found"] if not inside] == [], f"slide {at}"
        assert not measured["scrolls"]
        one.page.keyboard.press("ArrowRight")
