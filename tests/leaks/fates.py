"""What becomes of people: put out, let in again, muted, banned, asked over a bridge, or left in line."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from brands.actions import update_brand
from communities.actions import approve_proposal, decline_proposal, propose_community
from core import clock
from members.actions import (
    apply_to_space,
    approve_application,
    ban_from_brand,
    ban_from_space,
    create_tag,
    decline_application,
    invite_to_team,
    invite_waiting,
    join_brand,
    leave_space,
    lift_brand_ban,
    lift_space_ban,
    mute_member,
    remove_member,
    request_erasure,
    restore_member,
    save_segment,
    start_bridge,
    tag_member,
    undo_decision,
)
from members.actions.memberships import enter
from members.models import Bridge, Membership
from members.models.membership import Role, Source
from members.viewer import Viewer
from spaces.actions import update_space
from spaces.models import Space
from tests.leaks.cast import account, marker


def befall(cast: SimpleNamespace, space: Space, new: Callable[[str], str]) -> None:
    """Of `left` a ban was lifted, and `muted` was put out before."""

    def of(viewer: Viewer) -> Membership:
        return Membership.objects.select_related("member", "space").get(space=space, member=viewer.member)

    leave_space(cast.left, space)
    ban_from_space(cast.admin, of(cast.left), reason=new("sanction"))
    lift_space_ban(cast.admin, of(cast.left))
    remove_member(cast.admin, of(cast.removed), reason=new("sanction"))
    ban_from_space(cast.admin, of(cast.banned), reason=new("sanction"))
    remove_member(cast.admin, of(cast.muted), reason=new("sanction"))
    restore_member(cast.admin, of(cast.muted))
    mute_member(cast.admin, of(cast.muted), reason=new("sanction"), until=clock.now() + dt.timedelta(days=1))


def befall_in_brand(cast: SimpleNamespace) -> None:
    ban_from_brand(cast.owner, cast.outcast.member, reason=marker("s", "ban"))
    ban_from_brand(cast.owner, cast.pardoned.member, reason=marker("s", "ban"))
    lift_brand_ban(cast.owner, cast.pardoned.member)
    cast.pardoned.refresh()
    invite_to_team(cast.owner, "editor", member=cast.pardoned.member)
    request_erasure(cast.pardoned)


def bridges(cast: SimpleNamespace, community: Space, *groups: Space) -> list[Bridge]:
    """`invited` is led into each of the groups, and has not answered."""
    enter(community, cast.invited.member, source=Source.JOINED)
    tag = create_tag(cast.owner, name="regular")
    tag_member(cast.owner, tag, cast.invited.member)
    asks = {"match": "all", "not": False, "rules": [{"field": "tag", "tag": tag.public_id}]}
    segment = save_segment(cast.owner, name="Regulars", rule=asks)
    built = [start_bridge(cast.owner, group, segment=segment, plaza=community) for group in groups]
    while invite_waiting():
        pass
    cast.invited.refresh()
    return built


def starters(cast: SimpleNamespace, brand: Any) -> None:
    """Two who would like to open a community, which is none of any group: one may, one may not."""
    brand.member_communities = update_brand(cast.owner, brand, member_communities="review").member_communities
    for name in ("starter", "dreamer"):
        viewer = Viewer(account(name))
        viewer.user.emailaddress_set.create(email=viewer.user.email, verified=True, primary=True)
        join_brand(viewer, brand)
        viewer.refresh()
        asked = propose_community(viewer, name=name, purpose="x")
        if name == "starter":
            approve_proposal(cast.owner, asked)
        else:
            decline_proposal(cast.owner, asked, reason="x")


def second_thought(cast: SimpleNamespace, group: Space, settle: Callable[[], None]) -> None:
    """Someone reads that they are turned down, and then that it was taken back."""
    viewer = Viewer(account("hopeful"))
    join_brand(viewer, group.brand)
    viewer.refresh()
    declined = decline_application(
        cast.admin, apply_to_space(viewer, group, answers={"q1": "x"}), reason=marker("s", "reason")
    )
    settle()
    undo_decision(cast.admin, declined)


def crowd(cast: SimpleNamespace, brand: Any) -> tuple[Space, Space]:
    """A full group where `queued` waits in line, and the sibling that opened for `next_door`."""
    texts = {name: marker("s", "shell") for name in ("name", "slug", "tagline", "about", "rules")}
    texts |= {name: marker("s", "desk") for name in ("welcome", "goal")}
    columns = {"kind": "group", "visibility": "listed", "join_policy": "apply", "size_limit": 2}
    full = Space.objects.create(brand=brand, **columns, **texts)
    enter(full, cast.admin.member, source=Source.FOUNDED, role=Role.ADMIN)
    enter(full, cast.insider.member, source=Source.JOINED)
    cast.admin.refresh()
    full.refresh_from_db()
    approve_application(cast.admin, apply_to_space(cast.queued, full, answers={}))
    full = update_space(cast.owner, full, when_full="sibling") or full
    apply_to_space(cast.next_door, full, answers={})
    return full, Space.objects.get(sibling_of=full)
