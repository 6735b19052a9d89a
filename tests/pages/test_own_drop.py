"""What the browser hands over, whatever it is, ends in a book or in words; nothing of it goes into the log."""

import base64
import logging

import pytest
import streamlit as st

from loaders.intake.cells import RefusedError
from loaders.intake.limits import MOST_BYTES
from ui import own_drop

TABLE = "Địa phương;Chỉ tiêu;Giá trị;Năm\nSơn Hà;Số HTX hiện có;24;2024\n"
EVIL = "<img src=x onerror=alert(1)>\n\u202e**gnp**.csv"


class Given:
    def __init__(self, given):
        self.given = given


@pytest.fixture
def handed(monkeypatch):
    """Hand something over; return the books that came of it and what the reader is told."""
    state = {}
    monkeypatch.setattr(st, "session_state", state)

    def handed(given):
        state.clear()
        state[own_drop.KEY] = Given(given)
        books = []
        own_drop._receive(books.append)
        return books, state.get("own_refused")

    return handed


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_a_table_handed_over_becomes_a_book(handed):
    for given in ({"name": "a.csv", "base64": in_base64(TABLE.encode())}, {"name": "", "text": TABLE}):
        books, refused = handed(given)
        assert refused is None
        assert len(books[0].sheets[0].rows) == 2


@pytest.mark.parametrize(
    "given",
    [None, 7, "x", [], {}, {"name": 5, "base64": 6}, {"name": "a", "base64": "***"}, {"name": "a", "base64": "ắ"}, {"name": "a", "base64": "QQ"},
     {"name": "a", "text": "\0"}, {"name": "a", "text": "\ud800"}, {"name": "a", "base64": in_base64(b"\x89PNG")}],
)  # fmt: skip
def test_whatever_is_handed_over_ends_in_words(handed, given, caplog):
    books, refused = handed(given)
    assert books or isinstance(refused[1], RefusedError)
    assert not caplog.records


def test_too_much_is_refused_before_it_is_decoded(handed, monkeypatch):
    monkeypatch.setattr(own_drop.base64, "b64decode", lambda *_, **__: pytest.fail("decoded"))
    _, refused = handed({"name": "a.csv", "base64": "A" * (MOST_BYTES * 4 // 3 + 8)})
    assert refused[1].text_id == "intake.file.too_big"


def test_the_name_of_a_file_is_shown_on_one_line_as_it_reads(handed):
    _, (name, _) = handed({"name": f"C:\\x/../{EVIL}" + "a" * 10_000, "base64": ""})
    assert name.isprintable()
    assert "\u202e" not in name
    assert len(name) <= 120
    assert "/" not in name


def test_the_log_never_holds_what_stands_in_a_file(handed, monkeypatch, caplog):
    def broken(name, content):
        raise ValueError(name, content.decode())

    monkeypatch.setattr(own_drop.files, "read", broken)
    with caplog.at_level(logging.DEBUG):
        _, (_, why) = handed({"name": "bí mật.csv", "base64": in_base64(TABLE.encode())})
    assert why is None
    assert "ValueError" in caplog.text
    assert "mật" not in caplog.text
    assert "Sơn Hà" not in caplog.text
