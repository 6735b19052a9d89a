"""One database for the whole server, built once, and a few for readers with rows of their own; frames that never change are kept by question."""

import atexit
import gc
from threading import Lock

import duckdb
import pandas as pd

from loaders import (
    boundary,
    comparison,
    consistency,
    crosswalk,
    database,
    dictionary,
    lens_facts,
    lenses,
    missing,
    overview,
    progress,
    questions,
    scorecard,
    scorecard_lens,
)
from loaders import pathway as paths
from loaders import profile as profiles
from loaders.package import Package, read_package
from loaders.selection import Selection
from loaders.stating import with_stated
from loaders.texts import texts
from ui import own
from ui.keeping import kept

# Databases with somebody's own rows at a time; another is built in half a second.
OWN_DATABASES = 8


class _Database:
    """The published data with somebody's own rows or none; what only some pages need is added when the first of them asks."""

    def __init__(self) -> None:
        self._connection, self._lock, self._is_analysed = database.build(views=database.CORE_VIEWS, own=own.current()), Lock(), False

    def cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor()

    def analysis(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if not self._is_analysed:
                database.analyse(self._connection.cursor())
                self._is_analysed = True
        return self._connection.cursor()


@kept(own_entries=OWN_DATABASES)
def _database() -> _Database:
    made = _Database()
    if not own.current():
        # What is loaded by now lives as long as the server: leave it out of the collection that follows every rerun.
        gc.collect()
        gc.freeze()
        atexit.register(gc.unfreeze)  # else DuckDB lists what it takes for leaks when the server ends
    return made


def cursor() -> duckdb.DuckDBPyConnection:
    """Return a cursor of the published data, with the reader's own rows where there are any; one per call, since a connection refuses two
    threads at once. Raises DataError where the data, published or own, break the schema.
    """
    return _database().cursor()


def analysis() -> duckdb.DuckDBPyConnection:
    """Return a cursor that knows the verdicts, checks and crosswalk too; the first page that needs them waits for their making."""
    return _database().analysis()


@kept()
def package() -> Package:
    """Return the data package's description of itself."""
    return read_package()


@kept()
def question(family_id: str, lang: str) -> comparison.Question:
    """Return what is known of a question; shared between sessions, so never changed in place."""
    return comparison.question(cursor(), family_id, lang)


@kept(max_entries=500)
def panels(family_id: str, units: tuple[str, ...], lang: str) -> pd.DataFrame:
    """Return a question's targets of the chosen localities, ready to be drawn; never changed in place."""
    return comparison.panels(question(family_id, lang), units)


@kept()
def _lens_facts(lang: str) -> lens_facts.LensFacts:
    return lens_facts.facts(cursor(), lang)


@kept(max_entries=500)
def greyed_lenses(family_id: str, units: tuple[str, ...], lang: str) -> dict[str, str]:
    """Return lens -> why it can show none of a question's targets, empty where it can."""
    return lenses.available(panels(family_id, units, lang), _lens_facts(lang), lang)


@kept()
def _boundary(family_id: str, lang: str) -> boundary.Boundary:
    return boundary.boundary(analysis(), family_id, lang)


@kept(max_entries=500)
def lensed(family_id: str, units: tuple[str, ...], lens: str, years: int | None, today: bool, lang: str) -> lenses.Lensed:
    """Return a question's targets through a lens, by today's units where asked; never changed in place."""
    rows = panels(family_id, units, lang)
    grouped = boundary.regrouped(rows, _boundary(family_id, lang), lang) if today else rows
    return lenses.apply(grouped, lens, _lens_facts(lang), lang, years=years)


@kept(max_entries=500)
def beside(family_id: str, units: tuple[str, ...], lens: str, years: int | None, lang: str) -> pd.DataFrame:
    """Return a question's targets as documents state them with what a lens makes of them beside; never changed in place."""
    return lenses.beside(panels(family_id, units, lang), lensed(family_id, units, lens, years, False, lang), lens, lang)


@kept(max_entries=500)
def added_up(family_id: str, units: tuple[str, ...], lang: str) -> pd.DataFrame:
    """Return what adds up to today's units for a question, targets and realized values, and what does not and why; never changed in place."""
    return crosswalk.table(analysis(), lang, units=units, family=family_id)


@kept()
def labels(lang: str) -> dict[str, dict[str, str]]:
    """Return filter name -> id -> label."""
    return questions.labels(cursor(), lang)


@kept()
def observed_years() -> dict[str, str]:
    """Return the years that observations describe, as id and label."""
    return questions.observed_years(cursor())


@kept()
def families() -> pd.DataFrame:
    """Return the questions that at least one local target answers."""
    return questions.question_families(cursor())


@kept()
def matrix() -> pd.DataFrame:
    """Return the coverage matrix."""
    return questions.matrix(cursor())


@kept()
def totals() -> dict[str, int]:
    """Return the counts behind the first page's sentences."""
    return questions.totals(cursor())


@kept()
def localities() -> pd.DataFrame:
    """Return the localities tracked, in their fixed order."""
    return questions.localities(cursor())


def locality_names(lang: str) -> dict[str, str]:
    """Return the localities' ids and short labels, in their fixed order."""
    units = localities()
    return dict(zip(units["unit_id"], units[f"short_{lang}"], strict=True))


@kept()
def overview_facts() -> overview.OverviewFacts:
    """Return the facts behind the first page's sentences."""
    return overview.facts(cursor())


@kept()
def profile(unit_id: str, lang: str) -> profiles.Profile:
    """Return everything about one locality; shared between sessions, so never changed in place."""
    return profiles.profile(cursor(), unit_id, lang)


@kept()
def pathways(unit_id: str, lang: str) -> paths.Pathways:
    """Return every indicator of a unit through time; shared between sessions, so never changed in place."""
    return paths.pathways(cursor(), unit_id, lang, package().version)


@kept()
def checks() -> consistency.Checks:
    """Return what the plans' own numbers say of each other; shared between sessions, so never changed in place."""
    return consistency.checks(analysis())


@kept()
def checks_table(lang: str) -> pd.DataFrame:
    """Return the matrix of checks as a table of words; never changed in place."""
    words = texts(lang)
    cells = consistency.cells(checks(), consistency.Choice(), lang, words["checks.none"])
    return consistency.as_table(cells, words["checks.rule"])


@kept()
def section(name: str, lang: str) -> list[dictionary.Table]:
    """Return the tables of a section of sources and method."""
    return dictionary.section(analysis(), name, lang, texts(lang))


@kept(max_entries=200)
def rows(view: str, selection: Selection, lang: str) -> pd.DataFrame:
    """Return the rows of a labelled view under a selection, with `stated` where they have bounds; never changed in place."""
    frame = questions.rows(cursor(), view, selection)
    return frame if view == "commitment_row" else with_stated(frame, lang)


@kept(max_entries=40)
def card(tolerance: float, lang: str) -> scorecard.Scorecard:
    """Return every target with its verdicts at a margin; shared between sessions, so never changed in place."""
    return scorecard.scorecard(analysis(), tolerance, lang)


@kept(max_entries=80)
def _judged(tolerance: float, method: str, lang: str) -> pd.DataFrame:
    return card(tolerance, lang).each(method)


@kept(max_entries=500)
def results(choice: scorecard_lens.Choice, lang: str) -> lenses.Lensed:
    """Return the targets of a choice with their verdicts, ready to be drawn, and those that its lens leaves out; never changed in place."""
    rows = _judged(choice.tolerance, choice.method, lang)
    return scorecard_lens.results(card(choice.tolerance, lang), rows, choice, _lens_facts(lang))


@kept(max_entries=500)
def verdict_lines(choice: scorecard_lens.Choice, lang: str) -> pd.DataFrame:
    """Return the table twin of a choice, also of the targets that its lens leaves out; never changed in place."""
    stated = results(choice._replace(lens=scorecard_lens.STATED), lang).rows
    return scorecard_lens.lines(card(choice.tolerance, lang), stated, results(choice, lang), choice)


@kept()
def greyed_results(family_id: str, lang: str) -> dict[str, str]:
    """Return lens -> why it can show none of a question's targets, the country's among them; empty where it can."""
    rows = card(scorecard_lens.USUAL_MARGIN, lang).targets
    return lenses.available(rows[rows["family_id"] == family_id], _lens_facts(lang), lang)


@kept()
def methods(lang: str) -> dict[str, str]:
    """Return the ways to judge, id and name."""
    return scorecard.methods(cursor(), lang)


@kept()
def _missing_values(lang: str) -> pd.DataFrame:
    return missing.values(analysis(), lang)


@kept(max_entries=500)
def lacking(choice: scorecard_lens.Choice, lang: str) -> tuple[pd.DataFrame, int]:
    """Return the targets of a choice that no realized value judges yet, also those that its lens leaves out, and how many values they lack."""
    targets = missing.of(_missing_values(lang), results(choice._replace(lens=scorecard_lens.STATED), lang).rows)
    return targets, len(missing.wanted(targets))


@kept(max_entries=200)
def verdicts_by_year(target_id: str, tolerance: float) -> pd.DataFrame:
    """Return what could be said of a target at the end of each year that has a figure."""
    return progress.by_year(analysis(), target_id, tolerance)
