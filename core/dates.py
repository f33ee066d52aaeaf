"""Times as people say them: near ones relative, far ones absolute, in the reader's language and time zone."""

import datetime as dt

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from core import clock

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MINUTE, HOUR, DAY = 60, 3600, 86400


def day(moment: dt.datetime | dt.date) -> str:
    """3 Jul, and the year when it is another one."""
    date = timezone.localtime(moment) if isinstance(moment, dt.datetime) else moment
    other_year = date.year != timezone.localtime(clock.now()).year
    if (get_language() or "").startswith("zh"):
        return (f"{date.year} 年 " if other_year else "") + f"{date.month} 月 {date.day} 日"
    return f"{date.day} {MONTHS[date.month - 1]}" + (f" {date.year}" if other_year else "")


def moment(when: dt.datetime) -> str:
    """3 Jul, 18:05"""
    local = timezone.localtime(when)
    joint = " " if (get_language() or "").startswith("zh") else ", "
    return f"{day(when)}{joint}{local:%H:%M}"


def ago(when: dt.datetime) -> str:
    """2 hours ago; after a week the day itself. The future is always absolute."""
    seconds = (clock.now() - when).total_seconds()
    if seconds < -MINUTE:
        return moment(when)
    if seconds < MINUTE:
        return gettext("just now")
    if seconds < HOUR:
        count = int(seconds // MINUTE)
        return ngettext("%(count)d minute ago", "%(count)d minutes ago", count) % {"count": count}
    if seconds < DAY:
        count = int(seconds // HOUR)
        return ngettext("%(count)d hour ago", "%(count)d hours ago", count) % {"count": count}
    if seconds < 7 * DAY:
        count = int(seconds // DAY)
        return ngettext("%(count)d day ago", "%(count)d days ago", count) % {"count": count}
    return day(when)


def ago_tag(when: dt.datetime | None) -> str:
    return _time(when, ago(when), moment(when)) if when else ""


def day_tag(when: dt.datetime | dt.date | None) -> str:
    return _time(when, day(when)) if when else ""


def moment_tag(when: dt.datetime | None) -> str:
    return _time(when, moment(when)) if when else ""


def _time(when: dt.datetime | dt.date, words: str, title: str = "") -> str:
    """Formatted by hand: a feed shows fifty of these and format_html costs more than the rest of the line."""
    hover = f' title="{escape(title)}"' if title else ""
    return SafeString(f'<time datetime="{when.isoformat()}"{hover}>{escape(words)}</time>')
