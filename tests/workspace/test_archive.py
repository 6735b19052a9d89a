"""A workspace as a ZIP: people can read it, it comes back as it was, and nothing else gets in."""

import csv
import hashlib
import io
import json
import zipfile

import pytest

from loaders.own import NOTHING, own
from workspace import archive
from workspace.errors import WorkspaceError

COLUMNS = ("publication_id", "label_vi", "label_en", "publisher", "url", "published_on", "published_text", "language", "note", "note_en")
PUBLICATION = dict.fromkeys(COLUMNS, "") | {
    "publication_id": "own-p",
    "label_vi": "Báo cáo của huyện",
    "label_en": "The district's report",
    "publisher": "UBND",
    "language": "vi",
}


@pytest.fixture
def given(rows):
    """Rows that keep to the data's rules, with words that a spreadsheet or a CSV reader may stumble over."""
    note = '=HYPERLINK("x"), \'trích\', "dẫn";\nhai dòng'
    body = rows("own-a", "own-b", publication_id="own-p", note=note, note_en="'-5", wording="-5 điểm").rows("observation")
    return own({"publication": [PUBLICATION], "observation": body}, ["son-ha-htx-stock-2024"])


@pytest.fixture
def content(store, given) -> bytes:
    store.change("an", "an@example.vn", "hai kết quả", given, expected=0)
    return store.export("an")


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return {name: found.read(name) for name in found.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def rewritten(content: bytes, path: str, body: bytes) -> bytes:
    """The export with another file in it, and a manifest that vouches for that."""
    parts = files(content) | {path: body}
    manifest = json.loads(parts["manifest.json"])
    manifest["files"][path] = {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    return packed(parts | {"manifest.json": json.dumps(manifest).encode()})


def test_an_export_comes_back_elsewhere_as_it_was(store, content, given):
    assert store.restore("binh", content, "Bình") == 1
    assert store.current("binh") == given


def test_restoring_replaces_what_is_there_and_can_be_undone(store, content, given, rows):
    store.change("an", "", "", rows("own-z"), {"observation": ["own-a"]}, expected=1)
    before = store.current("an")
    assert store.restore("an", content, "Bình", "nhập lại") == 3
    assert store.current("an") == given
    store.undo("an", 3, "Bình")
    assert store.current("an") == before


def test_people_can_read_it(content):
    found = files(content)
    assert set(found) == {
        "manifest.json",
        "README.txt",
        "history.csv",
        "tables/publication.csv",
        "tables/observation.csv",
        "tables/set_aside.csv",
    }
    table = list(csv.DictReader(io.StringIO(found["tables/publication.csv"].decode("utf-8-sig"))))
    assert [row["label_vi"] for row in table] == ["Báo cáo của huyện"]
    history = list(csv.DictReader(io.StringIO(found["history.csv"].decode("utf-8-sig"))))
    assert {(row["revision"], row["author"], row["summary"], row["action"]) for row in history} == {
        ("1", "an@example.vn", "hai kết quả", "added")
    }
    assert {row["row_id"] for row in history} == {"own-p", "own-a", "own-b", "son-ha-htx-stock-2024"}
    manifest = json.loads(found["manifest.json"])
    assert (manifest["workspace"], manifest["revision"]) == ("an", 1)
    assert {path: len(body) for path, body in found.items() if path != "manifest.json"} == {
        p: f["bytes"] for p, f in manifest["files"].items()
    }


def test_no_cell_is_run_as_a_formula(content):
    table = csv.reader(io.StringIO(files(content)["tables/observation.csv"].decode("utf-8-sig")))
    cells = [cell for line in table for cell in line]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "@", "-"))]


def test_a_history_of_changes_says_only_what_differs(store, given, rows):
    store.change("an", "", "", given, expected=0)
    store.change("an", "", "", own({"observation": [{**given.rows("observation")[0], "low": "77"}]}), expected=1)
    newest = next(csv.DictReader(io.StringIO(files(store.export("an"))["history.csv"].decode("utf-8-sig"))))
    assert (newest["action"], newest["after"], newest["before"]) == ("changed", "low: 77", f"low: {given.rows('observation')[0]['low']}")


