"""Accepting a space's rules again, after they have changed."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core.decisions import ensure
from core.errors import Conflict
from members import rules, verbs
from members.models import Membership
from spaces.models import Space


@transaction.atomic
def accept_rules(viewer: Any, space: Space, *, version: int) -> Membership:
    """
    Accept the rules as the viewer read them. Conflict `rules_changed` when they have changed since; twice changes nothing.
    """
    ensure(rules.can_accept_rules(viewer, space))
    if Space.objects.values_list("rules_version", flat=True).get(pk=space.pk) != version:
        raise Conflict(_("The rules have changed while you were reading."), code="rules_changed")
    mine = Membership.objects.filter(pk=viewer.membership_in(space).pk)
    if mine.filter(rules_version__lt=version).update(rules_version=version):
        record(verbs.RULES_ACCEPTED, viewer=viewer, target=mine.get(), space=space, version=version)
    viewer.refresh()
    return mine.select_related("space", "member").get()
