"""The files for many readers agree with the dashboard and with each other."""

import re
import tomllib
from fnmatch import fnmatch

import pytest

import run
from bench.viewers.behind import shipped
from ui import ahead

NGINX = (run.ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
UNIT = (run.ROOT / "deploy" / "tracker@.service").read_text(encoding="utf-8")
CONTAINER = (run.ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
CONFIG = tomllib.loads((run.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_bodies_have_the_same_limit_as_in_the_dashboard():
    assert re.findall(r"client_max_body_size (\d+)m;", NGINX) == [str(CONFIG["server"]["maxUploadSize"])]


def test_each_process_stands_in_for_the_other_and_has_a_name_in_the_cookie():
    groups = dict(re.findall(r"upstream (\w+) \{([^}]*)\}", NGINX))
    ports = {name: re.findall(r"server 127\.0\.0\.1:(\d+)( \w+=|\s*backup)?", body) for name, body in groups.items()}
    assert len(groups) > 1
    every = {port for found in ports.values() for port, _ in found}
    for name, found in ports.items():
        assert {port for port, _ in found} == every
        assert [port for port, how in found if "backup" not in how] == [found[0][0]]
        number = name.rpartition("_")[2]
        assert re.search(rf"^\s+{number}\s+{name};", NGINX, re.MULTILINE)
        assert f'"~:{found[0][0]}$" {number};' in NGINX


def test_what_is_not_for_readers_is_closed_and_what_flows_is_sent_on_at_once():
    places = dict(re.findall(r"location (?:= )?(\S+) \{([^}]*)\}", NGINX))
    assert "return 404;" in places["/_stcore/metrics"]
    [way] = ahead.routes("")
    for place in ("/_stcore/stream", f"{way.path.rpartition('/')[0]}/"):
        assert "proxy_buffering off;" in places[place]
        # Streamlit's server speaks to a silent browser every 30 seconds.
        assert int(re.search(r"proxy_read_timeout (\d+)s;", places[place])[1]) > 60
    assert "gzip off;" in NGINX


@pytest.mark.parametrize("text", [UNIT, CONTAINER], ids=["unit", "container"])
def test_a_server_is_started_as_run_py_does_and_by_nobody_in_particular(text):
    assert "ui.serve" in text
    assert "--server.headless" in text
    assert re.search(r"^User=tracker$|^USER 10001$", text, re.MULTILINE)


def test_the_container_installs_what_the_lock_says_and_has_all_that_the_server_needs():
    assert "--require-hashes" in CONTAINER
    assert "-r requirements.txt" in CONTAINER
    ignored = [line for line in (run.ROOT / ".containerignore").read_text(encoding="utf-8").splitlines() if line and line[0] not in "#*"]
    needed = (".streamlit", "api", "charts", "dashboard.py", "data", "exports", "loaders", "pages", "requirements.txt", "server.py", "ui")
    for name in (*needed, "workspace"):
        assert (run.ROOT / name).exists()
        assert not [pattern for pattern in ignored if fnmatch(name, pattern)]


def test_the_measurement_changes_nothing_but_ports():
    measured = shipped(7000, (7001, 7002)).splitlines()
    changed = [(was, now) for was, now in zip(NGINX.splitlines(), measured, strict=True) if was != now]
    assert {re.sub(r"127\.0\.0\.1:|\d{2,}", "", was) for was, _ in changed} == {
        re.sub(r"127\.0\.0\.1:|\d{2,}", "", now) for _, now in changed
    }
    assert not re.search(r":850|listen 80;", "\n".join(measured))
