"""Servers to be measured: started on a free port, ended with all that they started; how much memory they hold."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STREAMLIT = ("--server.headless", "true", "--server.address", "127.0.0.1", "--server.port", "{port}")
# Name -> command; peers of Streamlit run with Streamlit's own settings, but for the words that it would send to its makers.
COMMANDS = {
    "app": ("-m", "ui.serve", *STREAMLIT),
    "timed": ("-m", "bench.timed", "{more}", *STREAMLIT),
    "streamlit": ("-m", "streamlit", "run", "bench/peers/streamlit_app.py", *STREAMLIT),
    "empty": ("-m", "streamlit", "run", "bench/peers/empty_page.py", *STREAMLIT),
    "floor": ("-m", "streamlit", "run", "bench/peers/empty_page.py", *STREAMLIT),
    "figure": ("-m", "streamlit", "run", "bench/peers/figure_page.py", *STREAMLIT),
    "dash": ("-m", "bench.peers.dash_app", "{port}"),
    "panel": ("-m", "bench.peers.panel_app", "{port}"),
}
PATIENCE = 120  # seconds


@dataclass(frozen=True)
class Server:
    """A server that answers: its address without a slash at the end, its process, when it was started (time.perf_counter)."""

    url: str
    process: int
    began: float

    def memory(self) -> float:
        """Return its resident memory in MiB; Linux only."""
        lines = Path(f"/proc/{self.process}/status").read_text(encoding="ascii").splitlines()
        [kib] = [int(line.split()[1]) for line in lines if line.startswith("VmRSS")]
        return kib / 1024

    def busy(self) -> float:
        """Return the seconds that it has computed so far, on all cores; Linux only."""
        told = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving(name: str, more: str = "", *, port: int = 0, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run one of COMMANDS until the block ends, on a free port unless one is named, with more variables of the environment."""
    port = port or free_port()
    command = [sys.executable, *(part.format(port=port, more=more) for part in COMMANDS[name])]
    env = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", **(env or {})}
    # The peers keep away from the dashboard's own settings, but for the page that is measured with them.
    folder = ROOT if name in ("app", "timed", "floor") else ROOT / "bench" / "peers"
    command = [str(ROOT / part) if part.startswith("bench/") else part for part in command]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, process)
        yield Server(url, process.pid, began)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)


def free_port() -> int:
    """Return a port that the system has just given out and taken back."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(url: str, process: subprocess.Popen) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.perf_counter() + PATIENCE
    while process.poll() is None and time.perf_counter() < deadline:
        with contextlib.suppress(urllib.error.URLError, OSError), opener.open(url, timeout=10):
            return
        time.sleep(0.02)
    raise RuntimeError(f"{url} did not start")
