"""What the page of a locality says before its tables: the document, and what became of it."""

from urllib.parse import parse_qs, urlsplit

from loaders import profile
from loaders.texts import texts
from ui import database, page, picture
from ui.picture import Picture

KEY, PATH, USUAL = "ho-so", "/dia-phuong", "hai-phong"


def show(unit: str, lang: str) -> None:
    """Show it for a locality; for the others it lies ready."""
    page.leaf(_leaf(unit, lang), "profile", PATH, _at)


def _at(address: str, lang: str, dark: bool, wide: bool) -> Picture:
    """The leaf of an address; raises KeyError for a locality that nobody knows."""
    [unit] = parse_qs(urlsplit(address).query)[KEY]
    if unit not in database.locality_names(lang):
        raise KeyError(unit)
    return _leaf(unit, lang)


def _leaf(unit: str, lang: str) -> Picture:
    facts, words = database.profile(unit, lang), texts(lang)
    told = page.facts(profile.document_facts(facts, words, lang)) + page.listing(profile.sentences(facts, words, lang))
    return picture.leaf(f"<div class='profile'>{told}</div>", where=f"{PATH}?{KEY}={unit}")
