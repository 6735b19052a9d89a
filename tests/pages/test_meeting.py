"""The page Trình chiếu: a set put together, reordered, worded, sent as a link, opened from a file, and shown slide by slide."""

import io
import zipfile
from html import escape

import openpyxl
import pytest
import streamlit as st
from pptx import Presentation

from exports import meeting_set
from exports.meeting_set import Item
from loaders.package import read_package
from ui import meeting

VERSION = read_package().version
QUALITY, STOCK, SON_HA = "/so-sanh?cau-hoi=quality", "/lo-trinh?chi-tieu-lt=htx-stock", "/thuc-hien?don-vi=son-ha"


def link(*items: Item, version: str = VERSION) -> str:
    return meeting_set.link(items, version)


@pytest.fixture
def opened(open_page, lang):
    """The page with a set of three that came as a link."""
    return open_page("meeting", lang, bo=link(Item(QUALITY), Item(STOCK, "Tên riêng", "Lời ghi"), Item(SON_HA)))


def addresses(page) -> list[str]:
    return [item.address for item in page.session_state["meeting"]]


def button(page, name: str, address: str):
    return page.button(key=f"{name}_{meeting.key(address)}")


def test_an_empty_set_says_how_to_begin(open_page, prose, words, lang, links):
    page = open_page("meeting", lang)
    assert words["meeting.empty"].replace('"', "&quot;") in prose(page).replace('"', "&quot;")
    assert {drawn["page"] for drawn in links} == {"pages/compare.py", "pages/progress.py", "pages/pathway.py"}


def test_the_usual_pictures_answer_a_meetings_first_questions(open_page, lang, prose, words):
    page = open_page("meeting", lang)
    page.button(key="meeting_usual").click().run()
    assert [words[f"page.{name}"] in prose(page) for name in ("overview", "compare", "progress", "pathway", "checks")] == [True] * 5
    assert [address.partition("?")[0] for address in addresses(page)] == ["/", "/so-sanh", "/thuc-hien", "/lo-trinh", "/kiem-tra"]
    assert [meeting.opens(address) for address in addresses(page)] == addresses(page)


def test_a_link_gives_its_set_and_leaves_the_address_clean(opened, prose):
    assert addresses(opened) == [QUALITY, STOCK, SON_HA]
    assert "bo" not in opened.query_params
    assert "2. Tên riêng" in prose(opened)
    assert "Lời ghi" in prose(opened)
    assert not opened.warning


def test_a_picture_moves_up_and_down_and_out(opened):
    button(opened, "down", QUALITY).click().run()
    assert addresses(opened) == [STOCK, QUALITY, SON_HA]
    button(opened, "up", SON_HA).click().run()
    assert addresses(opened) == [STOCK, SON_HA, QUALITY]
    button(opened, "out", STOCK).click().run()
    assert addresses(opened) == [SON_HA, QUALITY]
    assert button(opened, "up", SON_HA).disabled
    assert button(opened, "down", QUALITY).disabled


def test_a_title_and_a_note_are_kept_as_letters(opened, prose):
    key = meeting.key(QUALITY)
    opened.text_input(key=f"title_{key}").set_value("<b>Tên</b> ").run()
    opened.text_area(key=f"note_{key}").set_value("=1+1").run()
    assert opened.session_state["meeting"][0] == Item(QUALITY, "<b>Tên</b>", "=1+1")
    assert "&lt;b&gt;Tên&lt;/b&gt;" in prose(opened)
    assert "<b>Tên" not in prose(opened)


def test_a_set_that_comes_to_one_with_a_set_asks_first(opened, words):
    opened.query_params["bo"] = link(Item("/"), Item(QUALITY))
    opened.run()
    assert addresses(opened) == [QUALITY, STOCK, SON_HA]
    opened.button(key="meeting_append").click().run()
    assert addresses(opened) == [QUALITY, STOCK, SON_HA, "/"]
    opened.query_params["bo"] = link(Item("/"))
    opened.run()
    opened.button(key="meeting_leave").click().run()
    assert addresses(opened) == [QUALITY, STOCK, SON_HA, "/"]
    opened.query_params["bo"] = link(Item("/"))
    opened.run()
    opened.button(key="meeting_replace").click().run()
    assert addresses(opened) == ["/"]


