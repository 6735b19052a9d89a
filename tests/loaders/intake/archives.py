"""Workbooks made for a test, whole and broken by hand."""

import io
import struct
import zipfile

import xlsxwriter
from openpyxl import Workbook

HEADER = ("Địa phương", "Chỉ tiêu", "Giá trị")


def workbook(*rows, **sheets) -> bytes:
    """A workbook of one sheet of rows, and of others by name."""
    book = Workbook()
    book.active.title = "Số liệu"
    for row in rows:
        book.active.append(row)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def written(*rows: tuple, **options: bool) -> bytes:
    """The same, its words kept in one list for the whole workbook, as Excel does."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("Số liệu")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return file.getvalue()


def repacked(content: bytes, change: dict[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The archive with parts replaced, added, or (None) left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", method) as after:
        for name in [*before.namelist(), *(name for name in change if name not in before.namelist())]:
            part = change[name] if name in change else before.read(name)
            if part is not None:
                after.writestr(name, part)
    return file.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def lying(content: bytes, name: str, size: int) -> bytes:
    """The archive whose directory says that a part unpacks to `size` bytes."""
    place = content.index(name.encode(), content.index(b"PK\x01\x02")) - 46
    return content[: place + 24] + struct.pack("<I", size) + content[place + 28 :]


def overlapping(content: bytes, name: str, other: str) -> bytes:
    """The archive whose directory says that a part begins where another one does."""
    directory = content.index(b"PK\x01\x02")
    entries = [content.index(one.encode(), directory) - 46 for one in (name, other)]
    offset = content[entries[1] + 42 : entries[1] + 46]
    return content[: entries[0] + 42] + offset + content[entries[0] + 46 :]


def sheet_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()
