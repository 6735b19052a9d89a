"""Phrases and plans written for these tests, and the readings of them."""

from dataclasses import dataclass
from pathlib import Path

from loaders.reader import opening
from loaders.reader.reading import Reading, Row

HERE = Path(__file__).parent
HEAD = """ỦY BAN NHÂN DÂN
HUYỆN BÌNH MINH

Số: 45/KH-UBND

Bình Minh, ngày 15 tháng 3 năm 2024

KẾ HOẠCH

Phát triển kinh tế tập thể trên địa bàn huyện

I. MỤC TIÊU

1. Mục tiêu cụ thể đến năm 2030

"""


@dataclass(frozen=True)
class Example:
    """A phrase with the rows that it states and the numbers in it that are none, as examples.txt writes them."""

    text: str
    rows: tuple[str, ...]
    others: tuple[str, ...]


def examples() -> list[Example]:
    """Every example of the file, in its order."""
    found: list[tuple[str, list[str], list[str]]] = []
    for line in (HERE / "examples.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            found.append((line[2:], [], []))
        elif line.startswith("  = "):
            found[-1][1].append(line[4:])
        elif line.startswith("  ! "):
            found[-1][2].append(line[4:])
    return [Example(text, tuple(rows), tuple(others)) for text, rows, others in found]


def plan(bullets: str) -> Reading:
    """The reading of a plan whose goals are the lines given."""
    return opening.read_text("plan.txt", HEAD + bullets + "\n")


def of(phrase: str) -> Reading:
    return plan(f"- {phrase}")


def said(row: Row) -> str:
    """A row as examples.txt writes it."""
    ends = ["" if end is None else f"{end.normalize():f}" for end in (row.low, row.high)]
    bounds = ends[0] if ends[0] == ends[1] else "-".join(ends)
    parts = [row.operator, bounds, *(part or "?" for part in (row.kind, row.measure_id, row.base_id, row.indicator_id, row.horizon))]
    nested = [] if row.parent is None else [f"^{row.parent}"]
    return " ".join([*parts, *nested, *(f"#{question.text_id.rsplit('.', 1)[1]}" for question in row.questions)])


def refused(reading: Reading, phrase: str) -> list[str]:
    """The numbers of a phrase that are no targets, years left aside, as examples.txt writes them."""
    return [
        f"{other.text} {other.reason.text_id.rsplit('.', 1)[1]}"
        for other in reading.not_targets
        if reading.passages[other.passage].text == phrase and other.reason.text_id != "reader.not.year"
    ]
