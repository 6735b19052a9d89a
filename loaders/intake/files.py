"""A file to a book of cells: what it is, by its content and never by its name, and whether it may be read at all."""

import re

from loaders.intake import archive, delimited, encodings, workbook
from loaders.intake.cells import Book, RefusedError, Sheet
from loaders.intake.limits import MOST_BYTES, Tally, check_bytes
from loaders.intake.plain import plain

# How other kinds of file begin, and the text that says what to do with them.
_KINDS = (
    (b"%PDF", "intake.file.pdf"),
    (b"{\\rtf", "intake.file.document"),
    (b"\x89PNG", "intake.file.picture"),
    (b"\xff\xd8\xff", "intake.file.picture"),
    (b"GIF8", "intake.file.picture"),
    (b"II*\0", "intake.file.picture"),
    (b"\x1f\x8b", "intake.file.packed"),
    (b"7z\xbc\xaf", "intake.file.packed"),
    (b"Rar!", "intake.file.packed"),
    (b"BZh", "intake.file.packed"),
    (b"MZ", "intake.file.program"),
    (b"\x7fELF", "intake.file.program"),
    (b"SQLite format", "intake.file.database"),
    (b"PAR1", "intake.file.database"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# BIFF without a container around it, from Excel 2 to 4.
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MARKUP = re.compile(r"\s*(?:<!doctype|<html|<head|<body|<table|<\?xml|<!--|<script|<svg|<meta)", re.IGNORECASE)


def read(name: str, content: bytes) -> Book:
    """Return a file as a book: sheets of cells as a person saw them, and notes on how it was read. CSV, TSV, text tables and XLSX.

    `printed` of a number follows the cell's format, written as in Viet Nam (1.234,5). Bounded in time and memory for any content.
    Raises RefusedError, and nothing else, for what is not read, with what to do about it.
    """
    check_bytes(len(content))
    title = shown(name)
    if content.startswith(_ZIP):
        return _checked(workbook.read(title, archive.checked(content)))
    for start, text_id in _KINDS:
        if content.startswith(start):
            raise RefusedError(text_id)
    if content.startswith(_OLE):
        raise RefusedError(_compound(content))
    if content.startswith(_BIFF):
        raise RefusedError("intake.file.old_excel")
    text, note = encodings.decode(content)
    return _of_text(title, text, (note,) if note else ())


def read_text(name: str, text: str) -> Book:
    """Return a table pasted from a spreadsheet (tabs) or typed with other separators as a book of one sheet.

    Raises RefusedError beyond the limits, and for text that is no table.
    """
    # A character may take four bytes: what cannot fit is not even encoded.
    check_bytes(len(text) if len(text) > MOST_BYTES else len(text.encode("utf-8", "surrogatepass")))
    if "\0" in text:
        raise RefusedError("intake.file.nul", row=text[: text.index("\0")].count("\n") + 1)
    return _of_text(shown(name), text, ())


def _of_text(name: str, text: str, notes: tuple[str, ...]) -> Book:
    if _MARKUP.match(text):
        raise RefusedError("intake.file.html")
    if re.match(r'\s*(?:\{\s*"|\[\s*[\[{])', text):
        raise RefusedError("intake.file.json")
    sheet, more = delimited.sheet(text, Tally())
    return _checked(Book(name, (sheet,), (*notes, *more)))


def _checked(book: Book) -> Book:
    """The book, unless nothing stands in it or its letters are those of an old font."""
    words = [cell.printed for sheet in book.sheets for row in sheet.rows for cell in row if not cell.printed.isascii()]
    if not any(_filled(sheet) for sheet in book.sheets):
        raise RefusedError("intake.file.empty")
    if encodings.in_old_font(" ".join(words[:5_000])):
        raise RefusedError("intake.file.old_font")
    return book


def _filled(sheet: Sheet) -> bool:
    return any(cell.printed for row in sheet.rows for cell in row)


def shown(name: str) -> str:
    """Return the last part of a file's name as it can be shown: on one line, nothing unseen in it, at most 120 letters."""
    return plain(re.split(r"[/\\]", name)[-1])[:120]


def _compound(content: bytes) -> str:
    """Which text says what an OLE container is: old Excel, encrypted, an old document."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "intake.file.encrypted"
    if any(f"{stream}\0".encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        return "intake.file.old_excel"
    return "intake.file.document"
