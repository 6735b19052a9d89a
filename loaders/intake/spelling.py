"""Numbers in words, as they are said aloud: what tells `1.234` the one way from `1.234` the other."""

from decimal import Decimal

_DIGITS = {
    "vi": ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_POINT = {"vi": "phẩy", "en": "point"}
_MINUS = {"vi": "âm", "en": "minus"}
LIMIT = 1_000_000
_THOUSAND = {"vi": "nghìn", "en": "thousand"}


def spelled(value: Decimal, lang: str) -> str:
    """Return a number below a million in words: `một nghìn hai trăm ba mươi tư`, `một phẩy hai ba bốn`; each decimal said by itself.

    Decimals are said as they are written, noughts at the end too. Raises ValueError for a larger number.
    """
    if abs(value) >= LIMIT:
        raise ValueError(f"not spelled: {value}")
    whole, _, decimals = f"{abs(value):f}".partition(".")
    said = [_MINUS[lang]] if value < 0 else []
    said.append(_whole(int(whole), lang))
    if decimals:
        said += [_POINT[lang], *(_DIGITS[lang][int(digit)] for digit in decimals)]
    return " ".join(said)


def _whole(number: int, lang: str) -> str:
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest, lang, is_tail=False)
    said = f"{_below_thousand(thousands, lang, is_tail=False)} {_THOUSAND[lang]}"
    return f"{said} {_below_thousand(rest, lang, is_tail=True)}" if rest else said


def _below_thousand(number: int, lang: str, *, is_tail: bool) -> str:
    return _vietnamese(number, is_tail) if lang == "vi" else _english(number, is_tail)


def _vietnamese(number: int, is_tail: bool) -> str:
    """Up to 999; behind thousands the hundreds are said even where there are none: `không trăm linh năm`."""
    hundreds, rest = divmod(number, 100)
    digits = _DIGITS["vi"]
    said = [digits[hundreds], "trăm"] if hundreds or is_tail else []
    tens, ones = divmod(rest, 10)
    if tens == 1:
        said.append("mười")
    elif tens:
        said += [digits[tens], "mươi"]
    elif ones and said:
        said.append("linh")
    if ones or not (said or tens):
        said.append(
            {(True, 5): "lăm", (True, 1): "mốt" if tens > 1 else "một", (True, 4): "tư" if tens > 1 else "bốn"}.get(
                (tens > 0, ones), digits[ones]
            )
        )
    return " ".join(said)


def _english(number: int, is_tail: bool) -> str:
    """Up to 999; `and` stands before tens and ones that follow anything larger."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    digits = _DIGITS["en"]
    said = [digits[hundreds], "hundred"] if hundreds else []
    if rest or not hundreds:
        small = digits[ones] if not tens else _TEENS[ones] if tens == 1 else _TENS[tens] + (f"-{digits[ones]}" if ones else "")
        said += ["and", small] if hundreds or is_tail else [small]
    return " ".join(said)
