"""Whom it happened to is told: removed, banned, muted, and let in again."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from brands.links import brand_url
from core import dates
from core.decisions import ALLOW, HIDE, Decision
from core.notices import Notice, Shown, declare
from members import verbs
from members.models import BrandMember, Membership
from members.models.membership import State
from members.queries import memberships_by_id, people_by_id
from spaces.links import home_url
from spaces.rules import can_see_space


def _person(fact: Any) -> list[int]:
    """Whom it happened to: the holder of the membership."""
    return list(Membership.objects.filter(pk=fact.target_id).values_list("member__account_id", flat=True))


def _record(fact: Any) -> list[int]:
    return list(BrandMember.objects.filter(pk=fact.target_id).values_list("account_id", flat=True))


def _still(*states: str) -> Callable[[Any, Membership], Decision]:
    """To the person alone, while it still holds."""
    return lambda viewer, one: ALLOW if viewer.account_id == one.member.account_id and one.state in states else HIDE


def _name(viewer: Any, space: Any) -> str:
    """Whoever is out of a secret group reads no name of it any more."""
    return space.name if can_see_space(viewer, space) else _("a closed group")


def _until(when: Any) -> str:
    return _("Until %(when)s.") % {"when": dates.moment(when)} if when else _("No end is set.")


def _path(viewer: Any, space: Any) -> str:
    return home_url(space) if can_see_space(viewer, space) else ""


def _removed(one: Membership, viewer: Any) -> Shown:
    title = _("You were removed from %(space)s") % {"space": _name(viewer, one.space)}
    return Shown(title, one.end_reason, _path(viewer, one.space), "info")


def _banned(one: Membership, viewer: Any) -> Shown:
    title = _("You are banned from %(space)s") % {"space": _name(viewer, one.space)}
    return Shown(title, f"{one.end_reason} {_until(one.banned_until)}", _path(viewer, one.space), "x-circle")


def _may_read_of_mute(viewer: Any, one: Membership) -> Decision:
    return ALLOW if viewer.account_id == one.member.account_id and one.is_active and one.is_muted else HIDE


def _muted(one: Membership, viewer: Any) -> Shown:
    title = _("You are muted in %(space)s") % {"space": _name(viewer, one.space)}
    return Shown(title, f"{one.mute_reason} {_until(one.muted_until)}", _path(viewer, one.space), "clock")


def _lifted(one: Membership, viewer: Any) -> Shown:
    title = _("Your ban from %(space)s is lifted") % {"space": _name(viewer, one.space)}
    return Shown(title, "", _path(viewer, one.space), "check-circle")


def _restored(one: Membership, viewer: Any) -> Shown:
    title = _("You are a member of %(space)s again") % {"space": _name(viewer, one.space)}
    return Shown(title, "", _path(viewer, one.space), "check-circle")


def _banned_from_brand(person: BrandMember, viewer: Any) -> Shown:
    title = _("You are banned from %(brand)s") % {"brand": person.brand.name}
    return Shown(
        title, f"{person.ban_reason} {_until(person.banned_until)}".strip(), brand_url("home:brand"), "x-circle"
    )


def _may_read_of_ban(viewer: Any, person: BrandMember) -> Decision:
    return ALLOW if viewer.account_id == person.account_id and person.is_banned else HIDE


def _welcome_back(person: BrandMember, viewer: Any) -> Shown:
    title = _("Your ban from %(brand)s is lifted") % {"brand": person.brand.name}
    return Shown(title, "", brand_url("home:brand"), "check-circle")


def _may_read_of_return(viewer: Any, person: BrandMember) -> Decision:
    return ALLOW if viewer.account_id == person.account_id and not person.is_banned else HIDE


for _verb, _may, _show in (
    (verbs.MEMBER_REMOVED, _still(State.REMOVED), _removed),
    (verbs.BANNED, _still(State.BANNED), _banned),
    (verbs.BAN_LIFTED, _still(State.LEFT), _lifted),
    (verbs.RESTORED, _still(State.ACTIVE), _restored),
    (verbs.MUTED, _may_read_of_mute, _muted),
):
    declare(Notice(_verb.name, _verb.name, "membership", _person, memberships_by_id, _may, _show))
declare(
    Notice(
        "member.banned_from_brand",
        verbs.BANNED_FROM_BRAND.name,
        "membership",
        who=_record,
        load=people_by_id,
        may=_may_read_of_ban,
        show=_banned_from_brand,
        to_banned=True,
    )
)
declare(
    Notice(
        "member.brand_ban_lifted",
        verbs.BRAND_BAN_LIFTED.name,
        "membership",
        who=_record,
        load=people_by_id,
        may=_may_read_of_return,
        show=_welcome_back,
    )
)
