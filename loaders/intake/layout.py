"""Where the table stands on a sheet and what its columns hold. Filled in below; see `Layout` for what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from loaders.intake.cells import Sheet

# What the heading of a column of values says of them; "" where it says nothing.
REALIZED, ESTIMATE, PLAN = "realized", "estimate", "plan"


@dataclass(frozen=True)
class Year:
    """A column of values: the last day of what its heading names, how exactly (a code of `precision`), and what the heading says of it."""

    on: date
    precision: str
    says: str = ""


@dataclass(frozen=True)
class Layout:
    """One table of a sheet, rows and columns counted from 0 as in `sheet.rows`; `columns` says which column holds which field.

    `table`: observation, target, commitment, unit or document, as its headings say. `header_rows` are the rows of its headings,
    `first_row` the first row after them, `last_row` the last row that is not a closing note or signature. `headings`: column -> its words
    as printed, both rows of a double heading. `years`: columns of values headed by a year or date. `context`: field -> words of the lines
    above the table, not interpreted. `unread`: headings that are no field. `sheet` has merged cells of its body filled in.
    """

    sheet: Sheet
    table: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    years: Mapping[int, Year]
    first_row: int
    last_row: int
    context: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
