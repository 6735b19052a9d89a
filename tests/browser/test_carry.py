"""What leaves the page carries its meaning along: each file is opened by a reader that did not write it."""

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile

import openpyxl
import pytest
from frictionless import Package
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation
from pypdf import PdfReader

from loaders.package import read_package
from loaders.texts import texts

VI = texts("vi")
VERSION = read_package().version
QUALITY = "/so-sanh?cau-hoi=quality&dia-phuong=quang-nam&dia-phuong=yen-bai-city"


def opened(reader, path: str):
    """The page with its popover of things to take along open."""
    reader.go(path)
    reader.page.get_by_role("button", name=VI["carry.title"]).click()
    expect(reader.page.locator("button[data-act=png]")).to_be_visible()
    return reader


def taken(reader, act: str) -> tuple[str, bytes]:
    """Click a picture's button or a file's: its name and content."""
    page = reader.page
    button = (
        page.locator(f"button[data-act={act}]")
        if act in ("png", "svg")
        else page.get_by_role("button", name=VI[f"carry.{act}"], exact=True)
    )
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_the_picture_holds_title_qualifier_source_date_and_link(reader):
    name, content = taken(opened(reader, QUALITY), "svg")
    said = " ".join("".join(node.itertext()) for node in ET.fromstring(content).iter("{http://www.w3.org/2000/svg}text"))
    said = re.sub(r"\s+", " ", said)
    for words in (
        "Bao nhiêu phần trăm đạt loại khá, tốt?",
        "60–70%",
        "khoảng 90%",
        "trên 65%",
        "% tổ chức kinh tế tập thể",
        "Kế hoạch 8560/KH-UBND",
    ):
        assert words in said
    assert VERSION in said
    assert "cau-hoi=quality" in said.replace(" ", "")
    assert b"@font-face" in content  # letters of its own, for machines that lack them
    assert name.startswith("compare_quality")
    assert name.endswith(".svg")


def test_the_png_is_twice_as_sharp_as_the_screen(reader):
    opened(reader, QUALITY)
    wide = reader.box(".js-plotly-plot .main-svg")
    _, content = taken(reader, "png")
    picture = Image.open(io.BytesIO(content))
    assert picture.width == pytest.approx(2 * wide["width"], abs=2)
    assert picture.height > 2 * wide["height"]
    assert len(picture.convert("RGB").resize((200, 200)).getcolors(40_000)) > 20


def test_slides_workbook_and_package_open_elsewhere(reader):
    opened(reader, "/thuc-hien?don-vi=viet-nam&ket-luan=attained")
    _, content = taken(reader, "pptx")
    slides = Presentation(io.BytesIO(content)).slides
    assert any(shape.has_chart for slide in slides for shape in slide.shapes)
    words = " ".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    assert "35.041" in words + " ".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    _, content = taken(reader, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert 35041 in cells
    assert "khoảng 35.000 HTX" in cells
    _, content = taken(reader, "zip")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {"datapackage.json", "README.md"} <= set(package.namelist())
        assert json.loads(package.read("datapackage.json"))["version"] == VERSION


def test_the_package_is_valid_for_frictionless(reader, tmp_path):
    _, content = taken(opened(reader, "/kiem-tra?dia-phuong=son-ha"), "zip")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        package.extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])


def test_the_copied_link_opens_the_same_view_elsewhere(newcomer, app_url):
    reader = newcomer(app_url, permissions=["clipboard-read", "clipboard-write"])
    opened(reader, QUALITY)
    reader.page.locator("button[data-act=link]").click()
    expect(reader.page.locator(".said")).to_have_text(VI["carry.link_done"])
    link = reader.page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(app_url)
    assert f"v={VERSION}" in link
    reader.page.locator("button[data-act=cite]").click()
    expect(reader.page.locator(".said")).to_have_text(VI["carry.cite_done"])
    assert link in reader.page.evaluate("navigator.clipboard.readText()")
    other = newcomer(app_url)
    other.go(link.removeprefix(app_url))
    other.holds(5)
    expect(other.page.get_by_test_id("stAlert")).to_have_count(0)


def test_a_link_of_an_older_version_says_so(reader):
    reader.go("/so-sanh?cau-hoi=quality&v=2020.1.1")
    expect(reader.page.get_by_test_id("stAlert")).to_contain_text("2020.1.1")
    reader.go("/so-sanh?cau-hoi=quality&v=<b>x</b>")
    expect(reader.page.get_by_test_id("stAlert")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (QUALITY, ("Quảng Nam, TP Yên Bái", "khoảng 60% - 70%", "8560/KH-UBND")),
        ("/thuc-hien?don-vi=son-ha", ("Sơn Hà", "theo loại số", "cao đẳng, đại học đạt 20%")),
        ("/lo-trinh", ("Cả nước", "Số hợp tác xã", "35.041")),
        ("/kiem-tra?dia-phuong=yen-bai-city", ("TP Yên Bái", "30 − 20 = 10")),
        ("/dia-phuong?ho-so=quang-nam", ("Quảng Nam",)),
        ("/du-lieu?dia-phuong=son-ha&tim=htx", ("Sơn Hà", "htx")),
        ("/nguon", ("Văn bản", "215/KH-UBND", "1804/QĐ-TTg")),
        ("/", ("Năm địa phương đã hứa gì", "từ 60")),
    ],
)
def test_the_printed_page_says_what_was_chosen_and_cuts_nothing(reader, path, said):
    reader.go(path)
    printed = PdfReader(io.BytesIO(reader.page.pdf(format="A4", prefer_css_page_size=True)))
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in printed.pages))
    for part in said:
        assert part in words, part
    assert VERSION in words
    assert VI["carry.title"] not in words
    reader.page.emulate_media(media="print")
    reader.page.set_viewport_size({"width": 718, "height": 1000})
    for chart in reader.page.locator(".js-plotly-plot .main-svg:first-child").all():
        box = chart.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 718
    reader.page.emulate_media(media="screen")
    reader.page.set_viewport_size({"width": 1280, "height": 720})
