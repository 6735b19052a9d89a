"""How many rows the page of data holds under the reader's filters, in a line above them."""

from html import escape
from urllib.parse import parse_qs, urlsplit

from loaders.selection import Selection
from loaders.texts import texts
from ui import database, filters, page, picture
from ui.picture import Picture

KEY, PATH, USUAL = "bang", "/du-lieu", "muc-tieu"
# Table in the address -> the labelled view that it shows.
VIEWS = {"muc-tieu": "target_row", "ket-qua": "observation_row", "cam-ket": "commitment_row"}
PLACE = "data_count"


def show(view: str, selection: Selection, lang: str) -> None:
    """Show it as soon as it is known and before the rows; for what the reader may choose next it lies ready."""
    page.leaf(_leaf(view, selection, lang), PLACE, PATH, _at)


def _at(address: str, lang: str, dark: bool, wide: bool) -> Picture:
    """The line of an address; raises KeyError for a table that nobody knows."""
    query = parse_qs(urlsplit(address).query)
    view = VIEWS[query.get(KEY, [USUAL])[0]]
    return _leaf(view, filters.read(view, query, lang), lang)


def _leaf(view: str, selection: Selection, lang: str) -> Picture:
    rows = database.rows(view, selection, lang)
    words = texts(lang)["data.count"].format(rows=len(rows), filters=filters.sentence(view, selection, lang))
    return picture.leaf(f"<p class='hint'>{escape(words)}</p>", where=PLACE)
