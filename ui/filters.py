"""The filter widgets. Each shows labels, keeps ids, and stands in the address."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from loaders.selection import ANNUAL, KEYS, LONGEST, SEARCH, Selection, names
from ui import address, database, viewport
from ui.texts import language, t

SWITCH = {True: "co", False: "khong"}


def kept(key: str, options: dict[str, str], default: str) -> str:
    """Return the id that the drop-down `key`, which stands behind a button, is about to show; called before it is drawn."""
    return st.session_state[_single(key, options, default)]


def many(key: str, label: str, options: dict[str, str]) -> tuple[str, ...]:
    """A drop-down for several ids; nothing chosen means all. Returns the chosen ids in the order of choice."""
    widget = _several(key, options)
    chosen = st.multiselect(label, list(options), format_func=lambda i: options[i], key=widget, placeholder=t("filter.all"))
    address.write(key, chosen)
    return tuple(chosen)


def pills(key: str, label: str, options: dict[str, str]) -> tuple[str, ...]:
    """Pills for several ids; nothing chosen means all."""
    widget = _several(key, options)
    chosen = st.pills(label, list(options), format_func=lambda i: options[i], key=widget, selection_mode="multi", wrap=True)
    address.write(key, chosen)
    return tuple(chosen)


def one(key: str, label: str, options: dict[str, str], default: str, help: str | None = None) -> str:
    """A drop-down for one id. Returns `default` when the address names none."""
    widget = _single(key, options, default)
    chosen = st.selectbox(label, list(options), format_func=lambda i: options[i], key=widget, help=help)
    address.write(key, [chosen], [default])
    return chosen


def one_of(key: str, label: str, options: dict[str, str], default: str) -> str:
    """A row of buttons for one id. Returns `default` when the address names none."""
    widget = _single(key, options, default)
    chosen = st.segmented_control(label, list(options), format_func=lambda i: options[i], key=widget, wrap=True) or default
    address.write(key, [chosen], [default])
    return chosen


def switch(key: str, label: str, *, default: bool, help: str | None = None) -> bool:
    """A switch, on or off; in the address it says `co` or `khong`."""
    widget = f"filter_{key}"
    if address.is_news(key) or widget not in st.session_state:
        st.session_state[widget] = default if not (said := address.ids(key, tuple(SWITCH.values()))) else said[0] == SWITCH[True]
    _tell(widget)
    shown = st.toggle(label, key=widget, help=help)
    address.write(key, [SWITCH[shown]], [SWITCH[default]])
    return shown


def percent(key: str, label: str, default: int, low: int, high: int, help: str | None = None) -> float:
    """A whole number of per cent from `low` to `high`; anything else in the address means `default`. Returns a fraction: 0.05 for 5%."""
    widget = f"filter_{key}"
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
                    name,
                    key=f"{widget}_{option}",
                    type="primary" if option == chosen else "secondary",
                    icon=":material/check:" if option == chosen else None,
                    disabled=bool(reasons.get(option)),
                    help=reasons.get(option) or None,
                    on_click=st.session_state.__setitem__,
                    args=(widget, option),
                )
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
    widget = f"filter_{key}"
    if address.is_news(key) or widget not in st.session_state:
        said = address.ids(key, [str(number) for number in range(1, most + 1)])
        st.session_state[widget] = int(said[0]) if said else None
    chosen = st.number_input(label, 1, most, step=1, key=widget, placeholder=usual, value=None, width=170)
    address.write(key, [] if chosen is None else [str(chosen)])
    return chosen


def search(key: str, label: str) -> str:
    """A search box; accents, case and old tone placement do not matter. Returns the words as typed, at most LONGEST letters."""
    widget = f"filter_{key}"
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
    widget = f"filter_{key}"
    if address.is_news(key) or widget not in st.session_state:
        st.session_state[widget] = address.ids(key, options)
    else:
        st.session_state[widget] = [i for i in st.session_state[widget] if i in options]
    return widget


def _single(key: str, options: dict[str, str], default: str) -> str:
    """The same for one id."""
    widget = f"filter_{key}"
    if address.is_news(key) or st.session_state.get(widget) not in options:
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
                chosen[name] = many(KEYS[name], t(f"filter.{name}"), options[name])
    return Selection(**chosen, search=st.session_state.get(f"filter_{SEARCH}", ""))


def _options(view: str, lang: str) -> dict[str, dict[str, str]]:
    labels = database.labels(lang)
    years = database.observed_years() if view == "observation_row" else {**labels["horizons"], ANNUAL: t("horizon.annual")}
    return {**labels, "horizons": years}


def sentence(view: str, chosen: Selection) -> str:
    """Return the chosen filters in words."""
    titles = {name: t(f"filter.{name}") for name in (*KEYS, "search")}
    return chosen.sentence(_options(view, language()), titles, t("filter.none"))
