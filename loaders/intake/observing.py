"""A line of realized values -> a row of `observation`: every column from what the file says, none from anything else."""

from collections.abc import Mapping
from datetime import date

from loaders.intake import days, names, places, sources, values, what, whose
from loaders.intake.cells import Cell
from loaders.intake.days import Day
from loaders.intake.layout import ESTIMATE
from loaders.intake.names import Meaning
from loaders.intake.review import Entry, Review, both, digest, option
from loaders.intake.unread import UnreadError
from loaders.intake.values import Value

# The fields of a line, in the order of the form.
FIELDS = (
    "unit",
    "indicator",
    "standard",
    "value",
    "measure",
    "date",
    "period_start",
    "source",
    "publisher",
    "url",
    "published_on",
    "wording",
    "note",
)
_STATUS = {
    "uoc": "estimate", "uoc tinh": "estimate", "uoc thuc hien": "estimate", "estimated": "estimate",
    "thuc hien": "final", "chinh thuc": "final", "da chot": "final", "quyet toan": "final", "official": "final",
    "chua chot": "preliminary", "provisional": "preliminary",
}  # fmt: skip
_UNSTATED = "unstated"
# How many years a file without any may be asked to choose from.
YEARS = 10


def read(review: Review, entry: Entry) -> None:
    """Read an entry of realized values into its row, unless something is asked or wrong; everything wrong with it is said at once."""
    day = as_of(review, entry)
    found = values.readings(review, entry)
    unit_id = whose.unit(review, entry, day)
    meaning = what.indicator(review, entry, unit_id, found[0].unit if found else "")
    standard = what.standard(review, entry, meaning, unit_id) if meaning and unit_id else None
    stated = values.value(review, entry, found, review.known.row("indicator", meaning.indicator_id)) if found and meaning else None
    status = what.code(review, entry, "status", "status", _STATUS)
    compiler, confidence, method = (what.code(review, entry, name, name, {}) for name in ("compiler", "confidence", "method"))
    start = _start(review, entry, day, meaning)
    if not entry.is_open or not (day and unit_id and meaning and stated) or standard is None or start is None:
        return
    row = review.known.row("indicator", meaning.indicator_id)
    wording, language = values.proof(entry, stated, review.known.row("measure", row["measure_id"]))
    publication = sources.publication(review, entry, language)
    if not entry.is_open or publication is None:
        return
    entry.row = {
        "observation_id": observation_id(unit_id, meaning.indicator_id, standard, day.on),
        "unit_id": unit_id, "indicator_id": meaning.indicator_id, "base_id": row["base_id"], "standard_id": standard, "kind": row["kind"],
        "operator": stated.operator, "low": stated.low, "high": stated.high, "measure_id": row["measure_id"],
        "period_start_on": start, "as_of_on": day.on.isoformat(), "as_of_precision": day.precision,
        "territory": places.territory(review.units[unit_id]), "publication_id": publication, "compiler": compiler or "own",
        "wording": wording, "status": status or _status(entry, stated), "method": "computed" if stated.computed[0] else method or "reported",
        "confidence": confidence or _UNSTATED, "is_current": "true", "absence_reason_id": "",
        **notes(entry, stated, wording),
    }  # fmt: skip


def observation_id(unit_id: str, indicator_id: str, standard_id: str, on: date) -> str:
    """Return the id of a reader's own figure: the same for the same series and day, so that a corrected file replaces it."""
    return "-".join(filter(None, ("own", unit_id.removeprefix("own-"), indicator_id, standard_id, on.isoformat())))


def as_of(review: Review, entry: Entry) -> Day | None:
    """Return the day that a figure describes: of its line, its column or the lines above; else asked once; None where asked or wrong."""
    if entry.year and "date" not in entry.mended:
        return Day(entry.year.on, entry.year.precision)
    cell = entry.cell("date")
    day = day_of(review, entry, "date", cell) if cell.printed else None
    if cell.printed and day is None:
        return None
    day = day or _of_context(entry) or _of_file(review, entry)
    if day and day.on.year > review.known.as_of.year:
        review.fault(entry, "date", "intake.date.future", year=review.known.as_of.year)
        return None
    return day


def day_of(review: Review, entry: Entry, field: str, cell: Cell) -> Day | None:
    """Return the day in a cell; None with a fault where it cannot be read, and without one where it says that there is none."""
    try:
        return days.read(cell.printed, cell.day, role=field)
    except UnreadError as error:
        if not error.absent or field in ("date", "horizon"):
            review.unread(entry, field, error)
        return None


def _of_context(entry: Entry) -> Day | None:
    """The day that the lines above the table name."""
    for name in ("date", "year", "title"):
        if words := entry.context.get(name, ""):
            try:
                return days.read(words, role="date")
            except UnreadError:
                continue
    return None


