"""An address read back: the view that it opens, under the same keys and defaults as the pages."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from exports.view import View
from loaders import lenses, scorecard, scorecard_lens
from loaders.consistency import Choice as Findings
from loaders.scorecard_lens import Choice
from ui import assessed, database, views

Query = Mapping[str, list[str]]


def at(where: str, lang: str) -> View:
    """Return the view that an address opens, in `lang`; ids that it names and nobody knows are left out, as on the page itself.

    Raises ValueError where the address is not that of a page with a picture, KeyError where that page has nothing to draw.
    """
    parts = urlsplit(where)
    read = _READ.get(parts.path.strip("/"))
    if read is None:
        raise ValueError(where)
    return read(parse_qs(parts.query), lang)


def _one(query: Query, key: str, options: Any, default: str) -> str:
    return next((word for word in query.get(key, ()) if word in options), default)


def _several(query: Query, key: str, options: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in query.get(key, ()) if word in options))


def _number(query: Query, key: str, low: int, high: int) -> int | None:
    return next((int(word) for word in query.get(key, ()) if word.isascii() and word.isdigit() and low <= int(word) <= high), None)


def _coverage(query: Query, lang: str) -> View:
    return views.coverage(lang)


def _compare(query: Query, lang: str) -> View:
    family = _one(query, "cau-hoi", set(database.families()["family_id"]), "quality")
    units = _several(query, "dia-phuong", database.locality_names(lang))
    lens = _one(query, "thau-kinh", lenses.labels(lang), views.STATED)
    lens = views.STATED if database.greyed_lenses(family, units, lang).get(lens) else lens
    return views.compare(family, units, lens, _number(query, "so-nam", 1, 50), views.TODAY in query.get("dia-gioi", ()), lang)


def _progress(query: Query, lang: str) -> View:
    by = _one(query, "theo", (views.BY_UNIT, views.BY_QUESTION), views.BY_UNIT)
    if by == views.BY_UNIT:
        chosen = _one(query, "don-vi", (views.COUNTRY, *database.locality_names(lang)), views.COUNTRY)
    else:
        chosen = _one(query, "cau-hoi", set(database.families()["family_id"]), "htx-number")
    method = _one(query, "phuong-phap", scorecard.METHODS, scorecard.PRESCRIBED)
    percent = _number(query, "dung-sai", 0, 50)
    tolerance = scorecard_lens.USUAL_MARGIN if percent is None else percent / 100
    lens = _one(query, "thau-kinh", lenses.labels(lang), views.STATED) if by == views.BY_QUESTION else views.STATED
    lens = views.STATED if lens != views.STATED and assessed.greyed_results(chosen, lang).get(lens) else lens
    shared = by != views.BY_QUESTION or views.OFF not in query.get("cung-truc", ())
    verdicts = _several(query, "ket-luan", scorecard.VERDICTS)
    return views.progress(Choice(by == views.BY_QUESTION, chosen, tolerance, method, shared, lens, verdicts), lang)


def _pathway(query: Query, lang: str) -> View:
    unit = _one(query, "don-vi", (views.COUNTRY, *database.locality_names(lang)), views.COUNTRY)
    known = database.pathways(unit, lang).indicators
    usual = "htx-stock" if "htx-stock" in known else next(iter(known), "")
    return views.pathway(unit, _one(query, "chi-tieu-lt", known, usual), views.OFF not in query.get("nhip", ()), lang)


def _checks(query: Query, lang: str) -> View:
    units = _several(query, "dia-phuong", (views.COUNTRY, *database.locality_names(lang)))
    facts = assessed.checks(units)
    rules = _several(query, "quy-tac", set(facts.rules["rule_id"]))
    return views.checks(Findings(units, rules, _several(query, "ket-luan", set(facts.outcomes["outcome_id"]))), lang)


_READ: dict[str, Callable[[Query, str], View]] = {
    "": _coverage,
    "tong-quan": _coverage,
    "so-sanh": _compare,
    "thuc-hien": _progress,
    "lo-trinh": _pathway,
    "kiem-tra": _checks,
}
