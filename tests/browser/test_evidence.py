"""From a number to the words that prove it: one click."""

from playwright.sync_api import expect


def pick(reader, row: int) -> None:
    """Click the box at the left end of a row; the header is as high as a row."""
    table = reader.box("[data-testid=stDataFrame] canvas")
    reader.page.mouse.click(table["x"] + 16, table["y"] + 35 * (row + 1) + 17)


def test_a_click_on_a_mark_shows_its_wording_place_and_document(reader):
    reader.go("/so-sanh?cau-hoi=htx-number")
    reader.card("Hải Phòng · 2025")
    reader.click_mark("son-ha-htx-stock-2024")
    card = reader.card("Sơn Hà · 2024")
    expect(card.locator("mark")).to_have_text(["23"])
    expect(card.locator("blockquote")).to_have_text(["“duy trì hoạt động của 23 HTX hiện có”"])
    facts = card.locator("dl")
    for words in ("Vị trí", "Mục I", "Văn bản", "Kế hoạch năm 2024"):
        expect(facts).to_contain_text(words)


def test_another_click_shows_another_target_and_the_same_click_twice_does_no_harm(reader):
    reader.go("/so-sanh?cau-hoi=htx-number")
    for target, head in (("son-ha-htx-stock-2024", "Sơn Hà · 2024"), ("hai-phong-htx-stock-2025", "Hải Phòng · 2025")):
        reader.click_mark(target)
        reader.card(head)
        reader.wait()
    reader.click_mark("hai-phong-htx-stock-2025")
    reader.wait()
    reader.card("Hải Phòng · 2025")


def test_a_row_of_targets_opens_its_card(reader):
    reader.go("/du-lieu?dia-phuong=hai-phong&tim=to+hop+tac")
    reader.holds(1)
    pick(reader, 0)
    card = reader.card("Hải Phòng · 2025")
    expect(card.locator("blockquote")).to_have_text(["“gần 200 tổ hợp tác”"])
    expect(card.locator("mark")).to_have_text(["200"])
    expect(card.locator("dl")).to_contain_text("Mục I.2, gạch đầu dòng 1")
    expect(card.locator("dl")).to_contain_text("Kế hoạch 215/KH-UBND")


def test_a_row_of_results_opens_a_card_with_publication_and_source(reader):
    reader.go("/du-lieu?bang=ket-qua&dia-phuong=hai-phong")
    pick(reader, 0)
    card = reader.page.locator("article.evidence")
    expect(card.locator("mark").first).to_be_visible()
    expect(card.locator("dl")).to_contain_text("Ấn phẩm")
    link = card.get_by_role("link", name="Mở nguồn")
    assert link.get_attribute("href").startswith("http")
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_row_of_a_locality_opens_its_card(reader):
    reader.go("/dia-phuong?ho-so=quang-nam")
    pick(reader, 0)
    expect(reader.page.locator("article.evidence .head")).to_contain_text(["Quảng Nam"])
    expect(reader.page.locator("article.evidence mark").first).to_be_visible()
