"""What a person types into the fields of a row, as the row holds it; or what is wrong with it."""

import re
from collections.abc import Mapping
from decimal import Decimal

from loaders.vocabulary import vocabulary

# Thousands are parted in threes or not at all: `1.5` typed by a Vietnamese is neither 15 nor 1,5.
NUMBERS = {
    "vi": re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,(?P<part>[0-9]+))?"),
    "en": re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]+))?"),
}
# Qualifiers of one number, which is both ends.
ONE_NUMBER = ("point", "fuzzy")
YEAR = re.compile(r"(?:199|20[0-9])[0-9]|2100")


class UnfitError(ValueError):
    """What was typed fits no row: which text says why and what to do, and the words that it names."""

    def __init__(self, text_id: str, words: str = "") -> None:
        super().__init__(text_id)
        self.text_id, self.words = text_id, words


def read(values: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return the fields as a row holds them: numbers with a decimal point, years as four digits, empty for none, the others as they are.

    `values`: operator, low, high, period_start, horizon and any other, numbers in the signs of `lang`. Raises UnfitError for the first that
    cannot be read, and where the bounds are not those that the qualifier has.
    """
    bounds = {name: _number(values[name], lang) for name in ("low", "high")}
    years = {name: _year(values[name]) for name in ("period_start", "horizon")}
    ends = next(row for row in vocabulary("operator") if row["operator_id"] == values["operator"])
    if any((ends[f"has_{name}"] == "true") != bool(words) for name, words in bounds.items()):
        raise UnfitError("plan.bad_bounds", ends[f"label_{lang}"])
    if ends["shape"] in ONE_NUMBER and all(bounds.values()) and Decimal(bounds["low"]) != Decimal(bounds["high"]):
        raise UnfitError("plan.bad_point", ends[f"label_{lang}"])
    if all(bounds.values()) and Decimal(bounds["low"]) > Decimal(bounds["high"]):
        raise UnfitError("plan.bad_order")
    return {**values, **bounds, **years}


def _number(words: str, lang: str) -> str:
    bare = words.strip()
    found = NUMBERS[lang].fullmatch(bare)
    if bare and not found:
        raise UnfitError("plan.bad_number", bare)
    return ".".join(filter(None, (re.sub("[.,]", "", found["whole"]), found["part"]))) if found else ""


def _year(words: str) -> str:
    bare = words.strip()
    if bare and not YEAR.fullmatch(bare):
        raise UnfitError("plan.bad_year", bare)
    return bare
