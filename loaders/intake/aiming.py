"""A line of targets -> a row of `target`, and a line of commitments -> a row of `commitment`, each under its document."""

from collections.abc import Sequence
from datetime import date

from loaders.intake import days, documents, names, observing, sources, values, what, whose
from loaders.intake.names import Meaning
from loaders.intake.phrases import folded, normal, slug
from loaders.intake.review import NONE, Entry, Review, both, digest, option, shown
from loaders.intake.unread import UnreadError

FIELDS = (
    "unit",
    "document",
    "number",
    "issued_on",
    "indicator",
    "standard",
    "value",
    "measure",
    "horizon",
    "wording",
    "place",
    "source",
    "note",
)
COMMITMENT_FIELDS = ("unit", "document", "theme", "horizon", "summary", "place")
_ANNUAL = ("annual", "hang nam", "hang  nam", "moi nam", "tung nam", "each year", "every year", "yearly", "a year")
_MODALITY = {"phan_dau": ("phan dau",), "bao_dam": ("bao dam", "dam bao")}
_VISION = ("tam nhin", "vision")
# Years that a file without any may be asked to choose from: those that plans set.
HORIZONS = (2025, 2026, 2027, 2028, 2029, 2030, 2035, 2045, 2050)


def read(review: Review, entry: Entry) -> None:
    """Read an entry of targets into its row, unless something is asked or wrong; everything wrong with it is said at once."""
    day = documents.issued(review, entry)
    found = values.readings(review, entry)
    horizon = _horizon(review, entry)
    unit_id = whose.unit(review, entry, day or _before_the_merger(horizon))
    meaning = what.indicator(review, entry, unit_id, found[0].unit if found else "")
    standard = what.standard(review, entry, meaning, unit_id or "") if meaning else None
    stated = values.value(review, entry, found, review.known.row("indicator", meaning.indicator_id)) if found and meaning else None
    document = documents.document(review, entry, unit_id, day) if unit_id else None
    start = _start(review, entry)
    horizon = _agreed(review, entry, meaning, horizon)
    if not entry.is_open or not (unit_id and meaning and stated and document) or standard is None or horizon is None or start is None:
        return
    if not documents.has_horizon(review, entry, document, horizon):
        return
    row = review.known.row("indicator", meaning.indicator_id)
    wording, language = values.proof(entry, stated, review.known.row("measure", row["measure_id"]))
    publication = sources.publication(review, entry, language, is_needed=language != "vi")
    if not entry.is_open or publication is None:
        return
    said = folded(f"{entry.words('wording')} {entry.words('value')} {entry.words('modality')}")
    entry.row = {
        "target_id": target_id(unit_id, document, meaning, standard, horizon),
        "unit_id": unit_id, "document_id": document, "indicator_id": meaning.indicator_id, "base_id": row["base_id"], "standard_id": standard,
        "kind": row["kind"], "period_start": start, "horizon": horizon, "operator": stated.operator,
        "verbal": "true" if stated.is_worded else "false", "low": stated.low, "high": stated.high, "measure_id": row["measure_id"],
        "wording": wording, "place": _place(review, entry), "parent_id": entry.words("parent"),
        "modality": next((code for code, phrases in _MODALITY.items() if any(phrase in said for phrase in phrases)), "plain"),
        "role": "vision" if any(word in folded(f"{entry.words('place')} {entry.words('horizon')}") for word in _VISION) else "target",
        "publication_id": publication, "absence_reason_id": "", **observing.notes(entry, stated, wording),
    }  # fmt: skip


def nested(review: Review, entries: Sequence[Entry]) -> None:
    """Turn the parents that lines name into ids: an id stands for itself, else the target of the same document and year so called."""
    known = review.known.by_id["target"]
    called = {
        (entry.row["document_id"], entry.row["horizon"], normal(entry.words("indicator"))): entry.row["target_id"] for entry in entries
    }
    ids = {entry.row["target_id"] for entry in entries}
    for entry in entries:
        words = entry.row["parent_id"]
        if not words or words in known or words in ids:
            continue
        found = called.get((entry.row["document_id"], entry.row["horizon"], normal(words)))
        if found and found != entry.row["target_id"]:
            entry.row["parent_id"] = found
        else:
            review.fault(entry, "parent", "intake.parent.unknown")


