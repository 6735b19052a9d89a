"""The words around a number, folded: qualifiers before and after it, multipliers, money, and what may stand in front of it."""

import re

# An operator of the vocabulary, "from" (which needs a second half) or ESTIMATED.
Qualifier = str
ESTIMATED = "estimated"

SCALES = {
    **{"tram": 2, "nghin": 3, "ngan": 3, "trieu": 6, "ty": 9, "ti": 9, "nghin ty": 12, "nghin ti": 12, "ngan ty": 12, "tram nghin": 5},
    **{"chuc": 1, "hundred": 2, "thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9},
}
MONEY = re.compile(r"(?:viet nam )?(?:dong|vnd|vn dong|d|₫|usd|dollars?|do la|euros?|eur|\$|€)(?![a-z])")

_BEFORE = {
    "ge": "khong duoi|khong it hon|khong thap hon|khong nho hon|it nhat|toi thieu|lon hon hoac bang|≥|>=|=>|at least|a minimum of|minimum|"
    "min|no less than|not less than|no fewer than|not fewer than",
    "le": "khong qua|khong vuot qua|khong vuot|khong hon|khong tren|khong nhieu hon|khong lon hon|toi da|nhieu nhat|nho hon hoac bang|≤|<=|"
    "=<|at most|a maximum of|maximum|max|no more than|not more than|not exceeding|up to",
    "gt": "tren|hon|nhieu hon|lon hon|cao hon|vuot|vuot tren|qua|>|more than|over|above|greater than|higher than|exceeding|exceeds",
    "lt": "duoi|it hon|nho hon|thap hon|chua den|chua toi|chua day|<|less than|fewer than|lower than|under|below",
    "near_below": "gan|gan dat|gan bang|sat|nearly|almost|close to|just under",
    "approx": "khoang|vao khoang|trong khoang|xap xi|chung|do chung|uoc chung|uoc khoang|uoc tinh khoang|~|≈|about|approximately|approx|around|"
    r"roughly|circa|ca|c\.|some",
    ESTIMATED: "uoc|uoc dat|uoc tinh|uoc thuc hien|uoc co|estimated|estimated at|est",
    "from": "tu|from|between",
}
# After the number, where the language puts it, or in brackets.
_AFTER = {
    "ge": r"tro len|hoac hon|or more|or above|or over|and above|and over|and more|upwards|minimum|at least|min|toi thieu|it nhat|\+",
    "le": "tro xuong|tro lai|hoac it hon|or less|or fewer|or below|and below|at most|maximum|max|toi da",
    "approx": "khoang|xap xi|approximately|approx|about|or so|circa",
    ESTIMATED: "uoc|uoc tinh|uoc dat|uoc thuc hien|so uoc|estimated|estimate|est",
    "near_below": "gan",
    "gt": "tren",
}
# Words that may stand before a number and change nothing about it.
_LEADS = (
    "hien co|da co|co|dat|la|duoc|con|tong|tong so|tong cong|tat ca|phan dau|phan dau dat|thanh lap moi|thanh lap|duy tri|so luong|gom|=|:|"
    "total|is|are|has|have|there are|reached|reaching|reaches|of|in total"
)


def _longest_first(words: str) -> str:
    return "|".join(sorted(words.split("|"), key=len, reverse=True))


def _before(words: str) -> re.Pattern[str]:
    ends = "|".join(f"{word}(?![a-z])" if word[-1].isalpha() else word for word in _longest_first(words).split("|"))
    return re.compile(rf"\(?(?:{ends})\.?:?")


def _after(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:^|(?<![a-z]))(?:{_longest_first(words)})\.?|[(\[] ?(?:{_longest_first(words)})\.? ?[)\]])[ .;,]*$")


# Longest words first over all of them, so that "không dưới" is never read as "dưới".
BEFORE = [(_before(word), qualifier) for word, qualifier in sorted(((w, q) for q, words in _BEFORE.items() for w in words.split("|")), key=lambda pair: -len(pair[0]))]  # fmt: skip
AFTER = [(_after(words), qualifier) for qualifier, words in _AFTER.items()]
LEADS = _before(_LEADS)

_DIGITS = "khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|muoi|tram|nghin|ngan|trieu|ty|chuc|linh|le|mot|ruoi|tá|"
_DIGITS += "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|dozen"
_SPELLED = re.compile(rf"(?:(?:{_DIGITS})(?![a-z])[ -]?)+")


def spelled(folded: str) -> bool:
    """Return whether folded words begin with a number that is spelled out, qualifiers before it left aside."""
    rest = folded
    for pattern, _ in BEFORE:
        rest = pattern.sub("", rest, count=1).strip() if pattern.match(rest) else rest
    return bool(_SPELLED.match(rest))
