"""The data package's own description of itself: tables, fields, keys, titles.

`data/datapackage.json` is the only schema. Everything else (DDL, validation, dictionary, export headers) reads it from here.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


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
    """One CSV file of the package."""

    name: str
    path: Path
    title_vi: str
    title_en: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

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

    @cached_property
    def by_name(self) -> dict[str, Table]:
        return {table.name: table for table in self.tables}


def read_package(folder: Path = DATA) -> Package:
    """Return the package described in `folder`/datapackage.json.

    Raises FileNotFoundError without that file and ValueError (with its path) when it is not valid JSON.
    """
    path = folder / "datapackage.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}: {error}") from error
    tables = tuple(_table(folder, resource) for resource in raw["resources"])
    return Package(folder, raw["name"], raw["version"], raw["title"], raw["title_en"], tuple(raw["licenses"]), tables)


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
