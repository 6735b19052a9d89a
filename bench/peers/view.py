"""The comparison's rows and figure without any dashboard: the same loaders, the same charts, kept between clicks as the dashboard keeps them."""

from functools import cache
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts import compare, look
from exports import columns
from loaders import comparison, database, questions
from loaders.texts import texts

LANG, FAMILY = "vi", "htx-number"
FIELDS = [
    "unit_vi",
    "indicator_vi",
    "horizon",
    "stated",
    "wording",
    "place",
    "document_vi",
    "base_vi",
    "standard_vi",
    "modality_vi",
    "note",
]
WORDS = texts(LANG)
CONFIG = look.config(LANG)


class Seen(NamedTuple):
    """What one choice shows."""

    figure: go.Figure
    table: pd.DataFrame


@cache
def question() -> comparison.Question:
    """The question that the peers ask, read once."""
    return comparison.question(_database(), FAMILY, LANG)


@cache
def localities() -> dict[str, str]:
    """Id and short name, in their fixed order."""
    frame = questions.localities(_database())
    return dict(zip(frame["unit_id"], frame[f"short_{LANG}"], strict=True))


@cache
def seen(units: tuple[str, ...]) -> Seen:
    """The comparison of these localities, all for none."""
    rows = comparison.panels(question(), units)
    words = {**WORDS, **comparison.chart_words(WORDS["compare.title"], WORDS["lens.what.stated"], rows, WORDS, "")}
    titles = {name: columns.title(name, LANG, WORDS) for name in FIELDS}
    table = rows[FIELDS].astype(object).where(rows[FIELDS].notna(), "–").rename(columns=titles)
    return Seen(compare.figure(rows, texts=words, lang=LANG, wide=True), table)


@cache
def _database() -> object:
    return database.build(views=database.CORE_VIEWS)
