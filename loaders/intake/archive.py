"""A zip file looked over before anything in it is parsed: what it holds, and whether unpacking it is safe."""

import io
import re
import zipfile
import zlib
from itertools import pairwise
from xml.parsers import expat

from loaders.intake.cells import RefusedError
from loaders.intake.limits import MEGABYTE, MOST_UNPACKED

MOST_ENTRIES = 2_000
# Parts of a workbook that list or style things stay small; only its sheets and its words grow with the data.
MOST_IN_A_PART = 5 * MEGABYTE
MOST_RATIO = 250
_GROWS = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
_LOCAL_HEADER = 30
_WORKBOOK = re.compile(r"xl/workbook[0-9]*\.xml")


def checked(content: bytes) -> zipfile.ZipFile:
    """Return the workbook's archive, every part of it that will be parsed read once and found harmless.

    Raises RefusedError for what is no workbook (documents, other archives, binary or macro workbooks, encrypted ones), for archives made
    to harm (too many, too large, overlapping or lying entries, paths that lead out) and for XML that declares a document type or entities.
    """
    # Counted in the bytes, before a directory of millions of entries is built in memory.
    if content.count(b"PK\x01\x02") > MOST_ENTRIES:
        raise RefusedError("intake.file.bomb")
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise RefusedError("intake.file.broken") from error
    entries = packed.infolist()
    _check_entries(entries)
    _check_kind(packed, {entry.filename for entry in entries})
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(packed, entry)
    return packed


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError("intake.file.encrypted")
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise RefusedError("intake.file.bomb")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise RefusedError("intake.file.unpacked", limit=MOST_UNPACKED // MEGABYTE)
    if any(entry.file_size > MEGABYTE and entry.file_size > MOST_RATIO * entry.compress_size for entry in entries):
        raise RefusedError("intake.file.bomb")
    spans = sorted((e.header_offset, e.header_offset + _LOCAL_HEADER + len(e.filename.encode()) + e.compress_size) for e in entries)
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise RefusedError("intake.file.bomb")


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/")


def _check_kind(packed: zipfile.ZipFile, names: set[str]) -> None:
    """Raise RefusedError, with what to do, for anything but a workbook without macros."""
    if "mimetype" in names:
        raise RefusedError("intake.file.open_document")
    if any(name.startswith("word/") or name.startswith("ppt/") for name in names):
        raise RefusedError("intake.file.document")
    if "xl/workbook.bin" in names:
        raise RefusedError("intake.file.binary_excel")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise RefusedError("intake.file.macros")
    if "[Content_Types].xml" not in names or not any(_WORKBOOK.fullmatch(name) for name in names):
        raise RefusedError("intake.file.packed" if names else "intake.file.empty")


def _check_xml(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read a part to its end, in pieces: what it declares is true, it is XML, and it declares no entities."""
    if entry.file_size > MOST_IN_A_PART and not _GROWS.fullmatch(entry.filename):
        raise RefusedError("intake.file.part", limit=MOST_IN_A_PART // MEGABYTE, part=entry.filename)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    read = 0
    try:
        with packed.open(entry) as part:
            while piece := part.read(MEGABYTE):
                read += len(piece)
                parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, OSError, ValueError, LookupError) as error:
        raise RefusedError("intake.file.broken") from error
    if read != entry.file_size:
        raise RefusedError("intake.file.broken")


def _refuse(*_: object) -> None:
    raise RefusedError("intake.file.entities")
