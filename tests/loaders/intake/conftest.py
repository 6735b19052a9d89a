"""Files as people make them, read into drafts."""

from collections.abc import Callable

import pytest

from loaders.intake import files
from loaders.intake.draft import Draft, Line, Question
from loaders.intake.known import Known, known
from loaders.intake.reading import draft


@pytest.fixture(scope="session")
def tables() -> Known:
    return known()


@pytest.fixture
def read(tables) -> Callable[..., Draft]:
    """Read the text of a CSV file; further arguments are those of `draft`."""

    def read_text(text: str, *arguments, name: str = "bang.csv", own: Known | None = None, **named) -> Draft:
        return draft(files.read(name, text.strip("\n").encode()), own or tables, *arguments, **named)

    return read_text


def question(found: Draft, words: str) -> Question:
    """The one question whose words hold `words`."""
    [asked] = [each for each in found.questions if words in each.words_vi]
    return asked


def rows(found: Draft, table: str = "observation") -> list[dict[str, str]]:
    return [dict(line.row) for line in found.lines if line.table == table and line.state == "ready"]


def line(found: Draft, row: int) -> Line:
    [one] = [each for each in found.lines if each.place.row == row]
    return one
