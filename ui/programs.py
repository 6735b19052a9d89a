"""The rows on screen as an address for programs, with the code that fetches them."""

from html import escape

import streamlit as st

from api.tables import BY_VIEW, DATA_PACKAGE, FORMATS, OPENAPI, address, root
from exports.snippets import snippets
from loaders.selection import Selection
from ui import carry, page
from ui.texts import t


def panel(view: str, selection: Selection) -> None:
    """Offer, folded away, the address of the published rows of a labelled view under `selection`, and code for it."""
    table, base, query = BY_VIEW[view], carry.base_url(), selection.query(view)
    addresses = {form: address(base, table, form, query) for form in FORMATS}
    with st.expander(t("api.title"), icon=":material/code:"):
        page.hint(t("api.lede"))
        st.code(addresses["csv"], language=None, wrap_lines=True)
        found = snippets(table.name, table.columns, addresses["csv"], addresses["parquet"])
        for tab, snippet in zip(st.tabs([t(f"api.{snippet.tool}") for snippet in found]), found, strict=True):
            with tab:
                st.code(snippet.code, language=snippet.language, wrap_lines=True)
                if snippet.tool == "excel":
                    page.hint(t("api.excel_how"))
        _links(addresses, root(base))


def _links(addresses: dict[str, str], top: str) -> None:
    """The same rows in the other forms, and what describes them."""
    links = {form: addresses[form] for form in ("json", "parquet")}
    links |= {name: top + name for name in (DATA_PACKAGE, OPENAPI)} | {t("api.all"): top}
    shown = " · ".join(
        f"<a href='{escape(url, quote=True)}' target='_blank' rel='noopener'>{escape(name)}</a>" for name, url in links.items()
    )
    st.html(f"<p class='hint'>{escape(t('api.also'))} {shown}</p>")
