"""A form for whoever looks for the missing figures: one line a value to find, ids filled in, value, date and source empty."""

import pandas as pd

from exports.table_csv import to_csv
from loaders.missing import wanted
from loaders.package import read_package
from loaders.texts import texts

# What a line asks for, in words for people; then the row of `observation`, then its source.
ASKED = {
    "unit": "column.unit",
    "indicator": "column.indicator",
    "base": "column.base",
    "standard": "column.standard",
    "wanted_on": "column.needed_on",
    "purpose": "column.purpose",
    "target_ids": "column.target_ids",
}
# The value as it is printed; or its ends in columns of their own.
VALUE = "value"
FILLED = ("unit_id", "indicator_id", "base_id", "standard_id", "kind", "measure_id", "territory")
EMPTY = ("operator", "low", "high", "period_start_on", "as_of_on", "as_of_precision", "wording", "status", "method", "confidence", "compiler", "note")  # fmt: skip
SOURCE = ("label_vi", "publisher", "published_on", "url")
# A country's borders did not move; a former unit is asked for its own, former territory.
TERRITORY = {"viet-nam": "unchanged"}
FORMER = "before-2025-07"


def template(frame: pd.DataFrame, lang: str, *, for_excel: bool = True) -> bytes:
    """Return the form for `missing.values` as CSV: one line per value to find, in the list's order; header only for an empty frame.

    Each line says in words what is asked, then holds the columns of `observation` (ids filled in, the rest empty) and of `publication`
    (empty). For Excel (UTF-8 with BOM) the titles are those of the data package in `lang`,
    each with its field name; plain, the field names alone.
    """
    package = read_package().by_name
    words = texts(lang)
    lines = wanted(frame)
    purposes = lines["is_baseline"].map({True: words["missing.baseline"], False: words["missing.value"]}).astype("str")
    lines = lines.assign(purpose=purposes, territory=lines["unit_id"].map(TERRITORY).fillna(FORMER))
    lines = lines.assign(**dict.fromkeys((VALUE, *EMPTY, *SOURCE), ""))
    source = package["publication"].title(lang)
    titles = {field.name: f"{source}: {field.title(lang)} [{field.name}]" for field in package["publication"].fields}
    titles |= {field.name: f"{field.title(lang)} [{field.name}]" for field in package["observation"].fields}
    titles[VALUE] = f"{words['column.value']} [{VALUE}]"
    titles |= {name: words[title] for name, title in ASKED.items()}
    return to_csv(lines[[*ASKED, *FILLED, VALUE, *EMPTY, *SOURCE]], lang=lang, for_excel=for_excel, titles=titles)
