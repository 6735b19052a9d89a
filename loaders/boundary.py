"""The comparison by today's units: targets of former units stand in the group of the unit that has their territory since 1 July 2025.

Where the view `crosswalk` adds targets up, the sum stands in their place; everywhere else each target stays its former unit's own, and the
group says why. A district's target is never given to its successors, nor theirs to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from loaders.records import filled, records
from loaders.stating import day
from loaders.texts import texts

Row = dict[str, Any]


@dataclass(frozen=True)
class Boundary:
    """Where the targets of one question stand today, in one language; fixed once loaded.

    groups: former unit -> today_id and title of the province-level unit, its short name, whether the former unit ended with the district
    level, its last day. answers: target_id -> what the crosswalk says of it (figure_ids, successor_id, successor, addable, reason,
    missing, low, high, stated, arithmetic).
    """

    groups: Mapping[str, Row]
    answers: Mapping[str, Row]


def boundary(cursor: duckdb.DuckDBPyConnection, family_id: str, lang: str) -> Boundary:
    """Return where the targets of the question `family_id` stand today. Source: view crosswalk, tables unit and unit_successor."""
    groups = f"""
        with today as (
            select s.unit_id, if(u.level = 'commune', u.parent_id, s.successor_id) as today_id, bool_or(s.scope = 'part') as ended
            from unit_successor s join unit u on u.unit_id = s.successor_id group by all
            union all
            -- A locality of one's own stays what it is.
            select unit_id, unit_id, false from unit where role = 'locality' and unit_id not in (select unit_id from unit_successor)
        ),
        members as (
            select successor_id, string_agg(u.short_{lang}, ' + ' order by u.position) as names
            from unit_successor join unit u using (unit_id) where scope = 'whole' group by all
        )
        select today.*, coalesce(n.label_{lang} || ' = ' || m.names, n.short_{lang}) as title, n.short_{lang} as short, o.short_{lang} as unit, o.valid_to as last_on
        from today join unit n on n.unit_id = today_id join unit o on o.unit_id = today.unit_id left join members m on m.successor_id = today_id"""
    answers = f"""
        select distinct on (target_id) unnest(string_split(c.figure_ids, ';')) as target_id, c.figure_ids, c.successor_id,
            u.short_{lang} as successor, c.addable, c.reason_code, r.label_{lang} as reason, c.low, c.high, c.stated_{lang} as stated,
            c.arithmetic_{lang} as arithmetic,
            (select string_agg(short_{lang}, ', ' order by position) from unit
             where list_contains(string_split(c.missing_members, ';'), unit_id)) as missing
        from crosswalk c join indicator i using (indicator_id) join unit u on u.unit_id = c.successor_id
        left join code r on r.list_id = 'crosswalk_reason' and r.code = c.reason_code
        where c.subject = 'target' and i.family_id = ? order by u.position"""
    return Boundary(_by(cursor.execute(groups), "unit_id"), _by(cursor.execute(answers, [family_id]), "target_id"))


def _by(found: duckdb.DuckDBPyConnection, key: str) -> dict[str, Row]:
    frame = found.df()
    return {row[key]: row for row in filled(frame, None)}


def regrouped(rows: pd.DataFrame, known: Boundary, lang: str) -> pd.DataFrame:
    """Return rows of `comparison.panels` by today's units: the same panels and order, targets that add up replaced by their sum.

    Adds group_title (today's unit and what it was made of) and group_reason (what does not add up and why; empty where everything does).
    A sum carries the ids of its targets, joined by `;`, in target_id, the unit of today in unit_id and unit_label, the arithmetic in
    note_short, and neither wording, place nor benchmark. `rows` stay as they are.
    """
    whose = [known.groups[unit] for unit in rows["unit_id"]]
    answers = [known.answers.get(target) for target in rows["target_id"]]
    places = [(panel, group["today_id"]) for panel, group in zip(rows["panel_id"], whose, strict=True)]
    said: dict[tuple[str, str], dict[str, None]] = {}
    for place, group, answer in zip(places, whose, answers, strict=True):
        said.setdefault(place, {})[_why(group, answer, lang)] = None
    frame = rows.assign(
        group_title=pd.Series([group["title"] for group in whose], index=rows.index, dtype="str"),
        group_reason=pd.Series(["; ".join(filter(None, said[place])) for place in places], index=rows.index, dtype="str"),
    )
    lines: dict[str, Row] = {}
    for row, answer in zip(records(frame), answers, strict=True):
        line = _sum(row, answer, rows) if answer and answer["addable"] else row
        lines.setdefault(line["target_id"], line)
    return pd.DataFrame(lines.values(), columns=frame.columns).astype(frame.dtypes)


def _sum(row: Row, answer: Row, rows: pd.DataFrame) -> Row:
    members = rows[rows["target_id"].isin(answer["figure_ids"].split(";"))]
    nothing = {"wording": "", "place": "", "benchmark_label": "", "benchmark_low": None, "benchmark_high": None}
    one_day = members["issued_on"].nunique(dropna=False) == 1
    return {
        **row,
        **nothing,
        "target_id": answer["figure_ids"],
        "unit_id": answer["successor_id"],
        "unit_label": answer["successor"],
        "document_short": ", ".join(dict.fromkeys(members["document_short"])),
        "issued_on": row["issued_on"] if one_day else None,
        "note_short": answer["arithmetic"],
        **{name: answer[name] for name in ("low", "high", "stated")},
    }


def _why(group: Row, answer: Row | None, lang: str) -> str:
    """Why a target does not go into a figure of today's unit; empty where it does."""
    words = texts(lang)
    if group["ended"]:
        return words["boundary.ended"].format(unit=group["unit"], date=day(group["last_on"], lang), today=group["short"])
    if answer is None or answer["addable"]:
        return ""
    who = f" ({answer['missing']})" if answer["reason_code"] == "no_figure" and answer["missing"] else ""
    return words["boundary.apart"].format(reason=answer["reason"] + who)
