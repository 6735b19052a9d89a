"""The mutants of a view: one operator, number, function or branch of its SQL changed at a time; words and comments stay as they are."""

import re
from collections.abc import Iterator

from bench.mutants.mutant import Mutant

HIDDEN = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\"[^\"\n]*\"")
# What is looked for, outside of words and comments, and what stands in its place.
CHANGES = [
    (re.compile(pattern), change)
    for pattern, change in (
        (r"(?<![<>=:])=(?!=)", "<>"),
        (r"<>", "="),
        (r"<=", "<"),
        (r">=", ">"),
        (r"<(?![=>])", "<="),
        (r"(?<!<)>(?!=)", ">="),
        (r"\band\b", "or"),
        (r"\bor\b", "and"),
        (r"(?<=[\w)] )\+(?= )", "-"),
        (r"(?<=[\w)] )-(?= )", "+"),
        (r"(?<=[\w)] )\*(?= [\w(])(?! (?:exclude|replace|from)\b)", "/"),
        (r"(?<=[\w)] )/(?= )", "*"),
        (r"\bis not null\b", "is null"),
        (r"\bis null\b", "is not null"),
        (r"\bis not distinct from\b", "is distinct from"),
        (r"\bis distinct from\b", "is not distinct from"),
        (r"(?<!is )\bnot (?!null\b|distinct\b|in\b)", ""),
        (r"\bnot in\b", "in"),
        (r"\bleft join\b", "join"),
        (r"(?<!left )(?<!cross )\bjoin\b", "left join"),
        (r"\bmin\(", "max("),
        (r"\bmax\(", "min("),
        (r"\barg_min\(", "arg_max("),
        (r"\bbool_or\(", "bool_and("),
        (r"\bbool_and\(", "bool_or("),
        (r"\bleast\(", "greatest("),
        (r"\bgreatest\(", "least("),
        (r"\bfloor\(", "ceil("),
        (r"\bceil\(", "floor("),
        (r"\babs\(", "("),
        (r" desc\b", ""),
        (r"(?<!is )(?<!is not )\bdistinct (?!on\b)", ""),
        (r"\btrue\b", "false"),
        (r"\bfalse\b", "true"),
    )
]
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?!\w)")
CALL = re.compile(r"\b(nullif|coalesce|if)\(")
BRANCH = re.compile(r"\b(case|when|then|end)\b")


def mutants(file: str, text: str) -> Iterator[Mutant]:
    """Every mutant of a view, in the order of its text."""
    bare = HIDDEN.sub(lambda found: "\0" * len(found[0]), text)
    lines, seen = text.splitlines(), dict[tuple[str, str, str], int]()
    for start, end, becomes in sorted({*_plain(bare), *_numbers(bare), *_calls(bare, text), *_branches(bare)}):
        line = text.count("\n", 0, start)
        same = (lines[line].strip(), text[start:end], becomes)
        seen[same] = seen.get(same, 0) + 1
        yield Mutant(file, line + 1, same[1], becomes, same[0], seen[same], text[:start] + becomes + text[end:])


def _plain(bare: str) -> Iterator[tuple[int, int, str]]:
    for pattern, becomes in CHANGES:
        for found in pattern.finditer(bare):
            if not (found[0] == "and" and re.search(r"\bbetween\s[^()]*$", bare[: found.start()].rsplit(" and ", 1)[-1])):
                yield found.start(), found.end(), becomes


def _numbers(bare: str) -> Iterator[tuple[int, int, str]]:
    for found in NUMBER.finditer(bare):
        step = 0.01 if "." in found[0] else 1
        for number in (float(found[0]) + step, float(found[0]) - step):
            yield found.start(), found.end(), f"{number:g}"


def _calls(bare: str, text: str) -> Iterator[tuple[int, int, str]]:
    """What falls back or guards no longer does; what chooses chooses the other."""
    for found in CALL.finditer(bare):
        ends = _arguments(bare, found.end())
        parts = [text[a + 1 : b].strip() for a, b in zip([found.end() - 1, *ends], ends, strict=False)]
        changed = f"if({parts[0]}, {parts[2]}, {parts[1]})" if found[1] == "if" else parts[0]
        yield found.start(), ends[-1] + 1, changed


def _arguments(bare: str, start: int) -> list[int]:
    """Where the commas of a call and its closing bracket stand."""
    depth, ends = 0, []
    for place in range(start, len(bare)):
        if bare[place] in "([{":
            depth += 1
        elif bare[place] in ")]}":
            depth -= 1
        if depth < 0 or (depth == 0 and bare[place] == ","):
            ends.append(place)
        if depth < 0:
            break
    return ends


def _branches(bare: str) -> Iterator[tuple[int, int, str]]:
    """A branch of a case that is never taken."""
    cases: list[tuple[str, int]] = []  # what is never true in each open case, and where the condition at hand begins
    for found in BRANCH.finditer(bare):
        if found[0] == "case":
            searched = re.match(r"\s*when\b", bare[found.end() :])
            cases.append(("false" if searched else "null", 0))
        elif cases and found[0] == "when":
            cases[-1] = (cases[-1][0], found.end())
        elif cases and found[0] == "then":
            yield cases[-1][1] + 1, found.start() - 1, cases[-1][0]
        elif cases and found[0] == "end":
            cases.pop()
