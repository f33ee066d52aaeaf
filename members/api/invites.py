"""REST over invitations: making links, inviting people, answering by code, taking back."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from core.api.pagination import NewestFirst, paged
from core.errors import Conflict, Invalid, NotVisible
from members import actions, queries
from members.api.record_shapes import GIVEN_ROLES
from members.api.serializers import MembershipShape, PersonRef, SpaceRef
from members.api.views import SPACE, signed_in
from members.models import Invite
from members.models.brand_member import BrandMember
from members.models.membership import Role
from members.rules import can_share_invite
from spaces.queries import get_space


class InviteShape(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    space = SpaceRef(read_only=True, allow_null=True)
    member = PersonRef(read_only=True, allow_null=True, help_text="Whom it is for; null for a link.")
    invited_by = PersonRef(read_only=True, allow_null=True)
    email = serializers.SerializerMethodField(
        help_text="Whole for whoever typed it, masked for others; empty for links and people, and once it is forgotten."
    )
    state = serializers.CharField(
        read_only=True, help_text="`open`, `used_up`, `expired`, `accepted`, `declined`, `revoked` or `replaced`."
    )
    code = serializers.SerializerMethodField(
        help_text="What a link ends in. Null for who may not give what it gives, and for personal ones."
    )

    class Meta:
        model = Invite
        fields: ClassVar = [
            "id", "space", "kind", "state", "role", "brand_role", "email", "name", "source_label", "uses", "uses_limit", "expires_at", "created_at",
            "member", "invited_by", "code",
        ]  # fmt: skip
        read_only_fields = fields

    def get_email(self, invite: Invite) -> str:
        return queries.shown_email(self.context["viewer"], invite)

    def get_code(self, invite: Invite) -> str | None:
        return invite.code if can_share_invite(self.context["viewer"], invite) else None


class InviteIn(serializers.Serializer):
    """A link, or with `member` or `email` an invitation for that one person."""

    space = serializers.CharField(max_length=12, required=False, help_text="Public id. Not with `brand_role`.")
    brand_role = serializers.ChoiceField(
        choices=GIVEN_ROLES,
        required=False,
        help_text="Instead of a space: a role in the brand, for a `member` or an `email`. For who gives roles there.",
    )
    member = serializers.CharField(max_length=12, required=False, help_text="Public id of a brand member.")
    email = serializers.CharField(
        max_length=254,
        required=False,
        help_text="Whoever has this address: they get a letter, or a notice when they are members of the brand. The "
        "answer does not tell which.",
    )
    name = serializers.CharField(
        max_length=40, required=False, help_text="With `email`: who it is, for the list. Not in the letter."
    )
    role = serializers.ChoiceField(
        choices=Role.choices, default=Role.MEMBER, help_text="Above `member` only for who may give roles."
    )
    source_label = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    uses_limit = serializers.IntegerField(
        min_value=1, max_value=100_000, required=False, allow_null=True, default=None, help_text="Null: no limit."
    )
    days = serializers.IntegerField(
        min_value=1, max_value=366, required=False, allow_null=True, default=30, help_text="Null: never ends."
    )


class InviteEndpoint(Endpoint):
    """Invitations tell of closed groups, so a key needs that scope to read them."""

    scopes = ("groups:read", "members:write")

    def shown(self, request: Request, invite: Invite, status: int = 200) -> Response:
        return Response(InviteShape(invite, context={"viewer": request.viewer}).data, status=status)


class InviteList(InviteEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["invites"],
        summary="Invitations I sent, received, or may withdraw",
        parameters=[SPACE],
        responses=InviteShape(many=True),
    )
    def get(self, request: Request) -> Response:
        found = Invite.objects.visible_to(signed_in(request)).select_related("space", "member", "invited_by")
        if public_id := request.query_params.get("space"):
            found = found.filter(space=get_space(request.viewer, public_id))
        return paged(self, found, InviteShape, viewer=request.viewer)

    @extend_schema(
        tags=["invites"],
        summary="Make an invitation link, or invite one person or address",
        description="422 for a limit out of range, for `member` and `email` together and for `bad_address`; 403 "
        "`role_above_own` for a role that the caller may not give, `sender_limit` or `brand_limit` when the letters of "
        "a day are used up.",
        request=InviteIn,
        responses={201: InviteShape},
    )
    def post(self, request: Request) -> Response:
        viewer, given = signed_in(request), InviteIn(data=request.data)
        given.is_valid(raise_exception=True)
        fields = dict(given.validated_data)
        if role := fields.pop("brand_role", ""):
            return self.shown(request, self._to_team(viewer, role, fields), 201)
        if "space" not in fields:
            raise Invalid.field("space", _("Name a space, or a role in the brand."), "required")
        space = get_space(viewer, fields.pop("space"))
        member, email, name = (fields.pop(key, "") for key in ("member", "email", "name"))
        if member and email:
            raise Invalid.field("email", _("Give a member or an address, not both."), "one_of_two")
        if member:
            made = self._personal(viewer, space, member, fields)
        elif email:
            made = self._by_address(viewer, space, fields | {"email": email, "name": name})
        else:
            made = actions.create_invite_link(viewer, space, **fields)
        return self.shown(request, made, 201)

    def _personal(self, viewer: Any, space: Any, member: str, fields: dict[str, Any]) -> Invite:
        person: BrandMember = queries.get_person(viewer, member)
        fields.pop("uses_limit")
        membership = actions.invite_member(viewer, space, person, **{**fields, "days": fields["days"] or 30})
        if membership.state != "invited" or membership.invite is None:
            raise Conflict(_("They are a member already."), code="already_member")
        return membership.invite

    def _to_team(self, viewer: Any, role: str, fields: dict[str, Any]) -> Invite:
        if "space" in fields:
            raise Invalid.field("brand_role", _("Name a space, or a role in the brand."), "one_of_two")
        person = queries.get_person(viewer, fields["member"]) if fields.get("member") else None
        given = {name: fields[name] for name in ("email", "name") if name in fields}
        return actions.invite_to_team(viewer, role, member=person, days=fields["days"] or 30, **given)

    def _by_address(self, viewer: Any, space: Any, fields: dict[str, Any]) -> Invite:
        fields.pop("uses_limit")
        return actions.invite_address(viewer, space, **{**fields, "days": fields["days"] or 30})


class InviteDetail(InviteEndpoint):
    @extend_schema(tags=["invites"], summary="One invitation", responses=InviteShape)
    def get(self, request: Request, invite: str) -> Response:
        return self.shown(request, queries.get_invite(signed_in(request), invite))


class InviteRevoke(InviteEndpoint):
    @extend_schema(tags=["invites"], summary="Take an invitation back", request=None, responses=InviteShape)
    def post(self, request: Request, invite: str) -> Response:
        found = queries.get_invite(signed_in(request), invite)
        return self.shown(request, actions.revoke_invite(request.viewer, found))


class InviteAccept(InviteEndpoint):
    @extend_schema(
        tags=["invites"],
        summary="Accept by code",
        description="404 for a code that opens nothing (any more), whatever the reason. Accepting twice changes nothing. "
        "A role in the brand is answered with 204: `me/` names it from then on.",
        request=None,
        responses={200: MembershipShape, 204: None},
    )
    def post(self, request: Request, code: str) -> Response:
        viewer = signed_in(request)
        invite, _inviter = queries.invite_behind(code)
        if invite.space_id is None:
            actions.accept_team_invite(viewer, invite)
            return Response(status=204)
        return Response(MembershipShape(actions.accept_invite(viewer, invite)).data)


class InviteDecline(InviteEndpoint):
    @extend_schema(tags=["invites"], summary="Decline by code", request=None, responses={204: None})
    def post(self, request: Request, code: str) -> Response:
        viewer = signed_in(request)
        invite, _inviter = queries.invite_behind(code)
        actions.decline_invite(viewer, invite)
        return Response(status=204)


class RulesAccepted(serializers.Serializer):
    version = serializers.IntegerField(
        min_value=1, max_value=2_000_000_000, help_text="`rules_version` of the space as read."
    )


class AcceptRules(Endpoint):
    scopes = ("members:read", "members:write")

    @extend_schema(
        tags=["memberships"],
        summary="Accept the space's rules as they stand",
        description="Writing answers 403 `rules_changed` until then. 409 `rules_changed` when `version` is not the newest.",
        request=RulesAccepted,
        responses=MembershipShape,
    )
    def post(self, request: Request, membership: str) -> Response:
        found = queries.get_membership(request.viewer, membership)
        if found.member_id != request.viewer.actor_id:
            raise NotVisible
        given = RulesAccepted(data=request.data)
        given.is_valid(raise_exception=True)
        accepted = actions.accept_rules(request.viewer, found.space, version=given.validated_data["version"])
        return Response(MembershipShape(accepted).data)
