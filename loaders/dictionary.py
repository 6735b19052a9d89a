"""Sources and method as tables: documents, publications, indicators, qualifiers, the rules of comparing and of judging, known gaps."""

from collections.abc import Mapping
from typing import NamedTuple

import duckdb
import pandas as pd

from loaders.scorecard import SIGNS
from loaders.stating import with_stated


class Section(NamedTuple):
    """One table: a title's text_id (may be empty), a query whose columns are named by text_ids `column.*`, the columns that are links.

    With `bounds`, the query gives rows of `observation_row`, their bounds are put into words, and these columns are shown. `told` names a
    column that holds the ends of text_ids, and how they begin: the words take their place. `wraps`: whether long words take two lines.
    """

    title: str
    query: str
    links: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    told: tuple[str, str] | None = None
    wraps: bool = False


class Table(NamedTuple):
    """A table ready to be shown: title (empty where one table says it all), frame, the columns that are links, whether long words wrap."""

    title: str
    frame: pd.DataFrame
    links: list[str]
    wraps: bool


# `{l}` is the language; a column alias X is shown under the words of `column.X`.
SECTIONS: dict[str, tuple[Section, ...]] = {
    "documents": (
        Section(
            "",
            """select u.short_{l} as unit, d.label_{l} as document, coalesce(d.number, a.label_{l}) as number, coalesce(strftime(d.issued_on, '%d/%m/%Y'), a.label_{l}) as issued_on,
               d.issuer_{l} as issuer, replace(replace(d.horizons, 'annual', {annual}), ';', ', ') as horizons, c.label_{l} as completeness, d.{note} as note, coalesce(d.url, p.url) as url
               from document d join unit u using (unit_id) join code c on c.list_id = 'completeness' and c.code = d.completeness
               left join absence_reason a on a.absence_reason_id = d.absence_reason_id
               left join publication p on p.publication_id = d.publication_id order by d.position""",
            ("url",),
        ),
    ),
    "publications": (
        Section(
            "",
            """select p.label_{l} as source, publisher, coalesce(strftime(published_on, '%d/%m/%Y'), published_text) as published_on, url,
               (select count(*) from observation o where o.publication_id = p.publication_id) as observations, p.{note} as note
               from publication p order by publisher collate vi, published_on""",
            ("url",),
        ),
    ),
    "indicators": (
        Section(
            "",
            """select f.label_{l} as family, i.label_{l} as indicator, k.label_{l} as kind, b.label_{l} as base, m.label_{l} as measure, d.label_{l} as direction,
               i.definition_{l} as definition, (select count(*) from target t where t.indicator_id = i.indicator_id) as targets,
               (select count(*) from observation o where o.indicator_id = i.indicator_id) as observations, i.indicator_id as indicator_id
               from indicator i join family f using (family_id) join base b on b.base_id = i.base_id join measure m using (measure_id)
               join code k on k.list_id = 'kind' and k.code = i.kind join code d on d.list_id = 'direction' and d.code = i.direction
               order by f.position, i.label_{l} collate vi""",
        ),
    ),
    "operators": (
        Section(
            "",
            """select label_{l} as operator, wording_vi as wording, reading_{l} as reading, (select count(*) from target t where t.operator = operator.operator_id) as targets
               from operator order by position""",
        ),
    ),
    "comparability": (
        Section(
            "sources.rule",
            """select r.label_{l} as reason, s.label_{l} as severity, r.explanation_{l} as explanation,
               (select count(*) from comparable_reason c where c.reason_id = r.reason_id and c.target_id < c.other_target_id) as pairs
               from reason r join code s on s.list_id = 'severity' and s.code = r.severity order by r.position""",
        ),
        Section(
            "sources.bases",
            """select a.label_{l} as base, b.label_{l} as other_base, r.reason_{l} as reason from base_relation r
               join base a on a.base_id = r.base_id join base b on b.base_id = r.other_base_id order by 1""",
        ),
        Section(
            "sources.standards",
            """select s.label_{l} as standard, r.label_{l} as reason, s.note_{l} as note from standard s join reason r using (reason_id) order by 2, 1""",
        ),
    ),
    "assessment": (
        Section(
            "sources.methods",
            """select m.label_{l} as assessed_by, coalesce(string_agg(k.label_{l}, '; ' order by k.position), {lens}) as kind, m.code as how
               from code m left join (select distinct "method", kind from target_method where is_default) t on t."method" = m.code
               left join code k on k.list_id = 'kind' and k.code = t.kind
               where m.list_id = 'verdict_method' group by m.position, m.label_{l}, m.code order by m.position""",
            told=("how", "progress.how."),
            wraps=True,
        ),
        Section(
            "sources.verdicts",
            """select {signs}[c.code] || ' ' || c.label_{l} as verdict, c.code as explanation,
               (select count(distinct target_id) from verdict v where v.is_default and v.verdict = c.code) as targets
               from code c where c.list_id = 'verdict' order by c.position""",
            told=("explanation", "progress.means."),
        ),
        Section(
            "sources.reasons",
            """select r.label_{l} as reason, {signs}[r.verdict] || ' ' || c.label_{l} as verdict, r.explanation_{l} as explanation, r.needed_{l} as needed,
               (select count(distinct target_id) from verdict v where v.is_default and v.reason_code = r.verdict_reason_id) as targets
               from verdict_reason r join code c on c.list_id = 'verdict' and c.code = r.verdict order by r.position""",
        ),
        Section(
            "sources.settings",
            """select label_{l} as setting,
               case setting_id when 'as_of' then strftime("value"::date, '%d/%m/%Y') else format('{:.0f}%', 100 * "value"::double) end as value,
               setting_id as explanation from setting order by setting_id""",
            told=("explanation", "progress.setting."),
        ),
    ),
    "gaps": (
        Section(
            "sources.absences",
            """select u.short_{l} as unit, a.horizon as horizon, r.label_{l} as reason, a.wording as wording, a.{note} as note
               from absence a join unit u using (unit_id) join absence_reason r using (absence_reason_id) order by u.position""",
        ),
        Section(
            "sources.set_aside",
            """select *, unit_{l} as unit, indicator_{l} as indicator, {note} as why, source_{l} as source from observation_row where not is_current
               order by unit_position, indicator_id, as_of_on""",
            bounds=("unit", "indicator", "stated", "as_of", "why", "source"),
        ),
        Section(
            "sources.left_out",
            """select u.short_{l} as unit, e.indicator_text as indicator, e.value_text as value, e.reason_{l} as reason, p.label_{l} as source
               from observation_excluded e left join unit u using (unit_id) join publication p using (publication_id) order by e.excluded_id""",
        ),
    ),
}


def section(cursor: duckdb.DuckDBPyConnection, name: str, lang: str, texts: Mapping[str, str]) -> list[Table]:
    """Return the tables of a section, titles and column names in `lang`. Raises KeyError for an unknown section."""
    words = {
        "l": lang,
        "annual": f"'{texts['horizon.annual']}'",
        "lens": f"'{texts['sources.lens']}'",
        "note": "note" if lang == "vi" else "note_en",
        "signs": "map {" + ", ".join(f"'{verdict}': '{sign}'" for verdict, sign in SIGNS.items()) + "}",
    }
    tables = []
    for part in SECTIONS[name]:
        query = part.query
        for key, value in words.items():
            query = query.replace("{" + key + "}", value)
        frame = cursor.execute(query).df()
        if part.bounds:
            frame = with_stated(frame, lang)[list(part.bounds)]
        if part.told:
            column, prefix = part.told
            frame[column] = [texts[f"{prefix}{end}"] for end in frame[column]]
        frame.columns = [texts[f"column.{column}"] for column in frame.columns]
        links = [texts[f"column.{link}"] for link in part.links]
        tables.append(Table(texts[part.title] if part.title else "", frame, links, part.wraps))
    return tables
