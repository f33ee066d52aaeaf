"""A day and a time as typed → one moment. Clocks jump twice a year in many places, so some times are none or two."""

import datetime as dt
from zoneinfo import ZoneInfo

MINUTE = dt.timedelta(minutes=1)
LONGEST_GAP = 24 * 60  # a whole day was once skipped (Samoa, 2011)


def moment_of(day: dt.date, time: dt.time, time_zone: str) -> dt.datetime | None:
    """In UTC. A time that does not exist moves to the next valid minute, one that comes twice means the first."""
    zone, wanted = ZoneInfo(time_zone), dt.datetime.combine(day, time.replace(tzinfo=None))
    try:
        for minutes in range(LONGEST_GAP + 1):
            local = wanted + minutes * MINUTE
            moment = local.replace(tzinfo=zone, fold=0).astimezone(dt.UTC)
            if moment.astimezone(zone).replace(tzinfo=None) == local:
                return moment
    except OverflowError:  # the years 1 and 9999 have no neighbours
        return None
    return None


def label(time_zone: str, at: dt.datetime) -> str:
    """Asia/Taipei (UTC+08:00), with the offset that holds at that moment."""
    offset = at.astimezone(ZoneInfo(time_zone)).strftime("%z")
    return f"{time_zone.replace('_', ' ')} (UTC{offset[:3]}:{offset[3:]})"
