"""One file under review while it is read: its lines so far, what is asked of whom, what is wrong, what was left out and why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice

from loaders.folding import tidy
from loaders.intake import names, places
from loaders.intake.cells import Cell
from loaders.intake.draft import ASKS, DROPPED, READY, WRONG, Fault, Line, Option, Place, Question
from loaders.intake.known import Known, Row
from loaders.intake.layout import Year
from loaders.intake.unread import UnreadError
from loaders.texts import texts

# Words in both languages, Vietnamese first.
Both = tuple[str, str]
NO_CELL = Cell("")
# What a question mends once it is answered: a line with only these faults waits for the answer.
ASKABLE = ("intake.indicator.unknown", "intake.unit.unknown")
# How many names that mean nothing a file may have before near ones are no longer looked for; a look takes milliseconds.
MOST_LOOKED_FOR = 200
# The answer that none of the options fits.
NONE = "none"


def both(text_id: str, **values: object) -> Both:
    """Return a text in both languages; a value that is a pair of words goes in by language."""
    vi, en = ({name: value[place] if isinstance(value, tuple) else value for name, value in values.items()} for place in (0, 1))
    return texts("vi")[text_id].format(**vi), texts("en")[text_id].format(**en)


def option(option_id: str, words: Both) -> Option:
    """Return an answer to choose."""
    return Option(option_id, *words)


def digest(*parts: str, size: int = 3) -> str:
    """Return a few letters that name these very words."""
    return blake2b("\0".join(parts).encode(), digest_size=size).hexdigest()


@dataclass
class Entry:
    """A line being read: where it stands, its cells by field, the headings of their columns, and what has become of it.

    `year`: the heading of its column where a wide table was melted. `context`: words of the lines above the table, by field.
    """

    line_id: str
    table: str
    place: Place
    cells: dict[str, Cell]
    headings: Mapping[str, str]
    context: Mapping[str, str]
    year: Year | None = None
    mended: frozenset[str] = frozenset()
    is_dropped: bool = False
    faults: list[Fault] = field(default_factory=list)
    waits: set[str] = field(default_factory=set)
    row: dict[str, str] = field(default_factory=dict)

    def cell(self, name: str) -> Cell:
        """Return the cell of a field; an empty one where the file has none."""
        return self.cells.get(name, NO_CELL)

    def words(self, name: str) -> str:
        """Return what is printed in a field; empty where nothing is."""
        return self.cell(name).printed

    def at(self, name: str) -> Place:
        """Return where a field stands, with its column's own heading."""
        return replace(self.place, column=self.headings.get(name, ""))

    @property
    def is_open(self) -> bool:
        """Whether it goes on being read: neither dropped, nor faulty, nor waiting."""
        return not (self.is_dropped or self.faults or self.waits)

    @property
    def asks(self) -> bool:
        """Whether an answer is all that it waits for: what that would mend is asked, and not listed as wrong too."""
        return self._state() == ASKS

    @property
    def may_ask(self) -> bool:
        """Whether nothing is wrong with it but what an answer would mend."""
        return all(fault.rule in ASKABLE for fault in self.faults)

    def line(self, fields: Sequence[str]) -> Line:
        """Return the line as the draft shows it, its printed fields in the order of `fields`, others after them."""
        names = [*fields, *(name for name in self.cells if name not in fields)]
        printed = {name: self.words(name) for name in names if name in fields or self.words(name)}
        return Line(self.line_id, self.table, self.place, printed, self._state(), dict(self.row) if self._state() == READY else {})

    def _state(self) -> str:
        if self.is_dropped:
            return DROPPED
        if any(fault.rule not in ASKABLE or not self.waits for fault in self.faults):
            return WRONG
        return ASKS if self.waits else READY


@dataclass
class _Asked:
    words: Both
    options: tuple[Option, ...]
    places: list[Place]


