"""A judged reading handed on: as a book for the review of one's own figures, and as files in the form of the data's own tables."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from loaders.intake.cells import Book, Cell, Sheet
from loaders.package import read_package
from loaders.reader.reading import Reading
from loaders.stating import PERCENT
from loaders.vocabulary import vocabulary

# Sheet -> its columns, by the names that a heading of one's own table may have.
TARGET = (
    "unit_id", "document_id", "number", "issued_on", "issuer", "indicator_id", "standard_id", "value", "operator", "low", "high", "horizon",
    "period_start", "verbal", "wording", "place", "parent_id", "modality", "note",
)  # fmt: skip
UNIT = ("name", "level")
LEVELS = ("tỉnh", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
COMMITMENT = ("unit_id", "document_id", "number", "issued_on", "theme_id", "horizon", "summary_vi", "place")


def book(reading: Reading) -> Book:
    """Return the rows whose indicator is known, and the promises that have a theme, as sheets to be reviewed like any table of one's own.

    Every row goes through the same questions and checks as a file that was dropped. A nested row names its parent by the parent's indicator.
    """
    facts = reading.facts
    # A number needs no title beside it: the number is what documents are told apart by.
    whose = {
        "unit_id": facts.unit_name, "document_id": facts.title or reading.file, "number": facts.number, "issued_on": facts.issued_on,
        "issuer": facts.issuer,
    }  # fmt: skip
    targets = [
        {**record, **whose, "parent_id": _parent(reading, place), "horizon": record["horizon"] or "annual", "note": ""}
        for place, record in enumerate(reading.records())
        if record["indicator_id"]
    ]
    promises = [
        {**whose, "theme_id": each.theme_id, "horizon": each.horizon, "summary_vi": each.text, "place": each.place}
        for each in reading.promises
        if each.theme_id
    ]
    place = [] if facts.known_unit else [{"name": facts.unit_name, "level": _level(facts.unit_name)}]
    sheets = (_sheet("units", UNIT, place), _sheet("targets", TARGET, targets), _sheet("commitments", COMMITMENT, promises))
    return Book(reading.file, tuple(sheet for sheet in sheets if len(sheet.rows) > 1))


def left(reading: Reading) -> int:
    """Return how many rows `book` leaves out, since no indicator of the vocabulary is theirs."""
    return sum(not row.indicator_id for row in reading.rows)


def files(reading: Reading) -> bytes:
    """Return a ZIP of CSV files with the columns of data/: target, commitment, document, and the reasons beside each target.

    UTF-8, LF, sorted by id, empty for what is not known; the rows of a new place and new indicators are for the person who adds them.
    """
    package = read_package()
    columns = {name: [field.name for field in package.by_name[name].fields] for name in ("target", "commitment", "document")}
    records = reading.records()
    tables: Mapping[str, tuple[Sequence[str], list[dict[str, str]]]] = {
        "tables/target.csv": (columns["target"], records),
        "tables/commitment.csv": (columns["commitment"], _promises(reading)),
        "sources/document.csv": (columns["document"], [_document(reading)]),
        "why.csv": (("target_id", "indicator_text", "base_text", "certainty", "why", "note"), records),
    }
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, (names, rows) in tables.items():
            # The same reading gives the same bytes.
            archive.writestr(ZipInfo(name), _csv(names, sorted(rows, key=lambda row: row.get(names[0], ""))))
    return content.getvalue()


def _level(name: str) -> str:
    """What sort of place a name says that it is of; empty where that is open, as for a city, which is then asked."""
    said = name.casefold()
    return next((level for level in LEVELS if said.startswith(f"{level} ")), "")


def _parent(reading: Reading, place: int) -> str:
    """How the sheet names a row's parent: by the indicator of the same document and year; nothing where that is another year's or unknown."""
    row = reading.rows[place]
    above = reading.rows[row.parent] if row.parent is not None else None
    return above.indicator_id if above and above.horizon == row.horizon and above.indicator_id != row.indicator_id else ""


def _promises(reading: Reading) -> list[dict[str, str]]:
    facts = reading.facts
    return [
        {
            "commitment_id": f"{facts.unit_id}-c{nth:02}", "unit_id": facts.unit_id, "document_id": facts.document_id, "theme_id": each.theme_id,
            "horizon": each.horizon, "summary_vi": each.text, "place": each.place,
        }
        for nth, each in enumerate(reading.promises, 1)
    ]  # fmt: skip


def _document(reading: Reading) -> dict[str, str]:
    facts = reading.facts
    horizons = sorted({row.horizon or "annual" for row in reading.rows}, key=lambda year: (year != "annual", year))
    return {
        "document_id": facts.document_id, "unit_id": facts.unit_id, "label_vi": facts.title, "number": facts.number, "issued_on": facts.issued_on,
        "issuer_vi": facts.issuer, "type_vi": facts.sort, "period_start": facts.period_start, "horizons": ";".join(horizons),
        "implements_vi": facts.implements, "text_file": reading.file,
    }  # fmt: skip


def _sheet(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Sheet:
    heading = tuple(Cell(column) for column in columns)
    return Sheet(name, (heading, *(tuple(_cell(row, column) for column in columns) for row in rows)))


def _cell(row: Mapping[str, str], column: str) -> Cell:
    """A cell as a spreadsheet holds it: bounds are numbers there, and no riddle; shares are words with their qualifier and percent sign."""
    words = row.get(column, "")
    if row.get("measure_id") in PERCENT and column in ("value", "operator", "low", "high"):
        return Cell(_percent(row) if column == "value" else "")
    return Cell(words, float(words)) if column in ("low", "high") and words else Cell(words)


def _percent(row: Mapping[str, str]) -> str:
    template = next(each["template_vi"] for each in vocabulary("operator") if each["operator_id"] == row["operator"])
    return str(template.format(low=row["low"].replace(".", ","), high=row["high"].replace(".", ","))) + "%"


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
