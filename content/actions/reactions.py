"""Reacting to posts and comments; the counters move with the row."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions import record
from content import rules, verbs
from content.models import Comment, Post, Reaction
from content.models.reaction import ReactionKind
from core import clock
from core.decisions import ensure
from core.errors import Invalid
from members.actions import hold_standing

Target = Post | Comment


@transaction.atomic
def add_reaction(viewer: Any, target: Target, kind: str = ReactionKind.HEART) -> bool:
    """True when it is new; reacting twice with the same kind changes nothing."""
    space = _checked(viewer, target, kind)
    _reaction, created = Reaction.objects.get_or_create(
        **_mine(viewer, target, kind), defaults={"brand_id": target.brand_id, "created_at": clock.now()}
    )
    if created:
        _move(target, kind, +1)
        record(verbs.REACTION_ADDED, viewer=viewer, target=target, space=space, kind=str(kind))
    return created


@transaction.atomic
def remove_reaction(viewer: Any, target: Target, kind: str = ReactionKind.HEART) -> bool:
    """True when there was one."""
    space = _checked(viewer, target, kind)
    gone, _rows = Reaction.objects.filter(**_mine(viewer, target, kind)).delete()
    if gone:
        _move(target, kind, -1)
        record(verbs.REACTION_REMOVED, viewer=viewer, target=target, space=space, kind=str(kind))
    return bool(gone)


def _checked(viewer: Any, target: Target, kind: str) -> Any:
    ensure(rules.can_react(viewer, target) if isinstance(target, Post) else rules.can_react_to_comment(viewer, target))
    if kind not in ReactionKind.values:
        raise Invalid.field("kind", _("Choose one of the options."), "bad_choice")
    space = target.space if isinstance(target, Post) else target.post.space
    hold_standing(viewer, space)
    return space


def _mine(viewer: Any, target: Target, kind: str) -> dict[str, Any]:
    column = "post_id" if isinstance(target, Post) else "comment_id"
    return {"member": viewer.member, column: target.pk, "kind": kind}


def _move(target: Target, kind: str, step: int) -> None:
    columns = ["reaction_count", f"{kind}_count"] if isinstance(target, Post) else ["reaction_count"]
    type(target).objects.filter(pk=target.pk).update(**{name: F(name) + step for name in columns})