def _of_file(review: Review, entry: Entry) -> Day | None:
    """The year of a file that names none: asked once."""
    last = review.known.as_of.year
    options = [option(f"year-{year}", both("intake.option.year", year=year)) for year in range(last, last - YEARS, -1)]
    answer = review.ask(entry, "date", "year-of-file", both("intake.ask.year_of_file"), options)
    return Day(date(int(answer.removeprefix("year-")), 12, 31), "year") if answer else None


def _start(review: Review, entry: Entry, day: Day | None, meaning: Meaning | None) -> str | None:
    """The first day of what a figure counts, empty where that is not said: a yearly flow of a year begins with it."""
    cell = entry.cell("period_start")
    if cell.printed:
        found = day_of(review, entry, "period_start", cell)
        if found and day and found.on > day.on:
            review.fault(entry, "period_start", "intake.date.starts_late")
            return None
        return found.on.isoformat() if found else "" if not entry.faults else None
    is_yearly = meaning and review.known.row("indicator", meaning.indicator_id)["kind"] == "flow_annual"
    if day and is_yearly and (_is_whole_year(entry, day) or (day.precision == "half-year" and day.on.month == 6)):
        return date(day.on.year, 1, 1).isoformat()
    return ""


def _is_whole_year(entry: Entry, day: Day) -> bool:
    """Whether a figure is of the whole year that ends on the day: its date says so, or its words do and the day is a year's last."""
    return day.precision == "year" or ((day.on.month, day.on.day) == (12, 31) and "annual" in names.hints(entry.words("indicator")))


def _status(entry: Entry, stated: Value) -> str:
    if stated.is_estimate or (entry.year and entry.year.says == ESTIMATE):
        return "estimate"
    return _UNSTATED


def notes(entry: Entry, stated: Value, wording: str) -> dict[str, str]:
    """Return the note columns of a row: the file's own note, the arithmetic where there was any, the whole text of which a phrase was kept."""
    whole = entry.words("wording") or entry.words("value")
    kept = both("intake.note.whole", words=whole) if wording and len(whole.split()) > len(wording.split()) else ("", "")
    said = entry.words("note")
    return {key: " ".join(filter(None, (said, stated.computed[place], kept[place]))) for place, key in ((0, "note"), (1, "note_en"))}


def clashes(review: Review, entries: list[Entry]) -> set[str]:
    """Settle figures whose series and day are published already: return the published ids that the reader wants replaced on charts.

    With the same value, the reader's row is kept beside the published one; with another, the reader is asked once a unit.
    """
    published = {
        tuple(row[key] for key in ("unit_id", "indicator_id", "standard_id", "as_of_on")): row
        for row in review.known.published["observation"]
        if row["is_current"] == "true"
    }
    found: dict[str, list[tuple[Entry, Mapping[str, str]]]] = {}
    for entry in entries:
        row = entry.row
        other = published.get(tuple(row[key] for key in ("unit_id", "indicator_id", "standard_id", "as_of_on")))
        if other and _ends(other) == _ends(row):
            review.leave(entry.place.sheet, entry.place.row, "intake.left.same_as_published")
            _keep_beside(entry, "intake.note.beside_same")
        elif other:
            found.setdefault(row["unit_id"], []).append((entry, other))
    aside: set[str] = set()
    for unit_id, pairs in found.items():
        aside |= _chosen(review, unit_id, pairs)
    return aside


def _ends(row: Mapping[str, str]) -> tuple[object, ...]:
    return row["operator"], *(float(row[end]) if row[end] else None for end in ("low", "high"))


def _keep_beside(entry: Entry, text_id: str) -> None:
    words = both(text_id)
    entry.row |= {
        "is_current": "false",
        **{key: " ".join(filter(None, (entry.row[key], words[place]))) for place, key in ((0, "note"), (1, "note_en"))},
    }


def _chosen(review: Review, unit_id: str, pairs: list[tuple[Entry, Mapping[str, str]]]) -> set[str]:
    """Whether charts use the reader's or the published figures of a unit."""
    entry, other = pairs[0]
    unit = review.units[unit_id]
    text = both(
        "intake.ask.published", unit=(unit["label_vi"], unit["label_en"]), count=len(pairs), row=entry.place.row,
        indicator=review.known.label("indicator", other["indicator_id"]), mine=entry.words("value") or entry.words("low"), published=other["wording"],
    )  # fmt: skip
    options = [option("mine", both("intake.option.mine")), option("published", both("intake.option.published"))]
    key = f"published-{digest(unit_id, size=6)}"
    answers = [review.ask(entry, "value", key, text, options) for entry, _ in pairs]
    if answers[0] == "mine":
        return {other["observation_id"] for _, other in pairs}
    if answers[0] == "published":
        for entry, _ in pairs:
            _keep_beside(entry, "intake.note.beside_other")
    return set()
