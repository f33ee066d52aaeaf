"""Every other list, page and REST: the same cost after everything has grown from 3 rows to 12."""

from types import SimpleNamespace

import pytest

from activity.dispatch import dispatch_batch
from brands.actions import create_key, update_brand
from campaigns.actions import claim_coupon, draft_announcement, issue_coupon, publish_now
from communities.actions import create_community, propose_community, withdraw_proposal
from content.actions import create_topic, publish_comment, publish_post
from delivery.actions import create_endpoint
from members.actions import (
    add_rule,
    apply_to_space,
    ban_from_brand,
    ban_from_space,
    create_invite_link,
    create_tag,
    invite_address,
    invite_to_team,
    join_brand,
    request_export,
    start_tag_job,
    stop_tag_job,
    tag_member,
)
from members.actions.memberships import enter
from members.models.membership import Source
from members.viewer import Viewer
from tests.budgets.conftest import BUDGETS

# name in query_budgets.json: who asks, and where under the brand (REST under its own root)
LISTS = {
    "communities:list anonymous": ("anonymous", "c/"),
    "communities:list member": ("member", "c/"),
    "communities:proposals manager": ("manager", "manage/proposals/"),
    "communities:own member": ("member", "me/communities/"),
    "communities-api:proposals manager": ("manager", "/proposals/"),
    "groups:list member": ("member", "g/"),
    "home:person_posts guest": ("guest", "people/{person}/posts/"),
    "members:person guest": ("guest", "people/{person}/"),
    "home:overview manager": ("manager", "manage/"),
    "home:overview admin": ("admin", "manage/"),
    "home:record owner": ("owner", "manage/people/{person}/"),
    "members:tag_jobs manager": ("manager", "manage/tag-jobs/"),
    "members-api:tag_jobs manager": ("manager", "/tag-jobs/"),
    "members:tags manager": ("manager", "manage/tags/"),
    "members-api:members owner": ("owner", "/members/"),
    "members-api:tags manager": ("manager", "/tags/"),
    "analytics:numbers manager": ("manager", "manage/numbers/posts/"),
    "brands:keys owner": ("owner", "manage/keys/"),
    "delivery:webhooks owner": ("owner", "manage/webhooks/"),
    "delivery:webhook owner": ("owner", "manage/webhooks/{webhook}/"),
    "delivery-api:webhooks owner": ("owner", "/webhooks/"),
    "delivery-api:webhook_log owner": ("owner", "/webhooks/{webhook}/deliveries/"),
    "content:review admin": ("admin", "g/roastery/posts/review/"),
    "campaigns:announcement_detail admin": ("admin", "manage/announcements/{announcement}/"),
    "campaigns:coupon_detail admin": ("admin", "manage/coupons/{coupon}/"),
    "members:team_invites owner": ("owner", "manage/invites/"),
    "members:space_invites admin": ("admin", "g/roastery/invites/"),
    "members-api:invites admin": ("admin", "/invites/"),
    "members:kept_out admin": ("admin", "g/roastery/members/kept-out/"),
    "members:bans manager": ("manager", "manage/bans/"),
    "members-api:standings admin": ("admin", "/standings/?space={group}"),
    "members-api:bans manager": ("manager", "/bans/"),
    "groups:application admin": ("admin", "manage/applications/{application}/"),
    "groups:admission admin": ("admin", "manage/spaces/{group}/admission/"),
    "groups:trial admin": ("admin", "manage/spaces/{group}/admission/trial/"),
    "members-api:rules admin": ("admin", "/admission-rules/?space={group}"),
    "members-api:trial admin": ("admin", "/admission-rules/trial/?space={group}"),
    "communities-api:list member": ("member", "/communities/"),
    "members-api:memberships of a space": ("member", "/memberships/?space={group}"),
    "members-api:memberships member": ("member", "/memberships/"),
    "members-api:applications admin": ("admin", "/applications/"),
    "members:privacy member": ("member", "me/privacy/"),
    "members:privacy_messages admin": ("admin", "me/privacy/messages/"),
    "members:privacy_choices member": ("member", "me/privacy/choices/"),
    "members:privacy_data member": ("member", "me/privacy/data/"),
    "members:privacy_desk manager": ("manager", "manage/privacy/"),
    "members-api:privacy member": ("member", "/me/privacy/"),
    "members-api:exports member": ("member", "/me/exports/"),
    "members-api:me member": ("member", "/me/"),
    "campaigns-api:announcements member": ("member", "/announcements/"),
    "campaigns-api:coupons member": ("member", "/coupons/"),
    "campaigns-api:claims member": ("member", "/claims/"),
    "campaigns-api:claims of a coupon": ("admin", "/claims/?coupon={coupon}"),
    "content-api:comments member": ("member", "/posts/{post}/comments/"),
    "content-api:topics member": ("member", "/topics/?space={community}"),
    "delivery-api:inbox admin": ("admin", "/inbox/"),
    "analytics-api:metrics manager": ("manager", "/metrics/"),
    "analytics-api:activities manager": ("manager", "/activities/"),
}


