"""Words -> ids: which indicator, standard, measure or other coded thing a file means. Exactly one, several to ask about, or none."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from loaders.intake import measures
from loaders.intake.known import Known, known
from loaders.intake.phrases import bag, in_brackets, normal, tokens, without_brackets

# What a figure's words say of its sort; the sorts told apart by words that name nothing else.
_HINTS = {
    "share": re.compile(r"\b(ty le|chiem)\b|%"),
    "average": re.compile(r"\bbinh quan\b|\baverage\b|\bper (cooperative|person|worker|group|union)\b"),
    "growth": re.compile(r"\b(toc do tang|tang truong|growth|tang so voi)\b"),
    "annual": re.compile(r"\bhang nam\b|\b(a|each|per) year\b|\bannual\b|\byearly new\b"),
    "cumulative": re.compile(r"\b(cong don|luy ke|ca giai doan|cumulative)\b"),
    "total": re.compile(r"\btong (doanh thu|von|nguon von|tai san|lai|nop)|\btotal (revenue|capital|assets|profit)"),
    "month": re.compile(r"\bthang\b|\bmonth(ly)?\b"),
    "new": re.compile(r"\b(thanh lap moi|new)\b"),
}
_YEAR = re.compile(r"(?i)\b(?:tính )?(?:(?:đến|hết|của|in|by|of) )?(?:(?:cuối )?năm )?(?:19|20)[0-9]{2}\b")
NEAREST = 5
# Longer words are no name of anything, and comparing them would take seconds.
LONGEST_NAME = 200


@dataclass(frozen=True, order=True)
class Meaning:
    """What words mean: an indicator, and the standard that they state with it (empty where they state none)."""

    indicator_id: str
    standard_id: str = ""


@dataclass(frozen=True)
class Lexicon:
    """How indicators and standards are called: whole phrases, their telling words, and phrases that state a standard."""

    phrases: Mapping[str, frozenset[Meaning]]
    words: Mapping[tuple[str, ...], frozenset[tuple[Meaning, str]]]
    standards: tuple[tuple[str, str], ...]
    every: tuple[tuple[Meaning, str], ...]


def indicators(said: Known, words: str, measure: str = "", rows: Mapping[str, Mapping[str, str]] | None = None) -> tuple[Meaning, ...]:
    """Return what an indicator's words can mean, by id; one: understood; several: to be asked; empty: unknown.

    `measure`: the unit of measure that stands beside them or in the value (`%`, `triệu đồng/HTX`); it chooses between meanings and
    contradicts none here. An id stands for itself. Source: labels of `indicator`, and `alias`.
    """
    table = rows or said.by_id["indicator"]
    if words.strip() in table:
        return (Meaning(words.strip()),)
    lexicon = _lexicon(said.package.folder)
    for form in _forms(words):
        stated = standard_in(said, form)
        bare = _without_standard(lexicon, normal(form), stated)
        found = lexicon.phrases.get(normal(form)) or lexicon.phrases.get(bare) or _by_words(lexicon, form, bare)
        if found:
            meanings = {Meaning(each.indicator_id, each.standard_id or stated) for each in found}
            return tuple(sorted(_narrowed(said, meanings, words, measure)))
    return ()


def _forms(words: str) -> tuple[str, ...]:
    """The words as they stand, then without what stands in brackets, then without a year."""
    bare = without_brackets(words)
    return tuple(dict.fromkeys(form for form in (words, bare, undated(bare)) if form.strip()))


def undated(words: str) -> str:
    """Return words without the years that they name."""
    return _YEAR.sub(" ", words)


def _by_words(lexicon: Lexicon, form: str, bare: str) -> frozenset[Meaning]:
    """Meanings with the same telling words; of them those with the same hints, if any."""
    for said in (form, bare):
        found = lexicon.words.get(bag(said), frozenset())
        if found:
            mine = hints(form)
            alike = {meaning for meaning, phrase in found if hints(phrase) == mine}
            return frozenset(alike or {meaning for meaning, _ in found})
    return frozenset()


def _narrowed(said: Known, meanings: set[Meaning], words: str, measure: str) -> set[Meaning]:
    """Those of several meanings that the unit of measure allows; all where it allows none or there is but one."""
    unit = measure or in_brackets(words)
    if len(meanings) < 2 or not unit:
        return meanings
    rows = said.by_id["indicator"]
    fitting = {each for each in meanings if measures.fits(rows[each.indicator_id]["measure_id"], unit) is not False}
    return fitting or meanings


@lru_cache(maxsize=20_000)
def hints(words: str) -> frozenset[str]:
    """Return what words say of a figure's sort: share, average, growth, annual, cumulative, total, month, new."""
    bare = normal(words)
    return frozenset(name for name, pattern in _HINTS.items() if pattern.search(bare))


