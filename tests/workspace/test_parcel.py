"""Rows as letters for a browser to hold: they come back as they were, and nothing else gets in."""

import json
import zlib
from base64 import b64encode

import pytest

from loaders.own import NOTHING, own
from tests.own_rows import sample
from workspace import parcel

ROWS = sample()


def letters(said: object) -> str:
    """Letters of the kind that `pack` makes, of anything."""
    return b64encode(zlib.compress(json.dumps(said).encode())).decode()


def test_rows_come_back_as_they_were():
    assert parcel.unpack(parcel.pack(ROWS)) == ROWS
    assert parcel.pack(NOTHING) == ""


def test_published_observations_set_aside_come_back_too():
    rows = own({table: ROWS.rows(table) for table, _ in ROWS.tables}, ["son-ha-htx-stock-2024"])
    assert parcel.unpack(parcel.pack(rows)).set_aside == ("son-ha-htx-stock-2024",)


def test_more_than_a_tab_should_hold_is_not_handed_out(monkeypatch):
    monkeypatch.setattr(parcel, "LETTERS", len(parcel.pack(ROWS)) - 1)
    assert parcel.pack(ROWS) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "không",
        "AAAA",
        parcel.pack(ROWS)[:-8],
        letters({}),
        letters([]),
        letters(7),
        letters([{}, []])[:4],
        letters([{"target": 1}, []]),
        letters([{"target": [1]}, []]),
        letters([{"target": [{"target_id": "htx-2025"}]}, []]),
        letters([{"sqlite_master": [{"sqlite_master_id": "own-1"}]}, []]),
        letters([{"target": [{"target_id": "own-1", "drop table": "x"}]}, []]),
        letters([{"target": [{"target_id": "own-1", "low": 5}]}, []]),
        letters([{"target": [{"target_id": "own-1", "wording": "a" * 30_000}]}, []]),
        letters([{"target": [{"target_id": "own-1", "unit_id": "own-nowhere"}]}, []]),
        letters([{}, [["own-1"]]]),
        b64encode(zlib.compress(b"[" * 3_000_000)).decode(),
    ],
    ids=range(19),
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parcel.unpack(text)


def test_a_small_parcel_cannot_fill_the_memory(monkeypatch):
    monkeypatch.setattr(parcel, "BYTES", 100_000)
    with pytest.raises(ValueError, match="too much"):
        parcel.unpack(b64encode(zlib.compress(b" " * 200_000)).decode())
