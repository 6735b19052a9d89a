"""A process that keeps rows until it is stopped, saying each revision once it is confirmed: `python -m tests.workspace.writer ADDRESS WHO`.

Each change puts ROWS rows that name the change, so that half of one could be told. `WHO` names the rows, so that two writers do not meet.
"""

import sys

from workspace.errors import WorkspaceError
from workspace.store import Store, open_store

ROWS = 20


def put(store: Store, who: str, number: int, rows: int = ROWS) -> int:
    """Put one change of this writer's; return its revision."""
    body = [{"observation_id": f"own-{who}-{number}-{row}", "low": str(number), "note": "x" * 200} for row in range(rows)]
    return store.change("an", who, f"{who} {number}", {"observation": body}, expected=store.revision("an"))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(address: str, who: str, most: int) -> None:
    store = open_store(address)
    say("open")
    first = store.revision("an") + 1  # asked once: another writer may be at work
    for number in range(first, first + most):
        try:
            say(str(put(store, who, number)))
        except WorkspaceError as error:
            say(f"refused {error}")
            return


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
