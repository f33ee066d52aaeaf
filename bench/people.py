"""
The list of people among 100,000 with 1,000,000 facts on PostgreSQL against the same pages among 1,000; segments
counted against the same questions in SQL by hand; one tag for 10,000 people, at once and as a job, against the bare
INSERT … SELECT into a table of the same shape.

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

SMALL, LARGE, TAGGED, REPETITIONS, EACH = 1_000, 100_000, 10_000, 5, 3
LIST_LIMIT, TAG_LIMIT, SEGMENT_LIMIT = 1.5, 2.0, 3.0
# The same question finds as many people in both towns, so that a page of 50 is full in both where it says so.
PAGES = {
    "first page": "",
    "by name": "?q=明",
    "by rare name": "?q=龘",
    "by tier": "?vip_tier=3",
    "by region": "?region=台北市",
    "by tag": "?tag={tag}",
    "by rare tag": "?tag={rare}",
    "by space": "?space={space}",
    "page in the middle": "?after={middle}",
}


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
    from bench import crowd
    from brands.models import Brand
    from core import tenancy
    from members.models import BrandMember
    from members.viewer import Viewer

    began = time.perf_counter()
    settings.PLAZA_NUDGE = False
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    towns = {size: crowd.town_of(size) for size in (SMALL, LARGE)}
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
    large = Brand.objects.get(slug=f"town-{LARGE}")
    with tenancy.activate(large):
        owner = Viewer(User.objects.get(pk=BrandMember.objects.get(role="owner").account_id))
        lines += _segments(large)
        lines.append(_bulk(owner))
        lines.append(_job(owner))
    lines.append(f"people took {time.perf_counter() - began:.0f} s in all, load {os.getloadavg()[0]:.1f}")
    print(" | ".join(lines))


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


def _segments(brand: Any) -> list[str]:
    from bench import segments
    from members.segments.check import checked

    lines = []
    for name, (rule, by_hand) in segments.QUESTIONS.items():
        told = segments._compare(name, checked(rule), by_hand.format(brand=brand.pk))
        _name, ratio, ours, hand, count = told.split(";")
        lines.append(
            f"people segment '{name}' {float(ratio):.2f} × the SQL by hand (at most {SEGMENT_LIMIT}), {float(ours):.0f} ms "
            f"against {float(hand):.0f} ms, {int(count):,} people, load {os.getloadavg()[0]:.1f}"
            f"{'' if float(ratio) <= SEGMENT_LIMIT else '   MISSED'}"
        )
    return lines


def _job(owner: Any) -> str:
    """The same 10,000 as a job: found by a filter, in steps that a kill cannot split, and undone."""
    from members.actions import create_tag, start_tag_job, undo_tag_job, work_on_tag_jobs
    from members.models import Tag, TagJob
    from members.queries import PeopleFilter

    carried = Tag.objects.get(name="常客")
    job = start_tag_job(owner, create_tag(owner, name="一次"), wanted=PeopleFilter(tag=carried))
    took = []
    for turn in (lambda: None, lambda: undo_tag_job(owner, TagJob.objects.get(pk=job.pk))):
        turn()
        began = time.perf_counter()
        while work_on_tag_jobs():
            pass
        took.append(time.perf_counter() - began)
    job.refresh_from_db()
    if job.state != "undone" or job.changed != job.taken_back or job.changed < TAGGED:
        raise RuntimeError(f"the job is {job.state}: {job.changed} changed, {job.taken_back} undone")
    return (
        f"people tag job of {job.changed:,}  {took[0]:.2f} s, {took[0] * 1000 / job.changed:.3f} ms a person; "
        f"undone in {took[1]:.2f} s, load {os.getloadavg()[0]:.1f}"
    )


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
        f"people tag {TAGGED:,}       {ratio:.2f} × the bare INSERT … SELECT (at most {TAG_LIMIT}), {ours:.0f} ms ({ours / TAGGED:.3f} ms a "
        f"person) against {raw:.0f} ms, load {os.getloadavg()[0]:.1f}{'' if ratio <= TAG_LIMIT else '   MISSED'}"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        import django

        django.setup()
        _inside()
    else:
        sys.exit(0 if main() else 1)
