"""Reading a file of addresses as people's spreadsheets write it: whatever encoding, separator, and what went wrong in it."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.errors import Invalid

MOST_ROWS = 5_000
MOST_BYTES = 4 * 1024 * 1024
COLUMNS = ("email", "name", "role")
_SPELLINGS = {
    "email": {"email", "e-mail", "mail", "e-mail address", "email address", "電子郵件", "電子信箱", "信箱", "邮箱"},
    "name": {"name", "名字", "姓名", "名稱", "名称"},
    "role": {"role", "角色", "身分", "身份"},
}
ENCODINGS = ("utf-8", "utf-16", "big5", "gbk")
_CODECS = {"utf-8": "utf-8-sig", "utf-16": "utf-16", "big5": "big5hkscs", "gbk": "gb18030"}


@dataclass(frozen=True)
class Line:
    """One line of the file. `problem` is what the reader itself could not make sense of."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def read(data: bytes, encoding: str = "", *, prefers: str = "") -> tuple[str, list[Line]]:
    """(the encoding it was read in, its lines), or Invalid beside `file`. Reading stops where the limit is passed."""
    if len(data) > MOST_BYTES:
        raise too_big()
    encoding, text = _decoded(data, encoding, prefers)
    lines = _lines(text)
    found: list[Line] = []
    for line in lines:
        if len(found) >= MOST_ROWS:
            message = _("At most %(count)d rows fit into one file. Split it.") % {"count": MOST_ROWS}
            raise Invalid.field("file", message, "too_many_rows")
        found.append(line)
    if not found:
        raise Invalid.field("file", _("There are no rows in it."), "empty")
    return encoding, found


def too_big() -> Invalid:
    message = _("At most %(size)d MB and %(count)d rows fit into one file. Split it.")
    return Invalid.field("file", message % {"size": MOST_BYTES // 1024**2, "count": MOST_ROWS}, "too_big")


def _decoded(data: bytes, encoding: str, prefers: str) -> tuple[str, str]:
    for name in [encoding] if encoding in ENCODINGS else _guesses(data, prefers):
        try:
            return name, data.decode(_CODECS[name])
        except UnicodeDecodeError:
            continue
    message = _("The text cannot be read. Save it as “CSV UTF-8” and try again, or say which encoding it has.")
    raise Invalid.field("file", message, "undecodable")


def _guesses(data: bytes, prefers: str) -> list[str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    # Chinese text is valid in both of the others more often than not: what it says more common characters in, wins.
    big5, gbk = _commonness(data, 0xA4, 0xC6), _commonness(data, 0xB0, 0xD7)
    first = "big5" if big5 > gbk or (big5 == gbk and prefers == "zh-hant") else "gbk"
    return ["utf-8", first, "gbk" if first == "big5" else "big5"]


def _commonness(data: bytes, first: int, last: int) -> float:
    """The part of two-byte characters that lie where an encoding keeps the common ones."""
    pairs = common = place = 0
    while place < len(data) - 1:
        if data[place] < 0x80:
            place += 1
            continue
        pairs += 1
        common += first <= data[place] <= last
        place += 2
    return common / pairs if pairs else 0.0


def _lines(text: str) -> Iterator[Line]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    columns: list[str] = []
    number = 0
    while True:
        number += 1
        try:
            cells = [cell.strip() for cell in next(rows)]
        except StopIteration:
            return
        except csv.Error:  # a cell longer than the reader takes, or a stray carriage return
            if not columns:
                raise _no_column() from None
            yield Line(number, problem="unreadable")
            continue
        if not any(cells):
            continue
        if not columns:
            columns = _columns(cells)
            if columns != list(COLUMNS) or "@" not in cells[0]:
                continue  # it was a heading
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            yield Line(number, dict(zip(columns, cells, strict=False)), "ragged")
            continue
        yield Line(number, dict(zip(columns, cells, strict=False)))


def _separator(text: str) -> str:
    """The one that the first line has most of."""
    first = text.lstrip().partition("\n")[0][:2_000]
    return max(",;\t", key=first.count)


def _columns(cells: list[str]) -> list[str]:
    """Names of the columns by the heading. Without one, an address comes first, then name and role."""
    if "@" in cells[0]:
        return list(COLUMNS)
    heads = [cell.casefold() for cell in cells]
    found = [next((name for name, words in _SPELLINGS.items() if head in words), head) for head in heads]
    if "email" not in found:
        raise _no_column()
    return found


def _no_column() -> Invalid:
    message = _("The first row has to name the columns, and one of them is “email”.")
    return Invalid.field("file", message, "no_email_column")
