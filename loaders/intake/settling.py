"""A line of a sheet of units -> a row of `unit`: a place that the tables know, or a new one."""

from loaders.intake import new_places, whose
from loaders.intake.review import Entry, Review, shown

FIELDS = ("unit", "level", "parent", "note")


def read(review: Review, entry: Entry) -> None:
    """Read an entry of units: a known place is left as it is, a new one becomes known to the lines after it."""
    field = "unit" if entry.words("unit") else "name"
    words = entry.words(field)
    if not words:
        review.fault(entry, field, "intake.unit.missing")
        return
    found = review.named(words)
    if found:
        _is_known(review, entry, found[0])
        return
    kind = new_places.stated_kind(entry.words("level")) if entry.words("level") else ""
    if kind:
        unit_id = new_places.unit(review, entry, field, words, kind, None, _parent(review, entry))
    else:
        unit_id = whose.unit(review, entry, None, field)
    if unit_id in review.known.by_id["unit"]:
        _is_known(review, entry, unit_id)
    elif unit_id and entry.is_open:
        review.named_units.append(unit_id)
        entry.row = dict(review.units[unit_id])


def _is_known(review: Review, entry: Entry, unit_id: str) -> None:
    """Nothing is said of a known place that is not known: the row is named among the notes and is no line."""
    review.named_units.append(unit_id)
    entry.table = ""
    review.leave(entry.place.sheet, entry.place.row, "intake.left.known_unit")


def _parent(review: Review, entry: Entry) -> str:
    """The unit named as the one above; empty where none or several are named, which is then asked."""
    words = entry.words("parent")
    found = review.named(words) if words else ()
    if words and not found:
        review.fault(entry, "parent", "intake.unit.parent", words=shown(words))
    former = [key for key in found if review.units[key]["valid_from"] == ""]
    return (former or [""])[0] if len(former) == 1 else ""
