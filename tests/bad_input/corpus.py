"""Everything that no form means. A bug found adds its input here for good."""

from io import BytesIO
from struct import pack
from zlib import compress, crc32

from PIL import Image

LONG = "長" * 10_000

# As written in a JSON body, so that what Python would not encode can be sent too.
JSON_VALUES = {
    "NUL": r'"a\u0000b"',
    "lone surrogate": r'"a\ud83d"',
    "10,000 characters": f'"{LONG}"',
    "minus one": "-1",
    "zero": "0",
    "10^12": "1000000000000",
    "huge exponent": "1e309",
    "NaN": "NaN",
    "-Infinity": "-Infinity",
    "Arabic digits": '"١٢"',
    "fraction": "1.5",
    "number of 5,000 digits": "9" * 5_000,
    "null": "null",
    "true": "true",
    "empty": '""',
    "list": '["x"]',
    "object": '{"id": 1}',
    "unknown word": '"no-such-thing"',
    "past": '"2001-01-01T00:00:00Z"',
    "year 0": '"0000-01-01T00:00:00Z"',
    "year 9999": '"9999-12-31T23:59:59-12:00"',
    "30 February": '"2026-02-30T00:00:00Z"',
}
# Bodies that are refused before anybody asks what they hold.
BODIES = {
    "not JSON": b"{",
    "invalid UTF-8": b'{"name": "\xff\xfe"}',
    "UTF-16": '{"name": "x"}'.encode("utf-16"),
    "lone surrogate as a key": rb'{"\ud83d": 1}',
    "NUL as a key": rb'{"\u0000": 1}',
    "trailing garbage": b"{} {}",
    "a list": b"[1]",
    "10 MB": b'{"name": "' + b"x" * 10_000_000 + b'"}',
    **{f"depth {depth}": b"[" * depth + b"]" * depth for depth in (100, 1_000, 10_000, 100_000)},
    **{f"objects {depth} deep": b'{"a":' * depth + b"1" + b"}" * depth for depth in (100, 10_000)},
    "10,000 items": b"[" + b"1," * 10_000 + b"1]",
}
TEXTS = {
    "NUL": "a\x00b",
    "10,000 characters": LONG,
    "minus one": "-1",
    "zero": "0",
    "10^12": "1" + "0" * 12,
    "huge exponent": "1e309",
    "NaN": "NaN",
    "Arabic digits": "١٢",
    "past": "2001-01-01T00:00",
    "year 9999": "9999-12-31T23:59",
    "unknown word": "no-such-thing",
    "markup": "<script>{{7*7}}</script>",
}


def claimed_png(width: int, height: int) -> bytes:
    """A few bytes that say how large they are."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", compress(b"\x00" * 99)) + chunk(b"IEND", b"")


def gif() -> bytes:
    out = BytesIO()
    Image.new("P", (8, 8)).save(out, "GIF")
    return out.getvalue()


FILES = {
    "a GIF named .png": ("x.png", gif()),
    "30,000 x 30,000": ("x.png", claimed_png(30_000, 30_000)),
    "SVG with script": ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "SVG named .png": ("x.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "cut off": ("x.gif", gif()[:20]),
    "empty": ("x.png", b""),
    "HTML": ("x.jpg", b"<html>"),
    "a NUL in its name": ("x\x00.png", b"<html>"),
    "over 10 MB": ("x.png", b"\x89PNG\r\n\x1a\n" + b"x" * (10 * 1024 * 1024)),
}
QUERIES = [
    "cursor=%F0%9F%98%80&page_size=-1",
    "cursor=cD0x&page_size=99999999999999999999",
    "after=%00",
    "after=x&before=x&page=-1",
    "after=%ED%A0%BD",
    "days=-1",
    "days=NaN",
    "days=99999999999999999999",
    "from=0000-00-00&to=9999-99-99",
    "from=9999-12-31&to=0001-01-01",
    "from=0001-01-01&to=0001-01-02",
    "metric=nothing&metric=&space=nothing",
    "space=%27%20or%201=1--&topic=%3Cscript%3E&state=nothing",
    "q=" + "x" * 5000,
    "q=%FF%FE&tab=nothing&sort=-password",
    "space=" + "9" * 4000,
    "topic=x&topic=y&kind=%F0%9F%98%80",
    "coupon=x&member=x&unread=maybe&archived=maybe",
    "verb=" + "x" * 4000,
    "next=https://elsewhere.example/",
]
SEGMENTS = [
    "-1",
    "0",
    "9" * 400,
    "%F0%9F%98%80",
    "%ED%A0%BD",
    "%00",
    "..%2F..%2Fetc",
    "'%20or%201=1--",
    "a" * 4000,
    "x%0d%0ay",
]
