"""What a first reading of a plan comes to: its passages, its rows, what is no target, its promises and what is left open.

Everything points into passages: `passages[x.passage].text[x.start:x.end]` is what was read, so a screen can show the text on one side with
every number marked (`Reading.marks`) and the rows on the other. All of it is fixed once made; nothing was looked up outside the text and the
published vocabulary.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from loaders.texts import texts

# How sure a row is: nothing had to be assumed; something was, as `why` says; much was, or something is missing.
HIGH, MEDIUM, LOW = "high", "medium", "low"
# The columns of a target, in the order of data/tables/target.csv, that a reading proposes.
COLUMNS = (
    "target_id", "unit_id", "document_id", "indicator_id", "base_id", "standard_id", "kind", "period_start", "horizon", "operator", "verbal",
    "low", "high", "measure_id", "wording", "place", "parent_id", "modality", "role", "publication_id", "absence_reason_id", "note", "note_en",
)  # fmt: skip
# What it adds to them.
MORE = ("indicator_text", "base_text", "certainty", "why")


@dataclass(frozen=True)
class Remark:
    """One reason or question: a text_id of the vocabulary and the values that its words name."""

    text_id: str
    values: Mapping[str, str] = field(default_factory=dict)

    def words(self, lang: str) -> str:
        """Return the words in `lang`. Raises KeyError for an unknown text_id."""
        return texts(lang)[self.text_id].format(**self.values)


@dataclass(frozen=True)
class Passage:
    """A heading, paragraph, bullet or table row as printed, tidied, without its mark.

    `place`: where it stands, in the words of column `place` (`Mục II.2, gạch đầu dòng 1`; `Bảng 1, hàng 3` for a row of a table, its cells
    joined by ` | `). `page` from 1, 0 where the file has no pages. `level`: how deep it stands, smaller is higher; `kind` is heading, đoạn,
    gạch đầu dòng or hàng. `offset`: where the passage begins in `Reading.text`.
    """

    text: str
    place: str
    kind: str
    level: int
    page: int = 0
    offset: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    table: int = 0


@dataclass(frozen=True)
class Row:
    """One atomic numeric target that the reader proposes. Values as column `target` holds them; empty strings for what is not known.

    `start`, `end`: the number in the passage, with its percent sign or multiplier (`words_start`, `words_end`: the wording). `parent`: place
    of the parent in `Reading.rows`, None without one. `indicator_id` is empty for a new indicator; `indicator_text` says in the plan's words
    what is counted, `base_text` of what. `why`: what the reading rests on, the assumptions first; `questions`: what a person should decide.
    """

    passage: int
    start: int
    end: int
    words_start: int
    words_end: int
    wording: str
    place: str
    operator: str
    low: Decimal | None
    high: Decimal | None
    verbal: bool
    measure_id: str
    kind: str
    indicator_id: str
    base_id: str
    standard_id: str
    period_start: str
    horizon: str
    modality: str
    role: str
    indicator_text: str
    base_text: str
    certainty: str
    why: tuple[Remark, ...]
    questions: tuple[Remark, ...]
    parent: int | None = None


@dataclass(frozen=True)
class NotTarget:
    """A number that is no target, and why: a result, a baseline, a citation, a date, a threshold, a section number, …"""

    passage: int
    start: int
    end: int
    text: str
    reason: Remark


@dataclass(frozen=True)
class Promise:
    """A commitment in words, without a number: the clause as printed, its theme (empty where none fits) and horizon (empty: none)."""

    passage: int
    start: int
    end: int
    text: str
    theme_id: str
    horizon: str
    place: str


@dataclass(frozen=True)
class Question:
    """Something left open for the reader: about a row (its place in `Reading.rows`) or, where that is None, about a stretch of the text."""

    passage: int
    start: int
    end: int
    remark: Remark
    row: int | None = None


@dataclass(frozen=True)
class Facts:
    """What the document says of itself; empty where it does not say. `unit_id` is a published unit's where the name is one, else a slug."""

    unit_id: str = ""
    unit_name: str = ""
    known_unit: bool = False
    document_id: str = ""
    number: str = ""
    issued_on: str = ""
    issuer: str = ""
    sort: str = ""
    title: str = ""
    period_start: str = ""
    period_end: str = ""
    implements: str = ""


@dataclass(frozen=True)
class Mark:
    """One recognised stretch of a passage, for highlighting: `sort` is target, not_target or promise; `row` for targets."""

    passage: int
    start: int
    end: int
    sort: str
    row: int | None = None
    reason: Remark | None = None


@dataclass(frozen=True)
class Reading:
    """A plan read once: see the module. `notes`: what the reader of the file should know of how it was opened (text_ids with values)."""

    file: str
    passages: tuple[Passage, ...]
    facts: Facts
    rows: tuple[Row, ...]
    not_targets: tuple[NotTarget, ...]
    promises: tuple[Promise, ...]
    questions: tuple[Question, ...]
    notes: tuple[Remark, ...] = ()

    @property
    def text(self) -> str:
        """The passages, a line each; `passage.offset` counts in it."""
        return "\n".join(passage.text for passage in self.passages)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every number that was recognised and every promise, in the order of the text; numbers never overlap each other."""
        found = [Mark(row.passage, row.start, row.end, "target", place) for place, row in enumerate(self.rows)]
        found += [Mark(other.passage, other.start, other.end, "not_target", None, other.reason) for other in self.not_targets]
        found += [Mark(promise.passage, promise.start, promise.end, "promise") for promise in self.promises]
        return tuple(sorted(found, key=lambda mark: (mark.passage, mark.start, mark.end)))

    def target_ids(self) -> tuple[str, ...]:
        """Return an id a row, each once: unit, indicator and horizon as published ids are made; a number is added to repeated ones."""
        from loaders.intake.phrases import slug

        given: list[str] = []
        for row in self.rows:
            stem = f"{self.facts.unit_id}-{row.indicator_id or slug(row.indicator_text)}-{row.horizon or 'annual'}"
            repeated = sum(each == stem or each.startswith(f"{stem}--") for each in given)
            given.append(f"{stem}--{repeated + 1}" if repeated else stem)
        return tuple(given)

    def records(self, lang: str = "vi") -> list[dict[str, str]]:
        """Return the rows as text under `COLUMNS` and `MORE`, in the order of the document; numbers with a decimal point, empty for None."""
        ids = self.target_ids()
        return [_record(self, row, ids, place, lang) for place, row in enumerate(self.rows)]


def _record(reading: Reading, row: Row, ids: tuple[str, ...], place: int, lang: str) -> dict[str, str]:
    asked = [remark.words(each) for each in ("vi", "en") for remark in row.questions]
    notes = (" ".join(asked[: len(row.questions)]), " ".join(asked[len(row.questions) :]))
    stated = {
        "target_id": ids[place], "unit_id": reading.facts.unit_id, "document_id": reading.facts.document_id,
        "verbal": "true" if row.verbal else "false", "low": _plain(row.low), "high": _plain(row.high),
        "parent_id": "" if row.parent is None else ids[row.parent], "publication_id": "", "absence_reason_id": "",
        "note": notes[0], "note_en": notes[1], "why": " ".join(remark.words(lang) for remark in row.why),
    }  # fmt: skip
    return {name: stated[name] if name in stated else str(getattr(row, name)) for name in (*COLUMNS, *MORE)}


def _plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
