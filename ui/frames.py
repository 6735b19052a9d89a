"""Tables on screen: which columns, which titles, and the card of the row that the reader picks."""

import weakref
from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd
import pyarrow as pa
import streamlit as st

from exports.sources import ADDRESS
from loaders import crosswalk
from ui import downloads
from ui.texts import language, t

# Columns shown on screen, in order; the files hold more.
SHOWN = {
    "target_row": "unit_{lang} indicator_{lang} horizon stated wording place document_{lang} base_{lang} standard_{lang} kind_{lang} modality_{lang} note",
    "observation_row": "unit_{lang} indicator_{lang} as_of stated wording status_{lang} source_{lang} publisher standard_{lang} territory_{lang} is_current confidence_{lang} note",
    "verdict_row": "unit_{lang} indicator_{lang} horizon stated value_stated verdict_{lang} reason_{lang} equation_{lang} baseline_stated end_{lang} assessed_by_{lang} value_source_{lang} document_{lang} wording place base_{lang} standard_{lang}",
    "commitment_row": "unit_{lang} theme_{lang} horizon summary_{lang} place document_{lang}",
}
WIDTHS: dict[str, Literal["small", "medium", "large"]] = {
    "wording": "large",
    "summary": "large",
    "indicator": "medium",
    "place": "medium",
    "note": "large",
    "horizon": "small",
    "equation": "large",
    "lens_stated": "medium",
    "lens_note": "large",
    "lens_reason": "large",
}


def show(
    frame: pd.DataFrame, view: str, key: str, *, without: tuple[str, ...] = (), more: Mapping[str, str] | None = None, height: int = 380
) -> int | None:
    """Show rows of a labelled view; return the position of the row that the reader picked, None when none is.

    `more`: further columns of the frame with their titles, shown after `stated`.
    """
    return next(iter(_picked(frame, view, key, without, more or {}, height, "single-row")), None)


def several(frame: pd.DataFrame, view: str, key: str, *, without: tuple[str, ...] = (), height: int = 300) -> list[int]:
    """Show rows of a labelled view; return the positions of the rows that the reader picked."""
    return _picked(frame, view, key, without, {}, height, "multi-row")


def _picked(
    frame: pd.DataFrame,
    view: str,
    key: str,
    without: tuple[str, ...],
    more: Mapping[str, str],
    height: int,
    mode: Literal["single-row", "multi-row"],
) -> list[int]:
    lang = language()
    names = [("note_en" if name == "note" and lang == "en" else name) for name in SHOWN[view].format(lang=lang).split()]
    names = [name for name in names if name.removesuffix(f"_{lang}") not in without]
    plain = {name: name.removesuffix("_vi").removesuffix("_en") for name in names}
    config = {name: st.column_config.Column(downloads.title(name, lang), width=WIDTHS.get(title)) for name, title in plain.items()}
    if more:
        after = names.index("stated") + 1
        names[after:after] = list(more)
        config |= {name: st.column_config.Column(title, width=WIDTHS.get(name)) for name, title in more.items()}
    if "horizon" in names:
        # A year is a name, not a quantity: no thousands separator.
        config["horizon"] = st.column_config.NumberColumn(t("column.horizon"), format="%d", width="small")
    event = st.dataframe(
        _packed(frame, names),
        column_config=config,
        hide_index=True,
        placeholder="–",
        height=min(height, 38 + 35 * max(len(frame), 1)),
        key=key,
        on_select="rerun",
        selection_mode=mode,
        alt=_spoken(frame, [more[name] if name in more else downloads.title(name, lang) for name in names]),
    )
    return [row for row in event["selection"]["rows"] if row < len(frame)]


def _spoken(frame: pd.DataFrame, titles: Sequence[str]) -> str:
    """What a table is called for those who hear it: its rows and first columns, which tell it from another on the page."""
    return f"{t('table.alt', rows=len(frame))} – {', '.join(titles[:3])}"


# Frame (by its id) -> columns -> these columns as they travel; as long as the frame lives, for frames that are kept are never changed.
_tables: dict[int, dict[tuple[str, ...], pa.Table]] = {}


def _packed(frame: pd.DataFrame, names: Sequence[str]) -> pa.Table:
    """These columns as they travel, kept: to pack them anew on every rerun costs more than to send them."""
    tables = _tables.get(id(frame))
    if tables is None:
        tables = _tables[id(frame)] = {}
        weakref.finalize(frame, _tables.pop, id(frame), None)
    columns = tuple(names)
    if columns not in tables:
        tables[columns] = pa.Table.from_pandas(frame[list(columns)], preserve_index=False)
    return tables[columns]


def pairs(frame: pd.DataFrame, units: tuple[str, ...]) -> None:
    """Show the pairs of targets of the chosen localities with class and reasons."""
    if units:
        frame = frame[frame["unit_id"].isin(units) & frame["other_unit_id"].isin(units)]
    names = ("class_label", "one", "other", "reasons")
    config = {name: st.column_config.Column(t(f"column.{name}"), width="large" if name == "reasons" else "medium") for name in names}
    st.dataframe(
        frame[list(names)],
        column_config=config,
        hide_index=True,
        placeholder="–",
        height=min(380, 38 + 35 * max(len(frame), 1)),
        alt=t("table.alt", rows=len(frame)),
    )


def plain(frame: pd.DataFrame, *, links: Sequence[str] = (), wraps: bool = False) -> None:
    """Show a table whose columns have their titles already; `links` are addresses to open, long words wrap where `wraps`.

    What is no address of the web is no link, and is left out.
    """
    row = 66 if wraps else 35  # px; in lower rows Streamlit wraps nothing
    st.dataframe(
        frame.assign(**{link: frame[link].where(frame[link].str.fullmatch(ADDRESS.pattern, na=False)) for link in links}),
        hide_index=True,
        placeholder="–",
        row_height=row,
        height=min(520, 38 + row * max(len(frame), 1)),
        column_config={link: st.column_config.LinkColumn(link, display_text=t("card.open")) for link in links},
        alt=_spoken(frame, list(frame.columns)),
    )


def added_up(frame: pd.DataFrame) -> None:
    """Show a `crosswalk.table`: what the former units say together, or why they do not."""
    widths = {"successor": 150, "indicator": 220, "standard": 130, "told_for": 90, "stated": 120, "reason": 190, "arithmetic": 420}
    config = {t(title): st.column_config.Column(width=widths.get(name)) for name, title in crosswalk.TITLES.items()}
    st.dataframe(
        crosswalk.shown(frame, language()),
        column_config=config,
        hide_index=True,
        placeholder="–",
        height=min(380, 38 + 35 * max(len(frame), 1)),
        alt=t("table.alt", rows=len(frame)),
    )
