"""One filter object: it filters the query, says itself in a sentence, and names the file."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from loaders.folding import fold

# Filter -> the column that it filters in the labelled views.
COLUMNS = {
    "units": "unit_id",
    "themes": "theme_id",
    "families": "family_id",
    "indicators": "indicator_id",
    "horizons": "horizon",
    "kinds": "kind",
}
# Filter -> its name in an address, that of a page and that of a file for programs alike.
KEYS = {
    "units": "dia-phuong",
    "themes": "chu-de",
    "families": "cau-hoi-loc",
    "indicators": "chi-tieu",
    "horizons": "nam",
    "kinds": "loai",
}
SEARCH = "tim"
LONGEST = 100  # letters of a search
ANNUAL = "annual"
# What the search box looks through in each labelled view.
SEARCHED = {
    "target_row": ("unit_vi", "indicator_vi", "indicator_en", "family_vi", "base_vi", "wording", "note", "document_vi"),
    "observation_row": ("unit_vi", "indicator_vi", "indicator_en", "family_vi", "base_vi", "wording", "note", "source_vi", "publisher"),
    "commitment_row": ("unit_vi", "theme_vi", "summary_vi", "summary_en", "document_vi"),
    "indicator_row": ("indicator_vi", "indicator_en", "family_vi", "base_vi", "definition_vi", "definition_en"),
    "unit_row": ("name_vi", "name_en", "unit_vi", "note"),
    "document_row": ("unit_vi", "document_vi", "document_en", "name_vi", "name_en", "number", "issuer_vi", "note"),
}
# Commitments have no number, so neither indicator nor kind.
MISSING = {
    "commitment_row": ("indicators", "kinds"),
    "indicator_row": ("units", "horizons"),
    "unit_row": ("themes", "families", "indicators", "horizons", "kinds"),
    "document_row": ("themes", "families", "indicators", "horizons", "kinds"),
}


def names(view: str) -> tuple[str, ...]:
    """Return the filters that apply to a labelled view, the search aside, in the order of KEYS."""
    return tuple(name for name in KEYS if name not in MISSING.get(view, ()))


@dataclass(frozen=True)
class Selection:
    """What the reader has chosen. An empty tuple or text means no restriction; ids are public ids, horizons are years or `annual`."""

    units: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    horizons: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    search: str = ""

    def where(self, view: str) -> tuple[str, list]:
        """Return (SQL condition, parameters) for one of the labelled views; `true` when nothing restricts it."""
        conditions, parameters = ["true"], []
        for name, column in COLUMNS.items():
            chosen = getattr(self, name)
            if not chosen or name not in names(view):
                continue
            if name == "horizons":
                # A target without a horizon is a yearly floor, a commitment without one is bound to no year.
                conditions.append("coalesce(horizon::varchar, ?) in (select unnest(?::varchar[]))")
                parameters += ["" if view == "commitment_row" else ANNUAL, list(chosen)]
            else:
                conditions.append(f"{column} in (select unnest(?::varchar[]))")
                parameters.append(list(chosen))
        if self.search.strip():
            conditions.append(f"contains(fold(concat_ws(' ', {', '.join(SEARCHED[view])})), ?)")
            parameters.append(fold(self.search))
        return " and ".join(conditions), parameters

    def query(self, view: str) -> str:
        """Return the filters that apply to `view` as the part of an address behind the question mark; empty when nothing is chosen."""
        chosen = [(KEYS[name], value) for name in names(view) for value in getattr(self, name)]
        words = [(SEARCH, self.search.strip())] if self.search.strip() else []
        return urlencode([*chosen, *words])

    def sentence(self, labels: Mapping[str, Mapping[str, str]], titles: Mapping[str, str], empty: str) -> str:
        """Return the filters in words, "Địa phương: Hải Phòng, Sơn Hà · Năm đích: 2025", or `empty` when nothing is chosen.

        `labels` maps filter name -> id -> label; `titles` maps filter name -> its own title. An id without label stands as it is.
        """
        parts = []
        for field in fields(self):
            chosen = getattr(self, field.name)
            if chosen:
                words = chosen if field.name == "search" else ", ".join(labels.get(field.name, {}).get(c, c) for c in chosen)
                parts.append(f"{titles[field.name]}: {words}")
        return " · ".join(parts) or empty

    def slug(self) -> str:
        """Return the filters as part of a file name: ids joined by `-`, groups by `_`; `all` when nothing is chosen; at most 80 letters."""
        groups = ["-".join(getattr(self, name)) for name in COLUMNS if getattr(self, name)]
        words = "".join(c if c.isascii() and c.isalnum() else "-" for c in self.search.lower()).strip("-")
        return "_".join([*groups, *([words] if words else [])])[:80].strip("-_") or "all"
