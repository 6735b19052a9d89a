"""Rules of a stated number, target or observation: its ends, its wording, its indicator."""

from collections.abc import Iterator
from math import isfinite

from loaders.problems import Problem
from loaders.tables import Tables, at, numbered, valued
from loaders.wording import holds

LONGEST_QUOTE = 12
# A phrase may write out what the unit of measure already says: "366 million" beside 366 million VND.
MONEY = {"million-vnd": 1e6, "billion-vnd": 1e9}
# Which ends an operator states: (low, high).
ENDS = {
    "eq": (True, True),
    "approx": (True, True),
    "range": (True, True),
    "gt": (True, False),
    "ge": (True, False),
    "lt": (False, True),
    "le": (False, True),
    "near_below": (False, True),
}


def interval_order(tables: Tables) -> Iterator[Problem]:
    for name, number, row in valued(tables):
        if row["low"] and row["high"] and float(row["low"]) > float(row["high"]):
            yield at(name, number, "low", "interval_order")


def operator_bounds(tables: Tables) -> Iterator[Problem]:
    for name, number, row in valued(tables):
        if not (row["low"] or row["high"]):
            continue
        fits = (bool(row["low"]), bool(row["high"])) == ENDS[row["operator"]]
        if fits and row["operator"] in ("eq", "approx"):
            fits = float(row["low"]) == float(row["high"])
        if fits and row["operator"] == "range":
            fits = float(row["low"]) != float(row["high"])
        if not fits:
            yield at(name, number, "operator", "operator_bounds", operator=row["operator"])


def absence_has_reason(tables: Tables) -> Iterator[Problem]:
    cells = [(n, i, r, bool(r["low"] or r["high"])) for n, i, r in valued(tables)]
    cells += [("population", i, r, bool(r["persons"])) for i, r in numbered(tables["population"])]
    cells += [("document", i, r, bool(r["number"] and r["issued_on"])) for i, r in numbered(tables["document"])]
    for name, number, row, present in cells:
        if present == bool(row["absence_reason_id"]):
            yield at(name, number, "absence_reason_id", "absence_has_reason")


def wording_holds_number(tables: Tables) -> Iterator[Problem]:
    languages = {row["publication_id"]: row["language"] for row in tables["publication"]}
    for name, number, row in valued(tables):
        if row.get("method") == "computed":
            continue
        for end in dict.fromkeys(value for value in (row["low"], row["high"]) if value):
            verbal = row.get("verbal", "true") == "true"
            # A target stands in its document, which is Vietnamese, unless a publication in another language quotes it.
            language = languages.get(row["publication_id"], "vi")
            scale = next((power for unit, power in MONEY.items() if row["measure_id"].startswith(unit)), 1)
            if not isfinite(float(end)) or not any(
                holds(row["wording"], float(end) * power, verbal=verbal, language=language) for power in {1, scale}
            ):
                yield at(name, number, "wording", "wording_holds_number", wording=row["wording"], number=end)


def wording_is_short(tables: Tables) -> Iterator[Problem]:
    for name, number, row in valued(tables):
        if len(row["wording"].split()) > LONGEST_QUOTE:
            yield at(name, number, "wording", "wording_is_short", most=LONGEST_QUOTE)


def indicator_agrees(tables: Tables) -> Iterator[Problem]:
    indicators = {row["indicator_id"]: row for row in tables["indicator"]}
    for name, number, row in valued(tables):
        for key in ("kind", "base_id", "measure_id"):
            expected = indicators[row["indicator_id"]][key]
            if row[key] != expected:
                yield at(name, number, key, "indicator_agrees", indicator=row["indicator_id"], column=key, expected=expected)


def share_in_range(tables: Tables) -> Iterator[Problem]:
    for name, number, row in valued(tables):
        outside = [end for end in ("low", "high") if row[end] and not 0 <= float(row[end]) <= 100]
        if row["kind"] == "share" and outside:
            yield at(name, number, outside[0], "share_in_range")
