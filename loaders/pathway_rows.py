"""One indicator of one unit as rows for a picture: figures on the axis of years, and the targets, those that say the same as one.

Years stand on the axis at their last day, 31 December.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from loaders.records import records
from loaders.stating import day

# A path has a value on every day; a flow is an amount of a period and has none between two periods.
PATH_KINDS = ("stock", "share", "level")
# Only figures of single values are joined: a line into "over 35,000" would give the ring a value.
JOINED_SHAPES = ("point", "fuzzy")
GAP = 400  # days; figures of consecutive years, a month late at most
# A document that names no status filter counts the existing ones.
USUAL = "existing"


@dataclass(frozen=True)
class Scope:
    """What holds for every indicator of a unit: the unit, the day for which targets are judged, the last day of the unit's territory."""

    unit: dict
    as_of: date
    ended_on: date | None
    lang: str
    words: Mapping[str, str]
    version: str


def position(value: date) -> float:
    """Return the place of a day on the axis of years, whose whole numbers are the ends of years: 31/12/2025 is 2025.0."""
    first = date(value.year, 1, 1)
    return value.year - 1 + ((date(value.year, value.month, value.day) - first).days + 1) / (date(value.year + 1, 1, 1) - first).days


def points(rows: pd.DataFrame, scope: Scope, several: bool) -> pd.DataFrame:
    """Return rows of `observation_row` with the chart's columns, order kept; standards are named where there are `several`.

    at: place on the axis; mark: final, provisional or computed; note_short: what must be said beside the point; run: see `runs`.
    """
    lang, seen = scope.lang, records(rows)
    made = rows.assign(
        at=pd.Series([position(value) for value in rows["as_of_on"]], index=rows.index, dtype="float64"),
        mark=pd.Series([_mark(row) for row in seen], index=rows.index, dtype="str"),
        note_short=pd.Series([_note(row, scope, several) for row in seen], index=rows.index, dtype="str"),
        run=runs(rows, scope.ended_on),
        series=rows["standard_id"].fillna(USUAL),
        series_label=rows[f"standard_{lang}"].fillna(""),
        measure_symbol=rows[f"symbol_{lang}"],
        base=rows[f"base_{lang}"],
        kind_label=rows[f"kind_{lang}"],
    )
    return made.assign(hover=pd.Series([_observed(row, scope) for row in records(made)], index=rows.index, dtype="str"))


def _mark(row: Mapping[str, Any]) -> str:
    return "computed" if row["method"] == "computed" else "final" if row["status"] == "final" else "provisional"


def _note(row: Mapping[str, Any], scope: Scope, several: bool) -> str:
    """Status, that it was computed, the territory of a figure that came after the unit's end under the old name, the standard."""
    parts = (
        "" if row["status"] == "final" else row[f"status_{scope.lang}"],
        scope.words["pathway.computed"] if row["method"] == "computed" else "",
        row[f"territory_{scope.lang}"] if _is_late(row, scope.ended_on) else "",
        text(row[f"standard_{scope.lang}"]) if several else "",
    )
    return ", ".join(filter(None, parts))


def _is_late(row: Mapping[str, Any], ended_on: date | None) -> bool:
    days = [row[name].date() for name in ("as_of_on", "published_on") if pd.notna(row[name])]
    return ended_on is not None and max(days) > ended_on and row["territory"] == "before-2025-07"


def runs(rows: pd.DataFrame, ended_on: date | None) -> pd.Series:
    """Return the run to which a figure belongs; empty where it may be joined to none. A run is one compiler, one standard, one base, year by year."""
    found = pd.Series([""] * len(rows), index=rows.index, dtype="object")
    usable = rows["is_current"] & rows["kind"].isin(PATH_KINDS) & rows["shape"].isin(JOINED_SHAPES)
    keys = ["compiler", "standard_id", "base_id", "territory"]
    for key, group in rows[usable].groupby(keys, dropna=False, sort=False):
        start, last = "", None
        for index, when in zip(group.index, group["as_of_on"].dt.date, strict=True):
            broken = last is None or (when - last).days > GAP or (ended_on is not None and last <= ended_on < when)
            start = "|".join(map(str, (*key, when))) if broken else start
            found[index], last = start, when
    return found.astype("str")


def _observed(row: Mapping[str, Any], scope: Scope) -> str:
    """What stands in the tooltip of a figure: value and date, status, source, whether it is in use."""
    lang, words = scope.lang, scope.words
    lines = (
        f"{row['stated']} · {row['as_of']}",
        row["note_short"],
        ", ".join(filter(None, (text(row[f"source_{lang}"]), text(row["publisher"]), day(row["published_on"], lang)))),
        row[f"compiler_{lang}"],
        words["pathway.in_use"] if row["is_current"] else words["pathway.kept"],
    )
    return "\n".join(filter(None, lines))


def goals(rows: pd.DataFrame, scope: Scope, several: bool) -> pd.DataFrame:
    """Return one row per horizon, standard and stated number; documents that state the same are joined, the target of the first kept."""
    lang, found = scope.lang, []
    keys = ["horizon", "standard_id", "operator", "low", "high", "verbal", "is_own"]
    for _, group in rows.groupby(keys, dropna=False, sort=False):
        first = group.iloc[0].to_dict()
        documents = list(dict.fromkeys(group[f"document_{lang}"]))
        notes = (scope.words["column.verbal"].lower() if first["verbal"] else "", text(first[f"standard_{lang}"]) if several else "")
        horizon = int(first["horizon"])
        who = "; ".join(documents)
        found.append({
            **{name: first[name] for name in ("target_id", "unit_id", "operator", "shape", "low", "high", "stated", "kind", "direction", "measure_id")},
            "series": first["standard_id"] if pd.notna(first["standard_id"]) else USUAL,
            "at": float(horizon), "horizon_label": str(horizon), "documents": who, "note_short": ", ".join(filter(None, notes)),
            "measure_symbol": first[f"symbol_{lang}"], "base": first[f"base_{lang}"], "kind_label": first[f"kind_{lang}"],
            "hover": "\n".join(filter(None, (f"{horizon}: {first['stated']}", ", ".join(filter(None, notes)), f"“{first['wording']}”", who))),
        })  # fmt: skip
    columns = (
        "target_id unit_id operator shape low high stated kind direction measure_id series at horizon_label documents note_short "
        "measure_symbol base kind_label hover"
    )
    return pd.DataFrame(found, columns=columns.split())


def text(value: object) -> str:
    """Return a label as text; empty where there is none."""
    return "" if pd.isna(value) else str(value)
