"""The parts of a view that every page needs alike: how its figure is drawn again, its targets and sources line by line."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import pandas as pd

from charts import bullet, checks, compare, coverage, look, pathway
from exports.view import Draw
from loaders.records import filled, records

FIGURES = {"coverage": coverage.figure, "compare": compare.figure, "progress": bullet.figure, "checks": checks.figure}


def draw(page: str, rows: pd.DataFrame, words: Mapping[str, str], lang: str) -> Draw:
    """Return what draws the figure of a page again, for another light or width. Raises KeyError for a page without a figure."""
    return partial(FIGURES[page], rows, texts=words, lang=lang)


def draw_path(points: pd.DataFrame, goals: pd.DataFrame, words: Mapping[str, str], lang: str, *, lenses: Any, breaks: pd.DataFrame) -> Draw:
    """Return what draws one indicator through time again."""
    return partial(pathway.figure, points, goals, texts=words, lang=lang, lenses=lenses, breaks=breaks)


def options(lang: str) -> dict:
    """Return plotly's options for a figure on a page."""
    return look.config(lang)


def wording(targets: pd.DataFrame, lang: str) -> tuple[str, ...]:
    """Return one line for each row of `target_row` with `stated`: who, when, how much, the quoted phrase, its place and document."""
    lines = []
    # A view has eighty columns, and each costs as much to read as these.
    spoken = ["unit", "indicator", "document"]
    for row in records(targets[[*(f"{name}_{lang}" for name in spoken), "horizon", "stated", "wording", "place"]]):
        year = "" if pd.isna(row["horizon"]) else f" {int(row['horizon'])}"
        place = ", ".join(filter(None, (row["place"], row[f"document_{lang}"])))
        lines.append(f"{row[f'unit_{lang}']}{year}, {row[f'indicator_{lang}']}: {row['stated']} — “{row['wording']}” ({place})")
    return tuple(dict.fromkeys(lines))


def lines(rows: pd.DataFrame, view: str, lang: str) -> tuple[str, ...]:
    """Return one line for each row of `target_row`, `observation_row` or `commitment_row`, in order."""
    if view == "target_row":
        return wording(rows, lang)
    if view == "commitment_row":
        return tuple(
            f"{row[f'unit_{lang}']}: {row[f'summary_{lang}']} ({row['place']}, {row[f'document_{lang}']})" for row in records(rows)
        )
    return tuple(
        f"{row[f'unit_{lang}']} {row['as_of']}, {row[f'indicator_{lang}']}: {row['stated']} — “{row['wording']}” ({row[f'source_{lang}']}, {row['publisher']})"
        for row in records(rows)
    )


def spelt_out(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return one line for each row of a table that people read: title and value of every cell that holds something."""
    return tuple("; ".join(f"{title}: {value}" for title, value in row.items() if value != "") for row in filled(frame, ""))


def sources(*frames: pd.DataFrame, lang: str, parts: Iterable[str] = ("",)) -> tuple[str, ...]:
    """Return one line a document or publication behind rows of labelled views, with its address where there is one, each once, in order.

    `parts`: what stands before the columns of a figure beside a target (`value_`, `baseline_`).
    """
    lines = []
    for frame in frames:
        for part in parts:
            names = [f"{part}document_{lang}", f"{part}source_{lang}", f"{part}publisher", f"{part}url"]
            known = frame[[name for name in names if name in frame.columns]].astype(object)
            for row in known.where(known.notna(), "").drop_duplicates().itertuples(index=False, name=None):
                if any(row):
                    lines.append(", ".join(dict.fromkeys(str(value) for value in row if value)))
    return tuple(dict.fromkeys(lines))
