"""Vietnamese first, English everywhere: the switch, the link, the words and the numbers."""

import re

from playwright.sync_api import expect

from loaders.texts import texts

# Where the dashboard speaks for itself; tables, cards and pictures quote Vietnamese documents.
OWN = "a[data-testid=stTopNavLink], button, h1, h2, p.lede, label, [role=tab], summary:not(.finding summary), [data-testid=stPageLink]"
WORDS = re.compile(
    r"Tải|Lọc|Tìm|Bảng|Dữ liệu|Tổng quan|So sánh|Nguồn|Mục tiêu|Địa phương|Câu hỏi|Chủ đề|Chỉ tiêu|Năm|Loại|Tất cả|dòng|Bấm|Chọn"
)


def test_a_link_in_english_shows_the_page_in_english(reader, each_page):
    name, path = each_page
    reader.go(f"{path}?lang=en")
    expect(reader.page.locator("h1")).to_have_text(texts("en")[f"{name}.title"])
    said = [words.strip() for words in reader.page.locator(OWN).all_inner_texts() if words.strip() != "Tiếng Việt"]
    assert len(said) > 10
    assert [words for words in said if WORDS.search(words)] == []
    vietnamese = {texts("vi")[text_id] for text_id in texts("vi") if texts("vi")[text_id] != texts("en")[text_id]}
    assert not vietnamese & {line for words in said for line in words.splitlines()}
    expect(reader.page).to_have_title(f"{texts('en')[f'page.{name}']} · {texts('en')['app.title']}")
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")


def test_the_page_tells_machines_its_language_and_follows_the_switch(reader):
    html = reader.page.locator("html")
    reader.go("/nguon")
    expect(html).to_have_attribute("lang", "vi")
    for chosen, lang in (("English", "en"), ("Tiếng Việt", "vi")):
        reader.wait()
        reader.page.locator(".st-key-language").get_by_text(chosen, exact=True).click()
        expect(html).to_have_attribute("lang", lang)
        expect(reader.page).to_have_title(f"{texts(lang)['page.sources']} · {texts(lang)['app.title']}")


def test_the_switch_keeps_page_and_filters(reader):
    reader.go("/du-lieu?bang=ket-qua&dia-phuong=son-ha&tim=hop+tac+xa")
    switch = reader.page.locator(".st-key-language")
    expect(reader.page.locator("h1")).to_have_text("Lọc, tìm và tải dữ liệu")
    before = reader.query
    for chosen, lang, title in (
        ("English", "en", "Filter, search and download"),
        ("Tiếng Việt", "vi", "Lọc, tìm và tải dữ liệu"),
        ("English", "en", "Filter, search and download"),
    ):
        switch.get_by_text(chosen, exact=True).click()
        expect(reader.page.locator("h1")).to_have_text(title)
        expect(reader.page).to_have_url(re.compile(f"lang={lang}"))
        reader.wait()
        assert {**reader.query, "lang": lang} == {**before, "lang": lang}
        expect(reader.widget("tim").get_by_role("textbox")).to_have_value("hop tac xa")
    reader.says("Rows: 1 ")
    reader.page.go_back()
    expect(reader.page.locator("h1")).to_have_text("Lọc, tìm và tải dữ liệu")


def test_numbers_wear_the_languages_separators(reader):
    for lang, stated in (("vi", "trên 1.500 thành viên"), ("en", "more than 1,500 members")):
        reader.go(f"/so-sanh?cau-hoi=tht-members&dia-phuong=yen-bai-city&lang={lang}")
        expect(reader.page.locator(".js-plotly-plot .annotation-text").filter(has_text=stated)).to_have_count(1)
        expect(reader.page.locator("[role=gridcell]").filter(has_text=stated)).not_to_have_count(0)
        reader.click_mark("yen-bai-city-tht-members-2030")
        expect(reader.page.locator("article.evidence h3")).to_contain_text([stated])
        ticks = reader.page.locator(".js-plotly-plot .xtick").all_text_contents()
        assert (("1.500" in ticks) or ("1.000" in ticks)) == (lang == "vi")
        assert (("1,500" in ticks) or ("1,000" in ticks)) == (lang == "en")
