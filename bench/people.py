"""
The list of people among 100,000 on PostgreSQL against the same pages among 1,000, and one tag for 10,000 people against
the bare INSERT … SELECT into a table of the same shape.

python -m bench.people            measure
python -m bench.people --keep     and keep the database for a second look
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import serving, stores

SMALL, LARGE, TAGGED, REPETITIONS, EACH = 1_000, 100_000, 10_000, 5, 6
LIST_LIMIT, TAG_LIMIT = 1.5, 2.0
# The same question finds as many people in both towns, so that a page of 50 is full in both where it says so.
PAGES = {
    "first page": "",
    "by name": "?q=明",
    "by rare name": "?q=龘",
    "by tier": "?vip_tier=3",
    "by region": "?region=台北市",
    "by tag": "?tag={tag}",
    "by space": "?space={space}",
    "page in the middle": "?after={middle}",
}
NAMES = "(ARRAY['陳','林','黃','張','李','王'])[1+n%6] || (ARRAY['明','若','以','小','郁','庭','子'])[1+n%7] || (ARRAY['哲','晴','安','明','雯','瑋'])[1+n%6] || n%97"


def main() -> bool:
    stores.fresh(stores.PLAZA)
    with tempfile.TemporaryDirectory(prefix="plaza-bench-") as folder:
        words = serving.inside("bench.people", serving.plaza_environment(Path(folder)))
    if "--keep" not in sys.argv:
        stores.drop(stores.PLAZA)
    print(words.replace(" | ", "\n"))
    return "MISSED" not in words


def _inside() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from accounts.models import User
    from brands.models import Brand
    from core import tenancy
    from members.models import BrandMember
    from members.viewer import Viewer

    settings.PLAZA_NUDGE = False
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    towns = {size: _town(size) for size in (SMALL, LARGE)}
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    lines = []
    for name, query in PAGES.items():
        ratios, took = [], []
        asks = {size: _asker(town, query) for size, town in towns.items()}
        for ask in asks.values():
            ask()
        for _ in range(REPETITIONS):
            small, large = (_seconds(asks[size]) for size in (SMALL, LARGE))
            ratios.append(large / small)
            took.append((small, large))
        ratio = statistics.median(ratios)
        small, large = (statistics.median(one) * 1000 / EACH for one in zip(*took, strict=True))
        lines.append(
            f"people {name:19} {ratio:.2f} × the same among {SMALL:,} (at most {LIST_LIMIT}), {large:.1f} ms against "
            f"{small:.1f} ms CPU and database, load {os.getloadavg()[0]:.1f}{'' if ratio <= LIST_LIMIT else '   MISSED'}"
        )
    with tenancy.activate(Brand.objects.get(slug=f"town-{LARGE}")):
        owner = Viewer(User.objects.get(pk=BrandMember.objects.get(role="owner").account_id))
        lines.append(_bulk(owner))
    print(" | ".join(lines))


def _town(size: int) -> dict[str, Any]:
    """A brand with `size` people in every spelling, tiers, regions, a tag on every tenth and a space with half of them."""
    from django.db import connection

    from accounts.models import User
    from bench import town
    from brands.models import Brand
    from core import tenancy
    from core.folding import fold
    from members.actions import appoint, create_tag, join_space, tag_member
    from members.models import BrandMember, Membership, MemberTag
    from members.viewer import Viewer

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
        middle = BrandMember.objects.order_by("id")[size // 2].public_id
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    words = {"tag": tag.public_id, "space": community.public_id, "middle": middle}
    return words | {"session": town._session(owner.user), "slug": brand.slug}


def _asker(town: dict[str, Any], query: str) -> Callable[[], None]:
    """One look at the list through the whole application, without a network in between."""
    from django.test import Client

    browser = Client(headers=serving.SECURE, SERVER_NAME="127.0.0.1")
    browser.cookies["sessionid"] = town["session"]
    path = f"/@{town['slug']}/manage/members/{query.format(**town)}"

    def ask() -> None:
        answer = browser.get(path, secure=True)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    return ask


def _seconds(ask: Callable[[], None]) -> float:
    began = time.perf_counter()
    for _ in range(EACH):
        ask()
    return time.perf_counter() - began


def _bulk(owner: Any) -> str:
    from django.db import connection, transaction

    from members.actions import create_tag, tag_people
    from members.models import BrandMember

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE raw_tag (LIKE members_membertag INCLUDING ALL)")
        cursor.execute("ALTER TABLE raw_tag ADD FOREIGN KEY (tag_id) REFERENCES members_tag (id)")
        cursor.execute("ALTER TABLE raw_tag ADD FOREIGN KEY (member_id) REFERENCES members_brandmember (id)")
        cursor.execute("ALTER TABLE raw_tag ADD FOREIGN KEY (brand_id) REFERENCES brands_brand (id)")
        cursor.execute("ALTER TABLE raw_tag ADD FOREIGN KEY (given_by_member_id) REFERENCES members_brandmember (id)")
    ratios, rates = [], []
    for number in range(REPETITIONS):
        tag = create_tag(owner, name=f"名單 {number}")
        last = BrandMember.objects.order_by("id")[TAGGED - 1].pk
        began = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO raw_tag (brand_id, tag_id, member_id, given_by, given_by_member_id, why, given_at) "
                "SELECT brand_id, %s, id, 'hand', %s, '', now() FROM members_brandmember WHERE brand_id = %s AND id <= %s",
                [tag.pk, owner.actor_id, tag.brand_id, last],
            )
            raw_count = cursor.rowcount
        raw = time.perf_counter() - began
        began = time.perf_counter()
        count = tag_people(owner, tag, BrandMember.objects.filter(pk__lte=last))
        ours = time.perf_counter() - began
        if count != raw_count or count != TAGGED:
            raise RuntimeError(f"{count} people were tagged, {raw_count} by the floor")
        ratios.append(ours / raw)
        rates.append((ours, raw))
    ratio = statistics.median(ratios)
    ours, raw = (statistics.median(one) * 1000 for one in zip(*rates, strict=True))
    return (
        f"people tag {TAGGED:,}       {ratio:.2f} × the bare INSERT … SELECT (at most {TAG_LIMIT}), {ours:.0f} ms against "
        f"{raw:.0f} ms, load {os.getloadavg()[0]:.1f}{'' if ratio <= TAG_LIMIT else '   MISSED'}"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        import django

        django.setup()
        _inside()
    else:
        sys.exit(0 if main() else 1)
