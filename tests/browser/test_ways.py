"""From the first page onward: a cell of the matrix, links, and back."""

import re

from playwright.sync_api import expect

from loaders.texts import texts

OVERVIEW = {"vi": "Năm địa phương đã hứa gì", "en": "What did five localities promise"}


def test_a_cell_of_the_matrix_leads_to_its_question_and_back_leads_home(reader):
    reader.go()
    reader.click_mark("technology", "quang-nam")
    expect(reader.page.locator("h1")).to_have_text("Ai hứa gì, và so được với ai?")
    expect(reader.page).to_have_url(re.compile(r"/so-sanh\?.*cau-hoi=technology"))
    expect(reader.page.locator("article.evidence")).to_have_count(1)
    reader.wait()
    reader.page.go_back()
    expect(reader.page.locator("h1")).to_contain_text(OVERVIEW["vi"])
    reader.wait()
    reader.click_mark("htx-number", "son-ha")
    expect(reader.page).to_have_url(re.compile("cau-hoi=htx-number"))


def test_a_cell_of_a_question_without_any_number_leads_to_its_silence(reader):
    reader.go()
    reader.click_mark("ranking", "hai-duong")
    expect(reader.page.locator("h1")).to_have_text("Ai hứa gì, và so được với ai?")
    expect(reader.page.locator("p.hint").first).to_contain_text("Không có con số: Hải Phòng: không nhắc tới")
    expect(reader.page.get_by_test_id("stAlert")).to_have_count(0)
    assert reader.query["cau-hoi"] == ["ranking"]


def test_one_step_back_leaves_a_page_that_was_only_looked_at(reader):
    for title in ("So sánh mục tiêu", "Hồ sơ địa phương", "Dữ liệu"):
        reader.go("/")
        reader.nav(title).click()
        expect(reader.page.locator("h1")).not_to_contain_text(OVERVIEW["vi"])
        reader.wait()
        reader.page.go_back()
        expect(reader.page.locator("h1")).to_contain_text(OVERVIEW["vi"])


def test_links_of_the_first_page_keep_the_language(reader):
    reader.go("/?lang=en")
    for path, title in (("so-sanh", "Who promised"), ("du-lieu", "Filter, search"), ("nguon", "Where does each")):
        reader.page.get_by_test_id("stPageLink").locator(f"a[href*='{path}']").click()
        expect(reader.page.locator("h1")).to_contain_text(title)
        expect(reader.page).to_have_url(re.compile(f"/{path}.*lang=en"))
        reader.wait()
        reader.nav("Overview").click()
        expect(reader.page.locator("h1")).to_contain_text(OVERVIEW["en"])


def test_navigation_keeps_the_language(reader, every_page):
    reader.go("/?lang=en")
    for name in (*list(every_page)[1:], "overview"):
        reader.nav(texts("en")[f"page.{name}"]).click()
        expect(reader.page.locator("h1")).to_have_text(texts("en")[f"{name}.title"])
        expect(reader.page).to_have_url(re.compile("lang=en"))
        reader.wait()
