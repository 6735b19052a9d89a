"""The questions that pages ask of the database. Each returns a tidy frame; pages only show it."""

from collections.abc import Sequence

import duckdb
import pandas as pd
import pyarrow as pa

from loaders.pairs import pairs
from loaders.selection import ANNUAL, Selection, names

ROW_ORDER = {
    "target_row": "unit_role = 'country', unit_position, family_position, indicator_id, horizon nulls first, target_id",
    "observation_row": "unit_position, family_position, indicator_id, as_of_on, observation_id",
    "commitment_row": "unit_position, horizon nulls first, commitment_id",
    "indicator_row": "family_position, indicator_id",
    "unit_row": "unit_position, unit_id",
    "document_row": "document_position, document_id",
}
# Filter -> the ids that there are.
IDS = {
    "units": "select unit_id from unit order by position, unit_id",
    "themes": "select theme_id from theme order by position",
    "families": "select family_id from family order by position",
    "indicators": "select indicator_id from indicator order by indicator_id",
    "kinds": "select code from code where list_id = 'kind' order by position",
    "horizons": "select distinct horizon::varchar from (select horizon from target union all select horizon from commitment) where horizon is not null order by 1",
}


def table(cursor: duckdb.DuckDBPyConnection, name: str, order: str = "all") -> pd.DataFrame:
    """Return a whole table or view of the package, ordered by `order` (a column name; `all` sorts by every column in turn)."""
    return cursor.execute(f'select * from "{name}" order by {order}').df()


