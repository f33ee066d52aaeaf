"""What a rule is asked about: `subject(world)` gives the arguments after the viewer.

`world` has .cast .brand .community .group .secret. Add the subjects of your app under its heading.
"""

import datetime as dt
from typing import Any

from campaigns import actions as campaigns
from communities.actions import propose_community
from content import actions as content
from core import clock
from core.images import Picture
from members.actions import apply_to_space, create_tag, decline_application
from members.actions.memberships import enter
from members.models import Membership
from tests.permissions.data_requests import *  # noqa: F403
from tests.permissions.invite_subjects import *  # noqa: F403 (the table finds them here)
from tests.permissions.segment_subjects import *  # noqa: F403
from tests.permissions.staff_subjects import *  # noqa: F403
from tests.permissions.webhook_subjects import *  # noqa: F403

# -- brands and spaces ------------------------------------------------------------------------------------------------


def brand(world: Any) -> tuple:
    return (world.brand,)


def community(world: Any) -> tuple:
    return (world.community,)


def group(world: Any) -> tuple:
    return (world.group,)


def secret(world: Any) -> tuple:
    return (world.secret,)


def reviewing_brand(world: Any) -> tuple:
    """Asked about nothing more than the viewer: the brand lets members ask."""
    world.brand.member_communities = "review"
    world.brand.save()
    return ()


def proposal(world: Any) -> tuple:
    """The guest's."""
    reviewing_brand(world)
    return (propose_community(world.cast.guest, name="手沖研究社", purpose="x"),)


def changed(space: Any, **columns: Any) -> tuple:
    for name, value in columns.items():
        setattr(space, name, value)
    space.save()
    return (space,)


def brand_community(world: Any) -> tuple:
    return changed(world.community, visibility="brand")


def archived_community(world: Any) -> tuple:
    return changed(world.community, archived_at=clock.now())


def public_group(world: Any) -> tuple:
    return changed(world.group, listed_publicly=True)


def archived_group(world: Any) -> tuple:
    return changed(world.group, archived_at=clock.now())


def discreet_group(world: Any) -> tuple:
    return changed(world.group, members_visible=False)


# -- members ----------------------------------------------------------------------------------------------------------


def membership_of(world: Any, name: str) -> Membership:
    person = getattr(world.cast, name).member
    return Membership.objects.select_related("space", "member").get(space=world.group, member=person)


def group_membership(world: Any) -> tuple:
    """The member's own row, asked about by everyone but its owner: they have no power over it either."""
    return (membership_of(world, "member"),)


def admin_membership(world: Any) -> tuple:
    return (membership_of(world, "admin"),)


def staff_membership(world: Any) -> tuple:
    enter(world.group, world.cast.agent.member, source="applied")
    return (membership_of(world, "agent"),)


def expert_role(world: Any) -> tuple:
    return (membership_of(world, "member"), "expert")


def own_role_of_admin(world: Any) -> tuple:
    return (membership_of(world, "admin"), "member")


def application(world: Any) -> tuple:
    return (apply_to_space(world.cast.guest, world.group, answers={"q1": "Filter."}),)


def declined_application(world: Any) -> tuple:
    """By the admin."""
    return (decline_application(world.cast.admin, *application(world), reason="Not now."),)


def person(world: Any) -> tuple:
    """Someone who belongs to a public community, as authors there do."""
    return (world.cast.guest.member,)


def tag(world: Any) -> tuple:
    return (create_tag(world.cast.manager, name="常客"),)


def person_of_secret(world: Any) -> tuple:
    world.cast.guest.member.memberships.update(space=world.secret, number=99)
    return (world.cast.guest.member,)


# -- content ----------------------------------------------------------------------------------------------------------


def staff_community(world: Any) -> tuple:
    return changed(world.community, posting_policy="staff")


def community_post(world: Any) -> tuple:
    """By member, in the open community."""
    return (content.publish_post(world.cast.member, world.community, body="Open words"),)


def brand_post(world: Any) -> tuple:
    return (content.publish_post(world.cast.editor, world.community, body="From us"),)


def waiting_post(world: Any) -> tuple:
    return (content.publish_post(world.cast.member, world.group, body="May I?"),)


def group_post(world: Any) -> tuple:
    return (content.approve_post(world.cast.admin, *waiting_post(world)),)


def hidden_post(world: Any) -> tuple:
    return (content.hide_post(world.cast.moderator, *community_post(world)),)


def removed_post(world: Any) -> tuple:
    return (content.remove_post(world.cast.member, *community_post(world)),)


def post_removed_by_moderator(world: Any) -> tuple:
    return (content.remove_post(world.cast.moderator, *community_post(world)),)


def comment(world: Any) -> tuple:
    """By guest, on a post in the open community."""
    return (content.publish_comment(world.cast.guest, *community_post(world), body="Agreed"),)


def group_comment(world: Any) -> tuple:
    return (content.publish_comment(world.cast.expert, *group_post(world), body="Agreed"),)


def _picture() -> Picture:
    return Picture({1600: b"webp", 640: b"webp"}, 10, 10)


def loose_photo(world: Any) -> tuple:
    return (content.attach_photo(world.cast.member, world.community, _picture()),)


def group_photo(world: Any) -> tuple:
    post = content.publish_post(world.cast.admin, world.group, body="Look", photos=[_picture()])
    return (post.attachments.select_related("post__space", "space").get(),)


# -- analytics --------------------------------------------------------------------------------------------------------
# -- campaigns --------------------------------------------------------------------------------------------------------


def whole_brand(world: Any) -> tuple:
    return (None,)


def group_draft(world: Any) -> tuple:
    return (campaigns.draft_announcement(world.cast.admin, world.group, title="x", body="y"),)


def group_announcement(world: Any) -> tuple:
    return (campaigns.publish_now(world.cast.admin, *group_draft(world)),)


def asking_announcement(world: Any) -> tuple:
    draft = campaigns.draft_announcement(world.cast.admin, world.group, title="x", body="y", must_acknowledge=True)
    return (campaigns.publish_now(world.cast.admin, draft),)


def brand_draft(world: Any) -> tuple:
    return (campaigns.draft_announcement(world.cast.editor, title="x", body="y"),)


def brand_announcement(world: Any) -> tuple:
    return (campaigns.publish_now(world.cast.owner, *brand_draft(world)),)


def community_scheduled(world: Any) -> tuple:
    """Written by the editor, and already approved by whoever set its time."""
    draft = campaigns.draft_announcement(world.cast.editor, world.community, title="x", body="y")
    later = clock.now() + dt.timedelta(hours=1)
    return (campaigns.schedule_announcement(world.cast.owner, draft, publish_at=later),)


def group_coupon(world: Any) -> tuple:
    return (campaigns.issue_coupon(world.cast.admin, world.group, title="x", quantity=5),)


def brand_coupon(world: Any) -> tuple:
    return (campaigns.issue_coupon(world.cast.owner, title="x", quantity=5),)


def archived_coupon(world: Any) -> tuple:
    (coupon,) = group_coupon(world)
    archived_group(world)
    return (coupon,)


def claim(world: Any) -> tuple:
    return (campaigns.claim_coupon(world.cast.member, *group_coupon(world)),)


def brand_claim(world: Any) -> tuple:
    return (campaigns.claim_coupon(world.cast.member, *brand_coupon(world)),)
