"""What an address answers: its bytes, what they are, and the name of the file."""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from api import database, openapi, package, query, rows
from api.refusals import RefusedError
from api.tables import DATA_PACKAGE, FORMATS, OPENAPI, TABLES, VERSION, Table, places
from loaders import questions
from loaders.package import read_package
from loaders.selection import Selection
from loaders.texts import LANGUAGES

KEPT = 64  # answers of a quarter of a megabyte each


class Answer(NamedTuple):
    """The bytes of an answer, their media type, a name for the file, and whether a browser should save rather than show it."""

    body: bytes
    media_type: str
    file: str
    saved: bool


def answer(place: str, said: Sequence[tuple[str, str]], base: str) -> Answer:
    """Return what stands at `place` (behind /api/) under the filters `said`; `base` is the path before /api on this server.

    Raises RefusedError where nothing does, or where a filter is not understood; DataError when the data cannot be loaded.
    """
    name = place.removeprefix(f"{VERSION}/").rstrip("/") if place.startswith(VERSION) else place
    if place in (VERSION, f"{VERSION}/", f"{VERSION}/{DATA_PACKAGE}", f"{VERSION}/{OPENAPI}"):
        query.refuse_any(said, name)
        return _described(place.removeprefix(VERSION).strip("/"), base)
    table, form = _table(place, base)
    return _rows(table, form, query.selection(said, table, _known(table)))


@cache
def version() -> str:
    """Return the version of the data."""
    return read_package().version


def _table(place: str, base: str) -> tuple[Table, str]:
    """The table and the form that an address names."""
    name, _, form = place.removeprefix(f"{VERSION}/").partition(".")
    if place == f"{VERSION}/{name}.{form}" and name in TABLES:
        if form in FORMATS:
            return TABLES[name], form
        raise RefusedError(404, "unknown-format", [f"{base}/api/{VERSION}/{name}.{form}" for form in FORMATS], form=form, table=name)
    raise RefusedError(404, "unknown-address", [f"{base}/api/{VERSION}/{place}" for place in places()], path=f"{base}/api/{place}")


@cache
def _known(table: Table) -> dict[str, tuple[str, ...]]:
    return questions.known_ids(database.cursor(), table.view)


@lru_cache(maxsize=KEPT)
def _rows(table: Table, form: str, selection: Selection) -> Answer:
    body = rows.encoded(rows.rows(table, selection), form)
    return Answer(body, FORMATS[form], f"{table.name}_{selection.slug()}_v{version()}.{form}", form != "json")


@cache
def _described(place: str, base: str) -> Answer:
    described = {"": _index, DATA_PACKAGE: _package, OPENAPI: openapi.description}[place]
    body = (json.dumps(described(base), ensure_ascii=False, indent=2) + "\n").encode()
    return Answer(body, FORMATS["json"], place or "index.json", False)


def _package(_: str) -> dict[str, Any]:
    return package.descriptor()


def _index(base: str) -> dict[str, Any]:
    """What there is, with addresses on this server."""
    prefix = f"{base}/api/{VERSION}"
    described = read_package()
    return {
        "title": described.title_vi,
        "title_en": described.title_en,
        "version": described.version,
        "licenses": list(described.licences),
        "tables": [
            {
                "name": table.name,
                **{f"title_{lang}": package.title(table, lang) for lang in LANGUAGES},
                **{form: f"{prefix}/{table.name}.{form}" for form in FORMATS},
                "filters": list(table.filters),
            }
            for table in TABLES.values()
        ],
        "datapackage": f"{prefix}/{DATA_PACKAGE}",
        "openapi": f"{prefix}/{OPENAPI}",
    }
