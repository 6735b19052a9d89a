"""Files that a click makes outlast the moment until a busy server's browser asks for them."""

import pytest
from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError

from ui import made_files
from ui.made_files import LASTS, LastingStorage


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(made_files, "time", clock)
    return clock


class Server:
    """Streamlit's own manager of files over our storage; a file is known by the last part of its address."""

    def __init__(self) -> None:
        self.storage = LastingStorage("/media")
        self.manager = MediaFileManager(self.storage)

    def makes(self, content: bytes) -> str:
        button = self.manager.add_deferred(lambda: content, "text/csv", f"button {content!r}", file_name="so-lieu.csv")
        return self.manager.execute_deferred(button).rpartition("/")[2]

    def others_work(self) -> None:
        for _ in range(4):
            self.manager.remove_orphaned_files()

    def gives(self, name: str) -> bytes | None:
        try:
            return self.storage.get_file(name).content
        except MediaFileStorageError:
            return None


def test_a_made_file_stays_however_many_pages_are_made_meanwhile(clock):
    server = Server()
    name = server.makes(b"a;b")
    server.others_work()
    clock.now += LASTS
    server.others_work()
    assert server.gives(name) == b"a;b"


def test_it_goes_a_minute_later_with_the_next_that_goes(clock):
    server = Server()
    name = server.makes(b"a;b")
    server.others_work()
    clock.now += LASTS + 1
    later = server.makes(b"c;d")
    server.others_work()
    assert (server.gives(name), server.gives(later)) == (None, b"c;d")


def test_a_file_made_again_stays_as_long_as_a_new_one(clock):
    server = Server()
    name = server.makes(b"a;b")
    server.others_work()
    clock.now += LASTS + 1
    assert server.makes(b"a;b") == name
    server.makes(b"c;d")
    server.others_work()
    assert server.gives(name) == b"a;b"


def test_servers_of_the_dashboard_keep_their_files_so(monkeypatch):
    monkeypatch.setattr(memory_media_file_storage, "MemoryMediaFileStorage", memory_media_file_storage.MemoryMediaFileStorage)
    made_files.begin()
    assert memory_media_file_storage.MemoryMediaFileStorage is LastingStorage
