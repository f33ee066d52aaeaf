"""
Members racing for a coupon from eight processes, against the bare conditional UPDATE of one row from as many.

Both run under the same ORM, so the ratio says what a claim is more than its one contended statement: who may, the
claim's own row, the fact in the log. Whatever the speed, exactly as many are claimed as there are.
"""

import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import serving, stores

PROCESSES, EACH, PIECES, REPETITIONS = 8, 100, 600, 3
RAW = "UPDATE raw_coupon SET claimed = claimed + 1 WHERE id = 1 AND claimed < 100000000 RETURNING claimed"


def main() -> bool:
    stores.fresh(stores.PLAZA)
    with tempfile.TemporaryDirectory(prefix="plaza-bench-") as folder:
        words = serving.inside("bench.claims", serving.plaza_environment(Path(folder))).split()
    stores.drop(stores.PLAZA)
    ratio, claims, raw, exact = float(words[0]), float(words[1]), float(words[2]), words[3] == "True"
    print(
        f"claims {ratio:.2f} × the bare UPDATE's rate, {claims:,.0f}/s against {raw:,.0f}/s from {PROCESSES} processes, "
        f"{'never oversold' if exact else 'OVERSOLD'}, load {os.getloadavg()[0]:.1f}"
    )
    return exact


def _inside() -> None:
    from django.conf import settings
    from django.db import connection

    from bench import town
    from brands.models import Brand
    from campaigns.actions import issue_coupon
    from campaigns.models import Claim
    from core import tenancy
    from members.models import BrandMember
    from members.viewer import Viewer

    settings.PLAZA_NUDGE = False  # its thread would hold a lock over the fork
    town.build(posts=10)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE raw_coupon (id int PRIMARY KEY, claimed int NOT NULL)")
        cursor.execute("INSERT INTO raw_coupon VALUES (1, 0)")
    brand, rates, exact = Brand.objects.get(), [], True
    with tenancy.activate(brand):
        owner = Viewer(BrandMember.objects.get(role="owner").account)
        people = list(BrandMember.objects.filter(role="").order_by("pk").values_list("account_id", flat=True))
        shares = [people[number * EACH : (number + 1) * EACH] for number in range(PROCESSES)]
        for _ in range(REPETITIONS):
            coupon = issue_coupon(owner, title="八五折", quantity=PIECES)
            connection.close()
            raw = _rate("raw", [(EACH,)] * PROCESSES)
            claims = _rate("claim", [(coupon.pk, share) for share in shares])
            rates.append((claims / raw, claims, raw))
            coupon.refresh_from_db()
            exact &= coupon.claimed_count == Claim.objects.filter(coupon=coupon).count() == PIECES
    print(*(statistics.median(column) for column in zip(*rates, strict=True)), exact)


def _rate(what: str, shares: list[tuple[Any, ...]]) -> float:
    """Attempts a second between the first start and the last end."""
    context = multiprocessing.get_context("fork")
    ready, done = context.Barrier(len(shares)), context.Queue()
    children = [context.Process(target=_run, args=(what, share, ready, done)) for share in shares]
    for child in children:
        child.start()
    spans = [done.get(timeout=120) for _ in children]
    for child in children:
        child.join()
    return len(shares) * EACH / (max(end for _start, end in spans) - min(start for start, _end in spans))


def _run(what: str, share: tuple[Any, ...], ready: Any, done: Any) -> None:
    from django.db import connection

    work = _raw if what == "raw" else _claim
    connection.ensure_connection()
    ready.wait(60)
    began = time.monotonic()
    work(*share)
    done.put((began, time.monotonic()))
    connection.close()


def _raw(times: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for _ in range(times):
            cursor.execute(RAW)


def _claim(coupon_id: int, accounts: list[int]) -> None:
    from accounts.models import User
    from campaigns.actions import claim_coupon
    from campaigns.models import Coupon
    from core.errors import Conflict
    from members.viewer import Viewer

    coupon = Coupon.objects.get(pk=coupon_id)
    for user in User.objects.in_bulk(accounts).values():
        try:
            claim_coupon(Viewer(user), coupon)
        except Conflict as sold_out:
            assert sold_out.code == "sold_out", sold_out.code


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        import django

        django.setup()
        _inside()
    else:
        sys.exit(not main())
