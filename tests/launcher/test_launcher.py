"""run.py: what it decides before it starts anything; no network, no browser, nothing outside tmp_path."""

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import run
from tests.conftest import ENDURANCE


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """An environment folder in tmp_path that run.py takes for its own, with something in place of Python."""
    folder = tmp_path / ".venv"
    python = folder / "python"
    monkeypatch.setattr(run, "VENV", folder)
    monkeypatch.setattr(run, "PYTHON", python)

    def make(command):
        folder.mkdir(exist_ok=True)
        for left in folder.iterdir():
            left.unlink()
        python.touch()
        made.append(command)
        return 0

    made = []
    monkeypatch.setattr(run.subprocess, "call", make)
    return made


@pytest.fixture
def requirements(tmp_path):
    """A requirements file of one package."""
    path = tmp_path / "requirements.txt"
    path.write_text("duckdb==2.0.0\n", encoding="ascii")
    return path


def installs(monkeypatch, *outcomes):
    """Let run.install return or raise these in turn; the list of files it was asked to install."""
    asked, coming = [], list(outcomes)

    def install(path):
        asked.append(path)
        outcome = coming.pop(0)
        if isinstance(outcome, type):
            raise outcome
        return outcome

    monkeypatch.setattr(run, "install", install)
    return asked


@pytest.mark.parametrize("version", [(3, 11), (3, 11, 0, "final", 0), (3, 14, 1), (4, 0)])
def test_current_python_is_accepted(version):
    assert run.version_problem(version) is None


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 6, 15), (2, 7, 18)])
def test_old_python_is_named_in_vietnamese_then_english(version):
    vietnamese, english = run.version_problem(version).split("\n")
    found = ".".join(map(str, version))
    assert "3.11" in vietnamese
    assert found in vietnamese
    assert "3.11" in english
    assert found in english


def test_old_python_can_parse_the_launcher():
    tree = ast.parse(Path(run.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert len(functions) > 10
    assert not [function.name for function in functions if function.returns]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.arg) and node.annotation]


def test_launcher_needs_the_standard_library_alone():
    tree = ast.parse(Path(run.__file__).read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_stamp_changes_with_the_requirements_and_the_python(requirements, monkeypatch):
    before = run.stamp(requirements)
    assert run.stamp(requirements) == before
    requirements.write_text("duckdb==2.0.1\n", encoding="ascii")
    changed = run.stamp(requirements)
    assert changed != before
    monkeypatch.setattr(run.platform, "python_version", lambda: "3.99.0")
    assert run.stamp(requirements) not in {before, changed}


def test_environment_is_made_once(venv):
    run.ensure_venv()
    run.ensure_venv()
    assert len(venv) == 1
    assert venv[0][1:3] == ["-m", "venv"]


def test_environment_of_another_python_is_made_anew(venv, monkeypatch):
    run.ensure_venv()
    monkeypatch.setattr(run.platform, "python_version", lambda: "3.99.0")
    run.ensure_venv()
    assert len(venv) == 2


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_missing_venv_module_names_the_debian_package(venv, missing):
    with pytest.raises(run.Stop, match="python3-venv"):
        run.ensure_venv(find=lambda name: None if name == missing else name)
    assert venv == []


def test_requirements_are_installed_once_and_again_after_a_change(venv, requirements, monkeypatch):
    asked = installs(monkeypatch, (0, ""), (0, ""))
    run.ensure_venv()
    run.ensure_installed(requirements)
    run.ensure_installed(requirements)
    assert asked == [requirements]
    requirements.write_text("duckdb==2.0.1\n", encoding="ascii")
    run.ensure_installed(requirements)
    assert asked == [requirements, requirements]
    run.ensure_venv()
    assert len(venv) == 1


def test_interrupted_install_starts_afresh(venv, requirements, monkeypatch):
    asked = installs(monkeypatch, KeyboardInterrupt, (0, ""))
    run.ensure_venv()
    with pytest.raises(KeyboardInterrupt):
        run.ensure_installed(requirements)
    run.ensure_venv()
    run.ensure_installed(requirements)
    assert len(venv) == 2
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        ("WARNING: Retrying (Retry(total=4)) ... NewConnectionError", run.NO_NETWORK),
        ("[Errno 11001] getaddrinfo failed", run.NO_NETWORK),
        ("ERROR: [Errno 28] No space left on device", run.NO_PACKAGES),
    ],
)
def test_failed_install_says_why_and_is_tried_again_in_the_same_environment(venv, requirements, monkeypatch, printed, message):
    asked = installs(monkeypatch, (1, printed), (0, ""))
    run.ensure_venv()
    with pytest.raises(run.Stop) as stopped:
        run.ensure_installed(requirements)
    assert str(stopped.value) == message
    run.ensure_venv()
    run.ensure_installed(requirements)
    assert len(venv) == 1
    assert len(asked) == 2


