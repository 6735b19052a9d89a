"""How much of a document is read, and in what time and memory; a file beyond that is refused with words that name the limit."""

from loaders.intake.cells import RefusedError
from loaders.intake.limits import MEGABYTE

MOST_BYTES = 20 * MEGABYTE
# Letters of text: a plan of a hundred pages has some 300.000.
MOST_LETTERS = 1_500_000
# A paragraph longer than this is no sentence of a plan; it is cut, so that no expression runs long.
LONGEST_PARAGRAPH = 8_000
# A paragraph of more numbers is a table that lost its lines, no prose.
MOST_NUMBERS = 100
MOST_PARAGRAPHS = 40_000
MOST_PAGES = 600
PDF_SECONDS = 60
PDF_MEMORY = 1024 * MEGABYTE
# A page of print holds more letters than this; a scanned one has none, or a stamp's.
FEWEST_ON_A_PAGE = 60


def check_bytes(size: int) -> None:
    """Raise RefusedError for a file of more bytes than are read."""
    if size > MOST_BYTES:
        raise RefusedError("reader.file.too_big", size=-(-size // MEGABYTE), limit=MOST_BYTES // MEGABYTE)


def check_letters(count: int) -> None:
    """Raise RefusedError for a text of more letters than are read."""
    if count > MOST_LETTERS:
        raise RefusedError("reader.file.too_long", limit=MOST_LETTERS)
