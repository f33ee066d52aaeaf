"""Whose role in the brand changed is told; when the brand is handed over, both are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from brands.links import brand_url
from core.decisions import ALLOW, HIDE, Decision
from core.notices import Notice, Shown, declare
from members import verbs
from members.models import BrandMember
from members.queries import people_by_id
from members.role_texts import SENTENCES


def _whose(fact: Any) -> list[int]:
    """Not oneself, not who opened the brand, and not twice when it is handed over."""
    by_another = fact.actor_id is not None and fact.actor_id != fact.target_id
    if fact.target_type != "members.brandmember" or not by_another or fact.detail.get("handed_over"):
        return []
    return list(BrandMember.objects.filter(pk=fact.target_id).values_list("account_id", flat=True))


def _roles_by_id(facts: Iterable[Any]) -> dict[int, BrandMember]:
    return people_by_id([fact for fact in facts if fact.target_type == "members.brandmember"])


def _may_read(viewer: Any, person: BrandMember) -> Decision:
    return ALLOW if viewer.account_id == person.account_id else HIDE


def _role(person: BrandMember, viewer: Any) -> Shown:
    """As it is now: a role that was changed twice is not told wrongly."""
    if not person.role:
        title = _("Your role in %(brand)s has ended") % {"brand": person.brand.name}
        return Shown(title, _("Your memberships stay as they are."), brand_url("home:brand"), "user")
    title = _("Your role in %(brand)s: %(role)s") % {"brand": person.brand.name, "role": person.get_role_display()}
    return Shown(title, str(SENTENCES[person.role]), brand_url("home:brand"), "user")


@dataclass(frozen=True)
class _Handed:
    to: BrandMember
    by: BrandMember | None


def _both(fact: Any) -> list[int]:
    people = BrandMember.objects.filter(pk__in=[fact.target_id, fact.actor_id])
    return [one for one in people.values_list("account_id", flat=True) if one]


def _handed_by_id(facts: Iterable[Any]) -> dict[int, _Handed]:
    facts = list(facts)
    wanted = {one for fact in facts for one in (fact.target_id, fact.actor_id)}
    people = BrandMember.objects.select_related("brand").in_bulk(wanted)
    return {
        fact.pk: _Handed(people[fact.target_id], people.get(fact.actor_id))
        for fact in facts
        if fact.target_id in people
    }


def _may_read_of_both(viewer: Any, handed: _Handed) -> Decision:
    both = (handed.to.account_id, handed.by.account_id if handed.by else None)
    return ALLOW if viewer.account_id in both else HIDE


def _handed(handed: _Handed, viewer: Any) -> Shown:
    names = {"brand": handed.to.brand.name, "name": handed.to.display_name}
    if viewer.account_id == handed.to.account_id:
        title = _("%(brand)s is yours now") % names
        by = handed.by.display_name if handed.by else ""
        body = _("%(name)s handed the brand over to you.") % {"name": by} if by else ""
        return Shown(title, body, brand_url("members:staff"), "star")
    title = _("You handed %(brand)s over to %(name)s") % names
    return Shown(title, _("If this was not you, write to them now."), brand_url("home:brand"), "star")


declare(
    Notice(
        "role.changed",
        verbs.ROLE_CHANGED.name,
        "membership",
        who=_whose,
        load=_roles_by_id,
        may=_may_read,
        show=_role,
    )
)
declare(
    Notice(
        "brand.handed_over",
        verbs.BRAND_HANDED_OVER.name,
        "membership",
        who=_both,
        load=_handed_by_id,
        may=_may_read_of_both,
        show=_handed,
    )
)
