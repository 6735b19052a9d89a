"""What only the browser knows or can say: that the screen is narrow, which it tells once and only when it is so; the page's language and names."""

import streamlit as st

from ui import component, everyone

NARROW = 700  # px; a projector or a laptop is wider, a phone held either way seldom is
PHONE = "Mobi"  # what the browsers of phones say of themselves

JS = f"""
export default anew((component) => {{
  document.documentElement.lang = component.data.lang;
  const query = window.matchMedia('(max-width: {NARROW}px)');
  const tell = () => component.setStateValue('narrow', query.matches);
  if (query.matches !== Boolean(component.data.narrow)) tell();
  query.onchange = tell;
  const unname = naming(component.data);
  return () => {{ query.onchange = null; unname(); }};
}});
"""
_component = component.listening("viewport", everyone.JS + JS)


def watch(lang: str) -> None:
    """Listen for a narrow screen and name the page's language; called once a run by the entry point. A wide screen costs no extra run."""
    result = _component(
        key="viewport", data={"narrow": narrow(), "lang": lang, **everyone.names(lang)}, on_narrow_change=lambda: None, height=0
    )
    st.session_state["narrow"] = bool(result.narrow) if result.narrow is not None else narrow()


def narrow() -> bool:
    """Return whether charts are to be drawn for a narrow screen; what the browser calls itself tells it until the screen has."""
    return st.session_state.get("narrow", PHONE in (st.context.headers.get("User-Agent") or ""))
