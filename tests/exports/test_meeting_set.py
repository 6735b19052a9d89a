"""A set for a meeting as file and link: what is good comes back, what is not is named, nothing is ever raised."""

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import meeting_set
from exports.meeting_set import BYTES, ITEMS, Item, Problem

VERSION = "2026.11.22"
KNOWN = ("/so-sanh?cau-hoi=quality", "/lo-trinh", "/")
ITEM = st.builds(Item, st.sampled_from(KNOWN), st.text(max_size=250), st.text(max_size=1200))


def opens(address: str) -> str | None:
    return address if address in KNOWN else None


def content(*items: object, **more: object) -> bytes:
    return json.dumps({"kind": meeting_set.KIND, "format": 1, "data_version": VERSION, "items": list(items), **more}).encode()


def packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


SET = (Item(KNOWN[0], "Chất lượng", "Một dòng\nhai dòng"), Item(KNOWN[1]))


def test_a_file_and_a_link_give_the_set_back():
    assert meeting_set.read(meeting_set.write(SET, VERSION), VERSION, opens) == meeting_set.Reading(SET)
    assert meeting_set.unlink(meeting_set.link(SET, VERSION), VERSION, opens) == meeting_set.Reading(SET)


def test_a_link_needs_no_escaping():
    assert set(meeting_set.link(SET, VERSION)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_a_file_names_its_format_and_the_data():
    told = json.loads(meeting_set.write(SET, VERSION))
    assert (told["format"], told["data_version"]) == (1, VERSION)


@given(st.binary(max_size=400))
def test_any_bytes_may_come_as_a_file(found):
    assert meeting_set.read(found, VERSION, opens).items == ()


@given(st.text(max_size=400))
def test_any_letters_may_come_as_a_link(found):
    reading = meeting_set.unlink(found, VERSION, opens)
    assert reading.items == ()
    assert reading.problems


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(), lambda part: st.lists(part) | st.dictionaries(st.text(), part)
)


@given(JSON, st.lists(JSON | st.fixed_dictionaries({"address": JSON | st.sampled_from(KNOWN), "title": JSON, "note": JSON})))
def test_whatever_stands_in_a_file_its_good_items_are_kept_within_bounds(version, items):
    raw = json.dumps({"kind": meeting_set.KIND, "format": 1, "data_version": version, "items": items}).encode()
    reading = meeting_set.read(raw, VERSION, opens)
    wanted = {item["address"] for item in items[:ITEMS] if isinstance(item, dict) and isinstance(item.get("address"), str)} & set(KNOWN)
    assert {item.address for item in reading.items} == wanted
    for item in reading.items:
        assert len(item.title) <= meeting_set.TITLE
        assert len(item.note) <= meeting_set.NOTE
        assert item.title.isprintable()
        assert item.note.replace("\n", "").replace("\t", "").isprintable()


@given(st.lists(ITEM, unique_by=lambda item: item.address))
def test_a_set_with_any_words_comes_back_as_it_may_be_kept(items):
    reading = meeting_set.unlink(meeting_set.link(items, VERSION), VERSION, opens)
    assert [item.address for item in reading.items] == [item.address for item in items]
    assert [item.title for item in reading.items] == [meeting_set.title(item.title) for item in items]


@pytest.mark.parametrize(
    ("raw", "kept", "problem"),
    [
        (content({"address": "/khong-co"}, {"address": "/"}), 1, Problem("address", 1, "/khong-co")),
        (content("x", {"address": "/"}), 1, Problem("address", 1, "?")),
        (content({"address": "/"}, {"address": "/"}), 1, Problem("twice", 2)),
        (content({"address": "/", "title": "a" * 201}), 1, Problem("title", 1, "200")),
        (content({"address": "/", "note": ["a"]}), 1, Problem("note", 1, "1000")),
        (content({"address": "/"}, data_version="2020.1"), 1, Problem("version", 0, "2020.1")),
        (content({"address": "/"}, format=2), 0, Problem("format", 0, "2")),
        (content({"address": "/"}, kind="khac"), 0, Problem("file")),
        (b"[" * 100_000, 0, Problem("file")),
        (b" " * (BYTES + 1), 0, Problem("size")),
    ],
)
def test_each_fault_is_named_and_the_rest_is_kept(raw, kept, problem):
    reading = meeting_set.read(raw, VERSION, opens)
    assert len(reading.items) == kept
    assert reading.problems == (problem,)


def test_a_set_that_is_too_long_keeps_its_beginning():
    raw = content(*({"address": f"/{n}"} for n in range(ITEMS + 5)))
    reading = meeting_set.read(raw, VERSION, lambda address: address)
    assert [item.address for item in reading.items] == [f"/{n}" for n in range(ITEMS)]
    assert reading.problems == (Problem("many", 0, "65"),)


def test_an_address_that_opens_something_else_today_says_so():
    reading = meeting_set.read(content({"address": "/so-sanh?cau-hoi=cu"}), VERSION, lambda address: KNOWN[0])
    assert reading.items == (Item(KNOWN[0]),)
    assert reading.problems == (Problem("ids", 1, "/so-sanh?cau-hoi=cu"),)


def test_a_small_link_that_unpacks_to_very_much_is_refused():
    bomb = packed(b" " * 200_000_000)
    assert len(bomb) < BYTES
    assert meeting_set.unlink(bomb, VERSION, opens).problems == (Problem("size"),)


def test_a_link_that_was_cut_says_so():
    assert meeting_set.unlink(meeting_set.link(SET, VERSION)[:-9], VERSION, opens).problems == (Problem("link"),)
