"""Start the dashboard, or run every check, on Windows, macOS and Linux with Python's standard library alone.

    python run.py [--port N] [--headless]    open the dashboard
    python run.py test                       run every check
    python run.py test fast                  without those that take minutes: made-up files by the thousand, and a browser
    python run.py test [pytest options]      pytest alone
    python run.py audit                      ask for published vulnerabilities in what the lock files pin

An older Python must get far enough to say that it is too old: no syntax newer than 3.6 here, and no annotations.
"""

import argparse
import hashlib
import importlib.util
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUNTIME, DEVELOPMENT = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
AUDIT, AUDITED = ROOT / "requirements-audit.txt", (RUNTIME, DEVELOPMENT, ROOT / "requirements-bench.txt")
AUDIT_VENV = ROOT / ".venv-audit"
FIRST_PORT = 8501
# One worker a core; a file, or a folder that shares much, stays with one worker, which keeps what is shared.
PYTEST = ("pytest", "-n", "logical", "--dist", "loadfile")
FAST_STEPS = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format --check", ("ruff", "format", "--check", ".")),
    ("mypy", ("mypy",)),
    ("loaders --check", ("loaders", "--check")),
    ("pytest", (*PYTEST, "-m", "not endurance and not browser")),
)
# tests/conftest.py says which tests are the first ones and why; between them the three steps run every test once.
STEPS = (
    *FAST_STEPS,
    ("pytest endurance", (*PYTEST, "-m", "endurance and not browser")),
    ("pytest browser", (*PYTEST, "-m", "browser")),
)
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
MACOS_BROWSERS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS_FILES = ("Chromium/Application/chrome", "Google/Chrome/Application/chrome", "Microsoft/Edge/Application/msedge")
NETWORK_SIGNS = ("retrying (", "new connection", "name resolution", "getaddrinfo", "timed out", "unreachable")

NO_VENV = """Python thiếu mô-đun venv hoặc ensurepip; trên Debian/Ubuntu hãy cài: apt-get install python3-venv
This Python lacks venv or ensurepip; on Debian/Ubuntu install them: apt-get install python3-venv"""
NO_NETWORK = """Không tới được kho gói Python. Lần chạy đầu cần mạng; hãy kiểm tra mạng hoặc proxy rồi chạy lại.
The Python package index cannot be reached. The first run needs a network: check it or the proxy, then run again."""
NO_PACKAGES = """Không cài được thư viện; pip nêu lý do ở trên. Nếu cần, hãy xóa thư mục .venv rồi chạy lại.
The packages could not be installed; pip says why above. If need be, delete the folder .venv and run again."""
NO_BROWSER = """Không có trình duyệt để kiểm thử. Hãy cài Chromium, Chrome hoặc Edge, hoặc đặt biến CHROMIUM_PATH.
There is no browser to test with. Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to one."""


NOT_AUDITED = """Có lỗ hổng đã công bố, hoặc không hỏi được hết (cần tới được pypi.org); dòng trên nêu từng gói.
There are published vulnerabilities, or not everything could be asked (pypi.org is needed); the lines above name each package."""


class Stop(Exception):
    """A reason to end that a person can act on, in Vietnamese and then English."""


def version_problem(version):
    """Say which Python is needed when `version` (major, minor, ...) is too old; None when it will do."""
    if tuple(version[:2]) >= (3, 11):
        return None
    found = ".".join(str(part) for part in version[:3])
    return f"Cần Python 3.11 trở lên; đây là {found}.\nPython 3.11 or newer is needed; this is {found}."