def standard_in(said: Known, words: str) -> str:
    """Return the id of the standard or status filter that words state somewhere (`đang hoạt động`), the longest phrase's; empty for none."""
    bare = f" {normal(words)} "
    return next((standard for phrase, standard in _lexicon(said.package.folder).standards if f" {phrase} " in bare), "")


def standard(said: Known, words: str) -> str:
    """Return the standard that a cell of standards names: id, label, or a phrase that states it; empty for none such."""
    if words.strip() in said.by_id["standard"]:
        return words.strip()
    labels = {bag(row[f"label_{lang}"]): row["standard_id"] for row in said.tables["standard"] for lang in ("vi", "en")}
    return labels.get(bag(words)) or standard_in(said, words)


def coded(rows: Iterable[Mapping[str, str]], key: str, words: str, names: tuple[str, ...] = ("label_vi", "label_en")) -> tuple[str, ...]:
    """Return the ids of the rows that words name by id or by one of the columns `names`, in the rows' order; looked up `normal`."""
    bare, listed = normal(words), list(rows)
    by_id = [row[key] for row in listed if row[key] == words.strip()]
    return tuple(
        dict.fromkeys(by_id or [row[key] for row in listed if bare and bare in {normal(row[name]) for name in names if row[name]}])
    )


def nearest(said: Known, words: str, measure: str = "") -> tuple[str, ...]:
    """Return the indicators whose names come closest to words that mean none, best first, at most five; those that `measure` allows first.

    None for words too long to be a name.
    """
    if len(words) > LONGEST_NAME:
        return ()
    lexicon, asked, mine = _lexicon(said.package.folder), tokens(without_brackets(words)), hints(words)
    rows = said.by_id["indicator"]
    scores: dict[str, float] = {}
    for meaning, phrase in lexicon.every:
        named = tokens(phrase)
        common = len(asked & named) / max(len(asked | named), 1)
        if common > 0.2:
            alike = common + 0.1 * (mine == hints(phrase))
            scores[meaning.indicator_id] = max(scores.get(meaning.indicator_id, 0), alike)
    close = get_close_matches(normal(words), lexicon.phrases, n=NEAREST, cutoff=0.75)
    for place, phrase in enumerate(close):
        for meaning in lexicon.phrases[phrase]:
            scores[meaning.indicator_id] = max(scores.get(meaning.indicator_id, 0), 1 - place / 100)

    def order(key: str) -> tuple[bool, float, str]:
        return measures.fits(rows[key]["measure_id"], measure) is False, -scores[key], key

    return tuple(sorted(scores, key=order)[:NEAREST])


def _without_standard(lexicon: Lexicon, bare: str, stated: str) -> str:
    """A phrase without the words that state its standard."""
    padded = f" {bare} "
    for phrase, found in lexicon.standards:
        if found == stated and f" {phrase} " in padded:
            return " ".join(padded.replace(f" {phrase} ", " ").split())
    return bare


@lru_cache(maxsize=4)
def _lexicon(folder: Path) -> Lexicon:
    tables = known(folder).published
    named = [(Meaning(row["indicator_id"]), row[f"label_{lang}"]) for row in tables["indicator"] for lang in ("vi", "en")]
    named += [(Meaning(row["indicator_id"], row["standard_id"]), row["words"]) for row in tables["alias"] if row["indicator_id"]]
    phrases: dict[str, set[Meaning]] = defaultdict(set)
    words: dict[tuple[str, ...], set[tuple[Meaning, str]]] = defaultdict(set)
    for meaning, phrase in named:
        phrases[normal(phrase)].add(meaning)
        words[bag(phrase)].add((meaning, phrase))
    stated = {normal(row["words"]): row["standard_id"] for row in tables["alias"] if row["standard_id"] and not row["indicator_id"]}
    stated |= {normal(row[f"label_{lang}"]): row["standard_id"] for row in tables["standard"] for lang in ("vi", "en")}
    return Lexicon(
        {phrase: frozenset(found) for phrase, found in phrases.items()},
        {said: frozenset(found) for said, found in words.items() if said},
        tuple(sorted(stated.items(), key=lambda pair: (-len(pair[0]), pair))),
        tuple(named),
    )
