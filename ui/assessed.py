"""Verdicts and checks of the session's edition of the data, each made once and kept by what was asked."""

import pandas as pd

from loaders import consistency, lens_facts, lenses, missing, progress, questions, scorecard, scorecard_lens
from loaders.texts import texts
from ui import database
from ui.database import Field
from ui.keeping import kept


@kept(max_entries=100)
def _checks(where: Field) -> consistency.Checks:
    return consistency.checks(database.judging(where), where.units)


def checks(units: tuple[str, ...] = ()) -> consistency.Checks:
    """Return what the plans' own numbers say of each other, of a large package those of some units; never changed in place."""
    return _checks(database.field(units))


@kept(max_entries=100)
def checks_table(units: tuple[str, ...], lang: str) -> pd.DataFrame:
    """Return the matrix of checks as a table of words; never changed in place."""
    words = texts(lang)
    cells = consistency.cells(checks(units), consistency.Choice(), lang, words["checks.none"])
    return consistency.as_table(cells, words["checks.rule"])


@kept(max_entries=40)
def _card(tolerance: float, where: Field, lang: str) -> scorecard.Scorecard:
    return scorecard.scorecard(database.judging(where), tolerance, lang)


def card(tolerance: float, lang: str, choice: scorecard_lens.Choice | None = None) -> scorecard.Scorecard:
    """Return every target with its verdicts at a margin; shared between sessions, so never changed in place.

    Of a large package those that a choice is about, without one those of the units that the reader's own rows speak of.
    """
    return _card(tolerance, database.field_of(choice) if choice else database.own_field(), lang)


@kept(max_entries=80)
def _judged(tolerance: float, method: str, where: Field, lang: str) -> pd.DataFrame:
    return _card(tolerance, where, lang).each(method)


@kept(max_entries=500)
def results(choice: scorecard_lens.Choice, lang: str) -> lenses.Lensed:
    """Return the targets of a choice with their verdicts, ready to be drawn, and those that its lens leaves out; never changed in place."""
    where = database.field_of(choice)
    rows = _judged(choice.tolerance, choice.method, where, lang)
    # Only questions are seen through lenses.
    known = database.facts_of_lenses(where._replace(family=""), lang) if choice.by_question else lens_facts.NOTHING
    return scorecard_lens.results(_card(choice.tolerance, where, lang), rows, choice, known)


@kept(max_entries=500)
def verdict_lines(choice: scorecard_lens.Choice, lang: str) -> pd.DataFrame:
    """Return the table twin of a choice, also of the targets that its lens leaves out; never changed in place."""
    stated = results(choice._replace(lens=scorecard_lens.STATED), lang).rows
    return scorecard_lens.lines(card(choice.tolerance, lang, choice), stated, results(choice, lang), choice)


@kept()
def greyed_results(family_id: str, lang: str) -> dict[str, str]:
    """Return lens -> why it can show none of a question's targets, the country's among them; empty where it can."""
    rows = card(scorecard_lens.USUAL_MARGIN, lang, scorecard_lens.Choice(True, family_id)).targets
    return lenses.available(rows[rows["family_id"] == family_id], database.facts_of_lenses(database.field(), lang), lang)


@kept()
def methods(lang: str) -> dict[str, str]:
    """Return the ways to judge, id and name."""
    return scorecard.methods(database.cursor(), lang)


@kept(max_entries=100)
def _missing_values(where: Field, lang: str) -> pd.DataFrame:
    return missing.values(database.judging(where), lang)


@kept(max_entries=500)
def lacking(choice: scorecard_lens.Choice, lang: str) -> tuple[pd.DataFrame, int]:
    """Return the targets of a choice that no realized value judges yet, also those that its lens leaves out, and how many values they lack."""
    targets = missing.of(_missing_values(database.field_of(choice), lang), results(choice._replace(lens=scorecard_lens.STATED), lang).rows)
    return targets, len(missing.wanted(targets))


@kept()
def stated_numbers(lang: str) -> pd.DataFrame:
    """Return every stated number with its verdict at the usual margin, by the method of its kind; never changed in place."""
    return card(scorecard_lens.USUAL_MARGIN, lang).rows(scorecard.PRESCRIBED)


@kept()
def every_lacking(lang: str) -> tuple[pd.DataFrame, int]:
    """Return the targets that no realized value judges yet, and how many values they lack."""
    targets = _missing_values(database.own_field(), lang)
    return targets, len(missing.wanted(targets))


def _whose(target_id: str) -> tuple[str, ...]:
    return tuple(questions.whose(database.cursor(), target_id)) if database.package().is_large else ()


@kept(max_entries=200)
def verdicts_by_year(target_id: str, tolerance: float) -> pd.DataFrame:
    """Return what could be said of a target at the end of each year that has a figure."""
    return progress.by_year(database.judging(database.field(_whose(target_id))), target_id, tolerance)
