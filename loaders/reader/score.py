"""`python -m loaders.reader.score FOLDER`: proposed rows beside curated ones, field by field, and every error.

python -m loaders.reader.score FOLDER                 the documents that `document.text_file` names, looked for in FOLDER
python -m loaders.reader.score FOLDER --map ID=FILE   another file for a document
python -m loaders.reader.score FOLDER --data PACKAGE  other curated tables (tables/target.csv, sources/document.csv)
A row is found where a proposed one stands on the same number of the same wording. Exit status 0 where all aims hold, 1 where one falls short.
"""

import argparse
import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.evidence import read_mapping
from loaders.folding import tidy
from loaders.package import DATA
from loaders.reader import opening
from loaders.reader.reading import Reading
from loaders.wording import quotes, span

Curated = Mapping[str, str]
FIELDS = (
    "operator",
    "low",
    "high",
    "measure_id",
    "kind",
    "base_id",
    "horizon",
    "parent_id",
    "indicator_id",
    "period_start",
    "modality",
    "role",
    "standard_id",
    "place",
)
# What a reading should reach, in percent: rows found and right to be proposed, then fields of the rows found.
AIMS = {"recall": 97, "precision": 97, "operator": 98, "low": 98, "high": 98, "horizon": 95, "kind": 95}


@dataclass(frozen=True)
class Fault:
    """One thing that differs: in which document, of which curated or proposed row, which field, what was stated and what was read."""

    document_id: str
    row: str
    field: str
    stated: str
    read: str

    def line(self) -> str:
        """Return the fault as one printable line."""
        return f"{self.document_id}: {self.row}: {self.field}: {self.stated!r} <> {self.read!r}"


@dataclass(frozen=True)
class Score:
    """What comparing came to: curated and proposed rows, those found, right fields by name, and every fault."""

    curated: int
    proposed: int
    found: int
    right: Mapping[str, int]
    faults: tuple[Fault, ...]

    def percent(self, name: str) -> float:
        """Return `recall`, `precision` or a field in percent; 100 where there was nothing to compare."""
        part, whole = {"recall": (self.found, self.curated), "precision": (self.found, self.proposed)}.get(
            name, (self.right.get(name, 0), self.found)
        )
        return 100 * part / whole if whole else 100.0


def compare(document_id: str, reading: Reading, curated: Sequence[Curated]) -> Score:
    """Return how the rows of a reading compare with the curated ones of its document. Each row pairs with one other at most."""
    records = reading.records()
    pairs: dict[int, int] = {}
    for nth, row in enumerate(curated):
        places = _places(reading, row)
        fitting = [place for place, each in enumerate(reading.rows) if place not in pairs.values() and (each.passage, each.start) in places]
        if fitting:
            pairs[nth] = min(
                fitting,
                key=lambda place: sum(
                    records[place][name] != row[name] for name in ("operator", "low", "high", "kind", "horizon", "indicator_id")
                ),
            )
    faults: list[Fault] = []
    right: Counter[str] = Counter()
    curated_of = {curated[nth]["target_id"]: place for nth, place in pairs.items()}
    for nth, row in enumerate(curated):
        if nth not in pairs:
            faults.append(Fault(document_id, row["target_id"], "row", row["wording"], "not found"))
            continue
        read, place = records[pairs[nth]], pairs[nth]
        for name in FIELDS:
            said = read[name]
            same = said == row.get(name, "")
            if name == "parent_id":
                same = (
                    reading.rows[place].parent == curated_of.get(row["parent_id"])
                    if row["parent_id"]
                    else reading.rows[place].parent is None
                )
            right[name] += same
            if not same:
                faults.append(Fault(document_id, row["target_id"], name, row.get(name, ""), said))
    for place in sorted(set(range(len(records))) - set(pairs.values())):
        faults.append(Fault(document_id, records[place]["place"], "row", "not curated", records[place]["wording"]))
    return Score(len(curated), len(records), len(pairs), right, tuple(faults))


def _places(reading: Reading, row: Curated) -> set[tuple[int, int]]:
    """Where in the reading's passages the number of a curated row may stand: (passage, start of a proposed row within its wording)."""
    wording, found = tidy(row["wording"]), set()
    for nth, passage in enumerate(reading.passages):
        for start, end in quotes(passage.text, wording):
            spans = span(passage.text[start:end], row["low"], row["high"], row["verbal"] == "true")
            proofs = {start + begin for begin, _ in spans} or {start}
            found |= {
                (nth, each.start)
                for each in reading.rows
                if each.passage == nth and any(each.start <= proof < each.end or proof == each.start for proof in proofs)
            }
    return found


def together(scores: Iterable[Score]) -> Score:
    """Return several scores as one."""
    listed = list(scores)
    right: Counter[str] = Counter()
    for score in listed:
        right.update(score.right)
    faults = tuple(fault for score in listed for fault in score.faults)
    return Score(
        sum(each.curated for each in listed), sum(each.proposed for each in listed), sum(each.found for each in listed), right, faults
    )


def lines(score: Score) -> list[str]:
    """Return a score in lines: rows, each field in percent, then every fault."""
    said = [f"curated {score.curated}, proposed {score.proposed}, found {score.found}"]
    for name in ("recall", "precision", *FIELDS):
        aim = f"  (aim {AIMS[name]})" if name in AIMS else ""
        said.append(f"{name:14} {score.percent(name):6.1f}%{aim}")
    return [*said, *(fault.line() for fault in score.faults)]


def falls_short(score: Score) -> bool:
    """Return whether an aim is missed."""
    return any(score.percent(name) < aim for name, aim in AIMS.items())


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status: 0 all aims hold, 1 one falls short, 2 nothing to compare."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders.reader.score", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--map", metavar="DOCUMENT=FILE", action="append", default=[])
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    targets, documents = _rows(options.data / "tables" / "target.csv"), _rows(options.data / "sources" / "document.csv")
    files = {row["document_id"]: row["text_file"] for row in documents} | read_mapping(options.map)
    scores = []
    for document_id, file in files.items():
        path = options.folder / file
        if file and path.is_file():
            reading = opening.read(path.name, path.read_bytes())
            scores.append(compare(document_id, reading, [row for row in targets if row["document_id"] == document_id]))
    if not scores:
        parser.error(f"{options.folder}: none of the documents is there")
    score = together(scores)
    sys.stdout.write("\n".join(lines(score)) + "\n")
    return 1 if falls_short(score) else 0


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    sys.exit(main())
