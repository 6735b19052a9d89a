"""The pace that would lead from the latest figure to each end of a target: a lens, a division, never a forecast; it touches no fact."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from loaders.pathway_rows import PATH_KINDS, Scope
from loaders.records import records
from loaders.stating import PERCENT, day, number

SENSE = {"floor": 1, "ceiling": -1}
WANTED = {"more": 1, "less": -1}


def lenses(points: pd.DataFrame, goals: pd.DataFrame, scope: Scope) -> tuple[pd.DataFrame, list[str]]:
    """Return the pace to each end of each target whose horizon has not passed, and in words what it says or why there is none."""
    lines: list[dict] = []
    said: list[str] = []
    without: list[str] = []
    for goal in records(goals):
        start = _latest(points, goal["series"])
        why = _hindrance(goal, start, scope)
        if why or start is None:
            without.append(
                scope.words[why].format(horizon=goal["horizon_label"], stated=goal["stated"], date=day(scope.ended_on, scope.lang))
            )
            continue
        ends = dict.fromkeys(goal[name] for name in ("low", "high") if pd.notna(goal[name]))
        made = [lens(start, goal, end, scope.lang, scope.words) for end in ends]
        ahead = [line for line in made if line["label"]]
        lines += ahead
        # Where both ends are reached, the farther one says it all.
        said += [line["sentence"] for line in (made if ahead else made[-1:])]
    columns = ["target_id", "observation_id", "start_at", "start_value", "end_at", "end_value", "per_year", "label", "sentence"]
    return pd.DataFrame(lines, columns=columns), said + without


def _hindrance(goal: Mapping[str, Any], start: Mapping[str, Any] | None, scope: Scope) -> str:
    """The text_id of what forbids a lens to this target; empty where nothing does."""
    due = date(int(goal["at"]), 12, 31)
    if due <= scope.as_of:
        return "pathway.passed"
    if goal["kind"] not in PATH_KINDS:
        return "pathway.no_path"
    if start is None:
        return "pathway.no_value"
    return "pathway.across" if scope.ended_on is not None and start["as_of_on"].date() <= scope.ended_on < due else ""


def _latest(points: pd.DataFrame, series: str) -> dict | None:
    """The latest figure in use that is counted under the same standard."""
    rows = points[points["is_current"] & (points["series"] == series)]
    return rows.iloc[-1].to_dict() if len(rows) else None


def lens(start: Mapping[str, Any], goal: Mapping[str, Any], end: float, lang: str, words: Mapping[str, str]) -> dict:
    """Return the pace from a figure to one end of a target: both places on the axis, the amount a year, its label and its arithmetic.

    A figure that is open on one side gives a pace "at least" or "at most". The label is empty where the end is reached already.
    """
    sense = SENSE.get(goal["shape"]) or WANTED.get(goal["direction"], 0)
    low, high = start["low"], start["high"]
    # What the figure surely is, seen from the end: the weaker of its ends, else the only one.
    weak, strong = (high, low) if sense < 0 else (low, high)
    value = weak if pd.notna(weak) else strong
    years = goal["at"] - start["at"]
    sign = "%" if goal["measure_id"] in PERCENT else ""
    said = {
        "start": start["stated"], "date": start["as_of"], "value": number(value, lang) + sign, "end": number(end, lang) + sign, "horizon": goal["horizon_label"],
        "stated": goal["stated"], "years": number(round(years, 2), lang),
    }  # fmt: skip
    line = {
        "target_id": goal["target_id"], "observation_id": start["observation_id"],
        "start_at": start["at"], "start_value": value, "end_at": goal["at"], "end_value": end, "per_year": (end - value) / years,
    }  # fmt: skip
    strict = goal["operator"] in ("gt", "lt") and start["operator"] not in ("gt", "lt")
    if pd.notna(weak) and sense and ((weak - end) * sense > 0 or (weak == end and not strict)):
        return {**line, "label": "", "sentence": words["pathway.reached"].format(**said)}
    # Known from one side only: the true value lies beyond the stated one, so the pace is a bound too.
    bound = "" if low == high else "pathway.at_most" if pd.notna(weak) else "pathway.at_least"
    about = "fuzzy" in (start["shape"], goal["shape"])
    amount = _signed(line["per_year"], lang) + (f" {words['pathway.points']}" if goal["measure_id"] in PERCENT else "")
    pace = words[bound or "pathway.about"].format(pace=amount) if bound or about else amount
    sentence = words["pathway.lens_sentence"].format(**said, pace=pace)
    return {**line, "label": words["pathway.lens_label"].format(pace=pace), "sentence": sentence}


def _signed(value: float, lang: str) -> str:
    """With its sign, three digits that say something: +1.992; +14,6; +0,37."""
    size = abs(value)
    return ("+" if value >= 0 else "−") + number(round(size, 0 if size >= 100 else 1 if size >= 10 else 2), lang)
