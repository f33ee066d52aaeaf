"""To whom a webhook may be told: asked when the fact is read, and again at every hand-over."""

import json

import pytest

from brands.actions import create_key, revoke_key
from core import tenancy
from delivery.actions import change_endpoint, create_endpoint, send_again, send_due_webhooks
from delivery.models import SendState, WebhookDelivery, WebhookEndpoint
from members.actions import (
    apply_to_space,
    approve_application,
    join_space,
    leave_space,
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
