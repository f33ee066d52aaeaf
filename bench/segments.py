"""
How many commented three times in thirty days: a segment's count over 1,000,000 facts of 100,000 people, against the
same question written by hand in SQL. Two harder questions stand beside it.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import serving, stores

PEOPLE, FACTS, REPETITIONS, LIMIT = 100_000, 1_000_000, 7, 3.0

COMMENTED = {"field": "did", "verb": "comment.published", "times": 3, "days": 30}
ALL = {"match": "all", "not": False}
QUESTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "commented ≥ 3 times in 30 days": (
        {**ALL, "rules": [COMMENTED]},
        """SELECT count(*) FROM (SELECT actor_id FROM activity_activity WHERE brand_id = {brand} AND
        verb = 'comment.published' AND at >= now() - interval '30 days' AND actor_id IS NOT NULL
        GROUP BY actor_id HAVING count(*) >= 3) a JOIN members_brandmember m ON m.id = a.actor_id
        JOIN accounts_user u ON u.id = m.account_id AND u.is_active
        WHERE m.brand_id = {brand} AND m.personal_targeting_objected_at IS NULL""",
    ),
    "commented fewer than 3 times in 30 days": (
        {**ALL, "rules": [{**COMMENTED, "not": True}]},
        """SELECT count(*) FROM members_brandmember m JOIN accounts_user u ON u.id = m.account_id AND u.is_active
        LEFT JOIN (SELECT actor_id FROM activity_activity WHERE brand_id = {brand} AND verb = 'comment.published'
        AND at >= now() - interval '30 days' GROUP BY actor_id HAVING count(*) >= 3) a ON a.actor_id = m.id
        WHERE m.brand_id = {brand} AND m.personal_targeting_objected_at IS NULL AND a.actor_id IS NULL""",
    ),
    "silent for 60 days": (
        {**ALL, "rules": [{"field": "silent", "days": 60}]},
        """SELECT count(*) FROM members_brandmember m JOIN accounts_user u ON u.id = m.account_id AND u.is_active
        LEFT JOIN (SELECT DISTINCT actor_id FROM activity_activity WHERE at >= now() - interval '60 days'
        AND actor_id IS NOT NULL) a ON a.actor_id = m.id
        WHERE m.brand_id = {brand} AND m.personal_targeting_objected_at IS NULL AND a.actor_id IS NULL""",
    ),
}


def main() -> bool:
    stores.fresh(stores.PLAZA)
    with tempfile.TemporaryDirectory(prefix="plaza-bench-") as folder:
        lines = serving.inside("bench.segments", serving.plaza_environment(Path(folder)), *sys.argv[1:]).split("|")
    stores.drop(stores.PLAZA)
    fits = True
    for line in lines:
        name, ratio, ours, by_hand, count = line.split(";")
        fits &= float(ratio) <= LIMIT
        print(
            f"segment '{name}' {float(ratio):.2f} × the SQL by hand (at most {LIMIT:.0f}), {float(ours):.0f} ms against "
            f"{float(by_hand):.0f} ms, {int(count):,} people, load {os.getloadavg()[0]:.1f}"
            f"{'' if float(ratio) <= LIMIT else '   MISSED'}"
        )
    return fits


def _inside() -> None:
    from django.core.management import call_command

    from activity.models import Activity
    from brands.models import Brand
    from core import tenancy
    from members.segments.check import checked

    call_command("migrate", verbosity=0)
    brand = Brand.objects.create(slug="bench", name="山嵐咖啡")
    told = []
    with tenancy.activate(brand):
        _people_and_facts(brand)
        assert Activity.objects.count() == FACTS
        for name, (rule, by_hand) in QUESTIONS.items():
            told.append(_compare(name, checked(rule), by_hand.format(brand=brand.pk)))
    print("|".join(told))


def _people_and_facts(brand: Any) -> None:
    """Most facts by few, as everywhere: the how-manieth person is drawn from a square. A year and a half of them."""
    from django.db import connection

    from accounts.models import User
    from activity.models import Activity
    from bench.town import copy
    from members.models import BrandMember

    user = User.objects.create_user("first@example.com", "a-long-password")
    member = BrandMember.objects.create(brand=brand, account=user, display_name="first")
    copy(User, user.pk, PEOPLE - 1, {"email": "'u' || n || '@example.com'"})
    copy(BrandMember, member.pk, PEOPLE - 1, {"account_id": f"{user.pk} + n", "display_name": "'成員 ' || n"})
    fact = Activity.objects.create(brand_id=brand.pk, verb="comment.published", actor_id=member.pk, position=0)
    verbs = "(ARRAY['comment.published','reaction.added','post.published','announcement.read','member.joined'])"
    columns = {
        "position": "n",
        "verb": f"{verbs}[1 + (random() * random() * 4.999)::int % 5]",
        "actor_id": f"{member.pk} + ({PEOPLE - 1} * random() * random())::int",
        "at": "now() - 540 * random() * interval '1 day'",
    }
    copy(Activity, fact.pk, FACTS - 1, columns)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _compare(name: str, rule: dict[str, Any], by_hand: str) -> str:
    """By turns, so that both see the same machine; the ratio is the median of the ratios inside each turn."""
    from django.db import connection

    from members.segments.compile import people_matching

    pairs, count, expected = [], 0, 0
    with connection.cursor() as cursor:
        for _turn in range(REPETITIONS):
            began = time.perf_counter()
            count = people_matching(rule).count()
            ours = time.perf_counter() - began
            began = time.perf_counter()
            cursor.execute(by_hand)
            expected = cursor.fetchone()[0]
            pairs.append((ours, time.perf_counter() - began))
        if "--plans" in sys.argv:
            print(name, people_matching(rule).values("pk").explain(analyze=True), sep="\n", file=sys.stderr)
    assert count == expected, f"{name}: {count} against {expected}"
    ratio = statistics.median(ours / hand for ours, hand in pairs)
    medians = [statistics.median(column) * 1000 for column in zip(*pairs, strict=True)]
    return f"{name};{ratio};{medians[0]};{medians[1]};{count}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        import django

        django.setup()
        _inside()
    else:
        sys.exit(not main())
