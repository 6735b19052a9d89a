"""Which targets the rows of one's own judge, and why those that judge none do not."""

from collections.abc import Callable, Collection
from typing import NamedTuple

import pandas as pd

from loaders.own import PREFIX

OPEN = {"cannot_tell", "not_assessable"}


class Silent(NamedTuple):
    """An indicator of a unit of which a figure of one's own judges no target: labels, how many targets there are, and what they say."""

    unit_id: str
    indicator_id: str
    unit: str
    indicator: str
    targets: int
    reasons: tuple[str, ...]


def judged(rows: pd.DataFrame, taken: Collection[str] = ()) -> pd.DataFrame:
    """Return the rows of `Scorecard.rows` that a figure of one's own judges, or whose target is one's own; order kept.

    `taken`: only what these ids of observations and targets have to do with, where they have to do with any.
    """
    fresh = _with(rows, set(taken).__contains__)
    return rows[fresh if fresh.any() else _with(rows, lambda key: key.startswith(PREFIX))].reset_index(drop=True)


def _with(rows: pd.DataFrame, wanted: Callable[[str], bool]) -> pd.Series:
    """Which rows name an id that is wanted."""
    said = (rows["target_ids"] + ";" + rows["value_id"] + ";" + rows["baseline_id"]).astype(object)
    return said.map(lambda ids: any(wanted(key) for key in ids.split(";"))).astype(bool)


def concluded(rows: pd.DataFrame) -> int:
    """Return of how many rows more can be said than that nothing can."""
    return int(rows["verdicts"].map(lambda verdicts: not set(verdicts.split(";")) <= OPEN).sum())


def units(rows: pd.DataFrame) -> dict[str, str]:
    """Return unit_id -> label of the units of `rows`, those of most rows first."""
    names = dict(zip(rows["unit_id"], rows["unit_label"], strict=True))
    return {unit: names[unit] for unit in rows["unit_id"].value_counts().index}


def silent(rows: pd.DataFrame, observations: pd.DataFrame, lang: str) -> list[Silent]:
    """Return the units and indicators of own `observations` (rows of `observation_row`) that judge none of `rows`, in their order."""
    used = set(rows["value_id"]) | set(rows["baseline_id"])
    found = []
    for (unit, indicator), group in observations.groupby(["unit_id", "indicator_id"], sort=False):
        if used.isdisjoint(group["observation_id"]):
            targets = rows[(rows["unit_id"] == unit) & (rows["indicator_id"] == indicator)]
            reasons = tuple(dict.fromkeys(words for words in targets["reason_words"] if words))
            first = group.iloc[0]
            found.append(Silent(unit, indicator, first[f"unit_{lang}"], first[f"indicator_{lang}"], len(targets), reasons))
    return found
