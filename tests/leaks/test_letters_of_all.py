"""Every letter that left: who got it may know it, and of a secret group it says nothing, in any part of it."""

import email
import email.policy
from types import SimpleNamespace

import pytest

from campaigns import actions as campaigns
from content import actions as content
from members.actions import invite_address
from tests.leaks.cast import MARKER
from tests.leaks.conftest import settled
from tests.leaks.principals import BY_NAME
from tests.leaks.walking import readable

pytestmark = pytest.mark.django_db


def leaks_of_letters(world: SimpleNamespace) -> list[tuple[str, list[str]]]:
    by_address = {f"{name}@example.com": name for name in vars(world.cast)}
    leaks = []
    for path in sorted(set(world.mail.glob("*.eml")) - world.old_letters):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        parts = [str(letter.items()), *(str(one.get_content()) for one in letter.walk() if not one.is_multipart())]
        found = {group + kind for group, kind in MARKER.findall(readable("\n".join(parts).encode()))}
        name = by_address.get(str(letter["To"]), "")
        # Whoever is invited into a listed group may know its name; nothing else is in that letter.
        most = BY_NAME[name].most if name in BY_NAME else frozenset({"lshell"})
        # Mailboxes lie open: of a secret group not even its members' letters say anything.
        allowed = {one for one in most if one.startswith("l")} | {"sperson"}
        if extra := found - allowed:
            leaks.append((f"{name or letter['To']}: {letter['Subject']}", sorted(extra)))
    return leaks


def test_no_letter_tells_more_than_its_reader_may_know(world):
    """Everything that is told of by letter, said once in each group."""
    cast = world.cast
    for group in (world.listed, world.secret):
        body = group.new("inside")
        content.publish_comment(cast.moderator, group.post, body=body)
        content.publish_comment(cast.admin, group.post, body=body, parent=group.comment)
        content.publish_post(cast.insider, group.space, body=body)
        content.hide_post(cast.admin, group.post, reason=body)
        campaigns.publish_now(cast.admin, campaigns.draft_announcement(cast.admin, group.space, title=body, body=body))
        invite_address(cast.admin, group.space, "stranger@example.com", name=body[:40], source_label=body[:40])
    settled()
    letters = set(world.mail.glob("*.eml")) - world.old_letters
    assert len(letters) > 10
    assert not leaks_of_letters(world)
