"""What a server does beside its readers: it gets ready before the first one asks, and looks whether `data/` has changed."""

from contextlib import suppress
from importlib import import_module
from threading import Thread
from time import sleep

from loaders.database import DataError
from loaders.edition import EDITIONS

# Seconds between two looks at the data; files that stay for one of them are taken to be whole.
LOOK = 5
# What every page imports, the heaviest of which are pandas and plotly; what makes files waits for the first of them.
PARTS = ("ui.views", "ui.page", "ui.carry", "ui.own_use", "ui.meeting", "ui.verdict_card", "ui.findings", "ui.downloads")


def begin() -> None:
    """Start getting ready, beside the server; who comes earlier waits for the part that is being made and no longer."""
    Thread(target=_work, name="ready", daemon=True).start()


def _work() -> None:
    for part in PARTS:
        import_module(part)
    from ui import database

    with suppress(DataError):  # the pages say what is wrong with the data
        database.cursor()
    while True:
        sleep(LOOK)
        if EDITIONS.look():
            database.analysis()  # what the newest edition's first reader would wait for
