"""The table twin of goals against realized values: one line a target and finite end, as people read it and take it home."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.records import records
from loaders.scorecard import Scorecard
from loaders.texts import texts

# What a line takes from the target, from the verdict, and from the figures that the verdict names.
TARGET = (
    "target_id unit_id unit_{l} document_{l} family_{l} indicator_id indicator_{l} kind_{l} base_{l} standard_{l} period_start horizon operator "
    "operator_{l} stated low high measure_{l} wording place origin_{l}"
)
VERDICT = "end verdict verdict_{l} reason_code reason_{l} equation_{l} ratio class_{l} goal required"
FIGURE = "stated low high as_of as_of_on source_{l} publisher url origin_{l}"
PARTS = {"value": "observation_id", "baseline": "baseline_observation_id"}


def table(card: Scorecard, rows: pd.DataFrame, method: str) -> pd.DataFrame:
    """Return the verdicts under `method` of every target behind `rows` of `Scorecard.rows`, in their order, low end before high.

    Columns: those of TARGET and VERDICT, end_*, assessed_by (the method) and, for the figure that judges (`value_*`) and its baseline (`baseline_*`), those of FIGURE with
    observation_id; tolerance (a fraction). Nulls: the figure's columns where none may judge; ratio and class where the facts decide.
    """
    ids = ";".join(rows["target_ids"]).split(";") if len(rows) else []
    targets = {row["target_id"]: row for row in records(card.targets)}
    verdicts = records(card.under(method))
    ends: dict[str, list[dict]] = {}
    for verdict in verdicts:
        ends.setdefault(verdict["target_id"], []).append(verdict)
    lines = [_line(card, targets[i], end) for i in ids for end in ends[i]]
    return pd.DataFrame(lines, columns=_columns(card.lang))


def _columns(lang: str) -> list[str]:
    figures = [f"{part}_{name}" for part in PARTS for name in ("observation_id", *FIGURE.format(l=lang).split())]
    return [
        *TARGET.format(l=lang).split(),
        *VERDICT.format(l=lang).split(),
        f"end_{lang}",
        "assessed_by",
        f"assessed_by_{lang}",
        *figures,
        "tolerance",
    ]


def _line(card: Scorecard, target: Mapping[str, Any], end: Mapping[str, Any]) -> dict[str, Any]:
    line = {name: target[name] for name in TARGET.format(l=card.lang).split()}
    line |= {name: end[name] for name in VERDICT.format(l=card.lang).split()}
    line |= {
        "assessed_by": end["method"],
        f"assessed_by_{card.lang}": end[f"method_{card.lang}"],
        f"end_{card.lang}": texts(card.lang)[f"progress.{end['end']}_end"],
    }
    for part, column in PARTS.items():
        figure = card.figures.get(end[column], {})
        line |= {f"{part}_{name}": figure.get(name) for name in ("observation_id", *FIGURE.format(l=card.lang).split())}
    return line | {"tolerance": card.tolerance}
