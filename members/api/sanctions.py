"""REST over removing, muting and banning: each view calls one action."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.pagination import NewestFirst, paged
from core.decisions import ensure
from members import actions, queries, rules
from members.api.serializers import PersonRef, SpaceRef
from members.api.views import SPACE, PeopleEndpoint
from members.models import BrandMember, Membership
from members.models.membership import Role, State
from spaces.queries import get_space

UNTIL = "UTC or with an offset, in the future and within ten years."


class StandingShape(serializers.ModelSerializer):
    """A membership with what was done to it: for those who keep order there."""

    id = serializers.CharField(source="public_id", read_only=True)
    space = SpaceRef(read_only=True)
    member = PersonRef(read_only=True)
    state = serializers.ChoiceField(choices=State.choices, read_only=True)
    role = serializers.ChoiceField(choices=Role.choices, read_only=True)
    reason = serializers.CharField(source="end_reason", read_only=True, help_text="Of the removal or the ban.")

    class Meta:
        model = Membership
        fields = [
            "id",
            "space",
            "member",
            "state",
            "role",
            "ended_at",
            "reason",
            "banned_until",
            "muted_until",
            "mute_reason",
        ]
        read_only_fields = ["ended_at", "banned_until", "muted_until", "mute_reason"]


class Removal(serializers.Serializer):
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, help_text="Reaches the person.")


class Mute(serializers.Serializer):
    reason = serializers.CharField(max_length=300, help_text="Reaches the person.")
    until = serializers.DateTimeField(help_text=UNTIL)


class Ban(serializers.Serializer):
    reason = serializers.CharField(max_length=300, help_text="Reaches the person.")
    until = serializers.DateTimeField(required=False, allow_null=True, help_text=f"{UNTIL} Left out: without an end.")


class BannedShape(serializers.ModelSerializer):
    """Someone banned from the brand."""

    id = serializers.CharField(source="public_id", read_only=True)
    is_banned = serializers.BooleanField(read_only=True)

    class Meta:
        model = BrandMember
        fields = ["id", "display_name", "is_banned", "banned_at", "banned_until", "ban_reason"]
        read_only_fields = ["display_name", "banned_at", "banned_until", "ban_reason"]


def _given(shape: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    given = shape(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def _done(request: Request, membership: str, act: Callable[..., Any], shape: Any = None) -> Response:
    """The membership is looked up first: of what one may not see, nothing is said but that."""
    found = queries.get_standing(request.viewer, membership)
    act(request.viewer, found, **(_given(shape, request) if shape else {}))
    found = Membership.objects.select_related("space", "member").get(pk=found.pk)
    return Response(StandingShape(found).data)


class Standings(PeopleEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["memberships"],
        summary="Who was removed, banned or muted in a space",
        operation_id="standings_list",
        parameters=[OpenApiParameter("space", str, required=True, description=SPACE.description)],
        responses=StandingShape(many=True),
    )
    def get(self, request: Request) -> Response:
        space = get_space(request.viewer, request.query_params.get("space", ""))
        ensure(rules.can_see_sanctions(request.viewer, space))
        return paged(self, queries.kept_out_of(space).select_related("space", "member"), StandingShape)


class Remove(PeopleEndpoint):
    @extend_schema(tags=["memberships"], summary="Remove with a reason", request=Removal, responses=StandingShape)
    def post(self, request: Request, membership: str) -> Response:
        return _done(request, membership, actions.remove_member, Removal)


class Restore(PeopleEndpoint):
    @extend_schema(tags=["memberships"], summary="Undo a removal", request=None, responses=StandingShape)
    def post(self, request: Request, membership: str) -> Response:
        return _done(request, membership, actions.restore_member)


class MuteMember(PeopleEndpoint):
    @extend_schema(tags=["memberships"], summary="Mute for a time", request=Mute, responses=StandingShape)
    def post(self, request: Request, membership: str) -> Response:
        return _done(request, membership, actions.mute_member, Mute)


class UnmuteMember(PeopleEndpoint):
    @extend_schema(tags=["memberships"], summary="Let them write again", request=None, responses=StandingShape)
    def post(self, request: Request, membership: str) -> Response:
        return _done(request, membership, actions.unmute_member)


class BanMember(PeopleEndpoint):
    @extend_schema(tags=["memberships"], summary="Ban from the space", request=Ban, responses=StandingShape)
    def post(self, request: Request, membership: str) -> Response:
        return _done(request, membership, actions.ban_from_space, Ban)


class UnbanMember(PeopleEndpoint):
    @extend_schema(tags=["memberships"], summary="Lift the ban from a space", request=None, responses=StandingShape)
    def post(self, request: Request, membership: str) -> Response:
        return _done(request, membership, actions.lift_space_ban)


class Bans(PeopleEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["bans"],
        summary="Who is banned from the brand",
        operation_id="bans_list",
        responses=BannedShape(many=True),
    )
    def get(self, request: Request) -> Response:
        ensure(rules.can_see_brand_bans(request.viewer))
        return paged(self, queries.banned_people(), BannedShape)


class BanPerson(PeopleEndpoint):
    @extend_schema(tags=["bans"], summary="Ban from the whole brand", request=Ban, responses=BannedShape)
    def post(self, request: Request, member: str) -> Response:
        person = queries.get_person(request.viewer, member)
        return Response(BannedShape(actions.ban_from_brand(request.viewer, person, **_given(Ban, request))).data)


class UnbanPerson(PeopleEndpoint):
    @extend_schema(tags=["bans"], summary="Lift the ban from the brand", request=None, responses=BannedShape)
    def post(self, request: Request, member: str) -> Response:
        person = queries.get_person(request.viewer, member)
        return Response(BannedShape(actions.lift_brand_ban(request.viewer, person)).data)
