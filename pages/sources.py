"""Where every number comes from, what every word means, and what is missing."""

import streamlit as st

from exports import views
from loaders import dictionary
from ui import carry, database, page
from ui.texts import language, t

page.head(t("sources.title"), t("sources.lede", version=database.package().version))
tabs = st.tabs([t(f"sources.{name}") for name in dictionary.SECTIONS])
for tab, name in zip(tabs, dictionary.SECTIONS, strict=True):
    with tab:
        page.hint(t(f"sources.{name}_note"))
        for title, frame, links in database.section(name, language()):
            if title:
                st.header(title, anchor=False)
            carry.paper(t(f"sources.{name}"), title, views.spelt_out(frame), most=len(frame))
            st.dataframe(
                frame,
                hide_index=True,
                placeholder="–",
                height=min(520, 38 + 35 * max(len(frame), 1)),
                column_config={link: st.column_config.LinkColumn(link, display_text=t("card.open")) for link in links},
                alt=t("table.alt", rows=len(frame)),
            )
