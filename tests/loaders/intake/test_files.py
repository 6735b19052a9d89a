"""What a file is, is told by its content; what is not a table of this kind is refused with what to do about it."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.intake import limits
from loaders.intake.cells import Book, RefusedError
from loaders.intake.files import read, read_text
from tests.loaders.intake.archives import HEADER, lying, overlapping, repacked, sheet_xml, workbook, written, zipped

PLAIN = workbook(HEADER, ("Sơn Hà", "Số HTX", 24))
SHARED = written(HEADER, ("Sơn Hà", "Số HTX", 24))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(content: bytes, name: str = "số liệu.xlsx") -> str:
    with pytest.raises(RefusedError) as raised:
        read(name, content)
    for lang in ("vi", "en"):
        assert raised.value.words(lang).count(".") >= 2, "what is wrong, and what to do about it"
        assert "{" not in raised.value.words(lang)
    return raised.value.text_id.removeprefix("intake.file.")


def words(book: Book) -> list[list[str]]:
    return [[cell.printed for cell in row] for row in book.sheets[0].rows]


def test_a_workbook_is_one_whatever_its_name():
    for name in ("a.xlsx", "a.csv", "a", "số liệu (1).XLSX", "../../etc/passwd"):
        assert words(read(name, PLAIN)) == [list(HEADER), ["Sơn Hà", "Số HTX", "24"]]


def test_text_is_a_table_whatever_its_name():
    assert words(read("a.xlsx", "Địa phương;Giá trị\nSơn Hà;24\n".encode())) == [["Địa phương", "Giá trị"], ["Sơn Hà", "24"]]


def test_the_name_is_the_last_part_of_a_path_without_what_nobody_sees():
    assert read("C:\\Users\\lan\\so\u202elieu.csv", b"a,b").file == "solieu.csv"
    assert read("/tmp/số liệu.csv", b"a,b").file == "số liệu.csv"


OTHER_KINDS = {
    "pdf": b"%PDF-1.7 ...",
    "document": b"{\\rtf1\\ansi bang}",
    "picture": b"\x89PNG\r\n\x1a\n....",
    "program": b"MZ\x90\x00",
    "database": b"SQLite format 3\x00",
    "html": "﻿  <!DOCTYPE html><table><tr><td>24</td></tr></table>".encode(),
    "json": b'[{"unit": "Son Ha"}]',
    "packed": gzip.compress(b"a,b\n1,2"),
    "old_excel": OLE + "Workbook\0".encode("utf-16-le"),
    "encrypted": OLE + "EncryptedPackage\0".encode("utf-16-le"),
    "macros": repacked(PLAIN, {"xl/vbaProject.bin": b"macro"}),
    "binary_excel": zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b""}),
    "open_document": zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
    "empty": b"",
}


@pytest.mark.parametrize("why", OTHER_KINDS)
def test_other_kinds_of_file_each_have_their_own_advice(why):
    assert refused(OTHER_KINDS[why], "a.csv") == refused(OTHER_KINDS[why], "a.xlsx") == why


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x09\x04\x06\x00\x00\x00", "old_excel"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "document"),
        (zipped({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}), "document"),
        (zipped({"so lieu.xlsx": PLAIN}), "packed"),
        (b'<?xml version="1.0"?><Workbook/>', "html"),
        (b" \n\t\n ", "empty"),
        (b",,,\n,,,", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (workbook(), "empty"),
        (workbook((None, " ")), "empty"),
    ],
)
def test_what_only_looks_like_a_table_is_told_apart(content, why):
    assert refused(content) == why


def test_a_protected_zip_is_encrypted():
    flagged = bytearray(PLAIN)
    for start in (b"PK\x01\x02", b"PK\x03\x04"):
        place = flagged.index(start)
        flagged[place + (8 if start == b"PK\x01\x02" else 6)] |= 1
    assert refused(bytes(flagged)) == "encrypted"


# Archives that are built to harm.
def many_entries() -> bytes:
    return zipped({f"xl/{number}.xml": b"" for number in range(2_001)})


def twice_the_same() -> bytes:
    file = io.BytesIO(PLAIN)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    return file.getvalue()


BILLION = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE l SYSTEM "file:///etc/passwd"><worksheet/>'
HARMFUL = {
    "too many entries": (many_entries(), "bomb"),
    "one part that packs to almost nothing": (repacked(PLAIN, {"xl/worksheets/sheet1.xml": b" " * (20 * limits.MEGABYTE)}), "bomb"),
    "a picture that unpacks beyond the limit": (repacked(PLAIN, {"xl/media/a.png": bytes(51 * limits.MEGABYTE)}), "unpacked"),
    "the same name twice": (twice_the_same(), "bomb"),
    "a path upwards": (repacked(PLAIN, {"../../etc/cron.d/x": b"x"}), "bomb"),
    "an absolute path": (repacked(PLAIN, {"/etc/passwd": b"x"}), "bomb"),
    "a path of another system": (repacked(PLAIN, {"xl\\..\\..\\x.xml": b"<a/>", "C:/x": b""}), "bomb"),
    "parts that overlap": (overlapping(PLAIN, "xl/workbook.xml", "xl/styles.xml"), "bomb"),
    "a directory that says less than there is": (lying(PLAIN, "xl/workbook.xml", 10), "broken"),
    "a directory that says more than there is": (lying(PLAIN, "xl/workbook.xml", 100_000), "broken"),
    "entities": (repacked(PLAIN, {"xl/worksheets/sheet1.xml": BILLION}), "entities"),
    "an outside entity": (repacked(SHARED, {"xl/sharedStrings.xml": OUTSIDE}), "entities"),
    "entities in another encoding": (repacked(PLAIN, {"xl/styles.xml": BILLION.decode().encode("utf-16")}), "entities"),
    "styles without end": (
        repacked(PLAIN, {"xl/styles.xml": b"<a>" + b"".join(b"<b c='%d'/>" % n for n in range(400_000)) + b"</a>"}),
        "part",
    ),
    "no XML": (repacked(PLAIN, {"xl/workbook.xml": b"workbook"}), "broken"),
    "no end": (PLAIN[: len(PLAIN) // 2], "broken"),
    "no start": (b"PK\x03\x04" + PLAIN[2_000:], "broken"),
    "a part that is missing": (repacked(PLAIN, {"xl/_rels/workbook.xml.rels": None}), "broken"),
    "a sheet that is another thing": (repacked(PLAIN, {"xl/worksheets/sheet1.xml": b"<a/>"}), "empty"),
}


@pytest.mark.parametrize("harm", HARMFUL)
def test_an_archive_built_to_harm_is_refused(harm):
    content, why = HARMFUL[harm]
    assert refused(content) == why


def test_a_workbook_inside_a_workbook_is_never_unpacked():
    inner = zipped({"xl/worksheets/sheet1.xml": bytes(40 * limits.MEGABYTE)})
    assert words(read("a.xlsx", repacked(PLAIN, {"xl/embeddings/inner.xlsx": inner})))[1] == ["Sơn Hà", "Số HTX", "24"]


def big_sheet(rows: int, columns: int) -> bytes:
    return "\n".join(",".join(["1"] * columns) for _ in range(rows)).encode()


def test_each_limit_is_named_with_what_to_do():
    beyond = {
        "too_big": b"a" * (limits.MOST_BYTES + 1),
        "rows": big_sheet(limits.MOST_ROWS + 1, 2),
        "columns": big_sheet(2, limits.MOST_COLUMNS + 1),
        "cells": big_sheet(limits.MOST_CELLS // 100 + 1, 100),
        "long_cell": b"a;b\n1;" + b"x" * (limits.LONGEST_CELL + 1),
        "sheets": workbook(HEADER, **{f"s{number}": [("a",)] for number in range(limits.MOST_SHEETS)}),
    }
    for why, content in beyond.items():
        assert refused(content) == why


def test_what_is_just_within_the_limits_is_read():
    assert len(words(read("a.csv", big_sheet(limits.MOST_ROWS, 2)))) == limits.MOST_ROWS
    assert len(words(read("a.csv", big_sheet(2, limits.MOST_COLUMNS)))[0]) == limits.MOST_COLUMNS
    assert words(read("a.csv", b"a;b\n1;" + b"x" * limits.LONGEST_CELL))[1][1] == "x" * limits.LONGEST_CELL
    assert len(read("a.xlsx", workbook(HEADER, **{f"s{n}": [("a",)] for n in range(limits.MOST_SHEETS - 1)})).sheets) == limits.MOST_SHEETS


def test_rows_are_counted_over_all_sheets_and_empty_ones_are_not():
    half = [(number,) for number in range(limits.MOST_ROWS // 2 + 1)]
    assert refused(workbook(HEADER, Một=half, Hai=half)) == "rows"
    lines = "a,b\n" + "\n" * (limits.MOST_ROWS + 5) + "1,2\n"
    assert words(read("a.csv", lines.encode()))[-1] == ["1", "2"]


def test_a_limit_is_written_in_the_reader_s_own_convention():
    with pytest.raises(RefusedError) as raised:
        read("a.csv", big_sheet(limits.MOST_ROWS + 1, 2))
    assert "20.000" in raised.value.words("vi")
    assert "20,000" in raised.value.words("en")


def test_a_cell_far_out_on_a_sheet_costs_nothing():
    far = sheet_xml(PLAIN).replace("</row></sheetData>", '</row><row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')
    assert len(words(read("a.xlsx", repacked(PLAIN, {"xl/worksheets/sheet1.xml": far.encode()})))) == 2
    filled = far.replace('s="0"/>', "><v>1</v></c>")
    assert refused(repacked(PLAIN, {"xl/worksheets/sheet1.xml": filled.encode()})) == "columns"
    beyond = far.replace("1048576", "99999999")
    assert refused(repacked(PLAIN, {"xl/worksheets/sheet1.xml": beyond.encode()})) == "broken"


def test_a_sheet_that_lies_about_its_size_is_read_whole():
    small = sheet_xml(PLAIN).replace('<dimension ref="A1:C2"', '<dimension ref="A1"')
    assert small != sheet_xml(PLAIN)
    assert len(words(read("a.xlsx", repacked(PLAIN, {"xl/worksheets/sheet1.xml": small.encode()})))) == 2


def test_a_pasted_table_is_read_like_a_file():
    assert words(read_text("dán", "Sơn Hà\t2024\nsố hợp tác xã\t24\n")) == [["Sơn Hà", "2024"], ["số hợp tác xã", "24"]]
    for text, why in (("", "empty"), ("\0", "nul"), ("<table>", "html"), ("x" * (limits.MOST_BYTES + 1), "too_big")):
        with pytest.raises(RefusedError) as raised:
            read_text("dán", text)
        assert raised.value.text_id == f"intake.file.{why}"


STARTS = st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", OLE[:8], b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF", b"sep=;\n", b'"', b"<", b"{"])


@settings(deadline=20_000, max_examples=300)
@given(STARTS, st.binary(max_size=2_000))
def test_any_bytes_are_a_book_or_refused(start, content):
    try:
        found: object = read("a.xlsx", start + content)
    except RefusedError as error:
        found = error.words("vi")
    assert found


@settings(deadline=20_000, max_examples=150)
@given(st.data())
def test_a_workbook_with_any_bytes_changed_is_a_book_or_refused(data):
    content = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found: object = read("a.xlsx", bytes(content))
    except RefusedError as error:
        found = error.words("en")
    assert found


@settings(deadline=20_000, max_examples=150)
@given(st.data())
def test_a_sheet_with_any_xml_changed_is_a_book_or_refused(data):
    """The archive is whole; what is in it is not."""
    part = data.draw(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]))
    with zipfile.ZipFile(io.BytesIO(SHARED)) as archive:
        xml = bytearray(archive.read(part))
    start = data.draw(st.integers(0, len(xml) - 1))
    xml[start : start + data.draw(st.integers(0, 30))] = data.draw(
        st.binary(max_size=10) | st.sampled_from([b'"', b"<c/>", b"-1", b"1e999", b"t='d'"])
    )
    try:
        found: object = read("a.xlsx", repacked(SHARED, {part: bytes(xml)}))
    except RefusedError as error:
        found = error.words("en")
    assert found
