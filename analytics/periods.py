"""Some days in a row, up to and with the brand's today, and as many before them to compare with."""

import datetime as dt
from dataclasses import dataclass

from core.tenancy import today

CHOICES = (7, 28, 90)
USUAL = 28


@dataclass(frozen=True)
class Period:
    first: dt.date
    last: dt.date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def days(self) -> list[dt.date]:
        return [self.first + dt.timedelta(days=number) for number in range(self.length)]

    @property
    def before(self) -> "Period":
        return Period(self.first - dt.timedelta(days=self.length), self.first - dt.timedelta(days=1))


def last_days(count: int) -> Period:
    last = today()
    return Period(last - dt.timedelta(days=count - 1), last)


def chosen(text: str | None) -> Period:
    """What a link asked for; anything else is the usual 28 days."""
    return last_days(int(text) if text in {str(count) for count in CHOICES} else USUAL)