def stamp(*requirements):
    """Hash of this Python, this system and the given requirements files: when it changes, install again."""
    digest = hashlib.sha256(f"{platform.python_version()} {sys.platform} {platform.machine()}".encode())
    for path in requirements:
        digest.update(b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_stamped(mark, value):
    """Whether a finished step left this value in its mark file."""
    return mark.is_file() and mark.read_text(encoding="ascii", errors="replace") == value


def ensure_venv(find=importlib.util.find_spec):
    """Make the environment unless a whole one, made by this Python, is there; one left half-way is made anew."""
    if is_stamped(VENV / "made.stamp", stamp()) and PYTHON.exists():
        return
    if not (find("venv") and find("ensurepip")):
        raise Stop(NO_VENV)
    print("Tạo môi trường .venv / Making the environment .venv")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        raise Stop("Không tạo được .venv; lý do ở trên. / The environment .venv could not be made; see above.")
    (VENV / "made.stamp").write_text(stamp(), encoding="ascii")


def ensure_installed(requirements):
    """Install one requirements file once. Cut off half-way, both stamps are gone and the next run starts afresh."""
    made, mark = VENV / "made.stamp", VENV / (requirements.name + ".stamp")
    if is_stamped(mark, stamp(requirements)):
        return
    print(f"Cài {requirements.name}, có thể mất vài phút / Installing {requirements.name}, which may take minutes")
    for stale in (made, mark):
        stale.unlink(missing_ok=True)
    status, errors = install(requirements)
    made.write_text(stamp(), encoding="ascii")
    if status:
        raise Stop(NO_NETWORK if any(sign in errors.lower() for sign in NETWORK_SIGNS) else NO_PACKAGES)
    mark.write_text(stamp(requirements), encoding="ascii")


def install(requirements):
    """Exit status of pip and its error output, which is shown too; in a terminal pip shows how far it is."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-r", str(requirements)]
    command += [] if sys.stdout.isatty() else ["--quiet"]
    errors = ""
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", errors="replace") as pip:
        for line in pip.stderr:
            sys.stderr.write(line)
            errors += line
    return pip.returncode, errors


def is_free(port):
    """Whether a server can listen on this port: nothing answers there and it can be bound."""
    with socket.socket() as caller, socket.socket() as server:
        caller.settimeout(0.5)
        if os.name == "posix":  # a port just left may be taken again; on Windows the option means something else
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind(("127.0.0.1", port))
        except OSError:
            return False
        return caller.connect_ex(("127.0.0.1", port)) != 0


def choose_port(asked=None, free=is_free):
    """The port asked for, or 8501 or the next free one."""
    for port in [asked] if asked else range(FIRST_PORT, FIRST_PORT + 100):
        if free(port):
            return port
    taken = asked or f"{FIRST_PORT}–{FIRST_PORT + 99}"
    raise Stop(f"Cổng {taken} đang bận; hãy chọn --port khác. / Port {taken} is taken; choose another --port.")


def serve(port, headless):
    """Run the dashboard until it ends; stopped with Ctrl-C it has not failed."""
    command = [str(PYTHON), "-m", "ui.serve", "--server.port", str(port)]
    command += ["--server.headless", "true"] if headless else []
    env = dict(os.environ, PYTHONUTF8="1")
    env.setdefault("STREAMLIT_SERVER_ADDRESS", "127.0.0.1")  # this machine alone, unless the person says otherwise
    print(f"http://localhost:{port} (Ctrl-C: dừng / stop)")
    server = subprocess.Popen(command, cwd=str(ROOT), env=env)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
        return 0


def browser_places(env, which=shutil.which, system=sys.platform):
    """Where a Chromium may be, best first: commands on the PATH, then the usual folders of the system."""
    places = [which(command, path=env.get("PATH", "")) for command in COMMANDS]
    if system == "win32":
        folders = [env[name] for name in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData") if env.get(name)]
        places += [f"{folder}/{name}.exe" for name in WINDOWS_FILES for folder in folders]
    if system == "darwin":
        folders = ["/Applications", env.get("HOME", "") + "/Applications"]
        places += [f"{folder}/{name}.app/Contents/MacOS/{name}" for name in MACOS_BROWSERS for folder in folders]
    return [place for place in places if place]


def browser_works(path):
    """Whether the file is there and starts: some systems ship a stub that only asks for another package."""
    if sys.platform == "win32" or not Path(path).is_file():
        return Path(path).is_file()  # on Windows asking for the version would open a window
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def system_browser(env, works=browser_works, places=browser_places):
    """Path of the browser named in CHROMIUM_PATH, else of the first on this system that starts, else None."""
    chosen = env.get("CHROMIUM_PATH")
    if chosen and not works(chosen):
        raise Stop(f"CHROMIUM_PATH không chạy được: {chosen} / CHROMIUM_PATH does not start: {chosen}")
    return chosen or next((place for place in places(env) if works(place)), None)


def playwright_browser(env):
    """Path of the Chromium that Playwright fetches for itself, now if need be; None when it cannot be had."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    command = [str(PYTHON), "-c", ask]
    path = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", env=env).stdout.strip()
    if path and not browser_works(path):
        print("Tải Chromium bằng Playwright / Fetching Chromium with Playwright")
        subprocess.call([str(PYTHON), "-m", "playwright", "install", "chromium"], env=env)
    return path if path and browser_works(path) else None


def debian_browser(env):
    """Path of Debian's Chromium, installed now; None where this is no Debian or the user may not install."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    print("Cài Chromium bằng apt-get / Installing Chromium with apt-get")
    for command in (["update"], ["install", "-y", "chromium", "fonts-noto-core"]):
        subprocess.call(["apt-get", "-qq"] + command, env=dict(env, DEBIAN_FRONTEND="noninteractive"))
    return system_browser(env)


def ensure_browser(env, sources=(system_browser, playwright_browser, debian_browser)):
    """Path of a Chromium that starts, from the first source that has one; browser tests are never left out."""
    path = next(filter(None, (source(env) for source in sources)), None)
    if path is None:
        raise Stop(NO_BROWSER)
    return path


def check(options):
    """Run every check, the fast ones, or pytest alone when it is given options; 0 only if all of them passed."""
    ensure_installed(DEVELOPMENT)
    env = dict(os.environ, PYTHONUTF8="1")
    if options == ["fast"]:
        steps = FAST_STEPS
    else:
        steps = (("pytest", ("pytest", *options)),) if options else STEPS
        env["CHROMIUM_PATH"] = ensure_browser(os.environ)
    failed = []
    for number, (name, command) in enumerate(steps, 1):
        print(f"[{number}/{len(steps)}] {name}")
        if subprocess.call([str(PYTHON), "-m", *command], cwd=str(ROOT), env=env):
            failed.append(name)
    print("Hỏng / Failed: " + ", ".join(failed) if failed else "Tất cả đều đạt. / All checks passed.")
    return 1 if failed else 0


def audit():
    """Ask pip-audit, in an environment of its own, about all that the lock files pin; 0 only if all was asked and nothing found."""
    python = AUDIT_VENV / PYTHON.relative_to(VENV)
    if subprocess.call([sys.executable, "-m", "venv", str(AUDIT_VENV)]):
        raise Stop("Không tạo được .venv-audit; lý do ở trên. / The environment .venv-audit could not be made; see above.")
    if subprocess.call([str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(AUDIT)]):
        raise Stop(NO_PACKAGES)
    # Strict: what could not be asked about is no good news.
    command = [str(python), "-m", "pip_audit", "--strict", "--require-hashes", "--disable-pip"]
    if any([subprocess.call([*command, "-r", str(lock)]) for lock in AUDITED]):
        raise Stop(NOT_AUDITED)
    return 0


def main(arguments):
    """Do what the command line asks; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack Vietnamese letters, and our lines stand before those of the program started next.
        stream.reconfigure(errors="replace", line_buffering=True)
    parser = argparse.ArgumentParser(usage="run.py [--port N] [--headless] | run.py test [fast | pytest ...] | run.py audit")
    parser.add_argument("--port", type=int, metavar="N", help="cổng / port, 1–65535")
    parser.add_argument("--headless", action="store_true", help="không mở trình duyệt / open no browser")
    testing, auditing = arguments[:1] == ["test"], arguments == ["audit"]
    options = parser.parse_args([] if testing or auditing else arguments)
    if options.port is not None and not 0 < options.port < 65536:
        parser.error("--port: 1–65535")
    try:
        if auditing:
            return audit()
        port = None if testing else choose_port(options.port)
        ensure_venv()
        ensure_installed(RUNTIME)
        return check(arguments[1:]) if testing else serve(port, options.headless)
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(version_problem(sys.version_info) or main(sys.argv[1:]))
