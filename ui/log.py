"""The server's log: one JSON object a line on stderr, saying what happened and never what a reader said, asked for or showed.

Everything goes through the standard `logging`, Streamlit's and uvicorn's own loggers too. Of others' messages the words as their code has
them are told, without what was put in; of a fault what kind it is and where it came from, without its message, which may quote a figure.
"""

import json
import logging
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from time import perf_counter
from traceback import walk_tb
from typing import Any

import streamlit as st
import streamlit.logger
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

HEADER = "X-Request-ID"
# The request, or the connection of an open page, whose work this is; a page's run has it from its connection.
ID: ContextVar[str] = ContextVar("id", default="")
OWN = "tracker"
# A message of others that is longer quotes something.
LONGEST = 160
ROOT = Path(__file__).resolve().parent.parent
_log = logging.getLogger(OWN)


def begin() -> None:
    """From here on all that the server logs is a line of JSON. Asked again, it changes nothing."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    _log.setLevel(logging.INFO)
    # Streamlit gives each logger a handler of its own whenever it makes one or reads its settings.
    streamlit.logger.setup_formatter = _through_root
    streamlit.logger.init_uvicorn_logs()
    streamlit.logger.update_formatter()
    if not hasattr(ScriptRunner._run_script, "__wrapped__"):
        ScriptRunner._run_script = _told(ScriptRunner._run_script)  # type: ignore[method-assign]


def write(event: str, level: int = logging.INFO, error: BaseException | None = None, **fields: str | int | float) -> None:
    """Add a line: what happened, with values that hold nothing of a reader's; of an error its kind and stack."""
    _log.log(level, event, extra={"fields": fields}, exc_info=error)


def current() -> str:
    """Return the id of the request or open page whose work this is, empty where it is nobody's."""
    if not ID.get() and get_script_run_ctx(suppress_warning=True):
        return st.context.headers.get(HEADER) or ""
    return ID.get()


def thousandths(begun: float) -> float:
    """Return the milliseconds since a moment of `perf_counter`."""
    return round((perf_counter() - begun) * 1000, 1)


class Lines(logging.Formatter):
    """A record as a line of JSON: time in UTC, level, event, id, and what else was said of it."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, Any] = {"time": moment, "level": record.levelname.lower()}
        said |= {"event": str(record.msg)} if record.name == OWN else _of_others(record)
        if name := current():
            said["id"] = name
        said |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1]:
            said["faults"] = [_fault(error) for error in _chain(record.exc_info[1])]
        return json.dumps(said, ensure_ascii=False)


def _of_others(record: logging.LogRecord) -> dict[str, str]:
    """The message before its values are put in; of one put together from several lines the first, the rest of which may quote values."""
    words = str(record.msg).strip().splitlines() or [""]
    return {"event": "message", "logger": record.name, "words": words[0][:LONGEST]}


def _fault(error: BaseException) -> dict[str, Any]:
    frames = [f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in walk_tb(error.__traceback__)]
    return {"kind": f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins."), "stack": frames}


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and what it came of."""
    at: BaseException | None = error
    while at is not None:
        yield at
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _short(file: str) -> str:
    """A file's path in the project, or in its package: no folders of the machine."""
    path = Path(file)
    if path.is_relative_to(ROOT) and ".venv" not in path.parts:
        return path.relative_to(ROOT).as_posix()
    return path.as_posix().rpartition("site-packages/")[2] if "site-packages" in path.parts else path.name


def _through_root(logger: logging.Logger) -> None:
    """What Streamlit does with a new logger, whose lines are to be like all others."""
    logger.handlers.clear()
    logger.propagate = True
    # That a thread has no session is no fault here: it goes by the published data.
    logger.setLevel(logging.ERROR if logger.name.endswith(".script_run_context") else logging.WARNING)


def _told(run: Callable[..., None]) -> Callable[..., None]:
    """Streamlit's run of a page, or of a part of it, with a line about it behind."""

    @wraps(run)
    def told(self: ScriptRunner, asked: Any) -> None:
        begun = perf_counter()
        try:
            run(self, asked)
        finally:
            context = get_script_run_ctx(suppress_warning=True)
            page: Any = self._pages_manager.get_pages().get(context.page_script_hash, {}) if context else {}
            part = "fragment" if asked.fragment_id_queue else "page"
            write("run", page=page.get("url_pathname", ""), part=part, ms=thousandths(begun))

    return told
