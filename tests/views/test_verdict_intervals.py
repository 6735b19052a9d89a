"""Interval against interval: every pair of operators, decided as all the values that the words allow."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.database import SQL

# Interval against interval, on the texts of the two views that decide it, over rows of the test's own.
OPERATORS = ("eq", "gt", "ge", "lt", "le", "near_below", "approx", "range")
WAYS = ("more", "less")
PAIRS = list(product(OPERATORS, OPERATORS, WAYS))


def ends(operator: str, low: int, high: int) -> tuple[int | None, int | None]:
    if operator in ("eq", "approx"):
        return low, low
    if operator in ("gt", "ge"):
        return low, None
    return (low, high) if operator == "range" else (None, high)


def sql(value: object) -> str:
    return "null" if value is None else repr(value)


def reached(cursor, cases: list[tuple]) -> dict[tuple[int, str], str]:
    """(case, end) -> what the views say of cases (target's operator, low, high, direction, figure's operator, low, high)."""
    targets = ", ".join(
        f"('{n}', '{n}', {sql(op)}, {sql(low)}::double, {sql(high)}::double)" for n, (op, low, high, *_) in enumerate(cases)
    )
    ways = ", ".join(f"('{n}', '{case[3]}')" for n, case in enumerate(cases))
    figures = ", ".join(f"('{n}', {sql(op)}, {sql(low)}::double, {sql(high)}::double)" for n, (*_, op, low, high) in enumerate(cases))
    text = {view: (SQL / f"{view}.sql").read_text(encoding="utf-8") for view in ("target_end", "attainment")}
    query = f"""
        with target as (
            select *, 'u' as unit_id, 'stock' as kind, 2021 as period_start, 2030 as horizon, false as verbal
            from (values {targets}) as t(target_id, indicator_id, operator, low, high)
        ),
        indicator as (select * from (values {ways}) as i(indicator_id, direction)),
        target_end as ({text["target_end"]}),
        matched_observation as (
            select f.*, 'o' as observation_id, 2024 as described, o.low_closed, o.high_closed,
                null as base_id, null as base_year, null as base_low, null as base_high, null as base_shape
            from (values {figures}) as f(target_id, operator, low, high) join operator o on o.operator_id = f.operator
        )
        select target_id::int, "end", reached from ({text["attainment"]})
    """
    return {(case, end): answer for case, end, answer in cursor.execute(query).fetchall()}


def allowed(operator: str, low: int | None, high: int | None, points: list[float]) -> list[float]:
    """The points that a figure so worded may be: a number that is "nearly" reached is not."""
    fits = {
        "eq": lambda v: v == low, "approx": lambda v: v == low, "gt": lambda v: v > low, "ge": lambda v: v >= low,
        "lt": lambda v: v < high, "near_below": lambda v: v < high, "le": lambda v: v <= high, "range": lambda v: low <= v <= high,
    }[operator]  # fmt: skip
    return [v for v in points if fits(v)]


def attains(operator: str, number: float, way: str, value: float) -> bool:
    """What a person would say of an exact value: a floor or ceiling says its side, all else follows the indicator."""
    if operator in ("gt", "lt"):
        return value > number if operator == "gt" else value < number
    if operator in ("ge", "le"):
        return value >= number if operator == "ge" else value <= number
    return value >= number if way == "more" else value <= number


numbers = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=40, deadline=None)
@given(bounds=st.lists(st.tuples(numbers, numbers), min_size=len(PAIRS), max_size=len(PAIRS)))
def test_every_pair_of_operators_is_decided_as_all_the_values_that_the_figure_allows(shipped, bounds):
    cases = [(a, *ends(a, *goal_ends), way, b, *ends(b, *figure_ends))
             for (a, b, way), (goal_ends, figure_ends) in zip(PAIRS, bounds, strict=True)]  # fmt: skip
    points = [-1e6, *(n / 4 for n in range(-8, 100)), 1e6]
    for (case, end), answer in reached(shipped.cursor(), cases).items():
        operator, low, high, way, other, *other_ends = cases[case]
        answers = {attains(operator, low if end == "low" else high, way, v) for v in allowed(other, *other_ends, points)}
        assert answer == ("undecided" if len(answers) > 1 else "yes" if answers == {True} else "no"), cases[case]


def test_every_pair_of_operators_has_a_row_for_each_finite_end(cursor):
    cases = [(a, *ends(a, 3, 7), way, b, *ends(b, 3, 7)) for a, b, way in PAIRS]
    found = reached(cursor, cases)
    per_case = [sum(case == n for case, _ in found) for n in range(len(cases))]
    assert per_case == [2 if case[0] == "range" else 1 for case in cases]
