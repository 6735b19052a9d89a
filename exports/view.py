"""A chart as it stands on screen, with everything that must go along when it leaves: words, rows, filters, sources, address."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd
import plotly.graph_objects as go


class Draw(Protocol):
    """Draws the figure again, for another light or width."""

    def __call__(self, *, dark: bool, wide: bool) -> go.Figure: ...


@dataclass(frozen=True)
class View:
    """One chart of one page under the reader's choices, in one language; everything in it is text for people or rows.

    page: the page's name (`compare`). address: path and query that open the same view (`/so-sanh?cau-hoi=quality`). title: the question.
    subtitle: unit, base, what the marks are. source: one line of documents and data version. filters: every choice in words. method:
    how the numbers were transformed or judged, line by line; empty where they are as stated. rows: the frame behind the picture, in the
    order of drawing, as `draw` takes it. table: the rows that go home, in the same order, with field names. titles: field -> title.
    wording: one line a row for notes: who, when, how much, the quoted phrase, its place and document. sources: one line a document or
    publication, with its address where there is one. spoken: the picture in words. version: the data's version. targets: the targets
    behind the picture as rows of `target_row` with the columns that go home; empty where `table` holds each target's wording itself. own: how many
    targets and observations in it are the reader's own, unpublished; `source` says so.
    """

    page: str
    lang: str
    address: str
    title: str
    subtitle: str
    source: str
    filters: str
    method: tuple[str, ...]
    rows: pd.DataFrame
    table: pd.DataFrame
    titles: dict[str, str]
    wording: tuple[str, ...]
    sources: tuple[str, ...]
    spoken: str
    version: str
    draw: Draw | Callable[..., go.Figure]
    targets: pd.DataFrame = field(default_factory=pd.DataFrame)
    own: int = 0
