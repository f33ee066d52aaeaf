"""What is told, of what, and to whom: ids only, asked again at every hand-over."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.models import Activity
from brands.actions import create_key, revoke_key
from core import clock, tenancy
from delivery.actions import change_endpoint, create_endpoint, send_again, send_due_webhooks
from delivery.actions.webhook_queue import enqueue
from delivery.models import SendState, WebhookDelivery, WebhookEndpoint
from members.actions import (
    apply_to_space,
    approve_application,
    assign_role,
    ban_from_space,
    decline_application,
    join_space,
    leave_space,
    lift_space_ban,
    mute_member,
    remove_member,
)
from members.models import Application, BrandMember, Membership
from members.viewer import Viewer

ALL_BUT_CLOSED = ["webhooks:manage", "members:read"]


def of(viewer, space) -> Membership:
    return Membership.objects.select_related("space", "member").get(space=space, member=viewer.member)


@pytest.fixture
def by_key(cast, brand, receiver):
    """An endpoint that a key of the owner's set up: `by_key("members:read")`."""

    def make(*scopes: str, path: str = "ok") -> WebhookEndpoint:
        key, _secret = create_key(cast.owner, brand, label="Till", scopes=["webhooks:manage", *scopes])
        viewer = Viewer(cast.owner.user, scopes=key.scopes)
        verbs = ["membership.*", "application.*"]
        return create_endpoint(viewer, label="Shop", url=receiver.url(path), verbs=verbs, key=key)

    return make


def test_payload_holds_ids_and_times_and_nothing_else(cast, community, brand, receiver, endpoint, send):
    made = endpoint()
    mine = join_space(cast.outsider, community)
    send()
    fact = Activity.objects.get(verb="member.joined", target_id=mine.pk)
    said = receiver.got[0].verified(made.secret)
    assert said == {
        "type": "membership.joined",
        "timestamp": fact.at.isoformat().replace("+00:00", "Z"),
        "data": {
            "brand": "shanlan",
            "activity": said["data"]["activity"],
            "space": community.public_id,
            "actor": mine.member.public_id,
            "membership": mine.public_id,
            "member": mine.member.public_id,
        },
    }


def test_activity_has_the_id_that_the_log_gives_it(cast, community, receiver, endpoint, send, page):
    endpoint()
    join_space(cast.outsider, community)
    send()
    told = json.loads(receiver.got[0].body)["data"]["activity"]
    log = page(cast.owner).get("/api/v1/@shanlan/activities/?verb=member.joined&page_size=100").json()["results"]
    assert told in [one["id"] for one in log]


def test_no_word_of_anybody_is_told(cast, group, receiver, endpoint, send):
    endpoint()
    application = apply_to_space(cast.guest, group, answers={"q1": "Filter, at dawn."})
    decline_application(cast.admin, application, reason="Not now.")
    send()
    told = b"".join(one.body for one in receiver.got).decode()
    assert len(receiver.got) == 2
    for word in ("Filter", "Not now", "guest", "焙火室", "example.com"):
        assert word not in told


def test_every_kind_of_belonging_is_told(cast, group, community, receiver, endpoint, send):
    endpoint()
    assign_role(cast.owner, of(cast.member, group), "expert")
    mute_member(cast.admin, of(cast.expert, group), until=clock.now() + dt.timedelta(days=1), reason="x")
    ban_from_space(cast.admin, of(cast.member, community), reason="x")
    lift_space_ban(cast.admin, of(cast.member, community))
    remove_member(cast.admin, of(cast.moderator, community))
    leave_space(cast.guest, community)
    approve_application(cast.admin, apply_to_space(cast.guest, group, answers={"q1": "x"}))
    send()
    told = {json.loads(one.body)["type"] for one in receiver.got}
    belonging = {"role_changed", "muted", "banned", "ban_lifted", "removed", "left", "joined"}
    assert told == {*(f"membership.{one}" for one in belonging), "application.sent", "application.approved"}


def test_role_in_the_brand_is_no_membership(cast, brand, endpoint, send, account):
    from members.actions import appoint

    endpoint()
    appoint(brand, account("fresh"), "editor")
    send()
    assert not WebhookDelivery.objects.filter(name="membership.role_changed").exists()


def test_only_what_was_asked_for_is_told(cast, community, group, receiver, endpoint, send):
    endpoint(verbs=["application.sent"])
    endpoint(verbs=["membership.*"], spaces=[group.public_id])
    join_space(cast.outsider, community)
    application = apply_to_space(cast.guest, group, answers={"q1": "x"})
    approve_application(cast.admin, application)
    send()
    assert sorted(json.loads(one.body)["type"] for one in receiver.got) == ["application.sent", "membership.joined"]


def test_fact_is_one_row_for_each_endpoint_however_often_it_is_read(cast, community, endpoint, send):
    endpoint(), endpoint()
    join_space(cast.outsider, community)
    send()
    enqueue(list(Activity.objects.all()))
    assert WebhookDelivery.objects.count() == 2


def test_other_brand_hears_nothing(cast, community, other_brand, receiver, endpoint, send):
    with tenancy.activate(other_brand):
        stranger = Viewer(cast.outsider.user)
        BrandMember.objects.filter(pk=stranger.member.pk).update(role="owner")
        stranger.refresh()
        endpoint(viewer=stranger)
    join_space(cast.guest, community)
    leave_space(cast.guest, community)
    send()
    assert receiver.got == []
    with tenancy.across_brands("test"):
        assert not WebhookDelivery.objects.exists()


