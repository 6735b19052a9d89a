"""From a messy table to a verdict, in a real browser: dropped, chosen or pasted; what is refused; and what nobody else may see."""

import base64
import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from loaders.intake.limits import MOST_BYTES
from loaders.texts import texts

WORDS = texts("vi")
PATH = "/so-lieu-cua-toi"
# A district's own report: semicolons, a title, qualifiers, a figure that reads two ways, a value that is none.
SON_HA = """BÁO CÁO KẾT QUẢ KINH TẾ TẬP THỂ HUYỆN SƠN HÀ NĂM 2024;;;
;;;
Chỉ tiêu;ĐVT;Kết quả thực hiện;Thời điểm
Số HTX hiện có;HTX;24;31/12/2024
Doanh thu bình quân 1 HTX;triệu đồng;1.050;2024
Thu nhập bình quân thành viên HTX;triệu đồng/người/năm;trên 46;2024
Lợi nhuận bình quân một HTX;triệu đồng;nhiều lắm;2024
"""
HOSTILE = """Địa phương;Chỉ tiêu;Giá trị;Thời điểm;Nguồn
Sơn Hà;<img src=x onerror=alert(1)>;=1+1;31/12/2024;<script>alert(2)</script>
Sơn Hà;Số HTX hiện có;24 <b>HTX</b>;31/12/2024;\u202eabc\u200b **x** [y](javascript:alert(3))
"""
# What a drop is: a file carried over the page and let go.
DROP = """([name, content]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], name));
  for (const type of ['dragover', 'drop'])
    document.querySelector('.st-key-own_drop').dispatchEvent(new DragEvent(type, {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def own_page(reader):
    reader.go(PATH)
    return reader


def choose(reader, name: str, content: bytes) -> None:
    reader.area("own_drop").locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def drop(reader, name: str, content: bytes) -> None:
    reader.area("own_drop")
    reader.page.evaluate(DROP, [name, base64.b64encode(content).decode()])


def paste(reader, text: str) -> None:
    reader.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    reader.area("own_drop").locator("textarea").focus()
    reader.page.keyboard.press("Control+V")


def counted(reader, ready: int) -> None:
    """Wait until the button offers so many lines."""
    expect(reader.page.locator(".st-key-own_use button p")).to_have_text(WORDS["own.use"].format(count=ready))


def use(reader) -> None:
    reader.page.locator(".st-key-own_use button").click()
    expect(reader.page.locator("article.verdict")).to_be_visible()
    reader.wait()


def workbook() -> bytes:
    """The same report as a workbook: a merged title, a header of two rows, a real date, a number shown as a share."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["BÁO CÁO HUYỆN SƠN HÀ NĂM 2024"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["Chỉ tiêu", "ĐVT", "Kết quả", ""])
    sheet.append(["", "", "Thực hiện năm 2024", "Ghi chú"])
    sheet.append(["Số HTX hiện có", "HTX", 24, "chưa  chốt"])
    sheet.append(["Cán bộ quản lý có trình độ CĐ, ĐH", "%", 0.225])
    sheet["C6"].number_format = "0.0%"
    sheet.merge_cells("C3:D3")
    book.save(stream)
    return stream.getvalue()


def test_a_messy_table_becomes_a_verdict_chart(own_page):
    choose(own_page, "son-ha.csv", SON_HA.encode("utf-8-sig"))
    counted(own_page, 2)
    own_page.page.locator("[class*=st-key-own_answer] button").filter(has_text="1.050").click()
    counted(own_page, 3)
    use(own_page)
    # The plan for 2024: 23 cooperatives, 45 and 900 million; each is judged by the figure of the file.
    drawn = own_page.page.locator(".js-plotly-plot .annotation-text")
    for words in ("24 HTX", "trên 46", "1.050"):
        expect(drawn.filter(has_text=words)).not_to_have_count(0)
    expect(own_page.page.locator("article.verdict .said")).to_contain_text("đạt")
    box = own_page.box("article.verdict .equation")
    assert box["y"] + box["height"] <= 720
    expect(own_page.page.get_by_text("nhiều lắm")).not_to_have_count(0)  # what is wrong stays under review


def test_a_workbook_may_be_dropped_anywhere_on_the_page(own_page):
    drop(own_page, "son-ha.xlsx", workbook())
    counted(own_page, 2)
    use(own_page)
    expect(own_page.page.locator(".js-plotly-plot .annotation-text").filter(has_text="22,5%")).not_to_have_count(0)


