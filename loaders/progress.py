"""Progress towards every target: the view `verdict` at any margin and any day, its past, and the figures that an equation is made of."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from loaders.database import SQL
from loaders.stating import with_stated

# Which column of a verdict names a figure -> what the figure is there for.
PARTS = {"observation_id": "judged", "baseline_observation_id": "baseline", "other_observation_id": "other"}

# The view's own text over other settings: a parameter lives in a query, and the meaning of a verdict in one file.
QUERY = """
with setting as (
    select setting_id, coalesce(case setting_id when 'tolerance' then $tolerance when 'as_of' then $as_of end, "value") as "value"
    from main.setting
)
select v.*,
    c.label_vi as verdict_vi, c.label_en as verdict_en, m.label_vi as method_vi, m.label_en as method_en, k.label_vi as class_vi, k.label_en as class_en,
    r.label_vi as reason_vi, r.label_en as reason_en, r.explanation_vi, r.explanation_en, r.needed_vi, r.needed_en
from ({verdict}) v
join unit u on u.unit_id = v.unit_id
join indicator i on i.indicator_id = v.indicator_id
join family f on f.family_id = i.family_id
join code c on c.list_id = 'verdict' and c.code = v.verdict
join code m on m.list_id = 'verdict_method' and m.code = v.method
left join code k on k.list_id = 'verdict_class' and k.code = v."class"
left join verdict_reason r on r.verdict_reason_id = v.reason_code
where v.target_id = coalesce($target, v.target_id)
order by u.role = 'country', u.position, f.position, v.indicator_id, v.horizon nulls first, v.target_id, v."end" desc, m.position
"""


def settings(cursor: duckdb.DuckDBPyConnection) -> tuple[float, date]:
    """Return the margin for "nearly" (a fraction of the number) and the day that the shipped verdicts are given for. Source: table `setting`."""
    values = dict(cursor.execute('select setting_id, "value" from setting').fetchall())
    return float(values["tolerance"]), date.fromisoformat(values["as_of"])


def verdicts(
    cursor: duckdb.DuckDBPyConnection, tolerance: float | None = None, as_of: date | None = None, target_id: str | None = None
) -> pd.DataFrame:
    """Return the verdicts at this margin and on this day (none: the settings'), of one target or of all, with every label in both languages.

    Grain: target, finite end, method; `is_default` marks the method that the kind of target prescribes, `is_nearest` the horizon that judges.
    Order: localities before the country, question, indicator, horizon, low end first, method. Units: those of the target; `tolerance` is a
    fraction, so 0.05 for 5%. Nulls: reason_code where the verdict needs none; ratio, class, baseline where the facts decide.
    Empty frame for an unknown target. Raises ValueError for a margin outside 0 to 1. Source: view `verdict`.
    """
    if tolerance is not None and not 0 <= tolerance < 1:
        raise ValueError(f"the margin is a fraction from 0 to 1: {tolerance}")
    query = QUERY.replace("{verdict}", (SQL / "verdict.sql").read_text(encoding="utf-8"))
    parameters = {
        "tolerance": None if tolerance is None else str(tolerance),
        "as_of": None if as_of is None else as_of.isoformat(),
        "target": target_id,
    }
    return cursor.execute(query, parameters).df()


def by_year(cursor: duckdb.DuckDBPyConnection, target_id: str, tolerance: float | None = None, as_of: date | None = None) -> pd.DataFrame:
    """Return what could be said of a target on the last day of each year that has a figure: every year of a floor, the past of the others.

    Grain: year, finite end; the prescribed method only. Columns of `verdicts` and `year`, in order of year. Empty frame without any figure.
    """
    today = as_of or settings(cursor)[1]
    query = "select distinct described from matched_observation where target_id = ? and as_of_on <= ? order by 1"
    years = [year for (year,) in cursor.execute(query, [target_id, today]).fetchall()]
    frames = [verdicts(cursor, tolerance, min(date(year, 12, 31), today), target_id).assign(year=year) for year in years]
    if not frames:
        return verdicts(cursor, tolerance, today, target_id).iloc[:0].assign(year=pd.Series(dtype="int64"))
    frame = pd.concat(frames)
    return frame[frame["is_default"]].reset_index(drop=True)


def inputs(cursor: duckdb.DuckDBPyConnection, verdict: Mapping[str, Any], lang: str) -> pd.DataFrame:
    """Return the figures behind one row of `verdicts`, with their sources: columns of `observation_row`, `stated`, `as_of` and `part`.

    `part` is judged (the figure itself), baseline (what the pace counts from) or other (the closest figure, which may not judge).
    In that order; an empty frame where nothing is published. Source: view `observation_row`.
    """
    parts = {verdict[column]: part for column, part in PARTS.items() if pd.notna(verdict[column])}
    frame = cursor.execute("select * from observation_row where list_contains(?, observation_id)", [list(parts)]).df()
    frame = frame.assign(part=frame["observation_id"].map(parts).astype("str"))
    order = frame["part"].map({part: place for place, part in enumerate(PARTS.values())}).sort_values().index
    return with_stated(frame.loc[order].reset_index(drop=True), lang)
