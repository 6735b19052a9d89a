"""Components of our own that listen to the whole page, as to its keys, a clock or a file dropped somewhere."""

from pathlib import Path
from typing import Any

import streamlit as st

ANEW = (Path(__file__).parent / "anew.js").read_text(encoding="utf-8")


def listening(name: str, js: str, **more: Any) -> Any:
    """Return a component of Streamlit's whose script says `export default anew(…)`; more: as `st.components.v2.component` takes it.

    Each call of the script ends what the one before it listens to: else every run of the page would leave one more listener behind.
    """
    return st.components.v2.component(name, js=ANEW + js, **more)
