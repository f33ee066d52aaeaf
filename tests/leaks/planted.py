"""A listed and a secret group full of canaries: a random marker in every text that they hold, and everyone around them."""

import datetime as dt
import re
import secrets
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from accounts.models import User
from brands.actions import create_key
from brands.keys import SCOPES
from campaigns import actions as campaigns
from content import actions as content
from core import clock
from core.images import safe_picture
from core.models import new_public_id
from delivery.letters import letters_path
from delivery.models import Delivery
from members.actions import (
    add_rule,
    apply_to_space,
    appoint,
    create_invite_link,
    decline_application,
    join_brand,
    leave_space,
    remove_member,
    request_export,
    revoke_invite,
)
from members.actions.memberships import enter
from members.models import BrandMember, DataRequest, Membership
from members.models.membership import Role, Source, State
from members.viewer import Viewer, anonymous
from spaces.actions import update_space
from spaces.models import Space
from tests.pictures import png

# zq, the group (l: listed, s: secret), the class of what it marks, eight random digits.
MARKER = re.compile(r"zq([ls])(shell|desk|inside|coupon|person|answer|reason)[0-9a-f]{8}")


def marker(group: str, kind: str) -> str:
    return f"zq{group}{kind}{secrets.token_hex(4)}"


class Planted:
    """One group with one of everything in it."""

    def __init__(self, brand: Any, mark: str, cast: SimpleNamespace) -> None:
        self.mark, self.cast = mark, cast
        texts = {name: self.new("shell") for name in ("name", "tagline", "about", "rules")}
        texts |= {name: self.new("desk") for name in ("welcome", "goal")}
        question = {"key": "q1", "label": self.new("shell"), "hint": self.new("shell"), "kind": "text", "options": []}
        self.space = Space.objects.create(
            brand=brand,
            kind="group",
            slug=self.new("shell"),
            visibility="listed",
            join_policy="apply",
            posting_policy="review",
            questions=[question | {"required": True}],
            offers=[{"seal": "焙", "title": self.new("shell"), "text": self.new("shell")}],
            **texts,
        )

    def new(self, kind: str) -> str:
        return marker(self.mark, kind)

    def fill(self) -> None:
        cast, space = self.cast, self.space
        update_space(cast.owner, space, cover=png())
        self.topic = content.create_topic(cast.admin, space, name=self.new("inside"))
        picture = safe_picture(png(), alt=self.new("inside"))
        words = {"title": self.new("inside"), "body": self.new("inside")}
        self.post = content.publish_post(cast.admin, space, **words, topic=self.topic, photos=[picture])
        self.waiting = content.publish_post(cast.insider, space, title=self.new("inside"), body=self.new("inside"))
        self.comment = content.publish_comment(cast.insider, self.post, body=self.new("inside"))
        for _more in range(6):  # one more than a page shows at first
            content.publish_comment(cast.admin, self.post, body=self.new("inside"), parent=self.comment)
        content.add_reaction(cast.left, self.post)
        self.photo = self.post.attachments.get()
        self.draft = campaigns.draft_announcement(cast.admin, space, title=self.new("inside"), body=self.new("inside"))
        letter = campaigns.draft_announcement(cast.admin, space, title=self.new("inside"), body=self.new("inside"))
        self.announcement = campaigns.publish_now(cast.admin, letter)
        gift = {"title": self.new("coupon"), "terms": self.new("coupon"), "places": self.new("coupon")}
        self.coupon = campaigns.issue_coupon(cast.admin, space, quantity=9, **gift)
        self.claim = campaigns.claim_coupon(cast.insider, self.coupon)
        for name in ("left", "removed", "banned"):
            campaigns.claim_coupon(getattr(cast, name), self.coupon)
        label = self.new("desk")
        self.link = create_invite_link(cast.admin, space, role="moderator", uses_limit=1, source_label=label)
        self.dead_link = revoke_invite(cast.admin, create_invite_link(cast.admin, space, source_label=label))
        self.export = DataRequest.objects.filter(account=cast.insider.user).first() or request_export(cast.insider)
        self.application = apply_to_space(cast.applied, space, answers={"q1": self.new("answer")})
        declined = apply_to_space(cast.declined, space, answers={"q1": self.new("answer")})
        decline_application(cast.admin, declined, reason=self.new("reason"))
        update_space(cast.owner, space, refusals=[self.new("desk")])
        never = {"what": "answer", "how": "is", "subject": "q1", "value": self.new("desk")}
        self.rule = add_rule(cast.owner, space, name=self.new("desk"), outcome="approve", conditions=[never])

    def empty_of(self) -> None:
        """Who leaves, is removed or banned."""
        leave_space(self.cast.left, self.space)
        remove_member(self.cast.admin, self.membership(self.cast.removed))
        Membership.objects.filter(pk=self.membership(self.cast.banned).pk).update(
            state=State.BANNED, ended_at=clock.now()
        )

    def membership(self, viewer: Viewer) -> Membership:
        return Membership.objects.select_related("member", "space").get(space=self.space, member=viewer.member)

    @property
    def arguments(self) -> dict[str, str]:
        """A value for every name that stands in an address."""
        return {
            "space": self.space.public_id,
            "space_slug": self.space.slug,
            "post": self.post.public_id,
            "comment": self.comment.public_id,
            "attachment": self.photo.public_id,
            "size": "640",
            "topic": self.topic.public_id,
            "member": self.cast.insider.member.public_id,
            "membership": self.membership(self.cast.insider).public_id,
            "application": self.application.public_id,
            "rule": self.rule.public_id,
            "announcement": self.announcement.public_id,
            "coupon": self.coupon.public_id,
            "claim": self.claim.public_id,
            "delivery": Delivery.objects.filter(account=self.cast.insider.user).values_list("public_id", flat=True)[0],
            "invite": self.link.public_id,
            "code": self.dead_link.code,
            "kind": "heart",
            "metric": "posts",
            "request_id": self.export.public_id,
            "purpose": "news",
            "word": unquote(letters_path(self.cast.insider.user).split("/")[-2]),
            "turn": "pause",
            "key": "nobody",
        }


