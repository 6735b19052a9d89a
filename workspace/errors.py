"""What the workspace could not do, in words of both languages."""

from collections.abc import Sequence

from loaders.texts import texts
from workspace.change import Change


class WorkspaceError(Exception):
    """Something that was not done, wholly: which text says why and what to do about it, and the values that it names."""

    def __init__(self, text_id: str, **values: object) -> None:
        super().__init__(text_id)
        self.text_id, self.values = text_id, values

    def words(self, lang: str) -> str:
        """Return why, and what to do about it, in `lang`."""
        return texts(lang)[self.text_id].format(**self.values)


class ConflictError(WorkspaceError):
    """Rows that another change has touched meanwhile. `changes`: those changes, newest first, each with the rows in question only."""

    def __init__(self, text_id: str, changes: Sequence[Change]) -> None:
        super().__init__(text_id, rows=len({(row.table, row.row_id) for change in changes for row in change.rows}))
        self.changes = tuple(changes)

    def words(self, lang: str) -> str:
        """Return how many rows are in question, who changed them and when, and what to do about it, in `lang`."""
        said = texts(lang)
        who = "; ".join(
            said["workspace.who_when"].format(author=change.author or said["workspace.nobody"], when=change.when(lang))
            for change in self.changes
        )
        return said[self.text_id].format(**self.values, who=who)
