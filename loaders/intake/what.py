"""What a line counts: indicator, standard and the sort of figure, from its words, its unit of measure and whatever else it states."""

from collections.abc import Iterable, Mapping

from loaders.intake import measures, names
from loaders.intake.names import Meaning
from loaders.intake.phrases import folded, in_brackets, normal
from loaders.intake.review import MOST_LOOKED_FOR, NONE, Both, Entry, Review, both, digest, option, shown

# What a line may state of its indicator beside its name -> the key of its ids, and the table of its labels (for kinds: a code list).
_STATED = {"base": ("base_id", "base"), "kind": ("kind", "code")}


def indicator(review: Review, entry: Entry, unit_id: str | None, unit_of_value: str) -> Meaning | None:
    """Return the indicator (and the standard that its words state) of an entry; None where that is asked or wrong.

    `unit_of_value`: the unit of measure in the value's own cell, which wins over a column of units.
    """
    words = entry.words("indicator")
    if not words:
        review.fault(entry, "indicator", "intake.indicator.missing")
        return None
    unit = unit_of_value or measure_words(entry)
    found = names.indicators(review.known, words, unit)
    if not found:
        return _unknown(review, entry, words, unit)
    found = _as_stated(review, entry, found)
    if not found:
        return None
    meaning = found[0] if len(found) == 1 else _chosen(review, entry, words, unit, found, unit_id)
    return meaning if meaning and _agrees(review, entry, meaning, unit, words) else None


def measure_words(entry: Entry) -> str:
    """Return the unit of measure that a line states outside its value: in a column of its own, in brackets, above the table."""
    bracketed = in_brackets(entry.words("indicator"))
    if entry.words("measure"):
        return entry.words("measure")
    if measures.is_unit(bracketed):
        return bracketed
    headed = in_brackets(entry.headings.get("value", ""))
    return headed if measures.is_unit(headed) else entry.context.get("measure", "")


def label(review: Review, indicator_id: str) -> Both:
    """Return an indicator's label with its unit of measure: what tells it from its neighbours."""
    row = review.known.row("indicator", indicator_id)
    symbols = review.known.row("measure", row["measure_id"])
    vi, en = review.known.label("indicator", indicator_id)
    return f"{vi} ({symbols['symbol_vi']})", f"{en} ({symbols['symbol_en']})"


