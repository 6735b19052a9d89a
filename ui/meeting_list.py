"""The set as a list: order, titles and notes, what was wrong with a set that came, files to take home."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

import streamlit as st

from exports.data_package import data_package
from exports.meeting_set import Item
from exports.slides import Slide, presentation
from exports.table_csv import file_name
from exports.workbook import workbook
from ui import carry, edition, meeting, meeting_tools, page, present
from ui.downloads import HANOI
from ui.texts import t

FILES = {
    "pptx": ("meeting.pptx", ":material/co_present:"),
    "xlsx": ("meeting.xlsx", ":material/table:"),
    "zip": ("meeting.zip", ":material/folder_zip:"),
}


def news() -> None:
    """Say what was wrong with a set that came, and ask what to do with one beside the reader's own."""
    problems = st.session_state.get("meeting_problems", ())
    if problems:
        st.warning("\n".join(f"- {meeting.said(problem)}" for problem in problems))
    if found := st.session_state.get("meeting_offered"):
        with st.container(border=True, key="meeting_offer"):
            st.write(t("meeting.offered", count=len(found.items), own=len(meeting.items())))
            with st.container(horizontal=True):
                for how in ("append", "replace", "leave"):
                    st.button(t(ANSWERS[how]), key=f"meeting_{how}", on_click=meeting.take, args=(found, how))


ANSWERS = {"append": "meeting.append", "replace": "meeting.replace", "leave": "meeting.leave"}


def show() -> None:
    """Show the set, or how to begin one."""
    items = meeting.items()
    left, right = st.columns([7, 3], gap="large")
    with right:
        if items:
            _take_home(items)
        meeting_tools.show()
    with left:
        if not items:
            _begin()
        for place, item in enumerate(items, 1):
            _row(item, place, len(items))


# What a meeting asks first, in order: what was promised, what compares, are we getting there, how far is it, do the numbers fit?
USUAL = ("/", "/so-sanh?cau-hoi=htx-number", "/thuc-hien", "/lo-trinh", "/kiem-tra")


def _begin() -> None:
    page.hint(t("meeting.empty"))
    st.button(t("meeting.usual", count=len(USUAL)), key="meeting_usual", type="primary", icon=":material/filter_none:", on_click=_usual)
    for name, icon in {"compare": "compare_arrows", "progress": "flag", "pathway": "timeline"}.items():
        st.page_link(f"pages/{name}.py", label=t(f"page.{name}"), icon=f":material/{icon}:")


def _usual() -> None:
    """Begin with the usual pictures, as far as the data have them."""
    meeting.change([Item(found) for address in USUAL if (found := meeting.opens(address))])


def _row(item: Item, place: int, count: int) -> None:
    """One view: its place and title, the presenter's note, and what may be done with it."""
    shown, key = meeting.view(item), meeting.key(item.address)
    with st.container(border=True, key=f"item_{key}"):
        words, tools = st.columns([2, 1], vertical_alignment="center")
        with words:
            page.listed(f"{place}. {meeting.title(item)}", f"{t(PAGES[shown.page])} · {shown.filters}", item.note)
        with tools, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
            arrows = {
                "up": (-1, place > 1, "meeting.up", ":material/arrow_upward:"),
                "down": (1, place < count, "meeting.down", ":material/arrow_downward:"),
            }
            for name, (by, able, told, icon) in arrows.items():
                st.button(
                    "",
                    key=f"{name}_{key}",
                    icon=icon,
                    help=t(told),
                    on_click=meeting.move,
                    args=(item.address, by),
                    disabled=not able,
                )
            _words(item, key)
            st.button(
                "", key=f"out_{key}", icon=":material/delete:", help=t("meeting.remove"), on_click=meeting.remove, args=(item.address,)
            )


def _words(item: Item, key: str) -> None:
    """The presenter's own title and note, behind a button."""
    for name, words in (("title", item.title), ("note", item.note)):
        st.session_state[f"{name}_{key}"] = words
    with st.popover("", icon=":material/edit:", key=f"edit_{key}", help=t("meeting.edit")):
        told = partial(_reword, item.address, key)
        own = meeting.title(Item(item.address))
        st.text_input(t("meeting.title_of"), key=f"title_{key}", max_chars=meeting.TITLE, placeholder=own, on_change=told)
        st.text_area(t("meeting.note_of"), key=f"note_{key}", max_chars=meeting.NOTE, help=t("meeting.note_help"), on_change=told)


def _reword(address: str, key: str) -> None:
    meeting.reword(address, st.session_state[f"title_{key}"], st.session_state[f"note_{key}"])


PAGES = {name: f"page.{name}" for name in ("compare", "progress", "pathway", "checks")} | {"coverage": "page.overview"}


def _take_home(items: Sequence[Item]) -> None:
    """Begin the presentation, or take the set along as files that are made on the click."""
    st.button(t("meeting.present"), key="present", type="primary", icon=":material/slideshow:", on_click=present.begin, width="stretch")
    today = datetime.now(HANOI).date()
    # Made on the click in a thread without the reader's session: language and rows of one's own are in the views already.
    shown = tuple(Slide(meeting.view(item), meeting.title(item), item.note) for item in items)
    for kind, (words, icon) in FILES.items():
        st.download_button(
            t(words),
            data=edition.bound(partial(_made, kind, shown, today, carry.base_url())),
            file_name=f"{file_name(t('file.meeting'), str(len(items)), meeting.version(), today, for_excel=False).removesuffix('_plain.csv')}.{kind}",
            mime=carry.MIMES[kind],
            key=f"meeting_{kind}",
            icon=icon,
            on_click="ignore",
            width="stretch",
        )
    st.download_button(
        t("meeting.save"),
        data=meeting.file(),
        file_name=f"{t('file.meeting')}_{today.isoformat()}.json",
        mime="application/json",
        key="meeting_json",
        icon=":material/save:",
        on_click="ignore",
        width="stretch",
    )


def _made(kind: str, shown: Sequence[Slide], on: date, base: str) -> bytes:
    """The set as a file; a view without rows has no slide."""
    if kind == "pptx":
        return presentation([slide for slide in shown if len(slide.view.rows)], on=on, base_url=base)
    make: Callable[..., bytes] = workbook if kind == "xlsx" else data_package
    return make([slide.view for slide in shown], on=on, base_url=base)
