"""The targets behind views, each once."""

from collections.abc import Sequence

import pandas as pd

from exports.view import View

# What is said of a target: who, what, how much, by when, in which words, where.
TOLD = (
    *("unit", "document", "indicator", "kind", "base", "standard", "horizon", "operator", "stated", "low", "high", "measure"),
    *("wording", "place", "origin", "target_id"),
)


def targets(views: Sequence[View]) -> pd.DataFrame:
    """Return one row a target behind the views, in their order, with the columns of TOLD that are there (labels in the view's language).

    Taken from `View.targets`, else from a table that holds each target's wording; an empty frame where neither does.
    """
    frames = [told(frame, view.lang) for view in views if (frame := _behind(view)) is not None]
    return pd.concat(frames, ignore_index=True).drop_duplicates("target_id", ignore_index=True) if frames else pd.DataFrame()


def told(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the columns of TOLD that the frame has, a label rather than its id."""
    names = [f"{name}_{lang}" if f"{name}_{lang}" in frame.columns else name for name in TOLD]
    return frame[[name for name in names if name in frame.columns]]


def _behind(view: View) -> pd.DataFrame | None:
    if len(view.targets):
        return view.targets
    return view.table if {"target_id", "wording"} <= set(view.table.columns) else None
