"""What a file says, under review: lines with what was read, what must be asked, and what is wrong and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What a line can be: usable; usable once a question is answered; not usable as it stands; left out by the reader.
READY, ASKS, WRONG, DROPPED = "ready", "asks", "wrong", "dropped"


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands, as a spreadsheet shows it: sheet (empty for CSV), row from 1 (0: the sheet itself), the column's heading."""

    sheet: str
    row: int
    column: str = ""


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong: where, what was found there, which rule, and what is wrong and how to mend it in both languages.

    `field` is the field of the line that holds it (a key of Line.printed), empty where it is not one cell's.
    """

    place: Place
    field: str
    printed: str
    rule: str
    message_vi: str
    message_en: str

    def message(self, lang: str) -> str:
        return self.message_en if lang == "en" else self.message_vi


@dataclass(frozen=True)
class Option:
    """One answer to a question."""

    option_id: str
    label_vi: str
    label_en: str

    def label(self, lang: str) -> str:
        return self.label_en if lang == "en" else self.label_vi


@dataclass(frozen=True)
class Question:
    """Something ambiguous that only the reader can decide: its id (the same for the same file and words), words, answers, and where it stands."""

    question_id: str
    words_vi: str
    words_en: str
    options: tuple[Option, ...]
    places: tuple[Place, ...]

    def words(self, lang: str) -> str:
        return self.words_en if lang == "en" else self.words_vi


@dataclass(frozen=True)
class Line:
    """One line of a file that says something: the table that it belongs to, where it stands, what was found (field -> words, in the order
    of the form), and what it becomes: `row`, a row of the table as text under the schema's columns, empty while it cannot be read.
    """

    line_id: str
    table: str
    place: Place
    printed: Mapping[str, str]
    state: str
    row: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A whole file under review. Every line of the file that holds anything is in `lines`, or named in `notes` with the reason.

    `questions` hold the answered ones too, so that an answer can be changed: a line that waits is in state ASKS.
    `support`: rows of other tables that the ready lines need (publications, documents, units), table -> rows as text.
    `set_aside`: ids of published observations that the reader wants replaced by their own on charts.
    """

    file: str
    lines: tuple[Line, ...]
    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]
    notes_vi: tuple[str, ...] = ()
    notes_en: tuple[str, ...] = ()
    support: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    set_aside: tuple[str, ...] = ()

    def count(self, state: str) -> int:
        """Return how many lines are in a state."""
        return sum(line.state == state for line in self.lines)
