"""Words on screen, kept in the table `text`, in Vietnamese and English."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from loaders.package import SHIPPED, here

LANGUAGES = ("vi", "en")
# What is said where the words themselves cannot be read, and what `texts` and a look-up in it raise then.
WORDLESS = {
    "vi": "Chưa nạp được dữ liệu: không đọc được data/vocabulary/text.csv. Chép lại cả thư mục data/ rồi mở lại trang.",
    "en": "The data could not be loaded: data/vocabulary/text.csv cannot be read. Copy the whole folder data/ again and open the page again.",
}
UNREADABLE = (OSError, ValueError, KeyError, csv.Error)


def texts(lang: str, folder: Path | None = None) -> Mapping[str, str]:
    """Return text_id -> words in `lang`, by default those of `package.here`. Raises KeyError for a language other than vi and en.

    Source: vocabulary/text.csv.
    """
    return _texts(lang, folder or _spoken(here()))


@lru_cache(maxsize=8)
def _spoken(folder: Path) -> Path:
    """The folder whose words the pages speak: that of the data, unless these are a package that brings no words of its own."""
    return SHIPPED if (folder / "datapackage.json").exists() and not (folder / "vocabulary" / "text.csv").exists() else folder


@lru_cache(maxsize=8)
def _texts(lang: str, folder: Path) -> Mapping[str, str]:
    with (folder / "vocabulary" / "text.csv").open(encoding="utf-8", newline="") as file:
        return {row["text_id"]: row[lang] for row in csv.DictReader(file)}
