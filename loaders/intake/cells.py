"""A file as it was found: sheets of cells, each as a person saw it, before anything is taken for a number or a date."""

from dataclasses import dataclass
from datetime import date

from loaders.texts import texts


@dataclass(frozen=True)
class Cell:
    """One cell. `printed` is what a person sees, tidied, empty for an empty cell; `number` and `day` are set where the spreadsheet itself
    says that it is one (so `1.234` typed as a number is no riddle); `fault` is the text_id of why the cell says nothing that can be used.
    """

    printed: str
    number: float | None = None
    day: date | None = None
    fault: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name (empty for a CSV file) and its rows of cells, from row 1; rows may be of unequal length.

    `merged`: ranges of merged cells as (top, left, bottom, right), counted from 0; only the first cell of each holds anything.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Book:
    """A file that could be read: its name, its sheets, and text_ids of what the reader should know of how it was read."""

    file: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


class RefusedError(Exception):
    """A file that is not read at all: which text says why and what to do about it, and the values that it names."""

    def __init__(self, text_id: str, **values: object) -> None:
        super().__init__(text_id)
        self.text_id, self.values = text_id, values

    def words(self, lang: str) -> str:
        """Return why, and what to do about it, in `lang`; counts with the thousands of that language."""
        return texts(lang)[self.text_id].format(**{name: _grouped(value, lang) for name, value in self.values.items()})


def _grouped(value: object, lang: str) -> object:
    if not isinstance(value, int):
        return value
    return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", ".")
