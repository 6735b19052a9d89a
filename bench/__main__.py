"""`python -m bench`: install what is measured into .venv-bench, measure, write bench/REPORT.md. About eight minutes on a quiet small machine.

`python -m bench viewers`: many viewers at a person's pace; see bench/viewers/__main__.py.
"""

import argparse
import contextlib
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

import run

ROOT = Path(__file__).resolve().parent.parent
LOCK, VENV = ROOT / "requirements-bench.txt", ROOT / ".venv-bench"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "bench.stamp"
# Measurements that write a report of their own: `python -m bench NAME` runs the folder of that name.
PARTS = ("viewers", "national")


def ensure_installed() -> None:
    """Make the environment of the lock file, once."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == wanted:
        return
    venv.create(VENV, with_pip=True, clear=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", LOCK], check=True)
    STAMP.write_text(wanted, encoding="ascii")


def measure(rounds: int, visits: int) -> None:
    """Measure everything in one run and write the report."""
    from playwright.sync_api import sync_playwright

    from bench import clicks, crowd, report, servers
    from bench import visits as visiting

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=run.system_browser(os.environ), args=["--no-sandbox"])
        with contextlib.ExitStack() as running:
            names = {way.server for way in clicks.WAYS}
            urls = {name: running.enter_context(servers.serving(name)).url for name in names}
            clicked = clicks.measure(browser, urls, rounds, warm=3)
        visited = visiting.measure(browser, visits)
        name = f"Chromium {browser.version}"
        browser.close()
    print(report.write(clicked, visited, crowd.scripts(rounds), crowd.crowd(3), name))


def main(arguments: list[str]) -> None:
    """Read the command line; outside of the bench's own environment, go there."""
    if arguments and arguments[0] in PARTS:
        ensure_installed()
        sys.exit(subprocess.call([PYTHON, "-m", f"bench.{arguments[0]}", *arguments[1:]], cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}))
    if arguments[:1] == ["mutants"]:  # which needs what tests need, and no peers
        from bench.mutants.__main__ import main as mutants

        sys.exit(mutants(arguments[1:]))
    parser = argparse.ArgumentParser(
        prog="python -m bench", epilog="further: python -m bench viewers, national, mutants; each tells its own with --help"
    )
    parser.add_argument("--rounds", type=int, default=20, help="clicks of each kind")
    parser.add_argument("--visits", type=int, default=5, help="cold starts of each kind")
    chosen = parser.parse_args(arguments)
    if Path(sys.prefix).resolve() == VENV.resolve():
        measure(chosen.rounds, chosen.visits)
        return
    ensure_installed()
    sys.exit(subprocess.call([PYTHON, "-m", "bench", *arguments], cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}))


if __name__ == "__main__":
    main(sys.argv[1:])
