"""The tables as the rules read them: text, row by row, each row with its line in the file."""

from collections.abc import Iterator

from loaders.problems import Problem, problem

Rows = list[dict[str, str]]
Tables = dict[str, Rows]

# The key under which a row carries its line in the file: rows that break the schema are left out, and the others keep their numbers.
LINE = "<line>"


def numbered(rows: Rows) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with its line in the file."""
    return ((int(row[LINE]), row) for row in rows)


def valued(tables: Tables) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Yield table, line and row of everything that states a number: targets, then observations."""
    for name in ("target", "observation"):
        for number, row in numbered(tables[name]):
            yield name, number, row


def at(table: str, row: int, field: str, rule: str, said: str = "", **values: object) -> Problem:
    """Return a problem at a place in `table`, told as `loaders.problems.problem` does."""
    return problem(f"{table}.csv", row, field, rule, said, **values)