def test_a_port_where_somebody_listens_is_not_free():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        assert not run.is_free(port)
        with pytest.raises(run.Stop, match=str(port)):
            run.choose_port(port)
    assert run.is_free(port)
    assert run.choose_port(port) == port


def test_the_next_free_port_is_taken():
    assert run.choose_port(free=lambda port: True) == 8501
    assert run.choose_port(free=lambda port: port > 8503) == 8504
    with pytest.raises(run.Stop, match="8501"):
        run.choose_port(free=lambda port: False)


@pytest.mark.parametrize("arguments", [["--port", "0"], ["--port", "65536"], ["--port", "x"], ["--porte"], ["tests"]])
def test_senseless_options_end_with_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        run.main(arguments)
    assert ended.value.code == 2
    assert 0 < len(capsys.readouterr().err) < 300


def fake_command(folder, name):
    """A file that the system's search path takes for a program."""
    folder.mkdir(exist_ok=True)
    path = folder / (name + (".exe" if os.name == "nt" else ""))
    path.touch(mode=0o755)
    return path


def test_browser_commands_are_found_on_the_path_in_order(tmp_path):
    chrome = fake_command(tmp_path / "a", "google-chrome")
    chromium = fake_command(tmp_path / "b", "chromium")
    env = {"PATH": os.pathsep.join([str(tmp_path / "a"), str(tmp_path / "b")])}
    found = run.browser_places(env, system="linux")
    assert [Path(place) for place in found] == [chromium, chrome]


def test_usual_folders_of_windows_and_macos_come_after_the_path():
    windows = run.browser_places({"ProgramFiles": "C:/P"}, which=lambda name, path: name, system="win32")
    assert windows[0] == "chromium"
    assert windows[-3:] == [
        "C:/P/Chromium/Application/chrome.exe",
        "C:/P/Google/Chrome/Application/chrome.exe",
        "C:/P/Microsoft/Edge/Application/msedge.exe",
    ]
    macos = run.browser_places({"HOME": "/Users/an"}, which=lambda name, path: None, system="darwin")
    assert macos[0] == "/Applications/Chromium.app/Contents/MacOS/Chromium"
    assert "/Users/an/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" in macos


def test_chromium_path_comes_first_and_must_start():
    env = {"CHROMIUM_PATH": "/mine"}
    assert run.system_browser(env, works=lambda path: True, places=lambda env: ["/other"]) == "/mine"
    with pytest.raises(run.Stop, match=r"CHROMIUM_PATH.*/mine"):
        run.system_browser(env, works=lambda path: path == "/other", places=lambda env: ["/other"])


def test_a_stub_that_does_not_start_is_passed_over():
    places = ["/stub", "/real", "/later"]
    assert run.system_browser({}, works=lambda path: path != "/stub", places=lambda env: places) == "/real"
    assert run.system_browser({}, works=lambda path: False, places=lambda env: places) is None


