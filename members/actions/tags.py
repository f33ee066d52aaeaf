"""The brand's tags: made, renamed, deleted."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from core import tenancy, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.folding import fold
from members import rules, verbs
from members.models import Tag

MOST_TAGS = 500


@transaction.atomic
def create_tag(viewer: Any, *, name: str, about: str = "") -> Tag:
    """Raises Conflict `tag_exists` also for another spelling of the same name."""
    ensure(rules.can_tag_members(viewer))
    columns = _checked(name=name, about=about)
    if Tag.objects.count() >= MOST_TAGS:
        raise Conflict(_("This brand has %(count)d tags; delete one first.") % {"count": MOST_TAGS}, code="too_many")
    try:
        with transaction.atomic():
            tag = Tag.objects.create(brand_id=tenancy.active().pk, **columns)
    except IntegrityError as error:
        raise Conflict(_("There is a tag of this name already."), code="tag_exists") from error
    record(verbs.TAG_CREATED, viewer=viewer, target=tag)
    return tag


@transaction.atomic
def change_tag(viewer: Any, tag: Tag, *, name: str, about: str = "") -> Tag:
    ensure(rules.can_tag_members(viewer))
    columns = _checked(name=name, about=about)
    columns["name_key"] = fold(columns["name"])[:80]
    try:
        with transaction.atomic():
            if Tag.objects.filter(pk=tag.pk).exclude(name=columns["name"], about=columns["about"]).update(**columns):
                record(verbs.TAG_CHANGED, viewer=viewer, target=tag)
    except IntegrityError as error:
        raise Conflict(_("There is a tag of this name already."), code="tag_exists") from error
    return Tag.objects.get(pk=tag.pk)


@transaction.atomic
def delete_tag(viewer: Any, tag: Tag) -> None:
    """Taken off everybody, for good. Deleting twice changes nothing."""
    ensure(rules.can_tag_members(viewer))
    if Tag.objects.filter(pk=tag.pk).delete()[0]:
        record(verbs.TAG_DELETED, viewer=viewer, target=tag)


def _checked(*, name: str, about: str) -> dict[str, str]:
    name = text.clean(name, field="name", longest=24, shortest=1)
    if not fold(name):
        raise Invalid.field("name", _("Write at least one letter or number."), "bad_name")
    return {"name": name, "about": text.clean(about, field="about", longest=120)}
