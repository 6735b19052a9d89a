"""How people write names: abbreviations written out, accents and punctuation looked past, words that carry no meaning left out."""

import re
import unicodedata
from functools import lru_cache

from loaders.folding import fold, tidy

# As they stand in folded text; the longest first, so that LHHTX is no HTX.
_SHORT = {
    "lmhtx": "lien minh hop tac xa",
    "lhhtx": "lien hiep hop tac xa",
    "lh htx": "lien hiep hop tac xa",
    "htxnn": "hop tac xa nong nghiep",
    "htx nn": "hop tac xa nong nghiep",
    "htx": "hop tac xa",
    "tht": "to hop tac",
    "kttt": "kinh te tap the",
    "ktht": "kinh te hop tac",
    "qtdnd": "quy tin dung nhan dan",
    "qtd": "quy tin dung",
    "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te",
    "cnc": "cong nghe cao",
    "dtts": "dan toc thieu so",
    "nsnn": "ngan sach nha nuoc",
    "bq": "binh quan",
    "tv": "thanh vien",
    "cb": "can bo",
    "cbql": "can bo quan ly",
    "cd": "cao dang",
    "dh": "dai hoc",
    "sc": "so cap",
    "tc": "trung cap",
    "ld": "lao dong",
    "tnbq": "thu nhap binh quan",
    "sl": "so luong",
}
_ABBREVIATED = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _SHORT), key=len, reverse=True))})\b")
# One way of writing what is written in several.
_SAME = tuple(
    (re.compile(rf"\b{old}\b"), new)
    for old, new in (
        ("ti le|ti trong|ty trong|phan tram|ty suat", "ty le"),
        ("ti dong", "ty dong"),
        ("thanh lap them|thanh lap moi|lap moi|moi thanh lap|moi lap|phat trien moi", "thanh lap moi"),
        ("binh quan 1|binh quan moi|binh quan cua mot|trung binh mot|trung binh moi", "binh quan mot"),
        ("loi nhuan", "lai"),
        ("nhan dan", "dan"),
        ("tung nam|moi nam|trong nam|nam bao cao", "hang nam"),
        ("xa vien", "thanh vien"),
        ("toc do tang truong|toc do phat trien|muc tang|ty le tang", "toc do tang"),
        ("newly established|newly founded|newly set up", "new"),
        ("co operatives?|coop(?:erative)?s?", "cooperative"),
        ("number of|no of", "so"),
        ("percentage of|percentage|per cent|percent|share of|proportion of|rate of", "ty le"),
    )
)
_NUMBERING = re.compile(r"^(?:[-+*•–]+|\(?[0-9]{1,2}[.)]+(?:[0-9]{1,2}[.)]*)*|[a-zđ][.)]|[ivx]{1,4}[.)])\s*")
_SIGNS = re.compile(r"[^\w%/]+")
# Words between names that tell nothing apart.
_EMPTY = frozenset(
    [
        "so",
        "luong",
        "tong",
        "cac",
        "cua",
        "tren",
        "dia",
        "ban",
        "duoc",
        "la",
        "va",
        "trong",
        "do",
        "gom",
        "mot",
        "moi",
        "nhung",
        "hien",
        "co",
        "thi",
        "tai",
        "dat",
        "loai",
        "xep",
        "hang",
        "o",
        "cho",
        "ve",
        "voi",
        "the",
        "of",
        "in",
        "the",
        "a",
        "an",
        "and",
        "total",
        "all",
        "by",
        "per",
        "to",
    ]
)
# Words that say of which sort a figure is; they narrow a choice and name nothing.
_SORTS = frozenset(
    [
        "ty",
        "le",
        "binh",
        "quan",
        "toc",
        "do",
        "tang",
        "hang",
        "nam",
        "cong",
        "don",
        "luy",
        "ke",
        "giai",
        "doan",
        "%",
        "average",
        "cumulative",
        "growth",
        "annual",
        "a",
        "year",
    ]
)
_TONES = {"\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}


@lru_cache(maxsize=20_000)
def folded(words: str) -> str:
    """Return words folded, remembered: a column says the same few words over and over."""
    return fold(words)


@lru_cache(maxsize=20_000)
def normal(words: str) -> str:
    """Return words as names are looked up: folded, numbering and punctuation gone, abbreviations written out; empty in, empty out."""
    bare = _NUMBERING.sub("", fold(words))
    bare = re.sub(r"(?<=\w)/\s*(?=htx|tht|nguoi|nam|thang)", " / ", bare)
    bare = " ".join(_SIGNS.sub(" ", bare).replace("/", " ").split())
    bare = _ABBREVIATED.sub(lambda found: _SHORT[found[0]], bare)
    for pattern, same in _SAME:
        bare = pattern.sub(same, bare)
    return " ".join(bare.replace("%", " % ").split())


@lru_cache(maxsize=20_000)
def tokens(words: str) -> frozenset[str]:
    """Return the words of a name that tell it apart, each once: what names are near by."""
    return frozenset(bag(words))


@lru_cache(maxsize=20_000)
def bag(words: str) -> tuple[str, ...]:
    """Return the words of a name that tell it apart, sorted, each as often as it stands there: `loại khá, tốt` and `tốt, khá` are alike."""
    return tuple(sorted(word for word in normal(words).split() if word not in _EMPTY and word not in _SORTS))


@lru_cache(maxsize=20_000)
def toned(words: str) -> str:
    """Return words with every tone behind its syllable and marked letters kept: `Hoà` is `Hòa`, and `Sơn Hà` is not `Sơn Hạ`."""
    said = []
    for word in _SIGNS.sub(" ", tidy(words).casefold()).split():
        letters = unicodedata.normalize("NFD", word)
        tone = "".join(_TONES[letter] for letter in letters if letter in _TONES)
        said.append(unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES)) + tone)
    return " ".join(said)


def without_brackets(words: str) -> str:
    """Return words without what stands in brackets, which is a unit of measure or an aside."""
    return tidy(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", words))


def in_brackets(words: str) -> str:
    """Return what stands in the last brackets of the words; empty without any."""
    found = re.findall(r"\(([^()]*)\)", words)
    return tidy(found[-1]) if found else ""


def slug(words: str, longest: int = 40) -> str:
    """Return words as an id holds them: `Hòa Bình` is hoa-binh; cut at a whole word where they are long, `x` for nothing."""
    parts = re.findall(r"[a-z0-9]+", fold(words))
    kept = ""
    for part in parts:
        if len(kept) + len(part) + 1 > longest:
            break
        kept += f"-{part}" if kept else part
    return kept or (parts[0][:longest] if parts else "x")
