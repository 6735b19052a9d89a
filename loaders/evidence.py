"""The evidence check: does each target stand in its document, in these words, at this place, and was none overlooked?

Anyone who holds the documents as text files can run it. It reads texts and tables and changes nothing.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from loaders.folding import tidy
from loaders.outline import WITHIN, Block, Stretch, read_blocks, resolve
from loaders.problems import words
from loaders.texts import LANGUAGES
from loaders.wording import Number, quantities, quotes, span

Row = Mapping[str, str]


@dataclass(frozen=True)
class Finding:
    """One thing that falls short: in which file and place, of which target (empty: of none), and how to mend it."""

    document_id: str
    file: str
    place: str
    rule: str
    target_id: str
    text: str
    message_vi: str
    message_en: str

    def line(self, lang: str = "vi") -> str:
        """The finding as one printable line, in Vietnamese, or in English for `en`."""
        where = ", ".join(part for part in (self.file, self.place, self.target_id) if part)
        return f"{where} [{self.rule}]: {self.message_en if lang == 'en' else self.message_vi}"


def check(folder: Path, targets: Sequence[Row], documents: Sequence[Row], mapping: Mapping[str, str] | None = None) -> list[Finding]:
    """What falls short between the targets and the documents in the folder; an empty list when all holds.

    By document; in each the rows in their order, then the numbers that no row covers, in the order of the text. Only
    the sections that targets name are searched for such numbers. Documents without text_file are out of reach unless
    `mapping` (document_id: file, relative to the folder) names one. Values are text as in CSV. Raises ValueError for a
    document_id that `documents` lacks, and for a file that is not UTF-8.
    """
    files = {row["document_id"]: row["text_file"] for row in documents}
    unknown = sorted({*(row["document_id"] for row in targets), *(mapping or {})} - files.keys())
    if unknown:
        raise ValueError(f"document.csv không có / lacks document_id: {', '.join(unknown)}")
    findings: list[Finding] = []
    for document_id, file in (files | dict(mapping or {})).items():
        rows = [row for row in targets if row["document_id"] == document_id]
        if file:
            findings += _check_file(folder / file, document_id, rows)
    return findings


def _check_file(path: Path, document_id: str, rows: Sequence[Row]) -> Iterator[Finding]:
    if not path.is_file():
        yield _finding("missing-file", document_id, path, text=document_id, detail=str(path.parent))
        return
    try:
        blocks = read_blocks(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: không phải UTF-8 / is not UTF-8") from error
    for row in rows:
        yield from _check_row(path, blocks, row)
    covered = _covered(blocks, rows)
    scope = {stretch.block for row in rows for stretch in resolve(blocks, WITHIN.sub("", tidy(row["place"])))}
    for index in sorted(scope):
        for number in quantities(blocks[index].text):
            if (index, number.start) not in covered:
                yield _uncovered(path, document_id, blocks[index], number)


def _check_row(path: Path, blocks: Sequence[Block], row: Row) -> Iterator[Finding]:
    def finding(rule: str, text: str, detail: str = "") -> Finding:
        return _finding(rule, row["document_id"], path, row["place"], row["target_id"], text, detail)

    hits, places = _quoted(blocks, row), resolve(blocks, row["place"])
    if not hits:
        yield finding("wording-not-found", row["wording"])
    if not places:
        yield finding("unresolved-place", row["place"])
    elif hits and not _inside(hits, places):
        yield finding("wording-not-at-place", row["wording"], "; ".join(blocks[hit.block].place for hit in hits))


def _quoted(blocks: Sequence[Block], row: Row) -> list[Stretch]:
    wording = tidy(row["wording"])
    return [Stretch(index, *ends) for index, block in enumerate(blocks) for ends in quotes(block.text, wording)]


def _inside(hits: Iterable[Stretch], places: Sequence[Stretch]) -> list[Stretch]:
    return [h for h in hits if any(p.block == h.block and p.start <= h.start and h.end <= p.end for p in places)]


def _covered(blocks: Sequence[Block], rows: Sequence[Row]) -> set[tuple[int, int]]:
    """The numbers (block, start) that rows account for.

    A row accounts for its bounds in one quotation of its wording, so two rows of the same words need two. To report a
    mistake once, a row quoted elsewhere counts there, and one quoted nowhere counts for its bounds at its place.
    """
    choices = []
    for row in rows:
        hits, places = _quoted(blocks, row), resolve(blocks, row["place"])
        choices.append([_proofs(blocks, stretch, row) for stretch in _inside(hits, places) or hits or places])
    covered: set[tuple[int, int]] = set()
    for proofs in sorted(choices, key=len):
        covered |= next((proof for proof in proofs if not proof <= covered), set())
    return covered


def _proofs(blocks: Sequence[Block], stretch: Stretch, row: Row) -> set[tuple[int, int]]:
    text = blocks[stretch.block].text[stretch.start : stretch.end]
    spans = span(text, row["low"], row["high"], row["verbal"] == "true")
    return {(stretch.block, stretch.start + start) for start, _ in spans}


def _uncovered(path: Path, document_id: str, block: Block, number: Number) -> Finding:
    before, after = block.text[: number.start].split(" ")[-6:], block.text[number.end :].split(" ")[:7]
    context = " ".join(before) + number.text + " ".join(after)
    return _finding("uncovered-number", document_id, path, block.place, text=number.text, detail=context)


def _finding(rule: str, document_id: str, path: Path, place: str = "", target_id: str = "", text: str = "", detail: str = "") -> Finding:
    vi, en = (words()[rule][lang].format(text=text, detail=detail) for lang in LANGUAGES)
    return Finding(document_id, path.name, place, rule, target_id, text, vi, en)


def main(folder: Path, mapping_args: Sequence[str], out: TextIO, data: Path, lang: str = "vi") -> int:
    """0 when nothing falls short, else 1; writes the findings to `out`, one a line, and a closing summary.

    `mapping_args`: `document_id=file` each. `data`: the folder with tables/target.csv and sources/document.csv. What
    `check` refuses, and an argument without `=`, is written out too and is 1. Raises OSError for missing tables.
    """
    targets, documents = _rows(data / "tables" / "target.csv"), _rows(data / "sources" / "document.csv")
    try:
        mapping = read_mapping(mapping_args)
        findings = check(folder, targets, documents, mapping)
    except ValueError as error:
        out.write(f"{error}\n")
        return 1
    out.writelines(f"{finding.line(lang)}\n" for finding in findings)
    out.write(f"{summary(targets, documents, mapping, findings, lang)}\n")
    return 1 if findings else 0


def read_mapping(arguments: Iterable[str]) -> dict[str, str]:
    """`document_id=file` arguments as a dict. Raises ValueError for one without `=`."""
    pairs = [argument.partition("=") for argument in arguments]
    for document_id, sign, file in pairs:
        if not (document_id and sign and file):
            raise ValueError(f"--map {document_id}{sign}{file}: viết / write document_id=file")
    return {document_id: file for document_id, _, file in pairs}


def summary(targets: Sequence[Row], documents: Sequence[Row], mapping: Mapping[str, str], findings: Sequence[Finding], lang: str) -> str:
    """One line: how many targets and documents were checked, how many are out of reach, how many findings."""
    missing = {finding.document_id for finding in findings if finding.rule == "missing-file"}
    named = {row["document_id"] for row in documents if mapping.get(row["document_id"]) or row["text_file"]}
    counts = [sum(row["document_id"] in ids for row in targets) for ids in (named - missing, missing)]
    beyond = len(targets) - sum(counts)
    return words()["evidence.summary"][lang].format(
        targets=counts[0],
        documents=len(named - missing),
        findings=len(findings),
        out_of_reach=counts[1],
        missing=len(missing),
        beyond=beyond,
        others=len(documents) - len(named),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
