"""The grammar of how plans speak, from grammar.csv: one row a rule, its words as a plan writes them, and an example.

`words` are alternatives with a bar between them, `…` stands for a few words, `{htx}` for the alternatives of the part "name" of that name.
Everything is compared folded (no accents, small letters), so that `Hoà`, `HÒA` and a missing accent are alike.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from loaders.folding import fold

FILE = Path(__file__).with_name("grammar.csv")
# What `…` may stand for: up to sixty characters within a sentence's part.
_GAP = r"[^.;]{1,60}?"


@dataclass(frozen=True)
class Rule:
    """One row of the grammar: what its words say, and an expression that finds any of them in folded text."""

    part: str
    says: str
    words: tuple[str, ...]
    example: str
    pattern: re.Pattern[str]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the grammar in the order of the file. Raises KeyError for a name in braces that the file does not define."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["says"]: _either(row["words"].split("|"), {}) for row in rows if row["part"] == "name"}
    return tuple(
        Rule(
            row["part"],
            row["says"],
            tuple(row["words"].split("|")),
            row["example"],
            re.compile(bounded(_either(row["words"].split("|"), names))),
        )
        for row in rows
    )


@cache
def part(name: str) -> tuple[Rule, ...]:
    """Return the rules of one part, in the order of the file. Raises KeyError where there is none."""
    found = tuple(rule for rule in rules() if rule.part == name)
    if not found:
        raise KeyError(name)
    return found


@cache
def words(name: str, says: str = "") -> str:
    """Return an expression for the words of a part, those of one meaning only where `says` is given; longest first, without word bounds."""
    chosen = [rule for rule in part(name) if not says or rule.says == says]
    names = {rule.says: _either(rule.words, {}) for rule in part("name")}
    return _either([word for rule in chosen for word in rule.words], names)


@cache
def found_by(name: str, says: str = "") -> re.Pattern[str]:
    """Return the expression that finds whole words of a part in folded text."""
    return re.compile(bounded(words(name, says)))


def says(name: str, folded: str) -> str:
    """Return what the first rule of a part that fits the folded text says; empty for none."""
    return next((rule.says for rule in part(name) if rule.pattern.search(folded)), "")


def first(name: str, folded: str) -> tuple[str, re.Match[str]] | None:
    """Return what the leftmost, then longest, words of a part in the folded text say, and where they stand; None for none."""
    found = [
        (match.start(), -len(match[0]), place, rule.says, match)
        for place, rule in enumerate(part(name))
        if (match := rule.pattern.search(folded))
    ]
    return min(found)[3:] if found else None


def bounded(pattern: str) -> str:
    """Return an expression held to whole words."""
    return rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])"


def _either(alternatives: list[str] | tuple[str, ...], names: dict[str, str]) -> str:
    longest = sorted((_pattern(word, names) for word in alternatives), key=len, reverse=True)
    return "|".join(longest)


def _pattern(word: str, names: dict[str, str]) -> str:
    pieces = re.split(r"(\{\w+\}| ?… ?)", word)
    return "".join(
        _GAP if "…" in piece else f"(?:{names[piece[1:-1]]})" if piece.startswith("{") else re.escape(_edges(piece)) for piece in pieces
    ).replace(r"\ ", " ")


def _edges(piece: str) -> str:
    """A piece folded, the spaces at its ends kept: they part it from its neighbours."""
    return " " * piece.startswith(" ") + fold(piece) + " " * (piece.endswith(" ") and len(piece.strip()) > 0)


def aligned(text: str) -> str:
    """Return text folded letter by letter, so that a place in it is the same place in the text. The text is `tidy` already."""
    return "".join(map(_one, text))


@lru_cache(maxsize=4096)
def _one(letter: str) -> str:
    bare = " " if letter.isspace() else fold(letter)
    return bare if len(bare) == 1 else letter