def test_an_empty_workspace_can_be_exported_and_restored(store, given):
    empty = store.export("an")
    store.change("an", "", "", given, expected=0)
    store.restore("an", empty, "")
    assert store.current("an") == NOTHING


def refused(store, content: bytes, match: str) -> None:
    before = store.revision("an"), store.current("an")
    with pytest.raises(WorkspaceError, match=match) as error:
        store.restore("an", content, "")
    assert all(error.value.words(lang) for lang in ("vi", "en"))
    assert (store.revision("an"), store.current("an")) == before


@pytest.mark.parametrize("content", [b"", b"PK", b"\0" * 5000, b"id,value\n1,2\n"])
def test_what_is_no_zip_is_refused(store, content):
    refused(store, content, "archive_bad")


def test_a_zip_of_something_else_is_refused(store, content):
    found = files(content)
    refused(store, packed({"a.txt": b"x"}), "archive_bad")
    refused(store, packed({key: body for key, body in found.items() if key != "manifest.json"}), "archive_bad")
    for body in (b"{}", b"[]", b"null", b"\xff", b'{"format": "collective-economy-workspace", "version": 2, "files": {}}'):
        refused(store, packed(found | {"manifest.json": body}), "archive_bad")


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "tables/indicator.csv", "tables/../x.csv", "tables\\unit.csv"])
def test_a_zip_with_strange_paths_is_refused(store, content, path):
    refused(store, rewritten(content, path, b"x"), "archive_bad")


def test_a_file_missing_added_or_changed_is_refused(store, content):
    found = files(content)
    refused(store, packed({key: body for key, body in found.items() if key != "tables/observation.csv"}), "archive_bad")
    refused(store, packed(found | {"tables/unit.csv": b"unit_id\n"}), "archive_bad")
    refused(store, packed(found | {"tables/set_aside.csv": b"observation_id\nx\n"}), "archive_changed")


def test_a_path_twice_is_refused(store, content):
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("tables/set_aside.csv", b"observation_id\nx\n")
    refused(store, out.getvalue(), "archive_bad")


@pytest.mark.parametrize(
    "body",
    [
        b"observation_id,observation_id\nown-a,own-b\n",
        b"observation_id,low\nown-a\n",
        b"observation_id\npublished-id\n",
        b"\xff\xfe\x00",
        b"low\n1\n",
        b"",
    ],
)
def test_tables_that_are_none_are_refused(store, content, body):
    refused(store, rewritten(content, "tables/observation.csv", body), "archive_bad")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("low", "nhiều"),
        ("indicator_id", "unknown"),
        ("as_of_on", "31/12/2024"),
        ("operator", "about"),
        ("publication_id", ""),
        ("low", "1e999"),
    ],
)
def test_rows_that_break_the_datas_rules_are_refused(store, content, given, column, value):
    body = given.rows("observation")[0] | {column: value}
    text = io.StringIO()
    writer = csv.DictWriter(text, body, lineterminator="\n")
    writer.writeheader()
    writer.writerow(body)
    refused(store, rewritten(content, "tables/observation.csv", text.getvalue().encode()), "archive_rows")


def test_rows_that_name_what_is_not_there_are_refused(store, content):
    parts = files(rewritten(content, "tables/publication.csv", files(content)["tables/publication.csv"].split(b"\n")[0] + b"\n"))
    refused(store, packed(parts), "needed")


def test_a_bomb_is_read_no_further_than_allowed(store, content, monkeypatch):
    monkeypatch.setattr(archive, "READ", 200_000)
    bomb = rewritten(content, "tables/unit.csv", b"unit_id\n" + b"\n" * 5_000_000)
    assert len(bomb) < 50_000
    refused(store, bomb, "archive_large")
    refused(store, b"\0" * (archive.SENT + 1), "archive_large")
