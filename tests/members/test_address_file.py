"""Files of addresses as spreadsheets write them."""

import pytest

from core.errors import Invalid
from members import address_file
from members.address_file import read

TRADITIONAL = "email,name\na@example.com,陳小禾\nb@example.com,咖啡館的常客\n"
SIMPLIFIED = "email,name\na@example.com,陈小禾\nb@example.com,咖啡馆的常客\n"


def names(data: bytes, **options) -> list[str]:
    return [one.cells.get("name", "") for one in read(data, **options)[1]]


@pytest.mark.parametrize(
    ("codec", "text", "found"),
    [
        ("utf-8", TRADITIONAL, "utf-8"),
        ("utf-8-sig", TRADITIONAL, "utf-8"),
        ("utf-16", TRADITIONAL, "utf-16"),
        ("big5", TRADITIONAL, "big5"),
        ("gbk", SIMPLIFIED, "gbk"),
    ],
)
def test_encoding_is_found_out(codec, text, found):
    encoding, lines = read(text.encode(codec))
    assert encoding == found
    assert [one.cells["name"] for one in lines] == [line.split(",")[1] for line in text.splitlines()[1:]]
    assert [one.number for one in lines] == [2, 3]


def test_big_endian_with_its_mark():
    assert names(b"\xfe\xff" + TRADITIONAL.encode("utf-16-be")) == ["陳小禾", "咖啡館的常客"]


def test_encoding_that_was_said_is_taken():
    assert read(SIMPLIFIED.encode("gbk"), "gbk")[0] == "gbk"
    with pytest.raises(Invalid) as caught:
        read(TRADITIONAL.encode("big5"), "utf-8")
    assert caught.value.code == "undecodable"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_and_ends_of_lines(separator, end):
    data = end.join([f"Name{separator}E-Mail", f'"Ho, A;B"{separator}a@example.com', ""]).encode()
    (line,) = read(data)[1]
    assert line.cells == {"name": "Ho, A;B", "email": "a@example.com"}


def test_heading_may_be_missing_or_chinese():
    assert names(b"a@example.com,A\nb@example.com,B\n") == ["A", "B"]
    assert names("姓名,電子郵件\n小禾,a@example.com\n".encode()) == ["小禾"]


def test_empty_lines_count_for_nothing_but_their_number():
    assert [one.number for one in read(b"email\n\n\na@example.com\n,,\n")[1]] == [4]


def test_ragged_and_unreadable_lines_are_said_one_by_one():
    data = b"email,name\na@example.com\nb@example.com,B,x\nc@example.com,C,,\n" + b"d" * 200_000 + b"\ne@example.com\n"
    assert [one.problem for one in read(data)[1]] == ["", "ragged", "", "unreadable", ""]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"email\n", "empty"),
        (b"name\nA\n", "no_email_column"),
        (b"\xff\xff\xff\x81\x00\xff", "undecodable"),
        (b"x" * (address_file.MOST_BYTES + 1), "too_big"),
        (b"email\n" + b"a@example.com\n" * 5_001, "too_many_rows"),
        (b'"' + b"x" * 1_000_000, "no_email_column"),
    ],
)
def test_what_is_no_list_is_refused(data, code):
    with pytest.raises(Invalid) as caught:
        read(data)
    assert (caught.value.code, set(caught.value.fields)) == (code, {"file"})


def test_million_rows_are_refused_without_reading_them(monkeypatch):
    read_lines = []
    lines = address_file._lines

    def counted(text):
        for one in lines(text):
            read_lines.append(1)
            yield one

    monkeypatch.setattr(address_file, "_lines", counted)
    with pytest.raises(Invalid):
        read(b"email\n" + b"a@b\n" * 1_000_000)
    with pytest.raises(Invalid):
        read(b"a@b\n" * 1_000_000)
    assert len(read_lines) <= 2 * (address_file.MOST_ROWS + 1)
