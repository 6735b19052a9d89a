"""Streamlit with a button, a number and a figure that never changes."""

import plotly.graph_objects as go
import streamlit as st

st.title("Streamlit")
st.session_state["clicks"] = st.session_state.get("clicks", 0) + st.button("click")
st.html(f"<p id='said'>{st.session_state['clicks']}</p>")
st.plotly_chart(go.Figure(go.Bar(x=[1, 2, 3], y=["a", "b", "c"], orientation="h")), key="chart")
