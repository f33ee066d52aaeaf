"""What happens when: the demo's past is a list of moments, played in order through the real actions."""

import datetime as dt
import heapq
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from core import clock
from core.images import Picture, safe_picture

HERE = Path(__file__).parent
ZONE = ZoneInfo("Asia/Taipei")


def read(name: str) -> Any:
    return json.loads((HERE / "texts" / f"{name}.json").read_text("utf-8"))


@cache
def photo(path: str, alt: str = "") -> Picture:
    """A picture of the demo, through the same door as an upload."""
    with (HERE / path).open("rb") as file:
        return safe_picture(file, alt=alt)


class Timeline:
    """`day` counts local days back from today, `hour` is local; what would lie in the future is left out."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.today = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
        self._order = 0
        self.moments: list[tuple[dt.datetime, int, Callable[[], None]]] = []

    def moment(self, day: int, hour: float) -> dt.datetime:
        return self.today - dt.timedelta(days=day) + dt.timedelta(hours=hour)

    def plan(self, moment: dt.datetime, happening: Callable[[], None]) -> None:
        """Also while it plays: a post brings its own comments. Nothing is planned into the future."""
        if moment < self.now:
            self._order += 1
            heapq.heappush(self.moments, (moment, self._order, happening))

    def play(self) -> None:
        while self.moments:
            moment, _order, happening = heapq.heappop(self.moments)
            with clock.at(moment):
                happening()