@pytest.fixture
def grown(cast, brand, community, group, account):
    """`grown(3)`: three more of everything. What one address names is made first."""
    brand.member_communities = update_brand(cast.owner, brand, member_communities="review").member_communities
    made = SimpleNamespace(
        person=cast.member.member.public_id,
        group=group.public_id,
        community=community.public_id,
        announcement=publish_now(cast.admin, draft_announcement(cast.admin, group, title="x", body="y")).public_id,
        application=apply_to_space(cast.guest, group, answers={"q1": "Filter."}).public_id,
    )
    coupon, post = (
        issue_coupon(cast.admin, group, title="x", quantity=50),
        publish_post(cast.member, community, body="x"),
    )
    made.coupon, made.post = coupon.public_id, post.public_id
    told = {"url": "https://hooks.shop.com/plaza", "verbs": ["membership.*", "application.*"]}
    made.webhook = create_endpoint(cast.owner, label="Shop", **told).public_id
    numbers = iter(range(1000))

    def more(count: int) -> SimpleNamespace:
        for number in (next(numbers) for _ in range(count)):
            arrived, asking = Viewer(account(f"arrived{number}")), Viewer(account(f"asking{number}"))
            enter(group, join_brand(arrived, brand), source=Source.APPLIED)
            arrived.refresh()
            claim_coupon(arrived, coupon)
            publish_post(arrived, group, body="To be reviewed")
            publish_comment(cast.expert, publish_post(cast.member, community, body="Words"), body="More")
            publish_comment(cast.guest, post, body="An answer")
            tag_member(cast.owner, create_tag(cast.owner, name=f"tag {number}"), cast.member.member)
            join_brand(asking, brand, invited_by=cast.member.member)
            stop_tag_job(cast.owner, start_tag_job(cast.owner, create_tag(cast.owner, name=f"many {number}")))
            request_export(asking)
            propose_community(asking, name=f"p{number}", purpose="x")
            withdraw_proposal(cast.member, propose_community(cast.member, name=f"own {number}", purpose="x"))
            apply_to_space(asking, group, answers={"q1": "Filter."})
            never = {"what": "answer", "how": "is", "subject": "q1", "value": "Never."}
            add_rule(cast.admin, group, name=f"Rule {number}", outcome="approve", conditions=[never])
            create_topic(cast.admin, community, name=f"Topic {number}")
            publish_now(cast.admin, draft_announcement(cast.admin, group, title="x", body="y"))
            claim_coupon(cast.member, issue_coupon(cast.admin, group, title="x", quantity=5))
            enter(create_community(cast.owner, brand, name=f"c{number}"), cast.member.member, source=Source.JOINED)
            out, gone = Viewer(account(f"out{number}")), Viewer(account(f"gone{number}"))
            enter(group, join_brand(out, brand), source=Source.APPLIED)
            ban_from_space(cast.admin, out.member.memberships.select_related("space", "member").get(), reason="x")
            ban_from_brand(cast.manager, join_brand(gone, brand), reason="x")
            invite_to_team(cast.owner, "editor", email=f"n{number}@example.com")
            create_invite_link(cast.admin, group, source_label="x")
            invite_address(cast.moderator, group, f"n{number}@example.com")
            create_key(cast.owner, brand, label=f"k{number}", scopes=["content:read"])
            create_endpoint(cast.owner, label=f"w{number}", **told, spaces=[group.public_id, community.public_id])
        while dispatch_batch():
            pass
        return made

    return more


def test_lists_cost_the_same_with_3_rows_and_with_12(cast, grown, costs):
    def all_costs(made: SimpleNamespace) -> dict[str, int]:
        roots = {True: "/api/v1/@shanlan", False: "/@shanlan/"}
        return {
            name: costs(getattr(cast, who), roots[address.startswith("/")] + address.format(**vars(made)))
            for name, (who, address) in LISTS.items()
        }

    few = all_costs(grown(3))
    many = all_costs(grown(9))

    assert many == few
    assert {name: count for name, count in many.items() if count > BUDGETS[name]} == {}
