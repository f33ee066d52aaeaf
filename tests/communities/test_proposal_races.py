"""Two deciders at once, and one member asking at once: on PostgreSQL with real threads, each with its lock-off twin."""

import time

import pytest

from brands.actions import update_brand
from communities.actions import approve_proposal, decline_proposal, proposals, propose_community
from communities.models import Proposal, ProposalState
from core import clock, locks
from core.errors import Conflict
from members.viewer import Viewer
from spaces.models import Space

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def deciding(cast, proposal) -> list:
    return [
        lambda: approve_proposal(Viewer(cast.owner.user), proposal),
        lambda: approve_proposal(Viewer(cast.manager.user), proposal),
    ]


def test_of_two_deciders_one_wins(cast, proposal, at_once):
    results = at_once(*deciding(cast, proposal))
    assert sorted(type(one).__name__ for one in results) == ["Conflict", "Proposal"]
    assert next(one for one in results if isinstance(one, Conflict)).code == "already_decided"
    assert Space.objects.filter(by_member=True).count() == 1


def test_without_the_conditional_update_both_open_one(cast, proposal, at_once, monkeypatch):
    """The twin: looking first and writing afterwards."""

    def look_then_write(proposal, state, **columns) -> None:
        if not Proposal.objects.get(pk=proposal.pk).is_waiting:
            raise Conflict(code="already_decided")
        time.sleep(0.2)
        Proposal.objects.filter(pk=proposal.pk).update(state=state, decided_at=clock.now(), **columns)

    monkeypatch.setattr(proposals, "_end", look_then_write)
    monkeypatch.setattr(proposals, "open_space", _in_any_place(proposals.open_space))
    at_once(*deciding(cast, proposal))
    assert Space.objects.filter(by_member=True).count() == 2


def _in_any_place(open_space):
    """Two spaces of one name would meet at their address, which is another lock than the one that is tested."""
    return lambda viewer, *args, **fields: open_space(viewer, *args, slug=f"s{viewer.actor_id}", **fields)


def test_approving_and_declining_at_once_is_one_of_them(cast, proposal, at_once):
    results = at_once(
        lambda: approve_proposal(Viewer(cast.owner.user), proposal),
        lambda: decline_proposal(Viewer(cast.manager.user), proposal, reason="x"),
    )
    assert sum(isinstance(one, Conflict) for one in results) == 1
    opened = Proposal.objects.get(pk=proposal.pk).state == ProposalState.OPENED
    assert Space.objects.filter(by_member=True).exists() == opened


@pytest.fixture
def starting(cast, brand):
    """One place is left of the three, and two tabs ask for it."""
    brand.member_communities = update_brand(cast.owner, brand, member_communities="free").member_communities
    for number in range(proposals.MOST_PER_MEMBER - 1):
        propose_community(cast.member, name=f"Club {number}", purpose="x")
    return [lambda n=n: propose_community(Viewer(cast.member.user), name=f"Tab {n}", purpose="x") for n in range(2)]


def test_two_tabs_do_not_pass_the_limit(starting, at_once):
    results = at_once(*starting)
    assert sum(isinstance(one, Proposal) for one in results) == 1
    assert Proposal.objects.count() == proposals.MOST_PER_MEMBER


def test_without_the_lock_two_tabs_pass_the_limit(starting, at_once, monkeypatch):
    """The twin."""
    monkeypatch.setattr(locks, "lock", lambda name: None)
    monkeypatch.setattr(proposals, "_open_freely", _slowly(proposals._open_freely))
    at_once(*starting)
    assert Proposal.objects.count() > proposals.MOST_PER_MEMBER


def _slowly(open_freely):
    def run(*args):
        time.sleep(0.2)
        return open_freely(*args)

    return run