def _as_stated(review: Review, entry: Entry, found: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Those meanings whose base and kind are the ones that the line states; a fault where none is."""
    for field, (key, table) in _STATED.items():
        words = entry.words(field)
        if not words:
            continue
        rows = [row for row in review.known.tables[table] if table != "code" or row["list_id"] == "kind"]
        ids = names.coded(rows, "code" if table == "code" else key, words)
        if not ids:
            review.fault(entry, field, "intake.code.unknown", allowed=_listed(rows))
            return ()
        fitting = tuple(each for each in found if review.known.row("indicator", each.indicator_id)[key] in ids)
        if not fitting:
            others = _with(review, found, key, ids)
            review.fault(entry, field, "intake.indicator.contradicted", indicator=label(review, found[0].indicator_id), fitting=others)
            return ()
        found = fitting
    return found


def _listed(rows: Iterable[Mapping[str, str]], most: int = 8) -> Both:
    rows = list(rows)[:most]
    return "; ".join(row["label_vi"] for row in rows), "; ".join(row["label_en"] for row in rows)


def _with(review: Review, found: tuple[Meaning, ...], key: str, ids: Iterable[str]) -> Both:
    """Indicators of the same question that have the base or kind stated, named in a row."""
    families = {review.known.row("indicator", each.indicator_id)["family_id"] for each in found}
    rows = [row for row in review.known.tables["indicator"] if row["family_id"] in families and row[key] in ids]
    return _row_of_labels(review, [row["indicator_id"] for row in rows])


def _row_of_labels(review: Review, ids: Iterable[str], most: int = 3) -> Both:
    labels = [label(review, key) for key in list(ids)[:most]]
    return "; ".join(vi for vi, _ in labels) or "–", "; ".join(en for _, en in labels) or "–"


def _agrees(review: Review, entry: Entry, meaning: Meaning, unit: str, words: str) -> bool:
    """Whether the unit of measure is the indicator's; a fault where it is another or none that is known."""
    if not unit:
        return True
    measure = review.known.row("indicator", meaning.indicator_id)["measure_id"]
    fits = measures.fits(measure, unit)
    where = "measure" if unit == entry.words("measure") else "value"
    if fits:
        return True
    if fits is None:
        review.fault(entry, where, "intake.measure.unknown", unit=shown(unit), expected=review.known.label("measure", measure))
        return False
    near = [
        key for key in names.nearest(review.known, words, unit) if measures.fits(review.known.row("indicator", key)["measure_id"], unit)
    ]
    text_id = (
        "intake.measure.money"
        if measures.is_money(measure) and measures.is_unit(unit) and "%" not in normal(unit)
        else "intake.measure.other"
    )
    values = {
        "unit": shown(unit),
        "indicator": review.known.label("indicator", meaning.indicator_id),
        "expected": review.known.label("measure", measure),
    }
    review.fault(entry, where, text_id, **values, fitting=_row_of_labels(review, near))
    return False


def _chosen(review: Review, entry: Entry, words: str, unit: str, found: tuple[Meaning, ...], unit_id: str | None) -> Meaning | None:
    """The meaning that the reader chose, those on which the unit has a target first."""
    mine = {row["indicator_id"] for row in review.known.tables["target"] if row["unit_id"] == unit_id}
    by_id = {each.indicator_id: each for each in found}
    options = [option(key, label(review, key)) for key in sorted(by_id, key=lambda key: (key not in mine, key))]
    return _asked(review, entry, "intake.ask.indicator", words, unit, options, by_id)


def _unknown(review: Review, entry: Entry, words: str, unit: str) -> Meaning | None:
    """What words mean that name no indicator: one of the nearest, asked, and said to be unknown until answered."""
    near = review.nearest(words, unit)
    if near is None:
        review.fault(entry, "indicator", "intake.indicator.many", most=MOST_LOOKED_FOR)
        return None
    stated = names.standard_in(review.known, words)
    meaning = None
    if near:
        options = [option(key, label(review, key)) for key in near]
        meaning = _asked(review, entry, "intake.ask.indicator_near", words, unit, options, {key: Meaning(key, stated) for key in near})
    if not meaning and not any(fault.rule == "intake.indicator.left_out" for fault in entry.faults):
        review.fault(
            entry, "indicator", "intake.indicator.unknown" if near else "intake.indicator.none", nearest=_row_of_labels(review, near)
        )
    return meaning if meaning and _agrees(review, entry, meaning, unit, words) else None


def _asked(
    review: Review, entry: Entry, text_id: str, words: str, unit: str, options: list, found: Mapping[str, Meaning]
) -> Meaning | None:
    # The same words with another year ask nothing again. Other words may mean another of the same choice: they are asked about apart.
    key = (entry.table, normal(names.undated(words)), *sorted(found))
    if text_id != "intake.ask.indicator":
        key = (normal(words), normal(unit), *sorted(found))
    question_id = f"indicator-{digest(*key, size=6)}"
    answer = review.ask(
        entry, "indicator", question_id, both(text_id, words=shown(words)), [*options, option(NONE, both("intake.option.none"))]
    )
    if answer == NONE:
        review.fault(entry, "indicator", "intake.indicator.left_out")
        return None
    return found[answer] if answer else None


def standard(review: Review, entry: Entry, meaning: Meaning, unit_id: str) -> str | None:
    """Return the standard or status filter of an entry, empty where it states none; None where that is asked or wrong.

    Asked of a realized value, once an indicator, where a target of the unit counts by a standard that the file does not name.
    """
    words = entry.words("standard")
    if words:
        found = names.standard(review.known, words)
        if not found:
            review.fault(entry, "standard", "intake.code.unknown", allowed=_listed(review.known.tables["standard"], 12))
        return found or None
    if meaning.standard_id or entry.table != "observation":
        return meaning.standard_id
    targets = [
        row["standard_id"]
        for row in review.known.tables["target"]
        if (row["unit_id"], row["indicator_id"]) == (unit_id, meaning.indicator_id)
    ]
    if not set(targets) - {"", "existing"}:
        return ""
    used = [row["standard_id"] for row in review.known.tables["observation"] if row["indicator_id"] == meaning.indicator_id]
    keys = [key for key in dict.fromkeys((*targets, "existing", *sorted(used))) if key]
    if review.known.row("standard", targets[0] or "existing")["reason_id"] != "status-filter":
        keys.remove("existing")
    options = [option(key, review.known.label("standard", key)) for key in keys] + [option(NONE, both("intake.option.unstated"))]
    text = both("intake.ask.standard", indicator=review.known.label("indicator", meaning.indicator_id))
    answer = review.ask(entry, "standard", f"standard-{meaning.indicator_id}", text, options)
    return "" if answer == NONE else answer


def code(review: Review, entry: Entry, field: str, list_id: str, synonyms: Mapping[str, str]) -> str | None:
    """Return the code that a cell names by code, label or synonym (folded words -> code); empty for an empty cell, None with a fault."""
    words = entry.words(field)
    if not words:
        return ""
    rows = [row for row in review.known.tables["code"] if row["list_id"] == list_id]
    found = names.coded(rows, "code", words) or tuple(filter(None, [synonyms.get(folded(words))]))
    if not found:
        review.fault(entry, field, "intake.code.unknown", allowed=_listed(rows))
        return None
    return found[0]
