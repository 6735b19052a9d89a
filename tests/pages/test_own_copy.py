"""What the reader's tab is given to hold: their own rows and nothing where there are none or a workspace keeps them; and what it gives back."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import run
from loaders.own import NOTHING
from tests.own_rows import sample
from tests.pages.conftest import SECONDS, healthy
from tests.pages.test_own_drop import Given
from ui import own, own_copy
from workspace import parcel

SAMPLE = sample()


def keeper(page: AppTest) -> list:
    return [element.proto for element in page.get("bidi_component") if element.proto.component_name.endswith(own_copy.KEY)]


def test_a_reader_without_rows_is_given_nothing(open_dashboard):
    assert keeper(open_dashboard()) == []


def test_a_readers_rows_are_given_and_taken_away_again():
    page = AppTest.from_file(str(run.ROOT / "dashboard.py"), default_timeout=SECONDS)
    page.session_state[own.KEY] = SAMPLE
    [given] = keeper(healthy(page.run()))
    assert parcel.pack(SAMPLE) in str(given)
    page.session_state[own.KEY] = NOTHING
    [given] = keeper(healthy(page.run()))
    assert '"text":""' in str(given.json).replace(" ", "")


@pytest.fixture
def handed(monkeypatch):
    """Hand something over as the tab does; return the rows that the session then has, and whether the reader is warned."""
    state = {}
    monkeypatch.setattr(st, "session_state", state)

    def handed(given, before=NOTHING):
        state.clear()
        state.update({own_copy.KEY: Given(given), own.KEY: before})
        own_copy._take()
        return state[own.KEY], state.get(own_copy.MISFIT, False)

    return handed


def test_rows_come_back_into_a_session_without_any(handed):
    assert handed(parcel.pack(SAMPLE)) == (SAMPLE, False)
    assert handed(parcel.pack(SAMPLE), SECOND) == (SECOND, False)


SECOND = parcel.unpack(parcel.pack(type(SAMPLE)(SAMPLE.tables[:1])))


@pytest.mark.parametrize("given", [None, 5, {}, own_copy.NONE])
def test_a_tab_that_holds_nothing_changes_nothing(handed, given):
    assert handed(given) == (NOTHING, False)


@pytest.mark.parametrize("given", ["", "AAAA", parcel.pack(SAMPLE)[:-4]])
def test_what_is_none_of_ours_is_left_and_said(handed, given):
    assert handed(given) == (NOTHING, True)


def test_rows_that_fit_no_rule_are_left_and_said(handed):
    wrong = parcel.pack(SAMPLE.__class__((("unit", ((("unit_id", "own-x"), ("level", "no such level")),)),)))
    assert handed(wrong) == (NOTHING, True)
