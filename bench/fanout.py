"""An announcement's delivery rows for 200,000 people, against a raw COPY of the same rows into the same table."""

import io
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench import serving, stores

PEOPLE, REPETITIONS, LIMIT = 200_000, 3, 2.0


def main() -> bool:
    stores.fresh(stores.PLAZA)
    with tempfile.TemporaryDirectory(prefix="plaza-bench-") as folder:
        ratio, rows, ours, raw = map(
            float, serving.inside("bench.fanout", serving.plaza_environment(Path(folder))).split()
        )
    stores.drop(stores.PLAZA)
    print(
        f"fan-out {ratio:.2f} × COPY (at most {LIMIT:.0f}), {rows:,.0f} rows, {rows / ours:,.0f} rows/s against "
        f"{rows / raw:,.0f} by COPY, load {os.getloadavg()[0]:.1f}{'' if ratio <= LIMIT else '   MISSED'}"
    )
    return ratio <= LIMIT


def _inside() -> None:
    from django.core.management import call_command
    from django.db import connection

    from accounts.models import User
    from activity.actions import record
    from activity.verbs import catalogue
    from bench.town import copy
    from brands.models import Brand
    from core import clock, tenancy
    from delivery.fan_out import insert_deliveries
    from delivery.models import Message

    call_command("migrate", verbosity=0)
    brand = Brand.objects.create(slug="bench", name="山嵐咖啡")
    first = User.objects.create_user("first@example.com", "a-long-password")
    copy(User, first.pk, PEOPLE - 1, {"email": "'u' || n || '@example.com'"})
    cursor = connection.connection.cursor()
    pairs = []
    with tenancy.activate(brand):
        from django.db import transaction

        with transaction.atomic():
            fact = record(catalogue["member.joined_brand"])
        message = Message.objects.create(brand=brand, notice="bench", fact=fact)
        for _ in range(REPETITIONS):
            cursor.execute("TRUNCATE delivery_delivery; ANALYZE accounts_user")
            began = time.perf_counter()
            rows = insert_deliveries(message, User.objects.values_list("pk", flat=True), "email", "bench", clock.now())
            ours = time.perf_counter() - began
            kept = io.BytesIO()
            cursor.copy_expert("COPY delivery_delivery TO STDOUT", kept)
            cursor.execute("TRUNCATE delivery_delivery")
            kept.seek(0)
            began = time.perf_counter()
            cursor.copy_expert("COPY delivery_delivery FROM STDIN", kept)
            pairs.append((ours, time.perf_counter() - began))
    ratio = statistics.median(ours / raw for ours, raw in pairs)
    print(ratio, rows, statistics.median(one[0] for one in pairs), statistics.median(one[1] for one in pairs))


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        import django

        django.setup()
        _inside()
    else:
        sys.exit(not main())
