"""A community's feed among 100,000 posts on PostgreSQL: queries, and CPU per request as a multiple of REF.

python -m bench.feed            measure
python -m bench.feed --keep     and keep the databases for a second look
"""

import json
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench import serving, stores
from bench.meter import Cost, Server, fetch, requests
from bench.ref import COUNT, REPETITIONS, WARM, load_floor, measure_ref

LIMITS = {"anonymous": (4, 3.0), "signed in": (8, 4.0)}


@dataclass(frozen=True)
class Finding:
    """`ratio` is the median of the ratios taken inside each repetition, where both saw the same machine."""

    name: str
    queries: int
    kilobytes: int
    cost: Cost
    ref: Cost
    ratio: float

    @property
    def is_within(self) -> bool:
        queries, ratio = LIMITS[self.name]
        return self.queries <= queries and self.ratio <= ratio

    def __str__(self) -> str:
        queries, ratio = LIMITS[self.name]
        return (
            f"feed {self.name:9} {self.ratio:.2f} × REF (at most {ratio:.0f}), {self.queries} queries (at most {queries}), "
            f"{self.kilobytes} KB, {self.cost.cpu_ms:.2f} ms CPU (app {self.cost.app_ms:.2f} + database "
            f"{self.cost.db_ms:.2f}), REF {self.ref.cpu_ms:.2f} ms, load {os.getloadavg()[0]:.1f}"
            f"{'' if self.is_within else '   MISSED'}"
        )


def main() -> list[Finding]:
    keep = "--keep" in sys.argv
    stores.fresh(stores.PLAZA)
    with tempfile.TemporaryDirectory(prefix="plaza-bench-") as folder:
        environment = serving.plaza_environment(Path(folder))
        town = json.loads(serving.inside("bench.feed", environment, "build"))
        load_floor()
        with serving.floor() as floor, serving.plaza(environment) as plaza:
            findings = [_measure(name, floor, plaza, town, environment) for name in LIMITS]
    if not keep:
        stores.drop(stores.PLAZA, stores.FLOOR)
    for finding in findings:
        print(finding)
    return findings


def _measure(name: str, floor: Server, plaza: Server, town: dict[str, str], environment: dict[str, str]) -> Finding:
    headers = dict(serving.SECURE)
    if name == "signed in":
        headers["Cookie"] = f"sessionid={town['session']}"
    queries = int(serving.inside("bench.feed", environment, "queries", town["feed"], headers.get("Cookie", "")))
    size = len(fetch(plaza, town["feed"], headers)) // 1024
    requests(plaza, town["feed"], WARM, headers)
    requests(floor, "/ref/", WARM, {})
    pairs = [(measure_ref(floor), requests(plaza, town["feed"], COUNT, headers)) for _ in range(REPETITIONS)]
    ratio = statistics.median(cost.cpu_ms / ref.cpu_ms for ref, cost in pairs)
    ref, cost = (sorted(costs, key=lambda one: one.cpu_ms)[REPETITIONS // 2] for costs in zip(*pairs, strict=True))
    return Finding(name, queries, size, cost, ref, ratio)


def _build() -> None:
    from django.core.management import call_command

    from bench.town import build

    call_command("collectstatic", verbosity=0, interactive=False)
    print(json.dumps(build()))


def _queries(path: str, cookie: str) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"Cookie": cookie} if cookie else {})
    client.get(path, secure=True)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, secure=True)
    assert response.status_code == 200, response.status_code
    print(len(captured))


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        import django

        django.setup()
        _build() if sys.argv[2] == "build" else _queries(*sys.argv[3:])
    else:
        sys.exit(not all(finding.is_within for finding in main()))