def test_a_table_is_pasted_by_keyboard(newcomer, app_url):
    reader = newcomer(app_url, permissions=["clipboard-read", "clipboard-write"])
    reader.go(PATH)
    paste(reader, "Địa phương\tChỉ tiêu\tGiá trị\tThời điểm\nHuyện Sơn Hà\tSố HTX hiện có\t24\t31/12/2024\n")
    counted(reader, 1)
    use(reader)


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(own_page):
    sent: list[int] = []
    own_page.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(len(frame))))
    own_page.go(PATH)
    choose(own_page, "lon.csv", b"a" * (MOST_BYTES + 1024 * 1024))
    expect(own_page.page.locator(".st-key-own_drop .said.wrong")).to_contain_text("11")
    assert max(sent, default=0) < 1024 * 1024


def test_a_refused_file_is_answered_in_words(own_page):
    choose(own_page, "bao-cao.pdf", b"%PDF-1.7\n%...")
    expect(own_page.page.get_by_test_id("stAlert")).to_contain_text(WORDS["intake.file.pdf"][:20])
    expect(own_page.page.locator(".st-key-own_drop .drop:not(.busy)")).to_be_visible()
    choose(own_page, "son-ha.csv", SON_HA.encode())
    counted(own_page, 2)
    expect(own_page.page.get_by_test_id("stAlert")).to_have_count(0)


def test_whatever_a_cell_holds_is_shown_as_text(own_page):
    choose(own_page, "<b>xấu<b>.csv", HOSTILE.encode())
    expect(own_page.page.locator(".status")).to_contain_text("<b>xấu<b>.csv")
    expect(own_page.page.locator("[role=gridcell]").filter(has_text="<img src=x")).not_to_have_count(0)
    assert own_page.page.locator("img[src=x], [data-testid=stMain] script, a[href^=javascript]").count() == 0
    expect(own_page.page.locator(".st-key-own_use button")).to_be_disabled()


def test_nobody_else_sees_own_figures(newcomer, app_url):
    one, other = newcomer(app_url), newcomer(app_url)
    one.go(PATH)
    choose(one, "son-ha.csv", SON_HA.encode())
    counted(one, 2)
    use(one)
    one.nav(WORDS["page.progress"]).click()
    expect(one.page.locator(".st-key-own_line")).to_contain_text("2")
    for path in (PATH, "/thuc-hien?don-vi=son-ha"):
        other.go(path)
        expect(other.page.get_by_text("[số riêng]")).to_have_count(0)
        expect(other.page.locator(".st-key-own_line")).to_have_count(0)


def test_a_cell_is_mended_in_the_table_and_read_again_at_once(own_page):
    choose(own_page, "mot.csv", "Địa phương;Chỉ tiêu;Giá trị;Thời điểm\nHuyện Sơn Hà;Số HTX hiện có;hai tư;31/12/2024\n".encode())
    counted(own_page, 0)
    grid = own_page.page.get_by_test_id("stDataFrame").first
    cell = grid.locator("[role=gridcell]").filter(has_text=re.compile("^hai tư$"))
    state = grid.locator("[role=gridcell]").filter(has_text=WORDS["own.state_wrong"])
    steps = int(cell.get_attribute("aria-colindex")) - int(state.get_attribute("aria-colindex"))
    # The table is painted: its cells are reached from one whose place is known, the second of the first row.
    grid.scroll_into_view_if_needed()
    corner = grid.bounding_box()
    own_page.page.mouse.click(corner["x"] + 140, corner["y"] + 55)
    selected = grid.locator("[role=gridcell][aria-selected=true]")
    expect(selected).to_have_text(WORDS["own.state_wrong"])
    for _ in range(steps):
        own_page.page.keyboard.press("ArrowRight")
    expect(selected).to_have_text("hai tư")
    own_page.page.keyboard.press("Enter")
    editor = own_page.page.locator("#portal textarea")
    expect(editor).to_be_visible()
    editor.fill("24")
    own_page.page.keyboard.press("Enter")
    counted(own_page, 1)


def test_own_figures_stay_when_their_page_is_left(own_page):
    choose(own_page, "so-lieu.csv", SON_HA.encode())
    counted(own_page, 2)
    use(own_page)
    own_page.nav(WORDS["page.compare"]).click()
    own_page.wait()
    own_page.widget("dia-phuong").get_by_role("button", name="Sơn Hà").click()  # a part of the page runs, not the whole
    own_page.wait()
    own_page.nav(WORDS["page.own"]).click()
    own_page.wait()
    expect(own_page.page.locator("article.verdict")).to_be_visible()
