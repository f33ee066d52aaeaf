"""Lists of people, applications and notices cost the same with few rows and with many."""

import pytest

from activity.dispatch import dispatch_batch
from content.actions import publish_comment, publish_post
from members.actions import (
    apply_to_space,
    appoint,
    create_tag,
    follow_segment,
    invite_waiting,
    join_brand,
    preview_batch,
    save_segment,
    start_bridge,
)
from members.actions.memberships import enter
from members.models import Bridge, Crossing, InviteRow, Segment
from members.models.membership import Source
from members.viewer import Viewer


@pytest.fixture
def arrive(account, brand, group):
    """`arrive(3)`: that many new members of the group."""
    numbers = iter(range(1000))

    def more(count: int) -> None:
        for _ in range(count):
            viewer = Viewer(account(f"person{next(numbers)}"))
            enter(group, join_brand(viewer, brand), source=Source.APPLIED)

    return more


@pytest.fixture
def ask(account, brand, group):
    numbers = iter(range(1000))

    def more(count: int) -> None:
        for _ in range(count):
            viewer = Viewer(account(f"asking{next(numbers)}"))
            join_brand(viewer, brand)
            apply_to_space(viewer, group, answers={"q1": "Filter."})
        while dispatch_batch():
            pass

    return more


def test_members_of_a_space(cast, arrive, within_budget):
    arrive(3)
    within_budget("members:space_members member", cast.member, "/@shanlan/g/roastery/members/", lambda: arrive(12))


def test_members_of_the_brand(cast, arrive, within_budget):
    arrive(3)
    within_budget("members:list manager", cast.manager, "/@shanlan/manage/members/", lambda: arrive(12))


def test_admissions_desk(cast, ask, within_budget):
    ask(3)
    within_budget("groups:desk admin", cast.admin, "/@shanlan/manage/applications/", lambda: ask(12))


def test_inbox(cast, ask, within_budget):
    ask(3)
    within_budget("delivery:inbox admin", cast.admin, "/@shanlan/me/inbox/", lambda: ask(12))


def test_club(cast, group, within_budget):
    def write(count: int) -> None:
        for _ in range(count):
            publish_comment(cast.expert, publish_post(cast.admin, group, body="Words"), body="More")

    write(3)
    within_budget("groups:home member", cast.member, "/@shanlan/g/roastery/", lambda: write(12))


@pytest.fixture
def ask_about(cast, community):
    """`ask_about(3)`: that many more segments, each with a tag that follows it."""
    numbers = iter(range(1000))

    def more(count: int) -> None:
        for number in (next(numbers) for _ in range(count)):
            rule = {"match": "all", "rules": [{"field": "space", "space": community.public_id}]}
            segment = save_segment(cast.owner, name=f"segment {number}", rule=rule)
            follow_segment(cast.owner, segment, create_tag(cast.owner, name=f"tag {number}"))

    return more


def test_segments(cast, ask_about, within_budget):
    ask_about(3)
    within_budget("members:segments manager", cast.manager, "/@shanlan/manage/segments/", lambda: ask_about(12))


def test_one_segment_among_few_tags_and_many(cast, ask_about, within_budget):
    ask_about(3)
    url = f"/@shanlan/manage/segments/{Segment.objects.first().public_id}/"
    within_budget("members:segment manager", cast.manager, url, lambda: ask_about(12))


def test_bridge_and_bridges(cast, community, group, account, brand, within_budget):
    rule = {"match": "all", "rules": [{"field": "joined", "days": 30}]}
    numbers = iter(range(1000))

    def lead(count: int) -> None:
        for number in (next(numbers) for _ in range(count)):
            viewer = Viewer(account(f"fan{number}"))
            enter(community, join_brand(viewer, brand), source=Source.JOINED)
            segment = save_segment(cast.owner, name=f"led {number}", rule=rule)
            start_bridge(cast.owner, group, segment=segment, plaza=community)
            invite_waiting()

    lead(3)
    within_budget("communities:bridges admin", cast.admin, "/@shanlan/manage/bridges/", lambda: lead(12))
    first = Bridge.objects.order_by("pk").first()
    url = f"/@shanlan/manage/bridges/{first.public_id}/"
    invited = Crossing.objects.exclude(bridge=first).filter(invited_at__isnull=False)
    within_budget("communities:bridge admin", cast.admin, url, lambda: invited.update(bridge=first))


@pytest.fixture
def team(account, brand):
    numbers = iter(range(1000))

    def more(count: int) -> None:
        for _ in range(count):
            appoint(brand, account(f"colleague{next(numbers)}"), "agent")

    return more


def test_team(cast, team, within_budget):
    team(3)
    within_budget("members:staff owner", cast.owner, "/@shanlan/manage/staff/", lambda: team(12))


def test_table_of_powers(cast, team, within_budget):
    team(3)
    within_budget("members:powers owner", cast.owner, "/@shanlan/manage/staff/powers/", lambda: team(12))


def test_file_of_addresses_costs_the_same_with_many_rows(cast, group, within_budget):
    def rows(first: int, count: int) -> bytes:
        return "".join(f"n{number}\n" for number in range(first, first + count)).encode()

    batch = preview_batch(cast.admin, group, b"email\n" + rows(0, 3))
    more = [InviteRow(brand_id=batch.brand_id, batch=batch, line=99 + n, verdict="bad_address") for n in range(9)]
    within_budget(
        "members:invite_batch admin",
        cast.admin,
        f"/@shanlan/g/roastery/invites/file/{batch.public_id}/",
        lambda: InviteRow.objects.bulk_create(more),
    )
