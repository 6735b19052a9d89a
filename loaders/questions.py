"""The questions that pages ask of the database. Each returns a tidy frame; pages only show it."""

import duckdb
import pandas as pd

from loaders.selection import Selection

ROW_ORDER = {
    "target_row": "unit_role = 'country', unit_position, family_position, indicator_id, horizon nulls first, target_id",
    "observation_row": "unit_position, family_position, indicator_id, as_of_on, observation_id",
    "commitment_row": "unit_position, horizon nulls first, commitment_id",
}


def table(cursor: duckdb.DuckDBPyConnection, name: str, order: str = "all") -> pd.DataFrame:
    """Return a whole table or view of the package, ordered by `order` (a column name; `all` sorts by every column in turn)."""
    return cursor.execute(f'select * from "{name}" order by {order}').df()


def rows(cursor: duckdb.DuckDBPyConnection, view: str, selection: Selection) -> pd.DataFrame:
    """Return the rows of `target_row`, `observation_row` or `commitment_row` under `selection`.

    Order: localities before the country, then question, indicator, horizon or date. Empty frame (with columns) when nothing fits.
    """
    condition, parameters = selection.where(view)
    return cursor.execute(f"select * from {view} where {condition} order by {ROW_ORDER[view]}", parameters).df()


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
        where family_id in (select family_id from coverage_family where state in ('number', 'words_only'))
        order by position
    """).df()


def matrix(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the coverage matrix: one row per locality and question that at least one locality speaks of; by question, then locality.

    Columns of `coverage_family` with labels of family, theme and unit in both languages; horizons are null where there are none.
    """
    return cursor.execute("""
        select c.*, f.short_vi as family_vi, f.short_en as family_en, f.label_vi as question_vi, f.label_en as question_en,
            t.label_vi as theme_vi, t.label_en as theme_en, u.short_vi as unit_vi, u.short_en as unit_en,
            s.label_vi as state_vi, s.label_en as state_en
        from coverage_family c
        join family f using (family_id) join theme t on t.theme_id = c.theme_id join unit u on u.unit_id = c.unit_id
        join code s on s.list_id = 'state' and s.code = c.state
        where c.family_id in (select family_id from coverage_family where state in ('number', 'words_only'))
        order by c.family_position, c.unit_position
    """).df()


def totals(cursor: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the counts behind the first page's sentences, all computed from the tables."""
    query = """
        select
            (select count(*) from unit where role = 'locality') as localities,
            (select count(*) from unit where role = 'locality' and starts_with(unit_id, 'own-')) as own_localities,
            (select count(*) filter (is_own) from target_row) + (select count(*) filter (is_own) from observation_row) as own,
            (select count(*) from target_bounds where unit_role = 'locality') as local_targets,
            (select count(*) from target_bounds where unit_role = 'country') as national_targets,
            (select count(*) from commitment) as commitments,
            (select count(*) from observation) as observations,
            (select count(*) from current_observation o join unit using (unit_id) where unit.role = 'locality') as local_observations,
            (select count(*) from comparable c join target_bounds a using (target_id) join target_bounds b on b.target_id = c.other_target_id
                where c.target_id < c.other_target_id and a.unit_role = 'locality' and b.unit_role = 'locality' and a.unit_id <> b.unit_id) as pairs,
            (select count(*) from comparable c join target_bounds a using (target_id) join target_bounds b on b.target_id = c.other_target_id
                where c.target_id < c.other_target_id and a.unit_role = 'locality' and b.unit_role = 'locality' and a.unit_id <> b.unit_id
                and c."class" = 'direct') as direct_pairs,
            (select count(*) from comparable c join target_bounds a using (target_id) join target_bounds b on b.target_id = c.other_target_id
                where c.target_id < c.other_target_id and a.unit_role = 'locality' and b.unit_role = 'locality' and a.unit_id <> b.unit_id
                and c."class" = 'caveat') as caveat_pairs,
            (select count(*) from target_bounds where unit_role = 'locality' and operator <> 'eq') as qualified_targets
    """
    return {name: int(count) for name, count in cursor.execute(query).df().iloc[0].items()}
