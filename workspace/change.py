"""A change to kept rows: who made it, when, and every row before and after."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from loaders.own import TABLES

# Beside the tables of one's own rows: which published observations they replace, one row each.
SET_ASIDE = "set_aside"
PLACES = (*TABLES, SET_ASIDE)
HANOI = timezone(timedelta(hours=7))
FORMS = {"vi": "%H:%M %d/%m/%Y", "en": "%d %b %Y, %H:%M"}


@dataclass(frozen=True)
class RowChange:
    """One row of a change: its table (or SET_ASIDE) and id, and the row as JSON before and after; None where there was, or is, none."""

    table: str
    row_id: str
    before: str | None
    after: str | None

    @property
    def was(self) -> dict[str, str]:
        """Return the row before, by column; empty where there was none."""
        return json.loads(self.before) if self.before else {}

    @property
    def now(self) -> dict[str, str]:
        """Return the row after, by column; empty where it was dropped."""
        return json.loads(self.after) if self.after else {}

    @property
    def kind(self) -> str:
        """Return `added`, `changed` or `dropped`."""
        return "added" if self.before is None else "dropped" if self.after is None else "changed"


@dataclass(frozen=True)
class Change:
    """One change: its revision in the workspace, from 1 without gaps; when (UTC); by whom, empty for somebody who had not signed in; a
    summary in the author's words, may be empty; the revision that it undoes, if it does; and its rows by table and id.
    """

    revision: int
    made_at: datetime
    author: str
    summary: str
    undoes: int | None
    rows: tuple[RowChange, ...]

    def when(self, lang: str) -> str:
        """Return the time in Hanoi as people write it in `lang`."""
        return self.made_at.astimezone(HANOI).strftime(FORMS[lang])

    def count(self, kind: str) -> int:
        """Return how many rows were `added`, `changed` or `dropped`."""
        return sum(row.kind == kind for row in self.rows)
