"""The log says what happened, under an id that the answer tells too, and never what a reader said, asked for or showed."""

import asyncio
import json
import logging
import re
import subprocess
import sys
from datetime import datetime

import pytest

import run
from loaders.texts import LANGUAGES, texts
from ui import log
from ui.requests import told

MARK = "BI-MAT-NguyenVanA"
NUMBER = "0123456789abcdef0123456789abcdef"


def test_a_request_is_one_line_with_what_was_answered(server, lines):
    answer = server.get("/dash/api/v1/targets.csv", params={"tim": MARK})
    [line] = lines()
    assert datetime.fromisoformat(line["time"]).utcoffset().total_seconds() == 0
    told = {key: line[key] for key in ("level", "event", "method", "path", "status", "bytes")}
    assert told == {"level": "info", "event": "request", "method": "GET", "path": "/api/v1/targets.csv", "status": 200, "bytes": 12}
    assert line["ms"] >= 0
    assert line["id"] == answer.headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{16}", line["id"])


@pytest.mark.parametrize("given", [NUMBER, "6f1f2a0c-8f0e-4c57-9d2e-0123456789ab", NUMBER[:8]])
def test_an_id_that_a_proxy_gave_is_kept(server, lines, given):
    assert server.get("/dash/x", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given
    assert lines()[0]["id"] == given


@pytest.mark.parametrize("given", [MARK, NUMBER[:7], NUMBER * 3, f"{NUMBER} {MARK}", ""])
def test_words_are_no_id(server, lines, given):
    answer = server.get("/dash/x", headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"] == lines()[0]["id"] != given


def test_two_requests_have_two_ids(server, lines):
    server.get("/dash/x")
    server.get("/dash/x")
    assert len({line["id"] for line in lines()}) == 2


def test_a_fault_is_told_with_its_stack_and_without_its_message(server, lines):
    answer = server.get("/dash/fails", params={"figure": MARK})
    fault, request = lines()
    assert answer.status_code == request["status"] == 500
    assert fault["level"] == request["level"] == "error"
    assert fault["id"] == request["id"] == answer.headers["X-Request-ID"]
    assert fault["faults"][0]["kind"] == "ValueError"
    assert re.fullmatch(r"tests/server/conftest\.py:\d+ failing", fault["faults"][0]["stack"][-1])
    assert MARK not in f"{fault}{request}{answer.text}"
    assert answer.json() == {
        "error": "fault",
        "id": request["id"],
        **{f"message_{lang}": texts(lang)["fault.words"].format(id=request["id"]) for lang in LANGUAGES},
    }


def test_an_open_page_is_two_lines_with_one_id(server, lines):
    with server.websocket_connect(f"/dash/picture/{MARK}?tim={MARK}") as socket:
        assert socket.receive_text() == "hello"
    opened, closed = lines()
    assert (opened["event"], closed["event"]) == ("opened", "closed")
    assert opened["id"] == closed["id"]
    assert (closed["path"], closed["bytes"]) == ("/picture/…", 5)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/dash/", 200, "/"),
        ("/dash/so-sanh", 200, "/…"),
        (f"/dash/{MARK}", 200, "/…"),
        ("/dash/api/v1/targets.csv", 200, "/api/v1/targets.csv"),
        ("/dash/api/v1/targets.csv", 304, "/api/v1/targets.csv"),
        (f"/dash/api/v1/{MARK}", 404, "/api/…"),
        (f"/dash/api/{MARK}", 204, "/api/…"),
        ("/dash/health", 503, "/health"),
        ("/dash/_stcore/stream", 101, "/_stcore/stream"),
        (f"/dash/_stcore/upload_file/{MARK}/{MARK}", 200, "/_stcore/…"),
        (f"/dash/media/{MARK}.csv", 200, "/media/…"),
    ],
)
def test_of_a_path_only_the_servers_own_words_are_told(path, status, said):
    assert told(path, "/dash", status) == said


def test_nothing_of_a_request_comes_into_the_log(server, lines):
    marked = {"X-Request-ID": MARK, "User-Agent": MARK, "Cookie": f"a={MARK}", "Referer": MARK, "X-Forwarded-For": "203.0.113.7"}
    for path in (f"/dash/{MARK}", f"/dash/media/{MARK}", f"/dash/fails?figure={MARK}", f"/dash/api/v1/targets.csv?tim={MARK}"):
        server.get(path, headers=marked)
        server.request(MARK, path, headers=marked)
        server.post(path, headers=marked, content=MARK)
    told = str(lines())
    assert len(lines()) >= 12
    for secret in (MARK, "203.0.113.7", "testclient"):
        assert secret not in told


def test_what_others_log_is_told_without_its_values(lines):
    logging.getLogger("somebody").warning("Session %s of %s", MARK, MARK)
    logging.getLogger("somebody").error(f"Task failed\nfuture: {MARK}")
    try:
        raise KeyError(MARK) from ValueError(MARK)
    except KeyError as error:
        logging.getLogger("somebody").error("Uncaught", exc_info=error)
    first, second, third = lines()
    assert (first["logger"], first["words"]) == ("somebody", "Session %s of %s")
    assert second["words"] == "Task failed"
    assert [fault["kind"] for fault in third["faults"]] == ["KeyError", "ValueError"]
    assert MARK not in f"{first}{second}{third}"


def test_streamlits_and_the_servers_own_loggers_go_the_same_way():
    """In a process of its own, since it changes what all loggers do."""
    code = """
import logging
from streamlit.logger import get_logger
from ui import log
early = get_logger("streamlit.early")
log.begin()
log.begin()
for logger in (early, get_logger("streamlit.late"), logging.getLogger("uvicorn.error"), logging.getLogger("api.routes")):
    logger.info("nothing of note")
    logger.error("gone %s", "wrong")
log.write("started")
"""
    ran = subprocess.run([sys.executable, "-c", code], cwd=run.ROOT, capture_output=True, encoding="utf-8", timeout=120)
    assert (ran.returncode, ran.stdout) == (0, "")
    lines = [json.loads(line) for line in ran.stderr.splitlines()]
    assert [line.get("logger", line["event"]) for line in lines] == [
        "streamlit.early",
        "streamlit.late",
        "uvicorn.error",
        "api.routes",
        "started",
    ]
    assert {line["words"] for line in lines[:-1]} == {"gone %s"}


def test_an_id_belongs_to_its_own_request_among_many(server, lines):
    async def one(name: str) -> None:
        token = log.ID.set(name)
        await asyncio.sleep(0)
        log.write("event", said=name)
        log.ID.reset(token)

    async def many() -> None:
        await asyncio.gather(*(one(f"{number:016x}") for number in range(20)))

    asyncio.run(many())
    assert len(lines()) == 20
    assert all(line["id"] == line["said"] for line in lines())
