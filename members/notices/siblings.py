"""Whoever runs a full group is told of the one that opened beside it."""

from typing import Any

from django.utils.translation import gettext as _

from core.notices import Notice, Shown, declare
from members import verbs
from members.queries import admitters_of
from members.rules import can_set_admission
from spaces.links import home_url
from spaces.models import Space


def _sibling_opened(space: Space, viewer: Any) -> Shown:
    title = _("%(space)s has opened") % {"space": space.name}
    text = _("The group beside it is full. You run this one too; its settings are a copy.")
    return Shown(title, text, home_url(space), "club")


def _spaces_by_id(facts: Any) -> dict[int, Space]:
    facts = list(facts)
    found = Space.objects.in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}


declare(
    Notice(
        "space.sibling_opened",
        verbs.SIBLING_OPENED.name,
        "admission",
        who=lambda fact: admitters_of(fact.space_id),
        load=_spaces_by_id,
        may=can_set_admission,
        show=_sibling_opened,
        channels=("inbox",),
    )
)
