"""The comparison in Streamlit as it comes: its own chart, its own table, no fragment, no setting."""

import streamlit as st

from bench.peers import view

st.set_page_config(layout="wide")
st.title("Streamlit")
names = {name: unit for unit, name in view.localities().items()}
chosen = st.pills("units", list(names), selection_mode="multi", label_visibility="collapsed")
seen = view.seen(tuple(names[name] for name in chosen))
st.plotly_chart(seen.figure, theme=None, key="chart", config=view.CONFIG)
st.dataframe(seen.table, hide_index=True)