class Review:
    """What a draft is made from: the tables known, the reader's answers, and all that has been asked, found wrong or noted so far."""

    def __init__(self, file: str, known: Known, answers: Mapping[str, str], dropped: Collection[str] = ()) -> None:
        self.file, self.known, self.answers, self.dropped = file, known, answers, frozenset(dropped)
        # The places that sheets of units name, and the documents that sheets of documents do: the only one of its kind goes without saying.
        self.named_units: list[str] = []
        self.named_documents: list[str] = []
        # Language and name of the publications that are known; filled when first looked up.
        self.publications: dict[tuple[str, str], str] = {}
        # The bare name of a place that is not known -> the question that was asked about it.
        self.unknown: dict[str, str] = {}
        self.units: dict[str, Row] = dict(known.by_id["unit"])
        self.support: dict[str, dict[str, Row]] = defaultdict(dict)
        self._named: dict[tuple[str, int], tuple[str, ...]] = {}
        # The name of a unit, without its level -> units, of the first so many units.
        self._by_name: dict[str, list[Row]] = defaultdict(list)
        self._indexed = 0
        self._titled: dict[tuple[str, int], str] = {}
        self._nearest: dict[tuple[str, str], tuple[str, ...]] = {}
        self._asked: dict[str, _Asked] = {}
        self._left: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._notes: dict[Both, Both] = {}

    def named(self, words: str) -> tuple[str, ...]:
        """Return the units that words can mean, new ones of this file included; remembered until a new one comes."""
        key = words, len(self.units)
        if key not in self._named:
            self._named[key] = places.units(self._called(words), words)
        return self._named[key]

    def _called(self, words: str) -> list[Row]:
        """The units that may be meant, in their order: a file may bring thousands, each of which asks for all."""
        for row in islice(self.units.values(), self._indexed, None):
            for name in {row["unit_id"], *places.called(row)}:
                self._by_name[name].append(row)
        self._indexed = len(self.units)
        return self._by_name.get(words.strip(), []) or self._by_name.get(places.asked(words), [])

    def titled(self, words: str) -> str:
        """Return the part of a title that names a unit; remembered until a new one comes, as every line below the title asks again."""
        key = words, len(self.units)
        if key not in self._titled:
            self._titled[key] = places.in_title(self.units.values(), words)
        return self._titled[key]

    def nearest(self, words: str, unit: str) -> tuple[str, ...] | None:
        """Return the indicators nearest to words that name none; None once a file has had more such words than are looked for."""
        key = words, unit
        if key not in self._nearest and len(self._nearest) < MOST_LOOKED_FOR:
            self._nearest[key] = names.nearest(self.known, words, unit)
        return self._nearest.get(key)

    def ask(self, entry: Entry, name: str, question_id: str, words: Both, options: Iterable[Option]) -> str | None:
        """Return the reader's answer; without one (or with one that is no option) the entry waits, and None comes back.

        The same question covers every place that asks it; the first one words it.
        """
        if question_id not in self._asked and question_id not in self.answers and not entry.may_ask:
            # A line that cannot be used anyway asks nothing; once it is mended, it does.
            return None
        asked = self._asked.setdefault(question_id, _Asked(words, tuple(options), []))
        asked.places.append(entry.at(name))
        answer = self.answers.get(question_id)
        if answer in {each.option_id for each in asked.options}:
            return answer
        entry.waits.add(question_id)
        return None

    def fault(self, entry: Entry, name: str, text_id: str, **values: object) -> None:
        """Say what is wrong with a field of an entry: the text is its rule; `value` is what is printed there."""
        printed = entry.words(name)
        words = both(text_id, **{"value": shown(printed), **values})
        entry.faults.append(Fault(entry.at(name), name if name in entry.cells else "", printed, text_id, *words))

    def unread(self, entry: Entry, name: str, error: UnreadError) -> None:
        """Say why the words of a field cannot be read."""
        self.fault(entry, name, error.text_id, **error.values)

    def leave(self, sheet: str, row: int, text_id: str) -> None:
        """Note a row (from 1) that is no line of its own, and which text says why."""
        if row not in self._left[sheet, text_id]:
            self._left[sheet, text_id].append(row)

    def note(self, text_id: str, once: str = "", **values: object) -> None:
        """Note something about the file as a whole; once for the same words, or for the same key `once`."""
        self._notes.setdefault((text_id, once) if once else both(text_id, **values), both(text_id, **values))

    def notes(self) -> list[Both]:
        """Return all notes: of the file, then of rows left out, by sheet and reason."""
        found = list(self._notes.values())
        for (sheet, text_id), rows in self._left.items():
            where = both("intake.rows_of_sheet", sheet=sheet, rows=ranges(rows)) if sheet else both("intake.rows", rows=ranges(rows))
            why = both(text_id)
            found.append((f"{where[0]}: {why[0]}", f"{where[1]}: {why[1]}"))
        return found

    def questions(self) -> tuple[Question, ...]:
        """Return the questions in the order in which the file brings them up, answered ones too, so that an answer can be changed."""
        return tuple(Question(key, *asked.words, asked.options, tuple(asked.places)) for key, asked in self._asked.items())


def shown(words: str, longest: int = 60) -> str:
    """Return words as a message may name them: tidy, and cut where they are long."""
    bare = tidy(words)
    return bare if len(bare) <= longest else bare[:longest].rstrip() + "…"


def ranges(rows: Iterable[int]) -> str:
    """Return numbers of rows as `3, 7–9`, in order."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in _runs(sorted(set(rows))))


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            yield rows[start], rows[place - 1]
            start = place
