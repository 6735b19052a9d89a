"""What is missing to answer: the realized values that would let each target be judged, and what exists instead."""

import duckdb
import pandas as pd

from loaders.records import records
from loaders.stating import day, with_stated, years
from loaders.texts import texts

# Column of the list -> its title.
TITLES = {
    "unit": "column.unit",
    "target": "column.target",
    "stated": "column.stated",
    "needed_words": "column.needed_on",
    "baseline_words": "column.baseline",
    "reason": "column.reason",
    "needed": "column.needed",
    "exists": "column.exists",
}
# What makes two values to find the same one.
SERIES = ["unit_id", "indicator_id", "base_id", "standard_id", "kind", "measure_id"]


def values(cursor: duckdb.DuckDBPyConnection, lang: str, *, units: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the targets that no realized value judges yet: one row a target, localities before the country, then question and horizon.

    `units`: only these units (none: all). Columns of `missing_value` with labels in `lang`: unit, indicator, base, standard, target (the
    indicator with its horizon), stated, needed_words (the day for which a value would help now), baseline_words (empty where none is
    wanted), reason, needed (what would settle it) and exists (the closest figure, or that there is none). Source: view missing_value.
    """
    frame = cursor.execute(
        f"""
        select m.*, t.unit_{lang} as unit, t.indicator_{lang} as indicator, t.base_{lang} as base, t.standard_{lang} as standard,
            t.operator, t.verbal, t.low, t.high, t.template_vi, t.template_en, t.is_own, t.symbol_vi, t.symbol_en, t.document_{lang} as document,
            r.label_{lang} as reason, r.needed_{lang} as needed
        from missing_value m join target_row t using (target_id) join verdict_reason r on r.verdict_reason_id = m.reason_code
        where len(?) = 0 or list_contains(?::varchar[], m.unit_id)
        order by m.unit_role = 'country', t.unit_position, t.family_position, m.indicator_id, m.horizon nulls first, m.target_id
        """,
        [list(units), list(units)],
    ).df()
    words = texts(lang)
    frame = with_stated(frame, lang)
    return frame.assign(
        target=frame["indicator"] + " · " + years(frame["horizon"], words["horizon.annual"]),
        needed_words=[_needed(row, lang) for row in records(frame)],
        baseline_words=[_baseline(row, lang) for row in records(frame)],
        exists=frame["observation_id"]
        .map(_figures(cursor, lang, frame["observation_id"].dropna().unique().tolist()))
        .fillna(words["missing.nothing"]),
    )


def _needed(row: dict, lang: str) -> str:
    """The day for which a value would help now; of a district that has ended, why no later one."""
    date = day(row["wanted_on"], lang)
    if pd.isna(row["ended_on"]):
        return date
    return texts(lang)["missing.ended"].format(date=date, ended=day(row["ended_on"], lang))


def _baseline(row: dict, lang: str) -> str:
    """Until when a baseline is wanted; the day of issue is not always known."""
    if not row["needs_baseline"]:
        return ""
    words = texts(lang)
    if pd.isna(row["baseline_by"]):
        return words["missing.baseline"]
    return words["missing.baseline_by"].format(date=day(row["baseline_by"], lang))


def _figures(cursor: duckdb.DuckDBPyConnection, lang: str, ids: list[str]) -> dict[str, str]:
    """observation_id -> the figure in words, with whose and what it is: what is near may be another unit's or of another base."""
    found = cursor.execute("select * from observation_row where list_contains(?::varchar[], observation_id)", [ids]).df()
    rows = records(with_stated(found, lang))
    said = {}
    for row in rows:
        what = ", ".join(word for word in (row[f"indicator_{lang}"], row[f"standard_{lang}"]) if pd.notna(word))
        said[row["observation_id"]] = f"{row['stated']} ({row['as_of']}; {row[f'unit_{lang}']}; {what})"
    return said


def of(frame: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return those of `values` that stand behind `rows` of a scorecard (`target_ids` joined by `;`), order kept."""
    ids = {target_id for ids in rows["target_ids"] for target_id in ids.split(";")}
    return frame[frame["target_id"].isin(ids)]


def shown(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return `values` as they stand on screen: the columns for people, titled in `lang`."""
    return frame[list(TITLES)].rename(columns={name: texts(lang)[title] for name, title in TITLES.items()})


def wanted(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the values to find for `values`, each once: one row per series and day, its unit's order kept.

    Columns of SERIES with labels (unit, indicator, base, standard), is_baseline, wanted_on (for a baseline the latest day that will do,
    null where the day of issue is not known) and target_ids (joined by `;`), the targets that it would help to judge.
    """
    latest = frame.assign(is_baseline=False)
    baseline = frame[frame["needs_baseline"]].assign(is_baseline=True, wanted_on=lambda f: f["baseline_by"])
    # Several documents may share a baseline: before the earliest of them it does for all.
    baseline = baseline.assign(wanted_on=baseline.groupby(SERIES, dropna=False)["wanted_on"].transform("min"))
    every = pd.concat([latest, baseline]).sort_index(kind="stable")
    keys = [*SERIES, "unit", "indicator", "base", "standard", "is_baseline", "wanted_on"]
    return every.groupby(keys, dropna=False, sort=False, as_index=False).agg(target_ids=("target_id", ";".join))


def count(lines: int, targets: int, lang: str) -> str:
    """Return in words how many values are to be found (lines of `wanted`) for how many targets."""
    return texts(lang)["missing.count"].format(values=lines, targets=targets)
