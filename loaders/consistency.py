"""Do the numbers of a plan fit each other? The findings with their words, the matrix of rules and units, and the answer in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from loaders.records import records
from loaders.stating import in_words, with_stated

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


def checks(cursor: duckdb.DuckDBPyConnection, units: Sequence[str] = ()) -> Checks:
    """Return the findings of `units` (none: of all) and what they speak of. The cursor must know the analysis views."""
    findings = cursor.execute(
        """
        select f.*, u.short_vi as unit_vi, u.short_en as unit_en, o.label_vi as outcome_vi, o.label_en as outcome_en
        from consistency f join unit u using (unit_id)
        join code o on o.list_id = 'outcome' and o.code = f.outcome
        where len($units) = 0 or list_contains($units::varchar[], f.unit_id)
        order by o.position, f.position, u.role = 'country', u.position, f.finding_id
    """,
        {"units": list(units)},
    ).df()
    rules = "select rule_id, label_vi, label_en, question_vi, question_en from consistency_rule order by position"
    outcomes = "select code as outcome_id, label_vi, label_en from code where list_id = 'outcome' order by position"
    whose = """select unit_id, short_vi, short_en from unit
        where if(len($units) = 0, role in ('locality', 'country'), list_contains($units::varchar[], unit_id)) order by role = 'country', position"""
    named = sorted({target for ids in findings["target_ids"] for target in ids.split(";")})
    targets = cursor.execute("select * from target_row where list_contains(?, target_id)", [named]).df()
    stated = {lang: with_stated(targets, lang).set_index("target_id", drop=False) for lang in ("vi", "en")}
    return Checks(
        findings, cursor.execute(rules).df(), cursor.execute(outcomes).df(), cursor.execute(whose, {"units": list(units)}).df(), stated
    )


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
    for rule in records(facts.rules):
        for unit in records(facts.units):
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


def spoken(cells: pd.DataFrame, lead: str) -> str:
    """Return the matrix (`cells`) in words for those who cannot see it: how many findings of each outcome each unit has, then what each rule finds."""
    found = cells[cells["count"] > 0]
    units: dict[str, list[str]] = {unit: [] for unit in cells["unit_label"]}
    for (unit, outcome), count in found.groupby(["unit_label", "outcome_label"], sort=False)["count"].sum().items():
        units[unit].append(f"{outcome} {count}")
    rules: dict[str, list[str]] = {rule: [] for rule in found["rule_label"]}
    for row in records(found):
        rules[row["rule_label"]].append(f"{row['unit_label']}: {row['outcome_label']} {row['count']}")
    sums = "; ".join(f"{unit}: {', '.join(said) or 0}" for unit, said in units.items())
    return in_words(f"{lead} {sums}.", (f"{rule} – {', '.join(said)}" for rule, said in rules.items()))


def sentence(facts: Checks, words: Mapping[str, str], lang: str) -> str:
    """Return the answer: how many findings ask to be read again and where, how many are for information, how many fit."""
    counts = facts.findings["outcome"].value_counts()
    tense = {unit[f"short_{lang}"]: facts.tensions(unit["unit_id"]) for unit in records(facts.units)}
    where = ", ".join(f"{unit} {count}" for unit, count in tense.items() if count)
    numbers = {outcome: int(counts.get(outcome, 0)) for outcome in facts.outcomes["outcome_id"]}
    return words["checks.answer"].format(total=len(facts.findings), where=f" ({where})" if where else "", **numbers)


def chart_words(facts: Checks, words: Mapping[str, str], lang: str, version: str) -> dict[str, str]:
    """Return the words that go into the picture: the outcomes' names, how to take them, and a line of sources with the data's version."""
    documents = facts.targets[lang]["document_id"].nunique()
    labels = dict(zip(facts.outcomes["outcome_id"], facts.outcomes[f"label_{lang}"], strict=True))
    source = words["checks.source"].format(documents=documents, version=version)
    return {**labels, NONE: words["checks.none"], "axis_note": words["checks.note"], "source": source}
