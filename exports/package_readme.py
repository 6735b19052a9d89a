"""What stands beside the tables of a data package, in Vietnamese and English."""

from collections.abc import Mapping, Sequence
from datetime import date

from exports.citation import citation, permalink
from exports.meanings import qualifiers
from exports.sources import sources
from exports.view import View
from loaders.package import read_package
from loaders.stating import day, number, with_own
from loaders.texts import LANGUAGES, texts


def readme(views: Mapping[str, Sequence[View]], tables: Sequence[tuple[str, int]], on: date, base_url: str) -> str:
    """Return README.md: what it is, tables (path and rows), filters, method, how to read the qualifiers, citation, sources, licence.

    Once in Vietnamese and once in English, each with the views of that language; sources as the Vietnamese views name them.
    """
    package = read_package()
    parts = [f"# {package.title_vi} · {package.title_en}", *(_part(views[lang], tables, on, base_url, lang) for lang in LANGUAGES)]
    listed = [f"- {_plain(words)}" + (f" <{address}>" if address else "") for words, address in sources(views[LANGUAGES[0]])]
    heading = " · ".join(texts(lang)["sheet.sources"] for lang in LANGUAGES)
    return "\n\n".join([*parts, f"## {heading}", "\n".join(listed) or "–"]) + "\n"


def _part(views: Sequence[View], tables: Sequence[tuple[str, int]], on: date, base_url: str, lang: str) -> str:
    words = texts(lang)
    titles = [*(view.title for view in views), words["package.targets"]]
    rows = [
        f"- `{path}`: {_plain(title)} ({words['package.rows'].format(rows=number(count, lang))})"
        for (path, count), title in zip(tables, titles, strict=False)  # the targets have a table of their own only where a view gives some
    ]
    return "\n\n".join(
        [
            f"## {words['package.language']}",
            f"{words['package.what']} {words['reading.version']}: {views[0].version}. {words['reading.day']}: {day(on, lang)}.",
            f"### {words['package.tables']}",
            "\n".join(rows),
            f"{words['package.form']} {words['package.apostrophe']} {words['package.check']}",
            *(_view(view, words, on, base_url, lang) for view in views),
            f"### {words['sources.operators']}",
            words["sources.operators_note"],
            "\n".join(f"- {q['label']} ({q['wording']}): {q['reading']}" for q in qualifiers(lang)),
            f"### {words['reading.licence']}",
            f"{words['licence.data']} (`LICENSE.md`)",
        ]
    )


def _view(view: View, words: Mapping[str, str], on: date, base_url: str, lang: str) -> str:
    told = [
        f"- {words['reading.marks']}: {_plain(view.subtitle)}",
        f"- {words['reading.filters']}: {_plain(view.filters)}",
        *([f"- {words['column.origin']}: {_plain(with_own('', view.own, lang))}"] if view.own else []),
        *(f"- {words['reading.method']}: {_plain(line)}" for line in view.method),
        f"- {words['reading.link']}: <{permalink(view, base_url)}>",
        f"- {words['reading.citation']}: {_plain(citation(view, lang, on, base_url))}",
    ]
    return f"### {_plain(view.title)}\n\n" + "\n".join(told)


def _plain(words: str) -> str:
    """Words on one line in which no tag begins: a reader's own search words may stand in the filters."""
    return " ".join(words.split()).replace("<", "&lt;")
