"""Words in labels: nothing of them is left for Markdown to follow."""

import re

import pytest

from tests.hostile.corpus import EVERY
from ui.texts import plain

# Every sign of ASCII that Markdown, or Streamlit's own signs within it, give a meaning to inside a line.
MEANT = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]()#+!|<>~$:&=]")


@pytest.mark.parametrize("words", EVERY, ids=range(len(EVERY)))
def test_a_label_leaves_nothing_to_markdown(words):
    said = plain(words)
    assert not MEANT.search(said)
    assert "\n" not in said
    assert ":material/" not in said.replace("\\", "")
    assert re.sub(r"\\([^\w\s]|_)", r"\1", said).replace("\u2060", "") == " ".join(words.split()).replace("\u2060", "")
