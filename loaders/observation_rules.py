"""Rules of realized values: one in use a place and day, of which territory, and how units follow each other."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from loaders.problems import Problem
from loaders.tables import Tables, at, numbered

MERGER = date(2025, 7, 1)


def current_is_single(tables: Tables) -> Iterator[Problem]:
    keys = {"observation": ("unit_id", "indicator_id", "standard_id", "as_of_on"), "population": ("unit_id",)}
    for name, fields in keys.items():
        seen: Counter[tuple[str, ...]] = Counter()
        for number, row in numbered(tables[name]):
            if row["is_current"] != "true":
                continue
            key = (*(row[field] for field in fields), str(row.get("concept") == "labour-force"))
            seen[key] += 1
            if seen[key] > 1:
                yield at(name, number, "is_current", "current_is_single")


def set_aside_has_note(tables: Tables) -> Iterator[Problem]:
    for number, row in numbered(tables["observation"]):
        if row["is_current"] == "false" and not (row["note"] and row["note_en"]):
            yield at("observation", number, "note", "set_aside_has_note")


def territory_agrees(tables: Tables) -> Iterator[Problem]:
    units = {row["unit_id"]: row for row in tables["unit"]}
    for number, row in numbered(tables["observation"]):
        unit = units[row["unit_id"]]
        expected = (
            "unchanged" if unit["role"] == "country" else "from-2025-07" if unit["valid_from"] == MERGER.isoformat() else "before-2025-07"
        )
        if row["territory"] != expected:
            yield at("observation", number, "territory", "territory_agrees", unit=row["unit_id"], expected=expected)


def successor_follows(tables: Tables) -> Iterator[Problem]:
    units = {row["unit_id"]: row for row in tables["unit"]}
    for number, row in numbered(tables["unit_successor"]):
        ended, began = units[row["unit_id"]]["valid_to"], units[row["successor_id"]]["valid_from"]
        day_before = (date.fromisoformat(row["effective_on"]) - timedelta(days=1)).isoformat()
        if ended != day_before or began != row["effective_on"]:
            yield at("unit_successor", number, "effective_on", "successor_follows")


def period_fits(tables: Tables) -> Iterator[Problem]:
    for number, row in numbered(tables["observation"]):
        if row["period_start_on"] and row["period_start_on"] > row["as_of_on"]:
            yield at("observation", number, "period_start_on", "period_fits")
