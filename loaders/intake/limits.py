"""How much of a file is read, and the refusals that name these limits."""

from loaders.intake.cells import RefusedError

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 50 * MEGABYTE
MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_SHEETS = 20_000, 200, 200_000, 50
LONGEST_CELL = 5_000
# A spreadsheet has no line beyond this one.
LAST_ROW = 1_048_576


def check_bytes(size: int) -> None:
    """Raise RefusedError for a file of more bytes than are read."""
    if size > MOST_BYTES:
        raise RefusedError("intake.file.too_big", size=-(-size // MEGABYTE), limit=MOST_BYTES // MEGABYTE)


class Tally:
    """What a whole file has held so far; says so, with RefusedError, as soon as it is too much."""

    def __init__(self) -> None:
        self.rows = self.cells = 0

    def row(self, filled: int, columns: int, number: int, sheet: str = "") -> None:
        """Count one row: how many of its cells hold anything, its last such column, and where it stands (from 1)."""
        if filled:
            self.rows, self.cells = self.rows + 1, self.cells + filled
        if self.rows > MOST_ROWS or number > LAST_ROW:
            raise RefusedError("intake.file.rows", limit=MOST_ROWS)
        if columns > MOST_COLUMNS:
            raise RefusedError("intake.file.columns", limit=MOST_COLUMNS, row=number, sheet=sheet)
        if self.cells > MOST_CELLS:
            raise RefusedError("intake.file.cells", limit=MOST_CELLS)


def check_length(text: str, row: int, sheet: str = "") -> None:
    """Raise RefusedError for a cell of more characters than are read."""
    if len(text) > LONGEST_CELL:
        raise RefusedError("intake.file.long_cell", limit=LONGEST_CELL, row=row, sheet=sheet)
