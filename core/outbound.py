"""
The one HTTP client that may leave the machine: to public addresses only, with limits of time and size, never redirected.

A name is resolved here, every address it stands for is checked, and the connection is made to the very address that was
checked: a name that points elsewhere a moment later (DNS rebinding) gains nothing.
"""

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from core.errors import PlazaError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
LONGEST_URL = 2000
SECONDS = 15.0
MOST_BYTES = 64 * 1024
SCHEMES = {"https": 443, "http": 80}
# Letters, digits, hyphens and dots, and the last label is no number: what a resolver might read as an address of another
# spelling (decimal, octal, hexadecimal, `127.1`) is no name.
NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*")
NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)")
NOT_OURS = ("localhost", "local", "internal", "localdomain", "home.arpa", "onion", "test", "invalid", "example")
# Networks that carry an IPv4 address inside an IPv6 one: the inner one is what is reached.
NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


class Refused(PlazaError):
    """This address may not be asked. `code` says why; the text names nothing of the inside."""

    code = "address_refused"
    status = 422


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def checked_url(url: str) -> SplitResult:
    """The parts of an address that may be asked, as far as can be told without resolving it. Raises Refused."""
    if (
        len(url) > LONGEST_URL
        or not url.isascii()
        or any(ord(one) <= 32 or one == "\\" or one == "\x7f" for one in url)
    ):
        raise Refused(code="bad_address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(code="bad_address") from error
    if parts.scheme not in SCHEMES or not parts.hostname or "@" in parts.netloc or parts.fragment:
        raise Refused(code="bad_address")
    if _is_named(parts):
        return parts
    if parts.scheme != "https":
        raise Refused(code="https_only")
    if port not in (None, 443, 8443):
        raise Refused(code="port_refused")
    _check_host(parts.hostname)
    return parts


def _is_named(parts: SplitResult) -> bool:
    """`host:port` that this install allows by name: a receiver in the same house."""
    return f"{parts.hostname}:{parts.port or SCHEMES[parts.scheme]}" in settings.PLAZA_OUTBOUND_PRIVATE_HOSTS


def _check_host(host: str) -> None:
    if literal := _literal(host):
        if not is_public(literal):
            raise Refused(code="address_refused")
        return
    labels = host.split(".")
    if not NAME.fullmatch(host) or len(host) > 253 or len(labels) < 2 or NUMBER.fullmatch(labels[-1]):
        raise Refused(code="address_refused")
    if any(host == one or host.endswith(f".{one}") for one in NOT_OURS):
        raise Refused(code="address_refused")


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """A machine of the open internet. What carries another address inside is judged by that one."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and any(address in one for one in NAT64):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if int(address) >> 32 == 0:
            return False  # IPv4-compatible, `::` and `::1`
    return address.is_global and not address.is_multicast


def addresses_of(parts: SplitResult) -> list[tuple[int, str]]:
    """(family, address) of every machine the name stands for. One that is not public spoils the name."""
    host, port = parts.hostname or "", parts.port or SCHEMES[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OSError("name_not_found") from error
    addresses: list[tuple[int, str]] = [(int(family), str(where[0])) for family, _type, _proto, _name, where in found]
    if not _is_named(parts) and not all(is_public(ipaddress.ip_address(one)) for _family, one in addresses):
        raise Refused(code="address_refused")
    return addresses


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS) -> Answer:
    """
    Send and read at most 64 KiB of the answer, all within `seconds`. A redirect is an answer, and is not followed.

    Raises Refused for an address that may not be asked, OSError when nobody answered in time.
    """
    parts, until = checked_url(url), time.monotonic() + seconds
    last: OSError = OSError("no_address")
    for _family, address in addresses_of(parts)[:3]:
        connection = _Pinned(parts, address, until)
        try:
            return _exchange(connection, parts, body, headers, until)
        except ConnectionRefusedError as error:
            last = error
        except http.client.HTTPException as error:
            raise OSError("bad_answer") from error
        finally:
            connection.rest()
            connection.close()
    raise last


class _Pinned(http.client.HTTPConnection):
    """Speaks to the address that was checked, and asks for a certificate of the name that was meant."""

    def __init__(self, parts: SplitResult, address: str, until: float) -> None:
        super().__init__(parts.hostname or "", parts.port or SCHEMES[parts.scheme], timeout=_left(until))
        self._address, self._is_secure, self._until = address, parts.scheme == "https", until
        self._watch: threading.Timer | None = None

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), timeout=_left(self._until))
        if self._is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        # A time limit of a socket begins anew with every byte: one who drips would keep us for ever.
        self._watch = threading.Timer(_left(self._until), _hang_up, [self.sock])
        self._watch.daemon = True
        self._watch.start()
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.do_handshake()

    def rest(self) -> None:
        if self._watch is not None:
            self._watch.cancel()


def _hang_up(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _exchange(connection: _Pinned, parts: SplitResult, body: bytes, headers: Mapping[str, str], until: float) -> Answer:
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    connection.request("POST", path, body, {**headers, "Connection": "close"})
    response = connection.getresponse()
    said = b"".join(_pieces(response, until))
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, said)


def _pieces(response: http.client.HTTPResponse, until: float) -> Iterator[bytes]:
    """Piece by piece, so that an answer that drips ends with the time, and a long one with the size."""
    left = MOST_BYTES
    while left > 0 and (piece := response.read1(min(left, 8192))):
        left -= len(piece)
        yield piece
        _left(until)
    _left(until)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("too_slow")
    return left
