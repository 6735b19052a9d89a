"""The tables that names and ids of a file are looked up in: the published ones, and the reader's own rows beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from loaders.checks import read_text
from loaders.own import NOTHING, Own
from loaders.package import Package, here, read_package

Row = Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """The published tables as text, and the reader's own rows. Fixed once made; rows stand in file order, own ones last."""

    package: Package
    published: Mapping[str, tuple[Row, ...]]
    own: Own

    @cached_property
    def tables(self) -> dict[str, tuple[Row, ...]]:
        """Every table with the reader's own rows after the published ones."""
        return {name: (*rows, *self.own.rows(name)) for name, rows in self.published.items()}

    @cached_property
    def by_id(self) -> dict[str, dict[str, Row]]:
        """Table -> first key column -> row; of tables whose first column is their key."""
        return {name: {next(iter(row.values())): row for row in rows} for name, rows in self.tables.items()}

    def row(self, table: str, key: str) -> Row:
        """Return a row by its id. Raises KeyError for an unknown one."""
        return self.by_id[table][key]

    def label(self, table: str, key: str) -> tuple[str, str]:
        """Return a row's label in both languages; the id itself, twice, where there is no such row."""
        row = self.by_id[table].get(key)
        return (row["label_vi"], row["label_en"]) if row else (key, key)

    @cached_property
    def as_of(self) -> date:
        """The day on which the data stand."""
        return date.fromisoformat(self.row("setting", "as_of")["value"])


def known(folder: Path | None = None, own: Own = NOTHING) -> Known:
    """Return the tables of the package in `folder`, by default of `package.here`, with a reader's own rows beside them. Read once per folder.

    Raises FileNotFoundError without the package.
    """
    package, published = _published(folder or here())
    return Known(package, published, own)


@lru_cache(maxsize=4)
def _published(folder: Path) -> tuple[Package, Mapping[str, tuple[Row, ...]]]:
    package = read_package(folder)
    return package, {name: tuple(rows) for name, rows in read_text(package).items()}
