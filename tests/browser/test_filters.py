"""Filter, search, copy the address, go back."""

from playwright.sync_api import Locator, expect


def choose(widget: Locator, label: str) -> None:
    widget.get_by_role("combobox").fill(label)
    widget.page.get_by_role("option", name=label, exact=True).click()
    widget.page.keyboard.press("Escape")


def search(widget: Locator, words: str) -> None:
    widget.get_by_role("textbox").fill(words)
    widget.get_by_role("textbox").press("Enter")


def test_locality_year_and_search_stand_in_the_address_and_open_anywhere(reader, newcomer):
    reader.go("/du-lieu")
    reader.says("119 dòng")
    choose(reader.widget("dia-phuong"), "Hải Phòng")
    reader.says("20 dòng · Địa phương: Hải Phòng")
    choose(reader.widget("nam"), "2025")
    reader.says("20 dòng · Địa phương: Hải Phòng · Năm: 2025")
    search(reader.widget("tim"), "TỔ HỢP TÁC")
    reader.says("1 dòng · Địa phương: Hải Phòng · Năm: 2025 · Tìm: TỔ HỢP TÁC")
    search(reader.widget("tim"), "to hop tac")
    reader.says("1 dòng · Địa phương: Hải Phòng · Năm: 2025 · Tìm: to hop tac")
    reader.holds(1)
    assert reader.query.items() >= {"dia-phuong": ["hai-phong"], "nam": ["2025"], "tim": ["to hop tac"]}.items()
    other = newcomer(reader.url)
    other.go(reader.page.url.removeprefix(reader.url))
    other.says("1 dòng · Địa phương: Hải Phòng · Năm: 2025 · Tìm: to hop tac")
    other.holds(1)
    assert other.cells(5) == reader.cells(5) == ["gần 200 tổ hợp tác"]
    assert other.query == reader.query


def test_back_undoes_and_forward_repeats_a_filter(reader):
    reader.go("/du-lieu")
    reader.says("119 dòng · không lọc")
    choose(reader.widget("dia-phuong"), "Sơn Hà")
    reader.says("9 dòng · Địa phương: Sơn Hà")
    search(reader.widget("tim"), "lao dong")
    reader.says("1 dòng · Địa phương: Sơn Hà · Tìm: lao dong")
    reader.wait()
    reader.page.go_back()
    reader.says("9 dòng · Địa phương: Sơn Hà")
    expect(reader.widget("tim").get_by_role("textbox")).to_have_value("")
    reader.page.go_back()
    reader.says("119 dòng · không lọc")
    assert "dia-phuong" not in reader.query
    reader.page.go_forward()
    reader.says("9 dòng · Địa phương: Sơn Hà")
    reader.holds(9)


def test_back_in_the_middle_of_a_choice_leaves_no_part_of_the_page_behind(reader):
    reader.go("/du-lieu")
    choose(reader.widget("dia-phuong"), "Sơn Hà")
    reader.says("9 dòng · Địa phương: Sơn Hà")
    reader.wait()
    for _ in range(3):
        search(reader.widget("tim"), "lao dong")
        reader.says("1 dòng")  # ahead of the page; whether the address has it by now is left to chance
        reader.page.go_back()
        expect(reader.widget("tim").get_by_role("textbox")).to_have_value("")
        reader.wait()
        rows = 9 if reader.query.get("dia-phuong") == ["son-ha"] else 119
        reader.says(f"{rows} dòng")
        reader.holds(rows)
        assert "tim" not in reader.query
        reader.go("/du-lieu?dia-phuong=son-ha")
        reader.says("9 dòng")


def test_the_filters_are_there_when_the_reader_comes_back_to_the_page(reader):
    reader.go("/du-lieu?dia-phuong=son-ha")
    reader.says("9 dòng")
    reader.nav("Nguồn và phương pháp").click()
    expect(reader.page.locator("h1")).to_have_text("Mỗi con số từ đâu ra, được đọc thế nào?")
    reader.nav("Dữ liệu").click()
    reader.says("9 dòng · Địa phương: Sơn Hà")
    assert reader.query["dia-phuong"] == ["son-ha"]


def test_nothing_found_is_said_kindly_and_search_goes_on(reader):
    reader.go("/du-lieu?tim=khong+co+gi+nhu+vay")
    expect(reader.page.get_by_test_id("stAlert")).to_contain_text("Không có dòng nào khớp")
    expect(reader.page.get_by_test_id("stDownloadButton").get_by_role("button").first).to_be_disabled()
    search(reader.widget("tim"), "")
    reader.says("119 dòng · không lọc")
    reader.holds(119)
    assert "tim" not in reader.query


def test_localities_and_question_of_the_comparison_stand_in_the_address(reader):
    reader.go("/so-sanh")
    choose(reader.widget("cau-hoi"), "Bao nhiêu hợp tác xã?")
    reader.card("Hải Phòng · 2025")
    reader.widget("dia-phuong").get_by_role("button", name="Sơn Hà").click()
    reader.card("Sơn Hà · 2024")
    assert (reader.query["cau-hoi"], reader.query["dia-phuong"]) == (["htx-number"], ["son-ha"])
    reader.page.go_back()
    reader.card("Hải Phòng · 2025")
    reader.page.go_back()
    expect(reader.widget("cau-hoi").get_by_role("combobox")).to_have_value("Bao nhiêu phần trăm đạt loại khá, tốt?")
