"""Where the reader's figures are kept: who is signed in, what is kept, who changed what and when, and the way back, out and in."""

from collections.abc import Mapping
from datetime import date, datetime

import streamlit as st

from loaders.own import PREFIX
from loaders.package import Field
from loaders.stating import day, number
from ui import account, database, edition, kept, page, workspace_file
from ui.downloads import HANOI
from ui.texts import language, t
from workspace.change import SET_ASIDE, Change, RowChange
from workspace.errors import WorkspaceError

# Changes in sight, and all that are listed; lines of a change that are shown.
FIRST, MOST, LINES = 4, 40, 50
# What happened to rows: how it is counted, and how one row is told.
KINDS = {
    "added": ("panel.added", "panel.line_added"),
    "changed": ("panel.changed", "panel.line_changed"),
    "dropped": ("panel.dropped", "panel.line_dropped"),
}
# What a row is called by, of the columns that it has.
NAMES = ("wording", "summary_{lang}", "label_{lang}", "number", "observation_id")


def show() -> None:
    """Show where the reader's figures are kept and what can be done about it; where nothing is kept, one line and the way to sign in."""
    seen = kept.present()
    st.header(t("panel.title"), anchor=False)
    page.hint(account.told(seen.account))
    if not seen.account.kept:
        account.buttons(seen.account)
        return
    page.hint(_held())
    with st.container(horizontal=True, key="workspace_tools"):
        _take_out(seen)
        workspace_file.show()
        _clear(seen)
        account.buttons(seen.account)
    _history()


def _held() -> str:
    """How much is kept, in a line."""
    counts = kept.counts()
    if not counts:
        return t("panel.empty")
    return t("panel.held", rows="; ".join(f"{_table(name)}: {_counted(rows)}" for name, rows in counts.items()))


def _take_out(seen: kept.Seen) -> None:
    """The whole workspace as a ZIP, made on the click, when no session stands behind it any more."""
    try:
        store = kept.store()
    except WorkspaceError:
        return  # the notice above the page says why
    today = datetime.now(HANOI).date()
    st.download_button(
        t("panel.export"),
        data=edition.bound(lambda: store.export(seen.account.name)),
        file_name=f"{t('file.workspace')}_{today.isoformat()}.zip",
        mime="application/zip",
        key="workspace_export",
        icon=":material/archive:",
        on_click="ignore",
        help=t("panel.export_help"),
    )


def _clear(seen: kept.Seen) -> None:
    """Drop everything, once it is confirmed."""
    rows = sum(kept.counts().values())
    with st.popover(t("panel.clear"), icon=":material/delete_sweep:", disabled=not rows):
        st.write(t("panel.clear_shared" if seen.account.shared else "panel.clear_sure", rows=_counted(rows)))
        st.button(t("panel.clear_yes", rows=_counted(rows)), key="workspace_clear", type="primary", on_click=kept.clear)


def _history() -> None:
    """The latest changes, each with its rows and the way back."""
    try:
        changes = kept.history(MOST)
    except WorkspaceError:
        return  # the notice above the page says why
    if not changes:
        return
    st.header(t("panel.history"), anchor=False)
    undone = {change.undoes for change in changes}
    for change in changes[:FIRST]:
        _change(change, change.revision in undone)
    if rest := changes[FIRST:]:
        with st.expander(t("panel.earlier", count=_counted(len(rest)))):
            for change in rest:
                _change(change, change.revision in undone)


def _change(change: Change, is_undone: bool) -> None:
    """One change in a line."""
    with st.container(border=True, key=f"change_{change.revision}"), st.container(horizontal=True, vertical_alignment="center"):
        page.listed(_what(change), _who(change), "")
        with st.popover(t("panel.rows"), key=f"rows_{change.revision}"):
            page.points(_lines(change))
            if len(change.rows) > LINES:
                page.hint(t("panel.more", rows=_counted(len(change.rows) - LINES)))
        st.button(
            t("panel.undo"),
            key=f"undo_{change.revision}",
            icon=":material/undo:",
            disabled=is_undone,
            on_click=kept.undo,
            args=(change.revision,),
        )


def _what(change: Change) -> str:
    parts = [t(words, rows=_counted(count)) for kind, (words, _) in KINDS.items() if (count := change.count(kind))]
    done = ", ".join(parts)
    return t("panel.undone", revision=change.undoes, done=done) if change.undoes else t("panel.done", revision=change.revision, done=done)


def _who(change: Change) -> str:
    who = t("workspace.who_when", author=change.author or t("workspace.nobody"), when=change.when(language()))
    return " · ".join(filter(None, (who, change.summary)))


def _lines(change: Change) -> list[str]:
    """The rows of a change as people know them, with what differs."""
    rows = sorted(change.rows, key=lambda row: (list(KINDS).index(row.kind), row.table))[:LINES]
    return [t(KINDS[row.kind][1], table=_table(row.table), row=_name(row), differs=_differs(row)) for row in rows]


def _name(row: RowChange) -> str:
    """A row by its words; by its id where it has none."""
    cells = row.now or row.was
    found = (cells.get(name.format(lang=language()), "") for name in NAMES)
    return next(filter(None, found), row.row_id.removeprefix(PREFIX))


def _differs(row: RowChange) -> str:
    """What a changed row said before and says now, column by column; empty for a row that came or went."""
    if row.kind != "changed":
        return ""
    was, now = row.was, row.now
    fields = [field for field in database.package().by_name[row.table].fields if was.get(field.name) != now.get(field.name)]
    return "; ".join(f"{field.title(language())}: {_cell(was, field)} → {_cell(now, field)}" for field in fields)


def _cell(cells: Mapping[str, str], field: Field) -> str:
    """A cell as people write it; as it stands where it is not what its column holds."""
    value = cells.get(field.name, "")
    try:
        if value and field.type == "number":
            return number(float(value), language())
        if value and field.type == "date":
            return day(date.fromisoformat(value), language())
    except ValueError:
        return value
    return value or "–"


def _table(name: str) -> str:
    """A table's title in the reader's language."""
    return t("panel.set_aside") if name == SET_ASIDE else database.package().by_name[name].title(language())


def _counted(count: int) -> str:
    return number(count, language())
