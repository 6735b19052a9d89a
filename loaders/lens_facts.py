"""What lenses divide by: people, stocks at the start and national targets, with the words that say where each comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from loaders import large
from loaders.comparison import APART
from loaders.records import filled
from loaders.stating import with_stated

Row = dict[str, Any]


@dataclass(frozen=True)
class LensFacts:
    """What lenses divide by, in one language; fixed once loaded.

    people: unit_id -> the population in use (persons, as_of_on, as_of_precision, publisher, note). stocks: current observations of a
    stock with one exact number, oldest first. nations: the national targets. indicators: indicator_id -> label, kind, base_id,
    measure_id, meaning, is_extensive. reasons: one row per ordered pair of indicators and reason that keeps them apart.
    """

    people: Mapping[str, Row]
    stocks: list[Row]
    nations: list[Row]
    indicators: Mapping[str, Row]
    reasons: pd.DataFrame


NOTHING = LensFacts({}, [], [], {}, pd.DataFrame())  # for who uses no lens


def facts(cursor: duckdb.DuckDBPyConnection, lang: str) -> LensFacts:
    """Return all that lenses need, for every locality and question, in `lang`. Source: population, observation_row, target_row, indicator."""
    people = f"""
        select p.unit_id, p.persons, p.as_of_on, p.as_of_precision, b.publisher, p.{"note" if lang == "vi" else "note_en"} as note
        from population p join publication b using (publication_id)
        where p.is_current and p.concept <> 'labour-force' and p.persons is not null"""
    stocks = """
        select o.*, i.meaning from observation_row o join indicator i using (indicator_id)
        where o.is_current and o.kind = 'stock' and o.operator = 'eq' order by o.as_of_on, o.observation_id"""
    nations = """
        select t.*, coalesce(d.number, d.short_vi) as document_number from target_row t join document d using (document_id)
        where t.unit_role = 'country' order by t.is_own, d.position, t.target_id"""
    indicators = f"""
        select i.indicator_id, i.label_{lang} as label, i.kind, i.base_id, i.measure_id, i.meaning, m.is_extensive
        from indicator i join measure m using (measure_id) order by i.indicator_id"""
    reasons = f"""
        select distinct a.indicator_id, b.indicator_id as other_indicator_id, r.reason_id, a.kind <> b.kind as other_kind, r.position,
            concat_ws(': ', r.label_{lang}, r.detail_{lang}) as words
        from comparable_reason r join target a using (target_id) join target b on b.target_id = r.other_target_id
        where a.indicator_id <> b.indicator_id and list_contains(?, r.reason_id) order by r.position, words"""
    return LensFacts(
        {row["unit_id"]: row for row in filled(cursor.execute(people).df(), None)},
        filled(with_stated(cursor.execute(stocks).df(), lang), None),
        filled(with_stated(cursor.execute(nations).df(), lang), None),
        {row["indicator_id"]: row for row in filled(cursor.execute(indicators).df(), None)},
        # What keeps two indicators apart is the same for all their targets.
        large.one_each(cursor).execute(reasons, [list(APART)]).df(),
    )
