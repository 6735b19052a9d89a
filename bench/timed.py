"""The dashboard's server with a clock in it: `python -m bench.timed FILE ...` writes a line for each run of the script, milliseconds of it."""

import sys
import time
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from ui import serve

run = ScriptRunner._run_script
FILE = Path(sys.argv[1])  # read now: Streamlit puts its own arguments there


def timed(runner: ScriptRunner, rerun: Any) -> None:
    """Run the script and write down how long it took, what Streamlit does before and after included."""
    began = time.perf_counter()
    run(runner, rerun)
    with FILE.open("a", encoding="ascii") as file:
        file.write(f"{1000 * (time.perf_counter() - began):.2f}\n")


if __name__ == "__main__":
    ScriptRunner._run_script = timed
    serve.main(sys.argv[2:])
