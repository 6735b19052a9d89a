"""Numbers spelled out: `hai mươi lăm`, `một trăm`, `mười (10)`. Told from other words by the tones that the text prints."""

import re
import unicodedata

_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_WORDS = "|".join((*_UNITS, "mươi", "trăm", "nghìn", "ngàn", "linh", "lẻ"))
SPELLED = re.compile(rf"(?i)(?<!\w)(?:{_WORDS})(?: (?:{_WORDS}))*(?!\w)")


def value(words: str) -> int | None:
    """Return the number that Vietnamese words say, up to 999.999; None where they say none (`một mươi hai ba`)."""
    total = current = 0
    last = 10**9
    for word in unicodedata.normalize("NFC", words).casefold().split():
        if word in ("nghìn", "ngàn"):
            if not current:
                return None
            total, current, last = total + current * 1000, 0, 1000
        elif word == "trăm":
            if not 0 < current < 10:
                return None
            current, last = current * 100, 100
        elif word == "mươi":
            ones = current % 10
            if not ones or current % 100 >= 10:
                return None
            current, last = current - ones + ones * 10, 10
        elif word == "mười":
            if current % 100:
                return None
            current, last = current + 10, 10
        elif word in ("linh", "lẻ"):
            last = 10
        else:
            if last <= 1 or current % 10:
                return None
            current, last = current + _UNITS[word], 1
    return total + current if total + current else None
