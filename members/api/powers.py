"""REST over what each role may do."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.capabilities import ALL_ROLES, BRAND_ROLES, EVERYONE, SPACE_ROLES, Powers, catalogue
from core.decisions import ensure
from members.actions import set_role_powers
from members.queries import role_powers
from members.role_texts import LABELS
from members.rules import can_see_staff

WHERE = dict.fromkeys(BRAND_ROLES, "brand") | dict.fromkeys(SPACE_ROLES, "space") | {EVERYONE: "everyone"}
HELD = "Roles by name; the empty one is everybody the brand knows."


class RoleShape(serializers.Serializer):
    name = serializers.CharField(allow_blank=True, help_text="A word for machines. Empty: everybody the brand knows.")
    label = serializers.CharField(help_text="In the language of the request.")
    where = serializers.ChoiceField(
        choices=["brand", "space", "everyone"], help_text="Whether it counts in the whole brand or in one space."
    )


class PowerShape(serializers.Serializer):
    name = serializers.CharField(help_text="Such as post.hide.")
    label = serializers.CharField(help_text="In the language of the request.")
    roles = serializers.ListField(child=serializers.CharField(allow_blank=True), help_text=f"Who holds it now. {HELD}")
    declared = serializers.ListField(
        child=serializers.CharField(allow_blank=True), help_text="Who holds it where a brand changed nothing."
    )
    changeable = serializers.ListField(
        child=serializers.CharField(allow_blank=True), help_text="Roles that it can be given to and taken from."
    )


class Matrix(serializers.Serializer):
    """The whole table."""

    version = serializers.IntegerField(help_text="Send it back with a change. 0: nothing was ever changed.")
    roles = RoleShape(many=True)
    powers = PowerShape(many=True)


class MatrixChange(serializers.Serializer):
    version = serializers.IntegerField(min_value=0, max_value=2**31 - 1, help_text="The one that was read.")
    changes = serializers.DictField(
        child=serializers.DictField(child=serializers.BooleanField()),
        help_text="{power: {role: held}}, all that is to differ from what is declared. {} takes every change back.",
    )


class RolePowersView(Endpoint):
    """A key needs `brand:write` to change it."""

    scopes: ClassVar = ("members:read", "brand:write")

    @extend_schema(tags=["staff"], summary="What each role may do", operation_id="role_powers_read", responses=Matrix)
    def get(self, request: Request) -> Response:
        ensure(can_see_staff(request.viewer))
        return Response(_shown())

    @extend_schema(
        tags=["staff"],
        summary="Change what the roles may do",
        description="409 `powers_changed` when it is not the version that was read: read again.",
        operation_id="role_powers_replace",
        request=MatrixChange,
        responses=Matrix,
    )
    def put(self, request: Request) -> Response:
        change = MatrixChange(data=request.data)
        change.is_valid(raise_exception=True)
        set_role_powers(request.viewer, change.validated_data["changes"], version=change.validated_data["version"])
        return Response(_shown())


def _shown() -> Any:
    version, changes = role_powers()
    powers = Powers(changes)
    rows = [
        {
            "name": one.name,
            "label": one.label,
            "roles": [role for role in ALL_ROLES if powers.holds(role, one.name)],
            "declared": [role for role in ALL_ROLES if role in one.roles],
            "changeable": [role for role in ALL_ROLES if not one.is_fixed(role)],
        }
        for one in catalogue.values()
    ]
    roles = [{"name": role, "label": LABELS[role], "where": WHERE[role]} for role in ALL_ROLES]
    return Matrix({"version": version, "roles": roles, "powers": rows}).data
