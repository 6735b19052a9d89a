"""The reader's theme, and letters and colours of what leaves the page; the page's own rules of style stand in style.css."""

import streamlit as st

# Letters of files that leave the page, and its ground and ink where there is none to ask: light, dark.
FONT = "'Source Sans', 'Segoe UI', 'Noto Sans', Arial, sans-serif"
GROUND = {False: ("#ffffff", "#56636f"), True: ("#12171d", "#a7b3bf")}


def ground() -> tuple[str, str]:
    """Return the colours of the page and of its quieter words."""
    return GROUND[dark()]


def dark() -> bool:
    """Whether the reader's theme is dark, so that charts are drawn for it."""
    return st.context.theme.type == "dark"
