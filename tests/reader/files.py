"""Files made for the tests: Word documents, PDFs and what only pretends to be one."""

import io
import zipfile
import zlib

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
NUMBERED = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def paragraph(text: str, level: int | None = None) -> str:
    """A Word paragraph, of a numbered list at a level where one is given."""
    listed = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>' if level is not None else ""
    return f'<w:p>{listed}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(*blocks: str, numbering: str = NUMBERED, prolog: str = "") -> bytes:
    """A Word document of these blocks."""
    body = f"{prolog}<w:document {_W}><w:body>{''.join(blocks)}</w:body></w:document>"
    return packed({"[Content_Types].xml": _TYPES, "word/document.xml": body, "word/numbering.xml": numbering})


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def pdf(*pages: str) -> bytes:
    """A PDF whose pages show these lines; a page without any is one picture-like page, as a scan has."""
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    kids = " ".join(f"{6 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        stream(to_unicode),
    ]
    for place, page in enumerate(pages):
        lines = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -16 Td" for line in page.splitlines())
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents {7 + 2 * place} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(stream(f"BT /F 12 Tf 40 760 Td {lines} ET" if page else "0 0 10 10 re f"))
    return file(objects)


def stream(content: str | bytes, extra: str = "") -> str:
    data = content if isinstance(content, str) else content.decode("latin-1")
    return f"<< /Length {len(data)} {extra}>>\nstream\n{data}\nendstream"


def file(objects: list[str]) -> bytes:
    """Objects as a PDF with its table of offsets."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, words in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{words}\nendobj\n".encode("latin-1"))
    start = out.tell()
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out.write(
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()


def squeezed(size: int) -> bytes:
    """A page's content that is small in the file and `size` bytes of text once opened."""
    return zlib.compress(b"BT " + b"(a) Tj " * (size // 7) + b" ET", 9)
