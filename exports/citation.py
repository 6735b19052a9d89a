"""How to cite a view, and the address under which it opens again."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from exports.view import View
from loaders.package import here, read_package
from loaders.stating import day, with_own
from loaders.texts import texts


def permalink(view: View, base_url: str) -> str:
    """Return the full address of a view: `base_url` (with or without a slash at its end), the view's path and query, the data's version."""
    address = view.address.lstrip("/")
    return f"{base_url.rstrip('/')}/{address}{'&' if '?' in address else '?'}v={view.version}"


def citation(view: View, lang: str, on: date, base_url: str) -> str:
    """Return one line in `lang` that names the project, the view's title (in the view's own language), the data's version, the day `on` and the permalink.

    Where the view holds figures of the reader's own, the line ends by saying how many: the permalink opens without them elsewhere.
    """
    line = texts(lang)["citation.line"].format(
        project=_project(lang, here()), title=view.title, version=view.version, day=day(on, lang), link=permalink(view, base_url)
    )
    return " ".join(with_own(line, view.own, lang).split())


@lru_cache(maxsize=8)
def _project(lang: str, folder: Path) -> str:
    return read_package(folder).title(lang)
