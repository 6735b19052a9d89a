"""A set of views for a meeting as a small file and as a link: what is good is kept, what is not is named."""

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

KIND, FORMAT = "kttt-meeting-set", 1
ITEMS, TITLE, NOTE, ADDRESS = 60, 200, 1000, 2000
BYTES = 1_000_000
LINK = 8000  # letters; longer ones are cut by programs that pass links on


@dataclass(frozen=True)
class Item:
    """A view by its address (path and query, without language); title and note are the presenter's own words, empty for none."""

    address: str
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class Problem:
    """Something wrong in a set. kind: `meeting.bad_{kind}` are its words; item: its place, from 1, or 0 for the whole set; said: what stands there."""

    kind: str
    item: int = 0
    said: str = ""


@dataclass(frozen=True)
class Reading:
    """What could be read of a set: its good items in their order, and everything that was wrong with it."""

    items: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def write(items: Sequence[Item], version: str) -> bytes:
    """Return the set as a JSON file that names its format and the data's version."""
    return json.dumps(_content(items, version), ensure_ascii=False, indent=1).encode()


def link(items: Sequence[Item], version: str) -> str:
    """Return the set as letters, digits, `-` and `_` for an address."""
    content = json.dumps(_content(items, version), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


def read(content: bytes, version: str, opens: Callable[[str], str | None]) -> Reading:
    """Return what is good of a file and what is wrong with it; never raises.

    `opens` returns the address under which a view opens today (None: it opens none); `version` is that of today's data.
    """
    if len(content) > BYTES:
        return Reading(problems=(Problem("size"),))
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Reading(problems=(Problem("file"),))
    if not isinstance(raw, dict) or raw.get("kind") != KIND or not isinstance(raw.get("items"), list):
        return Reading(problems=(Problem("file"),))
    if raw.get("format") != FORMAT:
        return Reading(problems=(Problem("format", said=_words(raw.get("format"), 40)),))
    return _items(raw, version, opens)


def unlink(text: str, version: str, opens: Callable[[str], str | None]) -> Reading:
    """Return what is good of a link's letters and what is wrong with them; never raises, and never unpacks more than a file may hold."""
    try:
        packed = base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacked = zlib.decompressobj()
        content = unpacked.decompress(packed, BYTES + 1)
    except (ValueError, binascii.Error, zlib.error):
        return Reading(problems=(Problem("link"),))
    if len(content) <= BYTES and not unpacked.eof:
        return Reading(problems=(Problem("link"),))
    return read(content, version, opens)


def _content(items: Sequence[Item], version: str) -> dict[str, Any]:
    told = [{name: words for name, words in asdict(item).items() if words} for item in items]
    return {"kind": KIND, "format": FORMAT, "data_version": version, "items": told}


def _items(raw: dict[str, Any], version: str, opens: Callable[[str], str | None]) -> Reading:
    problems = []
    if (made := _words(raw.get("data_version"), 40)) != version:
        problems.append(Problem("version", said=made or "?"))
    if len(raw["items"]) > ITEMS:
        problems.append(Problem("many", said=str(len(raw["items"]))))
    items: dict[str, Item] = {}
    for place, given in enumerate(raw["items"][:ITEMS], 1):
        item, found = _item(given, place, opens)
        problems += found
        if item and item.address in items:
            problems.append(Problem("twice", place))
        elif item:
            items[item.address] = item
    return Reading(tuple(items.values()), tuple(problems))


def _item(given: Any, place: int, opens: Callable[[str], str | None]) -> tuple[Item | None, list[Problem]]:
    """One item, None where it opens nothing, and what is wrong with it."""
    said = given.get("address") if isinstance(given, dict) else None
    if not isinstance(said, str) or not 0 < len(said) <= ADDRESS or (address := opens(_clean(said))) is None:
        return None, [Problem("address", place, _words(said, 80) or "?")]
    problems = [Problem("ids", place, _words(said, 80))] if address != said else []
    for name, most in (("title", TITLE), ("note", NOTE)):
        words = given.get(name, "")
        if not isinstance(words, str) or len(words) > most:
            problems.append(Problem(name, place, str(most)))
    return Item(address, title(given.get("title")), note(given.get("note"))), problems


def title(words: object) -> str:
    """Return a title as it may be kept: text on one line, not too long."""
    return " ".join(_words(words, TITLE).split())


def note(words: object) -> str:
    """Return a note as it may be kept: text, not too long."""
    return _words(words, NOTE).strip()


def _words(words: object, most: int) -> str:
    return _clean(words)[:most] if isinstance(words, str) else _clean(str(words))[:most] if isinstance(words, int | float) else ""


def _clean(words: str) -> str:
    """The text without what neither XML nor UTF-8 holds."""
    return "".join(letter for letter in words if letter in "\n\t" or (letter.isprintable() and not "\ud800" <= letter <= "\udfff"))
