"""Names as data: which names of workspaces, authors and summaries are taken, before they reach a database."""

import re
import unicodedata

from workspace.errors import WorkspaceError

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
AUTHOR, SUMMARY = 120, 300


def workspace(name: str) -> str:
    """Return a workspace's name: 1 to 64 of a–z, 0–9, dot, dash and underscore, not beginning with a sign. Raises WorkspaceError."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise WorkspaceError("workspace.bad_name", most=64)
    return name


def author(words: str) -> str:
    """Return an author's name as it is kept (NFC, one line); empty for somebody unknown. Raises WorkspaceError for one that is too long or
    holds signs that nobody sees.
    """
    return _line(words, AUTHOR, "workspace.bad_author")


def summary(words: str) -> str:
    """Return a summary as it is kept (NFC, one line). Raises WorkspaceError as `author` does."""
    return _line(words, SUMMARY, "workspace.bad_summary")


def printable(words: str, most: int) -> str:
    """Return words that came from elsewhere without the signs that nobody sees, cut to `most` letters; may be empty."""
    kept = "".join(sign for sign in unicodedata.normalize("NFC", words) if sign.isprintable())
    return " ".join(kept.split())[:most].strip()


def _line(words: str, most: int, text_id: str) -> str:
    line = unicodedata.normalize("NFC", words).strip()
    if len(line) > most or not line.isprintable():
        raise WorkspaceError(text_id, most=most)
    return line
