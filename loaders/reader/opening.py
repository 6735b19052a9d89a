"""A file or pasted text to a reading: what it is, by its content and never by its name, and whether it may be read at all."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.folding import tidy
from loaders.intake import encodings
from loaders.intake.cells import RefusedError
from loaders.intake.files import shown
from loaders.intake.plain import plain
from loaders.reader import docx, engine, lined, markup, passages, pdf
from loaders.reader.engine import Progress
from loaders.reader.limits import LONGEST_PARAGRAPH, MOST_PARAGRAPHS, check_bytes, check_letters
from loaders.reader.passages import Paragraph
from loaders.reader.reading import Reading, Remark

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    (b"{\\rtf", "reader.file.old_word"),
    (_OLE, "reader.file.old_word"),
    (b"\x89PNG", "reader.file.scanned"),
    (b"\xff\xd8\xff", "reader.file.scanned"),
    (b"GIF8", "reader.file.scanned"),
    (b"II*\0", "reader.file.scanned"),
    (b"MM\0*", "reader.file.scanned"),
    (b"\x1f\x8b", "reader.file.not_word"),
    (b"7z\xbc\xaf", "reader.file.not_word"),
    (b"Rar!", "reader.file.not_word"),
    (b"MZ", "reader.file.not_text"),
    (b"\x7fELF", "reader.file.not_text"),
)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|div|p|table|meta|article|section|h[1-6])[\s>]",
    re.IGNORECASE | re.DOTALL,
)
# What old fonts leave of Vietnamese is told apart by its words; of a PDF as of a text file.
_SAMPLE = 100_000
# Says that letters of an old font or encoding were converted.
OLD = "reader.note.old_font"


def read(name: str, content: bytes, progress: Progress | None = None) -> Reading:
    """Return the reading of a file: DOCX, PDF with text, HTML or plain text in any Vietnamese encoding that can be told for certain.

    `progress` is told passages done and their number. Bounded in time and memory for any content. Raises RefusedError, and nothing else, for
    what is not read, with what to do about it (`words(lang)`).
    """
    check_bytes(len(content))
    notes: list[Remark] = []
    if content.startswith(_ZIP):
        paragraphs = docx.read(content)
    elif b"%PDF-" in content[:1024]:
        paragraphs = pdf.read(content)
    else:
        text, note = _decoded(content)
        notes += [Remark(note)] if note else []
        return read_text(shown(name), text, progress, notes)
    return _of(shown(name), paragraphs, notes, progress)


def read_text(name: str, text: str, progress: Progress | None = None, notes: list[Remark] | None = None) -> Reading:
    """Return the reading of pasted text, or of a web page's source. Raises RefusedError beyond the limits, and for a text without words."""
    check_letters(len(text))
    paragraphs = markup.read(text) if _MARKUP.match(text[:4_000]) else list(lined.read(text))
    return _of(name, paragraphs, notes or [], progress)


def _decoded(content: bytes) -> tuple[str, str]:
    for start, text_id in _KINDS:
        if content.startswith(start):
            raise RefusedError(text_id)
    try:
        return encodings.decode(content)
    except RefusedError as error:
        if error.text_id == "intake.file.old_font":
            return encodings.from_old(content), OLD
        raise RefusedError("reader.file.not_text" if error.text_id == "intake.file.nul" else "reader.file.encoding") from error


def _of(name: str, paragraphs: list[Paragraph], notes: list[Remark], progress: Progress | None) -> Reading:
    words = " ".join(" ".join((paragraph.text, *paragraph.cells)) for paragraph in paragraphs[:5_000])[:_SAMPLE]
    if not re.search(r"\w", words):
        raise RefusedError("reader.file.empty")
    if encodings.in_old_font(words):
        paragraphs = [_modern(paragraph) for paragraph in paragraphs]
        notes = [*notes, Remark(OLD)]
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise RefusedError("reader.file.too_long", limit=MOST_PARAGRAPHS)
    return engine.read(name, passages.read(_cut(paragraphs)), notes, progress)


def _modern(paragraph: Paragraph) -> Paragraph:
    cells = tuple(encodings.modern(cell) for cell in paragraph.cells)
    return replace(paragraph, text=encodings.modern(paragraph.text), cells=cells)


def _cut(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs with unseen characters taken out, and endless ones cut at a space, so that no expression runs long."""
    for paragraph in paragraphs:
        if paragraph.cells:
            yield Paragraph("", paragraph.page, tuple(plain(cell)[:LONGEST_PARAGRAPH] for cell in paragraph.cells[:60]), paragraph.table)
            continue
        text = tidy(plain(paragraph.text))
        while len(text) > LONGEST_PARAGRAPH:
            at = text.rfind(" ", LONGEST_PARAGRAPH // 2, LONGEST_PARAGRAPH)
            at = at if at > 0 else LONGEST_PARAGRAPH
            yield Paragraph(text[:at], paragraph.page)
            text = text[at:].strip()
        yield Paragraph(text, paragraph.page)
