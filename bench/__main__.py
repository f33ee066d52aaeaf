"""
`make bench`: every claim about speed, measured now, one line each. `make bench ARGS="feed"` runs one.

Ratios are comparable between machines and days, seconds are not; each line carries its floor and the load average.
"""

import importlib
import sys

PROGRAMS = ("ref", "feed", "claims", "fanout", "people", "segments")


def main(names: list[str]) -> int:
    missed = []
    for name in names:
        result = importlib.import_module(f"bench.{name}").main()
        if result is False or (isinstance(result, list) and not all(one.is_within for one in result)):
            missed.append(name)
    return len(missed)


if __name__ == "__main__":
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")]
    if unknown := set(wanted) - set(PROGRAMS):
        sys.exit(f"Unknown: {' '.join(sorted(unknown))}. Known: {' '.join(PROGRAMS)}")
    sys.exit(main(wanted or list(PROGRAMS)))
