"""Where every number comes from, what every word means, and what is missing."""

import streamlit as st

from exports import views
from loaders import dictionary
from ui import carry, database, frames, page
from ui.texts import language, t

page.head(t("sources.title"), t("sources.lede", version=database.package().version))
page.usual()
tabs = st.tabs([t(f"sources.{name}") for name in dictionary.SECTIONS])
for tab, name in zip(tabs, dictionary.SECTIONS, strict=True):
    with tab:
        page.hint(t(f"sources.{name}_note"))
        for table in database.section(name, language()):
            if table.title:
                st.header(table.title, anchor=False)
            carry.paper(t(f"sources.{name}"), table.title, views.spelt_out(table.frame), most=len(table.frame))
            frames.plain(table.frame, links=table.links, wraps=table.wraps)
