"""What an address that cannot be answered says: what is wrong and what to do, in both languages, and what is allowed."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from loaders.folding import fold
from loaders.texts import LANGUAGES, UNREADABLE, WORDLESS, texts

LONGEST = 60  # letters of a reader's own words that are said again


class RefusedError(Exception):
    """An address that cannot be answered.

    status: of HTTP. error: what is wrong, as an id. allowed: what would be answered. words: what the sentence names; `said` is the
    reader's own word, close matches of which come first.
    """

    def __init__(self, status: int, error: str, allowed: Iterable[str] = (), **words: str):
        super().__init__(error)
        self.status, self.error, self.allowed = status, error, list(allowed)
        self.words = {name: word if len(word) <= LONGEST else f"{word[:LONGEST]}…" for name, word in words.items()}

    def body(self) -> dict[str, Any]:
        """Return the answer: error, message_vi, message_en, allowed."""
        near = _near(self.words.get("said", ""), self.allowed)
        said = {f"message_{lang}": self._message(lang, near) for lang in LANGUAGES}
        return {"error": self.error, **said, "allowed": [*near, *(word for word in self.allowed if word not in near)]}

    def _message(self, lang: str, near: list[str]) -> str:
        try:
            told = [texts(lang)[f"api.{self.error}"].format(**self.words)]
            if near:
                told.append(texts(lang)["api.meant"].format(ids=", ".join(near)))
        except UNREADABLE:
            return WORDLESS[lang]
        return " ".join(told)


def _near(said: str, allowed: list[str]) -> list[str]:
    """At most three of the allowed words that look like what was said: `Hải Phòng` looks like `hai-phong`."""
    return get_close_matches("-".join(fold(said).split()), allowed, 3) if said else []
