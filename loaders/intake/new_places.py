"""A place that the tables do not know: of which kind it is, where it lies, and the row of `unit` that it becomes."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from loaders.folding import fold, tidy
from loaders.intake import places
from loaders.intake.phrases import slug
from loaders.intake.review import NONE, Both, Entry, Review, both, digest, option, shown
from loaders.observation_rules import MERGER

LAST_DAY = (MERGER - timedelta(days=1)).isoformat()


class Kind(NamedTuple):
    """A kind of place: its id, its level, its words in both languages, and whether it is one that ended with June 2025."""

    kind_id: str
    level: str
    label: Both
    is_ended: bool = False


# Kind -> level; the words stand under `intake.place.*`.
_KINDS = {
    "tinh": ("province", "intake.place.tinh"),
    "thanh-pho-trung-uong": ("province", "intake.place.thanh_pho_trung_uong"),
    "huyen": ("district", "intake.place.huyen"),
    "quan": ("district", "intake.place.quan"),
    "thi-xa": ("district", "intake.place.thi_xa"),
    "thanh-pho": ("district", "intake.place.thanh_pho"),
    "xa": ("commune", "intake.place.xa"),
    "phuong": ("commune", "intake.place.phuong"),
    "thi-tran": ("commune", "intake.place.thi_tran"),
    "dac-khu": ("commune", "intake.place.dac_khu"),
}
_ENGLISH = {"province": ("tinh",), "city": ("thanh-pho-trung-uong", "thanh-pho"), "district": ("huyen", "quan"), "town": ("thi-xa", "thi-tran"), "commune": ("xa",), "ward": ("phuong",)}  # fmt: skip


def kinds(words: str) -> list[Kind]:
    """Return the kinds of place that a name can be of, those that its own words allow; all where it says nothing of its level."""
    said = places.named(words).level
    every = [Kind(kind, level, both(text_id), level == "district") for kind, (level, text_id) in _KINDS.items()]
    allowed = _ENGLISH.get(said) or [kind.kind_id for kind in every if said and kind.kind_id.startswith(said.replace(" ", "-"))]
    return [kind for kind in every if kind.kind_id in allowed] or every


def stated_kind(words: str) -> str:
    """Return the kind that a cell of levels names (`thành phố thuộc tỉnh`); empty where it names none or several."""
    bare = fold(words)
    exact = [kind for kind, (_, text_id) in _KINDS.items() if bare in {fold(label) for label in both(text_id)}]
    alike = exact or [kind.kind_id for kind in kinds(f"{words} x") if places.named(f"{words} x").level]
    return alike[0] if len(alike) == 1 else ""


def unit(review: Review, entry: Entry, name: str, words: str, kind_id: str, on: date | None, parent: str = "") -> str | None:
    """Return the id of a new unit, its row put among the units and the support; None where its parent or its borders are still asked.

    `on`: the day of the figure. After 1 July 2025 a district is wrong, and of other places it is asked once whether their borders changed.
    `parent`: the id of the unit in which it lies, where the file says so.
    """
    kind = next(each for each in kinds("") if each.kind_id == kind_id)
    is_later = on is not None and on >= MERGER
    if is_later and kind.is_ended:
        review.fault(entry, name, "intake.unit.district_ended", words=shown(words))
        return None
    changed = _has_changed(review, entry, name, words) if is_later else "same"
    return _made(review, entry, name, words, kind, changed == "changed", parent) if changed else None


def since_the_merger(review: Review, entry: Entry, name: str, words: str, unit_id: str) -> str | None:
    """Return the unit of one's own that a figure since 1 July 2025 is of: the same where its borders did not change, else its heir."""
    changed = _has_changed(review, entry, name, words)
    if changed == "changed":
        kind = next(each for each in kinds("") if each.label[0] == review.units[unit_id]["type_vi"])
        return _made(review, entry, name, words, kind, True, "")
    return unit_id if changed else None


def _made(review: Review, entry: Entry, name: str, words: str, kind: Kind, is_changed: bool, parent: str) -> str | None:
    """The id of a new unit, its row put where it is found again; None where its parent is still asked."""
    above = parent or _parent(review, entry, name, words, kind, is_changed)
    if above is None:
        return None
    bare = places.named(words).bare
    unit_id = f"own-{kind.kind_id}-{slug(bare)}" + ("-2025" if is_changed else "")
    row = _row(review, unit_id, words, kind, "" if above == NONE else above, is_changed)
    review.units.setdefault(unit_id, row)
    review.support["unit"].setdefault(unit_id, row)
    return unit_id


def _has_changed(review: Review, entry: Entry, name: str, words: str) -> str | None:
    options = [option("same", both("intake.option.same_borders")), option("changed", both("intake.option.new_borders"))]
    return review.ask(entry, name, f"borders-{digest(fold(tidy(words)), size=6)}", both("intake.ask.borders", words=shown(words)), options)


def _parent(review: Review, entry: Entry, name: str, words: str, kind: Kind, is_changed: bool) -> str | None:
    """The unit in which a new one lies: the country for a province, else asked once."""
    if kind.level == "province":
        return next(key for key, row in review.known.by_id["unit"].items() if row["level"] == "country")
    levels = ("province", "district") if kind.level == "commune" and not is_changed else ("province",)
    above = [row for row in review.units.values() if row["level"] in levels and (row["valid_from"] == MERGER.isoformat()) == is_changed]
    options = [option(row["unit_id"], (row["label_vi"], row["label_en"])) for row in sorted(above, key=lambda row: int(row["position"]))]
    options.append(option(NONE, both("intake.option.other_parent")))
    key = f"parent-{digest(fold(tidy(words)), str(is_changed), size=6)}"
    return review.ask(entry, name, key, both("intake.ask.parent", words=shown(words)), options)


def _row(review: Review, unit_id: str, words: str, kind: Kind, parent: str, is_changed: bool) -> dict[str, str]:
    asked = places.named(words)
    said = " ".join(re.findall(r"[\w’'-]+", re.sub(r"\([^()]*\)", " ", tidy(words))))
    bare = (
        " ".join(said.split()[-len(asked.bare.split()) :])
        if not _ENGLISH.get(asked.level)
        else " ".join(said.split()[: len(asked.bare.split())])
    )
    bare = bare.title() if bare.isupper() or bare.islower() else bare
    first = kind.label[0].split(" thuộc")[0].split(" trực")[0]
    position = max(int(row["position"]) for row in review.units.values()) + 1
    return {
        "unit_id": unit_id, "position": str(position),
        "label_vi": f"{first[:1].upper()}{first[1:]} {bare}", "label_en": f"{bare} {kind.label[1].split('-run ')[-1].split('provincial ')[-1]}",
        "short_vi": bare, "short_en": bare,
        "level": kind.level, "type_vi": kind.label[0], "type_en": kind.label[1], "parent_id": parent,
        "valid_from": MERGER.isoformat() if is_changed else "", "valid_to": LAST_DAY if kind.is_ended else "",
        "role": "locality", "note": "", "note_en": "",
    }  # fmt: skip
