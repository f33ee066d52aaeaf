"""Joining and leaving a community over REST."""

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from members.actions import join_space, leave_space
from spaces.models import Kind
from spaces.queries import get_space


class JoinedSerializer(serializers.Serializer):
    space = serializers.CharField(source="space.public_id", help_text="Id of the community.")
    state = serializers.CharField()
    role = serializers.CharField()
    number = serializers.IntegerField(help_text="The how-manieth member of the space.")
    joined_at = serializers.DateTimeField()


class Join(Endpoint):
    scopes = ("members:read", "members:write")

    @extend_schema(
        summary="Join a community",
        description="Accepts its rules as they stand. Joining twice changes nothing.",
        operation_id="communities_join",
        request=None,
        responses=JoinedSerializer,
        tags=["communities"],
    )
    def post(self, request: Request, space: str) -> Response:
        found = get_space(request.viewer, space, kind=Kind.COMMUNITY)
        return Response(JoinedSerializer(join_space(request.viewer, found)).data)


class Leave(Endpoint):
    scopes = ("members:read", "members:write")

    @extend_schema(
        summary="Leave a community",
        operation_id="communities_leave",
        request=None,
        responses={204: OpenApiResponse(description="You no longer belong; what you wrote stays.")},
        tags=["communities"],
    )
    def post(self, request: Request, space: str) -> Response:
        leave_space(request.viewer, get_space(request.viewer, space, kind=Kind.COMMUNITY))
        return Response(status=204)
