"""How a log line is made: JSON for machines, one readable line for people; ids only, never what a person wrote."""

import sys
import traceback
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def frames_only(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Where it broke, but not the error's own words: a database quotes the offending row in them."""
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["frames"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    return event


def frames_below(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """The same for people: one frame a line under the message."""
    event = frames_only(logger, method, event)
    if frames := event.pop("frames", None):
        event["exception"] = "\n".join(f"  {frame}" for frame in frames)
    return event


def renderers(*, machines: bool, words: bool) -> list[Any]:
    if machines:
        return [frames_only, structlog.processors.JSONRenderer()]
    # Never the rich traceback that structlog prefers: it prints every local variable.
    console = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    return [console] if words else [frames_below, console]


def logging_for(*, machines: bool, words: bool = False) -> dict[str, Any]:
    """Django's LOGGING, and structlog set up to go the same way. `words` shows what errors say: for developers only."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    line = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *renderers(machines=machines, words=words),
        ],
    }
    # People: standard output belongs to what the product says in the terminal, so log lines go beside it.
    stream = "ext://sys.stdout" if machines else "ext://sys.stderr"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stream": {"class": "logging.StreamHandler", "stream": stream, "formatter": "line"}},
        "root": {"handlers": ["stream"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Its lines carry addresses; `core.request_log` writes one line for each request, without.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            # A tick every few seconds is not news.
            "celery.app.trace": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
        },
    }
