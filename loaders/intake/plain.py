"""Text of a cell made plain: what nobody sees is taken out, and said where it can deceive."""

import re
from functools import lru_cache

from loaders.folding import tidy
from loaders.intake.cells import Cell

# Marks and overrides of writing direction: what is shown may stand in another order than what is stored.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OVERRIDE = re.compile("[\u202d\u202e]")
# Control characters other than tab and line breaks, and marks that nothing shows.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
# What a program puts where it could not read a letter; half of a pair that is no letter at all.
_DAMAGED = re.compile("[\ufffd\ud800-\udfff]")

EMPTY = Cell("")


@lru_cache(maxsize=4096)
def cell(text: str) -> Cell:
    """Return text as a cell: tidied, unseen characters taken out; with a fault where letters were lost or shown in a false order.

    Equal texts share one cell, which keeps a big file small.
    """
    if _DAMAGED.search(text):
        return Cell(plain(_DAMAGED.sub("?", text)), fault="intake.cell.damaged")
    return Cell(plain(text), fault="intake.cell.direction" if _OVERRIDE.search(text) else "") if text else EMPTY


def plain(text: str) -> str:
    """Return text as it reads, without marks of direction and control characters. Raises nothing."""
    return tidy(_CONTROL.sub("", _DIRECTION.sub("", text)))


def hides(text: str) -> bool:
    """Return whether text holds characters that nobody sees and that were taken out of the cell."""
    return bool(_DIRECTION.search(text) or _CONTROL.search(text))
