"""Every mark of every picture can be heard: its number with qualifier, its place, its horizon, its verdict; and its table stands on the page."""

import html
import math
import re

import pytest

from charts import marks
from loaders import lenses, scorecard
from loaders.consistency import Choice as Findings
from loaders.records import records
from loaders.scorecard_lens import USUAL_MARGIN, Choice
from loaders.stating import number
from ui import assessed, database, views

PICTURES = {"overview": {}, "compare": {"cau_hoi": "htx-number"}, "progress": {}, "pathway": {}, "checks": {}}


def lines(view) -> list[str]:
    return view.spoken.splitlines()[1:]


def told(view, *parts: str) -> bool:
    """Whether one line says all of it."""
    return any(all(part in line for part in parts) for line in lines(view))


def numbers(row, lang: str, part: str = "") -> list[str]:
    """The stated numbers of a row as the language writes them."""
    return [number(row[f"{part}{end}"], lang) for end in ("low", "high") if not math.isnan(row[f"{part}{end}"])]


def labels(figure) -> dict[str, str]:
    """What can be chosen in a figure -> its words, which a pointer brings and the keyboard reads."""
    said = {}
    for trace in figure.data:
        if trace.name == "hit":
            for mark, words in zip(trace.customdata, trace.hovertext, strict=True):
                said[str(mark[0])] = html.unescape(re.sub(r"<[^>]*>", " ", words))
    return said


def squeezed(words: str) -> str:
    return " ".join(words.split())


def units(lang: str) -> list[str]:
    return [views.COUNTRY, *database.locality_names(lang)]


def questions() -> list[str]:
    return list(database.families()["family_id"])


def test_every_target_of_a_comparison_is_told(lang):
    heard = 0
    for family in questions():
        greyed = database.greyed_lenses(family, (), lang)
        for lens in [views.STATED, *(lens for lens in lenses.labels(lang) if not greyed.get(lens))]:
            view = views.compare(family, (), lens, None, False, lang)
            said = labels(view.draw(dark=False, wide=True))
            for row in records(view.rows):
                exact = numbers(row, lang) if lens == views.STATED else []  # a lens rounds what it divides, and says so
                who = row["unit_label"], row["horizon_label"], row["stated"], row["panel_title"]
                assert told(view, *who, *exact), (family, lens, row["target_id"])
                assert squeezed(row["stated"]) in squeezed(said[row["target_id"]])
                heard += 1
    assert heard > 60


def test_every_target_of_the_results_is_told_with_its_verdict(lang):
    names, heard = assessed.card(USUAL_MARGIN, lang).names, 0
    choices = [Choice(False, unit, USUAL_MARGIN, scorecard.PRESCRIBED, True) for unit in units(lang)]
    choices += [Choice(True, family, USUAL_MARGIN, scorecard.PRESCRIBED, True) for family in questions()]
    for choice in choices:
        view = views.progress(choice, lang)
        said = labels(view.draw(dark=False, wide=True)) if len(view.rows) else {}
        for row in records(view.rows):
            verdicts = [names[verdict] for verdict in row["verdicts"].split(";")]
            values = numbers(row, lang, "value_") if row["value_words"] else []
            wanted = [row["horizon_label"], row["panel_title"], *numbers(row, lang), *values, *verdicts]
            assert told(view, *wanted), (choice.chosen, row["target_id"], wanted)
            spoken = squeezed(said[row["target_id"]])
            for part in (row["stated"], *verdicts, *values):
                assert squeezed(part) in spoken
            heard += 1
    assert heard > 100


def test_every_figure_and_target_through_time_is_told(lang):
    heard = 0
    for unit in units(lang):
        facts = database.pathways(unit, lang)
        for indicator in facts.indicators:
            path, view = facts.path(indicator), views.pathway(unit, indicator, True, lang)
            said = labels(view.draw(dark=False, wide=True)) if len(path.points) + len(path.goals) else {}
            for row in records(path.points):
                assert told(view, row["as_of"], row["stated"], *numbers(row, lang)), row["observation_id"]
                assert row["stated"] in squeezed(said[row["observation_id"]])
                heard += 1
            for row in records(path.goals):
                assert told(view, row["horizon_label"], row["stated"], *numbers(row, lang)), row["target_id"]
                assert row["stated"] in squeezed(said[row["target_id"]])
    assert heard > 60


def test_every_cell_of_the_matrices_is_told(lang):
    view = views.coverage(lang)
    for row in records(view.rows):
        cell = f"{row['unit_label']}: {row['state_label']}"
        assert told(view, row["family_label"], f"{cell} ({row['horizons']})" if row["horizons"] else cell)
    view = views.checks(Findings(), lang)
    found = [row for row in records(view.rows) if row["count"]]
    assert len(found) > 20
    for row in found:
        assert told(view, row["rule_label"], f"{row['unit_label']}: ", f"{row['outcome_label']} {row['count']}")


@pytest.mark.parametrize("page", PICTURES)
def test_every_picture_has_its_table_on_the_page(open_page, spec, page, lang):
    """The same rows as words: whoever cannot see the picture finds each of its marks there."""
    shown = open_page(page, lang, **PICTURES[page])
    picture = spec(shown)
    marked = {str(mark[0]) for trace in picture["data"] if trace.get("name") == "hit" for mark in trace["customdata"]}
    rows = [len(table.value) for table in shown.dataframe]
    assert marked
    assert max(rows) >= (len(marked) if page in ("compare", "progress") else 1)


def test_every_verdict_has_a_sign_and_words_of_its_own(lang):
    names = assessed.card(USUAL_MARGIN, lang).names
    assert set(names) == set(scorecard.VERDICTS)
    assert len(set(names.values())) == len(names)
    assert len(set(scorecard.SIGNS.values())) == len(scorecard.VERDICTS)


def test_every_qualifier_has_a_mark_of_its_own_shape():
    """Greyscale and every kind of sight: what tells marks apart is which pieces they are made of, never their colour."""
    shapes = {"point": "eq", "interval": "range", "floor": "gt", "ceiling": "lt", "near": "near_below", "fuzzy": "approx"}
    drawn = {}
    for shape, operator in [*shapes.items(), ("floor", "ge"), ("ceiling", "le")]:
        mark = marks.Mark(0, shape, operator, 10.0, 20.0 if shape == "interval" else 10.0, "#777777")
        traces = marks.traces([mark], "", 5.0, "#ffffff")
        drawn[shape, operator] = tuple((trace["name"], trace.get("marker", {}).get("symbol")) for trace in traces)
    assert len(set(drawn.values())) == len(drawn)
