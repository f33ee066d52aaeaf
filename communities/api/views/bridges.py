"""Bridges into groups over REST: start one, follow how far its people came."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.api.input import checked
from core.api.pagination import NewestFirst, paged
from core.decisions import ensure
from members import queries
from members.actions import start_bridge
from members.models import Bridge
from members.rules import can_open_bridges
from spaces.models import Kind
from spaces.queries import get_space


class BridgeShape(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    segment = serializers.CharField(source="segment.public_id", read_only=True, help_text="Id of the segment.")
    plaza = serializers.CharField(source="plaza.public_id", read_only=True, help_text="Id of the community.")
    group = serializers.CharField(source="group.public_id", read_only=True, help_text="Id of the group.")

    class Meta:
        model = Bridge
        fields = ["id", "segment", "plaza", "group", "created_at", "inviting_ended_at", "stopped_code"]
        read_only_fields = fields


class StepShape(serializers.Serializer):
    name = serializers.ChoiceField(choices=["qualified", "invited", "accepted", "acted", "stayed"])
    count = serializers.IntegerField(help_text="People who came so far.")
    first_at = serializers.DateTimeField(allow_null=True)
    last_at = serializers.DateTimeField(allow_null=True)


class FunnelShape(BridgeShape):
    steps = serializers.SerializerMethodField(help_text="In order; `stayed` is looked at 30 days after accepting.")

    class Meta(BridgeShape.Meta):
        fields = [*BridgeShape.Meta.fields, "steps"]
        read_only_fields = fields

    @extend_schema_field(StepShape(many=True))
    def get_steps(self, bridge: Bridge) -> Any:
        return StepShape(queries.funnel_of(bridge), many=True).data


class BridgeInput(serializers.Serializer):
    segment = serializers.CharField(max_length=20, help_text="Id of a segment in use.")
    plaza = serializers.CharField(max_length=20, help_text="Id of a community: only its members are invited.")
    group = serializers.CharField(max_length=20, help_text="Id of the group they are invited into.")


class BridgeEndpoint(Endpoint):
    """Bridges tell of closed groups, so a key needs that scope to read them."""

    scopes = ("groups:read", "members:write")


class Bridges(BridgeEndpoint):
    pagination_class = NewestFirst

    @extend_schema(tags=["bridges"], summary="Bridges into groups", responses=BridgeShape(many=True))
    def get(self, request: Request) -> Response:
        ensure(can_open_bridges(request.viewer))
        return paged(self, queries.bridges_for(request.viewer), BridgeShape)

    @extend_schema(
        tags=["bridges"],
        summary="Invite a segment of the plaza into a group",
        description="Each person is invited once. Members, people already asked, and those who said no, left or were "
        "put out are left out. The invitations follow within minutes.",
        request=BridgeInput,
        responses={201: FunnelShape},
    )
    def post(self, request: Request) -> Response:
        ensure(can_open_bridges(request.viewer))
        given = checked(BridgeInput, request.data)
        made = start_bridge(
            request.viewer,
            get_space(request.viewer, given["group"], kind=Kind.GROUP),
            segment=queries.get_segment(request.viewer, given["segment"]),
            plaza=get_space(request.viewer, given["plaza"], kind=Kind.COMMUNITY),
        )
        return Response(FunnelShape(made).data, status=201)


class OneBridge(BridgeEndpoint):
    @extend_schema(tags=["bridges"], summary="How far its people came", responses=FunnelShape)
    def get(self, request: Request, bridge: str) -> Response:
        ensure(can_open_bridges(request.viewer))
        return Response(FunnelShape(queries.get_bridge(request.viewer, bridge)).data)
