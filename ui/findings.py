"""The cards of internal checks: question, calculation, what it implies, what would settle it, and the wordings that it rests on."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from loaders.records import records
from ui import assessed, database, evidence
from ui.keeping import kept
from ui.texts import language, t

# Before the word of an outcome, as in the matrix: what fits has a tick and no box.
TICKS = {"consistent": "✓ "}
# Where a calculation goes to its next line: after a sentence or a part, and between what is given and what is made of it.
STEP = re.compile(r"(?<=[.;])(?<!i\.e\.) |(?<=\D:) (?=[\d(].*[=≈])")


def cards(findings: pd.DataFrame, units: tuple[str, ...]) -> None:
    """Show findings (rows of `loaders.consistency.Checks.findings`, those of `assessed.checks(units)`) as cards in their order."""
    written = _written(units if database.package().is_large else (), language())
    st.html("<div class='findings'>" + "".join(written[finding] for finding in findings["finding_id"]) + "</div>")


@kept(max_entries=100)
def _written(units: tuple[str, ...], lang: str) -> dict[str, str]:
    """Every finding's card as safe HTML, in the session's language; writing them all takes longer than the rest of the page."""
    facts = assessed.checks(units)
    targets = {row["target_id"]: row for row in records(facts.targets[lang])}
    return {row["finding_id"]: _card(row, targets) for row in records(facts.findings)}


def _card(row: Mapping[str, Any], targets: Mapping[str, Mapping[str, Any]]) -> str:
    lang = language()
    said = {
        name: escape(row[f"{name}_{lang}"]) for name in ("outcome", "unit", "label", "question", "arithmetic", "implication", "resolves")
    }
    return (
        f"<article class='finding' id='{escape(row['finding_id'])}'>"
        f"<p class='head'><span class='outcome {escape(row['outcome'])}'>{TICKS.get(row['outcome'], '')}{said['outcome']}</span>"
        f"{said['unit']} · {said['label']}</p><h3 aria-level='2'>{said['question']}</h3>"
        f"<p class='sum' title='{escape(t('checks.copy'))}'>{STEP.sub('<br>', said['arithmetic'])}</p><p>{said['implication']}</p>"
        f"<p class='resolves'><b>{escape(t('checks.resolves'))}</b> {said['resolves']}</p>"
        + "".join(_target(targets[target], row["unit_id"]) for target in row["target_ids"].split(";"))
        + "</article>"
    )


def _target(row: Mapping[str, Any], unit_id: str) -> str:
    """A target in its own words with its place; opened, all the evidence. Another unit's document is named."""
    document = "" if row["unit_id"] == unit_id else f"{escape(row[f'document_{language()}'])}, "
    return (
        f"<details><summary><q lang='vi'>{evidence.marked(row)}</q> · {document}<span lang='vi'>{escape(row['place'])}</span></summary>"
        f"{evidence.target_article(row)}</details>"
    )
