"""REST over the door of a group: applying and leaving."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from groups.api.serializers import ApplyRequest, SentApplication
from members.actions import apply_to_space, leave_space
from spaces.models import Kind
from spaces.queries import get_space


class GroupEndpoint(Endpoint):
    scopes = ("groups:read", "members:write")


class Apply(GroupEndpoint):
    @extend_schema(tags=["groups"], summary="Apply to a group", request=ApplyRequest, responses={201: SentApplication})
    def post(self, request: Request, space: str) -> Response:
        group = get_space(request.viewer, space, kind=Kind.GROUP)
        given = ApplyRequest(data=request.data)
        given.is_valid(raise_exception=True)
        made = apply_to_space(request.viewer, group, answers=given.validated_data.get("answers", {}))
        return Response(SentApplication(made).data, status=201)


class Leave(GroupEndpoint):
    @extend_schema(tags=["groups"], summary="Leave a group", request=None, responses={204: None})
    def post(self, request: Request, space: str) -> Response:
        leave_space(request.viewer, get_space(request.viewer, space, kind=Kind.GROUP))
        return Response(status=204)