def target_id(unit_id: str, document: str, meaning: Meaning, standard: str, horizon: str) -> str:
    """Return the id of a reader's own target: the same for the same line of the same document."""
    parts = ("own", unit_id.removeprefix("own-"), meaning.indicator_id, standard, horizon or "annual", digest(document))
    return "-".join(filter(None, parts))


def _before_the_merger(horizon: str | None) -> days.Day | None:
    """The end of a horizon that lies before 1 July 2025: no later unit can be meant; of a later one nothing follows."""
    return days.Day(date(int(horizon), 12, 31), "year") if horizon and int(horizon) < 2025 else None


def _horizon(review: Review, entry: Entry) -> str | None:
    """The year of a target, empty for each year; None where the line does not say."""
    words = entry.words("horizon") or entry.context.get("horizon", "")
    if not words:
        return None
    if normal(words) in _ANNUAL:
        return ""
    try:
        return str(days.read(words, entry.cell("horizon").day, role="horizon").on.year)
    except UnreadError as error:
        if not error.absent:
            review.unread(entry, "horizon", error)
        return None


def _agreed(review: Review, entry: Entry, meaning: Meaning | None, horizon: str | None) -> str | None:
    """The horizon as the indicator needs it: only yearly figures may do without; a missing one is asked once for the file."""
    if meaning is None or entry.faults:
        return None
    kind = review.known.row("indicator", meaning.indicator_id)["kind"]
    if horizon is None and kind != "flow_annual":
        options = [option(f"year-{year}", both("intake.option.year", year=year)) for year in HORIZONS]
        answer = review.ask(entry, "horizon", "horizon-of-file", both("intake.ask.horizon_of_file"), options)
        return answer.removeprefix("year-") if answer else None
    if horizon == "" and kind != "flow_annual":
        review.fault(entry, "horizon", "intake.horizon.missing", indicator=review.known.label("indicator", meaning.indicator_id))
        return None
    return horizon or ""


def _start(review: Review, entry: Entry) -> str | None:
    """The first year of a target's period, empty where it is not said."""
    cell = entry.cell("period_start")
    if not cell.printed:
        return ""
    day = observing.day_of(review, entry, "period_start", cell)
    return str(day.on.year) if day else None if entry.faults else ""


def _place(review: Review, entry: Entry) -> str:
    """Where in its document a target stands: as the line says, else where in the file."""
    sheet = entry.place.sheet
    where = both("intake.place.of_sheet", sheet=sheet, row=entry.place.row) if sheet else both("intake.place.of_row", row=entry.place.row)
    return entry.words("place") or where[0]


def read_commitment(review: Review, entry: Entry) -> None:
    """Read an entry of commitments in words into its row, unless something is asked or wrong."""
    day = documents.issued(review, entry)
    unit_id = whose.unit(review, entry, day)
    horizon = _horizon(review, entry) or ""
    if not entry.words("summary"):
        review.fault(entry, "summary", "intake.commitment.missing")
    theme = _theme(review, entry)
    document = documents.document(review, entry, unit_id, day) if unit_id else None
    if not entry.is_open or not (unit_id and theme and document and documents.has_horizon(review, entry, document, horizon, annual="")):
        return
    summary = entry.words("summary")
    entry.row = {
        "commitment_id": f"own-{slug(unit_id.removeprefix('own-'))}-c-{digest(document, folded(summary), size=5)}",
        "unit_id": unit_id, "document_id": document, "theme_id": theme, "family_id": "", "horizon": horizon,
        "summary_vi": summary, "summary_en": entry.words("summary_en") or summary, "place": _place(review, entry),
    }  # fmt: skip


def _theme(review: Review, entry: Entry) -> str | None:
    """The theme of a commitment, by id or label, else chosen by the reader: once for each way of writing it."""
    rows = review.known.tables["theme"]
    words = entry.words("theme")
    found = names.coded(rows, "theme_id", words) if words else ()
    if found:
        return found[0]
    options = [option(row["theme_id"], (row["label_vi"], row["label_en"])) for row in sorted(rows, key=lambda row: int(row["position"]))]
    asked = words or entry.words("summary")
    if not asked:
        return None
    text = both("intake.ask.theme", words=shown(asked))
    answer = review.ask(
        entry, "theme", f"theme-{digest(folded(asked), size=6)}", text, [*options, option(NONE, both("intake.option.none"))]
    )
    if answer == NONE:
        review.fault(entry, "theme", "intake.theme.left_out")
        return None
    return answer
