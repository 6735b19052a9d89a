"""Pages that stand on data in which every free text is spoiled, and all that such a page sends to a browser."""

import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from loaders import package
from loaders.edition import Editions
from loaders.package import DATA
from tests.api.conftest import programs  # noqa: F401
from tests.hostile import corpus
from tests.pages.conftest import links, nothing_kept, open_dashboard, open_page, prose  # noqa: F401
from tests.pages.test_own import open_own  # noqa: F401
from ui import edition, news

# What Streamlit reads as Markdown: of an element, or of a block that holds others.
LABELS = ("label", "help", "body", "description")


@pytest.fixture(scope="session")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of data spoiled by a group of the corpus."""
    made: dict[str, Path] = {}

    def spoiled(group: str) -> Path:
        if group not in made:
            made[group] = shutil.copytree(DATA, tmp_path_factory.mktemp(group) / "data")
            columns = list(corpus.spoil(made[group], group))
            assert len(columns) > 90
        return made[group]

    return spoiled


@pytest.fixture
def on_spoiled(spoiled: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the pages stand on data spoiled by a group until the test ends."""

    def on_spoiled(group: str) -> None:
        held = Editions(spoiled(group))
        for module in (edition, news):
            monkeypatch.setattr(module, "EDITIONS", held)
        monkeypatch.setattr(package, "DATA", held.source)
        assert edition.current().package.folder == held.newest().folder

    return on_spoiled


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """File name -> what a click would make, of every button drawn since the test began."""
    offered: dict[str, Any] = {}
    draw = st.download_button

    def listening(label: str, data: Any, file_name: str, **more: Any) -> bool:
        offered[file_name] = data
        return draw(label, data=data, file_name=file_name, **more)

    monkeypatch.setattr(st, "download_button", listening)
    return offered


def nodes(block: Any) -> Iterator[Any]:
    """Every block and element of a page."""
    for node in block.children.values():
        yield node
        if hasattr(node, "children"):
            yield from nodes(node)


def labels(page: AppTest) -> Iterator[str]:
    """Every text of a page that Streamlit reads as Markdown."""
    for node in (each for root in page._tree.children.values() for each in (root, *(nodes(root) if hasattr(root, "children") else ()))):
        proto = node.proto
        if proto is None or node.type == "html":
            continue
        kind = proto.WhichOneof("type") if hasattr(proto, "WhichOneof") and "type" in proto.DESCRIPTOR.oneofs_by_name else None
        for part in (proto, getattr(proto, kind) if kind else proto):
            yield from (text for name in LABELS if isinstance(text := getattr(part, name, None), str) and text)
        if node.type in ("button_group", "radio"):
            yield from (getattr(option, "content", option) for option in proto.options)


class Parts(HTMLParser):
    """The elements of a piece of HTML and their attributes, as a browser reads them."""

    def __init__(self, body: str):
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.links: set[str] = set()
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.links |= {value or "" for name, value in attrs if name in ("href", "src", "action", "formaction", "xlink:href", "srcdoc")}


def parts(page: AppTest) -> tuple[set[tuple[str, str]], set[str]]:
    """The elements and attributes of a page's own HTML, and where its links lead."""
    found = [Parts(element.proto.body) for element in page.get("html")]
    return set().union(*(part.found for part in found)), set().union(*(part.links for part in found))