def test_a_browser_works_when_it_tells_its_version(tmp_path, monkeypatch):
    assert run.browser_works(sys.executable)
    assert not run.browser_works(str(tmp_path / "nowhere"))
    monkeypatch.setattr(run.sys, "platform", "linux")
    monkeypatch.setattr(run.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1))
    assert not run.browser_works(sys.executable)


def test_sources_of_a_browser_are_asked_in_order():
    asked = []

    def source(name, path):
        return lambda env: asked.append(name) or path

    assert run.ensure_browser({}, [source("system", None), source("own", "/own"), source("apt", "/apt")]) == "/own"
    assert asked == ["system", "own"]


def test_without_any_browser_the_run_fails_and_says_what_to_install():
    with pytest.raises(run.Stop) as stopped:
        run.ensure_browser({}, [lambda env: None])
    vietnamese, english = str(stopped.value).split("\n")
    for line in (vietnamese, english):
        assert "Chromium" in line
        assert "CHROMIUM_PATH" in line


@pytest.fixture
def steps(monkeypatch):
    """Commands that run.check starts, each with its environment; those named in `failing` fail."""
    started, failing = [], set()

    def call(command, env, **_):
        started.append((command[2], command[3:], env))
        return 1 if command[2] in failing else 0

    monkeypatch.setattr(run, "ensure_installed", lambda requirements: None)
    monkeypatch.setattr(run, "ensure_browser", lambda env: "/found")
    monkeypatch.setattr(run.subprocess, "call", call)
    return started, failing


def test_every_step_runs_and_the_failed_ones_are_named(steps, capsys):
    started, failing = steps
    failing |= {"ruff", "loaders"}
    assert run.check([]) == 1
    assert [module for module, _, _ in started] == ["ruff", "ruff", "mypy", "loaders", "pytest", "pytest", "pytest"]
    assert capsys.readouterr().out.splitlines()[-1].endswith("ruff check, ruff format --check, loaders --check")


def test_passing_steps_end_with_0_and_pytest_is_given_the_browser(steps, capsys):
    started, _ = steps
    assert run.check([]) == 0
    assert started[-1][2]["CHROMIUM_PATH"] == "/found"
    assert len(capsys.readouterr().out.splitlines()) == len(run.STEPS) + 1


def test_the_fast_steps_are_the_first_ones_and_need_no_browser(steps, monkeypatch):
    started, _ = steps
    monkeypatch.setattr(run, "ensure_browser", lambda env: pytest.fail("no browser is needed"))
    assert run.check(["fast"]) == 0
    assert [(module, *options) for module, options, _ in started] == [command for _, command in run.STEPS[: len(started)]]
    assert [module for module, _, _ in started] == ["ruff", "ruff", "mypy", "loaders", "pytest"]


@pytest.mark.parametrize("marks", [set(), {"endurance"}, {"browser"}, {"browser", "endurance"}])
def test_the_steps_run_every_test_once(marks):
    """Each step of pytest says by its marks which tests are its own."""
    rules = [command[command.index("-m") + 1] for _, command in run.STEPS if command[0] == "pytest"]
    known = {"endurance": "endurance" in marks, "browser": "browser" in marks}
    assert [eval(rule, {}, known) for rule in rules].count(True) == 1


def test_with_options_pytest_alone_runs(steps):
    started, failing = steps
    assert run.check(["-k", "port"]) == 0
    assert [(module, options) for module, options, _ in started] == [("pytest", ["-k", "port"])]
    failing.add("pytest")
    assert run.check(["-k", "port"]) == 1


def test_what_is_said_to_take_long_is_there():
    """A renamed test would else slip into the fast step without a word."""
    for name in ENDURANCE:
        path, _, test = name.partition("::")
        place = run.ROOT / "tests" / path
        assert place.exists(), name
        assert not test or f"def {test}" in place.read_text(encoding="utf-8"), name
