"""A hundred people and five uses, on PostgreSQL with real threads, and the twin without the conditional UPDATE."""

import time

import pytest

from core.errors import NotVisible
from members.actions import accept_invite, accepting, create_invite_link, join_brand
from members.models import Invite, Membership
from members.viewer import Viewer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CROWD, USES = 100, 5


@pytest.fixture
def crowd(account, brand) -> list[Viewer]:
    people = [Viewer(account(f"person{number}")) for number in range(CROWD)]
    for one in people:
        join_brand(one, brand)
    return people


def joined(link: Invite) -> int:
    return Membership.objects.filter(invite=link, state="active").count()


def in_rounds(at_once, crowd, link) -> list:
    """Twenty connections at a time is what a test database gives; the first round alone is four times the uses."""
    answers = []
    for start in range(0, CROWD, 20):
        some = crowd[start : start + 20]
        answers += at_once(*[lambda one=one: accept_invite(Viewer(one.user), link) for one in some])
    return answers


def test_hundred_at_once_with_five_uses_are_five(cast, group, crowd, at_once):
    link = create_invite_link(cast.admin, group, uses_limit=USES)
    answers = in_rounds(at_once, crowd, link)
    assert sum(isinstance(one, Membership) for one in answers) == USES
    assert all(isinstance(one, Membership | NotVisible) for one in answers)
    assert joined(link) == USES
    assert Invite.objects.get(pk=link.pk).uses == USES


def test_without_the_conditional_update_more_come_in(cast, group, crowd, at_once, monkeypatch):
    """The twin: looking first and counting afterwards. If it held, the test above would prove nothing."""
    link = create_invite_link(cast.admin, group, uses_limit=USES)

    def look_then_count(invite) -> None:
        used = Invite.objects.get(pk=invite.pk).uses
        if used >= USES:
            raise NotVisible
        time.sleep(0.05)
        Invite.objects.filter(pk=invite.pk).update(uses=used + 1)

    monkeypatch.setattr(accepting, "use_invite", look_then_count)
    monkeypatch.setattr(accepting, "enter", _without_waiting)
    in_rounds(at_once, crowd, link)
    assert joined(link) > USES


def _without_waiting(space, member, *, invite, **_how):
    """Entering takes the space's own lock, which would hide the race over the invitation."""
    made = Membership.objects.create(brand_id=space.brand_id, space=space, member=member, invite=invite)
    return made, True
