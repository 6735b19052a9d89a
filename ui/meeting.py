"""The set of views for a meeting: kept in the reader's own browser, never on the server; gathered by a button beside the downloads."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2s
from urllib.parse import urlencode
from uuid import uuid4

import streamlit as st

from exports import meeting_set
from exports.meeting_set import Item, Problem, Reading
from exports.view import View
from ui import carry, component, database, view_at
from ui.texts import language, t

PATH = "trinh-chieu"
TITLE, NOTE = meeting_set.TITLE, meeting_set.NOTE
clean_title, clean_note = meeting_set.title, meeting_set.note
# What the window remembers: whether it has told this session what the browser keeps, and which change it wrote last.
JS = """
const KEY = 'bo-trinh-chieu';
const read = () => { try { return localStorage.getItem(KEY) ?? ''; } catch { return ''; } };
const write = text => { try { localStorage.setItem(KEY, text); } catch { /* a browser that keeps nothing */ } };
export default anew(({ data, setStateValue }) => {
  if (window.meetingSet?.session !== data.session) window.meetingSet = { session: data.session, told: false, revision: 0 };
  const memory = window.meetingSet;
  if (data.listens && !memory.told) {
    memory.told = true;
    const kept = read();
    if (kept) setStateValue('kept', kept);
    else if (memory.waiting) write(memory.waiting);
    memory.revision = Math.max(memory.revision, data.revision);
    if (!kept && data.revision) write(data.text);
  } else if (data.revision > memory.revision) {
    memory.revision = data.revision;
    if (memory.told) write(data.text); else memory.waiting = data.text;
  }
  if (!data.listens) return;
  const hear = event => { if (event.key === KEY) setStateValue('kept', event.newValue ?? ''); };
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
});
"""
# What each kind of problem is called; named here so that none is missing.
WORDS = {
    "size": "meeting.bad_size",
    "file": "meeting.bad_file",
    "link": "meeting.bad_link",
    "format": "meeting.bad_format",
    "version": "meeting.bad_version",
    "many": "meeting.bad_many",
    "twice": "meeting.bad_twice",
    "address": "meeting.bad_address",
    "ids": "meeting.bad_ids",
    "title": "meeting.bad_title",
    "note": "meeting.bad_note",
}
_keeper = component.listening("meeting_keeper", JS)


def keep() -> None:
    """Take over what the browser keeps and hand it what has changed; called once a run by the entry point. Nothing kept costs no extra run."""
    result = _keeper(key="meeting_keeper", data={**_kept(), "listens": True}, on_kept_change=lambda: None, height=0)
    told = result.kept
    if isinstance(told, str) and told != st.session_state.get("meeting_told"):
        st.session_state["meeting_told"] = told
        found = read(told.encode())
        # Rows of one's own may be gone since the set was kept.
        if lost := tuple(problem for problem in found.problems if problem.kind in ("ids", "address")):
            st.session_state["meeting_problems"] = lost
        _hear(found.items)


def hand_over(key: str) -> None:
    """Hand the browser what this part of the page has changed, where the entry point does not run again."""
    if st.session_state.get("meeting_revision"):
        _keeper(key=f"{key}_keeper", data={**_kept(), "listens": False}, height=0)


def _kept() -> dict[str, object]:
    session = st.session_state.setdefault("meeting_session", uuid4().hex)
    revision = st.session_state.get("meeting_revision", 0)
    return {"session": session, "revision": revision, "text": file().decode() if revision else ""}


def _hear(kept: tuple[Item, ...]) -> None:
    """What the browser kept comes first; a link that was taken for want of a set is offered instead, what was added meanwhile stays."""
    own, first = items(), not st.session_state.get("meeting_heard")
    st.session_state["meeting_heard"] = True
    st.session_state["meeting"] = kept
    if st.session_state.pop("meeting_from_link", False) and own and kept and own != kept:
        offer(Reading(own))
        change(kept)  # the window may have written the link's set over it by now
    elif first and own:
        change(_joined(kept, own))


def items() -> tuple[Item, ...]:
    """Return the set, in its order."""
    return st.session_state.get("meeting", ())


def change(chosen: Sequence[Item]) -> None:
    """Put another set in its place, for the browser to keep."""
    st.session_state["meeting"] = tuple(chosen)[: meeting_set.ITEMS]
    st.session_state["meeting_revision"] = st.session_state.get("meeting_revision", 0) + 1


def _joined(first: Sequence[Item], second: Sequence[Item]) -> list[Item]:
    return list(
        {item.address: item for item in (*second, *first)}[address] for address in dict.fromkeys(i.address for i in (*first, *second))
    )


def version() -> str:
    """Return the data's version."""
    return database.package().version


