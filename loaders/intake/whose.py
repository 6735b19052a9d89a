"""Whose figure a line is: the unit that its words name, decided by the date where a later unit has the same name, asked where that is open."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from loaders.intake import new_places, places
from loaders.intake.days import Day
from loaders.intake.known import Row
from loaders.intake.phrases import folded
from loaders.intake.review import NONE, Both, Entry, Review, both, digest, option, shown
from loaders.observation_rules import MERGER
from loaders.own import PREFIX

# A file may bring thousands of places; typing errors are looked for in so many names.
MOST_COMPARED = 200
ROLES = ("locality", "context", "successor", "country")


def unit(review: Review, entry: Entry, day: Day | None, name: str = "unit") -> str | None:
    """Return the id of the unit that an entry is about; None where that is asked or wrong.

    The words of the line, else what the file itself says above the table, else one question for the whole file. `day`: the day that
    decides between a former and a later unit of one name; None where it is not known. Its year alone leaves 2025 open.
    """
    words = entry.words(name) or _of_context(review, entry)
    if not words and len(set(review.named_units)) == 1:
        return review.named_units[0]
    if not words:
        return _of_file(review, entry, name)
    found = review.named(words)
    stated = places.stated_territory(entry.words("territory"))
    if not found:
        return _answered(review, entry, name, words, day)
    if stated:
        kept = [key for key in found if places.territory(review.units[key]) in (stated, "unchanged")]
        if not kept:
            review.fault(entry, "territory", "intake.unit.territory", unit=shown(words))
            return None
        return kept[0] if len(kept) == 1 else _chosen(review, entry, name, words, kept)
    return _on_day(review, entry, name, words, list(found), day)


def _of_context(review: Review, entry: Entry) -> str:
    """The name of a place in the lines above the table; empty for none."""
    if entry.context.get("unit"):
        return review.titled(entry.context["unit"]) or entry.context["unit"]
    lines = [line for words in entry.context.values() for line in words.split("\n")]
    found = (line for line in lines if review.named(line))
    parts = (part for line in lines if (part := review.titled(line)))
    country = (row["label_vi"] for row in review.units.values() if row["role"] == "country" and any(map(places.names_the_country, lines)))
    # A place of its own goes before the country: a report of one may name both.
    return next(found, "") or next(parts, "") or next(country, "")


def _of_file(review: Review, entry: Entry, name: str) -> str | None:
    """The unit of a file that names none: asked once."""
    rows = sorted(review.units.values(), key=lambda row: (ROLES.index(row["role"]), int(row["position"])))
    answer = review.ask(entry, name, "unit-of-file", both("intake.ask.unit_of_file"), (option(row["unit_id"], _label(row)) for row in rows))
    return answer


def _on_day(review: Review, entry: Entry, name: str, words: str, found: list[str], day: Day | None) -> str | None:
    """One of several units of a name, by the day; a unit that had ended by then is said to have."""
    rows = [review.units[key] for key in found]
    if day is None:
        return found[0] if len(found) == 1 else _chosen(review, entry, name, words, found)
    if _is_open(day) and any(not places.is_valid(row, day.on) for row in rows):
        before = [key for key in found if places.is_valid(review.units[key], date(2025, 6, 30))]
        since = [key for key in found if places.is_valid(review.units[key], day.on)]
        same = [key for key in since if not before or review.units[key]["level"] in {review.units[one]["level"] for one in before}]
        return _chosen(review, entry, name, words, [*before, *(same if before else since)], is_2025=True)
    valid = [row["unit_id"] for row in rows if places.is_valid(row, day.on)]
    ended = [row for row in rows if row["valid_to"] and row["valid_to"] < day.on.isoformat()]
    if not valid:
        _ended(review, entry, name, words, ended or rows, day.on)
        return None
    if own_heirs := [key for key in valid if key.startswith(PREFIX) and review.units[key]["valid_from"]]:
        return own_heirs[0]
    levels = {review.units[key]["level"] for key in valid}
    if len(valid) > 1 or any(row["level"] not in levels for row in ended):
        return _chosen(review, entry, name, words, valid)
    if valid[0].startswith(PREFIX) and day.on >= MERGER:
        return new_places.since_the_merger(review, entry, name, words, valid[0])
    return valid[0]


def _is_open(day: Day) -> bool:
    """Whether a figure may be of either side of 1 July 2025: its year is all that is known."""
    return day.precision == "year" and day.on.year == MERGER.year


def _ended(review: Review, entry: Entry, name: str, words: str, rows: list[Row], on: date) -> None:
    """Say that a unit had ended by the day of the figure, or did not exist yet, and which units have followed it."""
    row = rows[0]
    if row["valid_to"] and row["valid_to"] < on.isoformat():
        after = [each["successor_id"] for each in review.known.tables["unit_successor"] if each["unit_id"] == row["unit_id"]]
        labels = [_label(review.units[key]) for key in after]
        heirs = (", ".join(vi for vi, _ in labels) or "–", ", ".join(en for _, en in labels) or "–")
        review.fault(
            entry, name, "intake.unit.ended", unit=_label(row), ended=_days(row["valid_to"]), date=_days(on.isoformat()), heirs=heirs
        )
    else:
        review.fault(entry, name, "intake.unit.not_yet", unit=_label(row), began=_days(row["valid_from"]), date=_days(on.isoformat()))


def _days(iso: str) -> Both:
    on = date.fromisoformat(iso)
    return f"{on.day}/{on.month}/{on.year}", f"{on.day} {on:%B} {on.year}"


def _chosen(review: Review, entry: Entry, name: str, words: str, found: Iterable[str], *, is_2025: bool = False) -> str | None:
    """The unit that the reader chose; those with targets first, and none of them as the last answer."""
    with_targets = {row["unit_id"] for row in review.known.tables["target"]}
    keys = sorted(dict.fromkeys(found), key=lambda key: (key not in with_targets, int(review.units[key]["position"])))
    text = "intake.ask.unit_2025" if is_2025 else "intake.ask.unit"
    options = [option(key, _told_apart(review.units[key])) for key in keys] + [option(NONE, both("intake.option.none"))]
    question_id = f"unit-{digest(folded(words), *keys, size=6)}"
    answer = review.ask(entry, name, question_id, both(text, words=shown(words)), options)
    if answer == NONE:
        review.fault(entry, name, "intake.unit.left_out", words=shown(words))
        return None
    return answer


def _answered(review: Review, entry: Entry, name: str, words: str, day: Day | None) -> str | None:
    """The unit meant by words that name none: a near one, or a new one of a kind; asked, and said to be unknown until answered."""
    near = places.near(islice(review.units.values(), MOST_COMPARED), words)
    options = [option(key, _told_apart(review.units[key])) for key in near]
    options += [option(f"new-{kind.kind_id}", both("intake.option.new_unit", kind=kind.label)) for kind in new_places.kinds(words)]
    options.append(option(NONE, both("intake.option.none")))
    name_of = places.named(words)
    question_id = f"unit-new-{digest(name_of.bare, name_of.level, size=6)}"
    question_id = review.unknown.setdefault(name_of.bare, question_id) if not name_of.level else question_id
    review.unknown.setdefault(name_of.bare, question_id)
    answer = review.ask(entry, name, question_id, both("intake.ask.unit_new", words=shown(words)), options)
    if answer is None:
        # Without anything near, the question says it all.
        if near:
            labels = [_label(review.units[key]) for key in near]
            nearest = tuple(", ".join(label[place] for label in labels) for place in (0, 1))
            review.fault(entry, name, "intake.unit.unknown", words=shown(words), nearest=nearest)
        return None
    if answer == NONE:
        review.fault(entry, name, "intake.unit.left_out", words=shown(words))
        return None
    if answer in review.units:
        return _on_day(review, entry, name, words, [answer], day)
    return new_places.unit(review, entry, name, words, answer.removeprefix("new-"), day.on if day else None)


def _label(row: Row) -> Both:
    return row["label_vi"], row["label_en"]


def _told_apart(row: Row) -> Both:
    """A unit's label, with its end where it has ended: its heir may have the same name."""
    return both("intake.option.former", unit=_label(row)) if row["valid_to"] else _label(row)
