"""REST over one's own inbox and preferences."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.api.pagination import NewestFirst
from core.errors import NotAllowed
from delivery.actions import mark_all_read, mark_read, set_preferences
from delivery.api.serializers import NoticeShape, SwitchesChange, SwitchShape
from delivery.queries import inbox_of, rendered, switches


class OwnEndpoint(Endpoint):
    """One's own rows only, so signing in is the whole question."""

    scopes = ("members:read", "members:write")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not request.user.is_authenticated:
            raise NotAllowed(_("Sign in first."), code="sign_in_required")


class Inbox(OwnEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["inbox"],
        summary="My notices, newest first",
        parameters=[OpenApiParameter("unread", bool, description="true: only what was not read yet.")],
        responses=NoticeShape(many=True),
    )
    def get(self, request: Request) -> Response:
        mine = inbox_of(request.viewer)
        if request.query_params.get("unread") == "true":
            mine = mine.filter(read_at=None)
        pages = NewestFirst()
        page = pages.paginate_queryset(mine, request, view=self)
        return pages.get_paginated_response(NoticeShape(rendered(page or [], request.viewer), many=True).data)


class ReadOne(OwnEndpoint):
    @extend_schema(tags=["inbox"], summary="Mark a notice as read", request=None, responses=NoticeShape)
    def post(self, request: Request, delivery: str) -> Response:
        mark_read(request.viewer, delivery)
        again = inbox_of(request.viewer).filter(public_id=delivery)
        return Response(NoticeShape(rendered(list(again), request.viewer)[0]).data)


class ReadAll(OwnEndpoint):
    @extend_schema(
        tags=["inbox"],
        operation_id="inbox_read_all",
        summary="Mark everything as read",
        request=None,
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        mark_all_read(request.viewer)
        return Response(status=204)


class Preferences(OwnEndpoint):
    @extend_schema(tags=["me"], summary="What I am told, and how", responses=SwitchShape(many=True))
    def get(self, request: Request) -> Response:
        return Response(SwitchShape(switches(request.viewer), many=True).data)

    @extend_schema(
        tags=["me"], summary="Switch notices on and off", request=SwitchesChange, responses=SwitchShape(many=True)
    )
    def patch(self, request: Request) -> Response:
        change = SwitchesChange(data=request.data)
        change.is_valid(raise_exception=True)
        wanted = {(one["kind"], one["channel"]): one["is_on"] for one in change.validated_data["switches"]}
        set_preferences(request.viewer, wanted)
        return Response(SwitchShape(switches(request.viewer), many=True).data)
