"""The lock files: everything pinned and hashed, no host named, and both agree with what was asked for."""

import re

import pytest

import run

LOCKS = ("requirements.txt", "requirements-dev.txt")
BENCH, AUDIT = "requirements-bench.txt", "requirements-audit.txt"
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)(?:\[[a-z,]+\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)


@pytest.mark.parametrize("name", [*LOCKS, BENCH, AUDIT])
def test_lock_pins_and_hashes_everything_and_names_no_host(name):
    text = (run.ROOT / name).read_bytes().decode("ascii")  # old pips read it in the system's encoding
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]
    assert len(entries) > 10
    assert not [entry for entry in entries if not PIN.match(entry) or "--hash=sha256:" not in entry]
    assert not re.search(r"://|--(index|extra-index|find-links)|^-", text, re.MULTILINE)


def test_locks_hold_what_was_asked_for_and_agree():
    pins = [{(m["name"], m["version"]) for m in PIN.finditer((run.ROOT / name).read_text())} for name in LOCKS]
    for name, locked in zip(LOCKS, pins, strict=True):
        asked = (run.ROOT / name).with_suffix(".in").read_text(encoding="utf-8")
        assert {(m["name"], m["version"]) for m in PIN.finditer(asked)} <= locked
    runtime, development = pins
    shared = {name for name, _ in runtime} & {name for name, _ in development}
    assert {pin for pin in development if pin[0] in shared} <= runtime


def test_every_lock_but_that_of_the_audit_itself_is_audited():
    found = {path.name for path in run.ROOT.glob("requirements*.txt")}
    assert {path.name for path in run.AUDITED} == found - {AUDIT}
    assert run.AUDIT.name == AUDIT


def test_the_bench_measures_what_is_run():
    runtime, bench = ({(m["name"], m["version"]) for m in PIN.finditer((run.ROOT / name).read_text())} for name in (LOCKS[0], BENCH))
    assert runtime <= bench
