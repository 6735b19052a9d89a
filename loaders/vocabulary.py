"""The vocabularies as they stand in their files: operators, bases, codes and the like, with labels in both languages."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from loaders.package import here


def vocabulary(name: str, folder: Path | None = None) -> tuple[Mapping[str, str], ...]:
    """Return the rows of vocabulary/`name`.csv as text, by position where the table has one, else as in the file; empty text for nulls.

    By default those of `package.here`. Raises FileNotFoundError for an unknown name.
    """
    return _vocabulary(name, folder or here())


@lru_cache(maxsize=64)
def _vocabulary(name: str, folder: Path) -> tuple[Mapping[str, str], ...]:
    with (folder / "vocabulary" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(sorted(csv.DictReader(file), key=lambda row: int(row.get("position") or 0)))
