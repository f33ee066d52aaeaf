"""When a webhook is tried again, and what an endpoint that fails has to do with the others."""

import datetime as dt
import secrets
from email.utils import parsedate_to_datetime

# After the first attempt; ten in all, over a little more than three days. Documented in docs/guides/webhooks.md.
WAITS = (
    dt.timedelta(seconds=5),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=5),
    dt.timedelta(hours=10),
    dt.timedelta(hours=14),
    dt.timedelta(hours=20),
    dt.timedelta(hours=24),
)
MOST_ATTEMPTS = len(WAITS) + 1
JITTER = 0.1  # up to a tenth later: what failed together does not come back together
LONGEST_ASKED_FOR = dt.timedelta(hours=1)
FAILS_FOR = dt.timedelta(days=3)  # without one success in between: then it is switched off
WAITS_AT_MOST = dt.timedelta(days=4)  # while an endpoint is paused or switched off


def wait_after(attempts: int, asked_for: dt.timedelta) -> dt.timedelta | None:
    """None: that was the last one. Never sooner than the receiver asked for."""
    if attempts >= MOST_ATTEMPTS:
        return None
    wait = WAITS[attempts - 1]
    return max(wait * (1 + JITTER * secrets.randbelow(1001) / 1000), asked_for)


def asked_for(header: str, now: dt.datetime) -> dt.timedelta:
    """What `Retry-After` says, in seconds or as a date, between nothing and an hour; nonsense is nothing."""
    header = header.strip()[:40]
    try:
        if header.isascii() and header.isdigit():
            wait = dt.timedelta(seconds=min(int(header), LONGEST_ASKED_FOR.total_seconds()))
        else:
            moment = parsedate_to_datetime(header)
            wait = (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)) - now
    except (ValueError, OverflowError):
        return dt.timedelta(0)
    return min(max(wait, dt.timedelta(0)), LONGEST_ASKED_FOR)
