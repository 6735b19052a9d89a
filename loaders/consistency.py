"""Do the numbers of a plan fit each other? The findings with their words, the matrix of rules and units, and the answer in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

from loaders.stating import with_stated

# The outcome that is read first, and what the matrix says where a rule has no numbers to work on.
TENSION, NONE = "tension", "none"


@dataclass(frozen=True)
class Choice:
    """Which findings the reader wants to see; an empty tuple means no restriction."""

    units: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()

    def slug(self) -> str:
        """Return the choice as part of a file name: ids joined by `-`, groups by `_`; `all` when nothing is chosen."""
        groups = ["-".join(ids) for ids in (self.units, self.rules, self.outcomes) if ids]
        return "_".join(groups)[:80].strip("-_") or "all"


@dataclass(frozen=True)
class Checks:
    """Every finding in both languages; fixed once loaded, so that choosing costs no query.

    findings: one row a finding, rows of the view `consistency` with unit_* and outcome_* in words; tensions first, then information, then
    what fits; within these by rule and locality, the country last.
    rules, outcomes: id with label_* (rules with question_* too), in their order. units: unit_id with short_*, localities before the country.
    targets: language -> the targets that findings name, rows of `target_row` with `stated`, by target_id.
    """

    findings: pd.DataFrame
    rules: pd.DataFrame
    outcomes: pd.DataFrame
    units: pd.DataFrame
    targets: dict[str, pd.DataFrame]

    def tensions(self, unit_id: str) -> int:
        """Return how many findings of a unit ask to be read again."""
        return int(((self.findings["unit_id"] == unit_id) & (self.findings["outcome"] == TENSION)).sum())


def checks(cursor: duckdb.DuckDBPyConnection) -> Checks:
    """Return all findings and what they speak of. The cursor must know the analysis views."""
    findings = cursor.execute("""
        select f.*, u.short_vi as unit_vi, u.short_en as unit_en, o.label_vi as outcome_vi, o.label_en as outcome_en
        from consistency f join unit u using (unit_id)
        join code o on o.list_id = 'outcome' and o.code = f.outcome
        order by o.position, f.position, u.role = 'country', u.position, f.finding_id
    """).df()
    rules = "select rule_id, label_vi, label_en, question_vi, question_en from consistency_rule order by position"
    outcomes = "select code as outcome_id, label_vi, label_en from code where list_id = 'outcome' order by position"
    units = "select unit_id, short_vi, short_en from unit where role in ('locality', 'country') order by role = 'country', position"
    named = sorted({target for ids in findings["target_ids"] for target in ids.split(";")})
    targets = cursor.execute("select * from target_row where list_contains(?, target_id)", [named]).df()
    stated = {lang: with_stated(targets, lang).set_index("target_id", drop=False) for lang in ("vi", "en")}
    rules, outcomes, units = (cursor.execute(query).df() for query in (rules, outcomes, units))
    return Checks(findings, rules, outcomes, units, stated)


def chosen(facts: Checks, choice: Choice) -> pd.DataFrame:
    """Return the findings under a choice, in their order; empty (with columns) when nothing fits."""
    return facts.findings[_fits(facts.findings, choice)].reset_index(drop=True)


def _fits(frame: pd.DataFrame, choice: Choice) -> pd.Series:
    fits = pd.Series(True, index=frame.index)
    for column, ids in (("unit_id", choice.units), ("rule", choice.rules), ("outcome", choice.outcomes)):
        fits &= frame[column].isin(ids) if ids else True
    return fits


def cells(facts: Checks, choice: Choice, lang: str, none: str) -> pd.DataFrame:
    """Return the matrix as its chart draws it: one row per rule, unit and outcome found there, `none` where the rule finds nothing.

    Columns rule, rule_label, unit_id, unit_label, outcome, outcome_label (the word given for `none`), count (0 for none), chosen (whether
    the choice holds it) and hover; by rule, unit, outcome.
    """
    counts = facts.findings.groupby(["rule", "unit_id", "outcome"]).size().to_dict()
    labels = dict(zip(facts.outcomes["outcome_id"], facts.outcomes[f"label_{lang}"], strict=True))
    lines = []
    for rule in facts.rules.to_dict("records"):
        for unit in facts.units.to_dict("records"):
            found = {one: n for one in labels if (n := counts.get((rule["rule_id"], unit["unit_id"], one), 0))}
            said = "; ".join(f"{labels[one]}: {n}" for one, n in found.items()) or none
            hover = f"{unit[f'short_{lang}']} · {rule[f'question_{lang}']}<br>{said}"
            for one, n in (found or {NONE: 0}).items():
                label = labels.get(one, none)
                lines.append((rule["rule_id"], rule[f"label_{lang}"], unit["unit_id"], unit[f"short_{lang}"], one, label, n, hover))
    names = ["rule", "rule_label", "unit_id", "unit_label", "outcome", "outcome_label", "count", "hover"]
    frame = pd.DataFrame(lines, columns=names)
    return frame.assign(chosen=_fits(frame, choice))


def as_table(matrix: pd.DataFrame, rule: str) -> pd.DataFrame:
    """Return the matrix as a table of words, one row a rule (under the title `rule`), one column a unit, both in the chart's order."""
    number = matrix["count"].map(lambda n: f": {n}" if n else "")
    words = (matrix["outcome_label"] + number).groupby([matrix["rule_label"], matrix["unit_label"]]).agg("; ".join)
    wide = words.unstack()
    wide = wide.loc[list(dict.fromkeys(matrix["rule_label"])), list(dict.fromkeys(matrix["unit_label"]))]
    return wide.reset_index(names=rule).rename_axis(columns=None)


def spoken(facts: Checks, lang: str, lead: str) -> str:
    """Return the matrix in words for those who cannot see it: how many findings of each outcome each unit has, in their orders."""
    counts = facts.findings.groupby(["unit_id", "outcome"]).size().to_dict()
    said = []
    for unit in facts.units.to_dict("records"):
        found = [
            f"{outcome[f'label_{lang}']} {n}"
            for outcome in facts.outcomes.to_dict("records")
            if (n := counts.get((unit["unit_id"], outcome["outcome_id"])))
        ]
        said.append(f"{unit[f'short_{lang}']}: {', '.join(found) or 0}")
    return lead + " " + "; ".join(said)


def sentence(facts: Checks, words: Mapping[str, str], lang: str) -> str:
    """Return the answer: how many findings ask to be read again and where, how many are for information, how many fit."""
    counts = facts.findings["outcome"].value_counts()
    tense = {unit[f"short_{lang}"]: facts.tensions(unit["unit_id"]) for unit in facts.units.to_dict("records")}
    where = ", ".join(f"{unit} {count}" for unit, count in tense.items() if count)
    numbers = {outcome: int(counts.get(outcome, 0)) for outcome in facts.outcomes["outcome_id"]}
    return words["checks.answer"].format(total=len(facts.findings), where=f" ({where})" if where else "", **numbers)


def chart_words(facts: Checks, words: Mapping[str, str], lang: str, version: str) -> dict[str, str]:
    """Return the words that go into the picture: the outcomes' names, how to take them, and a line of sources with the data's version."""
    documents = facts.targets[lang]["document_id"].nunique()
    labels = dict(zip(facts.outcomes["outcome_id"], facts.outcomes[f"label_{lang}"], strict=True))
    source = words["checks.source"].format(documents=documents, version=version)
    return {**labels, NONE: words["checks.none"], "axis_note": words["checks.note"], "source": source}
