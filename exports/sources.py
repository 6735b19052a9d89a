"""The documents and publications behind views, each with the address at which it can be read."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from exports.view import View

ADDRESS = re.compile(r"https?://[^\s<>\"]+")


class Source(NamedTuple):
    """A document or publication: its line without the address, and the address, empty where there is none."""

    words: str
    address: str


def source(line: str) -> Source:
    """Return a line of `View.sources` in two parts; only http and https addresses are addresses."""
    found = ADDRESS.search(line)
    if not found:
        return Source(" ".join(line.split()), "")
    address = found[0].rstrip(".,;")
    if address.endswith(")") and "(" not in address:
        address = address[:-1]
    before, after = line.split(address, 1)
    words = " ".join(f"{before.rstrip(' :;,(<')} {after.lstrip(' .,;)>')}".split())
    return Source(words or address, address)


def sources(views: Sequence[View]) -> list[Source]:
    """Return the sources of all views, each once, in order."""
    return list(dict.fromkeys(source(line) for view in views for line in view.sources if line.strip()))
