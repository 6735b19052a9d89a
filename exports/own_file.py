"""Rows of one's own as a workbook that can be read back in: one sheet a table, ids and all, each heading with its field's name."""

import io
from typing import Any

import xlsxwriter

from loaders.own import Own
from loaders.package import Field, read_package

# Support that has a sheet of its own; publications stand beside the figures that they publish.
SHEETS = ("unit", "document", "target", "observation", "commitment")
SOURCE = ("label_vi", "publisher", "published_on", "url")


def own_file(own: Own, lang: str) -> bytes:
    """Return the rows as XLSX, tables without rows left out; numbers as numbers, all else as the text that it is."""
    package, stream = read_package().by_name, io.BytesIO()
    publications = {row["publication_id"]: row for row in own.rows("publication")}
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for table in SHEETS:
            if not (rows := own.rows(table)):
                continue
            sheet, fields = book.add_worksheet(package[table].title(lang)[:31]), package[table].fields
            source = [field for field in package["publication"].fields if field.name in SOURCE] if table == "observation" else []
            told = package["publication"].title(lang)
            titles = [_title(field, lang) for field in fields] + [f"{told}: {_title(field, lang)}" for field in source]
            sheet.write_row(0, 0, titles, bold)
            sheet.set_column(0, len(titles) - 1, 18)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows, 1):
                publication = publications.get(row.get("publication_id", ""), {})
                cells = [_cell(field, row) for field in fields] + [_cell(field, publication) for field in source]
                sheet.write_row(place, 0, cells)
    return stream.getvalue()


def _title(field: Field, lang: str) -> str:
    return f"{field.title(lang)} [{field.name}]"


def _cell(field: Field, row: dict[str, str]) -> Any:
    value = row.get(field.name, "")
    return float(value) if value and field.type in ("number", "integer") else value
