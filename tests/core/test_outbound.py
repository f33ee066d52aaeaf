"""What leaves the machine goes to public addresses only, to the very one that was checked, within its limits."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core import outbound
from core.outbound import Refused, addresses_of, checked_url, post

REFUSED = [
    "http://hooks.example.org/x",
    "https://localhost/",
    "https://localhost./",
    "https://LOCALHOST/",
    "https://a.localhost/",
    "https://printer/",
    "https://printer.local/",
    "https://db.internal/",
    "https://x.home.arpa/",
    "https://x.onion/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://127.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://0/",
    "https://0.0.0.0/",
    "https://00.0.0.0/",
    "https://127.0.0.1./",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://169.254.169.254/",
    "https://100.64.0.1/",
    "https://192.0.0.1/",
    "https://192.0.2.1/",
    "https://198.18.0.1/",
    "https://203.0.113.1/",
    "https://224.0.0.1/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://[::]/",
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::169.254.169.254]/",
    "https://[64:ff9b:1::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2002:a00:1::1]/",
    "https://[fe80::1]/",
    "https://[fc00::1]/",
    "https://[fd00:ec2::254]/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    "https://[fe80::1%25eth0]/",
    "https://[::1%25lo]/",
    "https://user@hooks.shop.com/",
    "https://user:pass@hooks.shop.com/",
    "https://hooks.shop.com@127.0.0.1/",
    "https://@hooks.shop.com/",
    "https://hooks.shop.com\\@127.0.0.1/",
    "https:\\\\127.0.0.1/",
    "https:/127.0.0.1/",
    "https:///etc/passwd",
    "//127.0.0.1/",
    "127.0.0.1",
    "https://hooks.shop.com:22/",
    "https://hooks.shop.com:25/",
    "https://hooks.shop.com:6379/",
    "https://hooks.shop.com:80/",
    "https://hooks.shop.com:0/",
    "https://hooks.shop.com:99999/",
    "https://hooks.shop.com:x/",
    "gopher://hooks.shop.com/",
    "file:///etc/passwd",
    "ftp://hooks.shop.com/",
    "unix:///run/x.sock",
    "data:text/plain,x",
    "javascript:alert(1)",
    "https://hooks.shop.com#@127.0.0.1/",
    "https://hooks。shop。com/",
    "https://①②⑦.⓪.⓪.①/",
    "https://ⓗooks.shop.com/",
    "https://",
    "https://./",
    "https://../",
    "https://-a.com/",
    "https://a..com/",
    "https://a_b.com/",
    "https://%31%32%37.0.0.1/",
    "https://[::1/",
]


@pytest.mark.parametrize(
    "url", [*REFUSED, "https://a.com/\r\nX: y", "https://a.com/ x", "https://a.com/\x00", "h" * 3000]
)
def test_address_is_refused_before_anything_is_asked(url, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_all, **_named: pytest.fail("it was looked up"))
    monkeypatch.setattr(socket, "create_connection", lambda *_all, **_named: pytest.fail("it was connected to"))
    with pytest.raises(Refused):
        post(url, b"{}", {})


@pytest.mark.parametrize(
    "url",
    ["https://hooks.shop.com/in?x=1", "https://a.shop.com:8443/", "https://8.8.8.8/", "https://[2606:4700::1111]/"],
)
def test_public_address_is_taken(url):
    assert checked_url(url).scheme == "https"


def stands_for(*addresses: str) -> Callable:
    def lookup(host, port, **_options):
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, 1, 6, "", (one, port)) for one in addresses]

    return lookup


@pytest.mark.parametrize(
    "inside", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "fe80::1"]
)
def test_name_that_stands_for_an_inner_machine_is_refused(inside, monkeypatch):
    for found in ((inside,), ("8.8.8.8", inside)):
        monkeypatch.setattr(socket, "getaddrinfo", stands_for(*found))
        with pytest.raises(Refused):
            addresses_of(checked_url("https://hooks.shop.com/"))


def test_name_that_changes_its_mind_is_connected_where_it_was_checked(monkeypatch):
    """DNS rebinding: the name is asked once, and the connection goes to that answer."""
    answers = iter([stands_for("8.8.8.8")("", 443)])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_all, **_named: next(answers))
    went: list[tuple] = []

    def connect(where, timeout=None, **_options):
        went.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(OSError):
        post("https://hooks.shop.com/", b"{}", {})
    assert went == [("8.8.8.8", 443)]


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.server.got.append((self.path, self.rfile.read(int(self.headers["Content-Length"])), dict(self.headers)))
        getattr(self, f"be_{self.path.strip('/')}")()

    def be_fine(self) -> None:
        self.send_response(204)
        self.end_headers()

    def be_elsewhere(self) -> None:
        self.send_response(302)
        self.send_header("Location", "http://169.254.169.254/")
        self.end_headers()

    def be_huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _piece in range(200):
            self.wfile.write(b"x" * 65536)

    def be_dripping(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _piece in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def be_dripping_headers(self) -> None:
        for one in "HTTP/1.1 200 OK\r\nX: " + "x" * 100:
            self.wfile.write(one.encode())
            self.wfile.flush()
            time.sleep(0.1)

    def be_silent(self) -> None:
        time.sleep(3)

    def log_message(self, *_all) -> None:
        """Quiet."""


@pytest.fixture
def receiver(settings) -> Iterator[Callable[[str], str]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.got, server.handle_error = [], lambda *_all: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    settings.PLAZA_OUTBOUND_PRIVATE_HOSTS = [host]
    address = lambda path: f"http://{host}/{path}"  # noqa: E731
    address.got = server.got
    yield address
    server.shutdown()
    server.server_close()


def test_named_host_of_the_house_gets_the_words_and_headers(receiver):
    assert post(receiver("fine"), b'{"a":1}', {"Webhook-Id": "x"}).status == 204
    path, body, headers = receiver.got[0]
    assert (path, body, headers["Webhook-Id"]) == ("/fine", b'{"a":1}', "x")


def test_host_that_is_not_named_stays_refused(receiver, settings):
    settings.PLAZA_OUTBOUND_PRIVATE_HOSTS = []
    with pytest.raises(Refused):
        post(receiver("fine"), b"{}", {})
    assert receiver.got == []


def test_redirect_is_an_answer_and_is_not_followed(receiver):
    assert post(receiver("elsewhere"), b"{}", {}).status == 302
    assert len(receiver.got) == 1


def test_long_answer_is_cut(receiver):
    assert len(post(receiver("huge"), b"{}", {}).body) == outbound.MOST_BYTES


@pytest.mark.parametrize("path", ["dripping", "dripping_headers", "silent"])
def test_slow_answer_ends_with_the_time(receiver, path):
    began = time.monotonic()
    with pytest.raises(OSError):
        post(receiver(path), b"{}", {}, seconds=0.5)
    assert time.monotonic() - began < 2.5


def test_nobody_there_is_an_error_of_the_network(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    settings.PLAZA_OUTBOUND_PRIVATE_HOSTS = [host]
    with pytest.raises(OSError):
        post(f"http://{host}/", b"{}", {}, seconds=1)
