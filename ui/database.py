"""The database of the session's edition of the data, and a few for readers with rows of their own; frames that never change are kept by question."""

import atexit
import gc
from dataclasses import replace
from threading import Lock
from typing import NamedTuple

import duckdb
import pandas as pd

from loaders import (
    boundary,
    comparison,
    crosswalk,
    database,
    dictionary,
    large,
    lens_facts,
    lenses,
    overview,
    questions,
    scorecard_lens,
)
from loaders import pathway as paths
from loaders import profile as profiles
from loaders.intake import lines
from loaders.package import Package
from loaders.read_only import read_only
from loaders.selection import Selection, names
from loaders.stating import with_stated
from loaders.texts import texts
from ui import edition, own
from ui.keeping import kept

# Databases with somebody's own rows at a time; another is built in half a second.
OWN_DATABASES = 8
# Of a large package: localities that a page shows where none is chosen, and at most; rows that a page takes from a view.
USUAL, MOST, ROWS = 10, 50, 20_000


class _Database:
    """The published data with somebody's own rows or none; what only some pages need is added when the first of them asks."""

    def __init__(self, whole: duckdb.DuckDBPyConnection) -> None:
        self._connection, self._lock, self._is_analysed = whole, Lock(), False

    def cursor(self) -> duckdb.DuckDBPyConnection:
        return read_only(self._connection)

    def analysis(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if not self._is_analysed:
                database.analyse(self._connection.cursor())
                self._is_analysed = True
        return read_only(self._connection)


@kept(own_entries=OWN_DATABASES)
def _database() -> _Database:
    here, mine = edition.current(), own.current()
    if mine:
        return _Database(database.build(here.folder, database.CORE_VIEWS, mine))
    # What is loaded by now lives as long as the edition: leave it out of the collection that follows every rerun.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else DuckDB lists what it takes for leaks when the server ends
    return _Database(here.connection())


def cursor() -> duckdb.DuckDBPyConnection:
    """Return a cursor of the published data, with the reader's own rows where there are any, which only reads; one per call, since a
    connection refuses two threads at once. Raises DataError where the data, published or own, break the schema.
    """
    return _database().cursor()


def analysis() -> duckdb.DuckDBPyConnection:
    """Return a cursor that knows the verdicts, checks and crosswalk too; the first page that needs them waits for their making."""
    return _database().analysis()


def package() -> Package:
    """Return the data package's description of itself."""
    return edition.current().package


@kept()
def spoken() -> dict[str, str]:
    """Return publication_id -> the language in which it is quoted; never changed in place."""
    return questions.spoken(cursor())


class Field(NamedTuple):
    """What an answer out of a large package is limited to: some units, and one question or all. Nothing limits one out of a small package."""

    units: tuple[str, ...] = ()
    family: str = ""


def field(units: tuple[str, ...] = (), family: str = "") -> Field:
    """Return what an answer for these units is limited to; in a large package the first localities stand for none."""
    if not package().is_large:
        return Field()
    return Field(units[:MOST] or tuple(localities()["unit_id"][:USUAL]), family)


def usual() -> tuple[str, ...]:
    """Return the localities that a page shows where none is chosen; empty where it shows all."""
    return field().units


def field_of(choice: scorecard_lens.Choice) -> Field:
    """Return what an answer about the targets of a choice is limited to."""
    return field((), choice.chosen) if choice.by_question else field((choice.chosen,))


def own_field() -> Field:
    """Return the units that the reader's own rows speak of."""
    rows = (row for table in ("target", "observation", "commitment") for row in own.current().rows(table))
    return field(tuple(dict.fromkeys(row["unit_id"] for row in rows)))


def near(where: Field) -> duckdb.DuckDBPyConnection:
    """Return a `cursor` that sees a field of the data and no more."""
    return large.within(cursor(), *where)


def judging(where: Field) -> duckdb.DuckDBPyConnection:
    """Return an `analysis` that sees a field of the data and no more."""
    return large.within(analysis(), *where)


@kept(max_entries=200)
def _question(family_id: str, where: Field, lang: str) -> comparison.Question:
    return comparison.question(near(where), family_id, lang)


def question(family_id: str, units: tuple[str, ...], lang: str) -> comparison.Question:
    """Return what is known of a question, of a large package for the chosen localities; shared between sessions, so never changed in place."""
    return _question(family_id, field(units), lang)


@kept(max_entries=500)
def panels(family_id: str, units: tuple[str, ...], lang: str) -> pd.DataFrame:
    """Return a question's targets of the chosen localities, ready to be drawn; never changed in place."""
    return comparison.panels(question(family_id, units, lang), units or usual())


@kept(max_entries=200)
def facts_of_lenses(where: Field, lang: str) -> lens_facts.LensFacts:
    """Return what lenses divide by; never changed in place."""
    return lens_facts.facts(near(where), lang)


@kept(max_entries=500)
def greyed_lenses(family_id: str, units: tuple[str, ...], lang: str) -> dict[str, str]:
    """Return lens -> why it can show none of a question's targets, empty where it can."""
    return lenses.available(panels(family_id, units, lang), facts_of_lenses(field(units), lang), lang)


@kept(max_entries=200)
def _boundary(family_id: str, where: Field, lang: str) -> boundary.Boundary:
    return boundary.boundary(judging(where), family_id, lang)


@kept(max_entries=500)
def lensed(family_id: str, units: tuple[str, ...], lens: str, years: int | None, today: bool, lang: str) -> lenses.Lensed:
    """Return a question's targets through a lens, by today's units where asked; never changed in place."""
    rows = panels(family_id, units, lang)
    grouped = boundary.regrouped(rows, _boundary(family_id, field(units), lang), lang) if today else rows
    return lenses.apply(grouped, lens, facts_of_lenses(field(units), lang), lang, years=years)


@kept(max_entries=500)
def beside(family_id: str, units: tuple[str, ...], lens: str, years: int | None, lang: str) -> pd.DataFrame:
    """Return a question's targets as documents state them with what a lens makes of them beside; never changed in place."""
    return lenses.beside(panels(family_id, units, lang), lensed(family_id, units, lens, years, False, lang), lens, lang)


@kept(max_entries=500)
def added_up(family_id: str, units: tuple[str, ...], lang: str) -> pd.DataFrame:
    """Return what adds up to today's units for a question, targets and realized values, and what does not and why; never changed in place."""
    return crosswalk.table(judging(field(units)), lang, units=units or usual(), family=family_id)


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
    """Return the coverage matrix, of a large package that of its usual localities."""
    return questions.matrix(near(field()), usual())


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
    return profiles.profile(near(field((unit_id,))), unit_id, lang)


@kept()
def pathways(unit_id: str, lang: str) -> paths.Pathways:
    """Return every indicator of a unit through time; shared between sessions, so never changed in place."""
    return paths.pathways(near(field((unit_id,))), unit_id, lang, package().version)


@kept()
def section(name: str, lang: str) -> list[dictionary.Table]:
    """Return the tables of a section of sources and method; what they count is of a large package's usual localities."""
    return dictionary.section(judging(field()), name, lang, texts(lang))


def _limited(view: str, selection: Selection) -> Selection:
    return selection if selection.units or "units" not in names(view) else replace(selection, units=usual())


def count(view: str, selection: Selection, shown: int) -> int:
    """Return how many rows of a labelled view there are under a selection, of which `rows` holds the first ROWS: `shown`."""
    return shown if shown < ROWS else _count(view, selection)


@kept(max_entries=200)
def _count(view: str, selection: Selection) -> int:
    return questions.count(cursor(), view, _limited(view, selection))


def own_rows(view: str, lang: str) -> pd.DataFrame:
    """Return the rows of a labelled view of every unit that the reader's own rows speak of; of a small package all rows."""
    return rows(view, Selection(units=own_field().units), lang)


@kept(max_entries=200)
def targets(ids: tuple[str, ...], lang: str) -> pd.DataFrame:
    """Return these targets as rows of `target_row` with `stated`, in the order of the view; never changed in place."""
    if package().is_large:
        return with_stated(questions.rows(large.only(cursor(), ids), "target_row", Selection()), lang)
    frame = rows("target_row", Selection(), lang)
    return frame[frame["target_id"].isin(ids)]


@kept(max_entries=200)
def rows(view: str, selection: Selection, lang: str) -> pd.DataFrame:
    """Return the rows of a labelled view under a selection, with `stated` where they have bounds; never changed in place."""
    frame = questions.rows(cursor(), view, _limited(view, selection), ROWS if package().is_large else None)
    return frame if view == "commitment_row" else with_stated(frame, lang)


@kept()
def line_labels(lang: str) -> lines.Labels:
    """Return the labels of what a line of a reader's file may name."""
    return lines.labels(cursor(), texts(lang)["horizon.annual"], lang)
