"""A typed day and time is one moment, also on the nights when clocks jump."""

import datetime as dt

import pytest

from campaigns.local_times import moment_of


def at(day, time, zone):
    return moment_of(dt.date.fromisoformat(day), dt.time.fromisoformat(time), zone).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("day", "time", "zone", "utc"),
    [
        ("2026-07-06", "10:00", "Asia/Taipei", "07-06 02:00"),
        # Skipped: the next valid minute is when the clock has jumped.
        ("2026-03-29", "02:30", "Europe/Berlin", "03-29 01:00"),
        ("2026-03-08", "02:00", "America/New_York", "03-08 07:00"),
        ("2026-09-27", "03:00", "Pacific/Chatham", "09-26 14:00"),
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "10-03 15:30"),
        ("2011-12-30", "12:00", "Pacific/Apia", "12-30 10:00"),
        # Twice: the first.
        ("2026-10-25", "02:30", "Europe/Berlin", "10-25 00:30"),
        ("2026-11-01", "01:30", "America/New_York", "11-01 05:30"),
        ("2026-04-05", "01:45", "Australia/Lord_Howe", "04-04 14:45"),
    ],
)
def test_typed_time_is_one_moment(day, time, zone, utc):
    assert at(day, time, zone) == utc


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_first_and_last_year_are_out_of_reach_and_no_error(day):
    for zone in ("Asia/Taipei", "America/New_York"):
        for time in (dt.time.min, dt.time(23, 59)):
            moment_of(day, time, zone)
