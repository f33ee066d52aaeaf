"""Cursor pages: stable while rows arrive, the same cost at any depth, nothing to count, and no row number to read."""

from collections.abc import Callable
from typing import Any

from django.db.models import DateTimeField
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from core.errors import Invalid
from core.seals import seal, unseal


class NewestFirst(CursorPagination):
    """
    A position is the row's moment, or its number under a seal.

    A number in the open would count what happens elsewhere, and a public id would end the walk when its row is gone.
    """

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
    ordering = "-id"

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        self._model = queryset.model
        return super().paginate_queryset(queryset, request, view)

    def decode_cursor(self, request: Request) -> Cursor | None:
        try:
            cursor = super().decode_cursor(request)
        except NotFound as error:
            raise _not_ours() from error
        if cursor is None or cursor.position is None:
            return cursor
        return cursor._replace(position=self._read(str(cursor.position)))

    def _read(self, position: str) -> Any:
        """The position as a value to compare with: never text that somebody else made up."""
        if self._by_time():
            moment = _moment(position)
            if moment is None:
                raise _not_ours()
            return str(moment)
        number = unseal(position, self._model._meta.label_lower)
        if number is None:
            raise _not_ours()
        return str(number)

    def encode_cursor(self, cursor: Cursor) -> str:
        if cursor.position is not None and not self._by_time():
            sealed: Any = seal(int(cursor.position), self._model._meta.label_lower)
            cursor = cursor._replace(position=sealed)
        return super().encode_cursor(cursor)

    def _by_time(self) -> bool:
        return isinstance(self._model._meta.get_field(self.ordering[0].lstrip("-")), DateTimeField)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri", "description": "Absolute address, or null at the end."}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }


def paged(
    view: APIView,
    rows: Any,
    shape: type[Serializer],
    pages: CursorPagination | None = None,
    *,
    shows: Callable[[Any], Any] | None = None,
    **context: Any,
) -> Response:
    """
    One page of `rows` by the view's `pagination_class`, which is also what the API's description says.

    `shows` names the space whose inside a row tells of: a manager's look from outside is noted.
    """
    pages = pages or view.pagination_class()  # type: ignore[attr-defined]
    page: list[Any] = pages.paginate_queryset(rows, view.request, view=view) or []
    if shows is not None:
        view.request._request.viewer.looks_into(*{shows(row) for row in page})  # type: ignore[attr-defined]
    return pages.get_paginated_response(shape(page, many=True, context=context).data)


def _moment(text: str) -> Any:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _not_ours() -> Invalid:
    return Invalid.field("cursor", _("This cursor is not one of ours."), "bad_cursor")
