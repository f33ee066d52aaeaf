"""New rules ask again: before the next word, not before the next look."""

import pytest

from content.actions import publish_post
from content.rules import can_take_part
from core.errors import Conflict, NotAllowed
from members.actions import accept_rules
from spaces.actions import update_space
from spaces.models import Space
from spaces.rules import can_read_space

HOME = "/@shanlan/c/plaza/"


@pytest.fixture
def changed(cast, community) -> Space:
    return update_space(cast.owner, community, rules="Be kind.\nNo adverts.")


def test_member_reads_on_but_writes_after_accepting(cast, changed):
    assert can_read_space(cast.member, changed)
    with pytest.raises(NotAllowed) as caught:
        publish_post(cast.member, changed, body="Hello")
    assert caught.value.code == "rules_changed"
    assert accept_rules(cast.member, changed, version=changed.rules_version).rules_version == changed.rules_version
    assert publish_post(cast.member, changed, body="Hello")


def test_whoever_may_change_the_rules_is_not_asked(cast, changed):
    assert can_take_part(cast.admin, changed)


def test_rules_that_changed_while_reading_are_not_accepted(cast, changed):
    newer = update_space(cast.owner, changed, rules="Be kinder.")
    with pytest.raises(Conflict) as caught:
        accept_rules(cast.member, changed, version=changed.rules_version)
    assert caught.value.code == "rules_changed"
    assert not can_take_part(cast.member, newer)


def test_page_asks_and_remembers(cast, changed, page):
    client = page(cast.member)
    assert f"{HOME}rules/" in client.get(HOME).content.decode()
    assert client.post(f"{HOME}rules/", {"version": "x"}).status_code == 302
    assert f"{HOME}rules/" in client.get(HOME).content.decode()
    client.post(f"{HOME}rules/", {"version": changed.rules_version})
    assert f"{HOME}rules/" not in client.get(HOME).content.decode()
