"""A reviewed draft -> rows of the reader's own."""

from collections.abc import Mapping

from loaders.intake.draft import READY, Draft
from loaders.intake.known import Known
from loaders.intake.validity import problems as problems
from loaders.own import PREFIX, TABLES, Own, own


def accept(draft: Draft, known: Known) -> Own:
    """Return the ready lines of a draft with the rows that they need, and the published figures that they replace on charts.

    Only new rows and rows in use that they change; put them together with those in use by `merged`. Rows that break a rule are left out
    as in the draft itself (none does, where `known` is that of the draft). Raises nothing.
    """
    rows: dict[str, dict[str, Mapping[str, str]]] = {table: {} for table in TABLES}
    for table, support in draft.support.items():
        for row in support:
            rows[table][row[f"{table}_id"]] = row
    for line in draft.lines:
        if line.state == READY and line.row and line.row[f"{line.table}_id"].startswith(PREFIX):
            rows[line.table][line.row[f"{line.table}_id"]] = line.row
    published = {row["observation_id"] for row in known.published["observation"]}
    used = own({table: list(found.values()) for table, found in rows.items() if found})
    aside = tuple(key for key in draft.set_aside if key in published) if used.rows("observation") else ()
    return Own(used.tables, aside)


def merged(before: Own, more: Own) -> Own:
    """Return rows in use and further ones together: of rows with the same id the further one; what either sets aside."""
    tables = {table: [*before.rows(table), *more.rows(table)] for table in TABLES}
    return own({table: rows for table, rows in tables.items() if rows}, {*before.set_aside, *more.set_aside})
