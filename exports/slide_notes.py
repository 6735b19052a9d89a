"""What stands in the notes of a slide: everything that makes its numbers provable, as text that can be copied."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from exports.slide_text import SMALL, Run, clean, linked, write
from exports.view import View
from loaders.texts import texts


class Note(NamedTuple):
    """A slide's view, the places of the rows that it shows, the presenter's own sentence, the link to the page."""

    view: View
    rows: tuple[int, ...]
    said: str
    link: str


def write_notes(slide: Any, note: Note) -> None:
    """Write a slide's notes: the sentence, unit and marks, filters, method with the arithmetic of its rows, wordings, sources, link."""
    view, words = note.view, texts(note.view.lang)
    paragraphs = [[Run(line, SMALL)] for line in (note.said, view.title, view.subtitle) if line]
    sections = (
        (words["slides.filters"], [view.filters] if view.filters else []),
        (words["slides.method"], [*view.method, *_arithmetic(note)]),
        (words["slides.wording"], _wording(note)),
        (words["slides.sources"], view.sources),
        (words["slides.link"], [note.link]),
    )
    for heading, lines in sections:
        paragraphs += _section(heading, lines)
    write(slide.notes_slide.notes_text_frame, paragraphs, view.lang)


def _section(heading: str, lines: Sequence[str]) -> list[list[Run]]:
    return [[Run(heading, SMALL, bold=True)], *(linked(line, SMALL) for line in lines if clean(line))] if lines else []


def _wording(note: Note) -> Sequence[str]:
    """The lines of the slide's own rows where there is one a row, else all."""
    told = note.view.wording
    return [told[row] for row in note.rows] if len(told) == len(note.view.rows) else told


def _arithmetic(note: Note) -> list[str]:
    """The equation of each row that has one, unless the view's method says it already."""
    frame = note.view.rows
    if "equation" not in frame:
        return []
    said = " ".join(note.view.method)
    rows = (frame.iloc[row] for row in note.rows)
    told = (f"{row['panel_title']}, {row['head']}: {row['equation']}" for row in rows if row["equation"] and row["equation"] not in said)
    return list(dict.fromkeys(told))
