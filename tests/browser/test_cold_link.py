"""A link opened on a server that nobody has visited, which is how a link from a mail is opened on Monday morning."""

from playwright.sync_api import expect

from loaders.texts import texts


def test_a_comparison_opens_with_navigation_language_and_localities(fresh_app_url, newcomer, every_page):
    reader = newcomer(fresh_app_url)
    reader.go("/so-sanh?cau-hoi=htx-number&dia-phuong=hai-phong&dia-phuong=son-ha&lang=en")
    for name in every_page:
        expect(reader.nav(texts("en")[f"page.{name}"])).to_be_visible()
    expect(reader.page.locator("[data-testid=stTopNavLink], [data-testid=stTopNavDropdownLink]")).to_have_count(len(every_page))
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator("h1")).to_have_text("Who promised what, and who compares with whom?")
    expect(reader.widget("cau-hoi").get_by_role("combobox")).to_have_value("How many cooperatives?")
    expect(reader.widget("dia-phuong").locator("[aria-checked=true], [aria-pressed=true]")).to_have_text(["Hải Phòng", "Sơn Hà"])
    reader.card("Hải Phòng · 2025")
    reader.holds(4)
    assert set(reader.cells(1)) == {"Hải Phòng", "Sơn Hà"}
    assert reader.query == {"cau-hoi": ["htx-number"], "dia-phuong": ["hai-phong", "son-ha"], "lang": ["en"]}
    expect(reader.page.get_by_role("dialog")).to_have_count(0)


def test_a_filtered_table_opens_with_its_rows(fresh_app_url, newcomer, every_page):
    reader = newcomer(fresh_app_url)
    reader.go("/du-lieu?bang=muc-tieu&dia-phuong=hai-phong&nam=2025&tim=to+hop+tac")
    for name in every_page:
        expect(reader.nav(texts("vi")[f"page.{name}"])).to_be_visible()
    reader.says("1 dòng · Địa phương: Hải Phòng · Năm: 2025 · Tìm: to hop tac")
    reader.holds(1)
    assert reader.cells(5) == ["gần 200 tổ hợp tác"]
    expect(reader.page.get_by_role("dialog")).to_have_count(0)
