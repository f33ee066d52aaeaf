"""One exchange with another system's endpoint. Touches no database, so that it can wait in a thread of its own."""

import ssl
import time
from dataclasses import dataclass

from core import outbound

SECONDS = 15.0
AGENT = "Plaza-Webhooks/1"


@dataclass(frozen=True)
class Letter:
    """Ready to go: nothing of it is looked up any more."""

    url: str
    body: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """All that is kept of an answer. `retry_after` is the header as it came."""

    milliseconds: int
    status: int | None = None
    error: str = ""
    retry_after: str = ""

    @property
    def is_good(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def send(letter: Letter, seconds: float = SECONDS) -> Outcome:
    """A redirect is a failure like any other: it is never followed."""
    headers = {"content-type": "application/json", "user-agent": AGENT, **letter.headers}
    began = time.monotonic()
    try:
        answer = outbound.post(letter.url, letter.body.encode(), headers, seconds=seconds)
    except outbound.Refused as refused:
        return Outcome(_since(began), error=refused.code)
    except OSError as error:
        return Outcome(_since(began), error=_code(error, time.monotonic() - began >= seconds))
    return Outcome(_since(began), status=answer.status, retry_after=answer.headers.get("retry-after", ""))


def _since(began: float) -> int:
    return int((time.monotonic() - began) * 1000)


def _code(error: OSError, is_late: bool) -> str:
    """When the time is up the line is cut, and what that breaks in the middle of says little."""
    if is_late or isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ssl.SSLError):
        return "tls"
    if isinstance(error, ConnectionRefusedError):
        return "connection_refused"
    said = str(error)
    return said if said in ("name_not_found", "bad_answer", "no_address") else "unreachable"
