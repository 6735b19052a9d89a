"""The document that a target or commitment stands in: a published one, one that the file describes, or the file itself; and lines of documents."""

import re
from collections.abc import Sequence
from datetime import date

from loaders.intake import observing, whose
from loaders.intake.days import Day
from loaders.intake.known import Row
from loaders.intake.phrases import folded, slug
from loaders.intake.review import Entry, Review, both, digest, option, shown
from loaders.own import PREFIX

FIELDS = ("unit", "document", "number", "issued_on", "issuer", "horizons", "url", "note")
# How numbers of documents look: 45/KH-UBND, 20-NQ/TW.
_NUMBER = re.compile(r"\b[0-9]+(?:/[0-9]{4})?[-/][A-ZĐ][\wĐ]*(?:[-/][\wĐ]+)*")
FILE = "file"


def issued(review: Review, entry: Entry) -> Day | None:
    """Return the day of issue of an entry's document, where the line or a published document of that name gives one."""
    cell = entry.cell("issued_on")
    if cell.printed:
        return observing.day_of(review, entry, "issued_on", cell)
    row = _named(review, entry, None)
    return Day(date.fromisoformat(row["issued_on"]), "day") if row and row["issued_on"] else None


def document(review: Review, entry: Entry, unit_id: str, day: Day | None) -> str | None:
    """Return the id of the document of an entry; None where that is asked.

    Without a name in the file, a unit with published documents is asked about, once; of any other the file itself is the document.
    """
    if found := _named(review, entry, unit_id):
        return _again(review, found["document_id"])
    title, number = _words(entry, "document", "title"), entry.words("number")
    if title or number:
        return _own(review, entry, unit_id, title or number, number, day)
    only = {key for key in review.named_documents if _row(review, key)["unit_id"] == unit_id}
    if len(only) == 1:
        return _again(review, only.pop())
    mine = [row for row in (*review.known.tables["document"], *review.support["document"].values()) if row["unit_id"] == unit_id]
    if not mine:
        return _own(review, entry, unit_id, "", "", day)
    unit = review.units[unit_id]
    options = [option(row["document_id"], (row["short_vi"], row["short_en"])) for row in {row["document_id"]: row for row in mine}.values()]
    options.append(option(FILE, both("intake.option.file", file=shown(review.file))))
    text = both("intake.ask.document", unit=(unit["label_vi"], unit["label_en"]))
    answer = review.ask(entry, "document", f"document-{digest(unit_id, size=6)}", text, options)
    return _own(review, entry, unit_id, "", "", day) if answer == FILE else _again(review, answer)


def _again(review: Review, key: str | None) -> str | None:
    """A document that is in use already; one of the reader's own is written anew, since its horizons may grow."""
    if key and key in {row["document_id"] for row in review.known.own.rows("document")}:
        review.support["document"].setdefault(key, review.known.row("document", key))
    return key


def has_horizon(review: Review, entry: Entry, document: str, horizon: str, *, annual: str = "annual") -> bool:
    """Whether a published document has a horizon; a fault where not. One of the reader's own has those of its targets."""
    row = review.known.by_id["document"].get(document)
    if not row or document.startswith(PREFIX) or (horizon or annual) in ("", *row["horizons"].split(";")):
        return True
    years = ", ".join(year for year in row["horizons"].split(";") if year != "annual")
    review.fault(entry, "horizon", "intake.horizon.not_in_document", document=(row["short_vi"], row["short_en"]), years=years)
    return False


def _words(entry: Entry, *names: str) -> str:
    return next((entry.words(name) for name in names if entry.words(name)), "") or entry.context.get("document", "")


def _named(review: Review, entry: Entry, unit_id: str | None) -> Row | None:
    """A document known by the id, number or title that a line gives; of `unit_id` where that is known."""
    title, number = _words(entry, "document", "title"), entry.words("number")
    numbers = {folded(each) for each in (number, *_NUMBER.findall(title)) if each}
    for row in (*review.known.tables["document"], *review.support["document"].values()):
        if unit_id and row["unit_id"] != unit_id:
            continue
        names = {folded(row[name]) for name in ("label_vi", "label_en", "short_vi", "short_en")}
        if (
            title == row["document_id"]
            or (row["number"] and folded(row["number"]) in numbers)
            or (title and not numbers and folded(title) in names)
        ):
            return row
    return None