def test_what_is_wrong_with_a_link_is_said_item_by_item(open_page, words, lang):
    page = open_page("meeting", lang, bo=link(Item("/nguon"), Item(QUALITY), Item("/so-sanh?cau-hoi=khong-co"), version="2020.1.1"))
    [said] = page.warning
    assert words["meeting.bad_version"].format(said="`2020.1.1`") in said.value
    assert words["meeting.bad_address"].format(item=1, said="`/nguon`") in said.value
    assert words["meeting.bad_ids"].format(item=3, said="`/so-sanh?cau-hoi=khong-co`") in said.value
    assert QUALITY in addresses(page)


@pytest.mark.parametrize("word", ["", "x", "eNo", "<script>", "a" * 3000])
def test_any_text_may_stand_in_a_link(open_page, words, word):
    page = open_page("meeting", bo=word)
    assert [said.value for said in page.warning]
    assert "meeting" not in page.session_state


@pytest.fixture
def taken(monkeypatch) -> dict[str, object]:
    """File ending -> what its button would give, of every button drawn since the test began."""
    offered: dict[str, object] = {}
    draw = st.download_button

    def listening(label, data, file_name, **more):
        offered[file_name.rsplit(".", 1)[1]] = data
        return draw(label, data=data, file_name=file_name, **more)

    monkeypatch.setattr(st, "download_button", listening)
    return offered


def test_the_files_hold_the_set_in_its_order(taken, opened):
    made = {kind: make() if callable(make) else make for kind, make in taken.items()}
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(made["pptx"])).slides]
    assert any(title.startswith("Tên riêng") for title in titles)
    assert not titles[0].startswith("Tên riêng")
    sheets = openpyxl.load_workbook(io.BytesIO(made["xlsx"])).sheetnames
    assert len(sheets) >= 3
    inside = zipfile.ZipFile(io.BytesIO(made["zip"])).namelist()
    assert [name for name in inside if name.startswith("data/")][:3] == ["data/compare.csv", "data/pathway.csv", "data/progress.csv"]
    assert meeting.meeting_set.read(made["json"], VERSION, lambda address: address).items == tuple(opened.session_state["meeting"])


def numbers(page) -> list[str]:
    return [part for part in "\n".join(element.proto.body for element in page.get("html")).split("<p class='small'>") if "/" in part[:6]]


def test_a_slide_has_its_number_and_stands_in_the_address(opened, figures):
    opened.button(key="present").click().run()
    assert opened.query_params["slide"] in ("1", ["1"])
    assert len(figures(opened)) == 1
    assert not opened.get("download_button")
    [number] = numbers(opened)
    assert number.startswith("1/")
    count = int(number.split("/")[1].split("<")[0])
    opened.query_params["slide"] = str(count)
    opened.run()
    assert numbers(opened)[0].startswith(f"{count}/{count}")


@pytest.mark.parametrize("slide", ["0", "99", "x", "-1", "<b>", "1.5", "９"])
def test_a_slide_that_is_not_there_says_so(opened, words, prose, figures, slide):
    opened.query_params["slide"] = slide
    opened.run()
    told = words["present.none"].split("{slide}")[0] + escape(slide)
    assert told in prose(opened)
    assert not figures(opened)


def test_a_set_without_pictures_has_no_slides(open_page, words, lang, prose):
    assert words["present.empty"] in prose(open_page("meeting", lang, slide="1"))


def test_a_dark_room_draws_dark_figures(opened, spec):
    opened.query_params["slide"] = "1"
    bright = spec(opened.run())
    opened.query_params["phong"] = "toi"
    dark = spec(opened.run())
    assert bright["layout"]["template"] != dark["layout"]["template"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("compare", "compare"), ("progress", "progress"), ("pathway", "pathway"), ("checks", "checks"), ("overview", "coverage")],
)
def test_each_page_with_a_picture_offers_it_once(open_page, words, lang, name, key):
    page = open_page(name, lang)
    assert page.button(key=f"{key}_add").label == words["meeting.add"].format(count=0)
    page.button(key=f"{key}_add").click().run()
    assert len(page.session_state["meeting"]) == 1
    [address] = addresses(page)
    assert meeting.opens(address) == address
    page.button(key=f"{key}_remove").click().run()
    assert addresses(page) == []
