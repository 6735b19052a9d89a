"""Rows that are a reader's own: beside the published ones in that reader's views, never among the published ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

# Every id of a row of one's own begins so; no published id does.
PREFIX = "own-"
# The tables that may hold rows of one's own, in an order in which every key points backwards.
TABLES = ("unit", "publication", "document", "target", "observation", "commitment")

Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Own:
    """Rows of one's own, as text under the schema's columns, by table; and the published observations that they replace on charts.

    Fixed and comparable: two readers with the same rows have the same `token`. Made by `own`.
    """

    tables: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    set_aside: tuple[str, ...] = ()

    @cached_property
    def token(self) -> str:
        """Return what names these very rows in a cache; empty for none."""
        return blake2b(repr((self.tables, self.set_aside)).encode(), digest_size=16).hexdigest() if self else ""

    def rows(self, table: str) -> list[dict[str, str]]:
        """Return the rows of a table, by id; none where it holds none."""
        return [dict(row) for row in dict(self.tables).get(table, ())]

    def __len__(self) -> int:
        """Return how many rows there are in all tables."""
        return sum(len(rows) for _, rows in self.tables)

    def __bool__(self) -> bool:
        return bool(self.tables)


NOTHING = Own()


def own(tables: Mapping[str, Iterable[Mapping[str, str]]], set_aside: Iterable[str] = ()) -> Own:
    """Return rows by table as an `Own`, sorted by id, of rows with the same id the last; tables without rows left out.

    Raises ValueError for a table that may not hold rows of one's own, and for an id that does not begin with `own-`.
    """
    if unknown := set(tables) - set(TABLES):
        raise ValueError(f"no own rows in {', '.join(sorted(unknown))}")
    kept = []
    for table in TABLES:
        rows = {row[f"{table}_id"]: tuple(row.items()) for row in tables.get(table, ())}
        if strays := [key for key in rows if not key.startswith(PREFIX)]:
            raise ValueError(f"{table}: {strays[0]}")
        if rows:
            kept.append((table, tuple(rows[key] for key in sorted(rows))))
    return Own(tuple(kept), tuple(sorted(set(set_aside))))
