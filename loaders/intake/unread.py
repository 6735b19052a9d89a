"""Words in which no number or date can be read with certainty: which text says why and what to write instead."""

from loaders.texts import texts


class UnreadError(Exception):
    """What was found and cannot be read: the text_id of why and what to do about it, and the values that it names.

    `absent`: the words say that there is no value ("-", "chưa có số liệu"), which is nothing to mend.
    """

    def __init__(self, text_id: str, **values: object) -> None:
        super().__init__(text_id)
        self.text_id = text_id
        self.values = {name: _short(value) for name, value in values.items()}

    @property
    def absent(self) -> bool:
        return self.text_id == ABSENT

    def words(self, lang: str) -> str:
        """Return why, and what to do about it, in `lang`."""
        return texts(lang)[self.text_id].format(**self.values)


def _short(value: object) -> object:
    """A value that a message can name: a long text cut."""
    return f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value


LONGEST = 80
ABSENT = "intake.absent"

# What people put where they have no value; folded. An x alone marks a cell that cannot have one.
_MARKERS = {*"-–—.…xX/*?", "--", "---", "...", "..", "n/a", "na", "n.a.", "#n/a", "null", "nil", "tbd", "missing", "khong ap dung", "trong"}
_NO_DATA = (
    "chua co",
    "khong co so lieu",
    "khong co du lieu",
    "khong co thong tin",
    "khong ro",
    "chua ro",
    "chua thong ke",
    "chua tong hop",
)
_NO_DATA_EN = ("no data", "not available", "not applicable", "not known", "unknown")


def says_absent(folded: str) -> bool:
    """Return whether folded words say that there is no value: nothing at all, a dash, dots, "chưa có", "n/a"."""
    bare = folded.strip("()[] ")
    return not bare or bare in _MARKERS or (not any(c.isdigit() for c in bare) and bare.startswith((*_NO_DATA, *_NO_DATA_EN)))
