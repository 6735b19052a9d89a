"""One locality: document, what became of the unit, everything it promised and everything known of what came about."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

from loaders import questions
from loaders.records import records
from loaders.selection import Selection
from loaders.stating import day, described, number, with_stated

# The parent province of a district-level locality: its figures are context, never the locality's own.
CONTEXT_LEVEL = "district"


@dataclass(frozen=True)
class Profile:
    """Everything about one unit in one language. observations holds the unit's own rows, then those of its province as context."""

    unit: dict
    document: dict
    parent: dict
    successors: pd.DataFrame
    population: pd.DataFrame
    targets: pd.DataFrame
    commitments: pd.DataFrame
    observations: pd.DataFrame

    @property
    def own(self) -> int:
        """How many observations are the unit's own."""
        return int((self.observations["unit_id"] == self.unit["unit_id"]).sum())

    @property
    def context(self) -> int:
        """How many observations are its province's."""
        return len(self.observations) - self.own


def profile(cursor: duckdb.DuckDBPyConnection, unit_id: str, lang: str) -> Profile:
    """Return the profile of a locality; its document and parent are empty where it has none. Raises IndexError for an unknown unit.

    Of several documents the published one comes first.
    """
    [unit] = _found(cursor, "select * from unit where unit_id = ?", unit_id)
    documents = _found(
        cursor,
        "select d.*, c.label_vi as completeness_vi, c.label_en as completeness_en from document d join code c on c.list_id = 'completeness' and c.code = d.completeness where unit_id = ? order by starts_with(document_id, 'own-'), position",
        unit_id,
    )
    parents = _found(cursor, "select * from unit where unit_id = ?", unit["parent_id"])
    successors = cursor.execute(
        """select s.*, u.short_vi, u.short_en, p.short_vi as parent_vi, p.short_en as parent_en
           from unit_successor s join unit u on u.unit_id = s.successor_id join unit p on p.unit_id = u.parent_id
           where s.unit_id = ? order by u.position""",
        [unit_id],
    ).df()
    population = cursor.execute(
        f"""select p.*, c.label_{lang} as concept_label, b.label_{lang} as source, b.publisher from population p
            join code c on c.list_id = 'concept' and c.code = p.concept join publication b using (publication_id)
            where unit_id = ? order by is_current desc, as_of_on desc nulls last""",
        [unit_id],
    ).df()
    context = (unit["parent_id"],) if unit["level"] == CONTEXT_LEVEL else ()
    own = Selection(units=(unit_id,))
    observations = pd.concat(
        [questions.rows(cursor, "observation_row", Selection(units=(u,))) for u in (unit_id, *context)], ignore_index=True
    )
    return Profile(
        unit,
        next(iter(documents), {}),
        next(iter(parents), {}),
        successors,
        population,
        with_stated(questions.rows(cursor, "target_row", own), lang),
        questions.rows(cursor, "commitment_row", own),
        with_stated(observations, lang),
    )


def _found(cursor: duckdb.DuckDBPyConnection, query: str, unit_id: str | None) -> list[dict]:
    return records(cursor.execute(query, [unit_id]).df())


def document_facts(facts: Profile, texts: Mapping[str, str], lang: str) -> list[tuple[str, str]]:
    """Return (name, value) pairs of the locality and its document; a missing number or date says why it is missing."""
    document, unit = facts.document, facts.unit
    named = ", ".join(filter(None, (f"{unit[f'label_{lang}']} ({unit[f'type_{lang}']})", facts.parent.get(f"label_{lang}"))))
    if not document:
        return [(texts["locality.unit"], named), (texts["locality.document"], texts["locality.no_document"])]
    missing = texts["value.not_stated"]
    note = document["note"] if lang == "vi" else document["note_en"]
    return [
        (texts["locality.unit"], named),
        (texts["locality.document"], document[f"label_{lang}"]),
        (texts["locality.number"], _text(document["number"]) or missing),
        (texts["locality.issued_on"], day(document["issued_on"], lang) or missing),
        (texts["locality.issuer"], document[f"issuer_{lang}"]),
        (texts["locality.implements"], _text(document[f"implements_{lang}"])),
        (texts["locality.completeness"], ". ".join(filter(None, (document[f"completeness_{lang}"].capitalize(), _text(note))))),
    ]


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def sentences(facts: Profile, texts: Mapping[str, str], lang: str) -> list[str]:
    """Return what became of the unit in 2025, with the act, its population in use, and how much of the document is numbers."""
    said = []
    if len(facts.successors):
        first = facts.successors.iloc[0]
        names = ", ".join(facts.successors[f"short_{lang}"])
        district = facts.unit["level"] == CONTEXT_LEVEL
        said.append(
            texts["locality.ended_district" if district else "locality.merged"].format(
                date=day(first["effective_on"], lang), successors=names, parent=first[f"parent_{lang}"], act=first[f"act_{lang}"]
            )
        )
    current = facts.population[facts.population["is_current"] & (facts.population["concept"] != "labour-force")]
    for row in records(current):
        if pd.notna(row["persons"]):
            when = described(row["as_of_on"], row["as_of_precision"], lang)
            said.append(
                texts["locality.people"].format(
                    persons=number(row["persons"], lang), when=when, concept=row["concept_label"], source=row["publisher"]
                )
            )
    said.append(texts["locality.counts"].format(targets=len(facts.targets), commitments=len(facts.commitments), observations=facts.own))
    return said


def population_table(facts: Profile, texts: Mapping[str, str], lang: str) -> pd.DataFrame:
    """Return every population and labour-force figure as a table of words; current first; an absent value says so."""
    lines = [
        (
            row["concept_label"],
            number(row["persons"], lang) if pd.notna(row["persons"]) else texts["value.absent"],
            described(row["as_of_on"], row["as_of_precision"], lang) if pd.notna(row["as_of_on"]) else texts["value.not_stated"],
            texts["value.yes"] if row["is_current"] else texts["value.no"],
            row["source"],
            _text(row["note"] if lang == "vi" else row["note_en"]),
        )
        for row in records(facts.population)
    ]
    return pd.DataFrame(
        lines, columns=[texts[f"column.{name}"] for name in ("concept", "persons", "as_of_on", "is_current", "source", "note")]
    )
