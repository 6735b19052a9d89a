"""A row of choices of which some do not apply: greyed out, with the reason readable without a mouse."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import SECONDS, healthy

SCRIPT = """
import streamlit as st

from ui import address, filters

address.arrive("thu")
st.session_state["reasons"] = {"b": "<b> thiếu số", "c": "<b> thiếu số"}
st.session_state["answer"] = filters.greyed(
    "cach", "Cách", {"a": "Một", "b": "Hai", "c": "Ba", "d": "Bốn"}, st.session_state["reasons"], "a"
)
address.notice()
address.settle()
"""


@pytest.fixture
def choices():
    def choices(**query: str) -> AppTest:
        page = AppTest.from_string(SCRIPT, default_timeout=SECONDS)
        page.query_params.update(query)
        return healthy(page.run())

    return choices


def button(page: AppTest, option: str):
    return page.button(key=f"filter_cach_{option}")


def test_nothing_chosen_is_the_default_and_leaves_the_address_alone(choices):
    page = choices()
    assert page.session_state["answer"] == "a"
    assert page.query_params == {}
    assert [button(page, option).disabled for option in "abcd"] == [False, True, True, False]


def test_a_choice_stands_in_the_address_and_wears_a_tick(choices):
    page = button(choices(), "d").click().run()
    assert page.session_state["answer"] == "d"
    assert page.query_params == {"cach": "d"}
    assert {option: bool(button(page, option).proto.icon) for option in "abcd"} == {"a": False, "b": False, "c": False, "d": True}


def test_a_link_is_followed(choices):
    assert choices(cach="d").session_state["answer"] == "d"


def test_a_link_to_what_does_not_apply_gives_the_default(choices):
    page = choices(cach="b")
    assert page.session_state["answer"] == "a"
    assert page.query_params == {"cach": "a"}


def test_an_unknown_word_in_a_link_is_named(choices):
    page = choices(cach="khong-co")
    assert page.session_state["answer"] == "a"
    assert "`khong-co`" in page.info[0].value


def test_one_reason_is_said_once_for_all_that_it_greys_out_and_is_no_markup(choices):
    [body] = [element.proto.body for element in choices().get("html")]
    assert re.findall(r"<p>(.*?)</p>", body) == ["Hai, Ba: &lt;b&gt; thiếu số"]
