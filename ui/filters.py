"""The filter widgets. Each shows labels, keeps ids, and stands in the address."""

import streamlit as st

from loaders.selection import ANNUAL, MISSING, Selection
from ui import address, database, viewport
from ui.texts import language, t

SWITCH = {True: "co", False: "khong"}
# Filter of Selection -> its key in the address.
KEYS = {
    "units": "dia-phuong",
    "themes": "chu-de",
    "families": "cau-hoi-loc",
    "indicators": "chi-tieu",
    "horizons": "nam",
    "kinds": "loai",
}


def kept(key: str, options: dict[str, str], default: str) -> str:
    """Return the id that the drop-down `key` is about to show, before it is drawn."""
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


def search(key: str, label: str) -> str:
    """A search box; accents, case and old tone placement do not matter. Returns the words as typed, at most 100 letters."""
    widget = f"filter_{key}"
    if address.is_news(key) or widget not in st.session_state:
        st.session_state[widget] = "".join(address.words(key))[:100]
    if address.is_whole():  # else words typed meanwhile would be lost
        _tell(widget)
    words = st.text_input(label, key=widget, placeholder=t("filter.search_hint"), max_chars=100)
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
    widget = f"filter_{key}"
    if address.is_news(key) or st.session_state.get(widget) not in options:
        st.session_state[widget] = next(iter(address.ids(key, options)), default)
    _tell(widget)
    return widget


def selection(view: str, lang: str) -> Selection:
    """Draw the filters that apply to `view` and return what is chosen."""
    options = _options(view, lang)
    names = [name for name in KEYS if name not in MISSING.get(view, ())]
    chosen = {}
    anything = any(address.words(KEYS[name]) for name in names)
    with st.expander(t("filter.title"), expanded=anything or not viewport.narrow()):
        for column, name in zip(st.columns(len(names)), names, strict=True):
            with column:
                chosen[name] = many(KEYS[name], t(f"filter.{name}"), options[name])
    return Selection(**chosen, search=st.session_state.get("filter_tim", ""))


def _options(view: str, lang: str) -> dict[str, dict[str, str]]:
    labels = database.labels(lang)
    years = database.observed_years() if view == "observation_row" else {**labels["horizons"], ANNUAL: t("horizon.annual")}
    return {**labels, "horizons": years}


def sentence(view: str, chosen: Selection) -> str:
    """Return the chosen filters in words."""
    names = {name: t(f"filter.{name}") for name in (*KEYS, "search")}
    return chosen.sentence(_options(view, language()), names, t("filter.none"))
