"""What the words in a table's cells mean: qualifiers, kinds, bases, standards, verdicts and the like that occur in it."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from exports.columns import stem
from loaders.vocabulary import vocabulary

# What a column holds -> its vocabulary, the id's column there and the one that explains.
VOCABULARIES = {
    "indicator": ("indicator", "indicator_id", "definition"),
    "operator": ("operator", "operator_id", "reading"),
    "base": ("base", "base_id", "note"),
    "standard": ("standard", "standard_id", "note"),
    "measure": ("measure", "measure_id", ""),
    "reason": ("verdict_reason", "verdict_reason_id", "explanation"),
    "rule": ("consistency_rule", "rule_id", "question"),
}
# What a column holds -> its list of codes, which say all by their labels.
LISTS = {
    "kind": "kind",
    "modality": "modality",
    "role": "role",
    "completeness": "completeness",
    "precision": "precision",
    "territory": "territory",
    "status": "status",
    "method": "method",
    "confidence": "confidence",
    "compiler": "compiler",
    "verdict": "verdict",
    "end": "verdict_end",
    "assessed_by": "verdict_method",
    "class": "verdict_class",
    "outcome": "outcome",
    "state": "state",
    "origin": "origin",
}


class Meaning(NamedTuple):
    """A word of a cell: its id, its label and what explains it (empty where the label says all)."""

    id: str
    label: str
    explanation: str


def meanings(name: str, values: pd.Series, lang: str) -> list[Meaning]:
    """Return the words of the column `name` that occur in `values`, by id or by label, in the vocabulary's order; empty for free text."""
    there = {value for value in values.dropna().unique() if isinstance(value, str)}
    return [meaning for meaning in _known(name, lang) if there & {meaning.id, meaning.label}]


def qualifiers(lang: str) -> list[Mapping[str, str]]:
    """Return how each qualifier is worded in documents, named and read, in the vocabulary's order."""
    return [
        {"wording": row["wording_vi"], "label": row[f"label_{lang}"], "reading": row[f"reading_{lang}"]} for row in vocabulary("operator")
    ]


def _known(name: str, lang: str) -> list[Meaning]:
    root = stem(name).removesuffix("_id").removesuffix("_code")
    if root in LISTS:
        return [Meaning(row["code"], row[f"label_{lang}"], "") for row in vocabulary("code") if row["list_id"] == LISTS[root]]
    table, identity, explaining = VOCABULARIES.get(root, ("", "", ""))
    rows = vocabulary(table) if table else ()
    return [Meaning(row[identity], row[f"label_{lang}"], row.get(f"{explaining}_{lang}", "")) for row in rows]
