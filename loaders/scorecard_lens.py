"""Goals and results as a reader chooses to see them: of a locality or a question, by a method, at a margin, as stated or through a lens.

A lens divides target, realized value and baseline by the same number, so that no verdict changes. One thing is divided by another: a
running count under "per year", which covers the years that the figure itself counts.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from loaders import lenses, scorecard, verdict_table
from loaders.lens_facts import LensFacts, Row
from loaders.lens_steps import Step, steps
from loaders.lenses import Lensed
from loaders.records import filled
from loaders.scorecard import PRESCRIBED, Scorecard
from loaders.stating import PERCENT
from loaders.texts import texts

# Column that `beside` adds -> its title.
COLUMNS = {
    "lens": "column.lens",
    "lens_stated": "column.lens_stated",
    "lens_low": "column.lens_low",
    "lens_high": "column.lens_high",
    "lens_value": "column.lens_value",
    "lens_value_low": "column.lens_value_low",
    "lens_value_high": "column.lens_value_high",
    "lens_measure": "column.lens_measure",
    "lens_note": "column.lens_note",
    "lens_basis": "column.lens_basis",
    "lens_reason": "column.lens_reason",
}
# Part of a row -> the words for what its figure is there for.
PARTS = {"value": "progress.judged", "baseline": "progress.start"}


STATED = "stated"
USUAL_MARGIN = 0.05


class Choice(NamedTuple):
    """What a reader looks at: a unit's id, or a question's; the margin as a fraction; `shared`: one axis for all localities of a question."""

    by_question: bool
    chosen: str
    tolerance: float = USUAL_MARGIN
    method: str = PRESCRIBED
    shared: bool = True
    lens: str = STATED
    verdicts: tuple[str, ...] = ()

    def slug(self) -> str:
        """Return what is chosen as the middle of a file name: `viet-nam_eurostat_25_overdue`."""
        margin = "" if self.tolerance == USUAL_MARGIN else f"{self.tolerance * 100:.0f}"
        method = "" if self.method == PRESCRIBED else self.method
        parts = (self.chosen, method, margin, *self.verdicts)
        return "_".join(part.replace("_", "-") for part in parts if part) + lenses.slug(self.lens, None)


def results(card: Scorecard, rows: pd.DataFrame, choice: Choice, known: LensFacts) -> Lensed:
    """Return what a choice shows out of `rows`, those of `Scorecard.each` under its method: rows ready to be drawn, and those left out.

    Rows of `scorecard.of_unit` or `scorecard.of_question`; nothing is left out where no lens is used.
    """
    if choice.by_question:
        seen, left_out = through(card, rows[rows["family_id"] == choice.chosen], choice.lens, known)
        seen = scorecard.of_question(seen, choice.chosen, shared=choice.shared, lang=card.lang)
    else:
        seen = scorecard.of_unit(scorecard.joined(rows[rows["unit_id"] == choice.chosen]), choice.chosen, card.lang)
        left_out = seen.iloc[:0]
    return Lensed(*(scorecard.with_verdict(frame, choice.verdicts) for frame in (seen, left_out)))


def lines(card: Scorecard, stated: pd.DataFrame, lensed: Lensed, choice: Choice) -> pd.DataFrame:
    """Return the lines of `verdict_table.table` for the rows that a choice shows as `stated`, with COLUMNS beside them under a lens."""
    table = verdict_table.table(card, stated, choice.method)
    return table if choice.lens == STATED else beside(table, lensed, choice.lens, card.lang)


def through(card: Scorecard, rows: pd.DataFrame, lens: str, known: LensFacts) -> Lensed:
    """Return `rows` of `Scorecard.each` through `lens`, joined: the bounds of target, value and baseline divided, verdicts as they were.

    The columns of `lenses.apply`, words without the unit, which the panel's subtitle says; lens_note holds the arithmetic of all three. A value that cannot be divided is left out of its row, with
    the reason in reason_words. Raises KeyError for an unknown lens.
    """
    seen, left_out = lenses.apply(rows, lens, known, card.lang)
    if lens != STATED and len(seen):
        changes = [_divided(row, card, lens, known) for row in filled(seen, None)]
        numbers = {f"{part}_{end}": "float64" for part in PARTS for end in ("low", "high")}
        seen = seen.assign(**pd.DataFrame(changes, index=seen.index).astype(numbers))
    return Lensed(scorecard.joined(seen, "lens_note"), scorecard.joined(left_out, "lens_reason"))


def _divided(row: Row, card: Scorecard, lens: str, known: LensFacts) -> Row:
    """The columns of a row that its figures change."""
    words, reasons, same, step = texts(card.lang), [row["reason_words"]], [], steps(None)[lens](row, known, card.lang)
    changes: Row = {f"{part}_{name}": row[f"{part}_{name}"] for part in PARTS for name in ("words", "low", "high")}
    changes["stated"] = _short(row, card.lang)
    for part, what in PARTS.items():
        figure = card.figures.get(row[f"{part}_id"])
        if figure is None or not isinstance(step, Step):
            continue
        figure = {name: None if pd.isna(value) else value for name, value in figure.items()}
        factor = _factor(row, figure, step, lens)
        if factor is None:
            changes |= {f"{part}_words": "", f"{part}_low": None, f"{part}_high": None}
            reasons.append(words["lens.reason.value_years"])
            continue
        seen = lenses.measured(figure, factor, lens)
        told = f"{_short(seen, card.lang)} ({figure['as_of']})"
        changes |= {f"{part}_words": told, f"{part}_low": seen["low"], f"{part}_high": seen["high"]}
        if factor != 1:
            same.append(f"{words[what].lower()} {lenses.ends(figure, card.lang)} → {lenses.ends(seen, card.lang)}")
    note = "; ".join(filter(None, (row["lens_note"], words["lens.same"].format(parts=", ".join(same)) if same else "")))
    return {**changes, "lens_note": note, "reason_words": "; ".join(dict.fromkeys(filter(None, reasons)))}


def _short(row: Row, lang: str) -> str:
    """The bounds with their qualifier and without their unit, but for a sign of per cent: units of lenses are long."""
    return lenses.in_words({**row, f"symbol_{lang}": "%" if row["measure_id"] in PERCENT else ""}, lang).strip()


def _factor(row: Row, figure: Mapping[str, Any], step: Step, lens: str) -> float | None:
    """What a figure is multiplied by: as its target is, a running count by the whole years that it covers; None where it covers none."""
    if lens != "per_year" or row["kind"] != "flow_cumulative":
        return step.factor
    start, end = figure["period_start_on"], figure["as_of_on"]
    if start is None or (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return None
    return 1 / (end.year - start.year + 1)


def beside(table: pd.DataFrame, lensed: Lensed, lens: str, lang: str) -> pd.DataFrame:
    """Return the lines of `verdict_table.table` with COLUMNS: what the lens made of each target and its value; order kept.

    Lines of targets that were left out have a lens_reason and nothing else.
    """
    made = {
        "lens_stated": "stated",
        "lens_low": "low",
        "lens_high": "high",
        "lens_value": "value_words",
        "lens_value_low": "value_low",
        "lens_value_high": "value_high",
        "lens_measure": f"measure_{lang}",
    }
    seen = lensed.rows.assign(**{name: lensed.rows[column] for name, column in made.items()}, lens_reason="")
    rows = pd.concat(
        [seen[["target_ids", *made, "lens_note", "lens_basis", "lens_reason"]], lensed.left_out[["target_ids", "lens_reason"]]]
    )
    rows = rows.assign(lens=lenses.labels(lang)[lens], target_id=rows["target_ids"].str.split(";")).explode("target_id")
    return table.merge(rows.drop(columns="target_ids"), on="target_id", how="left")[[*table, *COLUMNS]]
