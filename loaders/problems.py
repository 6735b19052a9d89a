"""What a check says when something is wrong: where, which rule, what is wrong and how to mend it, in both languages.

The words stand in problems.csv beside the code and not in the data's table of texts: what is broken may be just that table.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("problems.csv")


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. `row` is the line number in the file as a spreadsheet shows it (the header is 1); 0 means the file itself."""

    file: str
    row: int
    field: str
    rule: str
    message_vi: str
    message_en: str

    def line(self, lang: str = "vi") -> str:
        """Return the problem as one printable line in `lang`."""
        message = self.message_en if lang == "en" else self.message_vi
        place = words()["place.column" if self.field else "place"][lang].format(file=self.file, row=self.row, field=self.field)
        return f"{place} [{self.rule}]: {message}"


def problem(file: str, row: int, field: str, rule: str, said: str = "", **values: object) -> Problem:
    """Return a problem in the words of `said`, by default its rule's own, which hold `values`. Raises KeyError where there are none."""
    told = words()[said or rule]
    return Problem(file, row, field, rule, told["vi"].format(**values), told["en"].format(**values))


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return problem_id -> language -> words, in which `{…}` stands for a value. Source: problems.csv."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row.pop("problem_id"): row for row in csv.DictReader(file)}
