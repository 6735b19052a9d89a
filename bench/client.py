"""A reader without a browser: a websocket that speaks Streamlit's protocol, for many readers at once and for what a server sends."""

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

PATIENCE = 60  # seconds
# Where the text of a choice travels, by the kind of widget.
FIELDS = {"selectbox": "string_value", "multiselect": "string_array_value", "button_group": "string_array_value"}


@dataclass(frozen=True)
class Widget:
    """A filter as the server described it: its id, its kind, its options as the reader sees them, the fragment that it stands in."""

    id: str
    kind: str
    options: tuple[str, ...]
    fragment: str


@dataclass(frozen=True)
class Run:
    """One run of the script, as its reader sees it: seconds from asking to the end, bytes by the kind of element."""

    seconds: float
    sizes: dict[str, int]

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(self.sizes.values())


class Reader:
    """One session. Widgets are found by the last part of their id, which is the key that the page gave them."""

    def __init__(self, socket: websockets.ClientConnection, page: str):
        self.socket, self.page, self.script = socket, page, ""
        self.widgets: dict[str, Widget] = {}
        self.states: dict[str, WidgetState] = {}

    @classmethod
    async def open(cls, page: str) -> tuple[Self, Run]:
        """Open an address of a Streamlit server and wait for its first run."""
        reader = cls(await connect(page), page)
        return reader, await reader._run("")

    async def choose(self, key: str, label: str) -> Run:
        """Choose one option of a filter, by its words, and wait until the page is made anew."""
        widget = self.widgets[key]
        state = WidgetState(id=widget.id)
        if FIELDS[widget.kind] == "string_value":
            state.string_value = label
        else:
            state.string_array_value.data[:] = [label]
        self.states[widget.id] = state
        return await self._run(widget.fragment)

    async def close(self) -> None:
        """Leave."""
        await self.socket.close()

    async def _run(self, fragment: str) -> Run:
        asked = BackMsg()
        client, parts = asked.rerun_script, urlsplit(self.page)
        client.query_string, client.page_name, client.page_script_hash = parts.query, parts.path.strip("/"), self.script
        client.fragment_id = fragment
        client.context_info.url, client.context_info.color_scheme, client.context_info.locale = self.page, "light", "vi-VN"
        client.widget_states.widgets.extend(self.states.values())
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        sizes: dict[str, int] = {}
        while True:
            content = await asyncio.wait_for(self.socket.recv(), PATIENCE)
            message = ForwardMsg.FromString(content if isinstance(content, bytes) else content.encode())
            kind = self._read(message)
            sizes[kind] = sizes.get(kind, 0) + len(content)
            if kind == "script_finished":
                return Run(time.perf_counter() - began, sizes)

    def _read(self, message: ForwardMsg) -> str:
        """Note what a message says of the page; return its kind."""
        kind = message.WhichOneof("type") or ""
        if kind == "new_session":
            self.script = message.new_session.page_script_hash
        elif kind == "page_info_changed":  # the server writes the reader's address
            self.page = urlsplit(self.page)._replace(query=message.page_info_changed.query_string).geturl()
        if kind != "delta" or message.delta.WhichOneof("type") != "new_element":
            return kind
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        made = getattr(element, kind)
        if kind in FIELDS:
            self.widgets[made.id.rsplit("-filter_", 1)[-1]] = Widget(made.id, kind, tuple(_labels(made)), message.delta.fragment_id)
        return f"{kind}:{made.component_name}" if kind == "bidi_component" else kind


def _labels(widget: Any) -> Iterator[str]:
    for option in widget.options:
        yield option if isinstance(option, str) else option.content


async def connect(page: str, more: Sequence[str] = (), headers: Mapping[str, str] | None = None) -> websockets.ClientConnection:
    """Open the websocket of a page's server; `more`: what a browser that was there before says of itself."""
    said = [websockets.Subprotocol(words) for words in ("streamlit", *more)]
    address = f"ws://{urlsplit(page).netloc}/_stcore/stream"
    return await websockets.connect(address, subprotocols=said, additional_headers=headers, max_size=None, proxy=None)


async def together(page: str, key: str, count: int) -> tuple[float, list[float]]:
    """Let `count` readers open a page and then choose at the same moment; return seconds until all are served, and each one's wait."""
    readers = [(await Reader.open(page))[0] for _ in range(count)]
    options = readers[0].widgets[key].options
    began = time.perf_counter()
    runs = await asyncio.gather(*(one.choose(key, options[at % len(options)]) for at, one in enumerate(readers)))
    took = time.perf_counter() - began
    await asyncio.gather(*(one.close() for one in readers))
    return took, [run.seconds for run in runs]
