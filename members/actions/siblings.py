"""A full group opens a second one beside it: the same settings and admins under a new name, and room for who comes."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q

from activity.actions import record
from core import locks
from core.models import new_public_id
from members import verbs
from members.actions.memberships import enter
from members.models import AdmissionRule, Membership
from members.models.membership import Role, Source, State
from spaces.actions import suggested_slug
from spaces.models import Space

_COPIED = [
    "kind",
    "tagline",
    "about",
    "offers",
    "rules",
    "rules_version",
    "questions",
    "visibility",
    "listed_publicly",
    "join_policy",
    "posting_policy",
    "members_visible",
    "members_invite",
    "size_limit",
    "when_full",
    "refusals",
    "welcome",
    "goal",
]
_RULE_COPIED = ("position", "name", "outcome", "conditions", "reason", "is_on", "changed_by_id")
_NAME_LENGTH = 40


@transaction.atomic
def space_with_room(space: Space) -> Space:
    """
    Where an applicant to `space` finds a place: there, or in a sibling, which is opened when none has room.

    The row of the first group is locked while looking, so that ten who come at once open one sibling and not ten.
    """
    if not (space.opens_siblings and Space.objects.filter(pk=space.pk).exclude(_has_room()).exists()):
        return space
    first = locks.for_update(Space.objects.filter(pk=space.sibling_of_id or space.pk), of=("self",)).get()
    if (found := sibling_with_room(first)) is not None:
        return found
    admins = _admins_of(space)
    if space.size_limit is not None and space.size_limit <= len(admins):
        return space  # a copy would be full before anybody came
    return _open(first, space, admins)


def sibling_with_room(space: Space) -> Space | None:
    """The group itself or the oldest of its siblings that has a place."""
    first = space.sibling_of_id or space.pk
    family = Space.objects.filter(Q(pk=first) | Q(sibling_of_id=first), _has_room(), archived_at=None)
    return family.order_by("id").first()


def _has_room() -> Q:
    return Q(size_limit=None) | Q(member_count__lt=F("size_limit"))


def _open(first: Space, full: Space, admins: list[Membership]) -> Space:
    number = Space.objects.filter(sibling_of=first).count() + 2
    columns = {name: getattr(full, name) for name in _COPIED}
    sibling = Space(brand_id=full.brand_id, sibling_of=first, name=_numbered(first.name, number), **columns)
    sibling.slug = suggested_slug(first.kind, f"{first.slug[:32]}-{number}")
    if full.cover:
        with full.cover.open() as picture:  # a file of its own: a new cover of either must not take the other's away
            sibling.cover = ContentFile(picture.read(), name=f"{new_public_id()}.webp")
    sibling.save(force_insert=True)
    record(verbs.SIBLING_OPENED, target=sibling, space=sibling, sibling_of=first.pk)
    for one in admins:
        membership, _entered = enter(sibling, one.member, source=Source.FOUNDED, role=Role.ADMIN)
        record(verbs.MEMBER_JOINED, target=membership, space=sibling, source=Source.FOUNDED.value)
    _copy_rules(full, sibling)
    return Space.objects.get(pk=sibling.pk)


def _numbered(name: str, number: int) -> str:
    tail = f" {number}"
    return name[: _NAME_LENGTH - len(tail)] + tail


def _admins_of(space: Space) -> list[Membership]:
    here = Membership.objects.filter(space=space, state=State.ACTIVE, role=Role.ADMIN)
    return list(here.select_related("member").order_by("number"))


def _copy_rules(source: Space, target: Space) -> None:
    def copied(rule: Any) -> AdmissionRule:
        columns = {name: getattr(rule, name) for name in _RULE_COPIED}
        return AdmissionRule(brand_id=target.brand_id, space=target, **columns)

    AdmissionRule.objects.bulk_create([copied(one) for one in AdmissionRule.objects.filter(space=source)])
