"""Which columns of a labelled view go home, in which order and under which title, for every kind of file."""

from collections.abc import Mapping

# Columns of the labelled views that go home, in order; `{lang}` is the reader's language.
COLUMNS = {
    "target_row": (
        "target_id unit_id unit_{lang} document_{lang} issued_on completeness_{lang} family_{lang} indicator_id indicator_{lang} kind_{lang} "
        "base_{lang} standard_{lang} period_start horizon operator operator_{lang} stated low low_closed high high_closed verbal measure_{lang} "
        "wording place parent_id modality_{lang} role_{lang} note source_{lang} publisher url origin_{lang}"
    ),
    "observation_row": (
        "observation_id unit_id unit_{lang} family_{lang} indicator_id indicator_{lang} kind_{lang} base_{lang} standard_{lang} operator "
        "operator_{lang} stated low high measure_{lang} period_start_on as_of as_of_on precision_{lang} territory_{lang} status_{lang} method_{lang} "
        "confidence_{lang} compiler_{lang} is_current wording note source_{lang} publisher published_on url origin_{lang}"
    ),
    "commitment_row": "commitment_id unit_id unit_{lang} document_{lang} theme_{lang} family_{lang} horizon summary_{lang} place origin_{lang}",
    "consistency": (
        "finding_id rule label_vi label_en question_vi question_en unit_id unit_{lang} target_ids outcome outcome_{lang} "
        "arithmetic_vi arithmetic_en implication_vi implication_en resolves_vi resolves_en origin_{lang}"
    ),
}
COLUMNS["verdict_row"] = " ".join(
    (
        "target_id unit_id unit_{lang} document_{lang} family_{lang} indicator_id indicator_{lang} kind_{lang} base_{lang} standard_{lang} period_start "
        "horizon operator operator_{lang} stated low high measure_{lang} end end_{lang} verdict verdict_{lang} reason_code reason_{lang} assessed_by "
        "assessed_by_{lang} equation_{lang} goal required ratio class_{lang} tolerance",
        *(
            f"{part}_observation_id {part}_stated {part}_low {part}_high {part}_as_of {part}_as_of_on {part}_source_{{lang}} {part}_publisher {part}_url {part}_origin_{{lang}}"
            for part in ("value", "baseline")
        ),
        "wording place origin_{lang}",
    )
)
# Columns whose title is not that of their name.
TITLES = {
    "operator": "operator_id",
    "verdict": "verdict_id",
    "end": "end_id",
    "assessed_by": "assessed_by_id",
    "rule": "rule_id",
    "outcome": "outcome_id",
    "target_ids": "target_list",
    "arithmetic_vi": "calculation",
    "arithmetic_en": "calculation",
}
# Columns of a figure beside a target: what the figure is there for stands before its own title.
PARTS = {"value_": "progress.judged", "baseline_": "progress.start"}
# The note is kept in Vietnamese under `note` and in English under `note_en`.
NOTE = {"vi": "note", "en": "note_en"}
OTHER = {"vi": "_en", "en": "_vi"}


def columns(view: str, lang: str) -> list[str]:
    """Return the columns of `view` that a file in `lang` holds, in order. Raises KeyError for a view that does not go home."""
    return [NOTE[lang] if name == "note" else name for name in COLUMNS[view].format(lang=lang).split()]


def stem(name: str) -> str:
    """Return a column's name without its language and without the figure that it belongs to: `value_source_vi` is a `source`."""
    part = next((part for part in PARTS if name.startswith(part)), "")
    return name.removeprefix(part).removesuffix("_vi").removesuffix("_en")


def title(name: str, lang: str, words: Mapping[str, str]) -> str:
    """Return a column's title out of `words` (text_id -> words in `lang`); that of a column in the other language says so.

    Raises KeyError for a column without a title.
    """
    part = next((part for part in PARTS if name.startswith(part)), "")
    if part:
        return f"{words[PARTS[part]]}: {title(name.removeprefix(part), lang, words)}"
    plain = words[f"column.{TITLES.get(name, stem(name))}"]
    return words["column.other_language"].format(title=plain) if name.endswith(OTHER[lang]) else plain


def titles(view: str, lang: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return column -> title for the columns of `view` that a file in `lang` holds, in order."""
    return {name: title(name, lang, words) for name in columns(view, lang)}
