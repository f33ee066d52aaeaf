"""Admission rules: what they may ask about, and what they would do with whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core import clock
from core.errors import NotVisible
from members.conditions import Applicant, Ground, holds, is_sound
from members.models import AdmissionRule, Application, Membership, MemberTag, Tag
from members.models.membership import State
from members.rules.applications import can_set_admission
from members.rules.memberships import can_see_members
from spaces.models import Space


@dataclass(frozen=True)
class Verdict:
    """What the rules say: `rule` decided; or `broken` could not be asked, and a person has to; or nothing fits."""

    rule: AdmissionRule | None = None
    broken: AdmissionRule | None = None


def rules_of(space: Space) -> QuerySet[AdmissionRule]:
    """In the order in which they are asked."""
    return AdmissionRule.objects.filter(space=space).select_related("changed_by").order_by("position", "id")


def get_rule(viewer: Any, public_id: str) -> AdmissionRule:
    """A rule of a space whose admission the viewer sets; otherwise NotVisible."""
    found = AdmissionRule.objects.filter(public_id=public_id).select_related("space", "changed_by").first()
    if found is None or not can_set_admission(viewer, found.space):
        raise NotVisible
    return found


def ground_of(space: Space) -> Ground:
    """All that exists in the brand: for deciding."""
    spaces = Space.objects.exclude(pk=space.pk).filter(archived_at=None)
    names = spaces.order_by("name").values_list("public_id", "name")
    return Ground(_questions(space), _named(Tag.objects.all()), dict(names))


def ground_for(viewer: Any, space: Space) -> Ground:
    """Only what the viewer may know about people: a rule must not tell who belongs where."""
    spaces = Space.objects.visible_to(viewer).exclude(pk=space.pk).filter(archived_at=None).order_by("name")
    known = {one.public_id: one.name for one in spaces if can_see_members(viewer, one)}
    tags = _named(Tag.objects.visible_to(viewer))
    return Ground(_questions(space), tags, known, knows_regions=viewer.can("member.see_brand"))


def _questions(space: Space) -> dict[str, Any]:
    return {one["key"]: one for one in space.questions}


def _named(tags: QuerySet[Tag]) -> dict[str, str]:
    return dict(tags.order_by("name").values_list("public_id", "name"))


def is_askable(rule: AdmissionRule, ground: Ground) -> bool:
    return bool(rule.conditions) and all(is_sound(one, ground) for one in rule.conditions)


def verdict_on(rules: Sequence[AdmissionRule], ground: Ground, applicant: Applicant) -> Verdict:
    """
    The first rule that fits has the word. One that cannot be asked any more stops the asking: whatever comes after it
    was written for those whom it would have caught, so nobody is approved by accident.
    """
    for rule in rules:
        if not rule.is_on:
            continue
        if not is_askable(rule, ground):
            return Verdict(broken=rule)
        if all(holds(one, applicant) for one in rule.conditions):
            return Verdict(rule=rule)
    return Verdict()


def applicants_of(applications: Iterable[Application]) -> dict[int, Applicant]:
    """{application.pk: what rules find out}: the same number of queries for one and for fifty."""
    applications = list(applications)
    people = {one.member_id for one in applications}
    spaces: dict[int, set[str]] = {}
    tags: dict[int, set[str]] = {}
    active = Membership.objects.filter(member_id__in=people, state=State.ACTIVE, space__archived_at=None)
    for member_id, public_id in active.values_list("member_id", "space__public_id"):
        spaces.setdefault(member_id, set()).add(public_id)
    for member_id, public_id in MemberTag.objects.filter(member_id__in=people).values_list(
        "member_id", "tag__public_id"
    ):
        tags.setdefault(member_id, set()).add(public_id)
    now = clock.now()
    return {
        one.pk: Applicant(
            answers={answer["key"]: answer["answer"] for answer in one.answers},
            tags=frozenset(tags.get(one.member_id, ())),
            spaces=frozenset(spaces.get(one.member_id, ())),
            region=one.member.region,
            days=(now - one.member.account.date_joined).days if one.member.account else 0,  # erased
        )
        for one in applications
    }


def knows_all_asked(viewer: Any, space: Space) -> bool:
    """Whether the viewer may know of people all that the rules of this space ask."""
    mine, whole = ground_for(viewer, space), ground_of(space)
    asked = [one for rule in rules_of(space) for one in rule.conditions]
    return all(is_sound(one, mine) or not is_sound(one, whole) for one in asked)


TRIED = 50


@dataclass(frozen=True)
class Trial:
    application: Application
    verdict: Verdict


def trial_of(space: Space) -> list[Trial]:
    """What the rules as they stand would have done with the last 50 applications. Nothing is changed."""
    last = Application.objects.filter(space=space).select_related("member__account", "decided_by").order_by("-id")
    applications = list(last[:TRIED])
    rules, ground, applicants = list(rules_of(space)), ground_of(space), applicants_of(applications)
    return [Trial(one, verdict_on(rules, ground, applicants[one.pk])) for one in applications]
