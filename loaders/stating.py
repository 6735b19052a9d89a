"""Numbers and stated bounds in words, in Vietnamese (1.234,5) and English (1,234.5)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from loaders.own import PREFIX
from loaders.records import records
from loaders.texts import texts

PERCENT = ("percent", "percent-per-year")
# What words for bounds and dates are made of.
STATED = (
    *("template_vi", "template_en", "low", "high", "symbol_vi", "symbol_en", "measure_id", "is_own"),
    *("as_of_on", "as_of_precision"),
)
# Columns that name figures, several joined by `;`.
FIGURES = ("target_id", "target_ids", "observation_id", "value_id", "baseline_id", "value_observation_id", "baseline_observation_id")


def number(value: float, lang: str = "vi") -> str:
    """Return `value` with the language's separators, at most four decimals, no trailing zeros."""
    # A typographic minus: text that begins with a hyphen would have to be escaped in files.
    text = f"{value:,.4f}".rstrip("0").rstrip(".").replace("-", "−")
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def day(value: date | None, lang: str = "vi") -> str:
    """Return a date as 21/9/2021 (vi) or 21 September 2021 (en); empty text for none."""
    if value is None or pd.isna(value):
        return ""
    return f"{value.day}/{value.month}/{value.year}" if lang == "vi" else f"{value.day} {value:%B} {value.year}"


def described(value: date, precision: str, lang: str = "vi") -> str:
    """Return the date that a figure describes, no more exactly than its precision: 2025, 12/2025 or 31/12/2025."""
    if precision == "year":
        return str(value.year)
    if precision in ("month", "quarter", "half-year"):
        return f"{value.month}/{value.year}" if lang == "vi" else f"{value:%B} {value.year}"
    return day(value, lang)


def stated(row: Mapping[str, Any], lang: str = "vi") -> str:
    """Return the bounds as the document states them, qualifier, number and unit of measure: "trên 400 HTX", "từ 60 đến 70%".

    `row` holds template_*, low, high, symbol_*, measure_id and, for targets, verbal; where it `is_own`, the words end by saying so, wherever
    they are shown. Empty text where no bound is known.
    """
    if pd.isna(row["low"]) and pd.isna(row["high"]):
        return ""
    low, high = (number(row[end], lang) if pd.notna(row[end]) else "" for end in ("low", "high"))
    words = row[f"template_{lang}"].format(low=low, high=high)
    words += ("" if row["measure_id"] in PERCENT else " ") + row[f"symbol_{lang}"]
    return f"{words} {texts(lang)['own.mark']}" if row.get("is_own") else words


def sentence_case(words: str) -> str:
    """Return words that may stand within a sentence as they begin one."""
    return words[:1].upper() + words[1:]


def years(horizon: pd.Series, annual: str) -> pd.Series:
    """Return horizons as words, `annual` for a yearly floor without a last year; order and index kept."""
    return horizon.astype("Int64").astype("object").map(str, na_action="ignore").fillna(annual).astype("str")


def with_stated(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return `frame` (rows of target_row or observation_row) with a column `stated`, order kept; a new frame.

    Observations also get `as_of`: the date that the figure describes, no more exactly than it is known.
    """
    rows = records(frame, STATED)
    columns = {"stated": [stated(row, lang) for row in rows]}
    if "as_of_precision" in frame:
        columns["as_of"] = [described(row["as_of_on"], row["as_of_precision"], lang) for row in rows]
    return frame.assign(**{name: pd.Series(words, index=frame.index, dtype="str") for name, words in columns.items()})


def in_words(head: str, lines: Iterable[str]) -> str:
    """Return a picture in words: a line that says what it is about, then a line for each of its parts; in one breath it is a sentence."""
    return "\n".join(filter(None, (head, ";\n".join(line.removesuffix(".") for line in lines))))


def own_figures(*frames: pd.DataFrame) -> int:
    """Return how many different targets and observations of the reader's own the rows of these frames name, in any of FIGURES."""
    ids = {ids for frame in frames for name in FIGURES if name in frame for ids in frame[name].dropna().unique()}
    return len({one for several in ids for one in several.split(";") if one.startswith(PREFIX)})


def with_own(source: str, count: int, lang: str) -> str:
    """Return a line that stands under a picture; where that holds figures of the reader's own, it ends by saying how many."""
    return f"{source} {texts(lang)['own.count'].format(count=number(count, lang))}" if count else source
