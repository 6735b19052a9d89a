"""Start the dashboard's server: `python -m ui.serve [streamlit's own options]`, which is what `python run.py` does.

Streamlit takes a folder named `pages` for its old way of making pages until some session has called `st.navigation`: a link to a page
opened first on a cold server would then be answered with "Page not found". Saying so before the first session spares readers that.
"""

import atexit
import os
import signal
import sys

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli


def main(options: list[str]) -> None:
    """Run server.py with `options` until the server ends; exits with its status, told to end with 0."""
    PagesManager.uses_pages_directory = False
    for ending in (signal.SIGINT, signal.SIGTERM):
        # The server ends in order when it is told to, and then sends itself the signal again.
        signal.signal(ending, lambda *_: sys.exit(0))
    status = 1

    def leave() -> None:
        """End without taking the interpreter down: that aborts the process while a thread of ours is inside DuckDB."""
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)

    atexit.register(leave)  # registered first, so what others want done at the end is done by then
    try:
        cli.main(["run", "server.py", *options])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(bool(end.code))
        raise


if __name__ == "__main__":
    main(sys.argv[1:])
