"""Views as a Frictionless data package: the rows as plain CSV, a description of every column, and how to read it, in one ZIP."""

import json
import re
from collections.abc import Iterator, Sequence
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
from loaders.package import DATA, Package, read_package
from loaders.texts import texts

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


def data_package(views: Sequence[View], *, on: date, base_url: str) -> bytes:
    """Return a ZIP with the views' tables as plain CSV, datapackage.json, README.md in both languages and LICENSE.md.

    One table a view, named by its page, rows and order as they are, and `target` with the targets behind those views whose table does not
    hold them. Text is made formula-safe, as in every CSV file. `on` is the day of download, `base_url` the dashboard's address. The same input gives the
    same bytes. Raises ValueError without views.
    """
    if not views:
        raise ValueError("a data package needs at least one view")
    tables, content = list(resources(views)), BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        _add(archive, "README.md", readme(views, [(t.path, t.title, len(t.frame)) for t in tables], on, base_url).encode(), on)
        _add(archive, "datapackage.json", _json(descriptor(views, tables, on, base_url)), on)
        _add(archive, "LICENSE.md", (DATA / "LICENSE.md").read_bytes(), on)
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


def descriptor(views: Sequence[View], tables: Sequence[Resource], on: date, base_url: str) -> dict[str, Any]:
    """Return the content of datapackage.json; titles and descriptions that are there in both languages stand in both, as in the data itself."""
    package = read_package()
    return {
        "name": f"{package.name}-{tables[0].name}",
        "profile": "tabular-data-package",
        "title": f"{package.title_vi}: {_line(views[0].title)}",
        "title_en": f"{package.title_en}: {_line(views[0].title)}",
        "description": "\n".join(f"{_line(view.title)} {_line(view.filters)}" for view in views),
        "version": views[0].version,
        "created": f"{on.isoformat()}T00:00:00Z",
        "homepage": permalink(views[0], base_url),
        "licenses": list(package.licences),
        "sources": _sources(views, package),
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
