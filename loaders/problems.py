"""What a check says when something is wrong: where, which rule, what is wrong and how to mend it, in both languages."""

from dataclasses import dataclass


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
        words = {"vi": ("dòng", "cột"), "en": ("row", "column")}[lang]
        message = self.message_en if lang == "en" else self.message_vi
        column = f", {words[1]} {self.field}" if self.field else ""
        return f"{self.file}, {words[0]} {self.row}{column} [{self.rule}]: {message}"
