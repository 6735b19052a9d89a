"""The data package's own description of itself: tables, fields, keys, titles.

`data/datapackage.json` is the only schema. Everything else (DDL, validation, dictionary, export headers) reads it from here.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent.parent / "data"
# The package that everything reads unless told otherwise: the shipped one, or the folder that the operator names.
DATA = Path(os.environ["TRACKER_DATA"]).resolve() if os.environ.get("TRACKER_DATA") else SHIPPED
# The folder that a thread was told to read, and what else may know: pages ask their session which edition of the data it holds.
_told: ContextVar[Path | None] = ContextVar("data", default=None)
_asked: list[Callable[[], Path | None]] = []


def here() -> Path:
    """Return the folder whose data are read here and now: that of the edition in use (see loaders.edition), `DATA` where none is."""
    return _told.get() or next((folder for ask in _asked if (folder := ask())), DATA)


@contextmanager
def using(folder: Path) -> Iterator[None]:
    """Let `here` be `folder` for this thread until the block ends."""
    token = _told.set(folder)
    try:
        yield
    finally:
        _told.reset(token)


def ask(who: Callable[[], Path | None]) -> None:
    """Let `who` say which folder a thread reads that was not told; None where it does not know."""
    _asked[:] = [who]


@dataclass(frozen=True)
class Field:
    """One column of a table: its name, Frictionless type, titles and descriptions (may be empty) in both languages, and constraints."""

    name: str
    type: str
    title_vi: str
    title_en: str
    constraints: dict
    description_vi: str
    description_en: str

    def title(self, lang: str) -> str:
        return self.title_en if lang == "en" else self.title_vi

    def description(self, lang: str) -> str:
        return self.description_en if lang == "en" else self.description_vi

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values must stand in another table's column."""

    field: str
    table: str
    column: str


@dataclass(frozen=True)
class Table:
    """One file of the package: CSV, or Parquet for tables too large for it."""

    name: str
    path: Path
    title_vi: str
    title_en: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def is_parquet(self) -> bool:
        return self.path.suffix == ".parquet"

    def title(self, lang: str) -> str:
        return self.title_en if lang == "en" else self.title_vi


@dataclass(frozen=True)
class Package:
    """The whole data package, tables in an order in which every foreign key points backwards."""

    folder: Path
    name: str
    version: str
    title_vi: str
    title_en: str
    licences: tuple[dict[str, str], ...]
    tables: tuple[Table, ...]

    def title(self, lang: str) -> str:
        return self.title_en if lang == "en" else self.title_vi

    @property
    def is_large(self) -> bool:
        """Whether a table is Parquet: then pages ask for some localities at a time."""
        return any(table.is_parquet for table in self.tables)

    @cached_property
    def by_name(self) -> dict[str, Table]:
        return {table.name: table for table in self.tables}


def read_package(folder: Path | None = None) -> Package:
    """Return the package described in `folder`/datapackage.json; by default that of `here`.

    Raises FileNotFoundError without that file and ValueError (with its path) when it is not valid JSON or does not describe a package.
    """
    folder = folder or here()
    path = folder / "datapackage.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        tables = tuple(_table(folder, resource) for resource in raw["resources"])
        return Package(folder, raw["name"], raw["version"], raw["title"], raw["title_en"], tuple(raw["licenses"]), tables)
    except (ValueError, KeyError, TypeError, AttributeError) as error:  # no JSON, no UTF-8, or JSON of another form
        raise ValueError(f"{path}: {type(error).__name__} {error}") from error


def _table(folder: Path, resource: dict) -> Table:
    schema = resource["schema"]
    fields = tuple(_field(raw) for raw in schema["fields"])
    keys = tuple(
        ForeignKey(k["fields"][0], k["reference"]["resource"] or resource["name"], k["reference"]["fields"][0])
        for k in schema["foreignKeys"]
    )
    return Table(
        resource["name"],
        folder / resource["path"],
        resource["title"],
        resource["title_en"],
        fields,
        tuple(schema["primaryKey"]),
        keys,
    )


def _field(raw: dict) -> Field:
    descriptions = raw.get("description", ""), raw.get("description_en", "")
    return Field(raw["name"], raw["type"], raw["title"], raw["title_en"], raw.get("constraints", {}), *descriptions)
