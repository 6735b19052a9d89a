"""What stands behind the question mark, as the same selection that the pages filter with; anything that would be guessed at is refused."""

from collections.abc import Mapping, Sequence

from api.refusals import RefusedError
from api.tables import Table
from loaders.folding import tidy
from loaders.selection import LONGEST, SEARCH, Selection

REPLACED = "\ufffd"  # what Python puts in the place of bytes that are no UTF-8


def selection(said: Sequence[tuple[str, str]], table: Table, known: Mapping[str, Sequence[str]]) -> Selection:
    """Return the selection that `said` (names and values in the address's order) asks for; ids count once.

    A name may be repeated, and one value may hold several ids with commas between them. known: filter -> its ids.
    Raises RefusedError for a name or an id that is unknown, for an empty value, and for a search that is repeated, too long or not UTF-8.
    """
    chosen: dict[str, list[str]] = {}
    for key, value in said:
        if key not in table.filters:
            raise RefusedError(400, "unknown_filter", table.filters, said=key, table=table.name)
        chosen.setdefault(key, []).extend([value] if key == SEARCH else value.split(","))
    search = _search(chosen.pop(SEARCH, None))
    return Selection(**{table.filters[key]: _ids(key, words, known[table.filters[key]]) for key, words in chosen.items()}, search=search)


def refuse_any(said: Sequence[tuple[str, str]], place: str) -> None:
    """Raise RefusedError where an address that takes no filter was given one."""
    if said:
        raise RefusedError(400, "unknown_filter", said=said[0][0], table=place)


def _ids(key: str, said: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(word.strip() for word in said))
    for word in words:
        if not word:
            raise RefusedError(400, "empty_value", known, key=key)
        if word not in known:
            raise RefusedError(400, "unknown_id", known, said=word, key=key)
    return words


def _search(said: Sequence[str] | None) -> str:
    if said is None:
        return ""
    if len(said) > 1:
        raise RefusedError(400, "repeated_search", key=SEARCH)
    [words] = said
    if REPLACED in words:
        raise RefusedError(400, "not_utf_8", key=SEARCH)
    if not tidy(words):
        raise RefusedError(400, "empty_value", key=SEARCH)
    if len(words) > LONGEST:
        raise RefusedError(400, "long_search", key=SEARCH, most=str(LONGEST))
    return words
