"""What an address answers: its bytes, what they are, and the name of the file."""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from api import database, openapi, package, query, rows
from api.refusals import RefusedError
from api.tables import DATA_PACKAGE, FORMATS, OPENAPI, TABLES, VERSION, Table, places
from loaders import questions
from loaders.package import here, read_package
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
    edition, _, name = place.partition("/")
    if edition != VERSION:
        raise _nowhere(place, base)
    if name in _DESCRIBED:
        query.refuse_any(said, place)
        return _described(name, base)
    table, form = _table(name, base)
    return _rows(here(), table, form, query.selection(said, table, _known(table)))


def version() -> str:
    """Return the version of the data."""
    return database.edition().version


def _table(name: str, base: str) -> tuple[Table, str]:
    """The table and the form that the name of a file means."""
    stem, _, form = name.partition(".")
    if stem not in TABLES:
        raise _nowhere(f"{VERSION}/{name}", base)
    if form not in FORMATS:
        allowed = [f"{base}/api/{VERSION}/{stem}.{form}" for form in FORMATS]
        raise RefusedError(404, "unknown_format", allowed, form=form, table=stem)
    return TABLES[stem], form


def _nowhere(place: str, base: str) -> RefusedError:
    allowed = [f"{base}/api/{VERSION}/{name}" for name in places()]
    return RefusedError(404, "unknown_address", allowed, path=f"{base}/api/{place}")


@database.once
def _known(table: Table) -> dict[str, tuple[str, ...]]:
    return questions.known_ids(database.cursor(), table.view)


@lru_cache(maxsize=KEPT)
def _rows(_: Path, table: Table, form: str, selection: Selection) -> Answer:
    """An answer with rows, kept for the edition whose folder comes first."""
    body = rows.encoded(rows.rows(table, selection), form)
    return Answer(body, FORMATS[form], f"{table.name}_{selection.slug()}_v{version()}.{form}", form != "json")


@database.once
def _described(name: str, base: str) -> Answer:
    body = (json.dumps(_DESCRIBED[name](base), ensure_ascii=False, indent=2) + "\n").encode()
    return Answer(body, FORMATS["json"], name or "index.json", False)


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


# What is said of the tables, by its name in the address.
_DESCRIBED: dict[str, Callable[[str], dict[str, Any]]] = {
    "": _index,
    DATA_PACKAGE: lambda base: package.descriptor(),
    OPENAPI: openapi.description,
}
