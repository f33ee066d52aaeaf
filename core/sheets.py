"""Spreadsheets of what people typed: written row by row, and nothing in them is ever run as a formula."""

import csv
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from typing import IO, Any

import xlsxwriter

FORMULA = "=+-@"
_SKIPPED = " '\"`\u00a0\u3000\ufeff\u200b"


def harmless(value: Any) -> Any:
    """
    Text that a spreadsheet might run gets an apostrophe in front, which makes it text again.

    Full-width signs count, and so do signs behind quotes and spaces: some programs look past them.
    """
    if not isinstance(value, str):
        return value
    flat = " ".join(value.split()) if any(char in value for char in "\t\r\n\v\f\u2028\u2029\u0085") else value
    first = unicodedata.normalize("NFKC", flat.lstrip(_SKIPPED)[:1])
    return f"'{flat}" if flat != value or (first in FORMULA and first) else flat


def csv_file(rows: Iterable[Sequence[Any]]) -> IO[bytes]:
    """UTF-8 with the mark that spreadsheets look for. The file is gone when it is closed."""
    made = tempfile.TemporaryFile("w+b")  # noqa: SIM115 (the answer closes it)
    made.write(b"\xef\xbb\xbf")
    text = _Encoding(made)
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_spelt(harmless(cell)) for cell in row])
    made.seek(0)
    return made


class _Encoding:
    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def write(self, text: str) -> int:
        return self.file.write(text.encode())


def xlsx_file(rows: Iterable[Sequence[Any]]) -> IO[bytes]:
    """A row in memory at a time. Text stays text: no formula, no link, no number is guessed from it."""
    made = tempfile.TemporaryFile("w+b")  # noqa: SIM115 (the answer closes it)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(made, options)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            safe = harmless(cell)
            if isinstance(safe, int):
                sheet.write_number(number, place, safe)
            else:
                sheet.write_string(number, place, _spelt(safe))
    book.close()
    made.seek(0)
    return made


def _spelt(cell: Any) -> str:
    return "" if cell is None else str(cell)
