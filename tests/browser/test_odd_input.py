"""Links and words that nobody foresaw: kind words, no traceback, and the dashboard lives on."""

import pytest
from playwright.sync_api import expect

TYPED = ("<script>alert(1)</script>", "'; drop table target; --", "=1+1", "<img src=x onerror=alert(1)>")


def unharmed(reader) -> None:
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    assert "Traceback" not in reader.page.inner_text("body")


@pytest.mark.parametrize(
    "path", ["/so-sanh?cau-hoi=khong-co", "/du-lieu?dia-phuong=khong-co", "/dia-phuong?ho-so=khong-co", "/so-sanh?cau-hoi=<script>"]
)
def test_an_unknown_id_is_told_kindly_and_left_out(reader, path):
    reader.go(path)
    expect(reader.page.get_by_test_id("stAlert")).to_contain_text("Liên kết có mã không còn hoặc không có trong dữ liệu")
    assert path.rpartition("=")[2] not in str(reader.query)
    unharmed(reader)


def test_an_unknown_page_shows_the_first_page(reader):
    reader.foreseen = ("The page that you have requested does not seem to exist", "Failed to load resource")
    reader.go("/khong-co-trang-nay")
    expect(reader.page.locator("h1")).to_have_text("Năm địa phương đã hứa gì cho kinh tế tập thể, đến năm nào?")
    reader.page.keyboard.press("Escape")
    expect(reader.page.get_by_role("dialog")).to_have_count(0)
    unharmed(reader)
    reader.nav("Dữ liệu").click()
    reader.says("119 dòng")


@pytest.mark.parametrize("typed", TYPED)
def test_a_search_is_only_words(reader, typed):
    reader.go("/du-lieu")
    box = reader.widget("tim").get_by_role("textbox")
    box.fill(typed)
    box.press("Enter")
    reader.says(f"0 dòng · Tìm: {typed}")
    unharmed(reader)
    assert reader.query["tim"] == [typed]
    box.fill("hop tac")
    box.press("Enter")
    expect(reader.page.get_by_test_id("stAlert")).to_have_count(0)
    expect(reader.page.get_by_test_id("stDataFrame")).to_be_visible()
    box.fill("")
    box.press("Enter")
    reader.says("119 dòng")


def test_the_note_about_an_unknown_id_goes_when_the_reader_chooses(reader):
    reader.go("/so-sanh?dia-phuong=khong-co")
    expect(reader.page.get_by_test_id("stAlert")).to_contain_text("khong-co")
    reader.widget("dia-phuong").get_by_role("button", name="Sơn Hà").click()
    expect(reader.page.locator("article.evidence .head")).to_contain_text(["Sơn Hà"])
    expect(reader.page.get_by_test_id("stAlert")).to_have_count(0)


def test_the_note_about_an_unknown_id_is_there_on_a_phone(newcomer, app_url):
    reader = newcomer(app_url, viewport={"width": 390, "height": 844})
    reader.go("/du-lieu?dia-phuong=khong-co")
    expect(reader.widget("dia-phuong")).to_have_count(1)
    expect(reader.page.locator("[data-testid=stExpander] details").first).not_to_have_attribute("open", "")
    expect(reader.page.get_by_test_id("stAlert")).to_contain_text("khong-co")
