"""Units of measure as people write them: whether one fits the measure of an indicator. Nothing is converted."""

import re
from functools import lru_cache

from loaders.intake.phrases import normal

# What is counted -> how people call the thing counted, `normal`.
_COUNTED = {
    "htx": ("hop tac xa", "cooperative", "don vi", "to chuc"),
    "tht": ("to hop tac", "to", "cooperative group", "group", "don vi", "to chuc", "nhom"),
    "lhhtx": ("lien hiep", "lien hiep hop tac xa", "union", "cooperative union", "don vi", "to chuc"),
    "org": ("to chuc", "don vi", "hop tac xa", "to hop tac", "lien hiep hop tac xa", "organisation", "organization", "quy", "quy tin dung", "thanh vien"),
    "models": ("mo hinh", "hop tac xa", "model", "don vi"),
    "communes": ("xa", "commune"),
    "chains": ("chuoi", "chain"),
    "members": ("thanh vien", "nguoi", "ho", "ho gia dinh", "member", "person", "luot nguoi"),
    "persons": ("nguoi", "lao dong", "thanh vien", "can bo", "viec lam", "person", "people", "worker", "job"),
    "members-per-htx": ("thanh vien", "nguoi", "member"),
}  # fmt: skip
_PLURAL = re.compile(r"\b(cooperative|group|union|organi[sz]ation|member|person|worker|job|model|chain|commune)s\b")
# What begins like a thing counted and is another.
_NOT = {"htx": ("cooperative union", "cooperative group")}
_PERCENT = ("%", "ty le")
_MONEY = {"million-vnd": ("trieu dong", "trieu", "trd", "million vnd", "vnd million", "million dong"), "billion-vnd": ("ty dong", "ty", "billion vnd", "vnd billion", "billion dong")}  # fmt: skip
# Other money, thousands and the like: known, and never the measure of an indicator.
_OTHER = ("dong", "vnd", "nghin dong", "ngan dong", "nghin", "ngan", "usd", "nghin nguoi", "ha", "tan", "km", "m2", "kg", "nghin ty dong")
_PARTS = {
    "person": ("nguoi", "lao dong", "thanh vien", "person", "worker", "member"),
    "htx": ("hop tac xa", "cooperative"),
    "tht": ("to hop tac", "to", "group"),
    "lhhtx": ("lien hiep", "lien hiep hop tac xa", "union"),
    "year": ("nam", "year", "hang nam"),
    "month": ("thang", "month"),
}


@lru_cache(maxsize=5_000)
def fits(measure_id: str, unit: str) -> bool | None:
    """Return whether a unit of measure as written can be that measure; None where the words name no unit at all (or are empty).

    A unit may leave out what the indicator already says: `triệu đồng` fits `triệu đồng/người/năm`, `triệu đồng/tháng` does not.
    """
    bare = _singular(normal(unit))
    if not bare:
        return None
    if unit == measure_id:
        return True
    if measure_id in ("percent", "percent-per-year"):
        return bare.split(" ")[0] == "%" or bare.startswith(_PERCENT) if is_unit(unit) else None
    if not is_unit(unit):
        return None
    for money, names in _MONEY.items():
        if measure_id.startswith(money):
            return _starts(bare, names) and not bare.startswith("ty le") and _parts_agree(measure_id, bare)
    return _starts(bare, _COUNTED[measure_id]) and not _starts(bare, (*_PERCENT, *_NOT.get(measure_id, ())))


@lru_cache(maxsize=5_000)
def is_unit(unit: str) -> bool:
    """Return whether words begin with a unit of measure, of whatever sort."""
    bare = _singular(normal(unit))
    every = (*_PERCENT, *_OTHER, *(name for names in (*_COUNTED.values(), *_MONEY.values()) for name in names))
    return _starts(bare, every)


def is_counted(unit: str) -> bool:
    """Return whether words begin with a thing that is counted, of whatever sort."""
    return _starts(normal(unit), tuple(name for names in _COUNTED.values() for name in names))


def _singular(bare: str) -> str:
    """English words of things that are counted, each one of them."""
    return _PLURAL.sub(r"\1", bare)


def is_whole(measure_id: str) -> bool:
    """Return whether the measure counts things, so that a figure has no decimals."""
    return measure_id in _COUNTED and measure_id != "members-per-htx"


def is_money(measure_id: str) -> bool:
    """Return whether the measure is money."""
    return measure_id.startswith(tuple(_MONEY))


def _starts(bare: str, names: tuple[str, ...]) -> bool:
    return any(f"{bare} ".startswith(f"{name} ") for name in names)


def _parts_agree(measure_id: str, bare: str) -> bool:
    """`… per person a month`: no part that the unit names may be another than the measure's."""
    own = set(measure_id.split("-"))
    rest = f" {bare} "
    named = {part for part, names in _PARTS.items() if any(f" {name} " in rest for name in names)}
    # `to hop tac` holds no cooperative, `lien hiep hop tac xa` does.
    if "lhhtx" in named:
        named.discard("htx")
    return named <= own | {"vnd"} if named else True
