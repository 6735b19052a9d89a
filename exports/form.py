"""Workbooks to fill in: the values that are still lacking, and everything of one locality. What they ask for, `loaders.intake` reads back."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports.template import FILLED, FORMER, TERRITORY
from loaders.missing import wanted
from loaders.records import records
from loaders.stating import day
from loaders.texts import texts
from loaders.vocabulary import vocabulary

# Text stays text: no cell becomes a formula, a link or a number because of how it looks.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Column -> its title and its width. In the form of lacking values those up to NEEDED are filled in.
FIGURES = {
    "unit": ("column.unit", 22), "indicator": ("column.indicator", 46), "standard": ("column.standard", 24), "measure": ("column.measure", 22),
    "wanted_on": ("column.needed_on", 18), "value": ("column.value", 18), "date": ("column.as_of", 14), "source": ("column.source", 34),
    "publisher": ("column.publisher", 24), "url": ("column.url", 34), "published_on": ("column.published_on", 14), "note": ("column.note", 34),
}  # fmt: skip
ASKED = ("unit", "indicator", "standard", "measure", "wanted_on")
SHEETS: Mapping[str, tuple[str, Mapping[str, tuple[str, int]]]] = {
    "unit": (
        "form.sheet.unit",
        {"name": ("column.unit", 28), "level": ("form.level", 28), "parent": ("form.parent", 28), "note": ("column.note", 40)},
    ),
    "document": (
        "form.sheet.document",
        {
            "title": ("column.document", 56), "number": ("column.number", 18), "issued_on": ("column.issued_on", 16),
            "issuer": ("column.issuer", 34), "url": ("column.url", 34), "note": ("column.note", 34),
        },
    ),
    "target": (
        "form.sheet.target",
        {
            "indicator": ("column.indicator", 46), "standard": ("column.standard", 24), "value": ("form.target", 18),
            "horizon": ("column.horizon", 12), "wording": ("column.wording", 46), "place": ("column.place", 24),
            "document": ("column.document", 34), "note": ("column.note", 34),
        },
    ),
    "commitment": (
        "form.sheet.commitment",
        {"summary": ("column.summary", 60), "theme": ("column.theme", 34), "horizon": ("column.horizon", 12), "place": ("column.place", 24)},
    ),
    "observation": (
        "form.sheet.observation",
        {name: FIGURES[name] for name in FIGURES if name not in ("unit", "wanted_on", "measure")},
    ),
}  # fmt: skip
TO_FILL = ("value", "date", "source")
# Lists of the sheet of names that cells choose from: which column it is, and the vocabulary behind it.
LISTS = {"indicator": "A", "standard": "H", "theme": "J", "level": "L"}
LEVELS = (
    "intake.place.tinh", "intake.place.thanh_pho_trung_uong", "intake.place.huyen", "intake.place.quan", "intake.place.thi_xa",
    "intake.place.thanh_pho", "intake.place.xa", "intake.place.phuong", "intake.place.thi_tran", "intake.place.dac_khu",
)  # fmt: skip
# Ways of writing a value and a date, which only the language's number signs tell apart; how each is read is in the text of the same number.
EXAMPLES = (
    "form.example.1", "form.example.2", "form.example.3", "form.example.4", "form.example.5",
    "form.example.6", "form.example.7", "form.example.8", "form.example.9", "form.example.10",
)  # fmt: skip
ROWS = 200


def figures(frame: pd.DataFrame, lang: str) -> bytes:
    """Return the form for `missing.values` as XLSX: one line a value to find, in the list's order, what is asked filled in, the value empty.

    Sheets: the figures, the names of indicators, places and standards, and how to write values. Ids stand at the right, hidden. A list
    without rows gives a form without lines. Nothing in it is a formula.
    """
    words, content = texts(lang), BytesIO()
    measures = {row["measure_id"]: row[f"symbol_{lang}"] for row in vocabulary("measure")}
    lines = wanted(frame)
    lines = lines.assign(territory=lines["unit_id"].map(TERRITORY).fillna(FORMER), measure=lines["measure_id"].map(measures))
    lines["wanted_on"] = [day(date, lang) for date in lines["wanted_on"]]
    with Workbook(content, OPTIONS) as book:
        styles = _Styles(book)
        sheet = book.add_worksheet(words["form.sheet.observation"])
        _head(sheet, FIGURES, words, styles)
        ids = {f"{name}_": f"{name} [{name}]" for name in FILLED}
        for place, title in enumerate(ids.values(), start=len(FIGURES)):
            sheet.write_string(0, place, title, styles.head)
            sheet.set_column(place, place, 16, styles.text, {"hidden": True})
        for number, line in enumerate(records(lines), start=1):
            for place, name in enumerate((*FIGURES, *FILLED)):
                if name in (*ASKED, *FILLED):
                    sheet.write_string(number, place, "" if pd.isna(line[name]) else str(line[name]), styles.text)
                elif name in TO_FILL:
                    sheet.write_blank(number, place, None, styles.fill)
        _names(book, words, lang, styles)
        _guide(book, words, styles)
    return content.getvalue()


def locality(lang: str) -> bytes:
    """Return an empty form for a whole locality as XLSX: the place, its document, targets, commitments and realized values, a sheet each."""
    words, content = texts(lang), BytesIO()
    with Workbook(content, OPTIONS) as book:
        styles = _Styles(book)
        for title, columns in SHEETS.values():
            sheet = book.add_worksheet(words[title])
            _head(sheet, columns, words, styles)
            _choices(sheet, columns, words)
        _names(book, words, lang, styles)
        _guide(book, words, styles)
    return content.getvalue()


class _Styles:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        def style(**how: object) -> Format:
            return book.add_format({"valign": "top", "font_name": "Arial", "font_size": 10, **how})

        self.head, self.text, self.long = style(bold=True, text_wrap=True, bottom=1, bg_color="#EEF1F4"), style(), style(text_wrap=True)
        # Text, so that what is typed stays as typed: Excel would turn 1.234 or 6/2024 into something else.
        self.fill = style(bg_color="#FFF4C2", num_format="@")


def _head(sheet: Worksheet, columns: Mapping[str, tuple[str, int]], words: Mapping[str, str], styles: _Styles) -> None:
    for place, (name, (title, width)) in enumerate(columns.items()):
        sheet.write_string(0, place, words[title], styles.head)
        sheet.set_column(place, place, width, styles.fill if name in TO_FILL and "wanted_on" not in columns else styles.text)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _choices(sheet: Worksheet, columns: Mapping[str, tuple[str, int]], words: Mapping[str, str]) -> None:
    """Offer the names of the sheet of names where a column holds one; other words may be written all the same."""
    for place, name in enumerate(columns):
        if column := LISTS.get(name):
            rows = len(LEVELS) if name == "level" else len(vocabulary(name))
            source = f"='{words['form.sheet.names']}'!${column}$2:${column}${rows + 1}"
            sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": source, "error_type": "information"})


def _names(book: Workbook, words: Mapping[str, str], lang: str, styles: _Styles) -> None:
    """The sheet of names: indicators with what they mean, places, standards, themes and levels."""
    sheet = book.add_worksheet(words["form.sheet.names"])
    labels = {name: {row[f"{name}_id"]: row[f"label_{lang}"] for row in vocabulary(name)} for name in ("measure", "base", "unit")}
    kinds = {row["code"]: row[f"label_{lang}"] for row in vocabulary("code") if row["list_id"] == "kind"}
    indicators = vocabulary("indicator")
    columns: Sequence[tuple[str, int, Sequence[str]]] = (
        ("column.indicator", 52, [row[f"label_{lang}"] for row in indicators]),
        ("column.measure", 26, [labels["measure"][row["measure_id"]] for row in indicators]),
        ("column.kind", 26, [kinds[row["kind"]] for row in indicators]),
        ("column.base", 40, [labels["base"][row["base_id"]] for row in indicators]),
        ("column.definition", 70, [row[f"definition_{lang}"] for row in indicators]),
        ("column.unit", 34, list(labels["unit"].values())),
        ("", 3, ()),
        ("column.standard", 40, [row[f"label_{lang}"] for row in vocabulary("standard")]),
        ("", 3, ()),
        ("column.theme", 34, [row[f"label_{lang}"] for row in vocabulary("theme")]),
        ("", 3, ()),
        ("form.level", 30, [words[text_id] for text_id in LEVELS]),
    )
    for place, (title, width, cells) in enumerate(columns):
        sheet.set_column(place, place, width, styles.long if width > 60 else styles.text)
        if title:
            sheet.write_string(0, place, words[title], styles.head)
        for number, cell in enumerate(cells, start=1):
            sheet.write_string(number, place, cell)
    sheet.freeze_panes(1, 0)


def _guide(book: Workbook, words: Mapping[str, str], styles: _Styles) -> None:
    """The sheet that says how values and dates may be written, and how each way is read."""
    sheet = book.add_worksheet(words["form.sheet.guide"])
    sheet.set_column(0, 0, 34, styles.text)
    sheet.set_column(1, 1, 90, styles.long)
    sheet.write_string(0, 0, words["form.written"], styles.head)
    sheet.write_string(0, 1, words["form.read"], styles.head)
    for number, text_id in enumerate(EXAMPLES, start=1):
        written, _, means = words[text_id].partition(" → ")
        sheet.write_string(number, 0, written, styles.text)
        sheet.write_string(number, 1, means, styles.long)
