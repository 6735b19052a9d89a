"""What each lens multiplies a target by, with the divisor in words, or why it cannot."""

from collections.abc import Callable
from typing import NamedTuple

from loaders.lens_facts import LensFacts, Row
from loaders.stating import described, number
from loaders.texts import texts

# Lens -> the words for its name, and for what becomes of a symbol and of a unit of measure.
WORDS = {
    "stated": ("lens.stated", "", ""),
    "per_year": ("lens.per_year", "lens.symbol.per_year", "lens.measure.per_year"),
    "per_100k": ("lens.per_100k", "lens.symbol.per_100k", "lens.measure.per_100k"),
    "of_start": ("lens.of_start", "lens.symbol.of_start", "lens.measure.of_start"),
    "of_national": ("lens.of_national", "lens.symbol.of_national", "lens.measure.of_national"),
}
LENSES = tuple(WORDS)
PEOPLE = 100_000
# Shown as a percentage; the national target itself then is 100%.
SHARES = ("of_start", "of_national")
# A document that names no status filter counts the existing ones.
EXISTING = "existing"


class Step(NamedTuple):
    """What a row is multiplied by, the divisor in words (empty: the number stays), where the divisor comes from, the years counted."""

    factor: float
    divisor: str
    basis: str
    years: int | None = None


def steps(years: int | None) -> dict[str, Callable[[Row, LensFacts, str], Step | str]]:
    """Return lens -> the function that gives a row's step, or in words why there is none; `years` is the reader's assumption, None for none.

    Raises ValueError for less than one year.
    """
    if years is not None and years < 1:
        raise ValueError("a period has at least one year")
    return {
        "stated": lambda row, known, lang: Step(1, "", ""),
        "per_year": lambda row, known, lang: _per_year(row, lang, years),
        "per_100k": _per_100k,
        "of_start": _of_start,
        "of_national": _of_national,
    }


def _per_year(row: Row, lang: str, years: int | None) -> Step | str:
    words = texts(lang)
    if row["kind"] == "flow_annual":
        return Step(1, "", words["lens.basis.yearly"])
    if row["kind"] != "flow_cumulative":
        return words["lens.reason.not_flow"]
    divisor = words["lens.divisor.assumed_years"]
    if row["period_start"] is not None:
        first, basis, divisor = row["period_start"], words["lens.basis.stated_years"], words["lens.divisor.stated_years"]
    elif years:
        first, basis = row["horizon"] - years + 1, words["lens.basis.chosen_years"]
    elif row["issued_on"] is not None:
        first, basis = row["issued_on"].year + 1, words["lens.basis.assumed_years"]
    else:
        return words["lens.reason.no_issue_date"]
    count = row["horizon"] - first + 1
    if count < 1:
        return words["lens.reason.no_years"]
    span = str(first) if count == 1 else f"{first}–{row['horizon']}"
    return Step(1 / count, divisor.format(years=count, span=span), basis, count)


def _per_100k(row: Row, known: LensFacts, lang: str) -> Step | str:
    words = texts(lang)
    if not known.indicators[row["indicator_id"]]["is_extensive"]:
        return words["lens.reason.not_count"]
    people = known.people.get(row["unit_id"])
    if people is None:
        return words["lens.reason.no_population"]
    when = described(people["as_of_on"], people["as_of_precision"], lang)
    divisor = words["lens.divisor.per_100k"].format(persons=number(people["persons"], lang), when=when, source=people["publisher"])
    return Step(PEOPLE / people["persons"], divisor, people["note"] or "")


def _of_start(row: Row, known: LensFacts, lang: str) -> Step | str:
    words = texts(lang)
    if row["kind"] not in ("stock", "flow_cumulative", "flow_annual") or not known.indicators[row["indicator_id"]]["is_extensive"]:
        return words["lens.reason.not_count"]
    if row["issued_on"] is None:
        return words["lens.reason.no_issue_date"]
    starts = [stock for stock in known.stocks if _is_start(row, stock, known) and stock["as_of_on"] <= row["issued_on"]]
    if not starts:
        return words["lens.reason.no_start"]
    last = starts[-1]
    divisor = words["lens.divisor.of_start"].format(stated=last["stated"], when=last["as_of"])
    counted = ", ".join(filter(None, (last[f"indicator_{lang}"], last[f"standard_{lang}"])))
    return Step(100 / last["low"], divisor, words["lens.basis.of_start"].format(counted=counted, source=last[f"source_{lang}"]))


def _is_start(row: Row, stock: Row, known: LensFacts) -> bool:
    """Whether `stock` counts what a target starts from: its own series, for a flow the stock that it adds to or takes from."""
    if stock["unit_id"] != row["unit_id"] or not stock["low"] or standard_of(stock) != standard_of(row):
        return False
    if row["kind"] == "stock":
        return stock["indicator_id"] == row["indicator_id"]
    flow = known.indicators[row["indicator_id"]]
    return (stock["base_id"], stock["measure_id"], stock["meaning"]) == (flow["base_id"], flow["measure_id"], "count")


def standard_of(row: Row) -> str:
    """Return the standard that a row counts by."""
    return row["standard_id"] or EXISTING


def _of_national(row: Row, known: LensFacts, lang: str) -> Step | str:
    words = texts(lang)
    found = national(row, known)
    if not found:
        return words["lens.reason.no_national"]
    said = who_said(found)
    ends = {end for nation in found for end in (nation["low"], nation["high"]) if end is not None}
    if len(ends) > 1 or 0 in ends:
        return words["lens.reason.national_not_one"].format(stated=said)
    end = ends.pop()
    basis = words["lens.basis.of_national"].format(stated=said)
    others = [nation[f"standard_{lang}"] or words["value.not_stated"] for nation in found if standard_of(nation) != standard_of(row)]
    if others:
        basis += words["lens.basis.other_standard"].format(standard=", ".join(dict.fromkeys(others)))
    return Step(100 / end, words["lens.divisor.of_national"].format(number=number(end, lang), horizon=row["horizon"]), basis)


def national(row: Row, known: LensFacts) -> list[Row]:
    """Return the national targets of the row's indicator and horizon; none for a yearly floor."""
    key = (row["indicator_id"], row["horizon"])
    return [nation for nation in known.nations if row["horizon"] and (nation["indicator_id"], nation["horizon"]) == key]


def who_said(nations: list[Row]) -> str:
    """Return each number in words with the documents that state it: khoảng 45.000 HTX (20-NQ/TW, 09/NQ-CP)."""
    documents: dict[str, list[str]] = {}
    for nation in nations:
        documents.setdefault(nation["stated"], []).append(nation["document_number"])
    return "; ".join(f"{words} ({', '.join(numbers)})" for words, numbers in documents.items())
