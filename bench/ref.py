"""Parts of the floor, each as a multiple of REF: what bytes, a template and a query cost under our server."""

import os
import statistics
import subprocess
import sys

from bench import serving
from bench.meter import Cost, Server, requests

REPETITIONS, COUNT, WARM = 3, 80, 160


def load_floor() -> None:
    subprocess.run([sys.executable, "-m", "bench.floor.load"], cwd=serving.ROOT, check=True)


def measure_ref(server: Server) -> Cost:
    return requests(server, "/ref/", COUNT, {})


def main() -> None:
    load_floor()
    with serving.floor() as server:
        requests(server, "/ref/", WARM, {})
        for path in ("/raw/", "/page0/"):
            pairs = [(requests(server, path, COUNT, {}), measure_ref(server)) for _ in range(REPETITIONS)]
            ratio = statistics.median(cost.cpu_ms / ref.cpu_ms for cost, ref in pairs)
            ref_ms = statistics.median(ref.cpu_ms for _cost, ref in pairs)
            print(f"floor {path:8} {ratio:.2f} × REF (REF {ref_ms:.2f} ms CPU, load {os.getloadavg()[0]:.1f})")


if __name__ == "__main__":
    main()
