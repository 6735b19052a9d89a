"""One changed rule: a file of the dashboard with one thing in it different."""

from hashlib import blake2b
from typing import NamedTuple


class Mutant(NamedTuple):
    """A file, the line where it differs, what stands there and what stands instead, the line as it is, and the whole file as it would be."""

    file: str
    line: int
    was: str
    becomes: str
    around: str
    place: int  # which of several alike
    text: str

    @property
    def key(self) -> str:
        """A name that stays while the line stays, wherever in its file it goes."""
        told = "\0".join((self.file, self.around, self.was, self.becomes, str(self.place)))
        return blake2b(told.encode(), digest_size=4).hexdigest()