MEMBERS = ("admin", "insider", "muted", "left", "removed", "banned")
OTHERS = ("guest", "applied", "declined", "elsewhere")


def plant(brand: Any, other_brand: Any, community: Space, settle: Any) -> SimpleNamespace:
    """`listed`, `secret`, and `principals`: name → a viewer, or the text of an API key."""
    cast = SimpleNamespace(anonymous=anonymous())
    for name in ("owner", "manager", "editor", "agent", "analyst"):
        user = _account(name)
        appoint(brand, user, name)
        setattr(cast, name, Viewer(user))
    listed, secret = Planted(brand, "l", cast), Planted(brand, "s", cast)
    for name in (*MEMBERS, *OTHERS):
        handle = marker("s", "person") if name in MEMBERS else name
        viewer = Viewer(_account(name, handle))
        setattr(cast, name, viewer)
        join_brand(viewer, brand)
        for one in (listed, secret) if name in MEMBERS else ():
            role = Role.ADMIN if name == "admin" else Role.MEMBER
            enter(one.space, viewer.member, source=Source.JOINED, role=role)
    enter(community, cast.elsewhere.member, source=Source.JOINED, role=Role.MODERATOR)
    for name in (*MEMBERS, *OTHERS):
        getattr(cast, name).refresh()
    for one in (listed, secret):
        one.fill()
    settle()
    for one in (listed, secret):
        one.empty_of()
    Membership.objects.filter(member=cast.muted.member).update(muted_until=clock.now() + dt.timedelta(days=1))
    update_space(cast.owner, secret.space, visibility="secret")
    settle()
    for one in (listed, secret):
        one.space.refresh_from_db()
    stranger = _account("stranger")
    appoint(other_brand, stranger, "owner")
    closed = [scope for scope in SCOPES if scope != "groups:read"]
    principals = {name: Viewer(viewer.user) if name != "anonymous" else viewer for name, viewer in vars(cast).items()}
    principals |= {
        "stranger": Viewer(stranger),
        "blind key": create_key(cast.owner, brand, label="x", scopes=closed)[1],
        "blind key of an insider": _key_of(cast.owner, cast.insider, brand, closed),
        "key of an outsider": _key_of(cast.owner, cast.guest, brand, SCOPES),
    }
    return SimpleNamespace(listed=listed, secret=secret, principals=principals, cast=cast)


def _account(name: str, handle: str = "") -> User:
    return User.objects.create_user(f"{name}@example.com", "correct-horse", display_name=handle or name)


def _key_of(owner: Viewer, holder: Viewer, brand: Any, scopes: Any) -> str:
    """A key made by someone who was the owner and is so no more."""
    key, text = create_key(owner, brand, label="x", scopes=scopes)
    type(key).objects.filter(pk=key.pk).update(account=holder.user)
    assert not BrandMember.objects.get(account=holder.user).role
    return text


def random_arguments(arguments: dict[str, str]) -> dict[str, str]:
    """The same address of something that never was."""
    kept = ("size", "kind", "metric", "purpose", "turn")
    return {name: value if name in kept else new_public_id() for name, value in arguments.items()}
