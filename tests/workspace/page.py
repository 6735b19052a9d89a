"""A page as small as it can be: what is kept for the reader, and a button that puts a published figure under a name of one's own.

Run by AppTest, and by a real server for the browser.
"""

import csv

import streamlit as st

from loaders import own as rows
from loaders.package import DATA
from ui import kept, own, workspace_panel


def put() -> None:
    """Add a figure whose wording is what stands in the field."""
    words = st.session_state["word"]
    with (DATA / "tables" / "observation.csv").open(encoding="utf-8", newline="") as file:
        published = next(row for row in csv.DictReader(file) if row["is_current"] == "true")
    mine = own.current().rows("observation")
    added = {**published, "observation_id": f"own-{words}", "wording": words, "note": str(len(mine))}
    own.put(rows.own({"observation": [*mine, added]}), f"tệp {words}")


st.session_state["language"] = st.query_params.get("lang", "vi")
kept.arrive()
st.title("Số liệu của tôi")
kept.notice()
st.text_input("word", key="word")
st.button("put", key="put", on_click=put)
st.html(f"<p class='mine'>{' '.join(row['wording'] for row in own.current().rows('observation'))}</p>")
workspace_panel.show()
