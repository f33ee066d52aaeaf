"""Posts under fire: one form sent twice at once, and a ban while a post is being written."""

import threading

import pytest
from django.db import connection, connections

from activity.models import Activity
from content.actions import posts as writing
from content.actions import publish_post
from content.models import Post
from core import clock, locks, tenancy
from members.models import Membership
from members.viewer import Viewer
from spaces.models import Space

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="races are decided by PostgreSQL's locks"),
]


def in_thread(brand, work):
    """Run `work` on a connection of its own."""

    def run():
        try:
            with tenancy.activate(brand):
                work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_form_sent_eight_times_at_once_makes_one_post(cast, brand, community):
    together, made = threading.Barrier(8), []

    def send():
        viewer = Viewer(cast.member.user)
        together.wait(10)
        made.append(publish_post(viewer, community, body="Once", submit_key="same").pk)

    for thread in [in_thread(brand, send) for _number in range(8)]:
        thread.join(30)
    assert len(made) == 8
    assert len(set(made)) == Post.objects.count() == 1
    assert Activity.objects.filter(verb="post.published").count() == 1
    assert Space.objects.get(pk=community.pk).post_count == 1


def ban_waits_for_the_writer(cast, brand, community, monkeypatch) -> bool:
    """A post is held between its check and its commit. Does a ban that comes now return before it?"""
    checked, ready, go = threading.Event(), threading.Event(), threading.Event()
    keep = writing.keep_photos

    def pause(*args):
        checked.set()
        go.wait(10)
        keep(*args)

    monkeypatch.setattr(writing, "keep_photos", pause)

    def write():
        publish_post(Viewer(cast.member.user), community, body="In flight")

    def ban():
        connection.ensure_connection()
        ready.set()
        mine = Membership.objects.filter(space=community, member=cast.member.member)
        mine.update(state="banned", ended_at=clock.now())

    writer = in_thread(brand, write)
    assert checked.wait(10)
    banner = in_thread(brand, ban)
    assert ready.wait(10)
    banner.join(2)  # time enough for a ban that nothing holds back
    waits = banner.is_alive()
    go.set()
    writer.join(30)
    banner.join(30)
    assert Post.objects.count() == 1
    return waits


def test_nothing_appears_after_a_ban_has_returned(cast, brand, community, monkeypatch):
    assert ban_waits_for_the_writer(cast, brand, community, monkeypatch)


def test_without_the_lock_a_post_appears_after_the_ban(cast, brand, community, monkeypatch):
    """The twin: it proves that the test above would notice."""
    monkeypatch.setattr(locks, "for_share", lambda model, pk: None)
    assert not ban_waits_for_the_writer(cast, brand, community, monkeypatch)
