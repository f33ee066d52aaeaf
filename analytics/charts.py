"""Charts as SVG made here: geometry in attributes, colour in classes, and a table behind each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from analytics.queries import Series
from core import dates

WIDTH, HEIGHT, AIR = 120, 36, 3  # the box of components/_spark.html
MOST_POINTS = 30


def spark(series: Series) -> dict[str, str]:
    """A small line of this period over a dashed one of the period before, on one scale."""
    now, was = _thinned(series.values), _thinned(series.was)
    top = max(*now, *was, 1)
    line = _points(now, top)
    label = _("From %(first)s to %(last)s: between %(least)s and %(most)s a day") % {
        "first": dates.day(series.period.first),
        "last": dates.day(series.period.last),
        "least": f"{min(series.values):,}",
        "most": f"{max(series.values):,}",
    }
    return {"points": line, "was": _points(was, top), "area": f"0,{HEIGHT} {line} {WIDTH},{HEIGHT}", "label": label}


def _points(values: Sequence[float], top: float) -> str:
    step, room = WIDTH / max(len(values) - 1, 1), HEIGHT - 2 * AIR
    return " ".join(f"{index * step:.1f},{HEIGHT - AIR - room * value / top:.1f}" for index, value in enumerate(values))


def _thinned(values: Sequence[int]) -> Sequence[float]:
    """Ninety days in a thumbnail are averages of a few days each."""
    size = -(-len(values) // MOST_POINTS)
    parts = [values[at : at + size] for at in range(0, len(values), size)]
    return [sum(part) / len(part) for part in parts]


@dataclass(frozen=True)
class Bar:
    x: str
    y: str
    width: str
    height: str
    words: str


@dataclass(frozen=True)
class Tick:
    at: str
    words: str


@dataclass(frozen=True)
class DayChart:
    """A bar a day. Lengths are per cent of the box, so that the labels keep their size at any width."""

    bars: list[Bar]
    heights: list[Tick]
    first: str
    middle: str
    last: str
    label: str


def day_chart(series: Series, label: str) -> DayChart:
    top = _round_up(max(series.values))
    days, share = series.period.days, 100 / len(series.values)
    bars = [
        _bar(index, share, value / top, f"{dates.day(on)}: {value:,}")
        for index, (on, value) in enumerate(zip(days, series.values, strict=True))
        if value
    ]
    heights = [Tick(f"{100 - 100 * part:.0f}%", f"{int(top * part):,}") for part in (0.5, 1)]
    return DayChart(bars, heights, *map(dates.day, _ends(days)), label)


def _bar(index: int, share: float, part: float, words: str) -> Bar:
    gap = share * 0.2
    height = max(part * 100, 1)
    return Bar(
        f"{index * share + gap / 2:.2f}%", f"{100 - height:.2f}%", f"{share - gap:.2f}%", f"{height:.2f}%", words
    )


def _ends(days: list[dt.date]) -> tuple[dt.date, dt.date, dt.date]:
    return days[0], days[len(days) // 2], days[-1]


def _round_up(value: int) -> int:
    """The top of the axis: 2, 4, 6, 8, 10, 20 …, whose half is a whole number too."""
    size = 1
    while True:
        for step in (2, 4, 6, 8, 10):
            if value <= step * size:
                return step * size
        size *= 10
