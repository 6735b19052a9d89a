"""`python -m bench.national.queries`: what the pages ask of the data in TRACKER_DATA, each for places that nobody has asked for, as JSON."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import islice

from exports.columns import titles
from exports.table_csv import to_csv
from exports.workbook import workbook
from loaders.scorecard_lens import USUAL_MARGIN, Choice
from loaders.selection import Selection
from loaders.texts import texts
from ui import assessed, database, views

LANG, ROUNDS, QUESTION = "vi", 5, "htx-number"
# Milliseconds that went by, and that processors worked: the same on a quiet machine, but for what two of them do at once.
Took = tuple[float, ...]
MIB = 2**10 if sys.platform != "darwin" else 2**20


def asked() -> dict[str, Callable[[str], object]]:
    """Page -> what it asks for a place."""
    return {
        "so-sanh, a province and nine more": lambda unit: database.question(QUESTION, (unit, *database.usual()[:9]), LANG),
        "thuc-hien, a place": lambda unit: assessed.card(USUAL_MARGIN, LANG, Choice(False, unit)),
        "lo-trinh": lambda unit: database.pathways(unit, LANG),
        "dia-phuong": lambda unit: database.profile(unit, LANG),
        "kiem-tra": lambda unit: assessed.checks((unit,)),
        "du-lieu, a place": lambda unit: database.rows("observation_row", Selection(units=(unit,)), LANG),
        "du-lieu, an indicator of a place": lambda unit: database.rows(
            "observation_row", Selection(units=(unit,), indicators=("htx-stock",)), LANG
        ),
    }


def measure() -> dict[str, Took]:
    """Return name -> what it took, the median of ROUNDS places; once a server: a single time."""
    found = {}
    for name, once in {
        "lists of places and filters, once": lambda: (database.labels(LANG), database.localities(), database.families()),
        "tong-quan, the matrix, once": database.matrix,
        "tong-quan, the counts, once": database.totals,
        "views that judge, once": database.analysis,
        "thuc-hien, a question, once each": lambda: assessed.card(USUAL_MARGIN, LANG, Choice(True, QUESTION)),
    }.items():
        found[name] = _timed(once)
    places = list(database.localities()["unit_id"])[10:]
    for name, ask in asked().items():
        some = islice(places, 0, None, max(1, len(places) // ROUNDS))
        each = [_timed(lambda ask=ask, unit=unit: ask(unit)) for unit in list(some)[:ROUNDS]]
        found[name] = tuple(statistics.median(part) for part in zip(*each, strict=True))
    return found | _downloads(places[0])


def _downloads(unit: str) -> dict[str, Took]:
    """Files of a place's rows, once these are on screen."""
    rows = database.rows("observation_row", Selection(units=(unit,)), LANG)
    named = titles("observation_row", LANG, texts(LANG))
    view = views.compare(QUESTION, (unit,), "stated", None, False, LANG)
    return {
        f"CSV for Excel, {len(rows):,} rows": _timed(lambda: to_csv(rows, lang=LANG, for_excel=True, titles=named)),
        "workbook of a comparison": _timed(lambda: workbook([view], on=date(2026, 11, 22), base_url="http://localhost")),
    }


def _timed(what: Callable[[], object]) -> Took:
    elapsed, worked = time.perf_counter(), time.process_time()
    what()
    return 1000 * (time.perf_counter() - elapsed), 1000 * (time.process_time() - worked)


if __name__ == "__main__":
    database.cursor()
    times = measure()
    json.dump({"times": times, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB}, sys.stdout)
