"""What other systems are told of belonging and asking in: ids only, to whom may see the same here."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from activity.verbs import Verb
from core.decisions import Decision
from core.errors import Text
from core.webhooks import Hook, actors, declare, declare_family
from members import verbs
from members.models import Application, BrandMember, Membership
from members.queries import applications_by_id, memberships_by_id
from members.rules import can_see_application, can_see_members, can_see_sanctions

SCOPES = frozenset({"members:read"})


def _public_ids(rows: set[int]) -> Mapping[int, str]:
    return dict(BrandMember.objects.filter(pk__in=rows).values_list("pk", "public_id"))


def _belonging(viewer: Any, one: Membership) -> Decision:
    return can_see_members(viewer, one.space)


def _sanctioned(viewer: Any, one: Membership) -> Decision:
    return can_see_sanctions(viewer, one.space)


def _ids(one: Membership | Application) -> dict[str, str | None]:
    return {one._meta.model_name or "": one.public_id, "member": one.member.public_id}


def _membership(what: str, verb: Verb, label: Text, may: Callable[[Any, Membership], Decision] = _belonging) -> None:
    declare(Hook(f"membership.{what}", verb.name, label, "members.membership", SCOPES, memberships_by_id, may, _ids))


def _application(what: str, verb: Verb, label: Text) -> None:
    target, may = "members.application", can_see_application
    declare(Hook(f"application.{what}", verb.name, label, target, SCOPES, applications_by_id, may, _ids))


actors.of = _public_ids
declare_family("membership", _("Everything about belonging, also what is added later"))
declare_family("application", _("Everything about applications, also what is added later"))

_membership("joined", verbs.MEMBER_JOINED, _("Someone became a member of a space"))
_membership("left", verbs.MEMBER_LEFT, _("A member left a space"))
_membership("removed", verbs.MEMBER_REMOVED, _("A member was removed from a space"), _sanctioned)
_membership("restored", verbs.RESTORED, _("A removal was taken back"), _sanctioned)
_membership("banned", verbs.BANNED, _("Someone was banned from a space"), _sanctioned)
_membership("ban_lifted", verbs.BAN_LIFTED, _("A ban from a space ended"), _sanctioned)
_membership("muted", verbs.MUTED, _("A member was muted"), _sanctioned)
_membership("unmuted", verbs.UNMUTED, _("A member may write again"), _sanctioned)
_membership("role_changed", verbs.ROLE_CHANGED, _("A member has another role in a space"))

_application("sent", verbs.APPLICATION_SENT, _("Someone applied to a group"))
_application("withdrawn", verbs.APPLICATION_WITHDRAWN, _("An applicant took the application back"))
_application("asked", verbs.APPLICATION_ASKED, _("An applicant was asked back"))
_application("answered", verbs.APPLICATION_ANSWERED, _("An applicant answered"))
_application("approved", verbs.APPLICATION_APPROVED, _("An application was approved"))
_application("declined", verbs.APPLICATION_DECLINED, _("An application was declined"))
_application("queued", verbs.APPLICATION_QUEUED, _("An applicant waits in line for a place"))
_application("moved", verbs.APPLICATION_MOVED, _("An application moved to a sibling group"))
