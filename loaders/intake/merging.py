"""Merged cells read as a person reads them: a heading over several columns heads each of them, a word beside several rows is of each."""

from loaders.folding import fold
from loaders.intake.cells import Cell, Sheet
from loaders.intake.plain import EMPTY


def filled_down(sheet: Sheet, first: int) -> Sheet:
    """Return the sheet with words in cells merged downwards repeated from row `first` on; numbers and days stay where they stand."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, _ in sheet.merged:
        source = _at(sheet, top, left)
        if bottom < first or not source.printed or source.number is not None or source.day is not None:
            continue
        for row in rows[max(top + 1, first) : bottom + 1]:
            row += [EMPTY] * (left + 1 - len(row))
            row[left] = source
    return Sheet(sheet.name, tuple(tuple(row) for row in rows), sheet.merged)


def heading_words(sheet: Sheet, start: int, count: int) -> dict[int, Cell]:
    """Return column -> its heading in the rows from `start` on: the words of each row from the top joined, merged ones in each column.

    Without merged cells a heading goes on to the right over empty cells, where the row below it has headings. A column's heading that is a
    single cell is that cell, number and day included.
    """
    width = max((len(row) for row in sheet.rows[start : start + count]), default=0)
    grid = [[_heading(sheet, row, place, start, row < start + count - 1) for place in range(width)] for row in range(start, start + count)]
    found = {}
    for place in range(width):
        cells = [line[place] for line in grid if line[place].printed]
        words = list(dict.fromkeys(cell.printed for cell in cells))
        if words:
            found[place] = (
                cells[0] if len(words) == 1 else Cell(_joined(words), fault=next((cell.fault for cell in cells if cell.fault), ""))
            )
    return found


def _joined(words: list[str]) -> str:
    return " ".join(word for place, word in enumerate(words) if fold(word) not in fold(" ".join(words[:place])))


def _heading(sheet: Sheet, row: int, place: int, start: int, goes_on: bool) -> Cell:
    """The heading at a place: its own, or the one that is merged over it, or the one to the left that goes on over it."""
    own = _at(sheet, row, place)
    if own.printed:
        return own
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= place <= right and top >= start:
            return _at(sheet, top, left)
    below = _at(sheet, row + 1, place)
    if goes_on and place and below.printed and not any(top == row for top, *_ in sheet.merged):
        return _heading(sheet, row, place - 1, start, goes_on) if _at(sheet, row + 1, place - 1).printed else EMPTY
    return EMPTY


def _at(sheet: Sheet, row: int, column: int) -> Cell:
    return sheet.rows[row][column] if row < len(sheet.rows) and column < len(sheet.rows[row]) else EMPTY
