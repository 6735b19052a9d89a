"""Former units or today's: what adds up across the boundary change of 1 July 2025, what does not and why, and where series break."""

import duckdb
import pandas as pd

from loaders.records import records
from loaders.stating import day, described
from loaders.texts import texts

# Column of the table -> its title.
TITLES = {
    "successor": "column.successor",
    "subject_label": "column.subject",
    "indicator": "column.indicator",
    "standard": "column.standard",
    "told_for": "column.told_for",
    "stated": "column.sum",
    "reason": "column.reason",
    "arithmetic": "column.arithmetic",
}
# A file also says whether a sum holds figures of the reader's own.
HOME = TITLES | {"origin": "column.origin"}


def table(
    cursor: duckdb.DuckDBPyConnection, lang: str, *, units: tuple[str, ...] = (), subject: str = "", family: str = ""
) -> pd.DataFrame:
    """Return what the former units say of each successor, in words: one row a figure asked for, districts' successors in one row.

    `units`: only rows in which one of these former units has a figure or lacks it (none: all); `subject`: `target` or `observation`
    (empty: both); `family`: one question (empty: all). Order: provinces' successors before districts', targets before realized values, then question and time. `stated` is
    the sum, or says that there is none; `reason` is empty where there is one; `arithmetic` shows every former unit's figure. Ids:
    indicator_id, members, missing_members (joined by `;`), addable. Source: view crosswalk.
    """
    frame = cursor.execute(
        f"""
        select string_agg(u.short_{lang}, ', ' order by u.position) as successor, c.subject, k.label_{lang} as subject_label,
            c.indicator_id, i.label_{lang} as indicator, s.label_{lang} as standard, c.horizon, c.as_of_on, c.as_of_precision,
            c.members, c.missing_members, c.addable, c.low, c.high, c.operator, c.stated_{lang} as stated,
            c.reason_code, r.label_{lang} as reason, og.label_{lang} as origin, c.arithmetic_{lang} as arithmetic
        from crosswalk c join unit u on u.unit_id = c.successor_id join indicator i using (indicator_id) join family f using (family_id)
        join code k on k.list_id = 'crosswalk_subject' and k.code = c.subject
        join code og on og.list_id = 'origin' and og.code = c.origin
        left join standard s on s.standard_id = c.standard_id
        left join code r on r.list_id = 'crosswalk_reason' and r.code = c.reason_code
        where (? = '' or c.subject = ?) and (? = '' or i.family_id = ?)
          and (len(?) = 0 or list_has_any(string_split(concat_ws(';', c.members, c.missing_members), ';'), ?::varchar[]))
        group by all
        order by min(u.position), min(k.position), min(f.position), indicator, c.horizon nulls first, c.as_of_on, standard
        """,
        [subject, subject, family, family, list(units), list(units)],
    ).df()
    words = texts(lang)
    told = [_told_for(row, lang, words["horizon.annual"]) for row in records(frame)]
    return frame.assign(
        told_for=pd.Series(told, index=frame.index, dtype="str"),
        stated=frame["stated"].fillna(words["crosswalk.not_addable"]),
        reason=frame["reason"].fillna(""),
        standard=frame["standard"].fillna(""),
    )


def _told_for(row: dict, lang: str, annual: str) -> str:
    """The horizon, or the date no more exactly than it is known."""
    if row["subject"] == "observation":
        return described(row["as_of_on"], row["as_of_precision"], lang)
    return annual if pd.isna(row["horizon"]) else str(int(row["horizon"]))


def shown(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return a `table` as it stands on screen: the columns for people, titled in `lang`."""
    return frame[list(TITLES)].rename(columns={name: texts(lang)[title] for name, title in TITLES.items()})


def breaks(cursor: duckdb.DuckDBPyConnection, lang: str) -> pd.DataFrame:
    """Return where every series of a former unit breaks: one row a unit, by position.

    Columns: unit_id, unit, last_on (its last day), broken_on (the day after, where the axis is marked), ended (true: a district, which has
    no successor of its own; false: merged whole), successor_ids (joined by `;`), successors, act, label (for the axis). Source: unit_successor.
    """
    frame = cursor.execute(
        f"""
        select s.unit_id, o.short_{lang} as unit, o.valid_to as last_on, s.effective_on as broken_on, bool_or(s.scope = 'part') as ended,
            string_agg(s.successor_id, ';' order by u.position) as successor_ids,
            string_agg(u.short_{lang}, ', ' order by u.position) as successors, any_value(s.act_{lang}) as act
        from unit_successor s join unit o on o.unit_id = s.unit_id join unit u on u.unit_id = s.successor_id
        group by all order by any_value(o.position)
        """
    ).df()
    words = texts(lang)
    labels = [
        words["crosswalk.break_ended"].format(date=day(row["last_on"], lang))
        if row["ended"]
        else words["crosswalk.break_merged"].format(date=day(row["broken_on"], lang), successors=row["successors"])
        for row in records(frame)
    ]
    return frame.assign(label=pd.Series(labels, index=frame.index, dtype="str"))
