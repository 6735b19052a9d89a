"""What a researcher makes of a first reading: rows mended, left out or added, and the document's facts put right."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from loaders.reader.reading import HIGH, LOW, Facts, NotTarget, Question, Reading, Remark, Row

# What a person may change of a row; kind, base and unit of measure follow from the indicator.
MENDED = ("indicator_id", "standard_id", "operator", "low", "high", "horizon", "period_start")
# What a person may change of the document.
STATED = ("unit_name", "number", "issued_on", "issuer", "title")


@dataclass(frozen=True)
class Judgement:
    """What was decided: mends by place in `Reading.rows` (field -> value as text), places left out, places in `Reading.not_targets` that are
    targets all the same, and facts of the document. Fixed; each decision gives a new one.
    """

    mends: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    dropped: frozenset[int] = frozenset()
    raised: tuple[int, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    def mend(self, row: int, values: Mapping[str, str]) -> "Judgement":
        """Return the judgement with fields of a row set, those of MENDED only."""
        return replace(self, mends={**self.mends, row: {name: words for name, words in values.items() if name in MENDED}})

    def drop(self, row: int, out: bool = True) -> "Judgement":
        """Return the judgement with a row left out, or taken in again."""
        return replace(self, dropped=self.dropped | {row} if out else self.dropped - {row})

    def raise_(self, place: int) -> "Judgement":
        """Return the judgement with a number that was read as no target taken for one."""
        return self if place in self.raised else replace(self, raised=(*self.raised, place))

    def state(self, values: Mapping[str, str]) -> "Judgement":
        """Return the judgement with facts of the document set, those of STATED only."""
        return replace(self, facts={**self.facts, **{name: words for name, words in values.items() if name in STATED}})


def judged(reading: Reading, judgement: Judgement, indicators: Mapping[str, Mapping[str, str]]) -> Reading:
    """Return the reading with what was mended and added; rows that were left out stay, so that places hold (see `kept`).

    Rows of numbers raised to targets follow the others, in the order in which they were raised. `indicators`: id -> row of `indicator`.
    """
    rows = [*reading.rows, *(_raised(reading, reading.not_targets[place]) for place in judgement.raised)]
    mended = tuple(_mended(row, judgement.mends.get(place, {}), indicators) for place, row in enumerate(rows))
    others = tuple(other for place, other in enumerate(reading.not_targets) if place not in judgement.raised)
    asked = tuple(Question(row.passage, row.start, row.end, remark, nth) for nth, row in enumerate(mended) for remark in row.questions)
    return replace(reading, rows=mended, not_targets=others, questions=asked, facts=_facts(reading.facts, judgement.facts))


def kept(reading: Reading, judgement: Judgement) -> Reading:
    """Return a judged reading without the rows left out; what was nested in one of these stands by itself."""
    places = [place for place in range(len(reading.rows)) if place not in judgement.dropped]
    moved = {old: new for new, old in enumerate(places)}
    rows = (reading.rows[place] for place in places)
    return replace(reading, rows=tuple(replace(row, parent=moved.get(row.parent) if row.parent is not None else None) for row in rows))


def _facts(read: Facts, stated: Mapping[str, str]) -> Facts:
    """The document's facts as stated; a place that a person names is no longer the one that was recognised."""
    renamed = stated.get("unit_name", read.unit_name) != read.unit_name
    changed = replace(read, **{name: words for name, words in stated.items() if name in STATED})  # type: ignore[arg-type]
    return replace(changed, unit_id="", known_unit=False) if renamed else changed


def _raised(reading: Reading, other: NotTarget) -> Row:
    """A row for a number that was read as none: its bounds as printed, all else left to the person who raised it."""
    passage, value = reading.passages[other.passage], _value(other.text)
    return Row(
        passage=other.passage, start=other.start, end=other.end, words_start=other.start, words_end=other.end,
        wording=passage.text[other.start : other.end], place=passage.place, operator="eq", low=value, high=value, verbal=False,
        measure_id="", kind="", indicator_id="", base_id="", standard_id="", period_start="", horizon="", modality="plain", role="target",
        indicator_text="", base_text="", certainty=LOW, why=(Remark("reader.why.raised"),), questions=(Remark("reader.ask.raised"),),
    )  # fmt: skip


def _value(words: str) -> Decimal | None:
    """The number of a stretch where it can be read in one way only."""
    bare = words.strip(" %").replace(" ", "")
    if bare.isascii() and bare.isdigit():
        return Decimal(bare)
    whole, comma, part = bare.partition(",")
    return Decimal(f"{whole}.{part}") if comma and whole.isdigit() and part.isdigit() and len(part) != 3 else None


def _mended(row: Row, mends: Mapping[str, str], indicators: Mapping[str, Mapping[str, str]]) -> Row:
    if not mends:
        return row
    words = {name: mends[name] for name in ("standard_id", "operator", "horizon", "period_start") if name in mends}
    bounds = {name: Decimal(mends[name]) if mends[name] else None for name in ("low", "high") if name in mends}
    found = indicators.get(mends.get("indicator_id", row.indicator_id), {})
    meaning = {"indicator_id": mends.get("indicator_id", row.indicator_id)}
    if found:
        meaning |= {name: found[name] for name in ("kind", "base_id", "measure_id")}
    # A person has looked at it: nothing is open any more.
    return replace(row, **words, **bounds, **meaning, certainty=HIGH, why=(Remark("reader.why.mended"), *row.why), questions=())  # type: ignore[arg-type]
