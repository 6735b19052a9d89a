"""Rows of one's own as a workbook that can be read back in: one sheet a table, each heading with its field's name."""

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import xlsxwriter

from loaders.own import Own
from loaders.package import Package, Table, read_package
from loaders.texts import texts

# Table -> the fields that a reader would give; kind, base and unit of measure follow from the indicator. `table:field` is another's.
FIELDS = {
    "unit": "label_vi level parent_id note",
    "document": "unit_id label_vi number issued_on issuer_vi url note",
    "target": "unit_id document:label_vi document:number document:issued_on indicator_id standard_id operator low high horizon period_start wording "
    "place parent_id modality note",
    "observation": "unit_id indicator_id standard_id operator low high period_start_on as_of_on status wording note publication:label_vi "
    "publication:publisher publication:published_on publication:url",
    "commitment": "unit_id document:label_vi document:number document:issued_on theme_id horizon summary_vi place",
}
# Field -> the table that its ids are of; of a row of one's own the label goes home, since nobody else knows its id.
NAMED = {"unit_id": "unit", "parent_id": "unit"}
UNSTATED = "unstated"  # a code for what nobody has said
SHORT = {"document:label_vi": "document_id"}


def own_file(own: Own, lang: str) -> bytes:
    """Return the rows as XLSX, tables without rows left out; numbers as numbers, all else as the text that it is."""
    package, stream = read_package(), io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for table, names in FIELDS.items():
            if not (rows := own.rows(table)):
                continue
            sheet, fields = book.add_worksheet(package.by_name[table].title(lang)[:31]), names.split()
            sheet.write_row(0, 0, [_title(package, package.by_name[table], name, lang) for name in fields], bold)
            sheet.set_column(0, len(fields) - 1, 18)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows, 1):
                for column, name in enumerate(fields):
                    sheet.write(place, column, _cell(own, package, table, row, name, lang))
    return stream.getvalue()


def _title(package: Package, table: Table, name: str, lang: str) -> str:
    """The title and, in brackets, the name that tells a program which field it is."""
    other, _, field = name.rpartition(":")
    titles = {each.name: each.title(lang) for each in (package.by_name[other] if other else table).fields}
    before = f"{package.by_name[other].title(lang)}: " if other == "publication" else ""
    return f"{before}{titles[field]} [{SHORT.get(name, field)}]"


def _cell(own: Own, package: Package, table: str, row: Mapping[str, str], name: str, lang: str) -> Any:
    other, _, field = name.rpartition(":")
    if other:
        key = row.get(f"{other}_id", "")
        found = {each[f"{other}_id"]: each for each in own.rows(other)}.get(key)
        return found.get(field, "") if found else key if field == "label_vi" else ""
    value = row.get(field, "")
    if (field in NAMED and table != "target") or field == "unit_id":
        return {unit["unit_id"]: unit["label_vi"] for unit in own.rows("unit")}.get(value, value)
    if field == "as_of_on" and value:
        return _when(date.fromisoformat(value), row.get("as_of_precision", "day"), lang)
    if value == UNSTATED:
        return ""
    kinds = {each.name: each.type for each in package.by_name[table].fields}
    return float(value) if value and kinds[field] in ("number", "integer") else value


def _when(day: date, precision: str, lang: str) -> str:
    """A date no more exactly than it is known, as it is read back."""
    words = texts(lang)
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return f"{day.month}/{day.year}"
    if precision == "quarter":
        return words["own.quarter"].format(quarter=(day.month + 2) // 3, year=day.year)
    if precision == "half-year":
        return words["own.first_half" if day.month < 7 else "own.second_half"].format(year=day.year)
    return day.isoformat()
