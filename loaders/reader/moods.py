"""What text without headings tells, sentence by sentence: goals, results, or neither. A sentence that does not say goes on as the one before."""

import re

from loaders.reader import grammar
from loaders.reader.clauses import Statement
from loaders.reader.contexts import GOALS, RESULTS
from loaders.wording import sentences

# Said in passing: `các hợp tác xã hiện có.`, `hội nghị tổng kết năm 2024, triển khai nhiệm vụ năm 2025`; and `trên địa bàn tỉnh đến năm 2030`,
# which without its tones would be `tính đến`.
_PASSING = re.compile(
    r"(?<![a-z])hien (?:dang )?co(?= ?[,.;)])|(?<![a-z])(?:tong ket|so ket|danh gia)[^.;]{0,90} (?:phuong huong|nhiem vu)(?: [a-z0-9]+){0,3} nam(?![a-z])"
    r"|(?:(?<= ban )|(?<= cua )|(?<= cap )|(?<=toan )|(?<=trong ))tinh den"
)
# `Để đạt mục tiêu trên, …`: tasks follow, no goals.
_TASKS = re.compile(r"\W*(?:de|nham) (?:dat|thuc hien|hoan thanh|trien khai)(?![a-z])")


def read(text: str, folded: str, before: str) -> list[str]:
    """Return the mood of each sentence of a passage, in its order: GOALS, RESULTS or empty. `before`: that of the sentence before it."""
    found = []
    for start, end in sentences(text):
        before = _mood(folded[start:end], before)
        found.append(before)
    return found


def at(folded: str, statement: Statement, before: str) -> str:
    """Return the mood that the words of a sentence tell up to a number and on to the comma behind it."""
    end = re.search("[,;(]|$", folded[statement.number.end : statement.end])
    return _mood(folded[statement.sentence_start : statement.number.end + (end.start() if end else 0)], before)


def _mood(sentence: str, before: str) -> str:
    if _TASKS.match(sentence):
        return ""
    wanted, told = last(sentence, "goal"), last(sentence, "result")
    return before if wanted == told else GOALS if wanted > told else RESULTS


def last(words: str, cue: str) -> int:
    """Return where the last cue of a sort begins in folded words; -1 for none. Goals named in a result (`vượt mục tiêu`) are no cue."""
    over = [match.span() for sort in ("none", "result") if sort != cue for match in grammar.found_by("cue", sort).finditer(words)]
    over += [match.span() for match in _PASSING.finditer(words)]
    found = (match.start() for match in grammar.found_by("cue", cue).finditer(words))
    return max((place for place in found if not any(start <= place < end for start, end in over)), default=-1)
