"""What a cell of a workbook shows, from its value and its number format, written the Vietnamese way: 1.234,5 and 31/12/2024."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

# Excel keeps fifteen digits; what a binary number has beyond them nobody typed.
_DIGITS = 15
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|(?P<digits>[#0?][#0?,.]*)|(?P<other>.)'
)
_PATTERN = re.compile(r"[#0?][#0?,.]*")
_TO_VIETNAMESE = str.maketrans(",.", ".,")


def number(value: float, number_format: str) -> tuple[float, str]:
    """Return what a number means and what is shown: percent formats count in percent (0.65 is 65, shown as `65%`).

    Thousands, decimals and words of the format are shown (`1.234`, `24 HTX`); scaling, colours and exponents are not. A format that shows
    fewer decimals than there are rounds what is shown, never the number.
    """
    section, negative = _section(number_format, value)
    bare = _QUOTED.sub("", section)
    exact = Decimal(repr(value)) * (100 if "%" in bare else 1)
    exact = Decimal(f"{exact:.{_DIGITS}g}")
    shown = abs(exact) if negative else exact
    pattern = _PATTERN.search(bare)
    plain = bare.lower() in ("general", "@", "") or not pattern or "/" in bare or "e+" in bare.lower()
    digits = _general(shown) if plain or pattern is None else _digits(shown, pattern[0])
    return float(exact), digits.translate(_TO_VIETNAMESE) if plain else _around(section, digits.translate(_TO_VIETNAMESE))


def _section(number_format: str, value: float) -> tuple[str, bool]:
    """The part of a format that applies, and whether it writes the minus of a negative number itself."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format or "General")
    if value < 0 and len(parts) > 1 and _PATTERN.search(parts[1]):
        return parts[1], True
    return parts[0], False


def _general(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals.rstrip(","))), ROUND_HALF_UP)
    least = len(re.sub("[^0]", "", decimals))
    text = f"{rounded:,f}" if re.search(r"[#0?],[#0?]", whole) else f"{rounded:f}"
    number, _, tail = text.partition(".")
    number = number if "," in number else number.zfill(whole.count("0"))
    tail = tail[:least] + tail[least:].rstrip("0")
    return f"{number}.{tail}" if tail else number


def _around(section: str, digits: str) -> str:
    """The digits with the words and signs of the format around them."""
    shown = []
    for match in _TOKEN.finditer(section):
        if match["digits"]:
            shown.append(digits)
            digits = ""
        else:
            shown.append(match["quoted"] or match["escaped"] or match["currency"] or match["other"] or " ")
    return " ".join("".join(shown).split())


def day(value: date, number_format: str) -> str:
    """Return a day as exactly as its format shows it: `2024`, `06/2024` or `31/12/2024`."""
    bare = _QUOTED.sub("", number_format).lower()
    clock = isinstance(value, datetime) and (value.hour or value.minute) and "h" in bare
    if "d" not in bare and "y" in bare:
        return f"{value:%m/}{value.year:04}" if "m" in bare else f"{value.year:04}"
    return f"{value:%d/%m/}{value.year:04}" + (f"{value: %H:%M}" if clock else "")
