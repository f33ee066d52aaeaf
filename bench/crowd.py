"""Towns of people to look for: in every spelling, with tiers, regions, tags, a space, and what they did."""

from typing import Any

from django.db import connection

from accounts.models import User
from activity.models import Activity
from bench import town
from brands.models import Brand
from core import tenancy
from core.folding import fold
from members.actions import appoint, create_tag, join_space, tag_member
from members.models import BrandMember, Membership, MemberTag
from members.viewer import Viewer

RARELY, FACTS_EACH = 60, 10
NAMES = "(ARRAY['陳','林','黃','張','李','王'])[1+n%6] || (ARRAY['明','若','以','小','郁','庭','子'])[1+n%7] || (ARRAY['哲','晴','安','明','雯','瑋'])[1+n%6] || n%97"


def town_of(size: int) -> dict[str, Any]:
    """A brand with `size` people in every spelling, tiers, regions, a tag on every tenth and a space with half of them."""
    brand = Brand.objects.create(slug=f"town-{size}", name="山嵐咖啡")
    with tenancy.activate(brand):
        owner = Viewer(town._account(f"owner{size}"))
        appoint(brand, owner.user, "owner")
        owner.refresh()
        community = town._space(brand, kind="community", slug="plaza", visibility="public", join_policy="open")
        reader = Viewer(town._account(f"reader{size}"))
        join_space(reader, community)
        reader.refresh()
        tag = create_tag(owner, name="常客")
        tag_member(owner, tag, reader.member)
        account, member = reader.user.pk, reader.member.pk
        town.copy(User, account, size, {"email": f"'u' || n || 'x{size}@example.com'", "display_name": "'x'"})
        name, regions = f"({NAMES})", [fold(one) for one in ("台北市", "新北市", "台中市", "高雄市")]
        columns = {
            "account_id": f"{account} + n",
            "display_name": name,
            "name_key": name,
            "name_parts": f"substr({name},1,2) || ' ' || substr({name},2,2) || ' ' || substr({name},3,1) || ' ' || n%97",
            "role": "''",
            "vip_tier": "CASE WHEN n % 20 = 0 THEN 3 ELSE 0 END",
            "region": f"(ARRAY{regions})[1+n%4]",
            "region_key": f"(ARRAY{regions})[1+n%4]",
        }
        town.copy(BrandMember, member, size, columns)
        standing = Membership.objects.get(space=community, member=reader.member)
        town.copy(Membership, standing.pk, size // 2, {"member_id": f"{member} + 2 * n", "number": "n + 10"})
        given = MemberTag.objects.get(tag=tag, member=reader.member)
        town.copy(MemberTag, given.pk, size // 10, {"member_id": f"{member} + 10 * n"})
        rare = create_tag(owner, name="元老")
        tag_member(owner, rare, reader.member)
        given = MemberTag.objects.get(tag=rare, member=reader.member)
        # On the oldest: walking the people from the newest on would pass everybody before it finds the first.
        town.copy(MemberTag, given.pk, RARELY, {"member_id": f"{member} + 3 * n"})
        _facts(brand, member, size)
        middle = BrandMember.objects.order_by("id")[size // 2].public_id
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    words = {"tag": tag.public_id, "rare": rare.public_id, "space": community.public_id, "middle": middle}
    return words | {"session": town._session(owner.user), "slug": brand.slug}


def _facts(brand: Any, member: int, size: int) -> None:
    """Ten for each person in the mean, most of them by few, over a year and a half."""
    first = Activity.objects.create(brand_id=brand.pk, verb="comment.published", actor_id=member, position=-brand.pk)
    verbs = "(ARRAY['comment.published','reaction.added','post.published','announcement.read','member.joined'])"
    columns = {
        "position": f"{first.pk} + n",
        "verb": f"{verbs}[1 + (random() * random() * 4.999)::int % 5]",
        "actor_id": f"{member} + ({size} * random() * random())::int",
        "at": "now() - 540 * random() * interval '1 day'",
    }
    town.copy(Activity, first.pk, size * FACTS_EACH - 1, columns)
