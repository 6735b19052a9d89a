"""From a plan that nobody has coded to a picture of its targets, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from loaders.texts import texts
from tests.pages.test_reader import WRITTEN

WORDS = texts("vi")
PATH = "/doc-van-ban"


@pytest.fixture
def plan_page(reader):
    reader.go(PATH)
    return reader


def bring(reader, text: str = WRITTEN, name: str = "ke-hoach.txt") -> None:
    given = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    reader.area("plan_drop").locator("input[type=file]").set_input_files(given)


def mark(reader, words: str):
    return reader.page.locator(".plan [role=button]").filter(has_text=re.compile(f"^{re.escape(words)}$"))


def test_a_plan_of_another_province_becomes_a_picture(plan_page):
    page = plan_page.page
    bring(plan_page)
    mark(plan_page, "520").click()
    expect(mark(plan_page, "520")).to_have_attribute("aria-current", "true")
    expect(page.locator(".evidence blockquote")).to_contain_text("trên 520 hợp tác xã")
    mark(plan_page, "412").click()
    expect(page.locator(".evidence")).to_contain_text(WORDS["reader.not.result"])
    page.locator(".st-key-plan_use button").click()
    expect(page).to_have_url(re.compile("/so-lieu-cua-toi"))
    page.locator(".st-key-own_use button").click()
    expect(page.locator(".st-key-own_use")).to_have_count(0)
    page.get_by_role("link", name=WORDS["page.compare"], exact=True).first.click()
    plan_page.wait()
    page.locator(".st-key-filter_cau-hoi input").fill("bao nhiêu hợp tác xã")
    page.keyboard.press("Enter")
    plan_page.wait()
    expect(page.locator(".js-plotly-plot").first).to_contain_text(re.compile(r"Tuyên\s*Quang"))


def test_the_text_goes_by_keyboard_too(plan_page):
    bring(plan_page)
    mark(plan_page, "300").focus()
    plan_page.page.keyboard.press("Enter")
    expect(plan_page.page.locator(".evidence blockquote")).to_contain_text("300 hợp tác xã nông nghiệp")


def test_a_scan_is_refused_with_what_to_do(plan_page):
    plan_page.area("plan_drop").locator("input[type=file]").set_input_files(
        {"name": "ban-chup.pdf", "mimeType": "application/pdf", "buffer": b"\x89PNG\r\n\x1a\n" + b"\0" * 400}
    )
    expect(plan_page.page.get_by_role("alert")).to_contain_text("OCR")


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_scrolls_sideways_on_a_phone(plan_page, width):
    plan_page.page.set_viewport_size({"width": width, "height": 844})
    bring(plan_page)
    expect(mark(plan_page, "520")).to_be_visible()
    assert plan_page.page.evaluate("document.documentElement.scrollWidth") <= width
