"""Commitments in words: what the goals of a plan promise without a number, clause by clause, each under a theme."""

import re
from collections.abc import Iterator, Sequence

from loaders.reader import grammar, years
from loaders.reader.clauses import Statement
from loaders.reader.contexts import GOALS, Context
from loaders.reader.reading import Facts, Passage, Promise
from loaders.wording import sentences

# How a promise begins or what it holds: something is to grow, better, be strengthened.
_PROMISES = re.compile(
    r"(?<![a-z])(?:phat trien|nang cao|tang|mo rong|thu hut|cung co|xay dung|day manh|tiep tuc|gop phan|phat huy|tao dieu kien|khuyen khich|huy dong|ung dung|ap dung|da dang|ho tro|"
    r"xu ly|giam|bao dam|dam bao|phan dau|doi moi|thuc day|hinh thanh|nhan rong|khac phuc|dua|cai thien|kien toan|tap trung|chu trong|uu tien|tung buoc|thanh lap|to chuc lai|sap xep|hoan thien)(?![a-z])"
)
_SHORTEST = 4


def read(
    passages: Sequence[Passage],
    place: int,
    context: Context,
    taken: Sequence[tuple[int, int]],
    statements: Sequence[Statement],
    about: Facts,
) -> Iterator[Promise]:
    """Yield the promises of a passage in its order: its clauses without a number, in the goals of the plan only. Raises nothing."""
    passage = passages[place]
    if context.sort != GOALS or passage.text.rstrip().endswith(":"):
        return
    folded = grammar.aligned(passage.text)
    for start, end in _clauses(passage.text):
        words = folded[start:end]
        numbered = any(start <= one.number.start < end for one in statements) or any(start < stop and begin < end for begin, stop in taken)
        if numbered or len(words.split()) < _SHORTEST or not _PROMISES.search(words):
            continue
        when = years.leading(words) or context.when
        horizon = str(when.year) if when else about.period_end
        yield Promise(place, start, end, passage.text[start:end], grammar.says("theme", words), horizon, passage.place)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between full stops and semicolons, white space around them left out."""
    for start, end in sentences(text):
        for match in re.finditer(r"[^;]+", text[start:end]):
            words = match[0].strip(" .;")
            if words:
                begin = start + match.start() + match[0].index(words[0])
                yield begin, begin + len(words)
