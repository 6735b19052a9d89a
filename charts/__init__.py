"""Figures: a tidy frame and its words go in, a plotly figure comes out.

Nothing here reads a file, knows Streamlit or contains a word of the page: labels come in the frame, sentences in `texts`.
"""