def bare(address: str) -> str:
    """Return a view's address without its language: a set is shown in the reader's."""
    path, _, query = address.partition("?")
    kept = [pair for pair in query.split("&") if pair and not pair.startswith("lang=")]
    return f"{path}?{'&'.join(kept)}" if kept else path


def opens(address: str) -> str | None:
    """Return the address under which a view opens today, None where it opens none."""
    try:
        return bare(view_at.at(address, "vi").address)
    except (ValueError, KeyError):
        return None


def view(item: Item) -> View:
    """Return what an item shows, in the reader's language."""
    return view_at.at(item.address, language())


def key(address: str) -> str:
    """Return a short name for an address, for the keys of its widgets."""
    return blake2s(address.encode(), digest_size=6).hexdigest()


def title(item: Item) -> str:
    """Return the item's own title, else the view's, which names the page where it is a mere name."""
    shown = view(item)
    return item.title or (f"{t('page.progress')}: {shown.title}" if shown.page == "progress" else shown.title)


def read(content: bytes) -> Reading:
    """Return what is good of a file, and what is wrong with it."""
    return meeting_set.read(content, version(), opens)


def file() -> bytes:
    """Return the set as a file."""
    return meeting_set.write(items(), version())


def link() -> str:
    """Return the address that opens the set elsewhere; empty where it would be too long to be passed on."""
    found = f"{carry.base_url()}/{PATH}?" + urlencode({"bo": meeting_set.link(items(), version())})
    return found if len(found) <= meeting_set.LINK else ""


def said(problem: Problem) -> str:
    """Return what is wrong, why and what to do, in the reader's language; what stood in the file is shown as letters only."""
    shown = " ".join(problem.said.replace("`", "").split())
    return t(WORDS[problem.kind], item=problem.item, said=f"`{shown}`")


def offer(found: Reading) -> None:
    """Ask the reader, on the set's own page, what to do with a set that has come."""
    st.session_state["meeting_offered"] = found


def take(found: Reading, how: str) -> None:
    """Do what the reader has answered: `replace`, `append` or `leave`."""
    st.session_state.pop("meeting_offered", None)
    if how == "replace":
        change(found.items)
    elif how == "append":
        change(_joined(items(), found.items))


def arrive() -> None:
    """Take the set that a link brings; where the reader has another one, ask. Called by the set's page before it shows anything."""
    if (text := st.query_params.get("bo")) is None:
        return
    found = meeting_set.unlink(text, version(), opens)
    receive(found)
    st.session_state["meeting_from_link"] = bool(found.items) and "meeting_offered" not in st.session_state
    # Last, for a run that is cut short before shall begin anew with the link.
    del st.query_params["bo"]


def receive(found: Reading) -> None:
    """Take a set that has come, from a file or a link; where the reader has another one, ask."""
    st.session_state["meeting_problems"] = found.problems
    if items() and found.items and found.items != items():
        offer(found)
    elif found.items and not items():
        change(found.items)


def add(address: str) -> None:
    """Put a view at the end of the set, once."""
    if all(item.address != address for item in items()):
        change((*items(), Item(address)))


def remove(address: str) -> None:
    """Take a view out of the set."""
    change([item for item in items() if item.address != address])


def move(address: str, by: int) -> None:
    """Move a view up (-1) or down (1)."""
    chosen = list(items())
    place = next((n for n, item in enumerate(chosen) if item.address == address), None)
    if place is not None and 0 <= place + by < len(chosen):
        chosen.insert(place + by, chosen.pop(place))
        change(chosen)


def reword(address: str, words: str, note: str) -> None:
    """Give a view the presenter's own title and note; empty for the view's own title and none."""
    told = {"title": meeting_set.title(words), "note": meeting_set.note(note)}
    change([replace(item, **told) if item.address == address else item for item in items()])


def add_button(shown: View, key: str) -> None:
    """Offer to put what is on screen into the set; once it is in, say so, and offer to take it out."""
    address, chosen = bare(shown.address), items()
    place = next((n for n, item in enumerate(chosen, 1) if item.address == address), 0)
    with st.container(key=f"{key}_meeting", width="content"):
        if not place:
            full = len(chosen) >= meeting_set.ITEMS
            st.button(
                t("meeting.add", count=len(chosen)),
                key=f"{key}_add",
                icon=":material/add_to_queue:",
                on_click=add,
                args=(address,),
                disabled=full,
                help=t("meeting.full", most=meeting_set.ITEMS) if full else t("meeting.add_help"),
            )
        else:
            with st.popover(t("meeting.added", count=len(chosen)), icon=":material/check:", key=f"{key}_added"):
                st.write(t("meeting.place", place=place, count=len(chosen)))
                st.button(t("meeting.remove"), key=f"{key}_remove", icon=":material/remove_from_queue:", on_click=remove, args=(address,))
                st.page_link("pages/meeting.py", label=t("meeting.open"), icon=":material/slideshow:")
        hand_over(key)
