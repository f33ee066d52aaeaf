"""Two months of posts, comments and reactions, each by its person at its moment."""

import datetime as dt
import random
from functools import partial
from typing import Any

from content.actions import add_reaction, approve_post, create_topic, pin_post, publish_comment, publish_post
from content.models import Comment, Post, Topic
from content.models.post import PostState
from home.demo.people import People
from home.demo.timeline import Timeline, photo, read
from members.models import Membership
from members.models.membership import State

# How often each kind of reaction is chosen.
_KINDS = {"heart": 6, "cup": 3, "bulb": 1}
_WITHIN_HOURS = 40


class Posts:
    def __init__(self, people: People) -> None:
        self.people = people
        self.topics: dict[tuple[str, str], Topic] = {}
        self.chance = random.Random(2026)

    def make_topics(self, owner: str) -> None:
        for space in read("brand")["spaces"]:
            for topic in space["topics"]:
                made = create_topic(self.people.viewer(owner), self.people.spaces[space["slug"]], name=topic["name"])
                self.topics[space["slug"], topic["slug"]] = made

    def plan(self, timeline: Timeline) -> None:
        for told in read("posts"):
            moment = timeline.moment(told["day"], told["hour"] + self.chance.random())
            timeline.plan(moment, partial(self._publish, told, moment, timeline))

    def _publish(self, told: dict[str, Any], moment: dt.datetime, timeline: Timeline) -> None:
        """A post brings its own future: its comments and reactions are planned when it is there."""
        space = self.people.spaces[told["space"]]
        post = publish_post(
            self.people.viewer(told["author"]),
            space,
            title=told["title"] or "",
            body=told["body"],
            topic=self.topics[told["space"], told["topic"]],
            photos=[photo(f"photos/{told['photo']}.jpg", told["photo_alt"])] if told["photo"] else (),
            as_brand=told.get("as_brand"),
        )
        if post.state == PostState.IN_REVIEW:
            post = approve_post(self.people.viewer("yian"), post)
        if told.get("pinned"):
            post = pin_post(self.people.viewer(told["author"]), post)
        for comment in told["comments"]:
            timeline.plan(
                moment + dt.timedelta(hours=comment["after_hours"]),
                partial(self._comment, comment, post, moment, timeline),
            )
        self._plan_reactions(told, post, moment, timeline)

    def _comment(
        self, told: dict[str, Any], post: Post, moment: dt.datetime, timeline: Timeline, parent: Comment | None = None
    ) -> None:
        comment = publish_comment(self.people.viewer(told["author"]), _fresh(post), body=told["body"], parent=parent)
        for reply in told.get("replies", ()):
            at = max(moment + dt.timedelta(hours=reply["after_hours"]), comment.created_at + dt.timedelta(minutes=1))
            timeline.plan(at, partial(self._comment, reply, post, moment, timeline, comment))

    def _plan_reactions(self, told: dict[str, Any], post: Post, moment: dt.datetime, timeline: Timeline) -> None:
        here = Membership.objects.filter(space_id=post.space_id, state=State.ACTIVE).exclude(member=post.author_id)
        handles = {account.pk: handle for handle, account in self.people.accounts.items()}
        known = [handles[pk] for pk in here.order_by("id").values_list("member__account_id", flat=True)]
        for handle in self.chance.sample(known, min(told["reactions"], len(known))):
            kind = self.chance.choices(list(_KINDS), list(_KINDS.values()))[0]
            at = moment + dt.timedelta(hours=self.chance.random() ** 2 * _WITHIN_HOURS + 0.02)
            timeline.plan(at, partial(self._react, handle, post, kind))

    def _react(self, handle: str, post: Post, kind: str) -> None:
        add_reaction(self.people.viewer(handle), _fresh(post), kind)


def _fresh(post: Post) -> Post:
    return Post.objects.select_related("space", "author", "topic").get(pk=post.pk)
