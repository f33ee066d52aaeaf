"""The file that page and REST hand out."""

from typing import Any

from django.http import FileResponse

from core import clock, sheets, tenancy
from members.actions import export_people
from members.queries.columns import Column
from members.queries.filters import PeopleFilter

KINDS = {
    "csv": (sheets.csv_file, "text/csv; charset=utf-8"),
    "xlsx": (sheets.xlsx_file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def spreadsheet(viewer: Any, wanted: PeopleFilter, columns: list[Column], kind: str) -> FileResponse:
    """Written whole before the first byte leaves: a file that breaks off would look like a shorter list."""
    make, content_type = KINDS[kind]
    rows = export_people(viewer, wanted, columns, kind=kind)
    day = clock.local_date(clock.now(), tenancy.active().time_zone)
    answer = FileResponse(make(rows), as_attachment=True, filename=f"members-{day}.{kind}", content_type=content_type)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
