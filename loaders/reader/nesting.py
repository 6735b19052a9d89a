"""What a number is a part of: the row before it that `trong đó`, brackets, `với` or a list hang it on."""

import re
from collections.abc import Sequence

from loaders.reader import counts, grammar, labels
from loaders.reader.clauses import Statement
from loaders.reader.reading import Row
from loaders.reader.words import Coded

# By place in its passage: the row of a statement (None: it is no target), itself, its code.
Told = dict[int, tuple[int | None, Statement, Coded]]


def row_above(
    folded: str, statements: Sequence[Statement], nth: int, told: Told, rows: Sequence[Row], leads: int | None
) -> tuple[int | None, Coded] | None:
    """Return the row that a statement is nested in (None: a number that is none) and its code; None where it stands by itself.

    `told`: the statements before it in its passage; `leads`: the passage above that leads a list of parts, None without one. Raises nothing.
    """
    statement = statements[nth]
    lead = folded[statement.start : statement.number.start]
    opens = re.match(rf"\W*(?:{grammar.words('nested')})(?![a-z])", lead)
    if statement.link == "with" and nth - 1 in told:
        row, _, coded = told[nth - 1]
        return (row, coded) if not statement.number.percent and coded.thing in ("tht", "htx", "lhhtx", "org") else None
    if statement.link == "nested" or (opens and statement.link in ("", "list")):
        for earlier in _nearest_alike(folded, statement, nth, told):
            row, other, coded = told[earlier]
            # What brackets closed before said in passing has no parts.
            if other.link == "bracket" and ")" in folded[other.number.end : statement.start]:
                continue
            grown = re.match(r"\W*(?:tang|giam)(?![a-z])", folded[other.start : other.number.start])
            if row is None and (other.link == "bracket" or other.number.percent != statement.number.percent or (other.link and grown)):
                continue
            if other.link != "nested" and (row is not None or statement.sentence == other.sentence) and not _is_member(other, coded):
                return row, coded
        if nth == 0 and rows and leads is not None and rows[-1].passage >= leads:
            return None
    if statement.link == "bracket" and not statement.number.percent and nth - 1 in told:
        row, other, coded = told[nth - 1]
        if "binh quan" in lead:
            return None
        # `190 HTX (115 HTX nông nghiệp, …`: the parts of a number in brackets behind it.
        if (
            row is not None
            and not other.number.percent
            and (re.match(rf" (?:{grammar.words('thing')})(?![a-z])", folded[statement.number.end :]) or labels.is_alone(folded, statement))
        ):
            return row, coded
    if statement.link == "list" and nth - 1 in told and statements[nth - 1].sentence == statement.sentence:
        row, other, coded = told[nth - 1]
        bare = not re.sub(
            r"[^a-z]", "", re.sub(r"^\W*(?:va )?(?:(?:nam )?(?:19|20)[0-9]{2}|va$)?", "", folded[statement.start : statement.core].strip())
        )
        between = folded[other.number.end : statement.number.start]
        people = other.link == "with" and re.match(r" (?:thanh vien|xa vien|lao dong|nguoi)(?![a-z])", folded[statement.number.end :])
        linked = (bare or labels.is_alone(folded, statement)) and (people or other.link in ("nested", "bracket", "list"))
        linked = linked or _enclosed(folded, statements, nth)
        if row is not None and linked and not re.search("[;)]" if not _listed(folded, statements, nth) else "[)]", between):
            above = rows[row].parent
            if above is not None and statement.number.percent == other.number.percent:
                return above, next(code for index, _, code in told.values() if index == above)
    return None


def _nearest_alike(folded: str, statement: Statement, nth: int, told: Told) -> list[int]:
    """The statements before, the nearest first; in a list of several things (`20 HTX, 60 THT; trong đó 12 HTX …`) those of the same one lead."""
    thing, _ = counts.counted(folded[statement.number.end : statement.end])
    back = list(range(nth - 1, -1, -1))
    if thing not in ("htx", "tht", "lhhtx"):
        return back

    def is_other(each: int) -> bool:
        _, before, coded = told[each]
        return before.sentence != statement.sentence or coded.thing != thing

    return sorted(back, key=is_other)  # which keeps the order of those that are alike


def _listed(folded: str, statements: Sequence[Statement], nth: int) -> bool:
    """Whether `trong đó:` or a bracket leads a list here, or parts by qualification, so that it goes on over semicolons."""
    opened = _opener(statements, nth)
    if _enclosed(folded, statements, nth):
        return True
    if not opened or opened.link != "nested":
        return False
    learned = all("trinh do" in folded[one.start : one.number.start] for one in (opened, statements[nth]))
    return learned or bool(re.match(rf"\W*(?:{grammar.words('nested')}) ?:", folded[opened.start : opened.number.start]))


def _enclosed(folded: str, statements: Sequence[Statement], nth: int) -> bool:
    """Whether the bracket in which parts began is still open here."""
    opened = _opener(statements, nth)
    if not opened or opened.link not in ("bracket", "nested"):
        return False
    return "(" in folded[opened.start - 1 : opened.number.start] and ")" not in folded[opened.start : statements[nth].start]


def _opener(statements: Sequence[Statement], nth: int) -> Statement | None:
    """The number at which the list of a number began."""
    return next((one for one in reversed(statements[:nth]) if one.link != "list"), None)


def _is_member(statement: Statement, coded: Coded) -> bool:
    return statement.link == "with" and coded.thing in ("members", "persons")
