"""How many pairs of localities' targets compare, counted without laying every two side by side.

Whether two targets compare follows from what they are, not from whose they are: targets alike in everything that comparable_reason reads
are one sort, and one pair speaks for all pairs of its two sorts. So the work grows with the sorts, which are few, and not with the square
of the targets.
"""

from collections import Counter

import duckdb

from loaders import large

# What a target is to comparable_reason: every column that a reason is taken from.
SORT = """concat_ws('|', kind, meaning, measure_id, base_id, is_extensive, "level", coalesce(horizon::varchar, ''), coalesce(standard_id, ''),
    side, coalesce(period_start::varchar, ''), completeness)"""
SORTED = f"with t as materialized (select unit_id, target_id, family_id, {SORT} as sort from target_bounds where unit_role = 'locality')"


def pairs(cursor: duckdb.DuckDBPyConnection) -> Counter[str]:
    """Return class -> how many unordered pairs of targets of one question and of two localities have it. Source: views target_bounds, comparable."""
    sorts = cursor.execute(f"{SORTED} select family_id, sort, count(*), min(target_id), max(target_id) from t group by all").fetchall()
    # Two of one locality are no pair.
    same = cursor.execute(f"""{SORTED}
        select a.family_id, a.sort, b.sort, count(*) from t a join t b using (unit_id, family_id)
        where a.target_id < b.target_id group by all""").fetchall()
    named = {target: (family, sort) for family, sort, _, *both in sorts for target in both}
    large.only(cursor, list(named))
    spoken = cursor.execute('select target_id, other_target_id, "class" from comparable').fetchall()
    classes = {frozenset((named[a], named[b])): found for a, b, found in spoken if a in named and b in named}
    number = {(family, sort): count for family, sort, count, *_ in sorts}
    counts: Counter[frozenset] = Counter()
    for pair in classes:
        one, *others = pair
        counts[pair] = number[one] * number[others[0]] if others else number[one] * (number[one] - 1) // 2
    for family, one, other, count in same:
        counts[frozenset(((family, one), (family, other)))] -= count
    found: Counter[str] = Counter()
    for pair, count in counts.items():
        found[classes[pair]] += count
    return found
