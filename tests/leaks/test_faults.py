"""A matrix that cannot fail proves nothing: each check, taken out, has to be caught by the walk."""

from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

import content.queries.found
import content.rules.posts
import delivery.actions.hand_off
import delivery.queries.inbox
import members.viewer
from content.models.post import PostQuerySet
from core.decisions import ALLOW
from spaces.models import SpaceQuerySet
from tests.leaks.conftest import settled
from tests.leaks.matrix import leaks_of
from tests.leaks.test_letters_of_all import leaks_of_letters

pytestmark = [pytest.mark.django_db, pytest.mark.walk]


def _render_unasked(delivery: Any, subjects: dict[str, Any], viewer: Any) -> Any:
    notice = delivery_catalogue()[delivery.message.notice]
    subject = subjects[delivery.message.notice].get(delivery.message.fact_id)
    return notice.show(subject, viewer) if subject is not None else None


def delivery_catalogue() -> dict[str, Any]:
    return delivery.queries.inbox.catalogue


class Fault(NamedTuple):
    """`takes_out` is put in the place of one check; `meets` is a principal who then learns too much."""

    owner: Any
    name: str
    takes_out: Any
    meets: str


FAULTS = {
    "the filter of lists of posts": Fault(PostQuerySet, "visible_to", lambda posts, viewer: posts.all(), "guest"),
    "the filter of feeds over several spaces": Fault(
        SpaceQuerySet, "readable_by", lambda spaces, viewer: spaces.all(), "guest"
    ),
    "the rule of one post": Fault(content.rules.posts, "can_read_space", lambda viewer, space: ALLOW, "elsewhere"),
    "the question asked again when a notice is shown": Fault(
        delivery.queries.inbox, "_shown", _render_unasked, "removed"
    ),
    "the scope groups:read of a key": Fault(
        members.viewer.Viewer, "sees_closed", property(lambda _self: True), "blind key"
    ),
    "the check of an attachment": Fault(
        content.queries.found.rules, "can_see_attachment", lambda viewer, attachment: ALLOW, "guest"
    ),
    "what a secret group's existence hides": Fault(
        SpaceQuerySet, "seen_with", lambda spaces, eyes, mine: spaces.all(), "esteemed"
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_caught_by_the_walk(name, world, client, monkeypatch):
    fault = FAULTS[name]
    monkeypatch.setattr(fault.owner, fault.name, fault.takes_out)
    leaks, _met = leaks_of(world, client, fault.meets, first_only=True)
    assert leaks, f"nobody noticed that {name} is gone"


def test_letter_that_names_a_secret_group_is_caught(world: SimpleNamespace, monkeypatch):
    from content.actions import publish_comment

    monkeypatch.setattr(delivery.actions.hand_off, "_said", lambda delivery, shown, viewer: shown)
    publish_comment(world.cast.moderator, world.secret.post, body="x")
    settled()
    assert leaks_of_letters(world)