def _own(review: Review, entry: Entry, unit_id: str, title: str, number: str, day: Day | None) -> str:
    """The id of a document that only this file knows, its row put into the support; its horizons come from its targets."""
    number = number or next(iter(_NUMBER.findall(title)), "")
    label = (title, title) if title else both("intake.source.file", file=shown(review.file))
    key = f"own-{slug(unit_id.removeprefix('own-'))}-{slug(number or title or review.file)}-{digest(unit_id, label[0], number)}"
    issuer = entry.words("issuer")
    unstated = both("intake.document.issuer")
    sort = _sort(review, label[0])
    short = (f"{sort[0]} {number}", f"{sort[1]} {number}") if number and number not in label[0] else label
    review.support["document"].setdefault(
        key,
        {
            "document_id": key, "unit_id": unit_id, "position": str(len(review.known.tables["document"]) + len(review.support["document"]) + 1),
            "label_vi": label[0], "label_en": label[1], "short_vi": short[0][:1].upper() + short[0][1:], "short_en": short[1][:1].upper() + short[1][1:],
            "number": number, "issued_on": day.on.isoformat() if day and day.precision == "day" else "",
            "issuer_vi": issuer or unstated[0], "issuer_en": issuer or unstated[1], "type_vi": sort[0], "type_en": sort[1],
            "period_start": "", "horizons": "", "implements_vi": "", "implements_en": "", "completeness": "excerpt", "text_file": "",
            "url": entry.words("url") if entry.words("url").startswith(("http://", "https://")) else "", "publication_id": "",
            "absence_reason_id": "" if number and day and day.precision == "day" else "not-stated", "note": "", "note_en": "",
        },
    )  # fmt: skip
    return key


def _sort(review: Review, title: str) -> tuple[str, str]:
    """Which sort of document a title begins with, as the published ones are called; else a document."""
    sorts = {row["type_vi"]: row["type_en"] for row in review.known.published["document"]}
    found = sorted((sort for sort in sorts if folded(title).startswith(folded(sort))), key=len)
    return (found[-1], sorts[found[-1]]) if found else both("intake.document.sort")


def read(review: Review, entry: Entry) -> None:
    """Read a line of a sheet of documents: its document becomes known under its title and number."""
    day = issued(review, entry)
    unit_id = whose.unit(review, entry, day)
    if not _words(entry, "document", "title") and not entry.words("number"):
        review.fault(entry, "document", "intake.document.missing")
    if unit_id and entry.is_open:
        key = document(review, entry, unit_id, day)
        if not key:
            return
        is_new = key.startswith(PREFIX) and key not in review.named_documents
        review.named_documents.append(key)
        if is_new:
            entry.row = dict(_row(review, key))
        else:
            entry.table = ""
            review.leave(entry.place.sheet, entry.place.row, "intake.left.known_document")


def _row(review: Review, key: str) -> Row:
    return review.support["document"].get(key) or review.known.row("document", key)


def with_horizons(review: Review, rows: Sequence[Row], lines: Sequence[Row]) -> list[Row]:
    """Return documents of one's own with the horizons of their targets and commitments, those in use already included; `annual` first."""
    kept = {row.get("target_id") or row["commitment_id"] for row in lines}
    used = [row for table in ("target", "commitment") for row in review.known.own.rows(table) if row[f"{table}_id"] not in kept]
    done: list[Row] = []
    for row in rows:
        mine = [line for line in (*lines, *used) if line["document_id"] == row["document_id"]]
        years = {line["horizon"] or ("annual" if "target_id" in line else "") for line in mine} - {""}
        # A document of nothing but words has no horizon of its own: the year that it was issued in, else that of the data.
        years = years or {row["issued_on"][:4] or str(review.known.as_of.year)}
        done.append({**row, "horizons": ";".join(sorted(years, key=lambda year: (year != "annual", year)))})
    return done
