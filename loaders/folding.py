"""Two ways of looking past how a Vietnamese text happens to be typed: one for search, one for quoting."""

import re
import unicodedata

# Đ has no accent to take away. Ð (eth) is what old Vietnamese typing programs left in its place; it looks the same.
_LETTERS = str.maketrans("đðÐĐ", "dddd")
# Soft hyphen, zero-width characters and byte-order mark: nobody sees them, and they break every match.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def tidy(text: str) -> str:
    """The text as it reads: NFC, invisible characters gone, every stretch of white space one plain space, ends trimmed.

    Line breaks are white space too. Letters, case, accents and punctuation stay, so a phrase found in a tidied text was
    printed there. Empty in, empty out. Raises nothing.
    """
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def fold(text: str) -> str:
    """The text as a search sees it: `tidy`, then lower case without accents, Đ as d.

    Alike therefore: `HOÀ`, `hòa` and `hoa`; NFC and NFD; a no-break space and two plain ones. Folding twice changes
    nothing. Empty in, empty out. Raises nothing.
    """
    bare = unicodedata.normalize("NFD", tidy(text).casefold())
    return tidy("".join(letter for letter in bare if unicodedata.category(letter) != "Mn").translate(_LETTERS))
