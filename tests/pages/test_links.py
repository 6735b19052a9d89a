"""A link with ids that are not in the data: the page says so kindly, leaves them out and shows what remains."""

import pytest
from streamlit.testing.v1 import AppTest

LINKS = [
    ("compare", {"cau_hoi": "khong-co"}),
    ("compare", {"dia_phuong": ["khong-co"]}),
    ("compare", {"thau_kinh": "khong-co"}),
    ("compare", {"dia_gioi": "khong-co"}),
    ("locality", {"ho_so": "khong-co"}),
    ("locality", {"ho_so": "viet-nam"}),
    ("checks", {"dia_phuong": ["khong-co"]}),
    ("checks", {"quy_tac": ["khong-co"]}),
    ("checks", {"ket_luan": ["khong-co"]}),
    ("data", {"bang": "khong-co"}),
    ("data", {"dia_phuong": ["khong-co"]}),
    ("data", {"chu_de": ["khong-co"]}),
    ("data", {"cau_hoi_loc": ["khong-co"]}),
    ("data", {"chi_tieu": ["khong-co"]}),
    ("data", {"nam": ["1875"]}),
    ("data", {"loai": ["khong-co"]}),
    ("progress", {"theo": "khong-co"}),
    ("progress", {"don_vi": "khong-co"}),
    ("progress", {"phuong_phap": "khong-co"}),
    ("progress", {"dung_sai": "khong-co"}),
    ("progress", {"ket_luan": ["khong-co"]}),
]


def rows(page) -> list[int]:
    return [len(element.value) for element in page.dataframe]


@pytest.mark.parametrize(("name", "query"), LINKS)
def test_an_unknown_id_is_named_and_left_out(open_page, words, lang, name, query):
    page = open_page(name, lang, **query)
    [said] = query.values()
    word = said if isinstance(said, str) else said[0]
    assert [note.value for note in page.info] == [words["link.unknown"].format(ids=f"`{word}`")]
    assert word not in str(page.query_params)
    assert rows(page) == rows(open_page(name, lang))


def test_the_known_ids_beside_an_unknown_one_stay(open_page):
    page = open_page("data", dia_phuong=["hai-phong", "khong-co", "son-ha"])
    assert page.multiselect(key="filter_dia-phuong").value == ["hai-phong", "son-ha"]
    assert page.query_params["dia-phuong"] == ["hai-phong", "son-ha"]
    assert rows(page) == rows(open_page("data", dia_phuong=["hai-phong", "son-ha"]))


@pytest.mark.parametrize("name", ["compare", "data"])
def test_an_id_said_twice_counts_once(open_page, name, prose):
    page = open_page(name, dia_phuong=["hai-phong", "hai-phong"])
    assert page.query_params["dia-phuong"] == "hai-phong"
    assert "Hải Phòng, Hải Phòng" not in prose(page)
    assert rows(page) == rows(open_page(name, dia_phuong=["hai-phong"]))


def test_the_note_stays_while_the_page_is_drawn_again(open_page):
    page = open_page("data", dia_phuong=["khong-co"])
    assert "khong-co" in page.run().info[0].value


def test_the_note_goes_when_the_reader_chooses(open_page):
    page = open_page("data", dia_phuong=["khong-co"])
    page.multiselect(key="filter_dia-phuong").set_value(["son-ha"]).run()
    assert len(page.info) == 0


@pytest.mark.parametrize("word", ["<script>alert(1)</script>", "`x` **y** [z](http://z)", "'; drop table target; --", "a" * 500, ""])
@pytest.mark.parametrize(("name", "key"), [("compare", "cau_hoi"), ("locality", "ho_so"), ("data", "dia_phuong")])
def test_any_text_may_stand_in_a_link(open_page, name, key, word):
    page = open_page(name, **{key: word})
    assert rows(page) == rows(open_page(name))
    [note] = page.info
    assert len(note.value) < 200
    assert note.value.count("`") == 2


def test_a_key_that_no_page_knows_is_left_alone(open_page):
    assert len(open_page("data", gi_do="x").info) == 0


def test_what_was_chosen_is_there_when_the_reader_comes_back(open_page):
    page = open_page("data", dia_phuong=["son-ha"])
    page.session_state["page"] = "so-sanh"
    page.query_params.clear()
    page.run()
    assert page.multiselect(key="filter_dia-phuong").value == ["son-ha"]
    assert page.query_params["dia-phuong"] == "son-ha"


def test_what_another_page_kept_and_this_one_does_not_know_is_left_out_without_a_word(open_page):
    page = open_page("compare")
    page.session_state["kept"] = {"dia-phuong": ["viet-nam", "son-ha"]}
    page.session_state["page"] = "kiem-tra"
    page.query_params.clear()
    page.run()
    assert page.button_group(key="filter_dia-phuong").value == ["son-ha"]
    assert len(page.info) == 0


FOLLOWED = """
import streamlit as st

from ui import address, filters

st.session_state["language"] = "vi"
address.arrive("thu")
filters.one("cau", "Câu", {"a": "Một", "b": "Hai"}, "a")
filters.many("noi", "Nơi", {"a": "Một"})
address.notice()
address.settle()
"""


def test_every_run_tells_the_browser_what_its_filters_hold():
    """A narrow screen asks for another run; what the first put into a filter may never have reached the browser. Its notes stay."""
    page = AppTest.from_string(FOLLOWED, default_timeout=60)
    page.query_params.update({"cau": "b", "noi": "khong-co"})
    for _ in range(3):
        assert page.run().selectbox(key="filter_cau").proto.set_value
    assert page.selectbox(key="filter_cau").value == "b"
    assert "khong-co" in page.info[0].value


def test_what_the_reader_types_wins_over_an_address_that_lags(open_page):
    page = open_page("data", tim="mot")
    page.text_input(key="filter_tim").set_value("hai").run()
    page.query_params["tim"] = "mot"  # the browser has not caught up
    page.text_input(key="filter_tim").set_value("").run()
    assert page.text_input(key="filter_tim").value == ""
    assert "tim" not in page.query_params


def test_the_browser_s_back_brings_the_words_back(open_page):
    page = open_page("data", tim="mot")
    page.text_input(key="filter_tim").set_value("hai").run()
    page.query_params["tim"] = "mot"
    page.run()
    assert page.text_input(key="filter_tim").value == "mot"
