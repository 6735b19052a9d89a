"""Where a line comes from: a publication that is known, one that the line describes, or the file itself."""

import re

from loaders.intake import days
from loaders.intake.phrases import folded, slug
from loaders.intake.review import Entry, Review, both, digest, shown
from loaders.intake.unread import UnreadError

_ADDRESS = re.compile(r"https?://[^\s<>\"']+\.[^\s<>\"']+")


def publication(review: Review, entry: Entry, language: str, *, is_needed: bool = True) -> str | None:
    """Return the id of an entry's publication, its row put into the support where it is a new one; None with a fault.

    A source named like a published one is that one. A line without a source comes from the file itself (empty where none `is_needed`).
    `language`: how its numbers are written, which is the publication's language.
    """
    words, url = entry.words("source") or entry.context.get("source", ""), entry.words("url")
    if url and not _ADDRESS.fullmatch(url):
        review.fault(entry, "url", "intake.source.address")
        return None
    key = words or url
    if not key and not is_needed:
        return ""
    return _names(review).get((language, key)) or _names(review).get((language, folded(key))) or _own(review, entry, key, url, language)


def _names(review: Review) -> dict[tuple[str, str], str]:
    """Language and name (id, address, or label folded) -> publication."""
    if not review.publications:
        for row in review.known.tables["publication"]:
            for name in (row["publication_id"], row["url"], folded(row["label_vi"]), folded(row["label_en"])):
                if name:
                    review.publications.setdefault((row["language"], name), row["publication_id"])
    return review.publications


def _own(review: Review, entry: Entry, words: str, url: str, language: str) -> str | None:
    """The id of a publication that only this file knows."""
    on, said = "", entry.words("published_on")
    if said:
        try:
            day = days.read(said, entry.cell("published_on").day, role="published_on")
        except UnreadError as error:
            if not error.absent:
                review.unread(entry, "published_on", error)
                return None
        else:
            on = day.on.isoformat() if day.precision == "day" else ""
    file = both("intake.source.file", file=shown(review.file))
    label = (words, words) if words else file
    publisher = (
        entry.words("publisher")
        or entry.context.get("publisher", "")
        or both("intake.source.publisher" if words else "intake.source.user")[0]
    )
    key = f"own-{slug(words or review.file)}-{digest(label[0], publisher, url, said, language)}"
    review.support["publication"].setdefault(
        key,
        {
            "publication_id": key, "label_vi": label[0], "label_en": label[1], "publisher": publisher, "url": url,
            "published_on": on, "published_text": said if said and not on else "", "language": language, "note": "", "note_en": "",
        },
    )  # fmt: skip
    return key
