"""Communities that members ask for: who may, what waits, who decides, and what becomes of it."""

import datetime as dt

import pytest

from activity.models import Activity
from brands.actions import update_brand
from communities.actions import approve_proposal, decline_proposal, propose_community, withdraw_proposal
from communities.models import Proposal
from communities.queries import starter_of
from core import clock
from core.errors import Conflict, Invalid, NotAllowed
from delivery.models import Delivery
from members.actions import ban_from_brand, mute_member
from members.models import Membership
from members.viewer import Viewer
from spaces.actions import archive_space
from spaces.models import Space

WORDS = {"name": "手沖研究社", "purpose": "一起練手沖。"}


def verbs() -> list[str]:
    return list(Activity.objects.order_by("id").values_list("verb", flat=True))


def notices_to(viewer) -> list[str]:
    found = Delivery.objects.filter(account=viewer.user, channel="inbox").order_by("id")
    return list(found.values_list("message__notice", flat=True))


def test_asking_waits_and_opens_nothing(cast, proposal):
    assert proposal.state == "waiting" and proposal.space is None
    assert not Space.objects.filter(name="手沖研究社").exists()
    assert "proposal.sent" in verbs()


def test_approving_opens_the_community_with_the_asker_as_admin(cast, proposal, settle):
    opened = approve_proposal(cast.manager, proposal)
    space = opened.space
    assert (space.name, space.about, space.rule_lines) == ("手沖研究社", "一起練手沖。", ["友善", "不賣東西"])
    assert space.by_member and starter_of(space) == cast.member.member
    assert Membership.objects.get(space=space).role == "admin"
    assert Membership.objects.get(space=space).member == cast.member.member
    settle()
    assert notices_to(cast.member) == ["proposal.approved"]
    assert "proposal.sent" in notices_to(cast.owner)


def test_declining_tells_the_reason(cast, proposal, settle):
    declined = decline_proposal(cast.owner, proposal, reason="We have one of these already.")
    assert (declined.state, declined.reason, declined.space) == ("declined", "We have one of these already.", None)
    settle()
    assert notices_to(cast.member) == ["proposal.declined"]


def test_declining_needs_a_reason(cast, proposal):
    with pytest.raises(Invalid):
        decline_proposal(cast.owner, proposal, reason=" ")


def test_what_was_withdrawn_is_decided_by_nobody(cast, proposal):
    assert withdraw_proposal(cast.member, proposal).state == "withdrawn"
    with pytest.raises(Conflict) as caught:
        approve_proposal(cast.owner, proposal)
    assert caught.value.code == "already_decided"


def test_brand_that_lets_nobody_start_refuses(cast):
    with pytest.raises(NotAllowed) as caught:
        propose_community(cast.member, **WORDS)
    assert caught.value.code == "switched_off"


def test_freely_opens_at_once(cast, brand):
    brand.member_communities = update_brand(cast.owner, brand, member_communities="free").member_communities
    opened = propose_community(cast.member, **WORDS)
    assert opened.state == "opened" and opened.space.by_member
    assert cast.member.can("space.manage", opened.space)
    assert "community.started" in verbs()


def test_switched_off_meanwhile_is_seen_under_the_lock(cast, brand, reviewing):
    update_brand(cast.owner, fresh(brand), member_communities="off")
    with pytest.raises(NotAllowed) as caught:  # `brand`, as this request loaded it, still says review
        propose_community(cast.member, **WORDS)
    assert caught.value.code == "switched_off"


def fresh(brand):
    """So that the loaded row stays as it was."""
    return type(brand).objects.get(pk=brand.pk)


def test_second_one_waits_for_the_first(cast, proposal):
    with pytest.raises(Conflict) as caught:
        propose_community(cast.member, **WORDS)
    assert caught.value.code == "already_waiting"


def test_nobody_starts_more_than_three(cast, brand):
    brand.member_communities = update_brand(cast.owner, brand, member_communities="free").member_communities
    opened = [propose_community(cast.member, name=f"社 {number}", purpose="x") for number in range(3)]
    with pytest.raises(Conflict) as caught:
        propose_community(cast.member, **WORDS)
    assert caught.value.code == "too_many"
    archive_space(cast.owner, opened[0].space)  # what is closed counts no more
    assert propose_community(cast.member, **WORDS).state == "opened"


def test_muted_person_starts_nothing(cast, community, reviewing):
    standing = Membership.objects.select_related("space", "member").get(space=community, member=cast.member.member)
    until = clock.now() + dt.timedelta(days=1)
    mute_member(cast.admin, standing, until=until, reason="x")
    with pytest.raises(NotAllowed) as caught:
        propose_community(cast.member, **WORDS)
    assert caught.value.code == "muted"


def test_unverified_person_starts_nothing(cast, reviewing):
    cast.guest.user.emailaddress_set.update(verified=False)
    with pytest.raises(NotAllowed) as caught:
        propose_community(Viewer(cast.guest.user), **WORDS)
    assert caught.value.code == "unverified"


def test_community_of_someone_banned_meanwhile_does_not_open(cast, proposal):
    ban_from_brand(cast.owner, cast.member.member, reason="x")
    with pytest.raises(Conflict) as caught:
        approve_proposal(cast.owner, proposal)
    assert caught.value.code == "asker_gone"
    assert Proposal.objects.get(pk=proposal.pk).is_waiting
    assert not Space.objects.filter(by_member=True).exists()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("name", {"name": " ", "purpose": "x"}),
        ("name", {"name": "長" * 41, "purpose": "x"}),
        ("purpose", {"name": "x", "purpose": ""}),
        ("purpose", {"name": "x", "purpose": "長" * 2001}),
        ("rules", {"name": "x", "purpose": "x", "rules": "長" * 4001}),
        ("name", {"name": "a\x00b", "purpose": "x"}),
    ],
)
def test_bad_words_are_refused_beside_their_field(cast, reviewing, field, words):
    with pytest.raises(Invalid) as caught:
        propose_community(cast.member, **words)
    assert list(caught.value.fields) == [field]
    assert not Proposal.objects.exists()
