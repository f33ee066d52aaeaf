"""Two brands, a listed and a secret group full of canaries: a random marker in every text, and everyone around them."""

import datetime as dt
import re
import secrets
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from accounts.models import User
from brands.actions import create_key, revoke_key
from brands.keys import SCOPES
from campaigns import actions as campaigns
from content import actions as content
from core import clock, tenancy
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

# zq, the group (l: listed, s: secret, b: of the other brand), the class of what it marks, eight random digits.
MARKER = re.compile(r"zq([lsb])(shell|desk|inside|coupon|person|answer|reason)[0-9a-f]{8}")


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

    @cached_property
    def arguments(self) -> dict[str, str]:
        """A value for every name that stands in an address. Add yours: its value, or "nobody" where any text does."""
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
            "pk": "1",
        }


MEMBERS = ("admin", "moderator", "expert", "insider", "muted", "left", "removed", "banned")
OTHERS = ("guest", "applied", "declined", "elsewhere", "esteemed")
STAFF = ("owner", "manager", "editor", "agent", "analyst")
ROLES = {"admin": Role.ADMIN, "moderator": Role.MODERATOR, "expert": Role.EXPERT}


def plant(brand: Any, other_brand: Any, community: Space, settle: Any) -> SimpleNamespace:
    """`listed`, `secret`, `theirs` (the other brand's), and `principals`: name → a viewer, or the text of an API key."""
    cast = people(brand, "s")
    listed, secret = Planted(brand, "l", cast), Planted(brand, "s", cast)
    _enter(cast, listed, secret)
    for name, role in (("elsewhere", Role.MODERATOR), ("esteemed", Role.EXPERT)):
        enter(community, getattr(cast, name).member, source=Source.JOINED, role=role)
        getattr(cast, name).refresh()
    with tenancy.activate(other_brand):
        strangers = people(other_brand, "b", prefix="b-")
        theirs = Planted(other_brand, "b", strangers)
        _enter(strangers, theirs)
        theirs.fill()
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
        assert one.arguments  # made while the brand is there
    world = SimpleNamespace(brand=brand, listed=listed, secret=secret, theirs=theirs, cast=cast, strangers=strangers)
    world.principals = {name: Viewer(viewer.user) for name, viewer in vars(cast).items()}
    world.principals |= {"anonymous": anonymous(), **{f"b-{name}": one for name, one in vars(strangers).items()}}
    world.principals["operator"] = Viewer(_account("install-operator", is_staff=True))
    world.principals |= keys(world)
    return world


def people(brand: Any, mark: str, prefix: str = "") -> SimpleNamespace:
    """Staff, members and others of a brand. The names of those who are or were inside are canaries."""
    cast = SimpleNamespace()
    for name in STAFF:
        user = _account(prefix + name)
        appoint(brand, user, name)
        setattr(cast, name, Viewer(user))
    for name in (*MEMBERS, *OTHERS):
        handle = marker(mark, "person") if name in MEMBERS else name
        setattr(cast, name, Viewer(_account(prefix + name, handle)))
        join_brand(getattr(cast, name), brand)
    return cast


def _enter(cast: SimpleNamespace, *groups: Planted) -> None:
    for name in MEMBERS:
        viewer = getattr(cast, name)
        for one in groups:
            enter(one.space, viewer.member, source=Source.JOINED, role=ROLES.get(name, Role.MEMBER))
    for viewer in vars(cast).values():
        viewer.refresh()


def keys(world: SimpleNamespace) -> dict[str, str]:
    """Keys of the brand, by what they may and by whose they are; and one each of another brand and out of use."""
    brand, cast = world.brand, world.cast
    closed = [scope for scope in SCOPES if scope != "groups:read"]
    made = {
        "blind key": create_key(cast.owner, brand, label="x", scopes=closed)[1],
        "blind key of an insider": _key_of(cast.owner, cast.insider, brand, closed),
        "key of an outsider": _key_of(cast.owner, cast.guest, brand, SCOPES),
        "revoked key": _revoked_key(cast.owner, brand),
    }
    for scopes in (["content:read"], ["members:read"], ["coupons:read", "coupons:write"], ["analytics:read"]):
        made[f"{scopes[0].partition(':')[0]} key"] = create_key(cast.owner, brand, label="x", scopes=scopes)[1]
    made["groups key"] = create_key(cast.owner, brand, label="x", scopes=["content:read", "groups:read"])[1]
    with tenancy.activate(world.theirs.space.brand):
        made["b-key"] = create_key(world.strangers.owner, world.theirs.space.brand, label="x", scopes=SCOPES)[1]
    return made


def _account(name: str, handle: str = "", **columns: Any) -> User:
    return User.objects.create_user(f"{name}@example.com", "correct-horse", display_name=handle or name, **columns)


def _revoked_key(owner: Viewer, brand: Any) -> str:
    key, text = create_key(owner, brand, label="x", scopes=SCOPES)
    revoke_key(owner, key)
    return text


def _key_of(owner: Viewer, holder: Viewer, brand: Any, scopes: Any) -> str:
    """A key made by someone who was the owner and is so no more."""
    key, text = create_key(owner, brand, label="x", scopes=scopes)
    type(key).objects.filter(pk=key.pk).update(account=holder.user)
    assert not BrandMember.objects.get(account=holder.user).role
    return text


def random_arguments(arguments: dict[str, str]) -> dict[str, str]:
    """The same address of something that never was."""
    kept = ("size", "kind", "metric", "purpose", "turn", "pk", "member", "tag")  # people of a brand are known in it
    return {name: value if name in kept else new_public_id() for name, value in arguments.items()}
