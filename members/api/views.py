"""REST over people and memberships: each view calls one query or one action."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.api.pagination import NewestFirst, paged
from core.decisions import ensure
from core.errors import NotAllowed, NotVisible
from members import queries
from members.actions import assign_role, remove_member, update_profile
from members.api import serializers as shapes
from members.models import Membership
from members.models.membership import State
from members.rules import can_see_members
from spaces.queries import get_space

SPACE = OpenApiParameter("space", str, description="Public id of a space.")


class PeopleEndpoint(Endpoint):
    scopes = ("members:read", "members:write")


def signed_in(request: Request) -> Any:
    """The viewer, or 401 where everything is one's own."""
    if not request.viewer.is_authenticated:
        raise NotAllowed(_("Sign in first."), code="sign_in_required")
    return request.viewer


class MeView(PeopleEndpoint):
    """The caller in this brand."""

    @extend_schema(tags=["me"], summary="Who am I here", responses=shapes.Me)
    def get(self, request: Request) -> Response:
        return Response(self._shown(request))

    @extend_schema(tags=["me"], summary="Change my profile", request=shapes.ProfileChange, responses=shapes.Me)
    def patch(self, request: Request) -> Response:
        viewer = signed_in(request)
        change = shapes.ProfileChange(data=request.data)
        change.is_valid(raise_exception=True)
        update_profile(viewer, **change.validated_data)
        return Response(self._shown(request))

    def _shown(self, request: Request) -> Any:
        viewer = signed_in(request)
        if viewer.member is None:
            raise NotVisible
        mine = Membership.objects.filter(
            member=viewer.member, state=State.ACTIVE, space_id__in=viewer.space_ids
        ).select_related("space", "member")
        return shapes.Me(viewer.member, context={"viewer": viewer, "memberships": mine.order_by("joined_at")}).data


class AccountView(PeopleEndpoint):
    """The caller above all brands; keys belong to a brand and do not work here."""

    @extend_schema(
        operation_id="account_retrieve",
        tags=["me"],
        summary="My account and the brands that know me",
        responses=shapes.AccountShape,
    )
    def get(self, request: Request) -> Response:
        signed_in(request)
        request.user.brands = queries.records_of(request.user)
        return Response(shapes.AccountShape(request.user).data)


class MembershipList(PeopleEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["memberships"],
        summary="Members of a space, or my own memberships",
        parameters=[SPACE],
        responses=shapes.MembershipShape(many=True),
    )
    def get(self, request: Request) -> Response:
        viewer, active = request.viewer, Membership.objects.filter(state=State.ACTIVE)
        if public_id := request.query_params.get("space"):
            space = get_space(viewer, public_id)
            ensure(can_see_members(viewer, space))
            active = active.filter(space=space)
        else:
            signed_in(request)
            active = active.filter(member_id=viewer.actor_id or 0, space_id__in=viewer.space_ids)
        shown = active.select_related("space", "member")
        return paged(self, shown, shapes.MembershipShape, shows=lambda row: row.space)


class MembershipDetail(PeopleEndpoint):
    @extend_schema(tags=["memberships"], summary="One membership", responses=shapes.MembershipShape)
    def get(self, request: Request, membership: str) -> Response:
        return Response(shapes.MembershipShape(queries.get_membership(request.viewer, membership)).data)

    @extend_schema(
        tags=["memberships"], summary="Change a role", request=shapes.RoleChange, responses=shapes.MembershipShape
    )
    def patch(self, request: Request, membership: str) -> Response:
        found = queries.get_membership(request.viewer, membership)
        change = shapes.RoleChange(data=request.data)
        change.is_valid(raise_exception=True)
        changed = assign_role(request.viewer, found, change.validated_data["role"])
        return Response(shapes.MembershipShape(changed).data)

    @extend_schema(tags=["memberships"], summary="Remove a member from the space", responses={204: None})
    def delete(self, request: Request, membership: str) -> Response:
        remove_member(request.viewer, queries.get_membership(request.viewer, membership))
        return Response(status=204)
