"""One filter object: it filters the query, says itself in a sentence, and names the file."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

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
ANNUAL = "annual"
# What the search box looks through in each labelled view.
SEARCHED = {
    "target_row": ("unit_vi", "indicator_vi", "indicator_en", "family_vi", "base_vi", "wording", "note", "document_vi"),
    "observation_row": ("unit_vi", "indicator_vi", "indicator_en", "family_vi", "base_vi", "wording", "note", "source_vi", "publisher"),
    "commitment_row": ("unit_vi", "theme_vi", "summary_vi", "summary_en", "document_vi"),
}
# Commitments have no number, so neither indicator nor kind.
MISSING = {"commitment_row": ("indicators", "kinds")}


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
            if not chosen or name in MISSING.get(view, ()):
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

    def sentence(self, labels: Mapping[str, Mapping[str, str]], names: Mapping[str, str], empty: str) -> str:
        """Return the filters in words, "Địa phương: Hải Phòng, Sơn Hà · Năm đích: 2025", or `empty` when nothing is chosen.

        `labels` maps filter name -> id -> label; `names` maps filter name -> its own title. An id without label stands as it is.
        """
        parts = []
        for field in fields(self):
            chosen = getattr(self, field.name)
            if chosen:
                words = chosen if field.name == "search" else ", ".join(labels.get(field.name, {}).get(c, c) for c in chosen)
                parts.append(f"{names[field.name]}: {words}")
        return " · ".join(parts) or empty

    def slug(self) -> str:
        """Return the filters as part of a file name: ids joined by `-`, groups by `_`; `all` when nothing is chosen; at most 80 letters."""
        groups = ["-".join(getattr(self, name)) for name in COLUMNS if getattr(self, name)]
        words = "".join(c if c.isascii() and c.isalnum() else "-" for c in self.search.lower()).strip("-")
        return "_".join([*groups, *([words] if words else [])])[:80].strip("-_") or "all"
