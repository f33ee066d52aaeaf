"""What the address table can name: one of everything in the brand, made by the real actions when first asked for."""

from functools import cached_property
from typing import Any
from urllib.parse import unquote

from activity.dispatch import dispatch_batch
from brands.actions import create_key
from campaigns import actions as campaigns
from communities.actions import propose_community
from content import actions as content
from core import clock
from core.images import safe_picture
from delivery.actions import ping_endpoint
from delivery.letters import letters_path, refusal_path
from delivery.models import Delivery, SendState
from members.actions import (
    add_rule,
    apply_to_space,
    create_invite_link,
    create_tag,
    decline_application,
    invite_address,
    invite_member,
    invite_to_team,
    preview_batch,
    request_erasure,
    request_export,
    save_segment,
    start_bridge,
    start_tag_job,
)
from members.models import Membership
from spaces.actions import update_space
from tests.permissions.webhook_subjects import webhook_of
from tests.pictures import png


class World:
    """Add a cached property for each thing that your rows need."""

    def __init__(self, brand: Any, other_brand: Any, cast: Any, community: Any, group: Any, secret: Any) -> None:
        self.brand, self.other_brand, self.cast = brand, other_brand, cast
        self.community, self.group, self.secret = community, group, secret

    @cached_property
    def key(self) -> Any:
        return create_key(self.cast.owner, self.brand, label="Till", scopes=["content:read"])[0]

    @cached_property
    def webhook(self) -> Any:
        """The owner's, told of everything."""
        return webhook_of(self)

    @cached_property
    def webhook_test(self) -> Any:
        """Sent, and well received."""
        sent = ping_endpoint(self.cast.owner, self.webhook)
        sent.state, sent.status, sent.done_at = SendState.DELIVERED, 204, clock.now()
        sent.save()
        return sent

    @cached_property
    def segment(self) -> Any:
        """Of VIPs, who are none."""
        rule = {"match": "all", "rules": [{"field": "vip_tier", "tiers": [9]}]}
        return save_segment(self.cast.owner, name="熟客", rule=rule)

    @cached_property
    def tag(self) -> Any:
        return create_tag(self.cast.manager, name="Regular")

    @cached_property
    def tag_job(self) -> Any:
        """The tag for everyone, not yet begun."""
        return start_tag_job(self.cast.manager, self.tag)

    @cached_property
    def bridge(self) -> Any:
        """VIPs of the community, who are none, into the group."""
        return start_bridge(self.cast.owner, self.group, segment=self.segment, plaza=self.community)

    @cached_property
    def application(self) -> Any:
        """The guest asks to enter the group."""
        return apply_to_space(self.cast.guest, self.group, answers={"q1": "Filter."})

    @cached_property
    def proposal(self) -> Any:
        """The guest would like to open a community."""
        self.brand.member_communities = "review"
        self.brand.save()
        return propose_community(self.cast.guest, name="手沖研究社", purpose="x")

    @cached_property
    def declined(self) -> Any:
        """The same, declined by the admin just now."""
        return decline_application(self.cast.admin, self.application, reason="Not now.")

    @cached_property
    def rule(self) -> Any:
        """Of the group; it catches nobody."""
        never = {"what": "answer", "how": "is", "subject": "q1", "value": "Never."}
        return add_rule(self.cast.owner, self.group, name="x", outcome="approve", conditions=[never])

    @cached_property
    def export(self) -> Any:
        """The member's, not yet put together."""
        return request_export(self.cast.member)

    @cached_property
    def erasure(self) -> Any:
        """The member's, in its time of grace."""
        return request_erasure(self.cast.member)

    @cached_property
    def letter_word(self) -> str:
        """What a letter to the member holds."""
        return unquote(letters_path(self.cast.member.user).split("/")[-2])

    @cached_property
    def refusal_word(self) -> str:
        """In a letter to a stranger."""
        return unquote(refusal_path("0" * 64).split("/")[-2])

    @cached_property
    def delivery(self) -> Any:
        """The admin is told of that."""
        assert self.application
        while dispatch_batch():
            pass
        return Delivery.objects.get(account=self.cast.admin.user, channel="inbox")

    @cached_property
    def membership(self) -> Any:
        """The member's, in the group."""
        return Membership.objects.get(space=self.group, member=self.cast.member.member)

    @cached_property
    def link(self) -> Any:
        """The admin's, to the group."""
        return create_invite_link(self.cast.admin, self.group, source_label="Fair")

    @cached_property
    def plaza_link(self) -> Any:
        return create_invite_link(self.cast.admin, self.community)

    @cached_property
    def invite(self) -> Any:
        """The guest is asked into the group."""
        return invite_member(self.cast.admin, self.group, self.cast.guest.member).invite

    @cached_property
    def offer(self) -> Any:
        """The guest is offered a role in the brand."""
        return invite_to_team(self.cast.owner, "editor", member=self.cast.guest.member)

    @cached_property
    def batch(self) -> Any:
        """The admin's file of addresses, looked at."""
        return preview_batch(self.cast.admin, self.community, b"email\nnew@example.com\n")

    @cached_property
    def address_invite(self) -> Any:
        """A stranger's address is asked into the group."""
        return invite_address(self.cast.admin, self.group, "stranger@example.com")

    @cached_property
    def community_membership(self) -> Any:
        return Membership.objects.get(space=self.community, member=self.cast.member.member)

    @cached_property
    def covered_secret(self) -> Any:
        return update_space(self.cast.owner, self.secret, cover=png())

    @cached_property
    def draft(self) -> Any:
        """The admin's, to the group."""
        return campaigns.draft_announcement(self.cast.admin, self.group, title="x", body="y", must_acknowledge=True)

    @cached_property
    def announcement(self) -> Any:
        return campaigns.publish_now(self.cast.admin, self.draft)

    @cached_property
    def coupon(self) -> Any:
        """For the group."""
        return campaigns.issue_coupon(self.cast.admin, self.group, title="x", quantity=5)

    @cached_property
    def claim(self) -> Any:
        """The member's."""
        return campaigns.claim_coupon(self.cast.member, self.coupon)

    @cached_property
    def post(self) -> Any:
        """By member, in the open community, with a picture."""
        return content.publish_post(self.cast.member, self.community, body="Open words", photos=[safe_picture(png())])

    @cached_property
    def photo(self) -> Any:
        return self.post.attachments.get()

    @cached_property
    def comment(self) -> Any:
        """By guest."""
        return content.publish_comment(self.cast.guest, self.post, body="Agreed")

    @cached_property
    def removed_post(self) -> Any:
        return content.remove_post(self.cast.member, self.post)

    @cached_property
    def topic(self) -> Any:
        return content.create_topic(self.cast.admin, self.community, name="Beans")

    @cached_property
    def waiting_post(self) -> Any:
        """By member, in the group, with a picture."""
        return content.publish_post(self.cast.member, self.group, body="May I?", photos=[safe_picture(png())])

    @cached_property
    def club_post(self) -> Any:
        return content.approve_post(self.cast.admin, self.waiting_post)

    @cached_property
    def club_photo(self) -> Any:
        return self.club_post.attachments.get()

    @cached_property
    def club_comment(self) -> Any:
        """By expert."""
        return content.publish_comment(self.cast.expert, self.club_post, body="Agreed")
