"""A system that receives webhooks: it checks the signature with the library, and answers as its path says."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook


@dataclass(frozen=True)
class Got:
    path: str
    body: bytes
    headers: dict[str, str]

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    def verified(self, secret: str) -> Any:
        """The payload; raises when it is not signed with that secret."""
        return Webhook(secret).verify(self.body, self.headers)


class Handler(BaseHTTPRequestHandler):
    """`/500` answers so; `/429?120` asks to wait; `/lag`, `/slow`, `/drip`, `/huge`, `/inside` misbehave."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.got.append(Got(self.path, body, headers))
        path, _mark, words = self.path.strip("/").partition("?")
        with contextlib.suppress(OSError):
            getattr(self, f"be_{path}", lambda _words: self.say(int(path)))(words)

    def say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def be_ok(self, _words: str) -> None:
        self.say(204)

    def be_wait(self, seconds: str) -> None:
        self.say(429, Retry_After=seconds)

    def be_elsewhere(self, where: str) -> None:
        self.say(302, Location=where)

    def be_lag(self, _words: str) -> None:
        self.server.is_closing.wait(0.1)
        self.say(204)

    def be_slow(self, _words: str) -> None:
        self.server.is_closing.wait(20)
        self.say(204)

    def be_drip(self, _words: str) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.server.is_closing.wait(0.05):
            self.wfile.write(b"x")
            self.wfile.flush()

    def be_huge(self, _words: str) -> None:
        self.send_response(200)
        self.end_headers()
        for _piece in range(160):
            self.wfile.write(b"s" * 65536)

    def log_message(self, *_all: Any) -> None:
        """Quiet."""


@dataclass
class Receiver:
    server: Any
    got: list[Got] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}/{path}"

    def wait_for(self, count: int, seconds: float = 20.0) -> None:
        until = time.monotonic() + seconds
        while len(self.got) < count:
            assert time.monotonic() < until, f"{len(self.got)} of {count} arrived"
            time.sleep(0.02)


@contextlib.contextmanager
def receiving() -> Iterator[Receiver]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.is_closing = True, threading.Event()
    server.handle_error = lambda *_all: None
    receiver = Receiver(server)
    server.got = receiver.got
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield receiver
    finally:
        server.is_closing.set()
        server.shutdown()
        server.server_close()
