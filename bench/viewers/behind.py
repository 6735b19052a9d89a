"""Two processes behind nginx with deploy/nginx.conf as it is shipped, ports aside; one can be killed and, as systemd would, started again."""

import asyncio
import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.servers import ROOT, Server, free_port, serving
from bench.viewers.viewer import fetch

SHIPPED = ROOT / "deploy" / "nginx.conf"
PORTS = (8501, 8502)  # as they stand in the shipped file
PATIENCE = 30  # seconds
# What a distribution's own nginx.conf says around the files of conf.d.
AROUND = """{user}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/tracker.conf;
}}
"""


class Behind:
    """Two servers and the nginx before them. url: where readers come; `running`: the servers that run now."""

    def __init__(self, url: str, ports: tuple[int, ...], secret: str, stack: contextlib.ExitStack):
        self.url, self._ports, self._secret, self._stack = url, ports, secret, stack
        self._servers = [self._start(port) for port in ports]
        self.down = 0.0  # seconds until the process that was killed answered again

    def running(self) -> list[Server]:
        """The servers that have not ended."""
        return [server for server in self._servers if _lives(server)]

    async def kill_one(self, after: float) -> None:
        """Kill the first process, which many are using, as a full memory would: without a word; then start it again."""
        await asyncio.sleep(after)
        os.killpg(self._servers[0].process, signal.SIGKILL)
        began = time.perf_counter()
        await asyncio.sleep(1)  # RestartSec of the unit
        self._servers[0] = await asyncio.to_thread(self._start, self._ports[0])
        self.down = time.perf_counter() - began

    def _start(self, port: int) -> Server:
        env = {"STREAMLIT_SERVER_COOKIE_SECRET": self._secret}
        return self._stack.enter_context(serving("app", port=port, env=env))


@contextlib.contextmanager
def behind() -> Iterator[Behind]:
    """Run two servers and nginx until the block ends. Raises RuntimeError where there is no nginx."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if nginx is None:
        raise RuntimeError("nginx is not installed; on Debian: apt-get install nginx-light")
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port, *ports = (free_port() for _ in range(3))
        (folder / "tracker.conf").write_text(shipped(port, tuple(ports)), encoding="utf-8")
        user = "user root; " if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(AROUND.format(user=user, folder=folder), encoding="utf-8")
        both = Behind(f"http://127.0.0.1:{port}", tuple(ports), secrets.token_hex(32), stack)
        proxy = subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
        stack.callback(proxy.wait, 30)
        stack.callback(proxy.terminate)
        _wait(both.url)
        yield both


def shipped(port: int, ports: tuple[int, ...]) -> str:
    """The shipped configuration, with these ports in place of its own."""
    text = SHIPPED.read_text(encoding="utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    for own, other in zip(PORTS, ports, strict=True):
        text = text.replace(f":{own}", f":{other}")
    return text


def _lives(server: Server) -> bool:
    try:
        return server.memory() > 0
    except (OSError, ValueError):
        return False


def _wait(url: str) -> None:
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline:
        with contextlib.suppress(OSError):
            if fetch(f"{url}/_stcore/health", {}).status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")
