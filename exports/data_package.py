"""Views as a Frictionless data package: the rows as plain CSV, a description of every column, and how to read it, in one ZIP."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from exports.citation import permalink
from exports.columns import titles
from exports.fields import Column, described, key, tidy
from exports.package_readme import readme
from exports.sources import sources
from exports.table_csv import to_csv
from exports.view import View
from loaders.package import Package, here, read_package
from loaders.texts import LANGUAGES, texts

TARGETS = "target"


class Resource(NamedTuple):
    """One table of the package: its name, what it shows, its rows, and the titles of its columns in `lang`."""

    name: str
    title: str
    frame: pd.DataFrame
    titles: dict[str, str]
    lang: str

    @property
    def path(self) -> str:
        return f"data/{self.name}.csv"


def data_package(views: Sequence[View], *, on: date, base_url: str, translated: Sequence[View] = ()) -> bytes:
    """Return a ZIP with the views' tables as plain CSV, datapackage.json, README.md in both languages and LICENSE.md.

    One table a view, named by its page, rows and order as they are, and `target` with the targets behind those views whose table does not
    hold them. Text is made formula-safe, as in every CSV file. `on` is the day of download, `base_url` the dashboard's address.
    translated: the same views in the other language, for what only views say (titles, filters, method); without them it stays in the
    language of `views`. The same input gives the same bytes. Raises ValueError without views, or when `translated` are not as many.
    """
    if not views or len(translated or views) != len(views):
        raise ValueError("a data package needs at least one view, and each view in the other language or none")
    tables, content = list(resources(views)), BytesIO()
    told = dict.fromkeys(LANGUAGES, views) | ({translated[0].lang: translated} if translated else {})
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        _add(archive, "README.md", readme(told, [(table.path, len(table.frame)) for table in tables], on, base_url).encode(), on)
        _add(archive, "datapackage.json", _json(descriptor(told, tables, on, base_url)), on)
        _add(archive, "LICENSE.md", (here() / "LICENSE.md").read_bytes(), on)
        for table in tables:
            _add(archive, table.path, to_csv(table.frame, lang=table.lang, for_excel=False), on)
    return content.getvalue()


def resources(views: Sequence[View]) -> Iterator[Resource]:
    """Return the tables of the package: the views in order, then the targets behind them, each target once."""
    pages: dict[str, int] = {}
    for view in views:
        page = re.sub(r"[^a-z0-9]+", "-", view.page.lower()).strip("-")
        pages[page] = pages.get(page, 0) + 1
        name = page if pages[page] == 1 else f"{page}-{pages[page]}"
        yield Resource(name, view.title, tidy(view.table), view.titles, view.lang)
    behind = [view.targets for view in views if len(view.targets)]
    if behind:
        lang = views[0].lang
        words = texts(lang)
        frame = pd.concat(behind, ignore_index=True).drop_duplicates("target_id", ignore_index=True)
        yield Resource(TARGETS, words["package.targets"], tidy(frame), titles("target_row", lang, words), lang)


def descriptor(views: Mapping[str, Sequence[View]], tables: Sequence[Resource], on: date, base_url: str) -> dict[str, Any]:
    """Return the content of datapackage.json from the views in each language; Vietnamese under the standard's names, English under `*_en`."""
    package, first = read_package(), views[tables[0].lang][0]
    titles = {lang: f"{package.title(lang)} – {_line(views[lang][0].title)}" for lang in LANGUAGES}
    filters = {lang: "\n".join(f"{_line(view.title)} {_line(view.filters)}" for view in views[lang]) for lang in LANGUAGES}
    return {
        "name": f"{package.name}-{tables[0].name}",
        "profile": "tabular-data-package",
        "title": titles["vi"],
        "title_en": titles["en"],
        "description": filters["vi"],
        "description_en": filters["en"],
        "version": first.version,
        "created": f"{on.isoformat()}T00:00:00Z",
        "homepage": permalink(first, base_url),
        "licenses": list(package.licences),
        "sources": _sources(views["vi"], package),
        "resources": [_resource(table) for table in tables],
    }


def _sources(views: Sequence[View], package: Package) -> list[dict[str, str]]:
    """The documents and publications behind the views; the data itself where they name none."""
    found = [{"title": words, **({"path": address} if address else {})} for words, address in sources(views)]
    return found or [{"title": package.title_vi}]


def _resource(table: Resource) -> dict[str, Any]:
    columns = described(table.frame, table.titles, table.lang)
    found = key(table.frame)
    return {
        "name": table.name,
        "path": table.path,
        "title": _line(table.title),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in columns],
            "missingValues": [""],
            **({"primaryKey": found} if found else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    raw = {
        "name": column.name,
        "type": column.type,
        "title": column.titles["vi"],
        "title_en": column.titles["en"],
        "description": column.descriptions["vi"],
        "description_en": column.descriptions["en"],
        "constraints": dict(column.constraints),
    }
    # pandas writes True and False.
    booleans = {"trueValues": ["True"], "falseValues": ["False"]} if column.type == "boolean" else {}
    return {name: value for name, value in raw.items() if value} | booleans


def _line(words: str) -> str:
    return " ".join(words.split())


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _add(archive: ZipFile, name: str, content: bytes, on: date) -> None:
    """Add a file under the day's date, so that the same content makes the same archive on every machine."""
    entry = ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    archive.writestr(entry, content)
