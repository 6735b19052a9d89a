"""From a verdict to its equation and sources; the files and the form on the desk; a phone."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
BOM = b"\xef\xbb\xbf"
OVERDUE = {"khoảng 134.000 tổ hợp tác", "khoảng 210 liên hiệp HTX", "khoảng 7.100.000 thành viên"}
INSIDE = """element => {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= window.innerHeight + 1 && box.left >= 0 && box.right <= window.innerWidth + 1;
}"""


@pytest.fixture
def phone(newcomer, app_url):
    return newcomer(app_url, viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)


def pick(reader, row: int) -> None:
    reader.page.locator("[data-testid=stDataFrame] canvas").first.scroll_into_view_if_needed()
    table = reader.box("[data-testid=stDataFrame] canvas")
    reader.page.mouse.click(table["x"] + 16, table["y"] + 35 * (row + 1) + 17)


def fetch(reader, key: str) -> tuple[int, bytes]:
    """Click a download button: how many rows it promises, what it gives."""
    button = reader.page.locator(f".st-key-{key}").get_by_role("button")
    with reader.page.expect_download() as download:
        button.click()
    return int(re.search(r"\d+", button.inner_text())[0]), download.value.path().read_bytes()


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def popover(reader) -> None:
    reader.page.get_by_test_id("stPopover").get_by_role("button", name="Cách đánh giá").click()


def test_a_click_on_a_row_shows_its_verdict_equation_and_sources(reader):
    reader.go("/thuc-hien")
    reader.click_mark("qd-1318-2021-htx-stock-2025")
    card = reader.card("Cả nước · 2025")
    expect(card.locator(".said")).to_have_text(["✓ đạt"])
    expect(card.locator(".equation").first).to_have_text("35.041 ≥ 35.000")
    expect(card.locator("h3")).to_have_text(["Số hợp tác xã: khoảng 35.000 HTX"])
    assert card.get_by_role("link", name="Mở nguồn").first.get_attribute("href").startswith("http")


def test_a_row_of_the_table_shows_its_card(reader):
    reader.go("/thuc-hien?ket-luan=overdue")
    reader.holds(3)
    pick(reader, 1)
    card = reader.page.locator("article.verdict")
    expect(card.locator("h3")).to_have_text(["Số liên hiệp hợp tác xã: khoảng 210 liên hiệp HTX"])
    expect(card.locator(".equation").first).to_have_text("164 < (1 − 0,05) × 210 = 199,5")
    expect(reader.page.locator("p.hint", has_text="Bấm một dòng")).to_have_count(0)


def test_verdicts_filter_rows_and_files(reader):
    reader.go("/thuc-hien")
    reader.widget("ket-luan").get_by_role("button", name="quá hạn, không đạt").click()
    reader.holds(3)
    assert reader.query["ket-luan"] == ["overdue"]
    for edition in ("excel", "plain"):
        promised, content = fetch(reader, f"verdicts_{edition}")
        assert promised == len(read(content)) == 3
        assert content.startswith(BOM) == (edition == "excel")
    assert {row["stated"] for row in read(content)} == OVERDUE
    assert {row["verdict_vi"] for row in read(content)} == {"quá hạn, không đạt"}


def test_the_form_can_be_taken_home(reader):
    reader.go("/thuc-hien?don-vi=quang-nam")
    reader.page.get_by_role("tab", name=re.compile("Còn thiếu")).click()
    for edition in ("excel", "plain"):
        promised, content = fetch(reader, f"form_{edition}")
        assert promised == len(read(content)) > 0
        assert content.startswith(BOM) == (edition == "excel")
    assert {(row["unit_id"], row["low"], row["url"]) for row in read(content)} == {("quang-nam", "", "")}


def test_settings_keep_what_they_hold_while_closed(reader):
    """Streamlit forgets what it was told of a widget that is not drawn; a first look then showed a margin of nought."""
    reader.go("/thuc-hien?phuong-phap=weather")
    reader.click_mark("qd-1318-2021-htx-stock-2025")
    reader.card("Cả nước · 2025")
    reader.wait()
    popover(reader)
    expect(reader.widget("dung-sai").get_by_role("spinbutton")).to_have_value("5")
    expect(reader.widget("phuong-phap").get_by_role("combobox")).to_have_value(re.compile("thời tiết"))


def test_the_margin_is_moved_behind_its_button(reader):
    reader.go("/thuc-hien")
    popover(reader)
    margin = reader.widget("dung-sai").get_by_role("spinbutton")
    margin.fill("3")
    margin.press("Enter")
    expect(reader.widget("ket-luan").get_by_role("button", name="quá hạn, không đạt: 4")).to_be_visible()
    expect(reader.widget("ket-luan").get_by_role("button", name="xấp xỉ đạt")).to_have_count(0)
    assert reader.query["dung-sai"] == ["3"]
    expect(margin).to_have_value("3")


def test_the_card_stays_in_sight_while_a_long_picture_scrolls(reader):
    reader.go("/thuc-hien")
    reader.page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 1200)")
    card = reader.page.locator("article.verdict")
    expect(card.locator(".said")).to_be_in_viewport()
    assert card.locator(".said").evaluate(INSIDE)


def test_the_first_screen_of_a_projector_holds_question_answer_evidence_and_download(reader):
    reader.go("/thuc-hien")
    parts = (".st-key-filter_don-vi", ".st-key-filter_ket-luan", ".js-plotly-plot .barlayer .point", ".st-key-verdicts_excel",
             "article.verdict .said", "article.verdict .equation", "article.verdict dl dd a")  # fmt: skip
    for selector in parts:
        reader.sees_whole(selector)


def test_on_a_phone_the_card_of_a_tapped_row_comes_to_the_reader(phone):
    phone.go("/thuc-hien")
    phone.page.wait_for_function("() => document.querySelector('.js-plotly-plot')?.layout?.margin.l === 8")
    phone.wait()  # for the second run, which draws the picture for a phone
    phone.page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 900)")
    phone.click_mark("qd-1318-2021-lhhtx-stock-2025")
    card = phone.card("Cả nước · 2025")
    expect(card.locator("h3")).to_have_text(["Số liên hiệp hợp tác xã: khoảng 210 liên hiệp HTX"])
    expect(card.locator(".said")).to_be_in_viewport()
    phone.page.locator(".st-key-verdict_sheet summary").first.click()
    expect(card.locator(".said")).not_to_be_visible()
    assert phone.page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth") <= 0


def test_a_phone_shows_the_question_of_the_link_in_its_drop_down(phone):
    """The phone ends the first run by saying that it is narrow; what the run had told the browser was lost."""
    for _ in range(4):
        phone.go("/thuc-hien?theo=cau-hoi&cau-hoi=quality")
        phone.page.wait_for_function("() => document.querySelector('.js-plotly-plot')?.layout?.margin.l === 8")
        expect(phone.widget("cau-hoi").get_by_role("combobox")).to_have_value("Bao nhiêu phần trăm đạt loại khá, tốt?")


def test_a_lens_is_chosen_and_the_picture_follows(reader):
    reader.go("/thuc-hien?theo=cau-hoi&cau-hoi=htx-number")
    reader.widget("thau-kinh_of_national").get_by_role("button").click()
    expect(reader.page.locator(".notes").first).to_contain_text("45.000 ÷ 45.000")
    reader.wait()
    assert reader.query["thau-kinh"] == ["of_national"]
    reader.click_mark("yen-bai-city-htx-stock-2025")
    card = reader.card("TP Yên Bái · 2025")
    expect(card.locator("h3")).to_have_text(["Số hợp tác xã: trên 70 HTX"])  # the card says what the document says
    first = reader.box(".js-plotly-plot .barlayer .point")
    assert first["y"] + first["height"] <= 720