def spoken(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return publication_id -> the language of its words ("vi", "en"), which quotations keep. Source: publication."""
    return dict(cursor.execute("select publication_id, language from publication").fetchall())


def _query(view: str, selection: Selection, most: int | None = None) -> tuple[str, list]:
    condition, parameters = selection.where(view)
    return f"select * from {view} where {condition} order by {ROW_ORDER[view]}" + (f" limit {most:d}" if most else ""), parameters


def count(cursor: duckdb.DuckDBPyConnection, view: str, selection: Selection) -> int:
    """Return how many rows of a labelled view there are under `selection`."""
    condition, parameters = selection.where(view)
    [(found,)] = cursor.execute(f"select count(*) from {view} where {condition}", parameters).fetchall()
    return int(found)


def units(cursor: duckdb.DuckDBPyConnection, most: int) -> list[str]:
    """Return the first `most` units."""
    return [unit for (unit,) in cursor.execute(f"{IDS['units']} limit {most:d}").fetchall()]


def whose(cursor: duckdb.DuckDBPyConnection, target_id: str) -> list[str]:
    """Return the unit of a target, in a list; empty for an unknown one."""
    return [unit for (unit,) in cursor.execute("select unit_id from target where target_id = ?", [target_id]).fetchall()]


def rows(cursor: duckdb.DuckDBPyConnection, view: str, selection: Selection, most: int | None = None) -> pd.DataFrame:
    """Return the rows of a labelled view (a key of ROW_ORDER) under `selection`, the first `most` where that is given.

    Order: localities before the country, then question, indicator, horizon or date. Empty frame (with columns) when nothing fits.
    """
    return cursor.execute(*_query(view, selection, most)).df()


def typed_rows(cursor: duckdb.DuckDBPyConnection, view: str, selection: Selection) -> pa.Table:
    """Return the same rows in the same order with the database's own types: whole numbers stay whole beside nulls, dates are dates."""
    query, parameters = _query(view, selection)
    return cursor.sql(query, params=parameters).to_arrow_table()


def known_ids(cursor: duckdb.DuckDBPyConnection, view: str) -> dict[str, tuple[str, ...]]:
    """Return filter name -> every id that it may hold for a labelled view, whether or not a row has it, in a fixed order."""
    found = {name: tuple(row[0] for row in cursor.execute(IDS[name]).fetchall()) for name in names(view)}
    if view == "observation_row":
        found["horizons"] = tuple(observed_years(cursor))
    elif "horizons" in found:
        found["horizons"] += (ANNUAL,)
    return found


def labels(cursor: duckdb.DuckDBPyConnection, lang: str) -> dict[str, dict[str, str]]:
    """Return filter name -> id -> label in `lang`, each in the order in which a reader expects it. `horizons` is filled from the targets."""
    short = f"short_{lang}"
    queries = {
        "units": f"select unit_id, {short} from unit where role in ('locality', 'country', 'context') or unit_id in (select unit_id from observation) order by role = 'country', position",
        "themes": f"select theme_id, label_{lang} from theme order by position",
        "families": f"select family_id, label_{lang} from family order by position",
        "indicators": f"select indicator_id, i.label_{lang} from indicator i join family f using (family_id) order by f.position, i.label_{lang} collate vi",
        "kinds": f"select code, label_{lang} from code where list_id = 'kind' order by position",
        "horizons": "select distinct horizon::varchar, horizon::varchar from target where horizon is not null order by 1",
    }
    return {name: dict(cursor.execute(query).fetchall()) for name, query in queries.items()}


def observed_years(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the years that observations describe, latest first, as id and label."""
    years = cursor.execute("select distinct year(as_of_on)::varchar as y from observation order by y desc").fetchall()
    return {year: year for (year,) in years}


def localities(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the localities tracked, in their fixed order: every column of `unit`, one row a locality."""
    return cursor.execute("select * from unit where role = 'locality' order by position").df()


def question_families(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the questions that at least one locality speaks of, in numbers or in words: family_id, position and labels; by position."""
    return cursor.execute("""
        select family_id, position, label_vi, label_en, short_vi, short_en, theme_id from family
        where family_id in (
            select i.family_id from target t join indicator i using (indicator_id) join unit u on u.unit_id = t.unit_id where u.role = 'locality'
            union all select c.family_id from commitment c join unit u using (unit_id) where u.role = 'locality')
        order by position
    """).df()


def matrix(cursor: duckdb.DuckDBPyConnection, units: Sequence[str] = ()) -> pd.DataFrame:
    """Return the coverage matrix: one row per locality and question that at least one locality speaks of; by question, then locality.

    `units`: of these localities only (none: of all).

    Columns of `coverage_family` with labels of family, theme and unit in both languages; horizons are null where there are none.
    """
    return cursor.execute(
        """
        select c.*, f.short_vi as family_vi, f.short_en as family_en, f.label_vi as question_vi, f.label_en as question_en,
            t.label_vi as theme_vi, t.label_en as theme_en, u.short_vi as unit_vi, u.short_en as unit_en,
            s.label_vi as state_vi, s.label_en as state_en
        from coverage_family c
        join family f using (family_id) join theme t on t.theme_id = c.theme_id join unit u on u.unit_id = c.unit_id
        join code s on s.list_id = 'state' and s.code = c.state
        where c.family_id in (select family_id from coverage_family where state in ('number', 'words_only'))
            and (len($units) = 0 or list_contains($units::varchar[], c.unit_id))
        order by c.family_position, c.unit_position
    """,
        {"units": list(units)},
    ).df()


def totals(cursor: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the counts behind the first page's sentences, all computed from the tables."""
    query = """
        select
            (select count(*) from unit where role = 'locality') as localities,
            (select count(*) from unit where role = 'locality' and starts_with(unit_id, 'own-')) as own_localities,
            (select count(*) from target where starts_with(target_id, 'own-'))
                + (select count(*) from observation where starts_with(observation_id, 'own-')) as own,
            (select count(*) from target_bounds where unit_role = 'locality') as local_targets,
            (select count(*) from target_bounds where unit_role = 'country') as national_targets,
            (select count(*) from commitment) as commitments,
            (select count(*) from observation) as observations,
            (select count(*) from current_observation o join unit using (unit_id) where unit.role = 'locality') as local_observations,
            (select count(*) from target_bounds where unit_role = 'locality' and operator <> 'eq') as qualified_targets
    """
    counts = {name: int(count) for name, count in cursor.execute(query).df().iloc[0].items()}
    found = pairs(cursor)
    return counts | {"pairs": found.total(), "direct_pairs": found["direct"], "caveat_pairs": found["caveat"]}
