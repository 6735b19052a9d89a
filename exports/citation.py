"""How to cite a view, and the address under which it opens again."""

from datetime import date

from exports.view import View
from loaders.package import read_package
from loaders.stating import day
from loaders.texts import texts


def permalink(view: View, base_url: str) -> str:
    """Return the full address of a view: `base_url` (with or without a slash at its end) and the view's path and query."""
    return f"{base_url.rstrip('/')}/{view.address.lstrip('/')}"


def citation(view: View, lang: str, on: date, base_url: str) -> str:
    """Return one line in `lang` that names the project, the view's title (in the view's own language), the data's version, the day `on` and the permalink."""
    line = texts(lang)["citation.line"].format(
        project=read_package().title(lang), title=view.title, version=view.version, day=day(on, lang), link=permalink(view, base_url)
    )
    return " ".join(line.split())
