"""Rows of one's own as one line of letters, for a reader's browser to hold; and back again, whatever the browser gives."""

import binascii
import json
import zlib
from base64 import b64decode, b64encode

from loaders.own import Own, own
from workspace import state
from workspace.errors import WorkspaceError

# What a browser is given to hold, and what is read out of it at most, whatever it says of itself.
LETTERS, BYTES = 1_000_000, 16_000_000


def pack(rows: Own) -> str:
    """Return the rows as letters; empty for none, and for more than fit into LETTERS."""
    if not rows:
        return ""
    said = json.dumps([{table: rows.rows(table) for table, _ in rows.tables}, rows.set_aside]).encode()
    text = b64encode(zlib.compress(said)).decode() if len(said) <= BYTES else ""
    return text if len(text) <= LETTERS else ""


def unpack(text: str) -> Own:
    """Return the rows that `pack` made letters of.

    Raises ValueError for anything else: no letters of ours, too much, a table, column or id that no row of one's own has. What the values
    say is not looked at here: the data's own rules do that when the rows are used.
    """
    try:
        tables, set_aside = json.loads(_unfolded(text))
        rows = own(tables, set_aside)
        whole = state.of(rows)
        state.check(whole, whole)
    except (WorkspaceError, binascii.Error, zlib.error, RecursionError, TypeError, AttributeError, KeyError) as error:
        raise ValueError("no rows") from error
    return rows


def _unfolded(text: str) -> bytes:
    if len(text) > LETTERS:
        raise ValueError("too much")
    reader = zlib.decompressobj()
    said = reader.decompress(b64decode(text, validate=True), BYTES)
    if not reader.eof:
        raise ValueError("too much, or cut off")
    return said
