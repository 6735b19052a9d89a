"""Views as an Excel workbook: the rows, the targets and sources behind them, what every column and word means, and how to read it all."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO

import pandas as pd
from xlsxwriter import Workbook

from exports import cells
from exports.citation import citation, permalink
from exports.columns import stem, titles
from exports.fields import Column, described, tidy
from exports.meanings import meanings, qualifiers
from exports.sources import sources
from exports.targets import targets
from exports.view import View
from loaders.stating import day
from loaders.texts import texts

# No cell becomes a formula or a link because of what its text looks like.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
PROPERTY = 255  # letters that a property of a file holds
# Letters of a line on the sheet that tells how to read.
WIDTH = 100
TYPES = {
    "string": "type.string",
    "number": "type.number",
    "integer": "type.integer",
    "boolean": "type.boolean",
    "date": "type.date",
}
DICTIONARY = {
    "column": "dictionary.column",
    "field": "dictionary.field",
    "value": "dictionary.value",
    "type": "dictionary.type",
    "about": "dictionary.about",
    "origin": "dictionary.origin",
}


def workbook(views: Sequence[View], *, on: date, base_url: str) -> bytes:
    """Return an XLSX in the first view's language: one sheet of rows a view, then targets, sources, dictionary and how to read.

    Rows, order and numbers are those of each view's table; text is never a formula, a text too long for a cell says that it was cut. The
    targets' sheet is left out where no target stands behind the views. `on` is the day of download, `base_url` the dashboard's address.
    The same input gives the same bytes. Raises ValueError without views.
    """
    if not views:
        raise ValueError("a workbook needs at least one view")
    lang = views[0].lang
    words, content = texts(lang), BytesIO()
    with Workbook(content, OPTIONS) as book:
        styles = cells.Styles(book, lang, words)
        book.set_properties({"title": cells.text(views[0].title, styles)[:PROPERTY], "created": datetime(on.year, on.month, on.day)})  # noqa: DTZ001
        for name, view in zip(_names(views, words), views, strict=True):
            cells.table(book, name, tidy(view.table), view.titles, styles)
        behind = tidy(targets(views))
        if len(behind):
            cells.table(book, words["sheet.targets"], behind, _target_titles(views, lang), styles)
        found = pd.DataFrame(sources(views), columns=["source", "url"])
        named = {"source": words["column.source"], "url": words["column.url"]}
        cells.table(book, words["sheet.sources"], found, named, styles)
        headers = {field: words[text_id] for field, text_id in DICTIONARY.items()}
        cells.table(book, words["sheet.dictionary"], dictionary(views), headers, styles)
        _reading(book, views, words, styles, on, base_url)
    return content.getvalue()


def dictionary(views: Sequence[View]) -> pd.DataFrame:
    """Return what stands in the views' tables: one row a column, each column once, followed by one row a word that occurs in it.

    Columns: column (title), field (name, or the word's id), value (the word), type, about (its meaning), origin (table and field in the data).
    """
    lang = views[0].lang
    columns = {column.name: column for view in views for column in described(tidy(view.table), view.titles, lang)}
    rows = [row for column in columns.values() for row in _entries(column, columns, views, lang)]
    return pd.DataFrame(rows, columns=list(DICTIONARY))


def _entries(column: Column, columns: Collection[str], views: Sequence[View], lang: str) -> list[tuple[str, ...]]:
    title, kind = column.titles[lang], texts(lang)[TYPES[column.type]]
    entry = (title, column.name, "", kind, column.descriptions[lang], column.origin)
    # What words mean is said once, below the column that people read.
    if column.name != (label := f"{stem(column.name).removesuffix('_id').removesuffix('_code')}_{lang}") and label in columns:
        return [entry]
    known = meanings(column.name, _all(views, column.name), lang)
    return [entry, *((title, word.id, word.label, "", word.explanation, "") for word in known)]


def _all(views: Sequence[View], name: str) -> pd.Series:
    """The values of a column in all views."""
    return pd.concat([view.table[name].astype(object) for view in views if name in view.table.columns])


def _names(views: Sequence[View], words: Mapping[str, str]) -> list[str]:
    """The sheets of rows: one name, numbered where there are several."""
    if len(views) == 1:
        return [words["sheet.data"]]
    return [words["sheet.data_of"].format(number=number) for number in range(1, len(views) + 1)]


def _target_titles(views: Sequence[View], lang: str) -> dict[str, str]:
    own = {name: title for view in views for name, title in view.titles.items()}
    return {**own, **titles("target_row", lang, texts(lang))}


def _reading(book: Workbook, views: Sequence[View], words: Mapping[str, str], styles: cells.Styles, on: date, base_url: str) -> None:
    lang = views[0].lang
    sheet = book.add_worksheet(words["sheet.reading"])
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, WIDTH)
    sheet.hide_gridlines(2)
    row = 0
    for name, view in zip(_names(views, words), views, strict=True):
        row = cells.lines(sheet, row, _told(name, view, words, on, base_url), styles, WIDTH) + 1
    common = [
        (words["reading.version"], views[0].version),
        (words["reading.day"], day(on, lang)),
        (words["reading.licence"], words["licence.data"]),
    ]
    row = cells.lines(sheet, row, common, styles, WIDTH) + 1
    sheet.write_string(row, 0, words["sources.operators"], styles.head)
    sheet.write_string(row, 1, words["sources.operators_note"], styles.head)
    cells.lines(sheet, row + 1, [(q["label"], f"{q['reading']} ({q['wording']})") for q in qualifiers(lang)], styles, WIDTH)
    cells.on_paper(sheet, WIDTH)


def _told(name: str, view: View, words: Mapping[str, str], on: date, base_url: str) -> list[tuple[str, str]]:
    """How to read one view, name by name."""
    method = view.method or (words["sources.operators_note"],)
    return [
        (words["reading.sheet"], name),
        (words["reading.view"], view.title),
        (words["reading.marks"], view.subtitle),
        (words["reading.filters"], view.filters),
        (words["reading.method"], "\n".join(method)),
        (words["column.source"], view.source),
        (words["reading.link"], permalink(view, base_url)),
        (words["reading.citation"], citation(view, view.lang, on, base_url)),
    ]
