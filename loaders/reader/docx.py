"""A Word document (.docx) to paragraphs: its text, tables and the marks of numbered lists, which Word does not store as text."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from xml.parsers import expat

from loaders.intake.cells import RefusedError
from loaders.intake.limits import MEGABYTE
from loaders.reader.limits import check_letters
from loaders.reader.passages import Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT, _NUMBERING = "word/document.xml", "word/numbering.xml"
MOST_ENTRIES = 3_000
MOST_XML = 40 * MEGABYTE
_DEEPEST = 100
# A plan of a hundred pages has some 60.000.
MOST_ELEMENTS = 300_000
_NUMBERED = {"decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "decimalZero"}


def read(content: bytes) -> list[Paragraph]:
    """Return the paragraphs and table rows of a document's body in order; headers, footers, notes and deleted text are left out.

    Raises RefusedError for what is no such document, is encrypted, damaged or made to harm (sizes, depths, entities).
    """
    if content.count(b"PK\x01\x02") > MOST_ENTRIES:
        raise RefusedError("reader.file.bomb")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            if _DOCUMENT not in names:
                raise RefusedError("reader.file.not_word")
            body = _tree(packed, _DOCUMENT)
            lists = _Lists(_tree(packed, _NUMBERING) if _NUMBERING in names else None)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise RefusedError("reader.file.broken") from error
    root = body.find(f"{_W}body")
    found: list[Paragraph] = []
    letters = 0
    for paragraph in _blocks(root if root is not None else body, lists, [0]):
        letters += len(paragraph.text) + sum(map(len, paragraph.cells))
        check_letters(letters)
        found.append(paragraph)
    return found


def _tree(packed: zipfile.ZipFile, name: str) -> Element:
    """A part as a tree; read in pieces up to its limit, whatever size the archive claims, without types or entities of its own."""
    builder = _Builder()
    read = 0
    try:
        with packed.open(name) as part:
            while piece := part.read(MEGABYTE // 4):
                read += len(piece)
                if read > MOST_XML:
                    raise RefusedError("reader.file.bomb")
                builder.parser.Parse(piece, False)
        builder.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise RefusedError("reader.file.broken") from error
    if builder.root is None:
        raise RefusedError("reader.file.broken")
    return builder.root


class _Builder:
    """Elements from a parser that declares nothing and goes no deeper than documents do."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self.parser.EntityDeclHandler = _refuse
        self.stack: list[Element] = []
        self.root: Element | None = None
        self.count = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.stack) > _DEEPEST or self.count > MOST_ELEMENTS:
            raise RefusedError("reader.file.bomb")
        element = Element(
            "{" + name if "}" in name else name, {("{" + key if "}" in key else key): value for key, value in attributes.items()}
        )
        if self.stack:
            self.stack[-1].append(element)
        else:
            self.root = element
        self.stack.append(element)

    def _end(self, _: str) -> None:
        self.stack.pop()

    def _text(self, words: str) -> None:
        # Only what stands in a run is text.
        if self.stack and self.stack[-1].tag == f"{_W}t":
            self.stack[-1].text = (self.stack[-1].text or "") + words


def _refuse(*_: object) -> None:
    raise RefusedError("reader.file.bomb")


def _blocks(parent: Element, lists: "_Lists", tables: list[int]) -> Iterator[Paragraph]:
    for child in parent:
        if child.tag == f"{_W}p":
            text = lists.mark(child) + _text(child)
            for line in text.split("\n"):
                if line.strip():
                    yield Paragraph(line)
        elif child.tag == f"{_W}tbl":
            tables[0] += 1
            table = tables[0]
            for row in child.iter(f"{_W}tr"):
                yield Paragraph("", cells=tuple(_cell(cell) for cell in row.findall(f"{_W}tc")), table=table)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"):
            yield from _blocks(child, lists, tables)


def _cell(cell: Element) -> str:
    return " ".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p"))


def _text(paragraph: Element) -> str:
    """The words of a paragraph; a tab is a space, a break a new line, deleted text left out."""
    said = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            said.append(element.text or "")
        elif element.tag == f"{_W}tab":
            said.append(" ")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            said.append("\n")
        elif element.tag == f"{_W}noBreakHyphen":
            said.append("-")
    return "".join(said)


class _Lists:
    """Word's numbering: which mark a numbered paragraph shows, counted as Word counts."""

    def __init__(self, numbering: Element | None) -> None:
        self.levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self.counts: dict[tuple[str, int], int] = {}
        if numbering is None:
            return
        abstract = {each.get(f"{_W}abstractNumId", ""): each for each in numbering.findall(f"{_W}abstractNum")}
        for number in numbering.findall(f"{_W}num"):
            reference = number.find(f"{_W}abstractNumId")
            of = abstract.get(reference.get(f"{_W}val", "") if reference is not None else "")
            for level in of.findall(f"{_W}lvl") if of is not None else []:
                place = _integer(level.get(f"{_W}ilvl", "0"))
                self.levels[number.get(f"{_W}numId", ""), place] = (
                    _value(level, "numFmt"),
                    _value(level, "lvlText"),
                    _integer(_value(level, "start") or "1"),
                )

    def mark(self, paragraph: Element) -> str:
        """Return the mark of a paragraph with a space behind it; empty for one that is in no list."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            return ""
        number, level = _value(properties, "numId"), _integer(_value(properties, "ilvl") or "0")
        form, text, start = self.levels.get((number, level), ("bullet", "-", 1))
        if number == "0":
            return ""
        if form not in _NUMBERED:
            return "- "
        self.counts[number, level] = self.counts.get((number, level), start - 1) + 1
        for deeper in [key for key in self.counts if key[0] == number and key[1] > level]:
            del self.counts[deeper]
        for place in range(level + 1):
            count = self.counts.get((number, place), 1)
            text = text.replace(f"%{place + 1}", _written(count, self.levels.get((number, place), (form, "", 1))[0]))
        return f"{text} " if text else ""


def _value(element: Element, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return child.get(f"{_W}val", "") if child is not None else ""


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _written(count: int, form: str) -> str:
    if form.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form.startswith("upper") else letter
    if not form.endswith("Roman"):
        return str(count)
    said, left = "", min(count, 3999)
    for value, letters in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        said, left = said + letters * (left // value), left % value
    return said if form.startswith("upper") else said.lower()
