"""Streamlit with a button and a number."""

import streamlit as st

st.title("Streamlit")
st.session_state["clicks"] = st.session_state.get("clicks", 0) + st.button("click")
st.html(f"<p id='said'>{st.session_state['clicks']}</p>")
