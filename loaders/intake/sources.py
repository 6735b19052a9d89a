"""Where a line comes from: a publication that is known, one that the line describes, or the file itself."""

import re

from loaders.folding import fold
from loaders.intake import days
from loaders.intake.phrases import slug
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
    for row in review.known.tables["publication"]:
        named = words and (words == row["publication_id"] or fold(words) in (fold(row["label_vi"]), fold(row["label_en"])))
        if row["language"] == language and (named or (url and not words and url == row["url"])):
            return row["publication_id"]
    if not words and not url and not is_needed:
        return ""
    return _own(review, entry, words or url, url, language)


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
