"""Writing, ordering and removing the rules by which a group admits."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from activity.actions import record
from core import locks, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from members import rules, verbs
from members.actions.standing import hold_standing
from members.conditions import checked_conditions
from members.models import AdmissionRule
from members.models.admission_rule import Outcome
from members.queries.admission import ground_for
from spaces.models import Space

MAX_RULES = 20


@transaction.atomic
def add_rule(viewer: Any, space: Space, **fields: Any) -> AdmissionRule:
    """`name`, `outcome`, `conditions`, `reason` (for declining), `is_on`. It is asked after those that are there."""
    ensure(rules.can_set_admission(viewer, space))
    hold_standing(viewer, space)
    _hold(space)
    there = AdmissionRule.objects.filter(space=space)
    if there.count() >= MAX_RULES:
        message = _("A group has at most %(count)d rules of admission.") % {"count": MAX_RULES}
        raise Conflict(message, code="too_many")
    last = there.aggregate(last=Max("position"))["last"] or 0
    missing = AdmissionRule(brand_id=space.brand_id, space=space, position=last + 1)
    return _save(viewer, missing, {"is_on": True, "reason": "", **fields}, "added")


@transaction.atomic
def change_rule(viewer: Any, rule: AdmissionRule, **fields: Any) -> AdmissionRule:
    """What is left out stays. Applications that it decided keep its name as it was then."""
    ensure(rules.can_set_admission(viewer, rule.space))
    hold_standing(viewer, rule.space)
    _hold(rule.space)
    now = AdmissionRule.objects.select_related("space").filter(pk=rule.pk).first()
    if now is None:
        raise Conflict(_("Someone else has removed this rule."), code="gone")
    return _save(viewer, now, fields, "changed")


@transaction.atomic
def remove_rule(viewer: Any, rule: AdmissionRule) -> None:
    """Removing twice changes nothing."""
    ensure(rules.can_set_admission(viewer, rule.space))
    hold_standing(viewer, rule.space)
    if AdmissionRule.objects.filter(pk=rule.pk).delete()[0]:
        record(verbs.ADMISSION_CHANGED, viewer=viewer, target=rule.space, space=rule.space, rule=rule.pk, how="removed")


@transaction.atomic
def order_rules(viewer: Any, space: Space, ids: Sequence[str]) -> None:
    """`ids` are the public ids of all rules of the space, in the new order."""
    ensure(rules.can_set_admission(viewer, space))
    hold_standing(viewer, space)
    _hold(space)
    there = {one.public_id: one for one in AdmissionRule.objects.filter(space=space)}
    if sorted(ids) != sorted(there):
        raise Conflict(_("The rules changed in the meantime. Look at them again."), code="changed_meanwhile")
    for position, public_id in enumerate(ids, start=1):
        AdmissionRule.objects.filter(pk=there[public_id].pk).update(position=position)
    record(verbs.ADMISSION_CHANGED, viewer=viewer, target=space, space=space, how="ordered")


def _hold(space: Space) -> None:
    """Two who write rules at once take turns, so the limit holds and every order is whole."""
    list(locks.for_update(Space.objects.filter(pk=space.pk), of=("self",)))


def _save(viewer: Any, rule: AdmissionRule, fields: dict[str, Any], how: str) -> AdmissionRule:
    for name, value in fields.items():
        setattr(rule, name, _checked(viewer, rule.space, name, value))
    if rule.outcome == Outcome.DECLINE and not rule.reason:
        raise Invalid.field("reason", _("Tell the applicant why."), "required")
    rule.changed_by = viewer.member
    rule.save()
    outcome = str(rule.outcome)
    record(
        verbs.ADMISSION_CHANGED, viewer=viewer, target=rule.space, space=rule.space, rule=rule.pk, how=how, to=outcome
    )
    return AdmissionRule.objects.select_related("space", "changed_by").get(pk=rule.pk)


def _checked(viewer: Any, space: Space, name: str, value: Any) -> Any:
    if name == "name":
        return text.clean(value, field=name, longest=60, shortest=1)
    if name == "reason":
        return text.clean(value, field=name, longest=500, lines=True)
    if name == "conditions":
        return checked_conditions(value, ground_for(viewer, space))
    if name == "outcome":
        if value not in Outcome.values:
            raise Invalid.field(name, _("Choose one of the options."), "bad_choice")
        return value
    if name == "is_on":
        return bool(value)
    raise TypeError(f"{name} is not a part of a rule")
