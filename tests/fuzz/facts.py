"""Facts whose meaning is known, from the real vocabulary, and the ways in which people write each of their parts."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random

from loaders.intake import measures, names, places
from loaders.intake.known import Known, known
from loaders.number_rules import ENDS

# Operator -> how people say it, {} for the number; for a range {} and {}.
SAID = {
    "eq": ("{}", "{}", "{}", "đạt {}", "có {}"),
    "gt": ("trên {}", "hơn {}", "> {}", "over {}", "Trên {}", "TRÊN {}"),
    "ge": ("ít nhất {}", "tối thiểu {}", "từ {} trở lên", "≥{}", "at least {}"),
    "lt": ("dưới {}", "<{}", "less than {}"),
    "le": ("tối đa {}", "không quá {}", "at most {}"),
    "near_below": ("gần {}", "nearly {}"),
    "approx": ("khoảng {}", "about {}", "~{}", "xấp xỉ {}"),
    "range": ("{} - {}", "{}-{}", "từ {} đến {}", "khoảng {} - {}", "{}–{}"),
}
# How a tone may stand on another letter of the same syllable, as older programs put it.
TONES = tuple(
    zip(
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "ùy", "úy", "ủy", "ũy", "ụy"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        strict=True,
    )
)
PREFIXES = {
    "province": ("Tỉnh ", "tỉnh ", "UBND tỉnh "),
    "huyện": ("Huyện ", "H. ", "UBND huyện "),
    "thành phố": ("TP ", "TP. ", "thành phố ", "Tp."),
}


@dataclass(frozen=True)
class Fact:
    """What one line of a file means. `on` and `precision` of an observation, `horizon` of a target (empty: each year)."""

    table: str
    unit_id: str
    indicator_id: str
    operator: str
    low: str
    high: str
    on: str = ""
    precision: str = ""
    horizon: str = ""


@cache
def tables() -> Known:
    return known()


def fact(random: Random, table: str) -> Fact:
    """Any fact that the rules of the data allow."""
    said = tables()
    indicator = random.choice(said.tables["indicator"])
    year = random.randrange(2016, 2025)
    on, precision = random.choice([
        (date(year, 12, 31), "year"), (date(year, 12, 31), "day"), (date(year, 6, 30), "half-year"), (date(year, 9, 30), "quarter"),
        (date(year, random.randrange(1, 13), random.randrange(1, 29)), "day"), (date(year, 5, 31), "month"),
    ])  # fmt: skip
    unit = random.choice([row for row in said.tables["unit"] if places.is_valid(row, on)])
    operator, low, high = _amount(random, indicator)
    if table == "target":
        return Fact(
            table, unit["unit_id"], indicator["indicator_id"], operator, low, high, horizon=str(random.choice([2025, 2026, 2030, 2045]))
        )
    return Fact(table, unit["unit_id"], indicator["indicator_id"], operator, low, high, on.isoformat(), precision)


def _amount(random: Random, indicator) -> tuple[str, str, str]:
    operator = random.choice(["eq"] * 4 + list(ENDS))
    is_share = indicator["kind"] == "share"
    most = 99 if is_share else random.choice([99, 900, 9_000, 90_000])
    digits = 0 if measures.is_whole(indicator["measure_id"]) else random.choice([0, 0, 1, 2])
    first, second = sorted(random.sample(range(2 * 10**digits, most * 10**digits), 2))
    numbers = [f"{(Decimal(number) / 10**digits).normalize():f}" for number in (first, second)]
    low, high = ENDS[operator]
    if operator in ("eq", "approx"):
        return operator, numbers[0], numbers[0]
    return operator, numbers[0] if low else "", numbers[1] if high else ""


def unit_words(random: Random, unit_id: str) -> str:
    row = tables().row("unit", unit_id)
    bare = row["label_vi"].removeprefix("Tỉnh ").removeprefix("Thành phố ").removeprefix("Huyện ")
    written = [row["label_vi"], row["label_en"], row["short_vi"], row["short_en"], row["label_vi"].upper(), row["label_vi"].lower()]
    for start, prefixes in PREFIXES.items():
        if row["type_vi"].startswith(start) and row["label_vi"] != bare and "(" not in bare:
            written += [prefix + bare for prefix in prefixes]
    return random.choice(written)


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in tables().tables["alias"]:
        if row["indicator_id"]:
            found.setdefault(row["indicator_id"], []).append(row["words"])
    return {key: tuple(words) for key, words in found.items()}


def indicator_words(random: Random, indicator_id: str) -> str:
    """Words that do mean the indicator, as a label, an alias or its id."""
    row = tables().row("indicator", indicator_id)
    written = [row["label_vi"], row["label_vi"], row["label_en"], indicator_id, *_aliases().get(indicator_id, ())]
    words = random.choice(written)
    if words == indicator_id:
        return words
    return random.choice([words, words, words, words.upper(), f"- {words}", f"1. {words}", words.replace("hợp tác xã", "HTX")])


def value_words(random: Random, fact: Fact, style: Callable[[Decimal], str], *, measured: bool) -> str:
    """The value as people write it; `measured` with its unit of measure behind it."""
    numbers = [style(Decimal(end)) for end in ((fact.low, fact.high) if fact.operator == "range" else (fact.low or fact.high,))]
    said = random.choice(SAID[fact.operator]).format(*numbers)
    row = tables().row("measure", tables().row("indicator", fact.indicator_id)["measure_id"])
    return f"{said}{' ' if row['symbol_vi'][0] != '%' else ''}{row['symbol_vi']}" if measured and "trở lên" not in said else said


def vietnamese(value: Decimal) -> str:
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def english(value: Decimal) -> str:
    return f"{value:,f}"


def spaced(value: Decimal) -> str:
    return f"{value:,f}".replace(",", " ").replace(".", ",")


def plain_comma(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


STYLES = (vietnamese, english, spaced, plain_comma, lambda value: f"{value:f}")


def day_words(random: Random, fact: Fact) -> str:
    on = date.fromisoformat(fact.on)
    match fact.precision:
        case "year":
            return random.choice([f"{on.year}", f"năm {on.year}", f"Năm {on.year}", f"cuối năm {on.year}", f"đến hết năm {on.year}"])
        case "month":
            return random.choice([f"{on.month:02}/{on.year}", f"tháng {on.month} năm {on.year}", f"{on.month}/{on.year}", f"{on:%B %Y}"])
        case "quarter":
            return random.choice(
                [f"quý {on.month // 3}/{on.year}", f"Quý III/{on.year}" if on.month == 9 else f"Q{on.month // 3} {on.year}"]
            )
        case "half-year":
            return random.choice([f"6 tháng đầu năm {on.year}", f"6 tháng {on.year}"])
    return random.choice([f"{on:%d/%m/%Y}", f"{on.day}/{on.month}/{on.year}", f"{on.day}.{on.month}.{on.year}", on.isoformat(), f"{on:%d-%m-%Y}",
                          f"ngày {on.day} tháng {on.month} năm {on.year}", f"tính đến {on.day}/{on.month}/{on.year}"])  # fmt: skip


def horizon_words(random: Random, fact: Fact) -> str:
    return random.choice([fact.horizon, f"năm {fact.horizon}", f"đến năm {fact.horizon}", f"2021-{fact.horizon}"])


def retoned(words: str) -> str:
    """Words with their tones where older programs put them."""
    for new, old in TONES:
        words = words.replace(new, old).replace(new.upper(), old.upper())
    return words


def decomposed(words: str) -> str:
    return unicodedata.normalize("NFD", words)


def in_1258(words: str) -> bytes:
    """Words as Windows-1258 has them: tones behind the letters. Raises UnicodeEncodeError where it has no such letter."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    said = []
    for letter in unicodedata.normalize("NFC", words):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in tones)
        said.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tone if tone else letter)
    return "".join(said).encode("cp1258")


def candidates(words: str, measure: str) -> set[str]:
    """The indicators that words can mean, as the vocabulary has them."""
    return {meaning.indicator_id for meaning in names.indicators(tables(), words, measure)}
