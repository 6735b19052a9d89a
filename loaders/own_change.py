"""Taking from rows of one's own; what nothing needs any longer goes too, so that no key points nowhere."""

from collections.abc import Collection, Iterable, Mapping

import duckdb

from loaders.own import Own, own
from loaders.records import records

# Rows that stand for themselves, which a reader sees and takes away; the others are there for them.
FACTS = ("target", "observation", "commitment")
# Whose row a field of a fact or of support names.
NEEDS = {
    "unit_id": "unit",
    "parent_id": "unit",
    "document_id": "document",
    "publication_id": "publication",
}
# What makes two observations speak of the same thing on the same day, so that only one of them can be on charts.
SERIES = ("unit_id", "indicator_id", "base_id", "standard_id", "kind", "as_of_on")


def facts(rows: Own) -> int:
    """Return how many figures, targets and commitments there are."""
    return sum(len(rows.rows(table)) for table in FACTS)


def without(rows: Own, gone: Collection[str], published: Iterable[Mapping[str, str]]) -> Own:
    """Return the rows without the facts whose ids are `gone`, without targets that stand within them, and without what nothing needs now.

    `published`: rows of the table `observation`; of those set aside, the ones that no figure of one's own replaces any longer are on
    charts again.
    """
    doomed = set(gone)
    targets = rows.rows("target")
    while more := {row["target_id"] for row in targets if row.get("parent_id") in doomed} - doomed:
        doomed |= more
    kept = {table: [row for row in rows.rows(table) if row[f"{table}_id"] not in doomed] for table in FACTS}
    for table in ("document", "publication", "unit"):
        kept[table] = _needed(rows.rows(table), table, kept)
    series = {_series(row) for row in kept["observation"]}
    aside = [row["observation_id"] for row in published if row["observation_id"] in rows.set_aside and _series(row) in series]
    return own({table: found for table, found in kept.items() if found}, aside)


def observed(cursor: duckdb.DuckDBPyConnection, ids: Collection[str]) -> list[dict[str, str]]:
    """Return these rows of the table `observation` as text, empty text for nulls: their id and what makes a series."""
    columns = ", ".join(f"coalesce({column}::varchar, '') as {column}" for column in ("observation_id", *SERIES))
    query = f"select {columns} from observation where list_contains(?::varchar[], observation_id)"
    return records(cursor.execute(query, [list(ids)]).df())


def _needed(support: list[dict[str, str]], table: str, kept: Mapping[str, list[dict[str, str]]]) -> list[dict[str, str]]:
    """The rows of a supporting table that facts or other support name, and the units above those."""
    named = {
        row[field]
        for rows in kept.values()
        for row in rows
        for field, needed in NEEDS.items()
        if needed == table and field in row and not (field == "parent_id" and "target_id" in row)
    }
    above = {row[f"{table}_id"]: row.get("parent_id", "") for row in support}
    while more := {above[key] for key in named if above.get(key)} - named:
        named |= more
    return [row for row in support if row[f"{table}_id"] in named]


def _series(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(field, "") for field in SERIES)
