"""Two brands, a listed and a secret group full of canaries: a random marker in every text, and everyone around them."""

from functools import cached_property
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from campaigns import actions as campaigns
from content import actions as content
from core import tenancy
from core.images import safe_picture
from core.models import new_public_id
from delivery.actions import create_endpoint
from delivery.letters import letters_path
from delivery.models import Delivery, WebhookDelivery
from members.actions import (
    add_rule,
    answer_question,
    apply_to_space,
    ask_applicant,
    create_invite_link,
    decline_application,
    preview_batch,
    request_export,
    revoke_invite,
    work_on_due,
)
from members.actions.memberships import enter
from members.models import DataRequest, Membership
from members.models.membership import Role, Source
from members.viewer import Viewer, anonymous
from spaces.actions import update_space
from spaces.models import Space
from tests.leaks import fates
from tests.leaks.cast import account, enter_all, keys, marker, people
from tests.pictures import png


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
        told = {"url": "https://hooks.shop.com/plaza", "verbs": ["membership.*", "application.*"]}
        self.webhook = create_endpoint(cast.owner, label="Shop", **told, spaces=[space.public_id])
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
        label = self.new("link")
        self.link = create_invite_link(cast.admin, space, role="moderator", uses_limit=1, source_label=label)
        self.dead_link = revoke_invite(cast.admin, create_invite_link(cast.admin, space, source_label=label))
        self.batch = preview_batch(cast.admin, space, b"email,name\nnew@example.com,Somebody\n", source_label=label)
        self.export = DataRequest.objects.filter(account=cast.insider.user).first() or request_export(cast.insider)
        self.fill_desk()

    def fill_desk(self) -> None:
        """Rules, and applications in every state that a person or a rule brings them to."""
        cast, space, word = self.cast, self.space, self.new("answer")
        update_space(cast.owner, space, refusals=[self.new("desk")])
        never = {"what": "answer", "how": "is", "subject": "q1", "value": self.new("desk")}
        self.rule = add_rule(cast.owner, space, name=self.new("desk"), outcome="approve", conditions=[never])
        said = {"what": "answer", "how": "contains", "subject": "q1", "value": word}
        turning_down = {"outcome": "decline", "reason": self.new("reason"), "conditions": [said]}
        add_rule(cast.owner, space, name=self.new("desk"), **turning_down)
        apply_to_space(cast.declined, space, answers={"q1": word})
        declined = apply_to_space(cast.declined, space, answers={"q1": self.new("answer")})
        decline_application(cast.admin, declined, reason=self.new("reason"))
        sent = apply_to_space(cast.applied, space, answers={"q1": self.new("answer")})
        asked = ask_applicant(cast.admin, sent, question=self.new("answer"))
        answered = answer_question(cast.applied, asked, answer=self.new("answer"))
        self.application = ask_applicant(cast.admin, answered, question=self.new("answer"))

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
            "bridge": self.bridge.public_id,
            "announcement": self.announcement.public_id,
            "coupon": self.coupon.public_id,
            "claim": self.claim.public_id,
            "delivery": Delivery.objects.filter(account=self.cast.insider.user).values_list("public_id", flat=True)[0],
            "invite": self.link.public_id,
            "batch": self.batch.public_id,
            "code": self.dead_link.code,
            "kind": "heart",
            "metric": "posts",
            "request_id": self.export.public_id,
            "purpose": "news",
            "word": unquote(letters_path(self.cast.insider.user).split("/")[-2]),
            "turn": "pause",
            "webhook": self.webhook.public_id,
            "sent": WebhookDelivery.objects.filter(endpoint=self.webhook, space=self.space).values_list(
                "public_id", flat=True
            )[0],
            "key": "nobody",
            "proposal": "nobody",
            "job": "nobody",
            "pk": "1",
        }


def plant(brand: Any, other_brand: Any, community: Space, settle: Any) -> SimpleNamespace:
    """`listed`, `secret`, `theirs` (the other brand's), and `principals`: name → a viewer, or the text of an API key."""
    cast = people(brand, "s")
    listed, secret = Planted(brand, "l", cast), Planted(brand, "s", cast)
    enter_all(cast, listed.space, secret.space)
    for name, role in (("elsewhere", Role.MODERATOR), ("esteemed", Role.EXPERT)):
        enter(community, getattr(cast, name).member, source=Source.JOINED, role=role)
        getattr(cast, name).refresh()
    with tenancy.activate(other_brand):
        strangers = people(other_brand, "b", prefix="b-")
        theirs = Planted(other_brand, "b", strangers)
        enter_all(strangers, theirs.space)
        theirs.fill()
    for one in (listed, secret):
        one.fill()
    for one, bridge in zip((listed, secret), fates.bridges(cast, community, listed.space, secret.space), strict=True):
        one.bridge = bridge
    crowded = fates.crowd(cast, brand)
    fates.starters(cast, brand)
    while work_on_due():
        pass
    settle()
    fates.second_thought(cast, listed.space, settle)
    for one in (listed, secret):
        fates.befall(cast, one.space, one.new)
    fates.befall_in_brand(cast)
    for space in (secret.space, *crowded):
        update_space(cast.owner, space, visibility="secret")
    settle()
    for one in (listed, secret):
        one.space.refresh_from_db()
        assert one.arguments  # made while the brand is there
    world = SimpleNamespace(brand=brand, listed=listed, secret=secret, theirs=theirs, cast=cast, strangers=strangers)
    world.principals = {name: Viewer(viewer.user) for name, viewer in vars(cast).items()}
    world.principals |= {"anonymous": anonymous(), **{f"b-{name}": one for name, one in vars(strangers).items()}}
    world.principals["operator"] = Viewer(account("install-operator", is_staff=True))
    world.principals |= keys(world)
    return world


def random_arguments(arguments: dict[str, str]) -> dict[str, str]:
    """The same address of something that never was."""
    # People of a brand, what they ask about their own data, and what it tells other systems are of no group.
    of_people = ("member", "tag", "word", "request_id", "webhook")
    kept = ("size", "kind", "metric", "purpose", "turn", "pk", *of_people)
    return {name: value if name in kept else new_public_id() for name, value in arguments.items()}
