"""Numbers handed out among places in a row: `huyện An Lạc 6, huyện Bình Sơn 5`. Each is one place's part, none a target of the whole."""

import re
from collections.abc import Iterator

# Longest first, so that `thị xã` is not read as `xã`. In folded words.
_LEVEL = r"(?:(?:thanh pho|thi tran|dac khu|thi xa|huyen|phuong|quan|xa|tp\.?|tx\.?) )?"
_WORD = r"[a-z]+(?:['’][a-z]+)?"
_PART = re.compile(
    rf"(?<!\w)(?P<level>{_LEVEL})(?P<name>{_WORD}(?: {_WORD}){{0,4}}?)(?: ?[:(]| co)? ?(?P<number>[0-9]{{1,3}})(?: (?:htx|tht|hop tac xa|to hop tac))?\)?"
    r"(?= ?(?:[,;.)]|va |$))"
)
_BETWEEN = re.compile(r" ?(?:[,;]|[,;]? ?va) ?")


def find(text: str, folded: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the number of each place, where two places or more stand in a row; in the order of the text.

    folded: the text without its tones and capitals, letter by letter.
    """
    row: list[re.Match[str]] = []
    for part in _PART.finditer(folded):
        if not _is_place(part, text):
            continue
        if row and not _BETWEEN.fullmatch(folded, row[-1].end(), part.start()):
            yield from _of(row)
            row = []
        row.append(part)
    yield from _of(row)


def _of(row: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    if len(row) > 1:
        yield from (part.span("number") for part in row)


def _is_place(part: re.Match[str], text: str) -> bool:
    """Whether each word begins with a capital and goes on in small letters; without a word for its level, a place has two words or more."""
    words = text[slice(*part.span("name"))].split()
    return all(word[0].isupper() and not word.isupper() for word in words) and (bool(part["level"]) or len(words) > 1)