def test_key_without_the_scope_for_closed_groups_hears_nothing_of_them(
    cast, community, group, secret, receiver, by_key, send
):
    by_key("members:read")
    for space in (group, secret):
        remove_member(cast.owner, of(cast.member, space))
    approve_application(cast.admin, apply_to_space(cast.guest, group, answers={"q1": "x"}))
    remove_member(cast.owner, of(cast.member, community))
    send()
    assert [json.loads(one.body)["data"]["space"] for one in receiver.got] == [community.public_id]
    assert WebhookDelivery.objects.count() == 1, "of the rest there is no trace"


def test_key_with_it_hears_of_closed_and_secret_groups(cast, group, secret, receiver, by_key, send):
    by_key("members:read", "groups:read")
    for space in (group, secret):
        remove_member(cast.owner, of(cast.member, space))
    send()
    assert {json.loads(one.body)["data"]["space"] for one in receiver.got} == {group.public_id, secret.public_id}


def queued() -> WebhookDelivery:
    from activity.dispatch import dispatch_batch

    while dispatch_batch():
        pass
    return WebhookDelivery.objects.get()


def ends_skipped(receiver) -> None:
    send_due_webhooks()
    assert receiver.got == []
    assert WebhookDelivery.objects.get().state == SendState.SKIPPED


def test_owner_who_lost_the_right_since_is_told_nothing(cast, secret, receiver, endpoint):
    endpoint()
    remove_member(cast.owner, of(cast.member, secret))
    queued()
    BrandMember.objects.filter(account=cast.owner.user).update(role="editor")
    ends_skipped(receiver)


def test_owner_who_lost_the_right_before_leaves_no_row(cast, community, receiver, endpoint, send):
    endpoint()
    BrandMember.objects.filter(account=cast.owner.user).update(role="")
    join_space(cast.outsider, community)
    send()
    assert receiver.got == [] and not WebhookDelivery.objects.exists()


def test_key_that_was_taken_back_since_tells_nothing(cast, community, receiver, by_key):
    made = by_key("members:read")
    join_space(cast.outsider, community)
    queued()
    revoke_key(cast.owner, made.key)
    ends_skipped(receiver)


def test_account_that_was_switched_off_is_told_nothing(cast, community, receiver, endpoint):
    endpoint()
    join_space(cast.outsider, community)
    queued()
    cast.owner.user.is_active = False
    cast.owner.user.save()
    ends_skipped(receiver)


def test_space_that_turned_secret_since_is_not_told_to_a_key_that_sees_open_ones_only(
    cast, community, receiver, by_key
):
    by_key("members:read")
    join_space(cast.outsider, community)
    queued()
    type(community).objects.filter(pk=community.pk).update(kind="group", visibility="secret")
    ends_skipped(receiver)


def test_endpoint_limited_to_another_space_since_is_told_nothing(cast, community, group, receiver, endpoint):
    made = endpoint()
    join_space(cast.outsider, community)
    queued()
    change_endpoint(cast.owner, made, spaces=[group.public_id])
    ends_skipped(receiver)


def test_sent_again_it_is_made_anew_and_asked_anew(cast, group, secret, receiver, endpoint, send):
    made = endpoint()
    remove_member(cast.owner, of(cast.member, secret))
    send()
    assert len(receiver.got) == 1
    sent = WebhookDelivery.objects.select_related("endpoint", "space").get()
    send_again(cast.owner, sent)
    send_due_webhooks()
    assert [one.id for one in receiver.got] == [sent.message_id] * 2
    WebhookEndpoint.objects.filter(pk=made.pk).update(account=cast.manager.user)
    send_again(cast.owner, sent)
    send_due_webhooks()
    assert len(receiver.got) == 2
    assert WebhookDelivery.objects.get().state == SendState.SKIPPED


def test_what_is_gone_is_not_told(cast, group, receiver, endpoint):
    endpoint()
    apply_to_space(cast.guest, group, answers={"q1": "x"})
    queued()
    Application.objects.all().delete()
    ends_skipped(receiver)


def test_application_that_moved_is_not_told_of_a_group_the_authority_may_not_know(cast, group, secret, community):
    """The fact's own space is asked about, whatever became of the application."""
    from core.webhooks import catalogue
    from delivery.rules import may_be_told

    application = apply_to_space(cast.guest, group, answers={"q1": "x"})
    Application.objects.filter(pk=application.pk).update(space=community)
    application = Application.objects.select_related("space", "member").get()
    blind = Viewer(cast.owner.user, scopes=ALL_BUT_CLOSED)
    hook = catalogue["application.sent"]
    assert may_be_told(blind, hook, application, community)
    assert not may_be_told(blind, hook, application, secret)


def test_reading_facts_costs_the_same_for_three_and_for_twelve(cast, community, endpoint):
    """One look for who listens; then per endpoint whom it speaks for, and per batch what the facts are about."""
    endpoint(), endpoint()
    for _time in range(6):
        join_space(cast.outsider, community)
        leave_space(cast.outsider, community)
    facts = list(Activity.objects.filter(verb__in=["member.joined", "member.left"]).order_by("id"))
    assert len(facts) >= 12
    counted = []
    for some in (facts[-3:], facts):
        with CaptureQueriesContext(connection) as captured:
            enqueue(some)
        counted.append(sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in captured))
        WebhookDelivery.objects.all().delete()
    assert counted[0] <= counted[1] <= counted[0] + 1, "the second kind of fact is loaded by itself"
