"""Words -> a unit. Level words are optional, tones are looked at first, and of a former and a later unit of one name the date decides."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from loaders.folding import fold, tidy
from loaders.intake.known import Row
from loaders.intake.phrases import toned
from loaders.observation_rules import MERGER

# Words of a level, before or after the name, as they begin a unit's type.
_LEVELS = ("thanh pho", "thi xa", "thi tran", "dac khu", "tinh", "huyen", "quan", "phuong", "xa", "tp", "tx", "tt", "province", "city", "district", "town", "commune", "ward")  # fmt: skip
_OPENED = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran"}
_ISSUERS = ("uy ban nhan dan", "ubnd", "hdnd", "tinh uy", "thanh uy", "huyen uy", "so", "phong", "dia phuong")
_COUNTRY = ("ca nuoc", "toan quoc", "viet nam", "vietnam", "whole country", "nationwide", "trung uong")
# As many words of a title are looked through for the name of a place.
LONGEST_TITLE = 60
COUNTRY = "#"
_WHOLE_COUNTRY = ("ca nuoc", "toan quoc", "whole country", "nationwide")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_FORMER = re.compile(r"\b(cu|truoc|former|old|before)\b")
_LATER = re.compile(r"\b(moi|tu 1|sau|new|from)\b")
# What a reader may say of a territory: folded words -> code.
TERRITORIES = (("before-2025-07", _FORMER), ("from-2025-07", _LATER))


@dataclass(frozen=True)
class Named:
    """A name taken apart: without its level, folded and with its tones; the level's words; `former` or `later` where it says so."""

    bare: str
    toned: str
    level: str = ""
    era: str = ""


@lru_cache(maxsize=20_000)
def named(words: str) -> Named:
    """Return a name of a place taken apart: `UBND TP. Yên Bái` is Yên Bái, a city; `Hải Phòng (mới)` is the later Hải Phòng."""
    aside = fold(" ".join(_BRACKETS.findall(words)))
    pairs = [(fold(word), toned(word)) for word in re.findall(r"\w+", _BRACKETS.sub(" ", tidy(words)))]
    era = "former" if _FORMER.search(aside) else "later" if _LATER.search(aside) else ""
    if len(pairs) > 1 and pairs[-1][1] in ("cu4", "mơi1"):
        era = "former" if pairs.pop()[1] == "cu4" else "later"
    pairs = _cut(pairs, _ISSUERS)[0]
    pairs, level = _cut(pairs, _LEVELS)
    if not level and len(pairs) > 1 and pairs[-1][0] in _LEVELS:
        level = pairs.pop()[0]
    return Named(" ".join(pair[0] for pair in pairs), " ".join(pair[1] for pair in pairs), _OPENED.get(level, level), era)


def _cut(pairs: list[tuple[str, str]], openings: Iterable[str]) -> tuple[list[tuple[str, str]], str]:
    """The words without one of the openings, and that opening; a name keeps at least one word."""
    said = " ".join(pair[0] for pair in pairs) + " "
    found = next((opening for opening in openings if said.startswith(f"{opening} ")), "")
    count = len(found.split())
    return (pairs[count:], found) if found and len(pairs) > count else (pairs, "")


def units(rows: Iterable[Row], words: str) -> tuple[str, ...]:
    """Return the ids of the units that words can mean, in the rows' order; empty for none.

    An id stands for itself. `Sơn Hà` is not `Sơn Hạ`, `Son Ha` is both; a level in the words must be the unit's own.
    """
    rows = list(rows)
    if exact := [row["unit_id"] for row in rows if row["unit_id"] == words.strip()]:
        return tuple(exact)
    asked = named(words)
    if asked.bare in _COUNTRY or fold(words) in _COUNTRY:
        return tuple(row["unit_id"] for row in rows if row["level"] == "country")
    same = [row for row in rows if asked.bare and asked.bare in {each.bare for each in _names(row)}]
    if not asked.toned.isascii() or re.search(r"[1-5]", asked.toned):
        same = [row for row in same if asked.toned in {each.toned for each in _names(row)}] or same
    if asked.level:
        same = [row for row in same if asked.level in (fold(row["type_vi"])[: len(asked.level)], row["type_en"].split()[-1])]
    if asked.era:
        same = [row for row in same if (row["valid_from"] == MERGER.isoformat()) == (asked.era == "later")]
    return tuple(row["unit_id"] for row in same)


def called(row: Row) -> set[str]:
    """Return the names under which `asked` looks for a unit."""
    return {COUNTRY} if row["level"] == "country" else {each.bare for each in _names(row)}


def asked(words: str) -> str:
    """Return the bare name that words ask for, COUNTRY for all ways of naming the whole country."""
    bare = named(words).bare
    return COUNTRY if bare in _COUNTRY or fold(words) in _COUNTRY else bare


def _names(row: Row) -> tuple[Named, ...]:
    return tuple(named(row[name]) for name in ("label_vi", "short_vi", "label_en", "short_en"))


def near(rows: Iterable[Row], words: str, count: int = 4) -> tuple[str, ...]:
    """Return the ids of units whose names are within a typing error or two, best first; those of the very name at another level too."""
    asked = named(words).bare
    by_name: dict[str, list[str]] = {}
    for row in rows:
        for each in _names(row):
            by_name.setdefault(each.bare, []).append(row["unit_id"])
    close = get_close_matches(asked, by_name, n=count, cutoff=0.8) if asked else []
    return tuple(dict.fromkeys(unit for name in close for unit in by_name[name]))[:count]


def is_valid(row: Row, day: date) -> bool:
    """Return whether a unit existed on a day."""
    return (not row["valid_from"] or row["valid_from"] <= day.isoformat()) and (not row["valid_to"] or day.isoformat() <= row["valid_to"])


def territory(row: Row) -> str:
    """Return the code of the territory that figures of a unit describe: its own, as it was before or has been since 1 July 2025."""
    if row["role"] == "country":
        return "unchanged"
    return "from-2025-07" if row["valid_from"] == MERGER.isoformat() else "before-2025-07"


def stated_territory(words: str) -> str:
    """Return the code of the territory that words name (`địa giới trước 1/7/2025`, `before-2025-07`); empty where they name none."""
    if words.strip() in ("before-2025-07", "from-2025-07", "unchanged"):
        return words.strip()
    return next((code for code, pattern in TERRITORIES if pattern.search(fold(words))), "")


def in_title(rows: Iterable[Row], words: str) -> str:
    """Return the part of a title that names a unit with its level (`huyện Sơn Hà` in `Báo cáo … huyện Sơn Hà năm 2024`); empty for none."""
    said = re.findall(r"\w+", tidy(words))[:LONGEST_TITLE]
    rows = list(rows)
    for start in range(len(said)):
        for end in range(min(len(said), start + 6), start + 1, -1):
            part = " ".join(said[start:end])
            asked = named(part)
            if asked.level and asked.bare and units(rows, part):
                return part
    return ""


@lru_cache(maxsize=1_000)
def names_the_country(words: str) -> bool:
    """Return whether a title says that it is of the whole country (`… HTX cả nước năm 2023`); the state's name alone heads every paper."""
    said = f" {' '.join(re.findall(r'[a-z]+', fold(words)))} "
    return any(f" {country} " in said for country in _WHOLE_COUNTRY)
