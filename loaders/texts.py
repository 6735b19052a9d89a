"""Words on screen, kept in the table `text`, in Vietnamese and English."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from loaders.package import DATA

LANGUAGES = ("vi", "en")


@cache
def texts(lang: str, folder: Path = DATA) -> Mapping[str, str]:
    """Return text_id -> words in `lang`. Raises KeyError for a language other than vi and en. Source: vocabulary/text.csv."""
    with (folder / "vocabulary" / "text.csv").open(encoding="utf-8", newline="") as file:
        return {row["text_id"]: row[lang] for row in csv.DictReader(file)}
