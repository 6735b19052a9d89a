"""The filter widgets. Each shows labels, keeps ids, and stands in the address."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from loaders.selection import ANNUAL, KEYS, LONGEST, SEARCH, Selection, names
from loaders.texts import texts
from ui import address, database, viewport
from ui.texts import plain, t

WIDGET = "filter_"  # before the key in the address: the widget's own
SWITCH = {True: "co", False: "khong"}
# More options than this are not laid out one beside the other: a drop-down that can be searched takes their place.
LAID_OUT = 20


def held() -> dict[str, list[str]]:
    """Return what the widgets drawn last hold now, under their keys in the address; also what the reader has just chosen and the address lacks."""
    found = {}
    for key, value in st.session_state.items():
        if isinstance(key, str) and key.startswith(WIDGET) and value not in (None, ""):
            values = value if isinstance(value, list) else [SWITCH[value] if isinstance(value, bool) else str(value)]
            found[key.removeprefix(WIDGET)] = values
    return found


def begin() -> None:
    """Forget what could be chosen on the page until now. Called before the filters of a page with a picture are drawn."""
    st.session_state["offered"] = {}


def offered() -> list[tuple[str, str, dict[str, list[str]]]]:
    """Return what a click on the filters drawn by now would choose: the widget's key, the words to click on, and what the address would say.

    Filters with few choices come first: a long list is opened before something in it is chosen.
    """
    offers = sorted(st.session_state["offered"].items(), key=lambda offer: len(offer[1]))
    return [(widget, words, chosen) for widget, choices in offers for words, chosen in choices.items()]


def _offer(widget: str, choices: Mapping[str, dict[str, list[str]]]) -> None:
    st.session_state["offered"][widget] = choices


def _offer_others(key: str, options: Mapping[str, str], chosen: str) -> None:
    _offer(key, {label: {key: [i]} for i, label in options.items() if i != chosen})


def kept(key: str, options: dict[str, str], default: str) -> str:
    """Return the id that the drop-down `key`, which stands behind a button, is about to show; called before it is drawn."""
    return st.session_state[_single(key, options, default)]


def many(key: str, label: str, options: dict[str, str], most: int | None = None) -> tuple[str, ...]:
    """A drop-down for several ids, `most` at most; nothing chosen means all. Returns the chosen ids in the order of choice."""
    widget = _several(key, options)
    st.session_state[widget] = st.session_state[widget][:most]
    chosen = st.multiselect(
        label,
        list(options),
        format_func=lambda i: options[i],
        key=widget,
        placeholder=t("filter.some" if most else "filter.all"),
        max_selections=most,
    )
    _offer(key, {label: {key: [*chosen, i]} for i, label in options.items() if i not in chosen})
    address.write(key, chosen)
    return tuple(chosen)


def pills(key: str, label: str, options: dict[str, str]) -> tuple[str, ...]:
    """Pills for several ids; nothing chosen means all. Too many for pills: a drop-down for as many as a page can show."""
    if len(options) > LAID_OUT:
        return many(key, label, options, most=database.MOST)
    widget = _several(key, options)
    chosen = st.pills(label, list(options), format_func=lambda i: plain(options[i]), key=widget, selection_mode="multi", wrap=True)
    _offer(key, {label: {key: [one for one in chosen if one != i] if i in chosen else [*chosen, i]} for i, label in options.items()})
    address.write(key, chosen)
    return tuple(chosen)


def one(key: str, label: str, options: dict[str, str], default: str, help: str | None = None) -> str:
    """A drop-down for one id. Returns `default` when the address names none."""
    widget = _single(key, options, default)
    chosen = st.selectbox(label, list(options), format_func=lambda i: options[i], key=widget, help=help)
    _offer_others(key, options, chosen)
    address.write(key, [chosen], [default])
    return chosen


def one_of(key: str, label: str, options: dict[str, str], default: str) -> str:
    """A row of buttons for one id, of very many a drop-down. Returns `default`, else the first, when the address names none."""
    default = default if default in options else next(iter(options))
    if len(options) > LAID_OUT:
        return one(key, label, options, default)
    widget = _single(key, options, default)
    chosen = st.segmented_control(label, list(options), format_func=lambda i: plain(options[i]), key=widget, wrap=True) or default
    _offer_others(key, options, chosen)
    address.write(key, [chosen], [default])
    return chosen


def switch(key: str, label: str, *, default: bool, help: str | None = None) -> bool:
    """A switch, on or off; in the address it says `co` or `khong`."""
    widget = f"{WIDGET}{key}"
    if address.is_news(key) or widget not in st.session_state:
        st.session_state[widget] = default if not (said := address.ids(key, tuple(SWITCH.values()))) else said[0] == SWITCH[True]
    _tell(widget)
    shown = st.toggle(label, key=widget, help=help)
    _offer(key, {"": {key: [SWITCH[not shown]]}})
    address.write(key, [SWITCH[shown]], [SWITCH[default]])
    return shown


def percent(key: str, label: str, default: int, low: int, high: int, help: str | None = None) -> float:
    """A whole number of per cent from `low` to `high`; anything else in the address means `default`. Returns a fraction: 0.05 for 5%."""
    widget = f"{WIDGET}{key}"
    if address.is_news(key) or widget not in st.session_state:
        said = address.ids(key, [str(n) for n in range(low, high + 1)])
        st.session_state[widget] = int(said[0]) if said else default
    _tell(widget)
    chosen = int(st.number_input(label, low, high, step=1, key=widget, help=help))
    address.write(key, [str(chosen)], [str(default)])
    return chosen / 100


def choose(chosen: Mapping[str, list[str]]) -> None:
    """Let filters hold just these ids, as a click in a picture asks, and draw the fragment again; nothing happens where they do already."""
    said = {key: st.query_params.get_all(key) for key in st.query_params}
    wanted = {key: ids for key, ids in {**said, **chosen}.items() if ids}
    if wanted != said:
        # In one go: each change is a step in the browser's history.
        st.query_params.from_dict(wanted)
        st.rerun(scope="fragment")


def greyed(key: str, label: str, options: dict[str, str], reasons: dict[str, str], default: str) -> str:
    """A row of buttons for one id, those with a reason greyed out and their reasons in words beside the label.

    Returns `default`, which must always apply, when the address names no id or one with a reason.
    """
    # Streamlit's own row of choices can be disabled as a whole only.
    widget = _single(key, options, default)
    if reasons.get(st.session_state[widget]):
        st.session_state[widget] = default
    chosen = st.session_state[widget]
    with st.container(key=f"row_{widget}", gap=None):
        st.html(f"<div class='choice'><span>{escape(label)}</span>{_why(options, reasons)}</div>")
        with st.container(horizontal=True, gap="xsmall"):
            for option, name in options.items():
                st.button(
                    plain(name),
                    key=f"{widget}_{option}",
                    type="primary" if option == chosen else "secondary",
                    icon=":material/check:" if option == chosen else None,
                    disabled=bool(reasons.get(option)),
                    help=plain(reasons.get(option) or "") or None,
                    on_click=st.session_state.__setitem__,
                    args=(widget, option),
                )
    for option, name in options.items():
        _offer(f"{key}_{option}", {name: {key: [option]}} if option != chosen and not reasons.get(option) else {})
    address.write(key, [chosen], [default])
    return chosen


def _why(options: dict[str, str], reasons: dict[str, str]) -> str:
    """The reasons as HTML that opens on a tap, options of one reason in one line; empty where nothing is greyed out."""
    names: dict[str, list[str]] = {}
    for option, name in options.items():
        names.setdefault(reasons.get(option, ""), []).append(name)
    lines = [f"<p>{escape(', '.join(greyed))}: {escape(why)}</p>" for why, greyed in names.items() if why]
    return f"<details><summary>{escape(t('filter.greyed'))}</summary>{''.join(lines)}</details>" if lines else ""


def whole(key: str, label: str, most: int, usual: str) -> int | None:
    """A box for a whole number from 1 to `most`. Returns None where it is empty, which `usual` says in the box."""
    widget = f"{WIDGET}{key}"
    if address.is_news(key) or widget not in st.session_state:
        said = address.ids(key, [str(number) for number in range(1, most + 1)])
        st.session_state[widget] = int(said[0]) if said else None
    chosen = st.number_input(label, 1, most, step=1, key=widget, placeholder=usual, value=None, width=170)
    address.write(key, [] if chosen is None else [str(chosen)])
    return chosen


def search(key: str, label: str) -> str:
    """A search box; accents, case and old tone placement do not matter. Returns the words as typed, at most LONGEST letters."""
    widget = f"{WIDGET}{key}"
    held = [words for words in (st.session_state[widget],) if words] if widget in st.session_state else None
    if address.is_news(key, held) or widget not in st.session_state:
        st.session_state[widget] = "".join(address.words(key))[:LONGEST]
    if address.is_whole():  # else words typed meanwhile would be lost
        _tell(widget)
    words = st.text_input(label, key=widget, placeholder=t("filter.search_hint"), max_chars=LONGEST)
    address.write(key, [words] if words else [])
    return words


def _tell(widget: str) -> None:
    """Have the browser told what a widget holds, also where that is nothing new.

    It forgets what it was told before it drew the widget: in a closed popover, or in a first run that a phone cut short by saying so.
    """
    st.session_state[widget] = st.session_state[widget]


def _several(key: str, options: dict[str, str]) -> str:
    """Put the address's ids into the widget before it is drawn, if the address says anything new; return the widget's key."""
    widget = f"{WIDGET}{key}"
    if address.is_news(key, st.session_state.get(widget)) or widget not in st.session_state:
        st.session_state[widget] = address.ids(key, options)
    elif any(i not in options for i in st.session_state[widget]):  # else nothing is said, and what is chosen meanwhile stays chosen
        st.session_state[widget] = [i for i in st.session_state[widget] if i in options]
    return widget


def _single(key: str, options: dict[str, str], default: str) -> str:
    """The same for one id."""
    widget = f"{WIDGET}{key}"
    held = st.session_state.get(widget)
    # The default stands in the address only where the reader came back to it.
    if address.is_news(key, None if held in (None, default) else [held]) or held not in options:
        st.session_state[widget] = next(iter(address.ids(key, options)), default)
    _tell(widget)
    return widget


def selection(view: str, lang: str) -> Selection:
    """Draw the filters that apply to `view` and return what is chosen."""
    options = _options(view, lang)
    chosen = {}
    anything = any(address.words(KEYS[name]) for name in names(view))
    with st.expander(t("filter.title"), expanded=anything or not viewport.narrow()):
        for column, name in zip(st.columns(len(names(view))), names(view), strict=True):
            with column:
                most = database.MOST if name == "units" and database.usual() else None
                chosen[name] = many(KEYS[name], t(f"filter.{name}"), options[name], most)
    return Selection(**chosen, search=st.session_state.get(f"{WIDGET}{SEARCH}", ""))


def read(view: str, query: Mapping[str, list[str]], lang: str) -> Selection:
    """Return what the address of a page with the filters of `view` chooses; ids that these do not know are left out, as on the page itself."""
    options = _options(view, lang)
    chosen = {name: tuple(i for i in dict.fromkeys(query.get(KEYS[name], ())) if i in options[name]) for name in names(view)}
    return Selection(**chosen, search="".join(query.get(SEARCH, ()))[:LONGEST])


def _options(view: str, lang: str) -> dict[str, dict[str, str]]:
    labels = database.labels(lang)
    years = database.observed_years() if view == "observation_row" else {**labels["horizons"], ANNUAL: t("horizon.annual")}
    return {**labels, "horizons": years}


def sentence(view: str, chosen: Selection, lang: str) -> str:
    """Return the chosen filters in words."""
    words = texts(lang)
    titles = {name: words[f"filter.{name}"] for name in (*KEYS, "search")}
    return chosen.sentence(_options(view, lang), titles, words["filter.none"])
