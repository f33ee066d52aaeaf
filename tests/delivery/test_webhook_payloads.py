"""What is told: ids, times and nothing else, of what was asked for."""

import datetime as dt
import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.models import Activity
from core import clock
from delivery.actions.webhook_queue import enqueue
from delivery.models import WebhookDelivery
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
from members.models import Membership


def of(viewer, space) -> Membership:
    return Membership.objects.select_related("space", "member").get(space=space, member=viewer.member)


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
