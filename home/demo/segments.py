"""Three saved questions, a tag that follows one, and one segment led from the plaza into the club."""

from functools import partial

from home.demo.people import People
from home.demo.timeline import Timeline
from members.actions import (
    accept_invite,
    create_tag,
    follow_segment,
    invite_waiting,
    keep_due_tags,
    save_segment,
    start_bridge,
)
from members.models import Invite, Segment
from members.viewer import Viewer

OWNER = "mingzhe"
REGULARS = "常來聊的人"
TALKS = {"field": "did", "verb": "comment.published", "times": 3, "days": 30}
# name, rule, open to admins of groups
SEGMENTS = (
    (REGULARS, {"match": "any", "rules": [TALKS, {**TALKS, "verb": "post.published", "times": 2}]}, True),
    ("領了券還沒用", {"match": "all", "rules": [{"field": "unused_coupon"}]}, False),
    (
        "安靜了的老朋友",
        {
            "match": "all",
            "rules": [{"field": "silent", "days": 30}, {"field": "joined", "days": 40, "not": True}],
        },
        False,
    ),
)
ACCEPT = 3


class Segments:
    def __init__(self, people: People) -> None:
        self.people = people

    def plan(self, timeline: Timeline) -> None:
        timeline.plan(timeline.moment(33, 10), self._save)
        timeline.plan(timeline.moment(33, 11), self._lead)
        for number in range(ACCEPT):
            timeline.plan(timeline.moment(32 - number, 13), partial(self._accept, number))

    def _save(self) -> None:
        owner = self.people.viewer(OWNER)
        for name, rule, is_open in SEGMENTS:
            save_segment(owner, name=name, rule=rule, is_open=is_open)
        follow_segment(owner, Segment.objects.get(name=REGULARS), create_tag(owner, name="常聊"))
        keep_due_tags()

    def _lead(self) -> None:
        admin, spaces = self.people.viewer("yian"), self.people.spaces
        start_bridge(admin, spaces["roastery"], segment=Segment.objects.get(name=REGULARS), plaza=spaces["plaza"])
        while invite_waiting():
            pass

    def _accept(self, number: int) -> None:
        """One after the other, some on the same day; the others are still thinking about it."""
        waiting = Invite.objects.open().filter(member__isnull=False).select_related("member__account", "space")
        if (invite := waiting.order_by("pk").first()) is not None and number < ACCEPT:
            accept_invite(Viewer(invite.member.account), invite)
