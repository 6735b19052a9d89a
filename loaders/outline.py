"""A plan's text as numbered sections, paragraphs and bullets, so that a place such as "Mục I.2, gạch đầu dòng 1" can be found in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.folding import tidy
from loaders.wording import sentences


@dataclass(frozen=True)
class Block:
    """A heading, paragraph or bullet of a document, without its mark; `nth` of its kind within section and item."""

    kind: str
    section: str
    item: str
    nth: int
    text: str

    @property
    def place(self) -> str:
        """The block's place in the words that column `place` uses."""
        if not self.section:
            return f"Đoạn “{' '.join(self.text.split()[:7])}”"
        item = f" ({self.item})" if self.item else ""
        return f"Mục {self.section}{item}" + (f", {self.kind} {self.nth}" if self.kind != "heading" else "")


@dataclass(frozen=True)
class Stretch:
    """Characters start to end of the block with this index."""

    block: int
    start: int
    end: int


_MARK = re.compile(
    r"(?P<roman>[IVX]+)\.\s+|(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})*)\.\s+|(?P<bare>[0-9]{1,2}(?:\.[0-9]{1,2})+)\s+|"
    r"\((?P<item>[0-9]{1,2})\)\s+|(?P<bullet>[-–—•])\s+"
)
_PLACE = re.compile(
    r"(?:Mục (?P<section>(?:[IVX]+|[0-9]+)(?:\.[0-9]+)*)(?: \((?P<item>[0-9]+)\))?"
    r"(?:, (?P<kind>đoạn|gạch đầu dòng) (?P<nth>[0-9]+))?|Đoạn “(?P<opening>[^”]+)”)(?:, câu (?P<sentence>[0-9]+))?"
)

# What a place says below its section.
WITHIN = re.compile(r"( \([0-9]+\))?(, (đoạn|gạch đầu dòng) [0-9]+)?(, câu [0-9]+)?$")


def read_blocks(text: str) -> list[Block]:
    """The document's headings, paragraphs and bullets in order, tidied, each with the section and item it stands in.

    Sections are Roman, then Arabic (`II.2.1`, empty before the first); items are `(2)`. Lines belong together until an
    empty line or the next mark. An empty text has no blocks. Raises nothing.
    """
    blocks: list[Block] = []
    chapter = section = item = ""
    counts: Counter[tuple[str, str, str]] = Counter()
    for line in _paragraphs(text):
        mark = _MARK.match(line)
        found = mark.groupdict() if mark else {}
        number = found.get("number") or found.get("bare")
        if found.get("roman"):
            chapter = section = found["roman"]
        elif number:
            section = f"{chapter}.{number}" if chapter else number
        heading = bool(found.get("roman") or number)
        item = "" if heading else found.get("item") or item
        kind = "heading" if heading else "gạch đầu dòng" if found.get("bullet") else "đoạn"
        counts[section, item, kind] += 1
        blocks.append(Block(kind, section, item, counts[section, item, kind], line[mark.end() if mark else 0 :]))
    return blocks


def _paragraphs(text: str) -> Iterator[str]:
    """The lines that belong together, joined. A text without empty lines has one paragraph a line."""
    lines = [tidy(line).lstrip("* ") for line in re.sub(r"(?<=\S)\*\*(?=[0-9]+\.\s)", "\n", text).splitlines()]
    joined: list[str] = []
    wrapped = "" in lines[1:-1]
    for line in lines:
        if not line or _MARK.match(line) or not wrapped or not joined:
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]} {line}".strip()
    return (line for line in joined if line)


def resolve(blocks: Sequence[Block], place: str) -> list[Stretch]:
    """The stretches that a place such as `Mục II.2 (2), đoạn 2, câu 1` names, in order; none if the document lacks it.

    `Mục II.2` alone is the section with all beneath it; `Đoạn “…”` is the one paragraph that opens so. Raises nothing.
    """
    match = _PLACE.fullmatch(tidy(place))
    if not match:
        return []
    chosen = [index for index, block in enumerate(blocks) if _is_named(block, match)]
    if match["opening"] and len(chosen) > 1:
        return []
    if not match["sentence"]:
        return [Stretch(index, 0, len(blocks[index].text)) for index in chosen]
    told = [index for index in chosen if blocks[index].kind != "heading"]
    all_sentences = [Stretch(index, *ends) for index in told for ends in sentences(blocks[index].text)]
    nth = int(match["sentence"])
    return all_sentences[nth - 1 : nth] if nth else []


def _is_named(block: Block, match: re.Match[str]) -> bool:
    if match["opening"]:
        return block.text.startswith(match["opening"])
    if not match["item"] and not match["kind"]:
        return _is_within(block, match["section"])
    same_item = block.section == match["section"] and block.item == (match["item"] or "")
    return same_item and (not match["kind"] or (block.kind == match["kind"] and block.nth == int(match["nth"])))


def _is_within(block: Block, section: str) -> bool:
    return block.section == section or block.section.startswith(f"{section}.")
