"""A web page to paragraphs: what a browser would show in lines, lists and tables, and nothing that it would not."""

from html.parser import HTMLParser

from loaders.reader.limits import check_letters
from loaders.reader.passages import Paragraph

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "tr",
        "blockquote",
        "pre",
        "br",
        "hr",
        "address",
        "dl",
        "dt",
        "dd",
        "title",
        "center",
    ]
)
_HIDDEN = frozenset(["script", "style", "noscript", "template", "head", "svg", "nav", "select", "option", "button", "iframe", "object"])
_VOID = frozenset(["br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr"])


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Paragraph] = []
        self.words: list[str] = []
        self.cells: list[str] | None = None
        self.hidden: list[str] = []
        self.tables = self.letters = 0
        self.table: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.hidden.append(tag)
        if self.hidden:
            return
        if tag == "table":
            self.flush()
            self.tables += 1
            self.table.append(self.tables)
        elif tag == "tr" and self.table:
            self.flush()
            self.cells = []
        elif tag in ("td", "th") and self.cells is not None:
            self.cell()
        elif tag == "li":
            self.flush()
            self.words.append("- ")
        elif tag in _BLOCKS:
            self.flush() if self.cells is None else self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
            return
        if self.hidden:
            return
        if tag in ("td", "th") and self.cells is not None:
            self.cells.append(self.taken())
        elif tag == "tr" and self.cells is not None:
            self.cell()
            if any(self.cells):
                self.found.append(Paragraph("", cells=tuple(self.cells), table=self.table[-1]))
            self.cells = None
        elif tag == "table" and self.table:
            self.table.pop()
            self.cells = None
        elif tag in _BLOCKS or tag == "li":
            self.flush() if self.cells is None else self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.letters += len(data)
            check_letters(self.letters)
            self.words.append(data)

    def taken(self) -> str:
        said = " ".join("".join(self.words).split())
        self.words = []
        return said

    def cell(self) -> None:
        if (said := self.taken()) and self.cells is not None:
            self.cells.append(said)

    def flush(self) -> None:
        said = self.taken()
        if said.strip("- "):
            self.found.append(Paragraph(said))


def read(text: str) -> list[Paragraph]:
    """Return the paragraphs and table rows that a page shows, in order; a table of one column is paragraphs.

    Raises RefusedError beyond the limits of a document.
    """
    page = _Page()
    page.feed(text)
    page.close()
    page.flush()
    shown = []
    for paragraph in page.found:
        if len(paragraph.cells) == 1:
            shown.append(Paragraph(paragraph.cells[0]))
        else:
            shown.append(paragraph)
    return shown
