"""REST over the team: who has a role in the brand, giving and ending it, handing the brand over."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.api.pagination import NewestFirst, paged
from core.decisions import ensure
from members.actions import assign_brand_role, hand_over
from members.api.proving import prove
from members.api.record_shapes import GIVEN_ROLES
from members.models import BrandMember
from members.models.brand_member import BrandRole
from members.queries import get_person, staff_of_brand
from members.rules import can_hand_over, can_see_staff


class StaffShape(serializers.ModelSerializer):
    """Somebody of the team."""

    id = serializers.CharField(source="public_id", read_only=True, help_text="Of the person, as in `members/`.")
    avatar_url = serializers.CharField(read_only=True, help_text="Path of the picture, or empty.")
    role = serializers.CharField(
        read_only=True, help_text="Role in the brand: owner, manager, editor, agent, analyst; or empty."
    )

    class Meta:
        model = BrandMember
        fields = ["id", "display_name", "avatar_url", "role", "last_seen_at"]
        read_only_fields = ["display_name", "last_seen_at"]


class BrandRoleChange(serializers.Serializer):
    role = serializers.ChoiceField(
        choices=GIVEN_ROLES,
        help_text="The owner is made by `hand-over/`.",
    )


class HandOver(serializers.Serializer):
    stays = serializers.ChoiceField(
        choices=[*BrandRole.choices, ("", "none")],
        default=BrandRole.MANAGER,
        help_text="The role that the caller keeps; empty is none.",
    )
    password = serializers.CharField(max_length=200, write_only=True, help_text="The caller's own, to be sure.")


class StaffEndpoint(Endpoint):
    """A key needs `brand:write` for this: whoever may keep the list of members may not make managers."""

    scopes: ClassVar = ("members:read", "brand:write")


class StaffList(StaffEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["staff"],
        summary="Who has a role in the brand",
        operation_id="staff_list",
        responses=StaffShape(many=True),
    )
    def get(self, request: Request) -> Response:
        ensure(can_see_staff(request.viewer))
        return paged(self, staff_of_brand(), StaffShape)


class StaffRole(StaffEndpoint):
    @extend_schema(
        tags=["staff"], summary="Give or change a role in the brand", request=BrandRoleChange, responses=StaffShape
    )
    def patch(self, request: Request, member: str) -> Response:
        person = get_person(request.viewer, member)
        change = BrandRoleChange(data=request.data)
        change.is_valid(raise_exception=True)
        return Response(StaffShape(assign_brand_role(request.viewer, person, change.validated_data["role"])).data)

    @extend_schema(
        tags=["staff"],
        summary="End a role in the brand, or give up one's own",
        description="403 `last_owner` when nobody else owns the brand.",
        responses={204: None},
    )
    def delete(self, request: Request, member: str) -> Response:
        assign_brand_role(request.viewer, get_person(request.viewer, member), "")
        return Response(status=204)


class StaffHandOver(StaffEndpoint):
    @extend_schema(
        tags=["staff"],
        summary="Hand the brand over",
        description="To somebody of the team. Both are told.",
        request=HandOver,
        responses=StaffShape,
    )
    def post(self, request: Request, member: str) -> Response:
        person = get_person(request.viewer, member)
        ensure(can_hand_over(request.viewer, person))
        order = HandOver(data=request.data)
        order.is_valid(raise_exception=True)
        prove(request, order.validated_data["password"])
        return Response(StaffShape(hand_over(request.viewer, person, stays=order.validated_data["stays"])).data)
