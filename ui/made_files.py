"""Files that a click makes stay for a minute.

Streamlit drops such a file once two pages were made since, whoever's they are; on a busy server that is before the browser has asked for it.
"""

import time

from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

LASTS = 60  # seconds


class LastingStorage(MemoryMediaFileStorage):
    """Streamlit's own storage, but that a file let go of goes with the first one that is let go of a minute later.

    Streamlit calls it under a lock of its own.
    """

    def __init__(self, media_endpoint: str) -> None:
        super().__init__(media_endpoint)
        self._leaving: dict[str, float] = {}  # in the order in which they were let go of

    def load_and_get_id(self, path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None) -> str:
        """Take in a file, or the same one again, which then stays as if it were new."""
        file_id = super().load_and_get_id(path_or_data, mimetype, kind, filename)
        self._leaving.pop(file_id, None)
        return file_id

    def delete_file(self, file_id: str) -> None:
        """Let go of a file, and delete those that were let go of long enough ago."""
        now = time.monotonic()
        self._leaving.setdefault(file_id, now)
        for name in [name for name, since in self._leaving.items() if now - since > LASTS]:
            del self._leaving[name]
            super().delete_file(name)


def begin() -> None:
    """Let servers begun from now on keep their files so."""
    memory_media_file_storage.MemoryMediaFileStorage = LastingStorage  # type: ignore[misc]
